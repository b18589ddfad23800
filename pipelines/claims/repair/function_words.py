"""Function words that the parser takes for content words, or the other way round."""

from __future__ import annotations

from pipelines.claims.relations import shipped_triggers
from pipelines.claims.repair.deeds import is_deed, owners
from pipelines.claims.repair.draft import COMMAS, Draft
from pipelines.claims.stance.classes import governing
from pipelines.claims.words import words


def modal_hui(d: Draft) -> None:
    """芯片会训练: 会 behind a noun is the auxiliary, not a meeting (研讨会 is one word)."""
    for token in range(1, len(d) - 1):
        if d.words[token] != "会" or d.heads[token - 1] != token:
            continue
        if (
            not d.is_nominal(token - 1)
            or d.words[token + 1] in COMMAS
            or (d.is_nominal(token + 1) and not d.mentions[token + 1])
        ):
            continue
        verb = d.heads[token] if d.heads[token] > token else d.next_verb(token)
        if verb is None:
            continue
        d.take_over(token - 1, token)
        if d.heads[token - 1] < 0 or d.deps[token - 1] in ("aux", "advmod", "compound"):
            d.attach(token - 1, verb, "nsubj")
        d.attach(token, verb, "aux", "AUX")


def done_to(d: Draft) -> None:
    """被刺者达19人: before a noun for persons 被 belongs to that noun."""
    for token in range(len(d) - 1):
        following = token + 1
        if d.words[token] in words("passive_strict") and d.words[following][-1] == "者" and len(d.words[following]) > 1:
            if d.is_nominal(following) and not d.under(following, token):
                d.attach(token, following, "amod")


def passive_nouns(d: Draft) -> None:
    """被美国和日本制裁: what 被 stands before is done, and the names between are who does it."""
    for token in range(len(d) - 1):
        deed = d.heads[token]
        if (
            d.deps[token] != "aux:pass"
            or d.words[token] not in words("passive_strict")
            or deed <= token
            or d.tags[deed] not in ("NOUN", "PART")
            or d.mentions[deed]
        ):
            continue
        if not is_deed(d.words[deed]):
            continue
        d.tags[deed] = "VERB"
        for agent in d.kids(deed, "nmod", "compound"):
            if token < agent < deed and d.is_name(agent) and d.words[deed - 1] != "的":
                d.deps[agent] = "nsubj"


def adverbs_over_verbs(d: Draft) -> None:
    """议会没有否决预算案, 柳舟据说在成都工作, 改向英伟达采购: what denies a deed or tells how it is known or that it comes
    instead is no deed itself.
    """
    for token in range(len(d) - 1):
        denies = d.words[token] in words("denying") and d.tags[token] in ("ADV", "AUX", "SCONJ")
        heard = d.words[token] in words("hearsay_adverbs") and bool(d.kids(token, "nsubj"))
        instead = d.words[token] in words("instead") and d.is_verb(token) and not d.kids(token, "obj")
        deed = next((t for t in d.kids(token, "xcomp", "ccomp") if t > token), None)
        if deed is not None and not d.mentions[token] and (denies or heard or instead):
            d.take_over(deed, token)
            d.attach(token, deed, "advmod", "ADV")


def voices(d: Draft) -> None:
    """有分析师认为…: who there is says it, so that 有 only brings them in."""
    for token in range(len(d) - 3):
        if d.words[token] not in words("there_is") or not d.is_verb(token) or d.kids(token, "nsubj"):
            continue
        who = next((t for t in d.kids(token, "obj") if token < t), None)
        if who is None or who + 1 >= len(d) or d.left_edge(who) != token + 1:
            continue
        says = who + 1
        spoken = d.words[says] in words("speech") | words("bare_speech")
        if spoken and d.is_verb(says) and not d.kids(says, "nsubj") and d.heads[says] in (token, d.heads[token]):
            d.attach(who, says, "nsubj")
            d.attach(says, token, "ccomp")


def progressive(d: Draft) -> None:
    """一直在裁员: 在 before a deed is no being somewhere; the deed is the predicate."""
    for token in range(len(d) - 1):
        if d.words[token] not in ("在", "正在") or not d.is_verb(token):
            continue
        over = d.heads[token]
        if (
            over > token
            and d.deps[token] == "advcl"
            and not d.is_verb(over)
            and is_deed(d.words[over])
            and d.kids(over, "nsubj")
        ):
            d.attach(token, over, "advmod", "ADV")
            d.tags[over] = "VERB"
            continue
        deed = next(iter(d.kids(token, "obj", "xcomp", "ccomp")), None)
        if deed is None or deed < token or d.mentions[deed] or not (is_deed(d.words[deed]) or d.is_verb(deed)):
            continue
        d.take_over(deed, token)
        d.tags[deed] = "VERB"
        d.attach(token, deed, "advmod", "ADV")


def no_deed(d: Draft) -> None:
    """没有回应: 没有 before a verb is the negation of that verb, no having. 没有协音的可能 stays a having."""
    for token in range(len(d) - 1):
        if d.words[token] not in words("denying") or not d.is_verb(token):
            continue
        deed = _negated(d, token)
        if deed is None:
            _nobody(d, token)
            continue
        if d.deps[deed] in ("acl:relcl", "acl", "nmod", "amod", "compound"):
            thing = d.heads[deed]
            if d.heads[thing] != token or thing < deed:
                if d.deps[deed].startswith("acl") and deed == token + 1 and d.heads[token] < 0:
                    following = next((t for t in range(thing + 1, len(d)) if d.is_verb(t)), None)
                    if following is None:
                        continue
                    d.take_over(following, token, keep=frozenset([deed]))
                    d.attach(thing, following, "nsubj")
                elif d.deps[token] not in ("acl", "acl:relcl") or d.heads[token] != thing:
                    if d.under(token, deed) or (d.deps[deed].startswith("acl") and deed != token + 1):
                        continue
                    if not d.deps[deed].startswith("acl"):
                        d.take_over(deed, token)
                    d.tags[deed] = "VERB"
                d.attach(token, deed, "advmod", "ADV")
                continue
            d.take_over(deed, token)
            d.attach(thing, deed, "obj")
            owners(d, deed, thing)
        elif d.under(deed, token):
            d.take_over(deed, token)
        elif d.under(token, deed) or d.heads[token] == d.heads[deed]:  # 没有也不会参与
            d.move_children(token, deed)
        else:
            continue
        d.attach(token, deed, "advmod", "ADV")
        d.tags[deed] = "VERB"


def _nobody(d: Draft, token: int) -> None:
    """没有人受伤: of a 没有 before somebody and a verb, the verb is what is denied."""
    end = d.segment(token)[1]
    somebody = next((t for t in d.kids(token, "obj", "nsubj") if token < t < end), None)
    if somebody is None or d.left_edge(somebody) != token + 1 or d.words[somebody + 1 : somebody + 2] == ["的"]:
        return
    deed = somebody + 1
    while deed < end and d.tags[deed] in ("ADV", "AUX", "SCONJ"):
        deed += 1
    if deed >= end or not d.is_verb(deed) or not d.under(deed, token):
        return
    d.take_over(deed, token)
    d.attach(somebody, deed, "nsubj")
    d.attach(token, deed, "advmod", "ADV")


def _negated(d: Draft, token: int) -> int | None:
    """The verb that a 没有 denies; None when a noun phrase follows."""
    for at in range(token + 1, d.segment(token)[1]):
        word = d.words[at]
        if d.mentions[at]:
            if d.class_of(at) in ("Time", "Quantity"):
                continue
            return None
        if d.is_verb(at) or (
            d.tags[at] == "NOUN"
            and at == token + 1
            and d.words[at] in shipped_triggers()
            and at + 1 == d.segment(token)[1]
        ):
            if d.words[at + 1 : at + 2] == ["的"]:
                return None
            return at
        if d.tags[at] == "ADP" or word in words("prepositions"):
            return d.next_verb(at)
        if d.tags[at] not in ("ADV", "SCONJ", "AUX", "PRON"):
            return None
    return None


def governing_nouns(d: Draft) -> None:
    """远山科技计划明年建设…: 计划 behind a name and before a clause is a verb, not the end of the name."""
    for token in range(1, len(d) - 2):
        if (
            d.tags[token] not in ("NOUN", "PART", "PROPN", "VERB")
            or d.mentions[token]
            or d.words[token] not in words("plan_verbs")
        ):
            continue
        verb = d.heads[token]
        if (
            d.deps[token] not in ("nsubj", "obl", "nmod", "nmod:tmod", "advmod", "advcl")
            or verb <= token
            or not d.is_verb(verb)
        ):
            continue
        if (
            d.words[token - 1] == "的"
            or d.words[token + 1] in ("的", "、", "中", "上", "后")
            or d.words[token + 1] in COMMAS
        ):
            continue
        owners = [
            o
            for o in d.kids(token)
            if o < token and d.is_nominal(o) and d.deps[o] in ("nmod", "compound", "appos", "det")
        ]
        if not owners or d.tags[owners[-1]] == "NUM" or (d.deps[owners[-1]] == "det" and not d.mentions[owners[-1]]):
            continue
        d.take_over(token, verb, keep=frozenset(t for t in d.kids(verb) if t > token))
        d.attach(verb, token, "xcomp")
        d.tags[token] = "VERB"
        d.attach(owners[-1], token, "nsubj")


def deeds_ahead(d: Draft) -> None:
    """将投资设立工厂: behind 将 and before a verb a deed is a verb too, and 将 puts both ahead."""
    for token in range(len(d) - 2):
        deed, verb = token + 1, token + 2
        if (
            d.words[token] not in ("将", "拟")
            or d.heads[token] != deed
            or d.mentions[deed]
            or not is_deed(d.words[deed])
        ):
            continue
        if (
            d.heads[deed] == verb
            and d.is_verb(verb)
            and d.tags[deed] in ("NOUN", "VERB")
            and d.deps[deed] in ("obl", "obl:patient", "nsubj")
        ):
            d.attach(deed, verb, "advcl", "VERB")
            d.attach(token, verb, "aux", "AUX")


def votes(d: Draft) -> None:
    """以7票赞成、2票反对通过: votes are counted, and whoever casts them passes the bill."""
    cast = [
        t
        for t in range(1, len(d) - 1)
        if d.words[t] in words("votes") and d.words[t - 1].endswith("票") and d.is_verb(t)
    ]
    if not cast:
        return
    end = d.segment(cast[-1])[1]
    verb = d.next_verb(cast[-1]) or next((t for t in range(cast[-1] + 1, end) if d.is_verb(t)), None)
    if verb is None:
        return
    top = cast[-1] if d.under(cast[0], cast[-1]) else cast[0]
    if d.under(verb, top):
        d.take_over(verb, top, keep=frozenset(t for t in d.kids(top) if d.class_of(t) == "Quantity"))
    elif d.under(verb, cast[-1]):
        d.take_over(verb, top, keep=frozenset([*cast, *(t for t in d.kids(top) if d.class_of(t) == "Quantity")]))
    for vote in cast:
        d.attach(vote, verb, "obl", "NOUN")


def people_behind_names(d: Draft) -> None:
    """恒大悍将退出国家队, 优信一高管离职: a noun for a person behind an organisation is who acts, whatever it was tagged."""
    for person in range(1, len(d) - 1):
        verb = d.heads[person]
        if verb <= person or d.mentions[person] or not d.words[person].endswith(tuple(words("person_nouns"))):
            continue
        if d.deps[person] not in ("advmod", "advcl", "obl", "dep", "compound", "nmod", "amod") or d.kids(person):
            continue
        names = [s for s in d.kids(verb, "nsubj") if s < person and d.class_of(s) in ("Organisation", "Place")]
        if names and all(d.tags[t] in ("SCONJ", "ADV", "NUM", "DET", "CCONJ") for t in range(names[-1] + 1, person)):
            d.attach(person, verb, "nsubj", "NOUN")
            d.attach(names[-1], person, "nmod")


def causing_nouns(d: Draft) -> None:
    """政府要求企业提高工资: 要求 between two nouns before a verb is a verb, and the second noun is who is to do it."""
    for token in range(1, len(d) - 2):
        causee, verb = d.heads[token], d.heads[d.heads[token]]
        if d.mentions[token] or not (d.words[token] in words("causatives") or d.words[token] in words("accusing")):
            continue
        if d.tags[token] not in ("NOUN", "PART") and d.deps[token] not in ("nmod", "compound", "amod"):
            continue
        if causee <= token or verb <= causee or not d.is_verb(verb) or d.deps[causee] not in ("nsubj", "nsubj:pass"):
            continue
        causers = [t for t in d.kids(causee) if t < token and d.is_nominal(t) and d.deps[t] in ("nmod", "compound")]
        causers += [t for t in d.kids(token, "nsubj") if t < token]
        if not causers or "的" in d.words[causers[-1] : causee] or d.left_edge(causee) < d.segment(token)[0]:
            continue
        while d.deps[verb] == "advcl" and verb < d.heads[verb] < d.segment(token)[1] and d.is_verb(d.heads[verb]):
            verb = d.heads[verb]  # 举报学校违规提前开学: the last verb is what it is about
        d.take_over(token, verb, keep=frozenset(t for t in d.kids(verb) if t > token))
        d.tags[token] = "VERB"
        d.attach(causers[-1], token, "nsubj")
        d.attach(verb, token, "ccomp")
        d.attach(causee, verb, "nsubj")


def verbs_as_cases(d: Draft) -> None:
    """国会通过法案，…: a verb that opens the last phrase of its stretch is the verb of that stretch."""
    for verb in range(1, len(d) - 1):
        noun = d.heads[verb]
        if d.deps[verb] != "case" or not d.is_verb(verb) or noun < verb or d.next_verb(noun) is not None:
            continue
        start, end = d.segment(verb)
        if d.heads[noun] < end or not any(
            d.is_nominal(t) and d.class_of(t) not in ("Time", "Quantity") for t in range(start, verb)
        ):
            continue
        d.attach(verb, d.heads[noun], "advcl")
        d.attach(noun, verb, "obj")
        for token in range(start, verb):
            if d.heads[token] == d.heads[verb] and d.deps[token] in (
                "nmod:tmod",
                "obl",
                "advmod",
                "aux",
                "nsubj",
                "mark",
            ):
                d.heads[token] = verb


def planned_places(d: Draft) -> None:
    """计划在印度建厂: 在 behind a verb of planning or saying opens the place of the deed that is planned."""
    for token in range(1, len(d) - 2):
        verb = token - 1
        if (
            d.words[token] not in ("在", "于", "向", "对")
            or d.deps[token] not in ("mark", "xcomp", "ccomp")
            or d.heads[token] != verb
        ):
            continue
        deed = next((t for t in (*d.kids(verb, "obj", "xcomp"), *d.kids(token, "obj")) if t > token), None)
        leading = words("plan_verbs") | words("speech") | governing()
        if d.words[verb] not in leading or deed is None or not is_deed(d.words[deed]):
            continue
        place = next((t for t in d.kids(deed) if token < t < deed and d.is_nominal(t)), None)
        if place is None or d.left_edge(place) != token + 1:
            continue
        d.attach(deed, verb, "xcomp", "VERB")
        d.move_children(token, deed, keep=frozenset([deed, place]))
        d.attach(place, deed, "obl")
        d.attach(token, place, "case", "ADP")


def accusations(d: Draft) -> None:
    """理想汽车被曝裁员: 被曝 tells how the deed is known; who is accused is the deed's subject."""
    for token in range(1, len(d) - 1):
        if d.words[token] not in words("accused") or d.mentions[token]:
            continue
        if d.words[token] == "涉嫌" and d.words[token - 1] in ("以", "因", "由于") and d.kids(token, "obj"):
            continue  # 以涉嫌受贿罪提起公诉: why, and no more in doubt than the deed
        end = d.segment(token)[1]
        deed = next(
            (t for t in range(token + 1, end) if not d.mentions[t] and (d.is_verb(t) or is_deed(d.words[t]))), None
        )
        if deed is None:
            continue
        if d.under(deed, token):
            d.take_over(deed, token)
        elif d.under(token, deed):
            d.move_children(token, deed)
        else:
            continue
        if deed == token + 1:
            d.tags[deed] = "VERB"
        for owner in d.kids(deed, "nmod", "compound", "appos"):
            if owner < token and d.is_nominal(owner):
                d.deps[owner] = "nsubj"
        d.attach(token, deed, "advmod", "ADV")

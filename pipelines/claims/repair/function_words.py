"""Function words that the parser takes for content words, or the other way round."""

from __future__ import annotations

from pipelines.claims.relations import shipped_triggers
from pipelines.claims.repair.draft import COMMAS, Draft
from pipelines.claims.words import words
from pipelines.segment.dictionary import is_adverb, is_verb


def is_deed(word: str) -> bool:
    """Whether a word can name a deed, whatever it was tagged."""
    return is_verb(word) or word in shipped_triggers()


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


def adverbs(d: Draft) -> None:
    """An adverb is nobody: 立马引爆 has no subject 立马."""
    for token, word in enumerate(d.words):
        if d.deps[token] not in ("nsubj", "nsubj:pass", "obj", "nmod", "obl", "appos") or d.mentions[token]:
            continue
        if (is_adverb(word) or word in words("adverbs")) and not d.kids(token):
            verb = d.next_verb(token)
            d.attach(token, d.heads[token] if verb is None else verb, "advmod", "ADV")


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
            _owners(d, deed, thing)
        elif d.under(deed, token):
            d.take_over(deed, token)
        elif d.under(token, deed):
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


def _owners(d: Draft, deed: int, thing: int) -> None:
    """提供账号的数据, once 提供 is the verb: what it seemed to take belongs to the thing."""
    for token in d.kids(deed, "obj"):
        if deed < token < thing:
            d.attach(token, thing, "nmod")
    for token in d.kids(deed, "mark:rel"):
        owner = token - 1
        if owner > deed:
            d.attach(token, owner, "case")
        else:
            d.attach(token, thing, "case")


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
        if d.deps[token] not in ("nsubj", "obl", "nmod", "nmod:tmod", "advmod") or verb <= token or not d.is_verb(verb):
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


def hidden_verbs(d: Draft) -> None:
    """曾自研芯片: a verb that an adverb or auxiliary speaks of is no adjective of the noun behind it."""
    for verb in range(1, len(d) - 1):
        thing = d.heads[verb]
        if (
            not d.is_verb(verb)
            or d.deps[verb] not in ("amod", "compound", "nmod")
            or thing <= verb
            or d.words[thing - 1] == "的"
        ):
            continue
        told = [t for t in d.kids(verb, "advmod", "aux", "mark") if t < verb and d.words[t] in words("verbal_adverbs")]
        if told and not d.is_verb(thing) and d.left_edge(thing) <= verb and d.deps[thing] not in ("obj", "nmod", "obl"):
            d.take_over(verb, thing, keep=frozenset(t for t in d.kids(thing) if verb < t))
            d.attach(thing, verb, "obj")


def deeds_in_time(d: Draft) -> None:
    """ChatGPT在11月30日亮相后: a deed before 后, 前 or 时 that has a time or a subject is a clause."""
    for deed in range(1, len(d) - 1):
        if d.tags[deed] not in ("NOUN", "PART") or d.mentions[deed] or d.deps[deed] not in ("obl", "nmod:tmod", "nmod"):
            continue
        closing = [
            t
            for t in d.kids(deed, "case")
            if t > deed and d.words[t] in ("后", "之后", "前", "之前", "时", "以来", "以后", "期间")
        ]
        times = [t for t in d.kids(deed) if t < deed and d.class_of(t) == "Time"]
        if not closing or not times or not is_deed(d.words[deed]) or not d.is_verb(d.heads[deed]):
            continue
        d.attach(deed, d.heads[deed], "advcl", "VERB")
        d.deps[closing[-1]] = "mark"
        for time in times:
            d.deps[time] = "obl"
        for case in d.kids(deed, "case"):
            if case < deed:
                d.heads[case] = times[-1]


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


def counted_deeds(d: Draft) -> None:
    """海棠银行裁员1.2万人: a deed before its amount is the predicate, not what the amount is said of."""
    for deed in range(1, len(d) - 1):
        amount = d.heads[deed]
        if (
            d.deps[deed] != "nsubj"
            or d.tags[deed] == "VERB"
            or d.mentions[deed]
            or d.words[deed] not in shipped_triggers()
        ):
            continue
        if amount != deed + 1 or d.class_of(amount) != "Quantity" or d.words[deed - 1] == "的":
            continue
        owners = [o for o in d.kids(deed) if o < deed and d.deps[o] in ("nmod", "compound", "appos", "nsubj")]
        d.take_over(deed, amount, keep=frozenset(t for t in d.kids(amount) if t > deed))
        d.tags[deed] = "VERB"
        d.attach(amount, deed, "obj")
        for owner in owners[-1:]:
            time = d.heads[owner]
            if d.class_of(owner) == "Time":
                d.deps[owner] = "nmod:tmod"
                inner = [o for o in d.kids(owner) if o < owner and d.is_nominal(o)]
                for name in inner[-1:]:
                    d.attach(name, deed, "nsubj")
            elif time == deed:
                d.deps[owner] = "nsubj"


def sister_deeds(d: Draft) -> None:
    """博物馆修复并展出琵琶, 生产和销售自行车: verbs joined by 并 or 和 are verbs both, and what follows is their object."""
    for token in range(1, len(d) - 1):
        verb = token + 1
        if d.words[token] not in ("并", "并且", "和", "及") or not d.is_verb(verb):
            continue
        deed = token - 1
        if d.deps[deed] == "nsubj" and d.heads[deed] == verb and not d.mentions[deed] and is_deed(d.words[deed]):
            owners = [o for o in d.kids(deed) if o < deed and d.is_nominal(o)]
            if owners:
                d.attach(deed, verb, "advcl", "VERB")
                d.attach(owners[-1], verb, "nsubj")
        elif d.is_verb(deed) and d.heads[verb] == deed and d.deps[verb] == "conj":
            for thing in d.kids(deed, "conj"):
                if thing > verb and d.left_edge(thing) == d.after_aspect(verb) and not d.is_verb(thing):
                    d.attach(thing, verb, "obj")


def planned_places(d: Draft) -> None:
    """计划在印度建厂: 在 behind a verb of planning opens the place of the deed that is planned."""
    for token in range(1, len(d) - 2):
        verb = token - 1
        if d.words[token] not in ("在", "于", "向", "对") or d.deps[token] != "mark" or d.heads[token] != verb:
            continue
        deed = next((t for t in d.kids(verb, "obj") if t > token), None)
        if d.words[verb] not in words("plan_verbs") or deed is None or not is_deed(d.words[deed]):
            continue
        place = next((t for t in d.kids(deed) if token < t < deed and d.is_nominal(t)), None)
        if place is None:
            continue
        d.attach(deed, verb, "xcomp", "VERB")
        d.attach(place, deed, "obl")
        d.attach(token, place, "case", "ADP")


def verbless(d: Draft) -> None:
    """…，押宝生成式AI: a stretch without a verb that opens with a deed and goes on with a name has that deed as its verb."""
    for deed in range(1, len(d) - 1):
        if d.tags[deed] not in ("NOUN", "PROPN") or d.mentions[deed] or d.words[deed] not in shipped_triggers():
            continue
        start, end = d.segment(deed)
        if start != deed or d.words[start - 1] not in ("，", ",") or any(d.is_verb(t) for t in range(start, end)):
            continue
        things = [t for t in range(deed + 1, end) if d.is_nominal(t) and (d.heads[t] < start or d.heads[t] >= end)]
        before = next(
            (t for t in range(start - 1, -1, -1) if d.is_verb(t) and d.deps[t] not in ("acl", "acl:relcl")), None
        )
        if len(things) != 1 or before is None or d.under(before, deed):
            continue
        d.attach(deed, before, "parataxis", "VERB")
        d.attach(things[0], deed, "obj")


def begun(d: Draft) -> None:
    """开始部署…, 停止生产燃油汽车: a deed right behind such a verb is its complement, and what follows is the deed's object."""
    for token in range(len(d) - 2):
        if d.words[token] not in words("aspectual") or not d.is_verb(token):
            continue
        deed = token + 1
        while deed < len(d) - 1 and d.tags[deed] == "ADV" and not d.mentions[deed]:
            deed += 1
        if (
            d.mentions[deed]
            or not is_deed(d.words[deed])
            or d.words[deed + 1] in ("的", "、")
            or d.words[deed + 1] in COMMAS
        ):
            continue
        rest = [t for t in d.kids(token, "obj", "ccomp", "xcomp") if t > deed]
        role, thing = d.deps[deed], d.heads[deed]
        if role in ("acl:relcl", "acl", "nmod", "amod", "compound") and thing in rest:
            d.attach(deed, token, "xcomp", "VERB")
            d.attach(thing, deed, "obj")
            _owners(d, deed, thing)
        elif role == "xcomp" and thing == token and len(rest) > 1 and not d.kids(deed, "obj"):
            for part in rest:
                if part != deed and d.deps[part] == "obj":
                    d.heads[part] = deed
        elif role in ("nsubj", "obj", "nmod", "compound") and rest and d.tags[deed] != "VERB":
            d.attach(deed, token, "xcomp", "VERB")
            for part in rest:
                d.heads[part] = deed

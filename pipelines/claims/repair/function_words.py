"""Function words that the parser takes for content words, or the other way round."""

from __future__ import annotations

from pipelines.claims.repair.deeds import is_deed
from pipelines.claims.repair.draft import Draft
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.words import words


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


def manner(d: Draft) -> None:
    """集中整治违法行为: a word of manner right before a verb says how; the verb behind it is the predicate."""
    for token in range(len(d) - 1):
        verb = token + 1
        if d.words[token] not in words("manner") or d.mentions[token] or d.mentions[verb]:
            continue
        if not (d.is_verb(verb) or is_deed(d.words[verb])) or d.words[verb] in words("not_predicates"):
            continue
        if d.deps[verb] == "obj" and not is_deed(d.words[verb]):
            continue  # 公开财报
        if d.heads[verb] == token and d.deps[verb] in ("xcomp", "ccomp", "obj", "conj"):
            d.take_over(verb, token)
        elif d.deps[verb] in ("acl", "amod", "nmod", "compound") and d.heads[d.heads[verb]] == token:
            thing = d.heads[verb]
            d.take_over(verb, token)
            d.attach(thing, verb, "obj")
        elif not (d.heads[token] == verb and d.deps[token] in ("advcl", "compound", "dep", "nsubj")):
            continue
        d.move_children(token, verb)
        d.attach(token, verb, "advmod", "ADV")
        d.tags[verb] = "VERB"


def nobody(d: Draft) -> None:
    """所幸无人受伤: 无人 is who does it, neither an adverb nor a deed of whom the clause before speaks of."""
    for token in range(len(d) - 1):
        if d.words[token] not in words("nobody") or d.mentions[token]:
            continue
        start, end = d.segment(token)
        verb = d.heads[token]
        if not token < verb < end:
            verb = next((v for v in d.kids(token, "ccomp", "xcomp") if token < v < end and d.is_verb(v)), -1)
            if verb >= 0:
                d.take_over(verb, token)
        if verb < 0 or not d.is_verb(verb) or any(start <= s for s in d.kids(verb, *SUBJECTS)):
            continue
        d.attach(token, verb, "nsubj", "NOUN")


def as_soon_as(d: Draft) -> None:
    """总统一上台就被弹劾: 一 with a deed right before 就 says when, and is no participant."""
    for token in range(1, len(d) - 1):
        if d.words[token][0] == "一" and d.tags[token] == "VERB" and d.words[token + 1] in ("就", "便"):
            if d.deps[token].startswith(("nsubj", "obj")) and d.heads[token] > token:
                d.attach(token, d.heads[token], "advcl")


def organised(d: Draft) -> None:
    """公安部组织开展了行动: behind the name of a body, and before such a verb, 组织 is what the body does."""
    for token in range(1, len(d) - 1):
        verb = d.heads[token]
        if d.words[token] != "组织" or verb != token + 1 or d.words[verb] not in words("organised"):
            continue
        body = token - 1
        if d.mentions[body] and d.class_of(body) == "Organisation" and d.heads[body] == token:
            d.attach(body, verb, "nsubj")
            d.attach(token, verb, "compound", "VERB")


def disjuncts(d: Draft) -> None:
    """理论上，电池可以用十年: words that say in what way the whole clause is true, whatever the parser takes them for."""
    for token in range(len(d) - 1):
        if d.words[token] in words("disjuncts") and d.heads[token] >= 0 and not d.mentions[token]:
            head = d.heads[token]
            of_noun = d.is_nominal(head) and d.heads[head] >= 0 and not d.kids(head, "cop")
            d.attach(token, d.heads[head] if of_noun else head, "advmod", "ADV")  # 截至发稿票房破亿

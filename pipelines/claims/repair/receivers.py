"""Double objects: whoever is given something is no part of the name of the thing."""

from __future__ import annotations

from pipelines.claims.repair.draft import Draft
from pipelines.claims.words import endings, words

_INSIDE = frozenset(["nmod", "compound", "appos", "det", "flat", "flat:name", "dep", "nsubj", "nummod"])


def receivers(d: Draft) -> None:
    """送李明一本书, 判处程志有期徒刑三年, 赔偿消费者5万元: two objects side by side, not one that is of the other."""
    for verb in range(len(d) - 2):
        if d.words[verb] not in words("giving_sums", "granting") or d.mentions[verb]:
            continue
        if d.kids(verb, "aux:pass", "nsubj:pass"):
            continue  # 被授予上将军衔
        first = d.after_aspect(verb)
        for thing in d.kids(verb, "obj"):
            if thing >= first and d.left_edge(thing) == first:
                _apart(d, verb, first, thing)


def _apart(d: Draft, verb: int, first: int, thing: int) -> None:
    """Cut the phrase of `thing`, which begins at `first`, in two where somebody stands at its front."""
    amount = thing + 1
    if amount < len(d) and d.heads[amount] == thing and _is_sum(d, amount) and _is_somebody(d, thing):
        d.take_over(amount, thing, keep=frozenset(t for t in d.kids(thing) if t <= thing))
        d.attach(amount, verb, "obj")
        d.attach(thing, verb, "iobj")
        return
    how_much = _is_sum(d, thing) or any(map(d.is_amount, d.kids(thing, "nummod")))
    if not how_much and d.words[verb] not in words("granting"):
        return
    for token in d.kids(thing):
        if not first <= token < thing or d.deps[token] not in _INSIDE or d.left_edge(token) != first:
            continue
        if d.words[token + 1] in ("的", "之", "、", "和", "与", "及"):
            continue
        told = how_much or d.words[verb] in words("telling")  # 授予校长称号 says what title
        if _is_sum(d, thing) or _is_named(d, token) or (told and d.class_of(token) == "Position"):
            d.attach(token, verb, "iobj")


def _is_named(d: Draft, token: int) -> bool:
    return d.class_of(token) in ("Person", "Organisation") or d.tags[token] == "PRON"


def _is_somebody(d: Draft, token: int) -> bool:
    """罚金5万元, 货款100万元: the sum says how much there is of a thing, but 员工10万元 nobody is counted in."""
    word = d.words[token]
    somebody = word in words("people") or word.endswith(endings("acting_endings", "people_end_in"))
    return somebody or _is_named(d, token) or d.class_of(token) == "Position"


def _is_sum(d: Draft, token: int) -> bool:
    """An amount of money, or of something else that nobody is counted in."""
    return d.is_amount(token) and d.words[token].endswith(endings("sums"))

"""Names beside other words: who is whose, what is the same, and what only stands next to it."""

from __future__ import annotations

from pipelines.claims.repair.draft import Draft
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.words import words


def nicknames(d: Draft) -> None:
    """“黑豹”张伟被捕: a name in quotation marks right before a person's is what that person is called."""
    for person in range(2, len(d)):
        called = person - 2
        if d.class_of(person) != "Person" or d.words[person - 1] not in '”」』"' or not d.is_nominal(called):
            continue
        opened = d.left_edge(called) - (d.words[d.left_edge(called)] not in '“「『"')
        if opened < 0 or d.words[opened] not in '“「『"':
            continue
        if d.heads[person] == called:
            d.take_over(person, called)
        elif d.heads[called] != d.heads[person]:
            continue
        d.attach(called, person, "appos")


def countries(d: Draft) -> None:
    """中美签署协议, 中日韩举行峰会: places of one character side by side are all meant, not only the last."""
    last = 0
    for first in range(len(d) - 1):
        if first < last or not _is_short_place(d, first):
            continue
        last = first
        while last + 1 < len(d) and _is_short_place(d, last + 1):
            last += 1
        others = range(first + 1, last + 1)
        if not others or d.deps[last] not in (*SUBJECTS, "obj", "obl") or first <= d.heads[last] <= last:
            continue
        d.take_over(first, last)
        for other in others:
            d.attach(other, first, "conj")


def _is_short_place(d: Draft, token: int) -> bool:
    return d.class_of(token) == "Place" and len(d.words[token]) == 1


def histories(d: Draft) -> None:
    """曼联队史首次降级: not the club's history is relegated."""
    for history in range(1, len(d) - 1):
        verb, owner = d.heads[history], history - 1
        if d.words[history] not in words("histories") or d.deps[history] not in SUBJECTS or d.heads[owner] != history:
            continue
        if d.is_name(owner) and not words("first_times").isdisjoint(d.words[history + 1 : verb]):
            d.attach(owner, verb, d.deps[history])
            d.attach(history, verb, "nmod:tmod")

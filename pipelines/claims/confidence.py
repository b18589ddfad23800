"""How far a claim can be trusted, from how it was read: a logistic regression over the signs in ``signs``.

The weights (data/confidence.toml) were fitted to claims from real sentences that readers had judged
(``python -m pipelines.training.confidence``), so that a confidence is the share of claims read in this way in which
a careful reader finds nothing false.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from math import exp, prod
from typing import TypedDict

from kg.claim import (
    Amount,
    Argument,
    Attribution,
    Modality,
    Polarity,
    Predicate,
    Qualifier,
    Reason,
    TimeSpan,
    top_class,
)
from pipelines.claims import habits
from pipelines.claims.doers import chance
from pipelines.claims.phrase import is_nominal
from pipelines.claims.proposition import Proposition
from pipelines.claims.repair.draft import COMMAS
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.tree import Tree
from pipelines.claims.words import table
from pipelines.segment.dictionary import dictionary_tags

#: Weights below this, in log-odds, are told together: a reader wants the reasons that matter.
_TOLD = 0.15
#: What every claim starts from.
ANY = "any"
#: Parts of speech in jieba's dictionary, by first letter; a word that is in none of them is a function word.
_KINDS = {"v": "verb", "n": "noun", "a": "adjective", "i": "idiom", "l": "idiom", "z": "adjective", "b": "adjective"}
_FINAL = frozenset("。！？；!?;…”」』.")


class Said(TypedDict):
    """What a claim says, before anybody knows how far it can be trusted."""

    subject: Argument
    predicate: Predicate
    object: Argument | None
    time: TimeSpan | None
    amount: Amount | None
    qualifiers: tuple[Qualifier, ...]
    polarity: Polarity
    modality: Modality
    attribution: tuple[Attribution, ...]


def weigh(said: Said, proposition: Proposition, tree: Tree) -> tuple[float, tuple[Reason, ...]]:
    """The confidence of a claim that says so and the reasons for it; the odds are the product of the reasons' factors."""
    weights, told = _weights()
    found = [name for name in signs(said, proposition, tree) if name in weights]
    strong = sorted((name for name in found if name in told), key=lambda name: -abs(weights[name]))
    rest = sum(weights[name] for name in found if name not in told)
    reasons = (told[ANY], *[told[name] for name in strong], Reason("smaller signs together", round(exp(rest), 2)))
    odds = prod([reason.factor for reason in reasons])
    return odds / (1 + odds), reasons


@cache
def _weights() -> tuple[dict[str, float], dict[str, Reason]]:
    """The weight of every sign, in log-odds, and the reasons that are told by themselves."""
    listed = table("confidence.toml")
    weights = {name: float(values["weight"]) for name, values in listed.items()}
    told = {name for name, weight in weights.items() if abs(weight) >= _TOLD} | {ANY}
    return weights, {name: Reason(listed[name]["text"], round(exp(weights[name]), 2)) for name in sorted(told)}


def signs(said: Said, proposition: Proposition, tree: Tree) -> Iterator[str]:
    """The names of the signs that a claim shows which says so."""
    verb = proposition.verb
    yield f"rule {proposition.rule}"
    yield f"verb is {tree.tags[verb]}"
    yield f"verb is {tree.deps[verb].lower().partition(':')[0]}"
    yield f"verb listed as {_kind(tree.words[verb])}"
    yield f"verb of {min(len(tree.words[verb]), 3)}"
    yield from (name for name, shown in _shown(said, proposition, tree) if shown)
    yield from _of_habits(proposition, tree)
    yield from _of_subject(said["subject"], proposition, tree)
    yield from _of_object(said["object"], proposition, tree)
    yield _step("between", _between(proposition, tree), 0.1, 0.3, 0.5, 0.8)
    yield _step("sentence", sum(tree.certainty) / len(tree), 0.5, 0.7, 0.8, 0.9)
    yield _step("words", len(tree), 10, 20, 35, 60)


def _shown(said: Said, proposition: Proposition, tree: Tree) -> Iterator[tuple[str, bool]]:
    yield "relation", said["predicate"].relation is not None
    yield "inherited", proposition.inherited
    yield "passive", proposition.passive
    yield "time", said["time"] is not None and said["time"].dated
    yield "amount", said["amount"] is not None
    yield "qualified", bool(said["qualifiers"])
    yield "attributed", bool(said["attribution"])
    yield "negative", said["polarity"] is Polarity.NEGATIVE
    yield said["modality"].value, said["modality"] is not Modality.ACTUAL
    yield "aspect", any(tree.words[c] in ("了", "着", "过") for c in tree.children[proposition.verb])
    yield "unfinished", tree.words[-1] not in _FINAL
    yield "repaired", proposition.verb in tree.repaired
    yield _step("verb", tree.certainty[proposition.verb], 0.3, 0.6, 0.9), True
    first = min(proposition.predicate or (proposition.verb,))
    yield "behind 的", first > 0 and tree.words[first - 1] in ("的", "之", "、")
    behind = max(proposition.predicate or (proposition.verb,)) + 1
    yield (
        "noun behind",
        behind < len(tree) and is_nominal(tree, behind) and not tree.below(behind, proposition.verb),
    )


def _of_habits(proposition: Proposition, tree: Tree) -> Iterator[str]:
    """How well the claim goes with what its verb usually does."""
    word = tree.words[proposition.verb]
    share = habits.as_verb(word)
    yield "as verb unknown" if share is None else _step("as verb", share, 0.1, 0.3, 0.6, 0.9)
    transitive = habits.with_object(word)
    if transitive is not None:
        given = "without" if proposition.object is None else "with"
        yield _step(f"{given} object, usual", transitive, 0.2, 0.5, 0.8)
    if proposition.subject is not None:
        kind = habits.kind(tree.type_of(proposition.subject.head), tree.tags[proposition.subject.head])
        yield _step("subject fits", habits.subject_preference(word, kind), -1.0, -0.3, 0.3, 1.0)
    if proposition.object is not None:
        kind = habits.kind(tree.type_of(proposition.object.head), tree.tags[proposition.object.head])
        yield _step("object fits", habits.object_preference(word, kind), -1.0, -0.3, 0.3, 1.0)


def _of_subject(subject: Argument, proposition: Proposition, tree: Tree) -> Iterator[str]:
    yield f"subject is {_class(subject)}"
    if subject.resolution:
        yield f"subject by {subject.resolution}"
    yield _step("subject long", len(subject.quote.text), 2, 5, 9, 16)
    if proposition.subject is None:
        return
    head = proposition.subject.head
    yield f"subject tag {tree.tags[head]}"
    yield f"subject as {tree.deps[head].lower().partition(':')[0]}"
    yield _step("subject", tree.certainty[head], 0.3, 0.6, 0.9)
    share = chance(tree, proposition.verb, head)
    yield "subject chance unknown" if share is None else _step("subject chance", share, 0.05, 0.3, 0.6, 0.85, 0.97)
    yield f"subject commas {min(_commas(tree, head, proposition.verb), 2)}"
    between = range(min(head, proposition.verb) + 1, max(head, proposition.verb))
    yield f"subjects between {min(sum(tree.deps[t] in SUBJECTS for t in between), 2)}"
    if proposition.inherited and tree.heads[head] >= 0:
        yield f"subject from {tree.deps[tree.heads[head]].lower().partition(':')[0]}"
    if head > proposition.verb:
        yield "subject behind"
    if head in tree.repaired:
        yield "subject repaired"


def _of_object(obj: Argument | None, proposition: Proposition, tree: Tree) -> Iterator[str]:
    if obj is None or proposition.object is None:
        yield "object none"
        return
    yield f"object is {_class(obj)}"
    yield _step("object long", len(obj.quote.text), 2, 5, 9, 16)
    head = proposition.object.head
    if any(tree.tags[t] == "VERB" and t != head for t in proposition.object.tokens):
        yield "object with verb"
    yield f"object tag {tree.tags[head]}"
    yield f"object as {tree.deps[head].lower().partition(':')[0]}"
    yield _step("object", tree.certainty[head], 0.3, 0.6, 0.9)
    if _commas(tree, head, proposition.verb):
        yield "object commas"
    if head < proposition.verb:
        yield "object before"
    if head in tree.repaired:
        yield "object repaired"


def _kind(word: str) -> str:
    tag = dictionary_tags().get(word)
    return "nothing" if tag is None else _KINDS.get(tag[0], "function word")


def _class(argument: Argument) -> str:
    if argument.type is None:
        return "unresolved"
    return top_class(argument.type)


def _commas(tree: Tree, one: int, other: int) -> int:
    return sum(tree.words[token] in COMMAS for token in range(min(one, other), max(one, other)))


def _between(proposition: Proposition, tree: Tree) -> float:
    """The least certain arc among the words from the first participant to the last."""
    parts = [part for part in (proposition.subject, proposition.object) if part]
    tokens = [proposition.verb, *(token for part in parts for token in part.tokens)]
    return min(tree.certainty[min(tokens) : max(tokens) + 1])


def _step(scale: str, value: float, *bounds: float) -> str:
    """The scale with the step on which `value` lies: its lower bound."""
    return _steps(scale, bounds)[bisect_right(bounds, value)]


@cache
def _steps(scale: str, bounds: tuple[float, ...]) -> tuple[str, ...]:
    return tuple(f"{scale} {lowest}" for lowest in ("least" if bounds[0] < 0 else 0, *bounds))

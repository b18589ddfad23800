"""What verbs usually do, counted in parsed news: how often a word is a clause's verb, and what it takes.

The counts are in data/verbs.tsv, written by ``python -m pipelines.training.habits``. Selectional preference after Resnik
(1996): how much likelier a kind of participant is with this verb than with any.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2

from kg.claim import top_class

#: Kinds of participants that are told apart, in the order of the columns.
KINDS = ("person", "organisation", "place", "thing", "quantity", "pronoun", "noun", "clause")
_OF_CLASS = {
    "Person": "person",
    "Position": "person",
    "Organisation": "organisation",
    "Place": "place",
    "Product": "thing",
    "Work": "thing",
    "Quantity": "quantity",
    "Time": "quantity",
}
#: Added to each count, shared out as with all verbs: a verb that was seen seldom is like any other.
_PRIOR = 10.0
#: The share of a verb's clauses that have an object from which on one without is short of it.
_TRANSITIVE = 0.4


@dataclass(frozen=True, slots=True)
class Habit:
    """Counts of one word.

    seen      how often the word stands in the text
    verb      how often as the verb of a clause
    object    how often with an object or a clause behind it
    subjects  how often with a subject of each of KINDS
    objects   how often with an object of each of KINDS
    """

    seen: int
    verb: int
    object: int
    subjects: tuple[int, ...]
    objects: tuple[int, ...]


def kind(type_name: str | None, tag: str) -> str:
    """The kind of a participant: by the class of the mention that it is, else by its part of speech."""
    if type_name:
        return _OF_CLASS.get(top_class(type_name), "thing")
    return "pronoun" if tag == "PRON" else "noun"


def as_verb(word: str) -> float | None:
    """The share of a word's occurrences in which it is the verb of a clause; None for a word that was never counted."""
    habit = _habits().get(word)
    return None if habit is None else habit.verb / habit.seen


def with_object(word: str) -> float | None:
    """The share of a verb's clauses that have an object; None for a verb that was never counted."""
    habit = _habits().get(word)
    return None if habit is None else habit.object / habit.verb


def usually_with_object(word: str) -> bool:
    """Whether a verb without an object is short of one."""
    return (with_object(word) or 0.0) >= _TRANSITIVE


def subject_preference(word: str, subject: str) -> float:
    """How much likelier a subject of this kind is with the verb than with any: log₂ of the ratio, 0 where nobody knows."""
    habit = _habits().get(word)
    return 0.0 if habit is None else _preference(habit.subjects, _all_verbs().subjects, KINDS.index(subject))


def object_preference(word: str, obj: str) -> float:
    """The same for an object."""
    habit = _habits().get(word)
    return 0.0 if habit is None else _preference(habit.objects, _all_verbs().objects, KINDS.index(obj))


def _preference(own: tuple[int, ...], every: tuple[int, ...], at: int) -> float:
    usual = (every[at] + 1) / (sum(every) + len(every))
    return log2((own[at] + _PRIOR * usual) / (sum(own) + _PRIOR) / usual)


@cache
def _habits() -> dict[str, Habit]:
    text = (files("pipelines.claims") / "data" / "verbs.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {word: _habit([int(count) for count in counts]) for word, *counts in rows}


def _habit(counts: list[int]) -> Habit:
    seen, verb, object_, *rest = counts
    return Habit(seen, verb, object_, tuple(rest[: len(KINDS)]), tuple(rest[len(KINDS) :]))


@cache
def _all_verbs() -> Habit:
    habits = list(_habits().values())
    return Habit(
        sum(h.seen for h in habits),
        sum(h.verb for h in habits),
        sum(h.object for h in habits),
        tuple(map(sum, zip(*(h.subjects for h in habits), strict=True))),
        tuple(map(sum, zip(*(h.objects for h in habits), strict=True))),
    )

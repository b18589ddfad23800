"""The word lists of data/modality.toml, by section and class."""

from __future__ import annotations

from functools import cache

from kg.claim import Modality
from pipelines.claims.words import table, words

GRADED = (Modality.PLANNED, Modality.REQUIRED, Modality.POSSIBLE, Modality.ASKED, Modality.CONDITIONAL)


@cache
def _classes(section: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in table("modality.toml")[section].items()}


def listed(section: str, name: str) -> frozenset[str]:
    """The words of one class; empty when there is no such class."""
    return _classes(section).get(name, frozenset())


def modalities_of(section: str, word: str) -> set[Modality]:
    """The modalities that `word` gives as an adverb or as a governor."""
    return set(_modalities(section).get(word, ()))


def gives_modality(word: str) -> bool:
    """Whether `word` gives one as an adverb or as a governor."""
    return word in _modalities("adverb") or word in _modalities("governor")


@cache
def _modalities(section: str) -> dict[str, frozenset[Modality]]:
    """The modalities of every word of a section that gives one."""
    graded = {m: listed(section, m.value) for m in Modality if m is not Modality.ACTUAL}
    said = frozenset().union(*graded.values())
    return {word: frozenset(m for m, of_it in graded.items() if word in of_it) for word in said}


@cache
def unmistakable() -> frozenset[str]:
    """Words of denial, plan, duty or doubt that are nothing else: 恐怕, 据说, 有必要, 愿意."""
    names = ("negative", "planned", "required", "possible")
    beside = frozenset().union(*(listed("adverb", name) for name in names))
    return frozenset(w for w in beside | governing() if len(w) > 1) - words("also_nouns") | words("whether")


@cache
def governing() -> frozenset[str]:
    """Verbs that say of another deed that it is planned, refused, possible, required or called off."""
    names = ("negative", "planned", "required", "possible", "cancelled")
    return frozenset().union(*(listed("governor", name) for name in names))

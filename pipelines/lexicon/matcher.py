"""Finding known names in text: Aho-Corasick, longest match, Latin word boundaries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from pipelines.lexicon.names import Name
from pipelines.nlp.normalise import fold

_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_LATIN = re.compile(r"[0-9A-Za-zÀ-ɏ]")

# A Latin spelling this short is matched with its case: IT is not it, AI is not ai.
_CASED_UP_TO = 3


def key(text: str) -> str:
    """`text` as it is compared: simplified, one width, ASCII letters small; as long as `text`."""
    return fold(text).translate(_LOWER)


@dataclass(frozen=True, slots=True)
class Match:
    """A spelling of a known name at [start, end) of the text. `spelling` is written as in the lexicon."""

    start: int
    end: int
    name: Name
    spelling: str

    @property
    def ambiguous(self) -> bool:
        return self.spelling in self.name.ambiguous

    @property
    def boundary(self) -> bool:
        return self.spelling in self.name.boundary


class Matcher:
    """All occurrences of the spellings of some names, common nouns left out. Immutable once made."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._entries: list[tuple[Name, str, str]] = []
        keys: list[str] = []
        taken: set[str] = set()
        # A user's name comes first, so that it wins the spelling.
        for name in sorted(names, key=lambda n: not n.user):
            for spelling in name.spellings:
                if spelling not in name.generic and (pattern := key(spelling)) not in taken:
                    taken.add(pattern)
                    keys.append(pattern)
                    self._entries.append((name, spelling, fold(spelling)))
        self._automaton = AhoCorasick(keys)

    def candidates(self, text: str) -> list[Match]:
        """Every match with its Latin edges free, overlapping ones too: leftmost first, then longest first."""
        folded = fold(text)
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded.translate(_LOWER), overlapping=True):
            name, spelling, exact = self._entries[index]
            if _stands_alone(folded, start, end) and _cased(folded[start:end], exact):
                found.append(Match(start, end, name, spelling))
        return sorted(found, key=lambda m: (m.start, -m.end))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A Latin edge of the match is an edge of the Latin run: Meta is not in metadata."""
    before = start > 0 and _LATIN.match(text[start]) and _LATIN.match(text[start - 1])
    behind = end < len(text) and _LATIN.match(text[end - 1]) and _LATIN.match(text[end])
    return not before and not behind


def _cased(found: str, spelling: str) -> bool:
    return found == spelling or len(spelling) > _CASED_UP_TO or not spelling.isascii()

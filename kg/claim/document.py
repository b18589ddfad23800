"""A document as it was read: its text, what of it is boilerplate, and the way back to the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from kg.claim.errors import InputError
from kg.claim.span import Quote, Span

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class SourceMap:
    """From offsets in a document's text to offsets in the decoded file.

    `pieces` holds (text start, file start, length) in ascending order of text start, all in code points;
    text between pieces (a line break that the reader made) has no place in the file.
    """

    pieces: tuple[tuple[int, int, int], ...] = ()

    def to_file(self, offset: int) -> int | None:
        """The file offset of the character at `offset` of the text, or None when the reader made it."""
        index = bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1
        if index < 0:
            return None
        text_start, file_start, length = self.pieces[index]
        inside = offset - text_start
        return file_start + inside if inside < length else None


@dataclass(frozen=True, slots=True)
class Document:
    """One document. Every offset in the system counts code points of `text`.

    id      unique in a build: the JSON Lines id, else the path relative to what was given
    text    decoded, newlines kept, markup removed; nothing else is ever cut from it. Half a surrogate pair, which is
            no character and can be written to no file, becomes U+FFFD
    masked  ascending spans of `text` that are boilerplate: they stay, but are never read for claims
    date    of publication, when known
    source  address or path that a reader can follow
    """

    id: str
    text: str
    title: str | None = None
    date: date | None = None
    source: str | None = None
    masked: tuple[Span, ...] = ()
    source_map: SourceMap = field(default_factory=SourceMap, repr=False)

    def __post_init__(self) -> None:
        if not self.id:
            raise InputError("a document needs an id that is not empty")
        for name in ("id", "text", "title"):
            value = getattr(self, name)
            if value and _LONE_SURROGATE.search(value):
                object.__setattr__(self, name, _LONE_SURROGATE.sub("\ufffd", value))
        if self.masked and self.masked[-1].end > len(self.text):
            raise InputError(f"{self.id}: a masked span ends after the text")

    def quote(self, start: int, end: int) -> Quote:
        return Quote.of(self.text, Span(start, end))

"""What a format reader hands over: text with the way back to the file, and what the file says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.claim import SourceMap, Span

#: A piece of text and the file offset of its first character; None when the reader made it (or decoded an entity).
Run = tuple[str, int | None]

#: What ends a line: the line breaks of Unicode's UAX 14 that occur in files, carriage returns included.
LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before boilerplate, date and id are settled.

    `date` is as the metadata has it (text, number or a date of YAML), `masked` what the markup itself gives away
    as boilerplate, `article` where a page's article stands, from its headline to its last line.
    """

    text: str
    source_map: SourceMap
    title: str | None = None
    date: object = None
    source: str | None = None
    masked: tuple[Span, ...] = ()
    article: Span | None = None


@dataclass(slots=True)
class TextBuilder:
    """Text put together from runs, with its source map."""

    parts: list[str] = field(default_factory=list)
    pieces: list[tuple[int, int, int]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, at: int | None = None) -> None:
        """Append `text`, which stands at `at` in the file, or nowhere."""
        if not text:
            return
        if at is not None:
            last = self.pieces[-1] if self.pieces else None
            if last and last[0] + last[2] == self.length and last[1] + last[2] == at:
                self.pieces[-1] = (last[0], last[1], last[2] + len(text))
            else:
                self.pieces.append((self.length, at, len(text)))
        self.parts.append(text)
        self.length += len(text)

    def add_runs(self, runs: Iterable[Run]) -> None:
        for text, at in runs:
            self.add(text, at)

    def end_line(self) -> None:
        """A line break, unless the text is empty or already at the start of a line."""
        if self.parts and not self.parts[-1].endswith("\n"):
            self.add("\n")

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def source_map(self) -> SourceMap:
        return SourceMap(tuple(self.pieces))


def plain(text: str) -> Draft:
    """Plain text is its own map: nothing is changed, line breaks included."""
    return Draft(text, SourceMap(((0, 0, len(text)),) if text else ()))


def lines(text: str) -> Iterator[Span]:
    """The lines that hold more than white space, without the white space around them."""
    for match in LINE.finditer(text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            yield Span(start, end)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as ascending spans that neither overlap nor touch."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def flat(runs: Iterable[Run]) -> str:
    return "".join(text for text, _ in runs)

"""CommonMark (and tables) to text, with the place of every character in the file.

markdown-it-py says on which lines a block stands, not where its characters are. But what it hands out stands in the
source in the same order, and each token says which marks surround it: walking both together finds every piece again.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from kg.claim import Span
from pipelines.read.draft import Draft, Run, TextBuilder, flat
from pipelines.read.front_matter import address, front_matter, text_of
from pipelines.read.html import html_runs
from pipelines.read.tables import readable_rows

_BREAK = re.compile(r"\r\n|\n|\r")
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]", re.S)


@cache
def _parser() -> MarkdownIt:
    # text_join would merge escaped characters with their neighbours, which stand apart in the source.
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")


def read_markdown(source: str) -> Draft:
    """A draft of the Markdown file `source`, its front matter taken as metadata.

    Every block is a line (or as many as it has in the file); a list item and a row of a table are lines of their own;
    code is kept and masked. Raises InputError when the front matter is not YAML.
    """
    meta, body = front_matter(source)
    walker = _Walker(source, body)
    walker.walk(_parser().parse(source[body:]))
    builder = walker.builder
    return Draft(
        builder.text,
        builder.source_map,
        title=text_of(meta.get("title")) or walker.heading,
        date=meta.get("date"),
        source=address(meta.get("source"), meta.get("url")),
        masked=tuple(walker.masked),
    )


class _Walker:
    """Goes through the block tokens in order and writes their text."""

    def __init__(self, source: str, body: int) -> None:
        self.source = source
        # markdown-it counts lines at \r\n, \n and \r alike.
        self.starts = [body, *(match.end() for match in _BREAK.finditer(source, body))]
        self.builder = TextBuilder()
        self.masked: list[Span] = []
        self.heading: str | None = None
        self.rows: list[list[list[Run]]] = []
        self.head = 0
        self.cell_from = 0

    def walk(self, tokens: list[Token]) -> None:
        for index, token in enumerate(tokens):
            if token.type == "inline":
                before = tokens[index - 1]
                if before.type in ("th_open", "td_open"):
                    self._cell(token)
                    continue
                self._line(_inline(token, self._places(token)))
                if before.type == "heading_open" and before.tag == "h1" and self.heading is None:
                    self.heading = flat(_inline(token, self._places(token))).strip() or None
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "html_block":
                first, last = token.map or [0, 0]
                start, end = self._start(first), self._start(last)
                for runs in html_runs(self.source[start:end], start):
                    self._line(runs)
            elif token.type == "tr_open":
                self.rows.append([])
                self.cell_from = self._start((token.map or [0])[0])
            elif token.type == "thead_close":
                self.head = len(self.rows)
            elif token.type == "table_close":
                self._table()

    def _start(self, line: int) -> int:
        return self.starts[line] if line < len(self.starts) else len(self.source)

    def _line(self, runs: list[Run]) -> None:
        self.builder.end_line()
        self.builder.add_runs(runs)

    def _table(self) -> None:
        """Rows as lines; the names of the columns are no statement and are masked."""
        head, rows = readable_rows(self.rows[0] if self.head else None, self.rows[self.head :])
        if head:
            self._line(head)
            self.masked.append(Span(self.builder.length - len(flat(head)), self.builder.length))
        for runs in rows:
            self._line(runs)
        self.rows, self.head = [], 0

    def _code(self, token: Token) -> None:
        self.builder.end_line()
        start = self.builder.length
        first = (token.map or [0])[0] + (1 if token.type == "fence" else 0)
        for number, line in enumerate(token.content.splitlines()):
            self.builder.end_line()
            at = self.source.find(line, self._start(first + number), self._start(first + number + 1)) if line else -1
            self.builder.add(line, at if at >= 0 else None)
        if self.builder.length > start:
            self.masked.append(Span(start, self.builder.length))

    def _cell(self, token: Token) -> None:
        """A cell stands in its row's line, after the cells before it; an escaped pipe keeps it from being found."""
        at = self.source.find(token.content, self.cell_from) if token.content else -1
        places: list[int | None] = [None] * len(token.content)
        if at >= 0 and not _BREAK.search(self.source, self.cell_from, at):
            places = list(range(at, at + len(token.content)))
            self.cell_from = at + len(token.content)
        self.rows[-1].append(_inline(token, places))

    def _places(self, token: Token) -> list[int | None]:
        """Where each character of an inline token's content stands: its lines without their indents and marks."""
        places: list[int | None] = []
        first = (token.map or [0])[0]
        for number, line in enumerate(token.content.split("\n")):
            start, end = self._start(first + number), self._start(first + number + 1)
            at = self.source.rfind(line, start, end) if line else -1
            places.extend(range(at, at + len(line)) if at >= 0 else [None] * len(line))
            ending = self.source.find("\n", start, end)
            places.append(ending if ending >= 0 else None)
        return places[: len(token.content)]


def _inline(token: Token, places: list[int | None]) -> list[Run]:
    """The visible text of an inline token. `places` leads from its content to the file."""
    content, cursor = token.content, 0
    runs: list[Run] = []

    def skip(mark: str) -> int:
        """Moves behind the next `mark` and returns its place, or stays where it is."""
        nonlocal cursor
        found = content.find(mark, cursor) if mark else -1
        if found >= 0:
            cursor = found + len(mark)
        return found

    def emit(text: str, at: int) -> None:
        for offset, char in enumerate(text):
            # a line break in code is a space in the text, and stands nowhere
            here = at >= 0 and content[at + offset : at + offset + 1] == char
            runs.append((char, places[at + offset] if here else None))

    for child in token.children or []:
        if child.type == "text":
            emit(child.content, skip(child.content))
        elif child.type == "text_special":
            at = skip(child.markup)
            emit(child.content, at + 1 if at >= 0 and child.markup[1:] == child.content else -1)
        elif child.type == "code_inline":
            skip(child.markup)
            at = cursor
            if content[at : at + len(child.content)].replace("\n", " ") != child.content:
                at += 1
            emit(child.content, at)
            cursor = at + len(child.content)
            skip(child.markup)
        elif child.type in ("softbreak", "hardbreak"):
            emit("\n", skip("\n"))
        elif child.type == "html_inline":
            skip(child.content)
            if re.match(r"<br\b", child.content, re.I):
                emit("\n", -1)
        elif child.type == "image":
            skip("![")
            cursor = _after_target(content, max(skip(child.content + "]"), 0) + len(child.content), child)
        elif child.type == "link_open":
            skip("<" if child.markup == "autolink" else "[")
        elif child.type == "link_close":
            if child.markup == "autolink":
                skip(">")
            else:
                cursor = _after_target(content, skip("]"), _opening(token, child))
        elif child.markup:
            skip(child.markup)
    return _trimmed(_without_stray_marks(runs))


def _without_stray_marks(runs: list[Run]) -> list[Run]:
    """Pairs of ** that CommonMark leaves standing taken out.

    In **注意：**海川 it sees no emphasis, because no space follows the mark; everyone who writes Chinese does. Escaped
    asterisks do not stand side by side in the file, and stay.
    """
    stray = [
        i
        for i, ((a, at), (b, then)) in enumerate(pairwise(runs))
        if a == b == "*" and at is not None and then == at + 1
    ]
    if len(stray) < 2:
        return runs
    gone = {index for i in stray for index in (i, i + 1)}
    return [run for index, run in enumerate(runs) if index not in gone]


def _trimmed(runs: list[Run]) -> list[Run]:
    """White space at the ends taken off (a mark may have hidden it)."""
    start = next((i for i, (char, _) in enumerate(runs) if not char.isspace()), len(runs))
    end = next((i for i in range(len(runs), start, -1) if not runs[i - 1][0].isspace()), start)
    return runs[start:end]


def _opening(token: Token, close: Token) -> Token:
    """The link_open that belongs to a link_close: links do not nest, so it is the last one before."""
    found = close
    for child in token.children or []:
        if child is close:
            break
        if child.type == "link_open":
            found = child
    return found


def _after_target(content: str, bracket: int, link: Token) -> int:
    """The offset behind a link's or image's target; `bracket` is its label's closing bracket."""
    cursor = bracket + 1
    wanted: Any = link.attrs.get("href", link.attrs.get("src"))
    if content[cursor : cursor + 1] == "(":
        inside = _spaces(content, cursor + 1)
        target = parseLinkDestination(content, inside, len(content))
        if target.ok and _parser().normalizeLink(target.str) == wanted:
            after = _spaces(content, target.pos)
            title = parseLinkTitle(content, after, len(content))
            after = _spaces(content, title.pos) if title.ok and after != target.pos else after
            if content[after : after + 1] == ")":
                return after + 1
        if content[inside : inside + 1] == ")":
            return inside + 1
    if label := _LABEL.match(content, cursor):
        return label.end()
    return cursor


def _spaces(content: str, at: int) -> int:
    while at < len(content) and content[at] in " \t\n":
        at += 1
    return at

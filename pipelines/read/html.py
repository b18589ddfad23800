"""HTML to text: every visible line with its place in the file; what is not the article is masked.

trafilatura knows which part of a page is the article, but returns text without places. So this module reads the lines
itself, in order and with their offsets, puts a mark that occurs in no modern text before each of them, and asks
trafilatura which marks survive. Lines that do not are navigation, adverts or comments: kept, but masked.
"""

from __future__ import annotations

import html
import re
from functools import cache
from html.parser import HTMLParser
from importlib import resources

from kg.claim import InputError, Span
from pipelines.read.draft import Draft, Run, TextBuilder, flat
from pipelines.read.page_meta import PageMeta, page_meta
from pipelines.read.tables import readable_rows

#: Egyptian hieroglyphs as digits: printable letters, so that trafilatura keeps them.
_DIGIT = 0x13000
_BASE = 1024
_MARK = re.compile("[\U00013000-\U000133ff]{2}")

_SPACE = " \t\n\r\f"
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2026\u201c\u201d\U00020000-\U0003ffff]")


@cache
def _tags(group: str) -> frozenset[str]:
    """Names of elements by what a reader does with them, from data/html_tags.txt."""
    text = (resources.files("pipelines.read") / "data" / "html_tags.txt").read_text(encoding="utf-8")
    table = dict(line.split(":", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(table[group].split())


class _Line(list[Run]):
    """The runs of one visible line; `aside` when it stands in navigation, a footer or the like, `names` when it holds
    the names of a table's columns."""

    aside = False
    names = False


class _Page(HTMLParser):
    """Collects the lines of a page. Positions are offsets into what is fed, which must be fed at once."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self.lines: list[_Line] = []
        self.line = _Line()
        self.hidden = 0
        self.note: list[str] = []
        self.aside = 0
        self.pre = 0
        self.tables: list[_Table] = []
        self.feed(source)
        self.close()
        self.end_line()
        while self.tables:
            self._close_table()

    def place(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def end_line(self) -> None:
        line = _Line(collapsed(self.line)) if not self.pre else _Line(self.line)
        line.aside = self.aside > 0
        if flat(line).strip():
            (self.tables[-1].lines if self.tables else self.lines).append(line)
        self.line = _Line()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.note or (tag in ("sup", "span") and _tags("notes") & set((dict(attrs).get("class") or "").split())):
            # A note ends with the end of its own element, elements of that name inside it counted.
            if not self.note or tag == self.note[0]:
                self.note.append(tag)
            return
        if tag in _tags("hidden"):
            self.hidden += 1
        if tag in _tags("block"):
            self.end_line()
        if tag in _tags("aside"):
            self.aside += 1
        if tag == "pre":
            self.pre += 1
        if tag == "table":
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self.tables[-1].row()
        elif tag in ("td", "th") and self.tables:
            self.tables[-1].cell(tag == "th")

    def handle_endtag(self, tag: str) -> None:
        if self.note:
            if tag == self.note[0]:
                self.note.pop()
                return
            if tag not in _tags("block"):
                return
            self.note.clear()  # never closed
        if tag in _tags("block"):
            self.end_line()
        if tag in _tags("hidden"):
            self.hidden = max(0, self.hidden - 1)
        if tag in _tags("aside"):
            self.aside = max(0, self.aside - 1)
        if tag == "pre":
            self.pre = max(0, self.pre - 1)
        if tag == "table" and self.tables:
            self._close_table()

    def _close_table(self) -> None:
        table = self.tables.pop()
        (self.tables[-1].lines if self.tables else self.lines).extend(table.read())
        if self.tables:
            self.tables[-1].layout = True

    def handle_data(self, data: str) -> None:
        if self.hidden or self.note:
            return
        at = self.place()
        if self.pre:
            for match in re.finditer(r"[^\r\n]+|\r\n|\r|\n", data):
                if match[0][0] in "\r\n":
                    self.end_line()
                else:
                    self.line.append((match[0], at + match.start()))
        else:
            self.line.append((data, at))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, reference: str) -> None:
        if not self.hidden and not self.note:
            self.line.append((html.unescape(reference), None))


class _Table:
    """A table under construction: a list of rows, each a list of cells, each a range of lines."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.cells: list[list[int]] = []
        self.heads: list[bool] = []
        self.layout = False

    def row(self) -> None:
        self.cells.append([])
        self.heads.append(True)

    def cell(self, head: bool) -> None:
        if not self.cells:
            self.row()
        self.cells[-1].append(len(self.lines))
        self.heads[-1] = self.heads[-1] and head

    def read(self) -> list[_Line]:
        """The table's lines: rows that can be read aloud, or its cells one by one when it is there for the layout."""
        ends = [*(start for row in self.cells for start in row), len(self.lines)][1:]
        cells: list[list[list[_Line]]] = []
        taken = iter(ends)
        for row in self.cells:
            cells.append([self.lines[start : next(taken)] for start in row])
        if self.layout or not cells or any(map(_is_prose, (cell for row in cells for cell in row))):
            return self.lines
        rows = [[_one_line(cell) for cell in row] for row in cells]
        head = len(rows[0]) > 1 and self.heads[0]
        aside = any(line.aside for line in self.lines)
        names, read = readable_rows(rows[0] if head else None, rows[1:] if head else rows)
        result = [_Line(runs) for runs in ([names] if names else []) + read]
        for number, line in enumerate(result):
            line.aside, line.names = aside, bool(names) and number == 0
        return result


def _is_prose(cell: list[_Line]) -> bool:
    """Whether a cell holds paragraphs: then its table is there for the layout."""
    return len(cell) > 1 and any(flat(line).rstrip().endswith(("。", "！", "？")) for line in cell[:-1])


def _one_line(cell: list[_Line]) -> list[Run]:
    """The lines of a cell, such as several names one below the other, as one."""
    runs: list[Run] = []
    for line in cell:
        runs += [*([("、", None)] if runs else []), *line]
    return runs


def collapsed(runs: list[Run]) -> list[Run]:
    """White space as a browser shows it: runs become one space, none at the ends, none between ideographs."""
    chars = [(char, None if at is None else at + i) for text, at in runs for i, char in enumerate(text)]
    result: list[Run] = []
    index = 0
    while index < len(chars):
        char, at = chars[index]
        if char not in _SPACE:
            result.append((char, at))
            index += 1
            continue
        start = index
        while index < len(chars) and chars[index][0] in _SPACE:
            index += 1
        if not result or index == len(chars):
            continue
        wrapped = any(c in "\n\r" for c, _ in chars[start:index])
        if wrapped and _CJK.match(result[-1][0]) and _CJK.match(chars[index][0]):
            continue  # CSS Text 3, section 4.1.3: a line break between wide characters is no space
        space = next((i for i in range(start, index) if chars[i][0] == " "), None)
        result.append((" ", None if space is None else chars[space][1]))
    return result


def _page(source: str) -> _Page:
    try:
        return _Page(source)
    except AssertionError as error:  # html.parser's way to give up on a broken declaration
        raise InputError(f"its HTML cannot be parsed: {error}") from error


def html_runs(source: str, offset: int = 0) -> list[list[Run]]:
    """The visible lines of a piece of HTML that stands at `offset` of a file."""
    return [[(text, None if at is None else at + offset) for text, at in line] for line in _page(source).lines]


def read_html(source: str) -> Draft:
    """A draft of the page `source`: all visible lines, those outside the article masked."""
    meta: PageMeta = page_meta(source)
    lines = _page(source).lines
    kept = [inside and not line.names for inside, line in zip(_article(source, lines), lines, strict=True)]
    # The headline is read, wherever the page puts it.
    headline = next((number for number, line in enumerate(lines) if flat(line).strip() == meta.title), None)
    if headline is not None:
        kept[headline] = True
    builder = TextBuilder()
    masked: list[Span] = []
    article: Span | None = None
    for line, keep in zip(lines, kept, strict=True):
        builder.end_line()
        start = builder.length
        builder.add_runs(line)
        if not keep and builder.length > start:
            masked.append(Span(start, builder.length))
        elif builder.length > start:
            article = Span(article.start if article else start, builder.length)
    return Draft(builder.text, builder.source_map, meta.title, meta.date, meta.url, tuple(masked), article)


def _article(source: str, lines: list[_Line]) -> list[bool]:
    """Which lines belong to the article."""
    inside = [not line.aside for line in lines]
    if len(lines) >= _BASE**2 or _MARK.search(source):
        return inside
    marks: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        mark = chr(_DIGIT + number // _BASE) + chr(_DIGIT + number % _BASE)
        at = next((at for _, at in line if at is not None), None)
        if at is not None:
            marks.append((at, mark))
    pieces: list[str] = []
    done = 0
    for at, mark in sorted(marks):
        pieces += (source[done:at], mark)
        done = at
    pieces.append(source[done:])
    from trafilatura import extract  # slow to import, and only pages need it

    found = extract("".join(pieces), include_comments=False, include_tables=True, favor_recall=True) or ""
    kept = {(ord(mark[0]) - _DIGIT) * _BASE + ord(mark[1]) - _DIGIT for mark in _MARK.findall(found)}
    # A page of a few words is no article to trafilatura, but all there is.
    return [number in kept for number in range(len(lines))] if kept else inside

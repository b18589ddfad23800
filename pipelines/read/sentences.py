"""Sentences: the units that are parsed, and that stand as evidence behind every claim.

A sentence ends at 。！？ and …… with the closing quotes that follow, at a line break, and at an English full stop; not
at a semicolon, and not inside brackets, a title 《》 or a short quotation that the sentence goes on after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from kg.claim import Document, Span
from pipelines.read.draft import LINE, lines

#: The end of a sentence with the closing marks that belong to it. An ASCII full stop ends one only after a Latin word
#: or a bracket and before a space with a capital or an ideograph: not in 2.1, U.S. or Inc. reported.
_END = re.compile(
    r"(?:[。！？!?｡]+|…{2,}|\.{6})[。！？!?…]*(?:[”’」』）)\]】》\"']+| [”’」』]+)?"
    r"|(?<=[a-z0-9)\]”\"\u3400-\u9fff])\.[”’\"')\]]*(?=\s+[A-Z\u3400-\u9fff“「\"]|\s*$|[\u3400-\u9fff])"
)
_ABBREVIATION = re.compile(
    r"\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Inc|Ltd|Co|Corp|vs|No|Vol|Fig|etc|approx|dept|al)$"
)
_FINAL = re.compile(r"[。！？!?…；;：:.][”’」』）)\]】》\"']*$")
_ITEM = re.compile(
    r"[-*•·●■◆▶►○◎]\s|#|[（(]?(?:\d{1,2}[)）.、．]|[一二三四五六七八九十]{1,3}[)）、．])|第[一二三四五六七八九十\d]+[章节条、]"
)

_OPEN = "（(《〈【[「『“"
_CLOSE = "）)》〉】]」』”"
_PAIR = dict(zip(_CLOSE, _OPEN, strict=True))
_CLOSING = dict(zip(_OPEN, _CLOSE, strict=True))
_BRACKETS = "（(《〈【["

#: What follows a quotation that the sentence goes on after: a comma, 的, or a speaker with a verb of speech.
_GOES_ON = re.compile(
    r"[，,、；;：:的]"
    r"|[\u3400-\u9fffA-Za-z·]{1,8}?(?:说|說|道|表示|称|稱|问|問|指出|强调|強調|认为|認為|回应|回應|回答|喊|答)(?![\u3400-\u9fff])"
)

#: A blank where Chinese needs none: between ideographs, or beside a Latin word or figure that has no blank on its other
#: side (鸿蒙OS 全场景, 落网 2名嫌疑人; in 使用 Python 编写 the blanks only set the word apart).
_GAP = re.compile(
    r"(?<=[\u3400-\u9fff）》”])[ \u3000]+(?=[\u3400-\u9fff“《])"
    r"|(?<=[\u3400-\u9fff）》”])[ \u3000]+(?=[0-9.]+[万亿]?[\u3400-\u9fff])"
)
_AFTER_LATIN = re.compile(
    r"[\u3400-\u9fff）》”](?:[A-Za-z][A-Za-z0-9]*|[0-9.]+%)(?P<gap>[ \u3000]+)(?=[\u3400-\u9fff“《])"
)
_BEFORE_LATIN = re.compile(r"[\u3400-\u9fff）》”](?P<gap>[ \u3000]+)(?=[A-Za-z][A-Za-z0-9]*[\u3400-\u9fff])")
#: A bar between a column's name and the headline: 热点｜暴雨致桥梁坍塌.
_BAR = re.compile(r"[ \u3000]*(?:｜|(?<=[\u3400-\u9fff \u3000])[丨|](?=[\u3400-\u9fff“《A-Z0-9 \u3000]))[ \u3000]*")
#: A label before a colon. Entries in a row (作词：程志 作曲：苏以沫) speak of one thing and stay together.
_ENTRY = re.compile(r"[\u3400-\u9fff]{1,5}[：:]")
#: The least that stands on either side of such a blank in a headline of clauses.
_SHORTEST_CLAUSE = 6

#: The indentation of a paragraph whose line break was lost when the page was scraped, or the gap between columns.
_INDENT = re.compile(r"(?<=\S)(?:\u3000{2,}|[ \u3000\t]{4,})(?=\S)")

#: The longest slogan, in characters with its marks.
_SLOGAN = 14

_INNER_END = re.compile(r"[。！？；][”’」』]?.|[a-z]\. [A-Z]")

#: A longer span is split at the last comma or semicolon before this many characters.
LONGEST = 300
#: Hard-wrapped text: at least so many lines, most of about one length and without a final mark.
_WRAPPED_LINES = 4


def sentences(document: Document) -> tuple[Span, ...]:
    """The sentences of `document` in order: not empty, not overlapping, outside what is masked.

    White space around a sentence does not belong to it. A span over several lines (hard-wrapped text) contains its
    line breaks; every other sentence lies within one line.
    """
    text = document.text
    found: list[Span] = []
    for block in _blocks(document):
        for paragraph in _paragraphs(text, block):
            for sentence in _split(text, paragraph):
                for clause in _headline(text, sentence):
                    found.extend(_shortened(text, clause))
    return tuple(found)


def _paragraphs(text: str, block: Span) -> Iterator[Span]:
    """The block, cut where white space inside a line stands for a break between paragraphs or cells."""
    start = block.start
    for gap in _INDENT.finditer(text, block.start, block.end):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, block.end)


def _headline(text: str, sentence: Span) -> Iterator[Span]:
    """The clauses of a headline, which a blank between ideographs keeps apart: 甲公司辞退高管 股价大跌."""
    words = sentence.of(text)
    bars = [bar.span() for bar in _BAR.finditer(words)]
    if bars:
        edges = [0, *(edge for bar in bars for edge in bar), len(words)]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if part := _stripped(text, sentence.start + start, sentence.start + end):
                yield from _headline(text, part)
        return
    gaps = [] if _FINAL.search(words) else [gap.span() for gap in _GAP.finditer(words)]
    if not _FINAL.search(words):
        gaps += [gap.span("gap") for pattern in (_AFTER_LATIN, _BEFORE_LATIN) for gap in pattern.finditer(words)]
    if len(_ENTRY.findall(words)) > 1:
        gaps = [(start, end) for start, end in gaps if not _ENTRY.match(words, end)]
    edges = [0, *(edge for gap in sorted(gaps) for edge in gap), len(words)]
    clauses = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    if len(clauses) == 1 or min(end - start for start, end in clauses) < _SHORTEST_CLAUSE:
        yield sentence
        return
    for start, end in clauses:
        yield Span(sentence.start + start, sentence.start + end)


def _blocks(document: Document) -> list[Span]:
    """The lines of the text without what is masked; hard-wrapped ones as one block."""
    text, masked = document.text, document.masked
    pieces: list[Span] = []
    index = 0
    for line in lines(text):
        start = line.start
        while index < len(masked) and masked[index].end <= start:
            index += 1
        at = index
        while at < len(masked) and masked[at].start < line.end:
            if masked[at].start > start:
                pieces.append(Span(start, masked[at].start))
            start = max(start, masked[at].end)
            at += 1
        if start < line.end:
            pieces.append(Span(start, line.end))
    stripped = [piece for span in pieces if (piece := _stripped(text, span.start, span.end))]
    return _joined(document, stripped)


def _joined(document: Document, pieces: list[Span]) -> list[Span]:
    """Neighbouring lines put together where the document was wrapped at a fixed width."""
    text = document.text
    width = _width(document, pieces)
    if width is None:
        return pieces
    blocks: list[Span] = []
    last = 0
    for piece in pieces:
        if (
            blocks
            and last >= width * 0.8
            and not _FINAL.search(text[blocks[-1].start : blocks[-1].end])
            and not _ITEM.match(piece.of(text))
            and _one_break(document, blocks[-1].end, piece.start)
        ):
            blocks[-1] = Span(blocks[-1].start, piece.end)
        else:
            blocks.append(piece)
        last = _columns(piece.of(text))
    return blocks


def _width(document: Document, pieces: list[Span]) -> int | None:
    """The width at which the text was wrapped, in columns, or None when its lines are paragraphs."""
    text = document.text
    # The last line of a paragraph is short, whatever the width: only lines with one directly below them count.
    inner = [a for a, b in pairwise(pieces) if _one_break(document, a.end, b.start)]
    if len(inner) < _WRAPPED_LINES:
        return None
    widths = [_columns(piece.of(text)) for piece in inner]
    usual = int(median(widths))
    even = sum(abs(width - usual) <= max(4, usual * 0.12) for width in widths)
    unfinished = sum(not _FINAL.search(piece.of(text)) for piece in inner)
    # A list of headlines is even too, but only in wrapped prose do sentences end in the middle of a line.
    prose = sum(bool(_INNER_END.search(piece.of(text))) for piece in inner)
    if usual < 30 or even < 0.7 * len(inner) or unfinished < 0.6 * len(inner) or prose < 0.15 * len(inner):
        return None
    return usual


def _columns(line: str) -> int:
    """The width of a line on a terminal: an ideograph takes two columns."""
    return sum(2 if char >= "\u2e80" else 1 for char in line)


def _one_break(document: Document, start: int, end: int) -> bool:
    """Whether a gap between lines is one line break of the file: no blank line, nothing masked, no end of a block."""
    gap = document.text[start:end]
    if gap.strip() or len(gap.replace("\r\n", "\n").strip(" \t\u3000")) != 1:
        return False
    places = document.source_map
    return not places.pieces or all(places.to_file(index) is not None for index in range(start, end))


def _split(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        end = match.end()
        if end < block.end and (_no_stop(text, start, match) or _goes_on(text, start, match)):
            continue
        if sentence := _stripped(text, start, end):
            yield sentence
        start = end
    if rest := _stripped(text, start, block.end):
        yield rest


def _no_stop(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether an ASCII full stop belongs to an abbreviation or to the number of a list item."""
    if not match[0].startswith(".") or match[0].startswith(".."):
        return False
    before = text[start : match.start()].strip()
    return before.isdigit() or bool(_ABBREVIATION.search(before[-8:]))


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the sentence goes on after an end mark that stands inside brackets, a title or a quotation.

    《你是谁？》一书 and （原名星河。）上市 go on. “我们会继续。”张三说 goes on, “我们会继续。”会议结束 does not. A mark
    inside a quotation that has not closed ends a sentence: what people say can be long.
    """
    opened: list[int] = []
    closed = -1
    for index in range(start, match.end()):
        char = text[index]
        if char in _OPEN:
            opened.append(index)
        elif char in _PAIR and opened and text[opened[-1]] == _PAIR[char]:
            closed = opened.pop()
    line = LINE.match(text, match.end(), match.end() + LONGEST)
    ahead = line[0] if line else ""
    if any(text[index] in _BRACKETS and _CLOSING[text[index]] in ahead for index in opened):
        return True
    last = match[0][-1]
    if last in "》〉":
        return True
    if last in "）)】]":
        return closed > start
    if last in "”」』":
        # A slogan or a name in quotation marks, in the middle of what the sentence says: 参加“你好！”活动.
        short = closed > start and match.end() - closed <= _SLOGAN and match[0][0] in "！？!?"
        if short and text[closed - 1] not in "：:，,。！？":
            return True
        # 他说：“我们会继续。” is complete; who is named next says something new.
        if closed > start and text[closed - 1] in "：:":
            return text[match.end()] in "，,、的"
    return last in "”」』\"'" and bool(_GOES_ON.match(text, match.end()))


def _shortened(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence that no parser could take, split at its last semicolon or comma within reach."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max(window.rfind("；"), window.rfind(";")) + 1
        if cut < LONGEST // 3:
            cut = max(window.rfind("，"), window.rfind("、"), window.rfind(", ")) + 1 or LONGEST
        if piece := _stripped(text, start, start + cut):
            yield piece
        start += cut
    if rest := _stripped(text, start, sentence.end):
        yield rest


def _stripped(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None

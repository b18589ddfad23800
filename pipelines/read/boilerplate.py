"""Finds what scraped pages carry besides the article: it stays in the text, but is not read for claims.

The unit is the line. A line is boilerplate when it matches a pattern as a whole, when it repeats the title or is
repeated through the text like a caption, or when it lies below a cue (版权声明, 相关阅读) and is no sentence of a
body. Where in doubt it is content: a caption that is read costs one wrong claim, a masked sentence loses a fact.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg.claim import Span
from pipelines.nlp.normalise import fold
from pipelines.read.draft import lines, merged

#: A line that ends like this is a sentence.
_FINAL = re.compile(r"[。！？…；][”’」』）】]*$|[.!?]$")
_SIGNS = re.compile(r"[\W_]+")

#: A line of the body has at least so many characters and ends like a sentence, or has more than a headline.
_BODY = 15
_LONG = 32
#: A notice that a pattern knows has at most so many characters.
_NOTICE = 400
#: A line with so many different words of footers is a notice.
_WORDS = 3
#: A line repeated like a caption has at least so many characters and stands at least so many times.
_CAPTION = 8
_TIMES = 3
#: At most this many lines are taken for the items of a list inside the article.
_ITEMS = 10


@dataclass(frozen=True, slots=True)
class Masked:
    """A span of boilerplate and its kind: share, editor, caption, navigation, related, comment, advert, cookie,
    copyright, byline or repeated."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class _Patterns:
    line: tuple[tuple[str, re.Pattern[str]], ...]
    cue: tuple[tuple[str, re.Pattern[str]], ...]
    inline: tuple[tuple[str, re.Pattern[str]], ...]
    word: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    text = (resources.files("pipelines.read") / "data" / "boilerplate.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]

    def those(place: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((kind, re.compile(pattern)) for kind, where, pattern in rows if where == place)

    words = "|".join(re.escape(pattern) for _, where, pattern in rows if where == "word")
    return _Patterns(those("line"), those("cue"), those("inline"), re.compile(words))


def find_boilerplate(text: str, title: str | None = None) -> tuple[Masked, ...]:
    """The boilerplate of `text`, in order; spans of different kinds do not overlap."""
    folded = fold(text)
    spans = list(lines(text))
    kinds: list[str | None] = _by_pattern([span.of(folded) for span in spans])
    for index in _repeated([span.of(folded) for span in spans], fold(title) if title else None):
        kinds[index] = kinds[index] or "repeated"
    found: list[Masked] = []
    for span, kind in zip(spans, kinds, strict=True):
        if kind:
            found.append(Masked(span, kind))
        else:
            found.extend(_inside(folded, span))
    return tuple(found)


def _by_pattern(folded: list[str]) -> list[str | None]:
    """The kind of each line that a pattern knows, and of those in the region below a cue."""
    patterns = _patterns()
    known = [_first(patterns.line, line) for line in folded]
    cues = [None if kind else _first(patterns.cue, line) for kind, line in zip(known, folded, strict=True)]
    kinds: list[str | None] = [kind or cue for kind, cue in zip(known, cues, strict=True)]
    body = [kind is None and _is_body(line) for kind, line in zip(kinds, folded, strict=True)]
    last_body = max((index for index, is_body in enumerate(body) if is_body), default=-1)
    region: str | None = None
    items = 0
    for index, line in enumerate(folded):
        if cues[index]:
            region, items = cues[index], 0
        elif region == "related" and kinds[index] == "byline":
            kinds[index] = region  # the date of another article
        elif region and kinds[index] is None:
            inside = index < last_body  # the article goes on below: a box, of few items
            if region == "copyright" and _is_notice(line):
                kinds[index] = region
            elif body[index] or (inside and (items >= _ITEMS or region == "copyright")):
                region = None
            else:
                kinds[index] = region
                items += 1
    return kinds


def _is_body(line: str) -> bool:
    sentence = len(line) >= _LONG or (len(line) >= _BODY and bool(_FINAL.search(line)))
    return sentence and not _is_notice(line)


def _is_notice(line: str) -> bool:
    """Whether a line has the vocabulary of footers."""
    return len(set(_patterns().word.findall(line))) >= _WORDS


def _first(patterns: tuple[tuple[str, re.Pattern[str]], ...], line: str) -> str | None:
    if len(line) > _NOTICE:
        return None
    return next((kind for kind, pattern in patterns if pattern.fullmatch(line)), None)


def _repeated(folded: list[str], title: str | None) -> list[int]:
    """Lines that say the title again, and captions that stand between the paragraphs again and again.

    The first occurrence stays: it is the headline, or all that is said.
    """
    keys = [_SIGNS.sub("", line).lower() for line in folded]
    titles = {_SIGNS.sub("", line).lower() for line in (title or "", folded[0] if folded else "")} - {""}
    counts = Counter(keys)
    seen: set[str] = set()
    result = []
    for index, (key, line) in enumerate(zip(keys, folded, strict=True)):
        caption = counts[key] >= _TIMES and len(key) >= _CAPTION and "：" not in line and not _FINAL.search(line)
        if key in seen and (caption or (key in titles and len(key) >= _CAPTION)):
            result.append(index)
        seen.add(key)
    return result


def _inside(folded: str, span: Span) -> list[Masked]:
    """Boilerplate inside a line, such as an editor in brackets at its end."""
    found: dict[Span, str] = {}
    line = span.of(folded)
    for kind, pattern in _patterns().inline:
        for match in pattern.finditer(line):
            if match[0]:
                found.setdefault(Span(span.start + match.start(), span.start + match.end()), kind)
    taken: list[Masked] = []
    for part in sorted(found):
        if not taken or taken[-1].span.end <= part.start:
            taken.append(Masked(part, found[part]))
    return taken


def spans_of(found: tuple[Masked, ...], markup: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """The masked spans of a document: those found, with those that its markup gives away."""
    return merged([*(masked.span for masked in found), *markup])

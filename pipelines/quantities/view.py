"""The text as the grammars of numbers and times read it: folded, without spaces inside Chinese, with a way back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.claim import Span
from pipelines.nlp.normalise import fold

_WIDE_POINT = re.compile(r"(?<=[0-9０-９])．(?=[0-9０-９])")
#: A middle dot is a decimal point where a unit follows (8·65亿美元); 9·11 and 3·15 are names of days.
_MIDDLE_POINT = re.compile(r"(?<=[0-9])·(?=[0-9]+[万亿%元米吨])")
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_VARIANTS = str.maketrans("○−‐‑﹣﹪￥＄～〜∼–圜", "〇----%¥$~~~—圆")
_HAN_NUMBER = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
#: Spaces that only stretch a Chinese expression (2009 年, 近 三 年); between two Latin signs they mean something.
_SPACES = re.compile(rf"(?<=[{_HAN_NUMBER}]) +(?=[{_HAN_NUMBER}0-9$¥])|(?<=[0-9]) +(?=[{_HAN_NUMBER}])")


_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.[\w.]+", re.ASCII)


def addresses(text: str) -> list[Span]:
    """The web and mail addresses of `text`: no number or date is read inside them."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [Span(match.start(), match.end()) for match in _ADDRESS.finditer(text)]


def covered(text: str, spans: Iterable[Span]) -> bytearray:
    """One byte for each character of `text`: 1 where a span covers it."""
    mask = bytearray(len(text))
    for span in spans:
        mask[span.start : span.end] = b"\x01" * (min(span.end, len(text)) - min(span.start, len(text)))
    return mask


@dataclass(frozen=True, slots=True)
class View:
    """`text` is what patterns match; `places[i]` is the offset of its i-th character in the original.

    `places` is None where nothing was left out.
    """

    text: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> Span:
        """The span of the original text that [start, end) of the view covers."""
        if self.places is None:
            return Span(start, end)
        return Span(self.places[start], self.places[end - 1] + 1)


@lru_cache(maxsize=8)
def view(text: str) -> View:
    """Fold `text` and drop the spaces inside Chinese; idempotent on folded text."""
    if "．" in text:
        text = _WIDE_POINT.sub(".", text)
    if "，" in text:
        text = _WIDE_COMMA.sub(",", text)
    folded = fold(text).translate(_VARIANTS)
    if "·" in folded:
        folded = _MIDDLE_POINT.sub(".", folded)
    if " " not in folded:
        return View(folded, None)
    gaps = [(m.start(), m.end()) for m in _SPACES.finditer(folded)]
    if not gaps:
        return View(folded, None)
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for start, end in [*gaps, (len(folded), len(folded))]:
        pieces.append(folded[at:start])
        places.extend(range(at, start))
        at = end
    return View("".join(pieces), tuple(places))

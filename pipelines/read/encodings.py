"""Bytes to text: byte order mark, strict UTF-8, what the file declares, then the Chinese encoding that reads best.

GBK and Big5 use the same byte pairs for different characters, so a short text decodes as both. The right one shows
in its characters: those of real text are common, those of a wrong decoding are scattered over the rare ones. General
detectors look at byte statistics, which need a paragraph; counting common characters needs a few words.
"""

from __future__ import annotations

import codecs
from functools import cache
from importlib import resources

from kg.claim import InputError

#: Byte order marks, the longer first where one begins with another. UTF-16 and UTF-32 take theirs off themselves.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

#: Supersets first: GB2312 and GBK text is GB18030; Hong Kong's and Microsoft's Big5 differ in a few symbols.
_CANDIDATES = ("gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")

#: Labels that mean more than they say (WHATWG Encoding Standard, section 4.2).
_SUPERSET = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "hz": "hz", "big5": "big5hkscs"}

#: A wrong decoding scores below this, a right one of running text far above it (1 is the most).
_CREDIBLE = 0.4

_PUNCTUATION = frozenset("，。、：；？！“”‘’（）《》「」『』—…·　１２３４５６７８９０％－")


@cache
def _common() -> frozenset[str]:
    text = (resources.files("pipelines.read") / "data" / "common_characters.txt").read_text(encoding="utf-8")
    return frozenset("".join(line for line in text.splitlines() if not line.startswith("#")))


def _weight(char: str) -> float:
    if char in _common() or char in _PUNCTUATION:
        return 1.0
    if "\u4e00" <= char <= "\u9fff":
        return 0.0
    return -1.0


def score(text: str) -> float:
    """How much `text` reads like Chinese, from -1 to 1: the mean weight of its characters outside ASCII.

    A common character or mark counts 1, a rare ideograph 0, anything else -1. Text in ASCII alone scores 0.
    """
    chars = [char for char in text[:20_000] if char > "\x7f"]
    return sum(map(_weight, chars)) / len(chars) if chars else 0.0


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of `data`, without its byte order mark, and the name of the encoding.

    `declared` is what the file says of itself (HTML's charset). Raises InputError when the bytes are no text, or text
    in an encoding that is not used for Chinese: better no document than mojibake.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data, encoding)
            if text is None:
                raise InputError(f"it begins with the byte order mark of {encoding} but is not valid {encoding}")
            return text.removeprefix("\ufeff"), encoding
    text = _try(data, "utf-8")
    if text is not None and "\x00" not in text:
        if text.isascii() or max(text) > "\u07ff":
            return text, "utf-8"
        # A few GBK characters in a row can be valid UTF-8 by chance: then they read as Greek, Cyrillic or the like.
        best = _best(data)
        return best if score(best[0]) >= 0.9 else (text, "utf-8")
    best = _best(data)
    if declared:
        name = _SUPERSET.get(declared.lower(), declared)
        text = _try(data, name)
        if text is not None and "\x00" not in text and score(text) >= min(_CREDIBLE, score(best[0])):
            return text, name
    if score(best[0]) >= _CREDIBLE:
        return best
    if b"\x00" in data:
        raise InputError("it is a binary file, not text")
    raise InputError("its bytes are neither UTF-8 nor GB18030, Big5 or UTF-16 text: save it as UTF-8 and try again")


def _best(data: bytes) -> tuple[str, str]:
    """The Chinese encoding that reads best, and its text; empty when none fits. Ties go to the more common one."""
    fits = [(text, name) for name in _CANDIDATES if _plausible(data, name) and (text := _try(data, name))]
    return max(fits, key=lambda fit: score(fit[0]), default=("", ""))


def _plausible(data: bytes, encoding: str) -> bool:
    """Bytes with NUL are never GBK or Big5; UTF-16 has an even number of them."""
    return len(data) % 2 == 0 if encoding.startswith("utf-16") else b"\x00" not in data

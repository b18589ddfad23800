"""IRIs that keep their Chinese characters (RFC 3987)."""

from __future__ import annotations

import re
import unicodedata

DEFAULT_BASE = "https://zhitu.example/id/"
NAMESPACE = "https://zhitu.example/ns#"

# What a path segment of an IRI may not hold as it is: controls and blanks, the delimiters that would change the path,
# invisible marks, and what RFC 3987 leaves out (surrogates, private use, noncharacters).
_FORBIDDEN = re.compile(
    r"[\x00-\x20\x7f-\xa0<>\"{}|\\^`%/?#\[\]]"
    r"|[\u200b-\u200f\u2028-\u202e\ufeff\ufdd0-\ufdef\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff]"
    r"|[\U000e0000-\U0010ffff]|["
    + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(1, 14))
    + "]"
)


def segment(label: str) -> str:
    """`label` as one path segment: NFC, a space becomes `_`, what an IRI may not hold is percent-encoded (UTF-8)."""
    text = unicodedata.normalize("NFC", label.strip())
    text = re.sub(r"\s+", "_", text)
    return _FORBIDDEN.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode("utf-8", "replace")), text)


def mint(label: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of the thing called `label` under `base`."""
    return base + segment(label)

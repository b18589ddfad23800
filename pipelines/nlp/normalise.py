"""One form of Chinese text for the models: full-width punctuation, simplified script, same length.

Models are trained on folded text, so both widths and both scripts read the same. Because the
length never changes, an offset in the folded text is an offset in the text.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

#: Characters that are always replaced, each by one character.
_ALWAYS = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)},  # ０-９
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF21, 0xFF3B)},  # Ａ-Ｚ
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF41, 0xFF5B)},  # ａ-ｚ
    **dict(zip("％＋－／＆＃＠＊＝＜＞", "%+-/&#@*=<>", strict=True)),
    **dict(zip("﹐﹑﹔﹕﹖﹗｡､", "，、；：？！。、", strict=True)),
    **dict(zip("「」『』〝〞﹁﹂", "“”‘’“”“”", strict=True)),
    **dict(zip("・•‧∙⋅●", "······", strict=True)),
    **dict(zip("―─━⋯〈〉", "———…《》", strict=True)),
    **dict(zip(";!()", "；！（）", strict=True)),
    "\u3000": " ",
    "\u00a0": " ",
}

#: Half-width punctuation that is a number's, a time's or an address's between the given neighbours.
_COMMA = re.compile(r"(?<![0-9]),|,(?![0-9])")
_COLON = re.compile(r"(?<![0-9]):(?!//)|:(?![0-9/])")
_QUESTION = re.compile(r"(?<![A-Za-z0-9/])\?|\?(?![A-Za-z0-9=])")
#: A full stop is Chinese where nothing Latin stands before it and nothing Latin or a dot after it.
_STOP = re.compile(r"(?<![\x21-\x7e])\.(?![0-9A-Za-z.])")
_QUOTE = re.compile(r'"')


@cache
def _table() -> dict[int, str]:
    """Translation table: width first, then OpenCC's character table from traditional to simplified."""
    table = dict(_ALWAYS)
    source = resources.files("opencc") / "dictionary" / "TSCharacters.txt"
    for line in source.read_text(encoding="utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        first = simplified.split(" ")[0]
        if len(traditional) == 1 == len(first) and traditional != first:
            table[traditional] = first
    return str.maketrans(table)


def fold(text: str) -> str:
    """Return ``text`` with one width of punctuation and one script, at exactly the same length.

    Letters and digits become half-width, punctuation full-width where it is not part of a number,
    a clock time, an address or Latin text; straight double quotes open and close in turn;
    traditional characters become simplified one by one (OpenCC's first choice).
    """
    text = text.translate(_table())
    if "," in text:
        text = _COMMA.sub("，", text)
    if ":" in text:
        text = _COLON.sub("：", text)
    if "?" in text:
        text = _QUESTION.sub("？", text)
    if "." in text:
        text = _STOP.sub("。", text)
    if '"' in text:
        marks = iter("“”" * (text.count('"') // 2 + 1))
        text = _QUOTE.sub(lambda _: next(marks), text)
    return text

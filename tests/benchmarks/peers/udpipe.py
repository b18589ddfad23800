"""udchinese: words, tags and trees by UDPipe 1."""

from __future__ import annotations

import udchinese
from harness import Word, placed, serve

_MODEL = udchinese.load()


def rows(text: str) -> list[list[str]]:
    answer = str(_MODEL(text))
    return [line.split("\t") for line in answer.splitlines() if line[:1].isdigit() and line.split("\t")[0].isdigit()]


def trees(text: str) -> list[Word]:
    """Sentences that it cuts apart count on: ids start again at 1."""
    read = rows(text)
    spans = placed(text, [row[1] for row in read])
    found: list[Word] = []
    base = 0
    for index, row in enumerate(read):
        if row[0] == "1":
            base = index
        head = int(row[6])
        found.append([*spans[index], row[3], base + head - 1 if head else -1])
    return found


serve(lambda texts: [rows(text) for text in texts], trees=trees, what="words, tags, trees")

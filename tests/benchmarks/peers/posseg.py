"""jieba.posseg: words and tags; names by its tags nr, ns and nt."""

from __future__ import annotations

import jieba
import jieba.posseg
from harness import Name, serve

_LABELS = {"nr": "PER", "nrt": "PER", "ns": "LOC", "nt": "ORG"}
_TAGGER = jieba.posseg.POSTokenizer(jieba.Tokenizer())


def names(text: str) -> list[Name]:
    at, found = 0, []
    for pair in _TAGGER.cut(text):
        if pair.flag in _LABELS:
            found.append([at, at + len(pair.word), _LABELS[pair.flag]])
        at += len(pair.word)
    return found


serve(lambda texts: [list(_TAGGER.cut(text)) for text in texts], names=names, what="words, tags")

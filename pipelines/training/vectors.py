"""Static word and n-gram vectors from the raw text of the sets (fastText's CBOW, by floret)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import floret
import jieba
import numpy as np
from numpy.typing import NDArray

from pipelines.nlp.word_features import grams, key
from pipelines.training.text import sentences

DIMENSIONS = 128
#: An n-gram gets a vector of its own where at least so many words have it.
_MIN_GRAM_WORDS = 6


@dataclass(frozen=True)
class Vectors:
    """Words by falling frequency and n-grams, with vectors (V, D) and (G, D)."""

    words: list[str]
    grams: list[str]
    word_vectors: NDArray[np.float32]
    gram_vectors: NDArray[np.float32]


def write_corpus(data: Path, path: Path, tokenizer: jieba.Tokenizer, *, clear_licences: bool) -> int:
    """Write the raw text under ``data``, cut into words, one sentence a line; return the word count."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for sentence in sentences(data, clear_licences=clear_licences):
            words = [key(word) for word in tokenizer.cut(sentence) if word.strip()]
            count += len(words)
            out.write(" ".join(words) + "\n")
    return count


def train(corpus: Path, *, epochs: int = 10) -> Vectors:
    """Train vectors on a corpus of ``write_corpus``. One thread, or the result would not repeat."""
    model = floret.train_unsupervised(
        str(corpus), model="cbow", mode="fasttext", dim=DIMENSIONS, ws=4, epoch=epochs, minCount=3,
        minn=1, maxn=3, bucket=100_000, neg=8, thread=1, lr=0.05,
    )  # fmt: skip
    return export(model)


def export(model: object) -> Vectors:
    """Take words, and the n-grams that many words share, out of a floret model."""
    words: list[str] = list(model.words)  # type: ignore[attr-defined]
    counts = Counter(gram for word in words for gram in set(grams(word)))
    kept = sorted(gram for gram, count in counts.items() if count >= _MIN_GRAM_WORDS)
    return Vectors(
        words,
        kept,
        _stack(model.get_word_vector(word) for word in words),  # type: ignore[attr-defined]
        _stack(model.get_input_vector(model.get_subword_id(gram)) for gram in kept),  # type: ignore[attr-defined]
    )


def _stack(rows: Iterable[NDArray[np.float32]]) -> NDArray[np.float32]:
    return np.asarray(list(rows), dtype=np.float32)

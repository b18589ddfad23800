"""Starting vectors of characters and of pairs of characters, from raw sentences (skip-gram, Mikolov et al. 2013)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.mention.features import FeatureReader
from pipelines.nlp.normalise import fold
from pipelines.segment.protocol import Segmenter

#: Words that occur less often get no vector of their own.
RARE = 12


def skip_gram(rows: Sequence[Sequence[int]], size: int, width: int, seed: int) -> NDArray[np.float32]:
    """Return vectors (size, width) of the ids in ``rows``, scaled to a standard deviation of 0.3.

    Ids that are too rare to be learned start at random. One worker, so that a seed gives one result.
    """
    from gensim.models import Word2Vec  # type: ignore[import-untyped]

    vectors = np.random.default_rng(seed).normal(0, 0.3, (size, width)).astype(np.float32)
    model = Word2Vec(
        [[str(value) for value in row] for row in rows],
        vector_size=width,
        window=5,
        sg=1,
        negative=5,
        min_count=2,
        sample=1e-4,
        epochs=2,
        workers=1,
        seed=seed,
    )
    known = np.array([int(word) for word in model.wv.index_to_key])
    learned = model.wv.vectors
    vectors[known] = learned / learned.std() * 0.3
    return vectors


def character_and_bigram_vectors(
    reader: FeatureReader, sentences: Sequence[str], characters: int, widths: tuple[int, int], seed: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return vectors of all character ids and of all bigram ids (row 0: not in the table)."""
    tokens = reader.read(sentences)
    bounds = list(zip(tokens.first[:-1].tolist(), tokens.first[1:].tolist(), strict=True))
    first = skip_gram([tokens.character[a:b].tolist() for a, b in bounds], characters, widths[0], seed)
    second = skip_gram(
        [tokens.right[a:b].tolist() for a, b in bounds], len(reader.vocabulary.bigrams) + 1, widths[1], seed
    )
    first[0] = 0
    return first, second


def lexeme_vectors(
    segmenter: Segmenter, sentences: Sequence[str], width: int, seed: int
) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    """Return the frequent Chinese words of ``sentences``, sorted, and their vectors (row 0: any other word)."""
    cut = [segmenter.cut(fold(sentence)) for sentence in sentences]
    counts = Counter(word for words in cut for word in words if len(word) > 1 and "\u4e00" <= word[0] <= "\u9fff")
    lexemes = tuple(sorted(word for word, number in counts.items() if number >= RARE))
    ids = {word: at + 1 for at, word in enumerate(lexemes)}
    vectors = skip_gram([[ids.get(word, 0) for word in words] for words in cut], len(lexemes) + 1, width, seed)
    vectors[0] = 0
    return lexemes, vectors

"""Trees written by hand, so that tests do not depend on a model: ``word/TAG/head/relation`` for each token, -1 the root."""

from kg.claim import Mention, Span
from pipelines.claims.reader import SentenceReading
from pipelines.claims.relations import Triggers
from pipelines.claims.tree import Tree


def tree_of(spec: str, **types: str) -> Tree:
    """The tree of `spec`; `types` gives the class of mentions by their words."""
    rows = [row.split("/") for row in spec.split()]
    words = [row[0] for row in rows]
    starts = [sum(map(len, words[:i])) for i in range(len(words))]
    mentions = [
        Mention(Span(start, start + len(word)), word, types[word], "pattern") if word in types else None
        for start, word in zip(starts, words, strict=True)
    ]
    return Tree(
        words, [row[1] for row in rows], [int(row[2]) for row in rows], [row[3] for row in rows], starts, mentions
    )


def reading_of(spec: str, **types: str) -> SentenceReading:
    """The reading of such a tree."""
    return SentenceReading(tree_of(spec, **types), Triggers())

"""One parsed sentence as plain lists: what the grammar walks over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.claim import Mention
from pipelines.claims.segments import Stretches


class Tree:
    """Words with tags, heads and relations (Universal Dependencies), offsets and mentions.

    words, tags, deps  one string a token
    heads              index of the head, -1 for the root
    starts, ends       offsets in the document's text
    mentions           the mention that a token is, or None
    certainty          the probability that the parser gave a token's head and relation, 1 where nobody says
    repaired           tokens whose head or relation the parser saw otherwise
    likely_subjects    for verbs: the likeliest subjects (-1: nobody) with their probabilities, whatever the tree says
    stretches          where the stretches without a comma lie
    """

    __slots__ = (
        "certainty", "children", "deps", "ends", "heads", "lefts", "likely_subjects", "mentions", "repaired", "rights", "starts",
        "stretches", "tags", "words",
    )  # fmt: skip

    def __init__(
        self,
        words: Sequence[str],
        tags: Sequence[str],
        heads: Sequence[int],
        deps: Sequence[str],
        starts: Sequence[int],
        mentions: Sequence[Mention | None],
        certainty: Sequence[float] | None = None,
        repaired: frozenset[int] = frozenset(),
        likely_subjects: Mapping[int, Sequence[tuple[int, float]]] | None = None,
    ) -> None:
        self.words = list(words)
        self.tags = list(tags)
        self.heads = list(heads)
        self.deps = list(deps)
        self.starts = list(starts)
        self.ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
        self.mentions = list(mentions)
        self.certainty = list(certainty or [1.0] * len(self.words))
        self.repaired = repaired
        self.likely_subjects = likely_subjects or {}
        self.stretches = Stretches.of(self.words)
        self.children: list[list[int]] = [[] for _ in words]
        for index, head in enumerate(heads):
            if head >= 0:
                self.children[head].append(index)
        self.lefts = list(range(len(words)))
        self.rights = list(range(len(words)))
        for index in self._bottom_up():
            head = heads[index]
            if head >= 0:
                self.lefts[head] = min(self.lefts[head], self.lefts[index])
                self.rights[head] = max(self.rights[head], self.rights[index])

    def __len__(self) -> int:
        return len(self.words)

    def _bottom_up(self) -> Iterator[int]:
        """Every token after all its children."""
        order = [i for i, head in enumerate(self.heads) if head < 0]
        for index in order:
            order.extend(self.children[index])
        return reversed(order)

    def kids(self, index: int, *deps: str) -> list[int]:
        """Children of `index` whose relation is one of `deps`, in order."""
        return [c for c in self.children[index] if self.deps[c] in deps]

    def subtree(self, index: int) -> list[int]:
        """`index` and everything below it, in order."""
        order = [index]
        for token in order:
            order.extend(self.children[token])
        return sorted(order)

    def ancestors(self, index: int) -> Iterator[int]:
        """Heads from the nearest to the root."""
        while (index := self.heads[index]) >= 0:
            yield index

    def below(self, index: int, ancestor: int) -> bool:
        """Whether `index` is `ancestor` or hangs under it."""
        return index == ancestor or ancestor in self.ancestors(index)

    def text(self, tokens: Sequence[int]) -> str:
        return "".join(self.words[t] for t in tokens)

    def type_of(self, index: int) -> str | None:
        """The class of the mention that the token is."""
        mention = self.mentions[index]
        return mention.type if mention else None

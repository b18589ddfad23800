"""A parse that can still be changed."""

from __future__ import annotations

from kg.claim import top_class
from pipelines.claims.segments import Stretches
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

COMMAS = frozenset("，。；！？：,;!?:—…")


class Draft:
    """Heads, relations and tags of a tree, for rules to correct; words and mentions stay as they are."""

    def __init__(self, tree: Tree) -> None:
        self.words = tree.words
        self.mentions = tree.mentions
        self.heads = list(tree.heads)
        self.deps = list(tree.deps)
        self.tags = list(tree.tags)
        self._stretches = Stretches.of(tree.words, COMMAS)
        self._tree = tree
        self._settled = (tree.heads, tree.deps, tree.tags)

    def __len__(self) -> int:
        return len(self.words)

    def settle(self) -> None:
        """Keep what the last rule changed if it still is a tree, else take it back."""
        heads, deps, tags = self._settled
        if self.heads == heads and self.deps == deps and self.tags == tags:
            return
        if self.heads != heads and not self._is_tree():
            self.heads, self.deps, self.tags = list(heads), list(deps), list(tags)
        else:
            self._settled = (list(self.heads), list(self.deps), list(self.tags))

    def result(self) -> Tree:
        """The corrected tree; the first one when nothing changed."""
        tree = self._tree
        if (self.heads, self.deps, self.tags) == (tree.heads, tree.deps, tree.tags):
            return tree
        arcs, first = zip(self.heads, self.deps, strict=True), zip(tree.heads, tree.deps, strict=True)
        moved = frozenset(token for token, (now, then) in enumerate(zip(arcs, first, strict=True)) if now != then)
        return Tree(
            tree.words, self.tags, self.heads, self.deps, tree.starts, tree.mentions, tree.certainty, moved,
            tree.likely_subjects,
        )  # fmt: skip

    def _is_tree(self) -> bool:
        if sum(head < 0 for head in self.heads) != 1:
            return False
        for start in range(len(self.heads)):
            at, steps = start, 0
            while at >= 0:
                at = self.heads[at]
                steps += 1
                if steps > len(self.heads):
                    return False
        return True

    def root(self) -> int:
        return next(token for token, head in enumerate(self.heads) if head < 0)

    def is_apart(self, token: int) -> bool:
        """Whether a blank stands behind the token."""
        return token + 1 < len(self) and self._tree.ends[token] < self._tree.starts[token + 1]

    def attach(self, token: int, head: int, dep: str, tag: str | None = None) -> None:
        self.heads[token] = head
        self.deps[token] = dep
        if tag:
            self.tags[token] = tag

    def take_over(self, new: int, old: int, *, keep: frozenset[int] = frozenset()) -> None:
        """`new` takes the place of `old` in the tree, and its children but those in `keep`."""
        self.heads[new], self.deps[new] = self.heads[old], self.deps[old]
        self.move_children(old, new, keep=keep)

    def move_children(self, old: int, new: int, *, keep: frozenset[int] = frozenset()) -> None:
        for token, head in enumerate(self.heads):
            if head == old and token != new and token not in keep:
                self.heads[token] = new

    def kids(self, head: int, *deps: str) -> list[int]:
        kids = [t for t, h in enumerate(self.heads) if h == head]
        return [t for t in kids if self.deps[t] in deps] if deps else kids

    def under(self, token: int, ancestor: int) -> bool:
        steps = 0
        while token >= 0 and steps <= len(self.heads):
            if token == ancestor:
                return True
            token = self.heads[token]
            steps += 1
        return False

    def left_edge(self, token: int) -> int:
        """The first token of the unbroken run of `token`'s subtree that ends in it."""
        at = token
        while at > 0 and self.under(at - 1, token):
            at -= 1
        return at

    def segment(self, token: int) -> tuple[int, int]:
        """The stretch without a comma that holds `token`, as a half-open range."""
        return self._stretches.starts[token], self._stretches.ends[token]

    def is_verb(self, token: int) -> bool:
        return self.tags[token] == "VERB" and self.mentions[token] is None

    def is_nominal(self, token: int) -> bool:
        return bool(self.mentions[token]) or self.tags[token] in ("NOUN", "PROPN", "PART", "X", "PRON", "NUM")

    def class_of(self, token: int) -> str | None:
        mention = self.mentions[token]
        return top_class(mention.type) if mention else None

    def is_amount(self, token: int) -> bool:
        return self.class_of(token) == "Quantity"

    def is_name(self, token: int) -> bool:
        return self.class_of(token) in ("Organisation", "Person", "Place", "Product", "Work")

    def next_verb(self, after: int, end: int | None = None) -> int | None:
        """The first verb behind `after` in its stretch that heads a clause."""
        stop = self.segment(after)[1] if end is None else end
        for token in range(after + 1, stop):
            if self.is_verb(token) and self.deps[token] not in ("compound", "mark", "case", "aux", "amod", "nmod"):
                return token
        return None

    def after_aspect(self, verb: int) -> int:
        """The first token behind the verb that is no 了, 过 or 着."""
        at = verb + 1
        while at < len(self) and self.words[at] in words("aspect") and self.words[at] != "的":
            at += 1
        return at

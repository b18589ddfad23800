"""Labels of entries, as on covers and in registers: 作词：程志."""

from __future__ import annotations

from pipelines.claims.tree import Tree
from pipelines.claims.words import field_labels

_COLONS = frozenset("：:")


def label_before(tree: Tree, colon: int) -> tuple[int, frozenset[str]]:
    """The first token of the label before a colon, and the classes of what can have such an entry; else no class."""
    if tree.words[colon] in _COLONS:
        for first in (colon - 2, colon - 1):
            classes = field_labels().get(tree.text(range(first, colon))) if first >= 0 else None
            if classes:
                return first, classes
    return colon, frozenset()


def is_label(tree: Tree, token: int) -> bool:
    """Whether the token only names the entry behind the colon (演唱：程志), and says of nobody that he does it."""
    return token + 1 < len(tree) and bool(label_before(tree, token + 1)[1])

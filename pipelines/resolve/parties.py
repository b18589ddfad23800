"""Who can act, sign and be spoken of as one of two."""

from __future__ import annotations

from kg.claim import Mention, top_class
from pipelines.claims.tree import Tree
from pipelines.claims.words import class_nouns

PARTIES = frozenset(["Person", "Organisation", "Place"])


def party(tree: Tree, token: int) -> Mention | None:
    """The name of somebody who can act: at `token`, or right before a class noun (苏州市 of 苏州市政府)."""
    mention = tree.mentions[token]
    if mention is None and token:
        before = tree.mentions[token - 1]
        mention = before if before and tree.words[token] in class_nouns(before.type) else None
    return mention if mention and top_class(mention.type) in PARTIES else None

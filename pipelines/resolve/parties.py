"""Who can act, sign and be spoken of as one of two."""

from __future__ import annotations

from kg.claim import Mention, top_class
from pipelines.claims.title_words import name_before
from pipelines.claims.tree import Tree

PARTIES = frozenset(["Person", "Organisation", "Place"])


def party(tree: Tree, token: int) -> Mention | None:
    """The name of somebody who can act: at `token`, or right before a class noun or title (苏州市 of 苏州市政府)."""
    name = name_before(tree, token)
    mention = tree.mentions[token if name is None else name]
    return mention if mention and top_class(mention.type) in PARTIES else None

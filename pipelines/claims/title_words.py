"""Which words are titles, and which only say more of the name before them (李明教授, FAIR实验室)."""

from __future__ import annotations

from functools import cache

from pipelines.claims.tree import Tree
from pipelines.claims.words import class_nouns, endings, words
from pipelines.lexicon.roles import role_of


def is_title(word: str) -> bool:
    """Whether it is in the lexicon, or ends like a title (…负责人, …发言人)."""
    return bool(role_of(word, "title")) or word.endswith(_tails(alone=len(word) == 1))


def is_titled(tree: Tree, token: int) -> bool:
    """Whether the token is a title of the person whose name stands right before it."""
    if not 0 < token < len(tree):
        return False
    word = tree.words[token]
    return (
        tree.type_of(token - 1) == "Person"
        and not (token + 1 < len(tree) and tree.type_of(token + 1) == "Person")
        and tree.tags[token] == "NOUN"
        and (tree.type_of(token) == "Position" or (tree.mentions[token] is None and is_title(word)))
        and not word.endswith(endings("not_behind_names"))
    )


def name_before(tree: Tree, token: int) -> int | None:
    """The name right before a class noun or a title that adds nothing to it."""
    before = tree.mentions[token - 1] if token > 0 else None
    if before is None:
        return None
    plain = tree.mentions[token] is None and tree.words[token] in class_nouns(before.type)
    return token - 1 if plain or is_titled(tree, token) else None


@cache
def _tails(*, alone: bool) -> tuple[str, ...]:
    """The endings of titles; a word that stands `alone` as one character is none of them."""
    return tuple(tail for tail in sorted(words("title_tails")) if len(tail) > 1 or not alone)

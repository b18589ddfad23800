"""Which words make a claim denied, planned or doubted: those without which its stance would be another."""

from __future__ import annotations

from pipelines.claims.stance import stance
from pipelines.claims.tree import Tree

# Stands in for a word that is taken away; it is in no word class.
_BLANK = "□"


def stance_words(tree: Tree, verb: int) -> list[int]:
    """Tokens that suffice for the stance of `verb`, in order; none for a plain fact.

    Words are taken away from left to right as long as the stance stays as it is: what is left is a smallest set, so
    that of two words that both put a deed in the future one remains.
    """
    wanted = stance(tree, verb)
    blank = [*tree.words]
    for token in range(len(tree)):
        if token == verb:
            continue
        blank[token] = _BLANK
        if stance(_with_words(tree, blank), verb) != wanted:
            blank[token] = tree.words[token]
    kept = [t for t in range(len(tree)) if t != verb and blank[t] != _BLANK]
    if stance(_with_words(tree, [_BLANK if t != verb else w for t, w in enumerate(tree.words)]), verb) == wanted:
        return []
    return [t for t in kept if tree.words[t] in ("？", "?") or any(c.isalnum() for c in tree.words[t])]


def _with_words(tree: Tree, words: list[str]) -> Tree:
    return Tree(words, tree.tags, tree.heads, tree.deps, tree.starts, tree.mentions)

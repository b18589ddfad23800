"""What a suspicion does not speak of: what befalls the suspect, and what is done because of it."""

from __future__ import annotations

from pipelines.claims.tree import Tree
from pipelines.claims.words import words


def befalls(tree: Tree, verb: int) -> bool:
    """涉嫌诈骗，5月12日被捕: what is done to a suspect, or what one does about it, is no part of the suspicion."""
    word = tree.words[verb]
    passive = word[0] == "被" or any(tree.words[c] in words("passive_strict") for c in tree.children[verb] if c < verb)
    inquired = word == "接受" and any(tree.words[o] in words("inquiries") for o in tree.kids(verb, "obj", "xcomp"))
    return passive or inquired or word in words("official_deeds", "deeds_of_suspects")


def only_why(tree: Tree, deed: int, verb: int) -> bool:
    """因涉嫌抄袭而辞职: the suspicion is why, and the deed behind it is none."""
    because = any(tree.words[c] in ("因", "因为", "由于") for c in tree.kids(deed, "mark", "case"))
    return because and deed != verb and deed not in tree.ancestors(verb)

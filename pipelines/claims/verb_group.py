"""The predicate as it stands in the text: the verb with the adverbs before it and the aspect marker behind (曾多次获得了)."""

from __future__ import annotations

from pipelines.claims.proposition import Proposition
from pipelines.claims.stance.classes import listed
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

_ASPECT = frozenset(["了", "着", "过"])
_VERBAL = frozenset(["verbal", "relative", "copular"])


def verb_group(tree: Tree, proposition: Proposition) -> tuple[int, ...]:
    """Tokens of the predicate with what modifies it right beside it.

    A negation is no part of it: the claim's polarity says that already.
    """
    tokens = proposition.predicate
    if not tokens or proposition.rule not in _VERBAL:
        return tokens
    heads = {*tokens, proposition.verb}
    first, last = min(tokens), max(tokens)
    no_part = (
        listed("adverb", "negative")
        | words("copulas")
        | (frozenset() if proposition.passive else words("passive_strict"))
    )
    while first and _modifies(tree, first - 1, heads) and tree.words[first - 1] not in no_part:
        first -= 1
    after = last + 1
    if after < len(tree) and tree.words[after] in _ASPECT and tree.heads[after] in heads:
        last = after
    return (*range(first, min(tokens)), *tokens, *range(max(tokens) + 1, last + 1))


def _modifies(tree: Tree, token: int, heads: set[int]) -> bool:
    return tree.tags[token] in ("ADV", "AUX") and tree.heads[token] in heads and tree.mentions[token] is None

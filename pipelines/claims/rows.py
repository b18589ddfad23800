"""Clauses in a row that speak of one thing: 影片由甲执导，乙主演; 由甲设计、乙承建的大桥."""

from __future__ import annotations

from pipelines.claims.habits import with_object
from pipelines.claims.phrase import phrase
from pipelines.claims.segments import segment_start
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

#: What can stand behind a verb whose object was named before it.
_STOPPING = [[], *[[mark] for mark in "，。；、！,;!"]]
#: The share of a verb's clauses with an object from which on it is taken for transitive.
_OFTEN = 0.3


def clause_before(tree: Tree, verb: int) -> int | None:
    """The verb of the clause that this one stands in a row with: what is said of whether that is so holds for it too."""
    if tree.deps[verb].startswith("acl"):
        sisters = [t for t in tree.children[tree.heads[verb]] if t < verb and tree.deps[t].startswith("acl")]
        joined = [t for t in sisters if tree.words[t + 1] in ("，", "、", ",")]
        apart = joined and words("contrast").intersection(tree.words[joined[-1] : verb])  # 未获奖，却受好评的影片
        return joined[-1] if joined and not apart else None
    before = _neighbour(tree, verb)
    return before if before is not None and _leader(tree, before) is not None else None


def leading_clause(tree: Tree, verb: int) -> int | None:
    """影片由沈亦宁执导，程志主演: the clause before whose doer 由 leads, when this one only says what another does to the
    same thing."""
    before = _neighbour(tree, verb)
    return _leader(tree, before) if before is not None else None


def _leader(tree: Tree, verb: int) -> int | None:
    if any(phrase(tree, o).preposition == "由" for o in tree.kids(verb, "obl", "nsubj")):
        return verb
    return leading_clause(tree, verb) if tree.kids(verb, "nsubj") else None


def _neighbour(tree: Tree, verb: int) -> int | None:
    start = segment_start(tree, verb)
    before, word = start - 2, tree.words[verb]
    if start < 4 or tree.words[start - 1] not in ("，", ",") or tree.words[verb + 1 : verb + 2] not in _STOPPING:
        return None
    if word not in words("jobs_on_things") and (with_object(word) or 0.0) < _OFTEN:
        return None
    alone = not any(tree.tags[t] == "VERB" and tree.deps[t] != "compound" for t in range(start, verb))
    if not alone or tree.kids(verb, "obj", "ccomp", "xcomp") or tree.tags[before] != "VERB":
        return None
    return before if not tree.kids(before, "obj", "ccomp", "xcomp") else None

"""Clauses in a row that speak of one thing: 影片由甲执导，乙主演; 由甲设计、乙承建的大桥."""

from __future__ import annotations

from kg.claim import top_class
from pipelines.claims.habits import with_object
from pipelines.claims.phrase import phrase
from pipelines.claims.segments import segment_end, segment_start
from pipelines.claims.tree import Tree
from pipelines.claims.words import class_nouns, words

#: What can stand behind a verb whose object was named before it.
_STOPPING = [[], *[[mark] for mark in "，。；、！,;!"]]
#: The share of a verb's clauses with an object from which on it is taken for transitive.
_OFTEN = 0.3
#: Classes of names that a class noun can stand before (电影《长夜》).
NAMED = frozenset(["Person", "Organisation", "Place", "Product", "Work", "Technology", "Event"])


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


def thing_ahead(tree: Tree, verb: int) -> int | None:
    """由甲出品，乙监制并主演，丙导演的电影: what the last of a row of clauses describes is what all of them are done to."""
    end = segment_end(tree, verb)
    if tree.deps[verb].startswith("acl"):
        return None  # it describes the thing itself
    if tree.words[verb] not in words("jobs_on_things") or tree.words[end : end + 1] not in (["，"], [","], ["、"]):
        return None
    for token in range(end, len(tree)):
        if tree.words[token] in "。；！？" or (
            tree.tags[token] == "VERB" and tree.words[token] not in words("jobs_on_things")
        ):
            return None
        if tree.words[token] in words("jobs_on_things") and tree.deps[token].startswith("acl"):
            return name_of(tree, tree.heads[token]) if tree.heads[token] > token else None
    return None


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
    itself = any(tree.words[s] in class_nouns("Work") for s in tree.kids(verb, "nsubj"))
    return before if not itself and not tree.kids(before, "obj", "ccomp", "xcomp") else None


def name_of(tree: Tree, noun: int) -> int:
    """沈亦宁执导的电影《长夜》: the name behind a class noun is what the clause describes."""
    name = tree.heads[noun]
    between = tree.words[noun + 1 : name]
    if name < noun or between not in ([], ["《"], ["“"]):
        return noun
    named = top_class(tree.type_of(name) or "Concept")
    titled = named == "Work" and between == ["《"]  # 沈亦宁执导的谍战大戏《长夜》
    return name if titled or (named in NAMED and tree.words[noun] in class_nouns(named)) else noun


def succeeded(tree: Tree, verb: int, subjects: list[int]) -> list[int]:
    """米莱解雇了外长蒙迪诺，由韦尔泰接任: whose place is taken is who was dismissed, not `subjects`, who did that."""
    if tree.words[verb] not in words("succeeding"):
        return subjects
    people = [t for t in range(verb) if tree.deps[t] == "obj" and tree.type_of(t) == "Person"]
    return people[-1:] or subjects

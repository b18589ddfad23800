"""What a sentence asks, and what it only states before it asks."""

from __future__ import annotations

from pipelines.claims.segments import segment_end, segment_start
from pipelines.claims.stance.classes import listed
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.tree import Tree
from pipelines.claims.words import words


def asks(tree: Tree, verb: int) -> bool:
    """The clause ends in a question mark or a question particle, or 是否 stands in it."""
    start = segment_start(tree, verb)
    if not words("whether").isdisjoint(tree.words[start:verb]) or tree.words[verb + 1 : verb + 2] == ["与否"]:
        return True
    if any(tree.words[t][0] == "哪" and _is_question(tree, t) for t in range(start, verb)):
        return True  # 哪句话最让你感动
    for token in range(verb + 1, len(tree)):
        word = tree.words[token]
        if word in ("？", "?"):
            return not _told_before(tree, verb, token) and not _only_why(tree, verb, token)
        if word in ("。", "！", "；", "!"):
            return False
        if word in ("吗", "呢", "么") and tree.tags[token] in ("PART", "AUX", "SCONJ"):
            return not _only_why(tree, verb, token)
    return False


def asks_of_others(tree: Tree, verb: int) -> bool:
    """甲已收购乙，丙能追上吗？: the last clause, which asks, has a subject of its own, and the verb stands in another."""
    mark = next((t for t in range(verb + 1, len(tree)) if tree.words[t] in ("？", "?")), None)
    if mark is None or segment_end(tree, verb) >= mark:
        return False
    last = range(segment_start(tree, mark - 1), mark)
    subjects = [t for t in last if tree.deps[t] in SUBJECTS and tree.tags[t] != "PRON"]
    told = words("reports", "hearsay_nouns", "rumours", "told_things", "matters")
    return last.start > verb and bool(subjects) and not any(tree.words[t] in told for t in last)


def _only_why(tree: Tree, verb: int, mark: int) -> bool:
    """他再次成为焦点，为啥呢？: the last clause asks for no more than the reason of what those before it state."""
    last = tree.words[segment_start(tree, mark - 1) : mark]
    return segment_end(tree, verb) < mark - 1 and bool(last) and set(last) <= words("asking_why")


def _told_before(tree: Tree, verb: int, mark: int) -> bool:
    """八一男足早已解散，八一男篮为何能撑到现在？: a question that asks who, what or why asks in its own clause."""
    start = next((t for t in range(mark - 1, -1, -1) if tree.words[t] in ("。", "！", "；", "？")), -1) + 1
    asking = [t for t in range(start, mark) if tree.words[t] in words("interrogatives")]
    own = range(segment_start(tree, verb), segment_end(tree, verb))
    doubted = any(tree.words[t] in listed("adverb", "asked") | {"莫非", "真的"} for t in own)
    or_else = any(tree.words[t] == "还是" and t == segment_start(tree, t) for t in range(verb, mark))
    return bool(asking) and not doubted and not or_else and segment_end(tree, verb) < segment_start(tree, asking[0])


def _is_question(tree: Tree, token: int) -> bool:
    return tree.mentions[token] is None and tree.words[token] not in words("no_question")

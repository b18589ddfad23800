"""What goes on to the next clause: a topic does, and its parts, its figures and its deeds do not."""

from __future__ import annotations

from pipelines.claims.phrase import is_nominal
from pipelines.claims.segments import segment_start
from pipelines.claims.subjects import SUBJECTS, is_time, topic_before, whose
from pipelines.claims.tree import Tree
from pipelines.claims.words import endings, words

_COUNTED = ("人", "名", "位", "者", "家", "队", "国")


def handed_on(tree: Tree, subjects: list[int], verb: int) -> list[int]:
    """The subjects that another clause gives to `verb`, each as what that clause speaks of; none where that is unclear.

    樊振东状态欠佳，面对…: he faces it, not his form. 三局被逆转: no games lose. 立足香港，心系祖国: a deed does nothing.
    """
    subjects = [s for s in subjects if tree.words[s] not in words("reasons")]  # 原因是软件存在缺陷，可能导致…
    if tree.words[verb] not in words("changing"):
        subjects = [whose(tree, s) for s in subjects]
    if tree.words[verb] in words("changing", "resulting"):
        return subjects  # 产量1万吨，增长8%
    if tree.words[verb] in words("happening") and any(
        tree.words[c] in words("clause_ends") for c in tree.children[verb]
    ):
        return []  # 发生事故时: nobody's deed
    if tree.words[verb] in words("done_with_works") and all(tree.type_of(s) == "Person" for s in subjects):
        subjects = _work_before(tree, verb) or subjects
    found = [_topic(tree, subject) for subject in subjects]
    passed = list(dict.fromkeys(topic for topic in found if topic is not None))
    if len(passed) == 1 and (tree.words[passed[0]] in words("seats") or _earning(tree, passed[0], verb)):
        owner = topic_before(tree, passed[0])  # 总部位于合肥，从事研发: it is the company that does
        return passed if owner is None else [owner]
    return passed


def _earning(tree: Tree, figure: int, verb: int) -> bool:
    """净利润4.9亿元，上年同期亏损238亿元: no profit makes a loss."""
    return tree.words[verb] in words("earning") and tree.words[figure].endswith(endings("measures"))


def _work_before(tree: Tree, verb: int) -> list[int]:
    """《老了十岁》由林夕作词，伍仲衡作曲，收录在专辑中: the song is, not who composed it."""
    named = (t for t in range(verb) if tree.type_of(t) == "Work" and tree.deps[t] in (*SUBJECTS, "dislocated"))
    return [t for t in named if tree.deps[tree.heads[t]] not in ("acl", "acl:relcl")][:1]


def _topic(tree: Tree, subject: int) -> int | None:
    if tree.mentions[subject] is None and tree.words[subject] in words("aspects"):
        return _owner(tree, subject)
    if tree.type_of(subject) == "Quantity" and not tree.words[subject].endswith(_COUNTED):
        return topic_before(tree, subject)
    if tree.tags[subject] == "VERB" and tree.mentions[subject] is None:
        return topic_before(tree, subject)
    return subject


def _owner(tree: Tree, part: int) -> int | None:
    """Whose form, price or body it is: a noun that modifies it, one beside it, or the topic of the clauses before."""
    modifiers = [o for o in tree.kids(part, "nmod", "compound") if o < part]
    beside = (
        [o for o in tree.kids(tree.heads[part], *SUBJECTS, "dislocated") if o < part] if tree.heads[part] >= 0 else []
    )
    start = segment_start(tree, part)
    beside = beside or [s for s in range(start, part) if tree.deps[s] in SUBJECTS]  # 官兵接到报警后反应迅速
    owners = [o for o in (*modifiers, *beside) if is_nominal(tree, o) and not is_time(tree, o)]
    owners = [o for o in owners if tree.type_of(o) != "Quantity"]
    return owners[-1] if owners else topic_before(tree, part)

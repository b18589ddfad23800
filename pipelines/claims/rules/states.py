"""Which verbs state something by themselves."""

from __future__ import annotations

from pipelines.claims.attribution import introduces
from pipelines.claims.frame import Frame
from pipelines.claims.segments import opened_by, segment_end, segment_start
from pipelines.claims.stance.classes import governing
from pipelines.claims.tree import Tree
from pipelines.claims.words import table, words


def states(tree: Tree, frame: Frame, label: str) -> bool:
    """Whether the verb says something by itself, rather than leading to another verb that does."""
    word = tree.words[frame.verb]
    if label in words("not_predicates"):
        return (
            label in words("weak_verbs") and bool(frame.objects and frame.subjects) and tree.tags[frame.verb] == "VERB"
        )
    led = label[:-1] == word and label[-1] in "在向对与给为因以"
    if led and (word in words("plan_verbs") or word in governing()):
        return False  # 计划在越南建厂
    if word == "影响" and not frame.objects and "受" in tree.words[segment_start(tree, frame.verb) : frame.verb]:
        return False  # 受台风影响 says why
    bare = bool(frame.objects) and all(_bare_deed(tree, o) for o in frame.objects)
    if bare and label in words("only_leading") and label not in words("accused"):
        return False  # 决定维持; 获A轮融资 says what was got
    if not frame.objects and word in words("speech", "seeing") and introduces(tree, frame.verb):
        return False  # 警方查明，…: what was found is said behind the comma
    if word in words("bare_speech") or label in words("bare_speech"):
        return word in words("speech_of_things") and bool(frame.objects) and frame.complement is None
    if label in ("有", "没有") and not frame.objects and frame.complement is None:
        return False
    if frame.subjects and tree.tags[frame.subjects[-1]] == "VERB" and tree.words[frame.verb - 1] in ("的", "者"):
        return False  # 出席会议的有王毅: the cleft says who was there
    if label == "拜" and any(w[0] == "为" for w in tree.words[frame.verb : segment_end(tree, frame.verb)]):
        return False  # 拜徐悲鸿为师: read as one
    behind = tree.words[frame.verb + 1 : segment_end(tree, frame.verb)]
    if frame.inherited and not frame.objects and len(behind) == 1 and behind[0] in words("before_or_after"):
        return False  # 收购之前，甲持有乙: who acquires what is said elsewhere
    if label == "为" and opened_by(tree, frame.verb, words("taking")):
        return False  # 以创新为要旨
    if word in words("attitude_nouns") and tree.words[frame.verb - 1] in words("showing_attitude"):
        return False
    if tree.tags[frame.verb] == "ADJ" and tree.words[frame.verb + 1 : frame.verb + 3] in (["的", "是"], ["的", "为"]):
        return False  # 份额最高的是宁德时代
    if label == "有" and tree.words[frame.verb + 1 : frame.verb + 2] == ["可能"]:
        return False  # 有可能裁员
    going_on = label in words("going_on") and frame.subjects and not frame.inherited  # 投票尚未进行
    if not (frame.objects or going_on) and (
        word in words("adverbs") or (frame.complement is None and label in words("only_leading"))
    ):
        return False  # 决定, without what was decided
    return not (frame.complement is not None and not frame.objects and leads(label))


def _bare_deed(tree: Tree, token: int) -> bool:
    return tree.tags[token] == "VERB" and not tree.kids(token, "nmod", "nummod", "compound", "det")


def leads(label: str) -> bool:
    """Verbs that only lead to their complement: 计划, 开始, 要求, 拒绝."""
    if label in words("also_deeds"):
        return False
    return label in words("aspectual") or any(label in listed for listed in table("modality.toml")["governor"].values())

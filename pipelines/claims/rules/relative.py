"""Relative clauses as facts: 裁掉80%员工的推特, 谷歌定制的TPU."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.claim import Modality, Polarity, top_class
from pipelines.claims.doers import described_in_vain
from pipelines.claims.frame import Frame
from pipelines.claims.frame import frame as frame_of
from pipelines.claims.habits import usually_with_object
from pipelines.claims.owners import is_measure, is_owned
from pipelines.claims.phrase import Phrase, coordinated, phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.relations import Triggers
from pipelines.claims.rows import NAMED, name_of
from pipelines.claims.rules.verbal import verbal
from pipelines.claims.segments import segment_start
from pipelines.claims.stance import stance
from pipelines.claims.tree import Tree
from pipelines.claims.words import words
from pipelines.segment.dictionary import is_verb


def relative(tree: Tree, frame: Frame, triggers: Triggers) -> Iterator[Proposition]:
    """The clause `frame` describes a noun: the noun fills the place that is empty, subject before object."""
    noun = tree.heads[frame.verb]
    if tree.words[noun] in words("circumstance") or tree.type_of(noun) == "Time":
        if not frame.subjects:
            frame = replace(frame, subjects=_planner(tree, noun), inherited=True)
        if frame.objects or frame.obliques:
            yield from verbal(tree, frame, triggers, rule="relative")
        return
    behind = [tree.words[c] for c in tree.kids(frame.verb, "mark", "case") if c > frame.verb]
    if "以来" in behind or not words("clause_ends").isdisjoint(behind):
        if frame.subjects:
            yield from verbal(tree, frame, triggers)  # 公司成立以来第一次裁员: since when, not of what
        return
    if frame.subjects and (tree.tags[frame.verb] == "ADJ" or (_is_quality(tree, frame) and not frame.objects)):
        yield from _of_a_kind(tree, frame, noun)
        return
    if _befell(tree, frame):
        yield from verbal(tree, replace(frame, subjects=frame.objects, objects=()), triggers, rule="relative")
        return
    # A pile of nouns: the clause speaks of the one it hangs on and of those coordinated with it.
    nouns = tuple(n for n in coordinated(tree, noun) if n > frame.verb)
    if tree.kids(noun, "cop"):
        if stance(tree, noun) != (Polarity.POSITIVE, Modality.ACTUAL):
            return  # 不是沈亦宁执导的电影 says of no film that she directed it
        named = _told_of(tree, noun)
        nouns = (named,) if named is not None else nouns
    made = frame.subjects and tree.words[frame.verb] in words("making_things")
    nouns = tuple(_thing_of(tree, name_of(tree, n)) if made else name_of(tree, n) for n in nouns)
    whom = tree.heads[noun] if tree.deps[noun] == "appos" else noun  # 毕业于海棠大学的工程师程志
    alone = tree.words[frame.verb] in words("intransitive")
    if frame.subjects and {noun, whom, *nouns}.issuperset(frame.subjects):
        nouns, frame = frame.subjects, replace(frame, subjects=())
        alone |= not usually_with_object(tree.words[frame.verb])
    elif not frame.subjects and described_in_vain(tree, frame.verb):
        return
    filled = frame.passive or frame.objects or any(o.head > frame.verb for o in frame.obliques)
    if not frame.subjects and (filled or alone):
        yield from verbal(tree, replace(frame, subjects=nouns), triggers, rule="relative")
    elif not frame.objects and (frame.subjects or _transitive(tree, frame, triggers)):
        if frame.subjects and frame.complement is not None:
            return
        if not frame.subjects:
            maker = _maker(tree, frame.verb)
            if maker is None:
                return
            frame = replace(frame, subjects=(maker,), inherited=True)
        yield from verbal(tree, replace(frame, objects=nouns), triggers, rule="relative")
    elif not frame.subjects and frame.obliques:
        yield from verbal(tree, replace(frame, subjects=nouns), triggers, rule="relative")


def _of_a_kind(tree: Tree, frame: Frame, noun: int) -> Iterator[Proposition]:
    """影响恶劣的事件: of what kind a property of the thing is; nothing is done to the thing."""
    if _is_quality(tree, frame):
        quality = phrase(tree, frame.subjects[-1])
        yield Proposition(
            rule="property",
            verb=frame.verb,
            predicate=quality.tokens,
            label=tree.text(quality.tokens),
            subject=phrase(tree, name_of(tree, noun)),
            object=Phrase(frame.verb, tuple(range(quality.tokens[-1] + 1, frame.verb + 1))),
        )


def _is_quality(tree: Tree, frame: Frame) -> bool:
    """状态 of 状态爆发的选手: the clause speaks of a property without saying whose."""
    word = tree.words[frame.subjects[-1]]
    return (
        (is_owned(word) or word in words("aspects"))
        and not frame.inherited
        and not any(tree.mentions[t] for t in phrase(tree, frame.subjects[-1]).tokens)
    )


def _befell(tree: Tree, frame: Frame) -> bool:
    """被害学生的父母: what befalls somebody is told of whoever stands behind it, not of the noun behind 的."""
    verb = frame.verb
    befalling = tree.words[verb] in words("befallen") and not frame.subjects
    return befalling and frame.objects == (verb + 1,) and tree.words[verb + 2 : verb + 3] == ["的"]


def _thing_of(tree: Tree, noun: int) -> int:
    """生产的电动车销量, 推出的手机的价格: what is produced are cars, not their sales."""
    before = noun - 1 - (tree.words[noun - 1] == "的")
    of_it = tree.deps[before] in ("nmod", "compound") and tree.heads[before] == noun and tree.tags[before] != "VERB"
    return before if of_it and is_measure(tree.words[noun]) and not is_verb(tree.words[before]) else noun


def _transitive(tree: Tree, frame: Frame, triggers: Triggers) -> bool:
    """Whether the verb is known to act on things, so that 推出的LLaMA is what was released."""
    phrase_label = tree.text(frame.tokens)
    relation = triggers.relation(phrase_label)
    return relation is not None and relation.id in words("acts_on") and not phrase(tree, frame.verb).preposition


def _told_of(tree: Tree, noun: int) -> int | None:
    """《长夜》是沈亦宁执导的电影: the name that the copula speaks of is what the clause describes."""
    copula = tree.kids(noun, "cop")[-1]
    if tree.words[copula] in words("denied_copulas") or tree.words[copula] not in words("copulas"):
        return None
    subjects = [s for s in tree.kids(noun, "nsubj") if s < copula and top_class(tree.type_of(s) or "") in NAMED]
    return subjects[-1] if len(subjects) == 1 and len(coordinated(tree, subjects[0])) == 1 else None


def _maker(tree: Tree, verb: int) -> int | None:
    """Meta并不着急，推出的LLaMA也…: whoever the clauses before speak of by name; nobody from another sentence."""
    for token in range(segment_start(tree, verb) - 1, -1, -1):
        kind = tree.type_of(token)
        if kind and tree.deps[token] == "nsubj" and top_class(kind) in ("Organisation", "Person"):
            return token
    return None


def _planner(tree: Tree, noun: int) -> tuple[int, ...]:
    """Who has the plan: the subject of the verb that the noun is the object of (高管们取消了推出芯片的计划)."""
    verb = tree.heads[noun]
    if verb < 0 or tree.deps[noun] not in ("obj", "obl", "obl:patient", "ccomp", "xcomp"):
        return ()
    return frame_of(tree, verb).subjects

"""Subject, verb and object of one clause, with its light verbs and prepositional objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from pipelines.claims.frame import Frame, passive_marker
from pipelines.claims.phrase import Phrase, coordinated, one, phrase, together, with_both_marks
from pipelines.claims.proposition import Proposition
from pipelines.claims.relations import Triggers
from pipelines.claims.rules.states import states
from pipelines.claims.segments import STOPS
from pipelines.claims.subjects import topic_before
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

# Having none is not having.
_NO = {
    "没有": "有",
    "没": "有",
    "无": "有",
    "未有": "有",
    "并无": "有",
    "毫无": "有",
    "并没有": "有",
    "不具备": "具备",
    "暂无": "有",
}
# Adverbs that the segmenter leaves in the verb of having.
_HAVE = {
    "已有": "有",
    "共有": "有",
    "现有": "有",
    "仅有": "有",
    "只有": "有",
    "还有": "有",
    "尚有": "有",
    "另有": "有",
    "约有": "有",
}
# 修不完: not to be able to bring it to its end.
_POTENTIAL = re.compile(r".不(?:完|了|起|到|成|住|动|下|出|来|懂|清|见|开|好|着|上|及|够)$")
#: How verbs end that say into what or where to, and the preposition that stands for it.
_GOALS = dict.fromkeys("成为作", "成") | dict.fromkeys("到进入至往回上", "到")
_ALL_OF_THEM = re.compile("[两三四五六七八九十0-9]+(?:地|市|省|县|区|国|家|人|方|校|队|名|位|者)")
_DATIVE = frozenset(["对", "对于", "向", "给", "为", "替", "针对"])


@dataclass(frozen=True, slots=True)
class _Event:
    """The predicate in words and tokens, with the object that goes with it."""

    tokens: tuple[int, ...]
    label: str
    objects: tuple[Phrase, ...]
    obliques: tuple[Phrase, ...]


def verbal(tree: Tree, frame: Frame, triggers: Triggers, *, rule: str = "verbal") -> Iterator[Proposition]:
    """Propositions of one frame: a subject and an object each.

    Coordination is distributed, unless the predicate is none of the ontology and the nouns name nothing in particular:
    of 提高产能和效率 two claims would say no more than one.

    A clause without any subject is read too: its subject is None, for the discourse to supply.
    """
    label = tree.text(frame.tokens)
    if not states(tree, frame, label):
        if label in words("stopping") and frame.complement is not None:
            yield from _stopped(tree, frame, label)
        return
    event = _event(tree, frame, label, triggers)
    if event is None:
        return
    if label in _NO or label in _HAVE:
        event = replace(event, label=_NO.get(label) or _HAVE[label])
    seat = _seat(tree, frame, event)
    if seat:
        frame, event = seat
    pair = _pair(tree, frame, event, triggers)
    if pair:
        frame, event = replace(frame, subjects=(pair[0],)), replace(event, objects=(phrase(tree, pair[1]),))
    parts = [_without(frame.verb, phrase(tree, s)) for s in frame.subjects]
    things = [_without(frame.verb, thing) for thing in event.objects]
    if tree.tags[frame.verb] == "ADJ":
        things = [thing for thing in things if not _in_vain(tree, frame.verb, thing)]
    if len(parts) > 1 and (event.label in words("jointly") or _jointly(tree, frame, parts[-1])):
        parts = [one(parts)]
    if triggers.relation(event.label) is None:
        parts, things = together(tree, parts), together(tree, things)
    yield from _by_whom(tree, frame, label, rule, triggers)
    subjects: list[Phrase | None] = [*parts] or [None]
    objects: list[Phrase | None] = [*things] or [None]
    for subject, obj in _told_apart(tree, frame, subjects, objects):
        if subject and obj and subject.tokens == obj.tokens:
            continue
        other = [p for p in parts if p != subject] if len(parts) == 2 and _between_two(tree, event, obj) else []
        yield Proposition(
            rule=rule,
            verb=frame.verb,
            predicate=event.tokens,
            label=event.label,
            subject=subject,
            object=obj,
            obliques=(
                *event.obliques,
                *(replace(p, preposition="与") for p in other),
                *_turned_into(event, obj, things),
                *_given(tree, event, obj, things),
            ),
            inherited=frame.inherited,
            passive=frame.passive,
            negated=label in _NO or bool(_POTENTIAL.search(label)) or _cannot(tree, frame.verb),
        )


def _in_vain(tree: Tree, adjective: int, thing: Phrase) -> bool:
    """性感而有品位, 低很多: adjectives take no such objects, but 多一个优势, 对…不满."""
    if tree.words[thing.head] in words("somewhat"):
        return True
    return (
        len(tree.words[adjective]) > 1 and not thing.quantities and tree.words[adjective] not in words("attitude_nouns")
    )


def _without(verb: int, part: Phrase) -> Phrase:
    """集团持有的12%股权 is what the group holds, but not as who holds what: there the clause of holding is no part of it."""
    return replace(part, extent=()) if verb in part.extent else part


def _by_whom(tree: Tree, frame: Frame, label: str, rule: str, triggers: Triggers) -> Iterator[Proposition]:
    """程志被远山科技任命为总经理: whoever did that appointed somebody, which is a fact of its own."""
    agents = [part for part in frame.obliques if part.preposition == "被"] if frame.passive else []
    deed = label.removesuffix("为")
    if deed == label:
        return
    for agent in agents:
        for subject in frame.subjects:
            if triggers.relation(deed, tree.type_of(agent.head), tree.type_of(subject)):
                yield Proposition(
                    rule=rule,
                    verb=frame.verb,
                    predicate=frame.tokens,
                    label=deed,
                    subject=replace(agent, preposition=None),
                    object=phrase(tree, subject),
                )


def _cannot(tree: Tree, verb: int) -> bool:
    """业主大会举行不了, 招聘不到工人: what cannot be brought about is not."""
    tail = tree.text([t for t in tree.kids(verb, "mark") if verb < t <= verb + 2])
    return tail in words("potential_tails")


def _between_two(tree: Tree, event: _Event, obj: Phrase | None) -> bool:
    """恒达与远山科技签署协议, 中法建立合作关系, 甲与乙决裂: with whom each of the two has done it is worth knowing."""
    if obj is None:
        return event.label in words("mutual_deeds")
    thing = tree.words[obj.head]
    return event.label in words("agreeing") or (
        event.label in words("having_mutual") and thing in words("mutual_nouns")
    )


def _turned_into(event: _Event, obj: Phrase | None, things: list[Phrase]) -> Iterator[Phrase]:
    """将官兵分成两组, 把伤员送到医院: what is moved and where to, or turned and into what, belong together."""
    first = event.tokens[0]
    moved, goals = [t for t in things if t.head < first], [t for t in things if t.head > first]
    mark = "给" if event.label in words("giving") else _GOALS.get(event.label[-1])
    if obj is None or len(moved) != 1 or len(goals) != 1 or mark is None:
        return
    yield replace(goals[0], preposition=mark) if obj is moved[0] else replace(moved[0], preposition="把")


def _given(tree: Tree, event: _Event, obj: Phrase | None, things: list[Phrase]) -> Iterator[Phrase]:
    """授予程志称号, 判处程志三年徒刑: who is given something and what is given belong together."""
    who = [t for t in things if tree.deps[t.head] == "iobj"]
    if obj is None or len(who) != 1 or len(things) != 2:
        return
    what = things[1] if things[0] is who[0] else things[0]
    mark = "把" if event.label in words("done_to") else "从" if event.label in words("taken_from") else "给"
    yield replace(what, preposition="把") if obj is who[0] else replace(who[0], preposition=mark)


def _jointly(tree: Tree, frame: Frame, last: Phrase) -> bool:
    """三家合计持有30%, 杭州、宁波、温州三地开通4000个: the figure is of all of them together."""
    after = range(last.tokens[-1] + 1, frame.verb)
    counted = (
        bool(after)
        and _ALL_OF_THEM.fullmatch(tree.words[after[0]])
        and any(tree.type_of(q) == "Quantity" for o in frame.objects for q in (o, *tree.children[o]))
    )
    return bool(counted) or any(tree.words[t] in words("jointly") for t in after)


def _stopped(tree: Tree, frame: Frame, label: str) -> Iterator[Proposition]:
    """停止生产燃油汽车 is a fact of its own: that something was stopped."""
    deed = frame.complement
    if deed is None or tree.tags[deed] != "VERB":
        return
    objects: list[Phrase | None] = [phrase(tree, o) for head in tree.kids(deed, "obj") for o in coordinated(tree, head)]
    for subject in frame.subjects:
        for obj in objects or [None]:
            yield Proposition(
                rule="stopped",
                verb=frame.verb,
                predicate=(*frame.tokens, deed),
                label=label + tree.words[deed],
                subject=phrase(tree, subject),
                object=obj,
                relation="cancels",
                inherited=frame.inherited,
            )


def _told_apart(
    tree: Tree, frame: Frame, subjects: list[Phrase | None], objects: list[Phrase | None]
) -> Iterator[tuple[Phrase | None, Phrase | None]]:
    """Every subject with every object; with 分别 the first with the first, the second with the second."""
    apart = any(tree.words[t] in words("respectively") for t in tree.children[frame.verb] if t < frame.verb)
    if apart and len(subjects) == len(objects):
        yield from zip(subjects, objects, strict=True)
        return
    if apart and len(objects) > 1 and any(o and tree.type_of(o.head) == "Quantity" for o in objects):
        return  # 三地的GDP分别增长5%、6%和7%: whose is whose the words do not say
    if apart and len(subjects) > 1 and any(o and len(o.quantities) > 1 for o in objects):
        return  # A和B分别持有51%和49%股份, read as one thing that each has
    yield from product(subjects, objects)


def _seat(tree: Tree, frame: Frame, event: _Event) -> tuple[Frame, _Event] | None:
    """…成立于2015年，总部位于合肥: whose seat it is, the clauses before say."""
    part = frame.subjects[0] if len(frame.subjects) == 1 and not frame.inherited else None
    if part is None or tree.words[part] not in words("seats") or tree.words[frame.verb] not in words("lying"):
        return None
    own = [c for c in tree.kids(part, "nmod") if tree.mentions[c] and c < part]
    bare = phrase(tree, part).tokens == (part,)
    owner = own[-1] if own else topic_before(tree, part) if bare else None
    if owner is None:
        return None
    named = replace(event, tokens=(part, *event.tokens), label=tree.words[part] + event.label)
    return replace(frame, subjects=(owner,), inherited=True), named


def _pair(tree: Tree, frame: Frame, event: _Event, triggers: Triggers) -> tuple[int, int] | None:
    """沈亦宁与顾南舟结婚: what two do with each other is one fact between them, not one of each."""
    if event.objects or len(frame.subjects) != 2:
        return None
    relation = triggers.relation(event.label)
    return (frame.subjects[0], frame.subjects[1]) if relation and "与" in relation.with_ else None


def _event(tree: Tree, frame: Frame, label: str, triggers: Triggers) -> _Event | None:
    objects = tuple(phrase(tree, o) for o in frame.objects if tree.words[o] not in words("excess"))
    if label in words("light"):
        light = _light(tree, frame, label, objects)
        if light:
            return light
    if frame.passive:
        marker = passive_marker(tree, frame.verb)
        if marker is not None:
            return _Event((marker, *frame.tokens), tree.words[marker] + label, objects, frame.obliques)
    if objects:
        return _Event(frame.tokens, label, objects, frame.obliques)
    if frame.complement is not None:
        thing = _thing(tree, frame, label)
        if thing:
            return _Event(frame.tokens, label, tuple(phrase(tree, t) for t in thing), frame.obliques)
        clause = _clause(tree, frame)
        if clause is not None:
            return _Event(frame.tokens, label, (clause,), frame.obliques)
    return _promote(tree, frame, label, triggers)


def _clause(tree: Tree, frame: Frame) -> Phrase | None:
    """What a clause says as one object: 造成四十人死亡, 发现患病率较低. None where it is no unbroken stretch of words."""
    head = frame.complement
    if head is None or tree.words[frame.verb] in words("speech") - words("finding"):
        return None
    tokens = tree.subtree(head)
    while tokens and not tree.words[tokens[-1]].isalnum():
        tokens.pop()
    after = [t for t in tokens if t > frame.verb]
    whole = len(after) == len(tokens) and bool(after) and after[-1] - after[0] + 1 == len(after)
    if not whole or any(tree.words[t] in STOPS for t in after):
        return None
    return Phrase(head, tuple(with_both_marks(tree, after)))


def _thing(tree: Tree, frame: Frame, label: str) -> list[int]:
    """拨打110报警, 成立专案组侦查: the object of a verb that takes no clauses, which the parser made the subject of the next."""
    deed = frame.complement
    if deed is None or label not in words("taking_things"):
        return []
    found = [s for s in tree.kids(deed, "nsubj") if frame.verb < s < deed]
    if not found or any(tree.words[t] in STOPS for t in range(frame.verb, deed)):
        return []
    return coordinated(tree, found[0])


def _light(tree: Tree, frame: Frame, label: str, objects: tuple[Phrase, ...]) -> _Event | None:
    """对X进行分析 is analysing X; 完成对X的收购 is acquiring X; 进行推理 is inferring."""
    if not objects or tree.mentions[objects[0].head]:
        return None
    event = objects[0].head
    patients = tuple(o for o in frame.obliques if o.preposition in words("patient_prepositions"))
    patients = tuple(o for o in patients if o.preposition not in ("就", "围绕")) or patients  # 就合同对公司提起诉讼
    inner = _inner_patient(tree, frame.verb, event)
    if inner is not None and not patients:
        patients = (phrase(tree, inner),)
    if label == "完成" and inner is None:
        return None
    others = tuple(o for o in frame.obliques if o not in patients)
    if not patients and tree.tags[event] != "VERB":
        return None
    return _Event((*frame.tokens, event), label + tree.words[event], patients, others)


def _inner_patient(tree: Tree, verb: int, event: int) -> int | None:
    """The X of 对X的收购, between the verb and the event noun."""
    for token in range(verb + 1, event - 2):
        if tree.words[token] in ("对", "对于", "针对"):
            owner = next((t for t in range(event - 1, token, -1) if tree.words[t] == "的"), None)
            if owner is not None and owner - 1 > token:
                head = tree.heads[owner] if token < tree.heads[owner] < owner else owner - 1
                return head
    return None


def _promote(tree: Tree, frame: Frame, label: str, triggers: Triggers) -> _Event | None:
    """A verb without object takes the phrase of its preposition: 落后于谷歌, 与微软合作, 向用户道歉."""
    relation = triggers.relation(label)
    after = [o for o in frame.obliques if o.head > frame.verb and o.preposition in words("verb_tails") | {None}]
    if after:
        rest = tuple(o for o in frame.obliques if o is not after[0])
        return _Event(frame.tokens, label, _spread(tree, after[0]), rest)
    wanted = (relation.with_ if relation else frozenset()) or _DATIVE
    for oblique in frame.obliques:
        if oblique.preposition in wanted and oblique.head < frame.verb:
            rest = tuple(o for o in frame.obliques if o is not oblique)
            return _Event(frame.tokens, label, _spread(tree, oblique), rest)
    return _Event(frame.tokens, label, (), frame.obliques)


def _spread(tree: Tree, part: Phrase) -> tuple[Phrase, ...]:
    """A prepositional phrase and those coordinated with it: 居住在维多利亚、温哥华和多伦多."""
    return (part, *(phrase(tree, other) for other in coordinated(tree, part.head) if other != part.head))

"""Frames: a verb with whoever does it, whatever it is done to, and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipelines.claims.doers import likelier
from pipelines.claims.handed_on import handed_on
from pipelines.claims.labels import is_label
from pipelines.claims.phrase import Phrase, coordinated, is_nominal, phrase, shared
from pipelines.claims.relations import shipped_triggers
from pipelines.claims.rows import leading_clause, succeeded, thing_ahead
from pipelines.claims.segments import opened_by, segment_end, segment_start
from pipelines.claims.subjects import (
    SUBJECTS,
    inherit,
    is_time,
    led_by_preposition,
    nominals,
    topic_before,
    what_happened,
    whose,
)
from pipelines.claims.title_words import is_title, name_before
from pipelines.claims.tree import Tree
from pipelines.claims.words import words
from pipelines.segment.dictionary import dictionary_tags

_CLAUSAL = frozenset(
    [
        "root",
        "ROOT",
        "conj",
        "advcl",
        "parataxis",
        "ccomp",
        "xcomp",
        "acl",
        "acl:relcl",
        "csubj",
        "csubj:pass",
        "dep",
        "appos",
        "discourse",
    ]
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One verb and its participants, by token index.

    tokens      the words of the predicate, ascending
    subjects    heads of its subjects; empty when the sentence names none
    inherited   the subject stands with another verb
    objects     heads of its objects
    obliques    phrases that a preposition ties to it
    complement  head of the clause that it takes, or None
    passive     the subject is acted upon and no agent is named
    """

    verb: int
    tokens: tuple[int, ...]
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    obliques: tuple[Phrase, ...] = ()
    complement: int | None = None
    passive: bool = False
    inherited: bool = False


def is_predicate(tree: Tree, index: int) -> bool:
    """Whether the token is the head of a clause that a claim can be read from."""
    if tree.mentions[index] or tree.deps[index] not in _CLAUSAL:
        return False
    tag = tree.tags[index]
    if tree.words[index] == "涉嫌" and tree.words[index - 1 : index] == ["以"]:
        return False  # 以涉嫌受贿罪对张伟提起公诉: not the court is suspected
    if tree.deps[index] == "conj" and _in_a_noun(tree, index):
        return False  # 审理了一起猎捕、杀害野生动物案: deeds that are named, not told
    if tree.words[index] in ("没有", "没", "未") and tree.kids(index, "xcomp", "ccomp"):
        return False  # an auxiliary that the parser took for a verb: 没有投入
    if _never_a_deed(tree, index):
        return False
    if tag == "VERB":
        return True
    if tag in ("ADJ", "ADV"):
        return any(tree.deps[c] in SUBJECTS for c in tree.children[index])
    return tag in ("NOUN", "AUX", "PART") and any(tree.deps[c] == "obj" for c in tree.children[index])


def _never_a_deed(tree: Tree, index: int) -> bool:
    """A connective or attribute, a noun or time by its form (…之称, 死后), a range (从总部到分公司), or that there is
    something of which the next verb speaks (有媒体报道)."""
    word = tree.words[index]
    if is_label(tree, index):
        return True  # 演唱：程志
    if word in words("no_predicates") and not tree.kids(index, "cop"):
        return True
    if word in words("attributes") and not tree.kids(index, *SUBJECTS):
        return True
    if word[0] == "之" and len(word) == 2:
        return True
    if word[0] == "为" and len(word) == 2 and opened_by(tree, index, words("taking")):
        return True  # 以昆虫为食
    if word[-1] == "后" and len(word) == 2 and dictionary_tags().get(word, "t")[0] in "tf":
        return True
    if word in words("there_is") and not tree.kids(index, *SUBJECTS):
        return any(tree.kids(c, *SUBJECTS) for c in tree.kids(index, "ccomp", "xcomp") if c > index)  # 有媒体报道
    if word == "到" and not tree.kids(index, *SUBJECTS):
        before = tree.words[segment_start(tree, index) : index]
        return bool({"从", "自"} & {*before}) and words("clause_ends").isdisjoint(before)
    return False


def _in_a_noun(tree: Tree, index: int) -> bool:
    """Whether the first of the coordinated words is the object, subject or modifier of something."""
    while tree.deps[index] == "conj":
        index = tree.heads[index]
    return tree.deps[index] in ("obj", "obl", "nsubj", "nmod", "compound", "amod", "iobj")


def predicate_tokens(tree: Tree, verb: int) -> tuple[int, ...]:
    """The verb with its compounds and result words: 押 在, 升 为, 训练 出."""
    tokens = [verb]
    at = verb - 1
    while (
        at >= 0
        and tree.deps[at] == "compound"
        and tree.heads[at] == verb
        and tree.tags[at] in ("VERB", "ADV", "ADJ", "NOUN")
        and not tree.mentions[at]
    ):
        tokens.insert(0, at)
        at -= 1
    at = verb + 1
    while (
        at < len(tree)
        and tree.words[at] in words("verb_tails")
        and (
            (
                tree.heads[at] == verb
                and tree.deps[at] in ("mark", "compound", "compound:ext", "case", "xcomp", "aux", "dep", "advmod")
            )
            or (tree.deps[at] == "case" and tree.heads[at] > at and tree.heads[tree.heads[at]] == verb)
        )
    ):
        tokens.append(at)
        at += 1
    return tuple(tokens)


def passive_marker(tree: Tree, verb: int) -> int | None:
    """The 被 that makes `verb` passive: its child, or standing before its agent."""
    start = segment_start(tree, verb)
    for child in tree.children[verb]:
        if start <= child < verb and tree.words[child] in words("passive_strict"):
            return child
        if child < verb and any(
            tree.words[g] in words("passive_strict") and tree.deps[g] == "case" for g in tree.children[child]
        ):
            return next(g for g in tree.children[child] if tree.words[g] in words("passive_strict"))
    return None


def frame(tree: Tree, verb: int) -> Frame:
    """The frame of one predicate. Sources: the UD relations of the verb, then subjects of the verbs it shares one with."""
    subjects = [s for s in nominals(tree, verb, *SUBJECTS) if not is_time(tree, s)]
    if all(s < segment_start(tree, verb) for s in subjects):
        subjects = what_happened(tree, verb) or subjects
    clausal = tree.kids(verb, "csubj", "csubj:pass")
    objects = [
        o
        for o in tree.kids(verb, "xcomp")
        if o > verb and tree.tags[o] in ("NOUN", "PROPN") and not tree.kids(o, "cop", "nsubj")
    ]
    objects += [o for o in nominals(tree, verb, "obj", "iobj") if not (o < verb and tree.deps[o] == "iobj")]
    disposed = [
        s for s in subjects if any(tree.words[c] in ("把", "将") and tree.deps[c] == "case" for c in tree.children[s])
    ]
    led = [s for s in subjects if led_by_preposition(tree, s)]
    subjects = [s for s in subjects if s not in disposed and s not in led and not _price(tree, s, verb)]
    objects = disposed + objects
    obliques: list[Phrase] = []
    marker = passive_marker(tree, verb)
    agents: list[int] = []
    obliques += [phrase(tree, s) for s in led]
    for child in tree.kids(verb, "obl", "obl:patient", "obl:agent", "nmod", "advcl", "xcomp", "dep", "nmod:tmod"):
        if not is_nominal(tree, child) or is_time(tree, child):
            continue
        part = phrase(tree, child)
        if part.preposition is None and tree.deps[child] not in ("obl", "obl:patient", "obl:agent"):
            continue
        if tree.deps[child] == "obl:patient" or part.preposition in ("把", "将"):
            objects.insert(0, child)
        elif (
            child < verb
            and not (
                part.preposition == "由"
                and (tree.words[verb] in words("becoming") or tree.type_of(child) == "Quantity")  # 由68元降至59元
            )
            and not (part.preposition in ("受", "奉") and tree.words[child] in words("commissions"))
            and (
                part.preposition in ("被", "遭", "由", "遭到", "获", "受")
                or tree.deps[child] == "obl:agent"
                or (part.preposition == "为" and _so(tree, child, verb))
            )
        ):
            agents.append(child)
            marker = marker if marker is not None else child
        else:
            obliques += shared(tree, part) if child < verb else [part]
    if marker is not None:
        between = [s for s in subjects if s > marker]
        agents += between
        subjects = [s for s in subjects if s < marker]
    if len(subjects) > 1:
        subjects = [s for s in subjects if segment_start(tree, s) == segment_start(tree, subjects[-1])]
    subjects = [c for s in subjects for c in coordinated(tree, s)] if len(subjects) < 3 else subjects[-1:]
    subjects = _without_titles(tree, subjects)
    inherited = False
    if not subjects and any(tree.deps[c] == "mark" and c > verb for c in tree.children[verb]):
        # 在小扎宣布裁员之前: 在 opens the whole clause, so that who follows it is its subject.
        opened = [
            o
            for o in obliques
            if o.preposition in ("在", "自", "当")
            and o.head < verb
            and tree.mentions[o.head]
            and o.postposition is None
        ]
        subjects = [o.head for o in opened[:1]]
        obliques = [o for o in obliques if o not in opened[:1]]
    if not subjects:
        bare = [o for o in obliques if o.preposition is None and o.head < verb and tree.mentions[o.head]]
        subjects = [o.head for o in bare[-1:]]
        obliques = [o for o in obliques if o not in bare[-1:]]
    if (
        len(subjects) == 1
        and tree.words[subjects[0]] in ("旗下", "名下", "麾下", "下设")
        and not tree.kids(subjects[0], "nmod")
    ):
        owner = topic_before(tree, subjects[0])
        subjects = [whose(tree, owner)] if owner is not None else subjects
    if not subjects and clausal:
        subjects = clausal[-1:]
    if not subjects and objects:
        places = [o for o in obliques if _where_it_is(tree, verb, o)]
        subjects = [o.head for o in places[-1:]]
        obliques = [o for o in obliques if o not in places[-1:]]
    if not subjects and not (marker is not None and agents and tree.words[marker] == "由"):
        subjects = _without_titles(tree, handed_on(tree, inherit(tree, verb), verb))
        if len(subjects) == 1 and tree.words[subjects[0]] in words("announcements"):
            # 远山科技公告称，将…: not the announcement does it
            subjects = [c for c in tree.kids(subjects[0], "nmod") if tree.mentions[c]][-1:] or subjects
        inherited = bool(subjects)
    objects = [c for o in objects for c in coordinated(tree, o)]
    if (
        len(objects) > 1
        and objects[0] < verb < objects[-1]
        and "给" in (tree.words[verb][-1], tree.words[min(verb + 1, len(tree) - 1)])
    ):
        # 把影视出售给集团: of the two the one in front is sold, the other gets it.
        obliques += [replace(phrase(tree, o), preposition="给") for o in objects if o > verb]
        objects = [o for o in objects if o < verb]
    objects = _without_titles(tree, objects)
    if not objects:
        objects = _joint(tree, verb)
    if not objects and not agents and subjects and not inherited:
        led_before = leading_clause(tree, verb)
        objects = [] if led_before is None else [o for o in frame(tree, led_before).objects if o < led_before]
        objects = objects or _before_the_bracket(tree, verb, subjects)
    if not objects:
        ahead = thing_ahead(tree, verb)
        objects = [] if ahead is None else [ahead]
    if not objects and tree.words[verb] in words("asking"):
        objects = _asked(tree, verb)
    complement = next((c for c in tree.kids(verb, "ccomp", "xcomp") if c > verb), None)
    if (
        complement is not None
        and not objects
        and not tree.children[complement]
        and tree.words[verb + 1 : complement] == []
        and not (agents and tree.tags[complement] == "VERB")  # 获药监局批准上市
    ):
        objects, complement = [complement], None  # 用作商用: a bare word behind the verb is its object
    tokens = predicate_tokens(tree, verb)
    passive = (marker is not None and not agents) or (inherited and _punished_too(tree, verb))
    if agents:
        led_by_you = [
            a
            for a in agents
            if (phrase(tree, a).preposition == "由" and tree.type_of(a) != "Quantity")
            or any(tree.words[c] in words("passive_in_speech") for c in tree.kids(a, "case"))
        ]
        if objects and led_by_you:
            subjects = [c for a in led_by_you for c in coordinated(tree, a)]  # 由A及B持有50%股份
            inherited = False
        elif objects and tree.words[verb] not in ("给予",) and not _only_measured(tree, subjects, objects):
            passive = True
            obliques += [replace(phrase(tree, a), preposition="被") for a in agents]
        else:
            # 县政府决定…，由城管局负责拆除: nobody whom another clause speaks of is what somebody is in charge of
            leads_on = complement is not None and tree.words[verb] in words("only_leading")
            patients = [] if inherited and leads_on else succeeded(tree, verb, subjects)
            subjects, objects = [c for a in agents for c in coordinated(tree, a)], patients
    else:
        others = {verb, *tokens, *objects, *(o.head for o in obliques if o.preposition)}
        found = likelier(tree, verb, subjects, others, carried=inherited)
        if found is not None:
            subjects, inherited = found, bool(found)
    return Frame(verb, tokens, tuple(subjects), tuple(objects), tuple(obliques), complement, passive, inherited)


def _only_measured(tree: Tree, subjects: list[int], objects: list[int]) -> bool:
    """公司被监管机构罚款3亿元: behind the verb stands only how much, so that whom it was done to is its object."""
    return bool(subjects) and all(tree.type_of(o) == "Quantity" for o in objects)


def _punished_too(tree: Tree, verb: int) -> bool:
    """被判处有期徒刑，并处罚金: who is sentenced in the clause before is fined here too."""
    head = tree.heads[verb]
    return head >= 0 and tree.words[verb] in words("punishing") and passive_marker(tree, head) is not None


def _price(tree: Tree, subject: int, verb: int) -> bool:
    """12元/股定向增发股票: a sum does nothing; it is for what the deed was done."""
    word = tree.words[subject]
    if word.isdigit() and tree.mentions[subject] is None:
        return True  # 1、公司首次公开发行: the number of an item
    sum_of_money = (tree.type_of(subject) == "Quantity" and "元" in word) or "/" in tree.words[
        max(subject - 1, 0) : subject
    ]
    return sum_of_money and tree.words[verb] in shipped_triggers() and tree.words[verb] not in words("changing")


def _where_it_is(tree: Tree, verb: int, part: Phrase) -> bool:
    """湖面上漂浮着死鱼, 在雅安市发生地震: of what is somewhere, the place is what the sentence speaks of."""
    return (
        part.head < verb
        and (part.postposition in words("place_postpositions") or tree.type_of(part.head) == "Place")
        and part.preposition in (None, "在")
        and segment_start(tree, part.head) == segment_start(tree, verb)
        and (
            tree.words[verb] in words("existential")
            or tree.words[verb].endswith("满")
            or tree.words[verb + 1 : verb + 2] == ["着"]
        )
    )


def _without_titles(tree: Tree, heads: list[int]) -> list[int]:
    """诺贝尔奖得主、化学家程若谷: titles before a person are the person."""
    if any(_is_person(tree, h) for h in heads):
        return [
            h for h in heads if _is_person(tree, h) or not (tree.type_of(h) == "Position" or is_title(tree.words[h]))
        ]
    return heads


def _is_person(tree: Tree, head: int) -> bool:
    """A person's name, or a title or 先生 and the like behind one."""
    name = name_before(tree, head)
    return tree.type_of(head if name is None else name) == "Person"


def _so(tree: Tree, agent: int, verb: int) -> bool:
    """为学界所接受: 所 between agent and verb makes it a passive."""
    return any(tree.words[t] == "所" for t in range(agent + 1, verb))


def _joint(tree: Tree, verb: int) -> list[int]:
    """生产和销售自行车: the object of the last of coordinated verbs is that of the first too."""
    head = tree.heads[verb]
    if tree.deps[verb] == "advcl" and head == verb + 2 and tree.words[verb + 1] in ("并", "并且", "和", "及"):
        return [c for o in tree.kids(head, "obj") for c in coordinated(tree, o)]
    for sister in tree.kids(verb, "conj") if passive_marker(tree, verb) is None else ():
        between = [tree.tags[t] for t in range(verb + 1, sister)]
        if sister > verb and tree.tags[sister] == "VERB" and set(between) <= {"CCONJ", "SCONJ", "AUX"} and between:
            return [c for o in tree.kids(sister, "obj") for c in coordinated(tree, o)]
    return []


def _before_the_bracket(tree: Tree, verb: int, subjects: list[int]) -> list[int]:
    """王冲（罗承宇饰）: what stands before a bracket that holds nothing but the deed and who does it."""
    opened = min(tree.lefts[s] for s in subjects) - 1
    whole = opened > 0 and tree.words[opened] in ("（", "(") and tree.words[verb + 1 : verb + 2] in (["）"], [")"])
    if not whole or tree.words[verb] not in words("jobs_on_things"):
        return []
    named = opened - 1 - (tree.words[opened - 1] in ("》", "”"))
    return [named] if is_nominal(tree, named) else []


def _asked(tree: Tree, verb: int) -> list[int]:
    """Whom somebody asks, sends or invites: the subject of what they are to do."""
    for complement in tree.kids(verb, "ccomp", "xcomp"):
        for subject in tree.kids(complement, *SUBJECTS):
            if verb < subject < complement and segment_end(tree, verb) > subject and is_nominal(tree, subject):
                return coordinated(tree, subject)
    return []

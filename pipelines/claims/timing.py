"""Which time holds for a verb, and which amount goes with its object."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from pipelines.claims.phrase import Phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.segments import segment_end, segment_start
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.tree import Tree
from pipelines.claims.words import words
from pipelines.times import TimeMention

_SHARING = frozenset(["conj", "advcl", "parataxis", "xcomp", "ccomp", "dep", "compound", "csubj"])
_THROUGH = frozenset(
    ["obl", "nmod:tmod", "nmod", "advcl", "dep", "advmod", "nummod", "case", "compound", "appos", "conj", "obl:tmod"]
)
_NAMED = frozenset(["nsubj", "nsubj:pass", "obj", "iobj", "obl:patient"])


def time_of(tree: Tree, verb: int, readings: Mapping[int, TimeMention], *, far: bool = False) -> int | None:
    """The time token that tells when `verb` holds: its own, that of a verb it continues, or the one that opens the
    stretch of clauses that it stands in. Only times with a reading, by their offset, count; of several of its own those
    that have a date come first (近日 tells less than 2022年). One without a date reaches no further than the next
    stretch, unless `far`: then what opens the sentence counts for all of it (明年，甲上市，乙裁员)."""
    times = [
        t
        for t, mention in enumerate(tree.mentions)
        if mention and mention.type == "Time" and tree.starts[t] in readings
    ]
    if not times:
        return None
    # 1984年创建…，目前已成为…: what is so now leaves the times before it behind.
    since = max((t for t in range(verb) if tree.words[t] in words("now")), default=-1)
    times = [t for t in times if t > since and not _compared_with(tree, t)]
    if tree.kids(verb, "cop"):
        times = [t for t in times if not _of_a_deed(tree, t, verb)]
    own = [t for t in times if _attached(tree, t, verb) and not _of_a_beginning(tree, t, verb)]
    dated = {t for t in times if readings[tree.starts[t]].start or readings[tree.starts[t]].end}
    own = [t for t in own if t in dated] or own
    if tree.words[verb] in words("timeless"):
        own = [t for t in own if segment_start(tree, t) == segment_start(tree, verb)]  # 1978年参军，历任连长
    if own:
        before = [t for t in own if t < verb]
        return before[-1] if before else own[0]
    if tree.deps[verb] in ("acl", "acl:relcl") or tree.words[verb] in words("timeless") or _is_reason(tree, verb):
        return None
    nearest = [_opening(tree, verb, times)]
    child, told = verb, [s for s in tree.kids(verb, *SUBJECTS) if tree.mentions[s]]
    for head in tree.ancestors(verb):
        if tree.deps[child] not in _SHARING:
            break
        told = told or [s for s in tree.kids(child, *SUBJECTS) if tree.mentions[s]]
        # 国足6月5日出战，武磊有望入选: a time behind another's subject is only of that other.
        since = max(tree.kids(head, *SUBJECTS), default=-1) if told else -1
        nearest += [t for t in times if _attached(tree, t, head) and (t < since or not told) and t < verb]
        child = head
    nearest = [t for t in nearest if t is not None and (far or t in dated or _leads_into(tree, t, verb))]
    return max((t for t in nearest if t is not None and not _of_a_beginning(tree, t, verb)), default=None)


def time_of_figure(tree: Tree, said: Proposition, readings: Mapping[int, TimeMention]) -> int | None:
    """青禾食品去年营收达3亿元: the time inside the words of a figure is when it amounts to so much."""
    if said.subject is None or said.object is None or not said.object.quantities or said.inherited:
        return None
    if said.rule == "verbal" and said.label not in words("reaching"):
        return None
    first, last = tree.lefts[said.subject.tokens[0]], max(said.subject.tokens + said.predicate)
    inside = (t for t in range(first, last) if tree.type_of(t) == "Time" and tree.starts[t] in readings)
    return next(inside, None)


def _compared_with(tree: Tree, time: int) -> bool:
    """比上年增长5%, 与三年前相比, 超过去年同期: the time that something is measured against is not when it holds."""
    if tree.words[time + 1 : time + 2] == ["同期"] and segment_start(tree, time) < tree.lefts[time]:
        return True
    before = tree.words[tree.lefts[time] - 1] if tree.lefts[time] else ""
    led = {before, tree.words[tree.lefts[time]], tree.words[time - 1] if time else ""}
    return not led.isdisjoint(words("against")) or tree.words[segment_end(tree, time) - 1] in words("comparing")


def _is_reason(tree: Tree, verb: int) -> bool:
    """会议推迟到下月，原因是两名董事辞职: why something is so does not happen when it is."""
    before = tree.words[segment_start(tree, verb) : verb]
    return any(noun in words("reasons") and copula in words("copulas") for noun, copula in pairwise(before))


def _leads_into(tree: Tree, time: int, verb: int) -> bool:
    """近日，公司宣布裁员: nothing stands between the time and the stretch of the verb."""
    return segment_end(tree, time) + 1 >= segment_start(tree, verb)


def _of_a_deed(tree: Tree, time: int, verb: int) -> bool:
    """集团成立于2002年，是百强企业: what something is does not begin with the deed of another clause."""
    start = segment_start(tree, time)
    if start == segment_start(tree, verb):
        return False
    inside = range(start, segment_end(tree, time))
    return any(tree.tags[t] == "VERB" and not tree.mentions[t] for t in inside)


def _of_a_beginning(tree: Tree, time: int, verb: int) -> bool:
    """1975年出生于上海，毕业于复旦大学: when somebody was born or a firm founded dates nothing behind the comma."""
    start = segment_start(tree, time)
    if start == segment_start(tree, verb):
        return False
    inside = range(start, segment_end(tree, time))
    for token in inside:
        founded = tree.words[token] + ("于" if tree.words[token + 1 : token + 2] == ["于"] else "")
        if founded in words("beginnings") and tree.tags[token] == "VERB":
            return True
    return False


def _attached(tree: Tree, time: int, verb: int) -> bool:
    """Whether the path from the time up to the verb runs through circumstances only, never through a name."""
    at = time
    while at != verb:
        dep = tree.deps[at]
        if dep in ("acl", "acl:relcl") and tree.words[tree.heads[at]] in words("times_of_clauses"):
            at = tree.heads[at]  # 在去年夏天快要结束的时候
            continue
        if (at != time and dep in _NAMED) or (dep not in _THROUGH and at != time):
            return False
        if at == time and dep in ("obj",) and tree.heads[at] == verb:
            return True
        head = tree.heads[at]
        if at == time and dep in ("nmod", "nmod:tmod") and head != verb and tree.deps[head] in _NAMED:
            if tree.deps[head] == "nsubj" and tree.type_of(tree.heads[head]) == "Quantity":
                return tree.heads[head] == verb  # 第三季度净利润23亿元
            if dep == "nmod:tmod":
                return False
            # 2021年支出的两倍: the year describes the thing. A time at the very front of its clause does not.
            if not (tree.lefts[head] == at and tree.words[at + 1 : at + 2] != ["的"] and segment_start(tree, at) == at):
                return False
            return tree.heads[head] == verb
        at = tree.heads[at]
        if at < 0:
            return False
    return True


def _opening(tree: Tree, verb: int, times: list[int]) -> int | None:
    """A time that opens a stretch of this sentence before the verb, unless the stretch lies inside a noun phrase."""
    found = None
    for time in times:
        if time >= verb:
            break
        start = segment_start(tree, time)
        before = [
            t
            for t in range(start, time)
            if tree.tags[t] not in ("ADP", "SCONJ", "CCONJ", "ADV", "PUNCT", "VERB", "AUX")
        ]
        head = tree.heads[time]
        inside = tree.words[time + 1 : time + 2] == ["的"] or (
            head >= 0
            and tree.deps[head] in ("acl", "acl:relcl")
            and head != verb
            and tree.words[tree.heads[head]] not in words("times_of_clauses")
        )
        # 将2024年奖金授予他: the year of the thing
        disposed = tree.deps[time] == "nmod" and not {"将", "把"}.isdisjoint(tree.words[start:time])
        if not before and not inside and not disposed:
            found = time
    return found


def amount_of(
    tree: Tree, verb: int, obj: Phrase | None, obliques: tuple[Phrase, ...] = (), subject: Phrase | None = None
) -> int | None:
    """The quantity token that tells how much: in the object or a clause that describes it, beside the verb, in the
    price (以四十亿元收购), else in the subject (十二万居民被转移). Ages and ordinals (七届董事会)
    tell of the thing."""
    if obj is not None:
        if tree.type_of(obj.head) == "Quantity":
            return obj.head
        inside = [
            t
            for t in range(tree.lefts[obj.head], obj.tokens[-1] + 1)
            if t != obj.head
            and tree.type_of(t) == "Quantity"
            and tree.below(t, obj.head)
            and not _of_the_thing(tree, t)
        ]
        if inside:
            return inside[-1]
    beside = [
        c for c in tree.children[verb] if tree.type_of(c) == "Quantity" and c > verb and not tree.kids(c, "nsubj")
    ]
    if beside:
        return beside[0]
    for phrase in (*obliques, subject):
        if phrase is None or tree.type_of(phrase.head) == "Person":
            continue  # 现年32岁的程志: how old somebody is tells nothing of the deed
        if tree.type_of(phrase.head) == "Quantity":
            return phrase.head if phrase is not subject or obj is None else None  # 两人绑架一名学生
        counts = [q for q in phrase.quantities if not _of_the_thing(tree, q)]
        if phrase.preposition in ("以", "用", "按", None) and counts:
            return counts[-1]
    return None


def _of_the_thing(tree: Tree, quantity: int) -> bool:
    return tree.words[quantity].endswith(("岁", "届", "栋", "号"))

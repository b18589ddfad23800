"""Subjects that a verb does not have itself: it shares them with the verb that it continues, is told by, or is part of."""

from __future__ import annotations

from kg.claim import top_class
from pipelines.claims.phrase import coordinated, is_nominal
from pipelines.claims.segments import segment_start
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

SUBJECTS = ("nsubj", "nsubj:pass")


def nominals(tree: Tree, index: int, *deps: str) -> list[int]:
    return [c for c in tree.kids(index, *deps) if is_nominal(tree, c) or tree.tags[c] == "VERB"]


def is_time(tree: Tree, index: int) -> bool:
    kind, word = tree.type_of(index), tree.words[index]
    return (
        kind == "Time"
        or word in words("adverbial_nouns")
        or (len(word) == 2 and word[0] == "每")  # 汽油每吨下调120元
        or (kind == "Quantity" and word.rstrip("内里间来后前中").endswith(tuple(words("durations"))))  # 三秒制服男子
    )


def led_by_preposition(tree: Tree, token: int) -> bool:
    """A preposition opens the phrase: 以每股54美元的价格收购 has no subject 价格."""
    prepositions = {tree.words[c] for c in tree.children[token] if tree.deps[c] == "case" and c < token}
    return bool(prepositions & {"以", "用", "按", "按照", "通过", "根据", "在", "从", "对", "向", "随着", "凭借", "比"})


def inherit(tree: Tree, verb: int) -> list[int]:
    """The subject of the verb that this one continues, is told by, or is a part of."""
    within = _within(tree, verb) or _among(tree, verb)
    if within:
        return within
    child = verb
    for head in tree.ancestors(verb):
        dep = tree.deps[child]
        if dep in ("acl", "acl:relcl", "nsubj", "obl", "nmod", "csubj"):
            return []
        if dep in ("xcomp", "ccomp") and tree.words[head] in words("causatives"):
            causees = [o for o in tree.kids(head, "obj", "iobj") if o < child]
            if causees:
                return [c for o in causees[-1:] for c in coordinated(tree, o)]
        subjects = _own(tree, head)
        pivot = _pivot(tree, head, child)
        if pivot:
            return pivot
        if not subjects and tree.words[head] in words("presenting") and head < child:
            # 有乘客拍下视频，发到网上: who there is does what follows.
            shown = [o for o in tree.kids(head, "obj") if head < o < verb and is_nominal(tree, o)]
            if shown and not _own_place(tree, head):
                return [c for o in shown[-1:] for c in coordinated(tree, o)]
        if (
            dep == "advcl"
            and child < head
            and subjects
            and min(subjects) > child
            and _clause_apart(tree, child, min(subjects))
        ):
            # 取消计划后，公司转向…: the clause before shares the subject that comes after it, unless it has had one.
            return _nearest(tree, verb, -1) or subjects
        if subjects and min(subjects) != child:
            if dep in ("conj", "parataxis") and head > child:
                child = head
                continue
            # Between the two the nearest subject of a clause in the chain counts: A说…，B买了…，卖了….
            nearest = _nearest(tree, verb, min(subjects))
            return nearest or subjects
        child = head
    return _nearest(tree, verb, -1) or _last(tree, verb)


def _pivot(tree: Tree, verb: int, child: int) -> list[int]:
    """郊区有一列火车脱轨并起火: whoever the clause behind 有 speaks of does what follows as well."""
    if tree.words[verb] not in words("presenting") or child < verb:
        return []
    first = next((c for c in tree.kids(verb, "ccomp") if verb < c < child), None)
    return _own(tree, first) if first is not None else []


def topic_before(tree: Tree, token: int) -> int | None:
    """The name that the clauses before the stretch of `token` speak of: their last subject, or whose part that is."""
    for subject in range(segment_start(tree, token) - 1, -1, -1):
        if tree.deps[subject] not in SUBJECTS or is_time(tree, subject):
            continue
        named = [c for c in (subject, *tree.kids(subject, "nmod")) if _can_have_parts(tree, c)]
        if named:
            return named[0]
    before = (token if token and tree.words[token - 1] in ("（", "(") else segment_start(tree, token)) - 1
    before -= before >= 0 and tree.words[before] in ("（", "(")
    return before if before >= 0 and _can_have_parts(tree, before) else None


def _can_have_parts(tree: Tree, token: int) -> bool:
    kind = tree.type_of(token)
    if kind is None:
        return tree.words[token].endswith(("公司", "集团", "企业", "银行", "大学", "学校", "机构"))
    return top_class(kind) in ("Organisation", "Person", "Product", "Work", "Place", "Event")


def _agent(tree: Tree, token: int) -> bool:
    """被警方抓获: behind 被 somebody acts on what the sentence speaks of, and is no subject for other verbs."""
    return tree.lefts[token] > 0 and tree.words[tree.lefts[token] - 1] in words("passive_strict")


def _own_place(tree: Tree, verb: int) -> bool:
    return any(tree.deps[c] == "obl" and c < verb for c in tree.children[verb])


def _own(tree: Tree, verb: int) -> list[int]:
    found = [s for s in nominals(tree, verb, *SUBJECTS) if not is_time(tree, s)]
    found = [s for s in found if not _agent(tree, s)]
    return [c for s in found[-1:] for c in coordinated(tree, s)]


def _within(tree: Tree, verb: int) -> list[int]:
    """A subject in the same stretch that the parser gave to a later verb: 公司在…有着记录，并有着知识."""
    if tree.deps[verb] in ("acl", "acl:relcl", "ccomp", "xcomp"):
        return []
    for token in range(verb - 1, segment_start(tree, verb) - 1, -1):
        if (
            tree.deps[token] in SUBJECTS
            and tree.heads[token] > verb
            and is_nominal(tree, token)
            and not is_time(tree, token)
        ):
            return [] if led_by_preposition(tree, token) else coordinated(tree, token)
    return []


def _among(tree: Tree, verb: int) -> list[int]:
    """推出了处理器，其中包含…: 其中 speaks of the object before it."""
    start = segment_start(tree, verb)
    cue = next((t for t in range(start, min(start + 3, verb)) if tree.words[t] == "其中"), None)
    if cue is None:
        return []
    for token in range(cue - 1, -1, -1):
        if tree.deps[token] in ("obj", "obl:patient") and is_nominal(tree, token):
            return [token]
    return []


def _last(tree: Tree, verb: int) -> list[int]:
    """The last subject before the verb, whatever its verb, unless a clause inside a noun has it."""
    for token in range(verb - 1, -1, -1):
        if tree.deps[token] in SUBJECTS and is_nominal(tree, token) and not is_time(tree, token):
            head = tree.heads[token]
            if _agent(tree, token):
                continue
            if tree.deps[head] not in ("acl", "acl:relcl") and not led_by_preposition(tree, token):
                return coordinated(tree, token)
    return []


def _clause_apart(tree: Tree, child: int, subject: int) -> bool:
    return segment_start(tree, subject) > child


def _nearest(tree: Tree, verb: int, after: int) -> list[int]:
    """The last subject between `after` and `verb` whose verb is a sister clause, not one inside a noun or a complement."""
    start = segment_start(tree, verb)
    for token in range(start - 1, after, -1):
        if (
            tree.deps[token] in SUBJECTS
            and not is_time(tree, token)
            and is_nominal(tree, token)
            and not _agent(tree, token)
        ):
            head = tree.heads[token]
            if head < start and head >= 0 and tree.deps[head] in ("advcl", "parataxis", "conj", "root", "ROOT"):
                return coordinated(tree, token)
    return []

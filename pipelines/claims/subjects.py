"""Subjects that a verb does not have itself: it shares them with the verb that it continues, is told by, or is part of."""

from __future__ import annotations

from collections.abc import Iterable

from kg.claim import top_class
from pipelines.claims.phrase import coordinated, is_nominal
from pipelines.claims.segments import segment_end, segment_start
from pipelines.claims.tree import Tree
from pipelines.claims.words import endings, words

SUBJECTS = ("nsubj", "nsubj:pass")


def nominals(tree: Tree, index: int, *deps: str) -> list[int]:
    return [c for c in tree.kids(index, *deps) if is_nominal(tree, c) or tree.tags[c] == "VERB"]


def is_time(tree: Tree, index: int) -> bool:
    kind, word = tree.type_of(index), tree.words[index]
    return (
        kind == "Time"
        or word in words("adverbial_nouns")
        or (word.endswith("时间") and tree.type_of(min(index + 1, len(tree) - 1)) == "Time")  # 北京时间6月10日召开会议
        or (len(word) == 2 and word[0] == "每")  # 汽油每吨下调120元
        or (word in words("durations") and bool(words("year_on_year").intersection(tree.words[index + 1 : index + 2])))
        or (kind == "Quantity" and word.rstrip("内里间来后前中").endswith(endings("durations")))  # 三秒制服男子
    )


def led_by_preposition(tree: Tree, token: int) -> bool:
    """A preposition opens the phrase: 以每股54美元的价格收购 has no subject 价格."""
    prepositions = {tree.words[c] for c in tree.children[token] if tree.deps[c] == "case" and c < token}
    return bool(
        prepositions & {"以", "用", "按", "按照", "通过", "根据", "在", "从", "对", "向", "随着", "凭借", "比", "作为"}
    )


def led_by_passive(tree: Tree, token: int) -> bool:
    """被 stands right before the phrase: it names who did something to another, whatever its arc says."""
    left = tree.lefts[token]
    return left > 0 and tree.words[left - 1] in words("passive_strict")


def inherit(tree: Tree, verb: int) -> list[int]:
    """The subject of the verb that this one continues, is told by, or is a part of."""
    return _of_what_is_told(tree, verb, _inherited(tree, verb))


def subject_before(tree: Tree, holders: Iterable[int], verb: int, before: int) -> int | None:
    """The subject of the first of `holders` that has one before the token `before`, else whom `verb` inherits from there."""
    for holder in holders:
        own = [s for s in tree.kids(holder, *SUBJECTS) if s < before] if holder >= 0 else []
        if own:
            return own[-1]
    return next((s for s in reversed(inherit(tree, verb)) if s < before), None)


def _of_what_is_told(tree: Tree, verb: int, found: list[int]) -> list[int]:
    """甲报道称，乙表示，将…: of two who speak the nearer one is meant; 记者获悉，法院…: whoever learns of it did not do it."""
    told = tree.heads[found[0]] if found else -1
    if not 0 <= told < segment_start(tree, verb) or tree.words[told] not in words("speech"):
        return found
    between = range(told + 1, segment_start(tree, verb))
    speakers = [_own(tree, t) for t in between if tree.tags[t] == "VERB" and tree.words[t] in words("speech")]
    speakers = [s for s in speakers if s and told < s[0]]
    if speakers:
        return speakers[-1]
    if tree.words[told] not in words("learning"):
        return found
    return next((s for t in reversed(between) if tree.tags[t] == "VERB" and (s := _own(tree, t)) and told < s[0]), [])


def set_by_words(tree: Tree, verb: int) -> list[int]:
    """Whom the words of the sentence make the subject, whatever the tree says: 让甲看到, 因…对甲处以罚款, 所称经营者，是指."""
    return _caused(tree, verb) or _punished(tree, verb) or _so_called(tree, verb) or _appointing(tree, verb)


def _inherited(tree: Tree, verb: int) -> list[int]:
    within = set_by_words(tree, verb) or _within(tree, verb) or _among(tree, verb) or _measured_before(tree, verb)
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


def whose(tree: Tree, subject: int) -> int:
    """天柱峰海拔1488米，是主峰; 公司创始人为林美玲，成立于1998年: of a figure or a role the owner is what goes on."""
    figure = tree.words[subject].endswith(endings("measures")) and tree.type_of(tree.heads[subject]) == "Quantity"
    role = tree.words[subject] in words("parts_of_owners") and bool(tree.kids(tree.heads[subject], "cop"))
    owners = [
        c
        for c in tree.kids(subject, "nmod", "compound")
        if c < subject and is_nominal(tree, c) and not is_time(tree, c)
    ]
    described = tree.kids(subject, "acl", "acl:relcl")  # 新机房需要的网络容量
    return owners[-1] if (figure or role) and owners and not described else subject


def topic_before(tree: Tree, token: int) -> int | None:
    """The name that the clauses before the stretch of `token` speak of: their last subject, or whose part that is."""
    for subject in range(segment_start(tree, token) - 1, -1, -1):
        if tree.deps[subject] not in SUBJECTS or is_time(tree, subject):
            continue
        if tree.heads[subject] >= 0 and tree.deps[tree.heads[subject]] in ("acl", "acl:relcl"):
            continue  # 《甲》是乙社出版的图书，作者是…: a book has authors
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
    before = tree.words[tree.lefts[token] - 1] if tree.lefts[token] > 0 else ""
    return before in words("passive_strict") or before in ("据", "根据", "按照")  # 据其女儿回忆


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


def what_happened(tree: Tree, verb: int) -> list[int]:
    """游乐场发生事故，致12人受伤: what has happened before the comma has the results, not the place."""
    if tree.words[verb] not in words("resulting"):
        return []
    start = segment_start(tree, verb)
    if start < 3:
        return []
    for happening in range(start - 2, segment_start(tree, start - 2) - 1, -1):
        if tree.words[happening] in words("happening") and not tree.deps[happening].startswith("acl"):
            return [o for o in tree.kids(happening, "obj", "xcomp") if o > happening][:1]
    return []


def _caused(tree: Tree, verb: int) -> list[int]:
    """数据更让风投看到了空间: whoever is made to do something is who does it."""
    for token in range(verb - 2, segment_start(tree, verb) - 1, -1):
        if tree.words[token] in words("making") and not tree.mentions[token]:
            inside = range(token + 1, verb)
            tops = [t for t in inside if is_nominal(tree, t) and tree.heads[t] not in inside and not is_time(tree, t)]
            tops = [t for t in tops if not led_by_preposition(tree, t)]
            return [c for t in tops[:1] for c in coordinated(tree, t)]
    return []


def _punished(tree: Tree, verb: int) -> list[int]:
    """因滥用市场支配地位，依法对阿里巴巴处以罚款: whoever is punished did it, not who punishes."""
    start, end = segment_start(tree, verb), segment_end(tree, verb)
    if tree.words[start] not in ("因", "由于", "鉴于") or end >= len(tree):
        return []
    following = range(end + 1, segment_end(tree, end + 1))
    if not words("punishing").union(words("official_deeds")).intersection(tree.words[following.start : following.stop]):
        return []
    for token in following:
        whom = tree.heads[token]
        if tree.words[token] == "对" and tree.deps[token] == "case" and whom > token:
            return coordinated(tree, whom)
    return []


def _appointing(tree: Tree, verb: int) -> list[int]:
    """任命程志为局长，免去顾南舟的局长职务: whoever gives the office takes it, not who was given it."""
    start = segment_start(tree, verb)
    if tree.words[verb] not in words("removing") or start < 3 or any(s >= start for s in tree.kids(verb, *SUBJECTS)):
        return []
    before = range(segment_start(tree, start - 2), start)
    return next((_own(tree, t) for t in before if tree.words[t] in words("appointing")), [])


def _so_called(tree: Tree, verb: int) -> list[int]:
    """本法所称经营者，是指…: what is called so is what is explained."""
    start = segment_start(tree, verb)
    called = start - 2
    if start < 3 or tree.words[verb] not in ("指", "是指", "包括") or not is_nominal(tree, called):
        return []
    return [called] if "所称" in tree.words[segment_start(tree, called) : called] else []


def _measured_before(tree: Tree, verb: int) -> list[int]:
    """公司实现营业收入58亿元，同比增长12.4%: what is compared with the year before is the figure, not who has it."""
    start = segment_start(tree, verb)
    compared = any(tree.words[t] in words("year_on_year") | {"比", "较"} for t in range(start, verb))
    if not compared or start < 3 or tree.words[start - 1] not in ("，", ","):
        return []
    for token in range(start - 2, segment_start(tree, start - 2), -1):
        noun = token - 1
        if tree.type_of(token) == "Quantity" and tree.words[noun].endswith(endings("measures")):
            return [noun] if tree.deps[noun] in ("obj", "nsubj", "nmod", "obl") or tree.heads[token] == noun else []
    return []


def _among(tree: Tree, verb: int) -> list[int]:
    """推出了处理器，其中包含…: 其中 speaks of the object before it; in 收入20亿元，其中海外收入8亿元 no figure has a figure."""
    start = segment_start(tree, verb)
    cue = next((t for t in range(start, min(start + 3, verb)) if tree.words[t] == "其中"), None)
    if cue is None:
        return []
    for token in range(cue - 1, -1, -1):
        if tree.deps[token] in ("obj", "obl:patient") and is_nominal(tree, token):
            return [] if tree.type_of(token) == tree.type_of(verb) == "Quantity" else [token]
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

"""Who holds which position: 微软首席技术官Kevin Scott, 前微软董事会成员Reid Hoffman, 清华大学李明教授."""

from __future__ import annotations

from collections.abc import Iterator

from kg.claim import top_class
from pipelines.claims.phrase import Phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.title_words import is_title, is_titled
from pipelines.claims.tree import Tree
from pipelines.claims.words import words
from pipelines.lexicon.roles import role_of

_NOMINAL = frozenset(["NOUN", "PROPN", "PART", "X", "ADJ", "NUM"])


def titles(tree: Tree) -> Iterator[Proposition]:
    """One proposition for each title right before or behind a person, several in a list too (董事长、总经理程志)."""
    for person in range(len(tree)):
        if tree.type_of(person) != "Person":
            continue
        if is_titled(tree, person + 1):
            yield _title_behind(tree, person)
        end: int | None = person or None
        while end is not None:
            title = _title_before(tree, end)
            if not title:
                break
            start, stop = title
            organisation = _organisation_before(tree, start)
            former = _former(tree, start, organisation)
            if organisation is not None and not _gives(tree, organisation, start, stop):
                organisation = None
            if organisation is None:
                organisation = _paper(tree, start, stop)
            if organisation is None:
                organisation = _shared(tree, person, start, stop)
            held = tuple(range(start, stop))
            unit = (organisation,) if organisation is not None else _firm_meant(tree, start)
            yield Proposition(
                rule="title",
                verb=person,
                predicate=held,
                label=(former or "") + tree.text(held) if unit else "是" if former is None else "曾是",
                subject=Phrase(person, (person,)),
                object=Phrase(unit[-1], unit) if unit else Phrase(stop - 1, _described(tree, person, start, stop)),
                relation="holds_position" if former is None else None,
            )
            end = _next_in_list(tree, start, organisation)


def _firm_meant(tree: Tree, start: int) -> tuple[int, ...]:
    """该公司首席执行官程志: the words right before the title that stand for a firm named before; () where there are none."""
    alone = start < 2 or tree.tags[start - 2] not in _NOMINAL  # 哥哥公司法律顾问: another firm
    if start and alone and tree.words[start - 1] in words("firms_meant"):
        return (start - 1,)
    pointed = start > 1 and tree.text((start - 2, start - 1)) in words("firms_meant")
    return (start - 2, start - 1) if pointed else ()


def _title_behind(tree: Tree, person: int) -> Proposition:
    """清华大学李明教授, 拜登总统: the organisation is named only right before the person, and gives no degrees (微软张亚勤博士)."""
    title = person + 1
    gives = person > 0 and top_class(tree.type_of(person - 1) or "") == "Organisation"
    whose = person - 1 if gives and tree.words[title] not in words("own_titles") else None
    return Proposition(
        rule="title",
        verb=person,
        predicate=(title,),
        label="是" if whose is None else tree.words[title],
        subject=Phrase(person, (person,)),
        object=Phrase(title, (title,)) if whose is None else Phrase(whose, (whose,)),
        relation="holds_position",
    )


def _next_in_list(tree: Tree, start: int, organisation: int | None) -> int | None:
    """Where the title before this one ends: 董事长、总经理; 甲公司董事、乙协会会长."""
    before = {start - 1, (start if organisation is None else organisation) - 1}
    return next((at for at in sorted(before, reverse=True) if at > 0 and tree.words[at] in ("、", "兼")), None)


def _gives(tree: Tree, organisation: int, start: int, stop: int) -> bool:
    """法国化学家: where somebody is from is no employer. 宿迁市委副书记、市长: a party committee has no mayor."""
    if tree.type_of(organisation) == "Place":
        return _is_office(tree, start, stop)
    return not (tree.words[organisation].endswith("委") and tree.words[stop - 1] in words("heads_of_places"))


def _described(tree: Tree, person: int, start: int, stop: int) -> tuple[int, ...]:
    """The title with the nouns that say more of it (欧洲名将, 集团董事长)."""
    place = start
    while place > 0 and start <= tree.heads[place - 1] <= person:
        origin = tree.type_of(place - 1) == "Place" and place == start
        common = tree.tags[place - 1] in ("NOUN", "PART") and tree.heads[place - 1] < person
        if not (origin or common):
            break
        place -= 1
    return tuple(range(place, stop))


def _paper(tree: Tree, start: int, stop: int) -> int | None:
    """燕赵都市网讯（记者程志 通讯员罗承宇）: whose reporters they are stands before the bracket."""
    if tree.words[stop - 1] not in words("reporters"):
        return None
    bracket = next((t for t in range(start - 1, max(start - 9, 0), -1) if tree.words[t] in ("（", "(")), None)
    if bracket is None or tree.words[bracket - 1] not in ("讯", "电", "消息"):
        return None
    named = [t for t in range(max(bracket - 5, 0), bracket - 1) if tree.mentions[t]]
    return next((t for t in named if tree.type_of(t) not in ("Place", "Time", "Person", "Quantity")), None)


def _shared(tree: Tree, person: int, start: int, stop: int) -> int | None:
    """恒达董事方林和监事孙利明: of two who are named together the second is of the same firm."""
    first = tree.heads[person]
    if tree.deps[person] != "conj" or first >= start or tree.words[stop - 1] not in words("company_offices"):
        return None
    title = _title_before(tree, first) if tree.type_of(first) == "Person" else None
    return _organisation_before(tree, title[0]) if title else None


def _is_office(tree: Tree, start: int, end: int) -> bool:
    """A title that a place can give (总统, 王子), not what somebody from there is (化学家, 歌手)."""
    if any(role_of(tree.text(range(at, end)), "title") for at in range(start, end)):
        return True
    return not tree.words[end - 1].endswith(("家", "者", "员", "手", "人", "星", "师", "生", "名将", "客"))


def _title_before(tree: Tree, end: int) -> tuple[int, int] | None:
    """The run of tokens right before `end` that is a title: its first token and one past its last."""
    if tree.words[end - 1] in ("、", "兼", "的"):
        return None
    last = end - 1
    if tree.words[last] == "代表" and tree.tags[last] == "VERB":
        return None  # 共同代表唐人
    if tree.mentions[last] and tree.type_of(last) != "Position":
        return None
    if tree.type_of(last) == "Position" or is_title(tree.words[last]):
        start = last
    elif last > 0 and is_title(tree.words[last - 1] + tree.words[last]):
        start = last - 1
    else:
        return None
    # 高级副总裁, 联合创始人, 首席执行官: words that make the title longer.
    while start > 0 and (
        tree.words[start - 1] in words("title_modifiers") or role_of(tree.text(range(start - 1, end)), "title")
    ):
        start -= 1
    return start, end


def _organisation_before(tree: Tree, start: int) -> int | None:
    """The organisation or place whose title it is: the nearest such mention left of the title in the same noun run."""
    at = start - 1
    listed = False  # 董事长、总经理: behind a 、 only titles may stand between
    while at >= 0:
        kind = tree.type_of(at)
        listed |= tree.words[at] == "、"
        if listed and not kind and tree.words[at] != "、" and not (is_title(tree.words[at]) or _modifies(tree, at)):
            return None
        if kind and top_class(kind) in ("Organisation", "Place"):
            verb = tree.heads[at] if "的" in tree.words[at:start] else -1
            elsewhere = verb >= 0 and tree.tags[verb] == "VERB" and tree.words[verb] != "来自"
            return None if elsewhere else at  # 毕业于海棠大学的工程师
        if (kind and kind != "Position") or (
            tree.tags[at] not in _NOMINAL and tree.words[at] not in ("的", "兼", "、")
        ):
            return None
        at -= 1
    return None


def _modifies(tree: Tree, token: int) -> bool:
    return tree.words[token] in words("title_modifiers", "former") | {"兼", "的"}


def _former(tree: Tree, start: int, organisation: int | None) -> str | None:
    """The word that says that the title is held no more: empty where the title has it itself (前总统), None without one."""
    begin = min(start, organisation if organisation is not None else start)
    word = tree.words[start]
    if word[0] in "前原" and role_of(word[1:], "title"):
        return ""
    near = [tree.words[t] for t in (begin - 1, start - 1) if t >= 0]
    return next((word.removesuffix("的") for word in near if word in words("former")), None)

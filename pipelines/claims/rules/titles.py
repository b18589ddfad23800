"""Who holds which position: 微软首席技术官Kevin Scott, 前微软董事会成员Reid Hoffman."""

from __future__ import annotations

from collections.abc import Iterator

from kg.claim import top_class
from pipelines.claims.phrase import Phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.title_words import is_title
from pipelines.claims.tree import Tree
from pipelines.claims.words import words
from pipelines.lexicon.roles import role_of

_NOMINAL = frozenset(["NOUN", "PROPN", "PART", "X", "ADJ", "NUM"])


def titles(tree: Tree) -> Iterator[Proposition]:
    """One proposition for each person that a title stands right before."""
    for person in range(1, len(tree)):
        if tree.type_of(person) != "Person":
            continue
        title = _title_before(tree, person)
        if not title:
            continue
        start, end = title
        organisation = _organisation_before(tree, start)
        former = _former(tree, start, organisation)
        held = tuple(range(start, end))
        if organisation is not None and tree.type_of(organisation) == "Place" and not _is_office(tree, start, end):
            organisation = None  # 法国化学家: where somebody is from is no employer
        if organisation is None:
            place = start
            while (
                place > 0
                and tree.tags[place - 1] in ("NOUN", "PART")
                and tree.heads[place - 1] < person
                and tree.heads[place - 1] >= start
            ):
                place -= 1
            unit: tuple[int, ...] = tuple(range(place, end))
            obj = Phrase(end - 1, unit)
        else:
            obj = Phrase(organisation, (organisation,))
        yield Proposition(
            rule="title",
            verb=person,
            predicate=held,
            label=tree.text(held),
            subject=Phrase(person, (person,)),
            object=obj,
            relation="held_position" if former else "holds_position",
        )


def _is_office(tree: Tree, start: int, end: int) -> bool:
    """A title that a place can give (总统, 王子), not what somebody from there is (化学家, 歌手)."""
    if any(role_of(tree.text(range(at, end)), "title") for at in range(start, end)):
        return True
    return not tree.words[end - 1].endswith(("家", "者", "员", "手", "人", "星", "师", "生", "名将", "客"))


def _title_before(tree: Tree, person: int) -> tuple[int, int] | None:
    """The run of tokens right before the person that is a title: its first token and one past its last."""
    end = person
    if tree.words[end - 1] in ("、", "兼", "的"):
        return None
    last = end - 1
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
            return at
        if (kind and kind != "Position") or (
            tree.tags[at] not in _NOMINAL and tree.words[at] not in ("的", "兼", "、")
        ):
            return None
        at -= 1
    return None


def _modifies(tree: Tree, token: int) -> bool:
    return tree.words[token] in words("title_modifiers") | words("former") | {"兼", "的"}


def _former(tree: Tree, start: int, organisation: int | None) -> bool:
    begin = min(start, organisation if organisation is not None else start)
    word = tree.words[start]
    if word[0] in "前原" and role_of(word[1:], "title"):
        return True  # 前总统
    near = [tree.words[t] for t in (begin - 1, start - 1) if t >= 0]
    return any(word in words("former") for word in near)

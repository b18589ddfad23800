"""Figures without a verb: 校园占地面积12公顷, 净利润23亿元. The noun before the amount says what is measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipelines.claims.owners import counted_of, is_measure, owner_before, split, split_bare
from pipelines.claims.phrase import Phrase, is_nominal, phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.subjects import SUBJECTS, is_time
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

_LEFT_OUT = frozenset(["obj", "iobj", "obl", "nummod", "obl:patient", "acl", "acl:relcl"])


def measures(tree: Tree) -> Iterator[Proposition]:
    """One proposition for each amount whose subject is a noun: of its owner where the noun is one of measure."""
    for amount in range(1, len(tree)):
        if tree.type_of(amount) != "Quantity" or tree.deps[amount] in ("nummod", "acl", "acl:relcl"):
            continue
        noun = _noun(tree, amount)
        if noun is None:
            yield from _age(tree, amount)
            continue
        measured = split(tree, noun)
        owner = measured.owner
        if not is_measure(tree.words[noun]):
            owner = counted_of(tree, amount, noun)
        elif owner is None:
            owner = owner_before(tree, amount, noun)
            measured = measured if owner else split_bare(tree, measured)
            owner = owner or measured.owner
        if owner:
            inherited = owner.tokens[0] not in phrase(tree, noun).tokens
            yield _proposition(tree, amount, owner, measured.attribute, inherited=inherited)
        else:
            yield _proposition(tree, amount, phrase(tree, noun), ())


def _age(tree: Tree, amount: int) -> Iterator[Proposition]:
    """李明今年36岁: how old a person is."""
    people = [s for s in tree.kids(amount, *SUBJECTS) if tree.type_of(s) == "Person" or tree.tags[s] == "PRON"]
    if people and tree.words[amount].endswith(("岁", "周岁")) and not tree.kids(amount, "cop"):
        yield replace(_proposition(tree, amount, phrase(tree, people[-1]), ()), label="年龄", relation=None)


def _proposition(
    tree: Tree, amount: int, subject: Phrase, attribute: tuple[int, ...], *, inherited: bool = False
) -> Proposition:
    attribute = tuple(token for token in attribute if tree.words[token] != "其中")
    compared = max((w for w in words("comparators") if tree.words[amount].startswith(w)), key=len, default="为")
    return Proposition(
        rule="measure",
        verb=amount,
        predicate=attribute,
        label=tree.text(attribute) or compared,
        relation=None if attribute else "amounts_to",
        subject=subject,
        object=Phrase(amount, (amount,), quantities=(amount,)),
        inherited=inherited,
    )


def _noun(tree: Tree, amount: int) -> int | None:
    """The noun whose figure it is: its subject, or a noun of measure right before it that no verb takes."""
    subjects = [s for s in tree.kids(amount, *SUBJECTS) if s < amount and _can_be_measured(tree, s)]
    if subjects:
        led = any(subjects[-1] < c < amount for c in tree.kids(amount, "obl"))  # 列车因故障晚点两小时
        return subjects[-1] if not led and not tree.kids(amount, "cop") else None
    before = amount - 1
    if tree.words[before] in words("dimensions") and not tree.kids(before, *SUBJECTS):
        return before if tree.deps[amount] != "nummod" else None  # 大桥长931米，连接两岸
    free = tree.deps[before] not in _LEFT_OUT and tree.tags[before] in ("NOUN", "PART") and not tree.mentions[before]
    apart = tree.deps[amount] in ("advcl", "parataxis", "conj", "root", "ROOT", "dep", "dislocated", "appos")
    return before if free and apart and is_measure(tree.words[before]) else None


def _can_be_measured(tree: Tree, noun: int) -> bool:
    common = tree.type_of(noun) in (None, "Position") and not is_time(tree, noun)
    return common and (is_nominal(tree, noun) or is_measure(tree.words[noun]))

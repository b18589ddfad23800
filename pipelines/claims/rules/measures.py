"""Figures without a verb: 校园占地面积12公顷, 净利润23亿元. The noun before the amount says what is measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.claim import top_class
from pipelines.claims.phrase import Phrase, is_nominal, phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.segments import STOPS, segment_start
from pipelines.claims.subjects import SUBJECTS, inherit, is_time
from pipelines.claims.tree import Tree
from pipelines.claims.words import words
from pipelines.segment.dictionary import is_verb

_OWNERS = frozenset(["Person", "Organisation", "Place", "Product", "Work", "Technology", "Event", "Position"])
_LEFT_OUT = frozenset(["obj", "iobj", "obl", "nummod", "obl:patient", "acl", "acl:relcl"])


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a noun measures, and of whom (None where the phrase does not say)."""

    owner: Phrase | None
    attribute: tuple[int, ...]


def measures(tree: Tree) -> Iterator[Proposition]:
    """One proposition for each amount whose subject is a noun: of its owner where the noun is one of measure."""
    owners: dict[int, Phrase] = {}
    for amount in range(1, len(tree)):
        if tree.type_of(amount) != "Quantity" or tree.deps[amount] in ("nummod", "acl", "acl:relcl"):
            continue
        noun = _noun(tree, amount)
        if noun is None:
            continue
        measured = _split(tree, noun)
        owner = measured.owner
        if owner is None and _is_measure(tree.words[noun]):
            found = (owners.get(s) or _owner(tree, s) for s in _inherited(tree, amount, noun))
            owner = _launched(tree, noun) or next((o for o in found if o is not None), None)
            measured = measured if owner else _first_noun(tree, measured)
            owner = owner or measured.owner
        if owner and _is_measure(tree.words[noun]):
            owners[noun] = owner
            inherited = owner.tokens[0] not in phrase(tree, noun).tokens
            yield _proposition(tree, amount, owner, measured.attribute, inherited=inherited)
        else:
            yield _proposition(tree, amount, phrase(tree, noun), ())


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
        return subjects[-1] if not tree.kids(amount, "cop") else None
    before = amount - 1
    free = tree.deps[before] not in _LEFT_OUT and tree.tags[before] in ("NOUN", "PART") and not tree.mentions[before]
    apart = tree.deps[amount] in ("advcl", "parataxis", "conj", "root", "ROOT", "dep", "dislocated", "appos")
    return before if free and apart and _is_measure(tree.words[before]) else None


def _can_be_measured(tree: Tree, noun: int) -> bool:
    common = tree.type_of(noun) in (None, "Position") and not is_time(tree, noun)
    return common and (is_nominal(tree, noun) or _is_measure(tree.words[noun]))


def _is_measure(word: str) -> bool:
    return word.endswith(tuple(words("measures")))


def _split(tree: Tree, noun: int) -> _Measured:
    """该校占地面积: the owner is a name, a pronoun or a noun that is pointed at, the rest is what is measured."""
    tokens = _words(tree, noun)
    end = None
    for place, token in enumerate(tokens[:-1]):
        kind = tree.type_of(token)
        if (kind and top_class(kind) in _OWNERS) or tree.words[token] in words("third_person"):
            end = place
        elif tree.words[token][0] in words("pointing") and tree.tags[token] != "VERB":
            inside = place
            while tree.tags[tokens[inside]] in ("DET", "NUM", "PRON") or tree.deps[tokens[inside]] in ("clf", "det"):
                inside += 1
            bare = len(tree.words[tokens[inside]]) == 1  # 这 款 手机: the classifier stands alone
            end = min(inside + bare, len(tokens) - 2)
            break
    if end is None or tree.tags[tokens[end]] == "DET":
        return _Measured(None, tokens)
    return _cut(tree, tokens, end)


def _owner(tree: Tree, subject: int) -> Phrase | None:
    """Of another figure's noun (此次地震震级) its owner, if it has one; else the subject itself. We own no figures."""
    if tree.words[subject] in words("first_person"):
        return None
    return _split(tree, subject).owner if _is_measure(tree.words[subject]) else phrase(tree, subject)


def _launched(tree: Tree, noun: int) -> Phrase | None:
    """推出新耳机，售价299美元: the price is that of what was brought out in the clause before."""
    if tree.words[noun] not in words("product_figures"):
        return None
    for thing in range(segment_start(tree, noun) - 1, -1, -1):
        if tree.deps[thing] == "obj" and tree.words[tree.heads[thing]] in words("launching"):
            return phrase(tree, thing)
        if tree.deps[thing] in SUBJECTS:
            return None
    return None


def _words(tree: Tree, noun: int) -> tuple[int, ...]:
    """The noun with all that stands before it, times between too (青禾食品去年营业收入); its phrase where that is more."""
    before = range(tree.lefts[noun], noun + 1)
    odd = any(tree.words[t] in STOPS or tree.deps[t] in ("acl", "acl:relcl", "conj", "punct") for t in before)
    return phrase(tree, noun).tokens if odd else tuple(before)


def _first_noun(tree: Tree, measured: _Measured) -> _Measured:
    """学校占地面积: where nobody is pointed at, a noun that names no deed owns the figure."""
    tokens = measured.attribute
    while tree.type_of(tokens[0]) == "Time" and len(tokens) > 1:  # 2023年公司净利润
        tokens = tokens[1:]
    first = tokens[0]
    if len(tokens) < 2 or tree.tags[first] != "NOUN" or len(tree.words[first]) < 2 or is_verb(tree.words[first]):
        return measured
    if tree.words[first] in words("no_owners"):
        return measured
    return _cut(tree, tokens, 0)


def _cut(tree: Tree, tokens: tuple[int, ...], end: int) -> _Measured:
    attribute = tuple(
        t for t in tokens[end + 1 :] if tree.words[t] != "的" and tree.tags[t] != "PUNCT" and tree.type_of(t) != "Time"
    )
    return _Measured(Phrase(tokens[end], tokens[: end + 1]), attribute)


def _inherited(tree: Tree, amount: int, noun: int) -> list[int]:
    found = [s for s in inherit(tree, amount) if s != noun and s < amount] or [
        s for t in tree.ancestors(amount) for s in tree.kids(t, *SUBJECTS) if s < amount and s != noun
    ]
    return [s for s in found if tree.words[tree.heads[s]] not in words("bare_speech", "measuring")]

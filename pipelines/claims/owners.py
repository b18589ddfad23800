"""Whose property a noun names: 远山科技的净利润, 该校占地面积. The owner stands first, the property behind it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.claim import top_class
from pipelines.claims.phrase import Phrase, phrase
from pipelines.claims.segments import STOPS, segment_start
from pipelines.claims.subjects import SUBJECTS, inherit
from pipelines.claims.tree import Tree
from pipelines.claims.words import endings, words
from pipelines.segment.dictionary import is_verb

_OWNERS = frozenset(["Person", "Organisation", "Place", "Product", "Work", "Technology", "Event", "Position"])


@dataclass(frozen=True, slots=True)
class Owned:
    """A property by its tokens, and whose it is (None where the phrase does not say)."""

    owner: Phrase | None
    attribute: tuple[int, ...]


def is_measure(word: str) -> bool:
    return word.endswith(endings("measures"))


def is_owned(word: str) -> bool:
    """Whether it names what somebody or something has: a measure, or a quality."""
    return is_measure(word) or word in words("qualities")


def split(tree: Tree, noun: int) -> Owned:
    """该校占地面积: the owner is a name, a pronoun or a noun that is pointed at, the rest is what is measured."""
    tokens = _words(tree, noun)
    end = None
    for place, token in enumerate(tokens[:-1]):
        kind = tree.type_of(token)
        if (kind and top_class(kind) in _OWNERS) or tree.words[token] in words("third_person"):
            end = place
        elif (
            tree.words[token][0] in words("pointing")
            and tree.words[token] not in words("no_owners")
            and tree.tags[token] != "VERB"
        ):
            inside = place
            while inside < len(tokens) - 1 and (
                tree.tags[tokens[inside]] in ("DET", "NUM", "PRON") or tree.deps[tokens[inside]] in ("clf", "det")
            ):
                inside += 1
            bare = len(tree.words[tokens[inside]]) == 1  # 这 款 手机: the classifier stands alone
            end = min(inside + bare, len(tokens) - 2)
            break
    if end is None or tree.tags[tokens[end]] == "DET":
        return Owned(None, tokens)
    return _cut(tree, tokens, end)


def split_bare(tree: Tree, owned: Owned) -> Owned:
    """学校占地面积: where nobody is pointed at, a noun that names no deed owns the property."""
    tokens = owned.attribute
    while tree.type_of(tokens[0]) == "Time" and len(tokens) > 1:  # 2023年公司净利润
        tokens = tokens[1:]
    first = tokens[0]
    if len(tokens) < 2 or tree.tags[first] != "NOUN" or len(tree.words[first]) < 2 or is_verb(tree.words[first]):
        return owned
    if tree.words[first] in words("no_owners"):
        return owned
    return _cut(tree, tokens, 0)


def split_at_de(tree: Tree, noun: int) -> Owned | None:
    """中国最大城市的人口: what stands before the last 的 owns what stands behind it; None without such a 的."""
    tokens = _words(tree, noun)
    for place in range(len(tokens) - 2, 0, -1):
        before = tokens[place - 1]
        if tree.words[tokens[place]] != "的" or tree.type_of(before) == "Time":
            continue
        nominal = tree.mentions[before] is not None or tree.tags[before] in ("NOUN", "PROPN", "PRON")
        return _cut(tree, tokens, place - 1) if nominal else None
    return None


def owner_before(tree: Tree, predicate: int, noun: int) -> Phrase | None:
    """该校占地120亩，建筑面积3.6万平方米: the clauses before say whose property `noun` is, whose value `predicate` gives."""
    launched = _launched(tree, noun)
    if launched is not None:
        return launched
    for subject in _subjects_before(tree, predicate, noun):
        if tree.words[subject] in words("first_person"):
            continue  # we own no figures
        if not is_owned(tree.words[subject]):
            return counted_of(tree, tree.heads[subject], subject) or phrase(tree, subject)
        owner = split(tree, subject).owner or owner_before(tree, tree.heads[subject], subject)
        if owner:
            return owner
    return None


def counted_of(tree: Tree, amount: int, noun: int) -> Phrase | None:
    """该村有农户18户，其中男性37人: of those that whoever had things, or figures, in the clause before has too."""
    if tree.type_of(amount) != "Quantity" or phrase(tree, noun).tokens != (noun,):
        return None
    for subject in _subjects_before(tree, amount, noun):
        head = tree.heads[subject]
        if tree.deps[subject] == "obj":
            subject = next(iter(tree.kids(head, *SUBJECTS)), subject)
        if is_owned(tree.words[subject]):
            return split(tree, subject).owner or owner_before(tree, head, subject)
        if tree.words[head] in words("having"):
            return phrase(tree, subject)
        return counted_of(tree, head, subject)
    return None


def _subjects_before(tree: Tree, predicate: int, noun: int) -> list[int]:
    found = [s for s in inherit(tree, predicate) if s < noun] or [
        s for t in tree.ancestors(predicate) for s in tree.kids(t, *SUBJECTS) if s < noun
    ]
    return [s for s in found if tree.words[tree.heads[s]] not in words("bare_speech", "measuring")]


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


def _cut(tree: Tree, tokens: tuple[int, ...], end: int) -> Owned:
    attribute = tuple(
        t for t in tokens[end + 1 :] if tree.words[t] != "的" and tree.tags[t] != "PUNCT" and tree.type_of(t) != "Time"
    )
    return Owned(Phrase(tokens[end], tokens[: end + 1]), attribute)

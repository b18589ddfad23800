"""What somebody's property is, as a fact of its owner: 日本的首都是东京 tells of Japan, 远山科技营收达3亿元 of the firm."""

from __future__ import annotations

from dataclasses import replace

from pipelines.claims.owners import Owned, is_measure, is_owned, owner_before, split, split_at_de, split_bare
from pipelines.claims.phrase import Phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.rules.copular import is_party, office
from pipelines.claims.segments import segment_start
from pipelines.claims.subjects import is_time
from pipelines.claims.tree import Tree
from pipelines.claims.verb_group import verb_group
from pipelines.claims.words import endings, words
from pipelines.segment.dictionary import dictionary_tags, is_verb

#: A property of more characters is a description.
_LONGEST = 10
_NOMINAL = frozenset(["NOUN", "PROPN", "ADJ", "PART", "NUM"])


def property_of(tree: Tree, said: Proposition) -> Proposition | None:
    """The owner's fact behind a proposition that gives a property its value; None where it is of another kind."""
    if said.subject is None or said.inherited:
        return None
    value = _value(tree, said)
    owned = _owned(tree, said, said.subject) if value else None
    if value is None or owned is None or owned.owner is None or not _is_property(tree, owned, value, said):
        return None
    role = tree.words[owned.attribute[-1]]
    relation = office(role) if is_party(tree, value.head) else None
    # 甲的儿子是乙: like a title, kinship is told of whoever has it.
    turned = relation is not None or role in words("kin")
    return replace(
        said,
        rule="property",
        predicate=owned.attribute,
        label=tree.text(owned.attribute),
        subject=value if turned else owned.owner,
        object=owned.owner if turned else value,
        relation=relation,
        inherited=owned.owner.head < segment_start(tree, said.subject.head),
    )


def _value(tree: Tree, said: Proposition) -> Phrase | None:
    """What is said to be the property's value: what stands behind 是, an amount reached, an adjective with its adverbs."""
    value = said.object
    if said.rule == "copular":
        by_nature = tree.words[said.predicate[-1]][-1] in "是为" and "以" not in tree.words[: said.verb]
        return value if by_nature and said.label in ("是", "为") else None
    if said.rule != "verbal":
        return None
    if value is None:
        adjective = tree.tags[said.verb] == "ADJ" or dictionary_tags().get(tree.words[said.verb], "")[:1] == "a"
        if not adjective or said.obliques or said.relation:
            return None
        return Phrase(said.verb, tuple(t for t in verb_group(tree, said) if tree.tags[t] != "NOUN"))
    return value if _counted(tree, value) and said.label in words("reaching") else None


def _counted(tree: Tree, value: Phrase) -> bool:
    return tree.type_of(value.head) == "Quantity" or bool(value.quantities)


def _owned(tree: Tree, said: Proposition, subject: Phrase) -> Owned | None:
    """The parts of the subject; of a property alone the clauses before may name the owner."""
    noun, word = subject.head, tree.words[subject.head]
    inside = tuple(t for t in said.predicate if t < said.verb and tree.tags[t] == "NOUN")
    if inside and said.object is None:
        return Owned(subject, inside)  # 手机 价格便宜
    owned = split_at_de(tree, noun) or split(tree, noun)
    if owned.owner is not None:
        return owned
    before = owner_before(tree, said.verb, noun) if is_owned(word) else None
    if before and before.tokens[-1] < owned.attribute[0] and _is_particular(tree, before):
        return Owned(before, owned.attribute)
    return split_bare(tree, owned) if is_measure(word) or word in words("relational_nouns") else owned


def _is_particular(tree: Tree, owner: Phrase) -> bool:
    """A name, a pronoun, or a noun that is pointed at."""
    first = tree.words[owner.tokens[0]]
    return tree.mentions[owner.head] is not None or first in words("third_person") or first[0] in words("pointing")


def _is_property(tree: Tree, owned: Owned, value: Phrase, said: Proposition) -> bool:
    """Whether something can own it, and the words name a property: a listed noun, or any noun of a name's behind 的."""
    owner, attribute = owned.owner, owned.attribute
    assert owner is not None
    if not attribute or len(tree.text(attribute)) > _LONGEST or any(tree.tags[t] not in _NOMINAL for t in attribute):
        return False
    if tree.text(attribute).startswith(endings("kinds_of_names")) or any(
        tree.type_of(t) not in (None, "Position") for t in attribute
    ):
        return False
    if is_time(tree, owner.head) or tree.type_of(owner.head) in ("Quantity", "Time"):
        return False
    if any(tree.tags[t] in ("ADP", "VERB", "ADV") or tree.words[t] == "、" for t in owner.tokens):
        return False
    first, deal = tree.words[owner.tokens[0]], tree.text(attribute).startswith(endings("deals"))
    if first in words("no_owners") or first[0] == "每" or (deal and owner.head < segment_start(tree, attribute[0])):
        return False
    word = tree.words[attribute[-1]]
    if word in words("relational_nouns", "parts_of_owners", "kin"):
        return is_party(tree, value.head) or tree.tags[value.head] == "PROPN" or word in words("things_of")
    if is_measure(word):
        return _counted(tree, value) or said.object is None
    if word in words("aspects", "naming_nouns", "seats", "qualities"):
        return True
    named = tree.mentions[value.head] is not None and _is_particular(tree, owner)
    behind_de = tree.words[attribute[0] - 1] == "的"
    return named and behind_de and tree.tags[attribute[-1]] == "NOUN" and not is_verb(word)

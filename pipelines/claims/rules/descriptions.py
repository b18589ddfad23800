"""What a name is said to be between commas: 顾南舟（1896年—1979年），湖北钟祥人，中国考古学家，1918年赴美国留学."""

from __future__ import annotations

from collections.abc import Iterator

from kg.claim import top_class
from pipelines.claims.phrase import Phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.segments import segment_end
from pipelines.claims.title_words import is_title
from pipelines.claims.tree import Tree
from pipelines.claims.words import class_nouns, words

_COMMAS = ("，", ",")


def descriptions(tree: Tree) -> Iterator[Proposition]:
    """One proposition for each stretch behind the name that opens the sentence in which only a noun says what it is."""
    kind = top_class(tree.type_of(0) or "Concept") if len(tree) > 2 else "Concept"
    if kind not in ("Person", "Organisation"):
        return
    end = _end_of_name(tree)
    while end < len(tree) and tree.words[end] in _COMMAS:
        start, end = end + 1, segment_end(tree, end + 1) if end + 1 < len(tree) else len(tree)
        parts = list(_listed(tree, start, end))
        for told in parts if all(_only_a_noun(tree, part) for part in parts) else ():
            noun = told[-1]
            title = kind == "Person" and (tree.type_of(noun) == "Position" or is_title(tree.words[noun]))
            if not title and not tree.words[noun].endswith(_classes(kind)):
                continue
            yield Proposition(
                rule="title",
                verb=noun,
                predicate=told,
                label="是",
                subject=Phrase(0, (0,)),
                object=Phrase(noun, told),
                relation="holds_position" if title else None,
            )


def _end_of_name(tree: Tree) -> int:
    """The comma behind the name and the bracket that may follow it; the sentence's end where anything else does."""
    end = segment_end(tree, 0)
    closed = {tree.words[1], tree.words[end - 1]} in ({"（", "）"}, {"(", ")"})
    return end if end == 1 or closed else len(tree)


def _listed(tree: Tree, start: int, end: int) -> Iterator[tuple[int, ...]]:
    """海棠大学教授、博士生导师: the parts of a stretch, without the 现任 that may open one."""
    told: list[int] = []
    for token in range(start, end):
        if tree.words[token] in ("、", "兼"):
            yield tuple(told)
            told = []
        elif told or tree.words[token] not in words("serving_as"):
            told.append(token)
    yield tuple(told)


def _only_a_noun(tree: Tree, part: tuple[int, ...]) -> bool:
    """Whether a part is one noun with what modifies it."""
    noun = part[-1] if part else 0
    if not part or tree.tags[noun] not in ("NOUN", "PART", "PROPN") or tree.type_of(noun) not in (None, "Position"):
        return False
    taken = tree.deps[noun] == "obj" and tree.heads[noun] == part[0] - 1
    if taken or tree.kids(noun, "cop"):
        return False  # 现任县长, 现为会员: the verb says so
    return all(
        tree.below(t, noun)
        and tree.tags[t] not in ("VERB", "ADP", "PUNCT")
        and tree.deps[t] not in ("cop", "nsubj", "nsubj:pass")
        for t in part[:-1]
    )


def _classes(kind: str) -> tuple[str, ...]:
    """What a noun that says what people or organisations are ends in."""
    return tuple(words("people_end_in") if kind == "Person" else class_nouns(kind) | words("firms_end_in"))

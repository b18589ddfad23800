"""对中国的做法表示不满, 就此事向公众表示歉意: what somebody shows for or against something."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.claims.phrase import Phrase, is_nominal, phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.segments import segment_end, segment_start
from pipelines.claims.subjects import SUBJECTS, inherit
from pipelines.claims.tree import Tree
from pipelines.claims.words import words


def attitudes(tree: Tree) -> Iterator[Proposition]:
    """One proposition for each 表示 that is followed by an attitude and led by whom or what it is about."""
    for verb in range(1, len(tree) - 1):
        if tree.words[verb] not in words("showing_attitude"):
            continue
        attitude = segment_end(tree, verb) - 1
        how = range(verb + 1, attitude)  # 强烈, 了
        if tree.words[attitude] not in words("attitude_nouns") or any(not _tells_how(tree, t) for t in how):
            continue
        start = segment_start(tree, verb)
        opener = next((t for t in range(verb - 1, start - 1, -1) if tree.words[t] in ("对", "向", "对于", "就")), None)
        thing = _before(tree, verb, opener) if opener is not None else None
        subject = _subject(tree, verb, verb if opener is None else opener)
        if subject is None:
            continue
        yield Proposition(
            rule="verbal",
            verb=verb,
            predicate=(attitude,),
            label=tree.words[attitude],
            subject=subject,
            object=thing,
            inherited=subject.head < start,
        )


def _tells_how(tree: Tree, token: int) -> bool:
    return tree.tags[token] == "ADJ" or tree.words[token] in words("aspect")


def _before(tree: Tree, verb: int, opener: int) -> Phrase | None:
    """All that stands between the preposition and the verb, without the adverbs at its end."""
    last = verb - 1
    while last > opener and tree.tags[last] in ("ADV", "AUX", "SCONJ"):
        last -= 1
    if last <= opener or not is_nominal(tree, last) or tree.words[last] in words("demonstratives"):
        return None
    return Phrase(last, tuple(range(opener + 1, last + 1)))


def _subject(tree: Tree, verb: int, end: int) -> Phrase | None:
    start = segment_start(tree, verb)
    own = [s for s in tree.kids(verb, *SUBJECTS) if s < end]
    if not own and end > start and end != verb:
        last = end - 1
        while last > start and tree.tags[last] in ("ADV", "AUX", "SCONJ"):
            last -= 1
        own = [last] if is_nominal(tree, last) and tree.type_of(last) != "Time" else []
    found = own or [s for s in inherit(tree, verb) if s < end]
    return phrase(tree, found[-1]) if found else None

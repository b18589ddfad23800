"""对中国的做法表示不满, 就此事向公众表示歉意: what somebody shows for or against something."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.claims.phrase import Phrase, is_nominal, phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.segments import segment_end, segment_start
from pipelines.claims.subjects import SUBJECTS, subject_before
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
        opener = next((t for t in range(verb - 1, start - 1, -1) if tree.words[t] in words("about_openers")), None)
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
    last = _back(tree, verb - 1, opener)
    if last <= opener or not is_nominal(tree, last) or tree.words[last] in words("demonstratives"):
        return None
    return Phrase(last, tuple(range(opener + 1, last + 1)))


def _subject(tree: Tree, verb: int, end: int) -> Phrase | None:
    start = segment_start(tree, verb)
    who = next((s for s in reversed(tree.kids(verb, *SUBJECTS)) if s < end), None)
    if who is None and start < end < verb:
        last = _back(tree, end - 1, start)
        who = last if is_nominal(tree, last) and tree.type_of(last) != "Time" else None
    who = subject_before(tree, (), verb, end) if who is None else who
    return phrase(tree, who) if who is not None else None


def _back(tree: Tree, token: int, stop: int) -> int:
    """The last token from `token` back to `stop` that is no adverb."""
    while token > stop and tree.tags[token] in ("ADV", "AUX", "SCONJ"):
        token -= 1
    return token

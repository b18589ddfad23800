"""Subjects of which the grammar is sure in sentences that nobody annotated."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.claims.frame import frame, is_predicate
from pipelines.claims.segments import segment_start
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.tree import Tree
from pipelines.pipeline import MentionTokenizer, assemble, readings
from pipelines.training.subject_choices import Choices
from pipelines.training.whole import found_in

#: How certain the parser has to be of a subject's arc, and of every arc between a verb and a subject that it shares.
_ARC, _CHAIN = 0.85, 0.6
_SHORTEST, _LONGEST = 8, 60


def read(texts: Sequence[str]) -> dict[str, Choices]:
    """For some sentences of 8 to 60 characters: offset of a verb → offset of its subject's head."""
    nlp = assemble()
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, MentionTokenizer)
    texts = [text for text in texts if _SHORTEST <= len(text) <= _LONGEST]
    pairs = zip(texts, readings(nlp, found_in(texts, tokenizer)), strict=True)
    return {text: sure for text, reading in pairs if (sure := _sure(reading.tree))}


def _sure(tree: Tree) -> dict[int, int]:
    """Where the tree gives a verb its subject and the parser was certain, or where both stand in one stretch."""
    tree.likely_subjects = {}
    found = {}
    for clause in (frame(tree, t) for t in range(len(tree)) if is_predicate(tree, t)):
        verb, subject = clause.verb, next(iter(clause.subjects), None)
        if subject is None or tree.deps[verb].startswith("acl") or subject in tree.repaired:
            continue
        if clause.inherited:
            between = tree.certainty[min(subject, verb) : max(subject, verb) + 1]
            near = segment_start(tree, subject) == segment_start(tree, verb)
            sure = near and min(between) >= _CHAIN
        else:
            own = tree.heads[subject] == verb and tree.deps[subject] in SUBJECTS
            sure = own and tree.certainty[subject] >= _ARC
        if sure:
            found[tree.starts[verb]] = tree.starts[subject]
    return found

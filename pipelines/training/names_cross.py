"""Cross-labelling: what a set does not mark, a first model marks that has learned it from the sets that do.

Sure names become names, unsure ones stay open, and all else is no name. Without this step a model sees
hardly a sentence of which all is known, and learns little about what is *not* a product or a title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipelines.mention.names import NamedSpan, NamesModel
from pipelines.training.names_sets import Example, table_rows

#: Scores from which a name is taken as one, and from which it is left open.
SURE, UNSURE = 0.75, 0.3


def cross_label(model: NamesModel, examples: Sequence[Example]) -> list[Example]:
    """Return ``examples`` with the types that their sets do not mark filled in from ``model``."""
    teachers: dict[str, set[str]] = defaultdict(set)
    for kind, convention in table_rows("teachers.tsv"):
        teachers[convention].add(kind)
    candidates: list[list[NamedSpan]] = [[] for _ in examples]
    for convention, kinds in sorted(teachers.items()):
        asked = [number for number, item in enumerate(examples) if item.unmarked & kinds]
        found = model.find([examples[number].text for number in asked], convention)
        for number, spans in zip(asked, found, strict=True):
            wanted = examples[number].unmarked & kinds
            candidates[number] += [span for span in spans if span.fine in wanted]
    return [_filled_in(item, found) for item, found in zip(examples, candidates, strict=True)]


def _filled_in(item: Example, candidates: Sequence[NamedSpan]) -> Example:
    """Take the surest candidate first; none may touch a marked name or a surer candidate."""
    spans = list(item.spans)
    maybe: list[tuple[int, int, tuple[str, ...]]] = []
    held = [(start, end) for start, end, _ in spans]
    for span in sorted(candidates, key=lambda span: (-span.score, span.start)):
        if span.score < UNSURE or any(span.start < end and start < span.end for start, end in held):
            continue
        held.append((span.start, span.end))
        (spans if span.score >= SURE else maybe).append((span.start, span.end, (span.fine,)))
    return replace(item, spans=tuple(sorted(spans)), maybe=tuple(sorted(maybe)), unmarked=frozenset())

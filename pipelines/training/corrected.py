"""News sentences as the pipeline reads them, with the corrections of the grammar: a parser can learn those as well.

What a rule of `pipelines.claims.repair` corrects where its cue stands, a parser that has learnt from its trees reads
rightly in other places too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.claims.repair import repair
from pipelines.nlp.parser import NEAREST_TYPE
from pipelines.nlp.parser_component import ParserComponent
from pipelines.pipeline import MentionTokenizer, as_tree, assemble
from pipelines.training import silver
from pipelines.training.parser_data import TYPES, Encoder, Sentence
from pipelines.training.treebank import Tree, Word
from pipelines.training.whole import found_in

_SHORTEST, _LONGEST = 3, 80


@dataclass(frozen=True)
class Corrected:
    """A sentence with its corrected tree, and whether anything had to be corrected."""

    tree: Tree
    changed: bool


def read(data: Path, parser: Path, seed: int) -> list[Corrected]:
    """Every sentence of the news-like sets, in random order, read with the parser in the folder ``parser``."""
    texts = [named.text for named in silver.sentences(data)]
    random.Random(seed).shuffle(texts)
    tokenizer = assemble().tokenizer
    assert isinstance(tokenizer, MentionTokenizer)
    component = ParserComponent(parser)
    return list(_read(texts, tokenizer, component))


def _read(texts: Sequence[str], tokenizer: MentionTokenizer, component: ParserComponent) -> Iterator[Corrected]:
    docs = (doc for text, own, f in found_in(texts, tokenizer) for doc in tokenizer.docs(text, own, f))
    for text, doc in zip(texts, component.pipe(docs), strict=True):
        parsed = as_tree(doc)
        tree = repair(parsed)
        types = [NEAREST_TYPE.get(m.type, m.type) if m else "" for m in tree.mentions]
        rows = zip(tree.words, tree.tags, tree.heads, tree.deps, types, strict=True)
        words = tuple(
            Word(w, tag, head, dep.lower(), kind if kind in TYPES else "") for w, tag, head, dep, kind in rows
        )
        yield Corrected(Tree(words, text, ()), tree is not parsed)


def encoded(
    corrected: Sequence[Corrected], before: Sequence[Corrected], encoder: Encoder, weight: float, seed: int
) -> list[Sentence]:
    """Training sentences: all that were corrected and half as many others.

    With the trees of a round ``before``, only arcs on which both rounds agree are learnt from.
    """
    changed: list[Sentence] = []
    others: list[Sentence] = []
    for number, sentence in enumerate(corrected):
        if not _SHORTEST <= len(sentence.tree.words) <= _LONGEST:
            continue
        made = encoder.encode(sentence.tree, 0, weight)
        earlier = before[number] if before else sentence
        agree = np.array(
            [
                (now.head, now.relation) == (then.head, then.relation)
                for now, then in zip(sentence.tree.words, earlier.tree.words, strict=True)
            ]
        )
        for targets in (made.tags, made.heads, made.relations):
            targets[~agree] = -1
        (changed if sentence.changed or earlier.changed else others).append(made)
    random.Random(seed).shuffle(others)
    return changed + others[: len(changed) // 2]

"""Annotators' choices of who does what in news sentences, kept without their text.

The file has, for every sentence, a part of the SHA-256 of its text, and for some of its verbs where in it the verb and
its subject's head begin. ``read`` finds the sentences again in the data folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from pipelines.nlp.normalise import fold
from pipelines.nlp.parser import NEAREST_TYPE
from pipelines.nlp.parser_component import types_of
from pipelines.nlp.subjects import NOBODY
from pipelines.nlp.tokens import STARTS
from pipelines.pipeline import MentionTokenizer, assemble
from pipelines.training.annotated import digest_of, texts
from pipelines.training.treebank import OPEN, Tree, Word
from pipelines.training.whole import found_in

NEWS_SUBJECTS = Path(str(files("pipelines.training") / "data" / "news_subjects.npz"))

#: Offset of a verb → offset of its subject's head, or ``NOBODY``.
Choices = Mapping[int, int]


def read(data: Path, path: Path = NEWS_SUBJECTS) -> dict[str, Choices]:
    """The choices of ``path`` by sentence, for those that stand in the sets of the folder ``data``."""
    with np.load(path, allow_pickle=False) as file:
        digests, counts, verbs, subjects = (file[name] for name in ("digests", "counts", "verbs", "subjects"))
    bounds = pairwise(accumulate(counts.tolist(), initial=0))
    made = {
        digest: dict(zip(verbs[first:last].tolist(), subjects[first:last].tolist(), strict=True))
        for digest, (first, last) in zip(digests.tolist(), bounds, strict=True)
    }
    return {text: made[digest] for text in texts(data) if (digest := digest_of(text)) in made}


def cut(texts: Sequence[str]) -> Iterator[Tree]:
    """Sentences on the pipeline's words, with the types of their mentions; their trees are left open."""
    tokenizer = assemble().tokenizer
    assert isinstance(tokenizer, MentionTokenizer)
    for text, own, mentions in found_in(texts, tokenizer):
        for doc in tokenizer.docs(text, own, mentions):
            forms = fold("\n".join([token.text.replace("\n", " ") for token in doc])).split("\n")
            types = [NEAREST_TYPE.get(kind, kind) for kind in types_of(doc)]
            words = tuple(Word(form, "", OPEN, "", kind) for form, kind in zip(forms, types, strict=True))
            starts = doc.user_data[STARTS]
            yield Tree(words, text, tuple((s, s + len(f)) for s, f in zip(starts, forms, strict=True)))


def on_words(choices: Choices, tree: Tree) -> dict[int, int]:
    """The choices by index of the word; one whose words do not begin there is left out."""
    at = {start: index for index, (start, _) in enumerate(tree.bounds)} | {NOBODY: NOBODY}
    return {at[verb]: at[subject] for verb, subject in choices.items() if verb in at and subject in at}


def write(choices: Mapping[str, Choices], path: Path = NEWS_SUBJECTS) -> None:
    """Keep ``choices`` in ``path``, without the sentences' text."""
    pairs = [pair for of_sentence in choices.values() for pair in of_sentence.items()]
    np.savez_compressed(
        path,
        digests=np.array([digest_of(text) for text in choices], np.uint64),
        counts=np.array([len(of_sentence) for of_sentence in choices.values()], np.uint8),
        verbs=np.array([verb for verb, _ in pairs], np.int16),
        subjects=np.array([subject for _, subject in pairs], np.int16),
    )

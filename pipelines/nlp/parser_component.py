"""The parser as a spaCy component: it tags and parses Docs whose tokens and mention types are set."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Token

from pipelines.nlp.parser import MODEL_FOLDER, Parse, Parser, load_parser

#: Key of Doc.user_data: the type of the mention that each token is, "" for none. Tokens show it as ``._.mention_type``.
TYPES = "zhitu_types"

#: Key of Doc.user_data: the probability of each token's head and relation.
CERTAINTY = "zhitu_certainty"

#: Key of Doc.user_data: the likeliest subjects of verbs, as in ``Parse.subjects``.
SUBJECTS = "zhitu_subjects"


@Language.factory("zhitu_parser", assigns=["token.tag", "token.pos", "token.dep", "token.head", "token.is_sent_start"])
def make_parser(nlp: Language, name: str, path: str | None = None) -> ParserComponent:
    """Make the component; ``path`` is a folder with a parser, else the shipped one is used."""
    return ParserComponent(Path(path) if path else None)


class ParserComponent:
    """Writes ``tag_``, ``pos_``, ``head``, ``dep_`` and sentence starts. One Doc is one sentence."""

    def __init__(self, path: Path | None = None) -> None:
        Token.set_extension("mention_type", getter=_type_of, force=True)
        self._folder = path or MODEL_FOLDER
        self.parser: Parser = load_parser(path)

    def __call__(self, doc: Doc) -> Doc:
        """Parse one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 512) -> Iterator[Doc]:
        """Parse Docs in batches, in order."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            sentences = [list(zip([t.text for t in doc], types_of(doc), strict=True)) for doc in batch]
            for doc, parse in zip(batch, self.parser.parse(sentences), strict=True):
                _annotate(doc, parse)
                yield doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the model's folder to ``path``."""
        shutil.copytree(self._folder, path, dirs_exist_ok=True)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> ParserComponent:
        """Load a folder written by ``to_disk``."""
        self._folder = Path(path)
        self.parser = load_parser(self._folder)
        return self


def types_of(doc: Doc) -> list[str]:
    """The type of the mention that each token is."""
    return doc.user_data.get(TYPES) or [""] * len(doc)


def _type_of(token: Token) -> str:
    return types_of(token.doc)[token.i]


def _annotate(doc: Doc, parse: Parse) -> None:
    size = len(doc)
    if not size:
        return
    # spaCy calls a root's relation ROOT, stores heads as offsets and finds the sentence from them.
    # The array is many times as fast as setting token attributes one by one.
    add = doc.vocab.strings.add
    heads = np.asarray(parse.heads, dtype=np.int64) - np.arange(size)
    array: Any = np.empty((size, 4), np.uint64)
    array[:, 0] = heads.view(np.uint64)
    array[:, 1] = [add(name if offset else "ROOT") for offset, name in zip(heads, parse.relations, strict=True)]
    array[:, 2] = array[:, 3] = [add(tag) for tag in parse.tags]
    doc.from_array([HEAD, DEP, TAG, POS], array)
    doc.user_data[CERTAINTY] = parse.certainty
    doc.user_data[SUBJECTS] = parse.subjects

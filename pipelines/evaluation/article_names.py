"""The whole pipeline's mentions of one article, for `kg eval names`: read as a document, boilerplate masked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.claim import Document, InputError, top_class
from pipelines.evaluation.names import Finder
from pipelines.mention.finder import MentionFinder
from pipelines.mention.names import NamedSpan
from pipelines.read import read, sentences


def article_of(path: Path) -> Path | None:
    """The article that `path` (its text, or its list of names) stands for, or None for a marked file."""
    if path.suffix == ".tsv":
        texts = sorted(path.parent.glob("*.txt"))
        return texts[0] if len(texts) == 1 else None
    return path if path.suffix == ".txt" and (path.parent / "names.tsv").exists() else None


def document_finder(article: Path, finder: MentionFinder) -> Finder:
    """Finds names in pieces of the article as `finder` finds them in all of it, whatever the convention.

    Pieces are given in the order of the text. Raises InputError when the article cannot be read.
    """
    document = next(iter(read([article])), None)
    if not isinstance(document, Document):
        raise InputError(f"{article}: cannot be read{f' ({document.reason})' if document else ''}; give a text file")
    mentions = finder.find(document.text, sentences(document), document.date).mentions

    def find(pieces: Sequence[str], convention: str) -> list[list[NamedSpan]]:
        at, found = 0, []
        for piece in pieces:
            start = document.text.find(piece, at)
            if start < 0:
                raise InputError(f"{article}: {piece[:20]!r} does not stand in the text as it was read")
            at = start + len(piece)
            inside = [m for m in mentions if start <= m.span.start and m.span.end <= at]
            found.append(
                [
                    NamedSpan(m.span.start - start, m.span.end - start, top_class(m.type), m.score, m.type)
                    for m in inside
                ]
            )
        return found

    return find

"""What is measured on: the corpus, and where the development data lie beside the checkout, the seed article and dev sets."""

from __future__ import annotations

from pathlib import Path

from kg.claim import Document
from pipelines.read import read

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


def corpus_documents() -> list[Document]:
    """The documents that the demo graph is built from."""
    return [document for document in read([ROOT / "corpus"]) if isinstance(document, Document)]


def seed_document() -> list[Document]:
    """The real article, when it is there."""
    article = SHARED / "seed" / "meta-cpu-gpu.txt"
    return [item for item in (read([article]) if article.exists() else ()) if isinstance(item, Document)]


def names_file() -> Path | None:
    """A development set of names in IOB2: persons, places, organisations."""
    path = SHARED / "data" / "ner" / "uner-dev.iob2"
    return path if path.exists() else None


def trees_file() -> Path | None:
    """A development treebank in CoNLL-U, with its own words."""
    path = SHARED / "data" / "syntax" / "gsdsimp-dev.conllu"
    return path if path.exists() else None

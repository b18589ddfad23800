"""From claims to the folder that everything else reads: store, texts, page, catalogue, report."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg import page, rdf, store
from kg.claim import Document, StoreError
from kg.claim.codec import as_line
from kg.claim.iri import DEFAULT_BASE, segment
from kg.index import index
from kg.report import Read, Skipped, report

#: Longest file name that every usual file system takes, in bytes.
_LONGEST = 200


def write_output(
    out: Path,
    read: Sequence[Read],
    skipped: Sequence[Skipped],
    relations: Mapping[str, tuple[str, str]],
    *,
    base: str = DEFAULT_BASE,
    strict: bool = False,
    seconds: Mapping[str, float] | None = None,
) -> int:
    """Write everything of one build into `out` and return the number of quads in its store.

    claims.jsonl, graph.trig and graph.html have the same bytes for the same input. The store is written last and
    swapped in whole, so that an old one is never half replaced.
    Raises StoreError when `out` cannot be written.
    """
    began = time.perf_counter()
    try:
        out.mkdir(parents=True, exist_ok=True)
        pairs = [(item.document, item.claims) for item in read]
        _write(out / "claims.jsonl", "".join(as_line(claim) + "\n" for item in read for claim in item.claims))
        names = _write_documents(out / "documents", [item.document for item in read])
        quads = list(rdf.quads(pairs, base=base, relations=relations, assert_unattributed=strict))
        store.write_trig(out / "graph.trig", quads, base)
        _write(out / "graph.html", page.render(pairs, base=base, relations=relations, assert_unattributed=strict))
        _write(out / "INDEX.md", index(read, relations, lambda d: f"documents/{names[d.id]}"))
        store.write(out, quads)
        steps = dict(seconds or {}) | {"graph": time.perf_counter() - began}
        _write(out / "report.json", report(read, skipped, len(quads), steps))
    except OSError as problem:
        raise StoreError(f"{out}: cannot be written ({problem.strerror}); give another folder with -o") from problem
    return len(quads)


def require_writable(out: Path) -> None:
    """Raises StoreError when `out` can be neither written to nor created: better said before the work than after."""
    there = out
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir():
        raise StoreError(f"{out}: cannot be written ({there} is no folder); give another folder with -o")
    if not os.access(there, os.W_OK | os.X_OK):
        raise StoreError(f"{out}: cannot be written (no permission in {there}); give another folder with -o")


def _write(path: Path, text: str) -> None:
    """The text as UTF-8 with its line breaks as they are; a lone surrogate becomes a question mark."""
    path.write_bytes(text.encode("utf-8", "replace"))


def _write_documents(folder: Path, documents: Sequence[Document]) -> dict[str, str]:
    """Each document's text as read, and the file name of each; texts of an earlier build go."""
    folder.mkdir(exist_ok=True)
    names = {document.id: _file_name(document.id) for document in documents}
    for old in folder.glob("*.txt"):
        old.unlink()
    for document in documents:
        _write(folder / names[document.id], document.text)
    return names


def _file_name(document_id: str) -> str:
    """A name in one folder for any id: encoded as an IRI segment, shortened with a hash where it is too long."""
    name = segment(document_id).replace("%2F", "__").lstrip(".") or "_"
    if len(name.encode("utf-8")) > _LONGEST or name != segment(document_id):
        digest = hashlib.sha256(document_id.encode("utf-8", "replace")).hexdigest()[:8]
        cut = name.encode("utf-8")[: _LONGEST - 10].decode("utf-8", "ignore")
        name = f"{cut}.{digest}" if len(name.encode("utf-8")) > _LONGEST else name
    return name + ".txt"

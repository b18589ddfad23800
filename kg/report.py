"""What a build read, skipped and wrote: report.json."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from kg.claim import Claim, Document

_PACKAGES = ("zhitu", "spacy", "jieba", "rdflib", "pyoxigraph", "networkx", "pyvis")


@dataclass(frozen=True, slots=True)
class Read:
    """One document with what was read from it."""

    document: Document
    sentences: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that could not be read. `ignored` says that it was no document to begin with."""

    place: str
    reason: str
    ignored: bool = False


def report(read: Sequence[Read], skipped: Sequence[Skipped], triples: int, seconds: Mapping[str, float]) -> str:
    """The report as JSON text. `seconds` maps the steps to their duration."""
    claims = [claim for item in read for claim in item.claims]
    data = {
        "documents": [
            {
                "id": item.document.id,
                "title": item.document.title,
                "date": item.document.date.isoformat() if item.document.date else None,
                "characters": len(item.document.text),
                "masked": sum(len(span) for span in item.document.masked),
                "sentences": item.sentences,
                "claims": len(item.claims),
            }
            for item in read
        ],
        "failed": [{"path": s.place, "why": s.reason} for s in skipped if not s.ignored],
        "ignored": [{"path": s.place, "why": s.reason} for s in skipped if s.ignored],
        "counts": {
            "documents": len(read),
            "failed": sum(not s.ignored for s in skipped),
            "characters": sum(len(item.document.text) for item in read),
            "sentences": sum(item.sentences for item in read),
            "claims": len(claims),
            "asserted": sum(claim.asserted for claim in claims),
            "quads": triples,
        },
        "seconds": {step: round(value, 3) for step, value in seconds.items()},
        "versions": {"python": platform.python_version()} | {name: _version(name) for name in _PACKAGES},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None

"""INDEX.md of the repository: the catalogue of corpus/ and of the graph built from it.

python -m tests.index --write   writes it anew
python -m tests.index --check   shows what has changed, status 1 if anything has
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from dataclasses import replace
from pathlib import Path

from kg.claim import Document
from kg.index import index
from kg.report import Read
from pipelines.claims.relations import relations
from pipelines.extract import Extractor
from pipelines.read import read

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
INDEX = ROOT / "INDEX.md"
COMMAND = "`make index`"


def current() -> str:
    """What INDEX.md should say now."""
    documents = []
    for item in read([CORPUS]):
        if not isinstance(item, Document):
            raise SystemExit(f"{item}: every document of the corpus must be readable")
        if item.source and Path(item.source).is_absolute():  # no address of its own: where it lies in the repository
            item = replace(item, source=Path(item.source).relative_to(ROOT).as_posix())
        documents.append(item)
    found = [Read(e.document, e.sentences, e.claims) for e in Extractor().extract_all(documents)]
    labels = {name: (relation.zh, relation.en) for name, relation in relations().items()}
    links = _links()
    text = index(found, labels, lambda document: links.get(document.id, f"corpus/{document.id}"))
    return text.replace("`kg build`", COMMAND)


def _links() -> dict[str, str]:
    """Documents in JSON Lines have an id of their own: id → the line of the file that holds it."""
    return {
        json.loads(line)["id"]: f"{path.relative_to(ROOT).as_posix()}#L{number}"
        for path in sorted(CORPUS.rglob("*.jsonl"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    }


def changes() -> str:
    """What is stale in INDEX.md, as a unified diff; empty when nothing is."""
    old = INDEX.read_text(encoding="utf-8") if INDEX.is_file() else ""
    lines = difflib.unified_diff(
        old.splitlines(), current().splitlines(), "INDEX.md", "INDEX.md as it should be", lineterm=""
    )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.index", description="INDEX.md of the repository")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true", help="write it anew")
    what.add_argument("--check", action="store_true", help="show what is stale; status 1 if anything is")
    if parser.parse_args().write:
        INDEX.write_bytes(current().encode("utf-8"))
    elif stale := changes():
        print(stale)
        sys.exit(1)


if __name__ == "__main__":
    main()

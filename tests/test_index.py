"""INDEX.md says what the corpus holds and what is read from it today."""

from __future__ import annotations

import re

from tests.index import CORPUS, INDEX, ROOT, changes


def test_the_index_is_not_stale() -> None:
    stale = changes()
    assert not stale, f"INDEX.md is stale: run `make index`\n{stale}"


def test_every_file_of_the_corpus_is_linked_and_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(<(corpus/[^>]+)>\)", INDEX.read_text(encoding="utf-8"))
    linked = {ROOT / link.partition("#L")[0] for link in links}
    assert linked == {path for path in CORPUS.rglob("*") if path.is_file()}
    assert len(links) == len(set(links))

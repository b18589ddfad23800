"""Zhitu 知图: Chinese text into a knowledge graph that people can trust.

    import kg

    for claim in kg.extract("2018年，微软收购了GitHub。"):
        print(claim.subject.label, claim.predicate.label, claim.object and claim.object.label)

    graph = kg.build("news", "out")
    print(graph.question("buys-makes-uses", name="微软").rows())

The command `kg` does the same and more; `kg.claim` holds the data types.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.claim import Claim, Document, InputError, ZhituError
from kg.graph import Graph

if TYPE_CHECKING:
    from kg.config import Config
    from pipelines.extract import Extractor

__all__ = ["Claim", "Graph", "ZhituError", "build", "extract", "open_graph"]


def build(
    paths: Path | str | Sequence[Path | str],
    out: Path | str = "out",
    *,
    date: datetime.date | None = None,
    lexicon: Sequence[Path | str] = (),
    config: Path | str | None = None,
) -> Graph:
    """Read files and folders, extract their claims, write the graph to the folder `out` and open it.

    date     the date of all documents, over what they say themselves
    lexicon  files of names and triggers of your own (.toml or .tsv)
    config   a zhitu.toml; else the one of the working folder, if there is one

    A document that cannot be read is named in `Graph.report` and the others are built.
    Raises InputError when no document can be read, ConfigError for a lexicon or configuration that is wrong and
    StoreError when `out` cannot be written.
    """
    from kg.cli.reading import read_documents, relation_labels
    from kg.output import write_output
    from kg.report import Read

    settings = _settings(config)
    documents, skipped = read_documents(_listed(paths), date, None)
    if not documents:
        raise InputError("no document could be read: " + "; ".join(f"{s.place}: {s.reason}" for s in skipped))
    found = _extractor(settings, lexicon).extract_all(documents)
    read = [Read(item.document, item.sentences, item.claims) for item in found]
    write_output(Path(out), read, skipped, relation_labels(), base=settings.base, strict=settings.strict)
    return open_graph(out)


def extract(
    source: str | Path | Sequence[Path | str],
    *,
    date: datetime.date | None = None,
    lexicon: Sequence[Path | str] = (),
    config: Path | str | None = None,
) -> tuple[Claim, ...]:
    """The claims of a text, in its order; of files and folders when `source` is a Path or a sequence of paths.

    A `str` is the text itself. `date`, `lexicon` and `config` are those of `build`.
    Raises InputError when something cannot be read, and ConfigError.
    """
    from kg.cli.reading import read_documents

    if isinstance(source, str):
        documents = [Document("text", source, date=date)]
    else:
        documents, skipped = read_documents(_listed(source), date, None)
        if failed := [item for item in skipped if not item.ignored]:
            raise InputError(f"{failed[0].place}: {failed[0].reason}")
    found = _extractor(_settings(config), lexicon).extract_all(documents)
    return tuple(claim for item in found for claim in item.claims)


def open_graph(out: Path | str = "out") -> Graph:
    """The graph that was built in the folder `out`. Raises StoreError when there is none."""
    return Graph(out)


def _listed(paths: Path | str | Iterable[Path | str]) -> list[str]:
    return [str(paths)] if isinstance(paths, str | Path) else [str(path) for path in paths]


def _settings(config: Path | str | None) -> Config:
    from kg.config import load

    return load(None if config is None else Path(config))


def _extractor(settings: Config, lexicon: Sequence[Path | str]) -> Extractor:
    from kg.cli.reading import load_extractor

    own = settings.lexicon or settings.table or settings.min_confidence is not None or settings.models != "default"
    if lexicon or own:
        return load_extractor(settings, [Path(file) for file in lexicon])
    return _shipped(settings.base)


@cache
def _shipped(base: str) -> Extractor:
    """Loading takes about a second, and the shipped lexicon does not change: one extractor serves every call."""
    from pipelines.extract import Extractor

    return Extractor(base=base)

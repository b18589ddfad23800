"""Reading and extracting with a progress bar: what `build` and `extract` have in common."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kg.claim import ConfigError, Document
from kg.config import Config
from kg.report import Read, Skipped
from pipelines.claims.relations import relations
from pipelines.extract import MIN_CONFIDENCE, Extractor
from pipelines.lexicon import Lexicon
from pipelines.lexicon.lexicon import from_toml
from pipelines.read import ReadFailure, read

errors = Console(stderr=True, highlight=False)


def relation_labels() -> dict[str, tuple[str, str]]:
    """Relation id → its name in Chinese and in English."""
    return {name: (relation.zh, relation.en) for name, relation in relations().items()}


def parse_date(text: str | None) -> date | None:
    """A date from the command line. Raises ConfigError when it is not YYYY-MM-DD."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise ConfigError(f"--date {text!r} is no day of the calendar; write it as 2023-04-26") from problem


def load_lexicon(config: Config, lexicon_files: Sequence[Path] = ()) -> Lexicon:
    """The shipped names and triggers with those of zhitu.toml and of the command line."""
    lexicon = Lexicon.load([*config.lexicon, *lexicon_files])
    names, triggers = from_toml(config.table, "zhitu.toml")
    if names or triggers:
        lexicon = Lexicon([*names, *lexicon.names], lexicon.triggers | triggers)
    return lexicon


def load_extractor(config: Config, lexicon_files: Sequence[Path], min_confidence: float | None = None) -> Extractor:
    """The extractor that reads with ``load_lexicon``, as the command line and zhitu.toml ask."""
    asked = (floor for floor in (min_confidence, config.min_confidence, MIN_CONFIDENCE) if floor is not None)
    lexicon = load_lexicon(config, lexicon_files)
    return Extractor(lexicon, base=config.base, models=config.models, min_confidence=next(asked))


def read_documents(
    paths: Sequence[str], when: date | None, input_format: str | None
) -> tuple[list[Document], list[Skipped]]:
    """Every document that can be read, and what could not. Raises InputError for a path that is not there."""
    documents: list[Document] = []
    skipped: list[Skipped] = []
    for item in read(list(paths), date=when, input_format=input_format, stdin=sys.stdin):
        if isinstance(item, ReadFailure):
            skipped.append(Skipped(item.place, item.reason, item.skipped))
        else:
            documents.append(item)
    return documents, skipped


def extract_all(extractor: Extractor, documents: Sequence[Document]) -> Iterator[Read]:
    """Each document with its claims; a bar on standard error shows how far it is."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("documents"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=errors, disable=not errors.is_terminal) as progress:
        task = progress.add_task("reading", total=len(documents))
        for found in extractor.extract_all(documents):
            progress.advance(task)
            yield Read(found.document, found.sentences, found.claims)


def tell_skipped(skipped: Sequence[Skipped]) -> None:
    """One line on standard error for each document that could not be read."""
    for item in skipped:
        if not item.ignored:
            errors.print(f"not read: {item.place}: {item.reason}", markup=False, soft_wrap=True)

"""kg extract: documents in, claims out; no graph."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg import config as configuration
from kg.cli.options import ConfigFile, DocumentDate, InputFormat, LexiconFiles, MinConfidence


def extract_command(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH", help="files and folders, or - for standard input")
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", help="jsonl or table (default: table on a terminal)")
    ] = None,
    date: DocumentDate = None,
    lexicon: LexiconFiles = None,
    input_format: InputFormat = None,
    min_confidence: MinConfidence = None,
    config: ConfigFile = None,
) -> None:
    """Print the claims of documents, one JSON object a line or as a table.

    Status 1 says that a document could not be read and the claims of the others were printed.
    """
    from kg.claim import ConfigError, InputError
    from kg.claim.codec import as_line
    from kg.cli import reading, tables

    if format_ not in (None, "jsonl", "table"):
        raise ConfigError(f"--format is jsonl or table, not {format_!r}")
    format_ = format_ or ("table" if sys.stdout.isatty() else "jsonl")
    settings = configuration.load(config)
    when = reading.parse_date(date)
    documents, skipped = reading.read_documents(paths or ["corpus"], when, input_format)
    reading.tell_skipped(skipped)
    if not documents:
        raise InputError("no document could be read. The lines above say why")
    extractor = reading.load_extractor(settings, lexicon or [], min_confidence)
    if format_ == "table":
        tables.print_claims(claim for item in reading.extract_all(extractor, documents) for claim in item.claims)
    else:
        tables.write_utf8()
        for item in reading.extract_all(extractor, documents):
            for claim in item.claims:
                sys.stdout.write(as_line(claim) + "\n")
    if any(not item.ignored for item in skipped):
        raise typer.Exit(1)

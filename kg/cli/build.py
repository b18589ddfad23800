"""kg build: documents in, a graph out."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from kg import config as configuration
from kg.cli.options import ConfigFile, DocumentDate, InputFormat, LexiconFiles, MinConfidence


def build_command(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH", help="files and folders, or - for standard input")
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="folder to write the graph to")] = Path("out"),
    date: DocumentDate = None,
    lexicon: LexiconFiles = None,
    input_format: InputFormat = None,
    assertion: Annotated[
        str | None, typer.Option("--assert", help="all, or unattributed: plain triples only for what names no source")
    ] = None,
    min_confidence: MinConfidence = None,
    config: ConfigFile = None,
) -> None:
    """Read documents, extract their claims and write the graph (default: corpus → out).

    A document that cannot be read is named here and in report.json, and the others are built: status 0. Status 2 says
    that nothing was written.
    """
    from kg.claim import ConfigError, InputError
    from kg.cli import reading
    from kg.output import require_writable, write_output

    if assertion not in (None, "all", "unattributed"):
        raise ConfigError(f"--assert is all or unattributed, not {assertion!r}")
    settings = configuration.load(config)
    strict = settings.strict if assertion is None else assertion == "unattributed"
    when = reading.parse_date(date)
    require_writable(out)
    began = time.perf_counter()
    documents, skipped = reading.read_documents(paths or ["corpus"], when, input_format)
    reading.tell_skipped(skipped)
    if not documents:
        raise InputError("no document could be read; nothing was written. The lines above say why")
    extractor = reading.load_extractor(settings, lexicon or [], min_confidence)
    read = list(reading.extract_all(extractor, documents))
    seconds = {"reading": time.perf_counter() - began}
    quads = write_output(
        out, read, skipped, reading.relation_labels(), base=settings.base, strict=strict, seconds=seconds
    )
    claims = sum(len(item.claims) for item in read)
    facts = sum(claim.asserted for item in read for claim in item.claims)
    failed = sum(not item.ignored for item in skipped)
    reading.errors.print(
        f"{len(read)} documents{f' ({failed} could not be read)' if failed else ''}, {claims} claims, {facts} of them "
        f"facts, {quads} quads, {time.perf_counter() - began:.1f} s → {out}", markup=False, soft_wrap=True,
    )  # fmt: skip

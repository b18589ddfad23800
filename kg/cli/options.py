"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Out = Annotated[Path, typer.Option("--out", "-o", help="folder of the built graph")]
LexiconFiles = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", metavar="FILE", help="names and triggers of your own (.toml or .tsv); may be repeated"),
]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="a zhitu.toml; else the one in this folder")
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        min=0,
        max=1,
        help="leave out facts below it and other claims below half of it (default 0.5)",
    ),
]
DocumentDate = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="date of the documents, over what they say themselves"),
]
InputFormat = Annotated[
    str | None,
    typer.Option(
        "--input",
        metavar="FORMAT",
        help="text, markdown, html or jsonl: what standard input and files without a known ending hold",
    ),
]

"""kg export: the graph in the formats of other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Out


def export_command(
    format_: Annotated[str, typer.Option("--format", help="turtle, trig, nquads, jsonld, graphml or csv")],
    out: Out = Path("out"),
    to: Annotated[Path | None, typer.Option("--to", help="file to write; else standard output")] = None,
) -> None:
    """Write the built graph in another tool's format."""
    from kg.export import export
    from kg.store import open_store

    export(open_store(out), format_, to if to is not None else sys.stdout.buffer)

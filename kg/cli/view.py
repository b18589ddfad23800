"""kg view: the interactive graph in a browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from kg.claim import StoreError
from kg.cli.options import Out


def view_command(
    out: Out = Path("out"),
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="open it, or only say where it is")] = True,
) -> None:
    """Open the interactive graph in a browser."""
    page = (out / "graph.html").resolve()
    if not page.is_file():
        raise StoreError(f"{page}: there is no page; run kg build -o {out} first")
    typer.echo(page.as_uri())
    if browser and not webbrowser.open(page.as_uri()):
        typer.echo("no browser could be opened; open the address above in one", err=True)

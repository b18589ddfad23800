"""kg eval: the measurements that the README quotes."""

from __future__ import annotations

import typer

app = typer.Typer(help="Measure the models and the extractor on files of your own.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps `eval` a group."""

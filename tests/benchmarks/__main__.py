"""Prints tables and asserts nothing: how fast each stage is, how fast the commands start, what peers reach.

``python -m tests.benchmarks [--peers] [--no-stages]``. With ``--peers`` other packages are installed, each into an
environment of its own below .venv/peers; what cannot be installed is left out and the table says why. Set
OPENBLAS_NUM_THREADS=1 to measure one core.
"""

from __future__ import annotations

import argparse

from rich.table import Table
from rich.text import Text

from kg.cli.tables import console
from tests.benchmarks import commands, compare, stages
from tests.benchmarks.texts import corpus_documents, seed_document


def main() -> None:
    """Run the benchmarks that were asked for."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    options.add_argument(
        "--peers", action="store_true", help="install the packages to compare with, where they are not"
    )
    options.add_argument("--no-stages", action="store_true", help="only compare with peers")
    given = options.parse_args()
    documents = [*corpus_documents(), *seed_document()]
    unseen = stages.first_reading(documents)
    if not given.no_stages:
        size = sum(len(document.text) for document in documents)
        show(
            f"stages, on {len(documents)} documents of {size:,} characters",
            stages.measure(documents, unseen=unseen),
            stages.COLUMNS,
        )
        show("commands", commands.measure(), commands.COLUMNS)
    show(
        "peers (speed on the same documents)",
        compare.measure(documents, unseen=unseen, install=given.peers),
        compare.COLUMNS,
    )


def show(title: str, rows: list[tuple[str, ...]], columns: tuple[str, ...]) -> None:
    """One table on standard output."""
    table = Table(header_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number in (0, len(columns) - 1) else "right", overflow="fold")
    for row in rows:
        table.add_row(*row)
    out = console()
    out.print(Text(title, style="bold"))
    out.print(table)


if __name__ == "__main__":
    main()

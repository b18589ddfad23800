"""kg query: SPARQL on the built graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Out


def query_command(
    sparql: Annotated[
        str | None, typer.Argument(metavar="SPARQL", help="a query, or - to read it from standard input")
    ] = None,
    out: Out = Path("out"),
    file: Annotated[
        str | None, typer.Option("--file", "-f", help="a .rq file, or the name of a ready question")
    ] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="a parameter of the question, such as name=英伟达")
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="table, json, csv, tsv or turtle")] = "table",
    list_: Annotated[bool, typer.Option("--list", help="list the ready questions")] = False,
) -> None:
    """Ask the graph in SPARQL 1.1. The default graph is the union of all; the project's prefixes are known."""
    from kg import query as asking
    from kg.claim import QueryError
    from kg.cli import tables
    from kg.store import open_store

    if list_:
        _list(asking.catalogue())
        return
    if (sparql is None) == (file is None):
        raise QueryError("give either a query or -f with a file or a ready question; kg query --list names those")
    given = asking.bindings(settings or [])
    if file is not None:
        result = asking.ask(open_store(out), file, given)
    else:
        result = asking.run(open_store(out), _standard_input() if sparql == "-" else sparql or "", given)
    answer = asking.render(result, format_)
    tables.write_utf8()
    sys.stdout.write(answer if answer.endswith("\n") else answer + "\n")


def _standard_input() -> str:
    """A query from standard input, which is UTF-8 whatever the locale."""
    from kg.claim import QueryError

    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"the query on standard input is not UTF-8 text: {error}") from error


def _list(questions: tuple[object, ...]) -> None:
    from rich.table import Table

    from kg.cli.tables import console

    table = Table("name", "question", "parameters", header_style="bold")
    for question in questions:
        parameters = getattr(question, "parameters", {})
        table.add_row(question.name, question.question, "\n".join(f"{k}: {v}" for k, v in parameters.items()))  # type: ignore[attr-defined]
    console().print(table)

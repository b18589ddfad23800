"""An answer as text: a table to read, or the W3C's formats for programs."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, Triple

from kg.claim import QueryError
from kg.query.run import Result
from kg.store import serialise

FORMATS = ("table", "json", "csv", "tsv", "turtle")
_W3C = {"json": QueryResultsFormat.JSON, "csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV}


def render(result: Result, format: str = "table", width: int | None = None) -> str:
    """`result` in one of FORMATS; `width` is the table's width in columns (None: as wide as it needs).

    Raises QueryError when the format does not fit the kind of query.
    """
    if format not in FORMATS:
        raise QueryError(f"there is no format {format!r}: choose one of {', '.join(FORMATS)}")
    if format == "table":
        return _table(result, width)
    if format == "turtle":
        if result.triples is None:
            raise QueryError("turtle holds a graph: use it with CONSTRUCT or DESCRIBE, or choose table, json, csv, tsv")
        return serialise(set(result.triples), RdfFormat.TURTLE, result.prefixes).decode("utf-8")
    if result.triples is not None:
        raise QueryError(f"{format} holds rows, and CONSTRUCT and DESCRIBE give a graph: choose turtle or table")
    return _w3c(result, format)


def _w3c(result: Result, format: str) -> str:
    found = result.parse()
    if found is None or (not isinstance(found, QuerySolutions) and format != "json"):
        raise QueryError(f"{format} holds rows, and ASK answers yes or no: choose table or json")
    data = found.serialize(format=_W3C[format])
    assert data is not None  # no output was given
    return data.decode("utf-8") + ("\n" if format == "json" else "")


def _table(result: Result, width: int | None) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if result.answer is not None:
        return "yes\n" if result.answer else "no\n"
    if result.triples is not None:
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        rows = [(t.subject, t.predicate, t.object) for t in sorted(set(result.triples), key=str)]
        cells = [[_cell(term, result.prefixes) for term in row] for row in rows]
    else:
        columns = result.columns()
        cells = [[_cell(term, result.prefixes) for term in row] for row in result.rows()]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    out = StringIO()
    console = Console(file=out, width=width or 10_000, color_system=None, highlight=False, legacy_windows=False)
    console.print(table)
    console.print(f"{len(cells)} {'row' if len(cells) == 1 else 'rows'}")
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines()) + "\n"


def _cell(term: object, prefixes: Mapping[str, str]) -> str:
    """A term as people write it: literals bare, IRIs shortened; control characters cannot reach the terminal."""
    if isinstance(term, NamedNode):
        fitting = [(len(space), name) for name, space in prefixes.items() if term.value.startswith(space)]
        text = term.value
        if fitting:
            length, name = max(fitting)
            text = f"{name}:{term.value[length:]}"
    elif isinstance(term, Literal):
        text = term.value
    elif isinstance(term, Triple):
        text = str(term)
    else:
        return ""
    return "".join(c if c.isprintable() else " " for c in text)

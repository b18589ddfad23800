"""Running one SPARQL query on a built graph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    Variable,
    parse_query_results,
)

from kg.claim import QueryError
from kg.query.guard import check
from kg.rdf.names import XSD, node
from kg.rdf.terms import clean, plain
from kg.store import GraphStore

Value = NamedNode | Literal
Plain = str | int | float | bool | date | None
_IRI = re.compile(r"<[a-zA-Z][a-zA-Z0-9+.-]*:[^<>\s]+>")
_PYTHON: Mapping[str, Callable[[str], Plain]] = {
    XSD + "integer": int, XSD + "decimal": float, XSD + "double": float, XSD + "boolean": lambda text: text == "true",
    XSD + "date": date.fromisoformat,
}  # fmt: skip
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query.

    solutions  SELECT and ASK: the answer as SPARQL 1.1 Query Results JSON, UTF-8; None for a graph
    triples    CONSTRUCT and DESCRIBE: the graph; None for solutions
    prefixes   the prefixes that its IRIs can be shortened with
    hidden     variables that were given, not found: tables leave them out
    """

    solutions: bytes | None
    triples: tuple[Triple, ...] | None
    prefixes: Mapping[str, str]
    hidden: frozenset[str] = frozenset()

    @property
    def answer(self) -> bool | None:
        """What an ASK query found, else None."""
        found = self.parse()
        return bool(found) if isinstance(found, QueryBoolean) else None

    def columns(self) -> tuple[str, ...]:
        found = self.parse()
        if not isinstance(found, QuerySolutions):
            return ()
        return tuple(v.value for v in found.variables if v.value not in self.hidden)

    def rows(self) -> list[tuple[Value | None, ...]]:
        """One tuple a solution, in the order of `columns`; None where a variable is unbound."""
        found = self.parse()
        if not isinstance(found, QuerySolutions):
            return []
        wanted = self.columns()
        return [tuple(solution[name] for name in wanted) for solution in found]

    def __iter__(self) -> Iterator[dict[str, Plain]]:
        """Each solution as a dictionary of Python values: an IRI is a string, an unbound variable is None."""
        names = self.columns()
        return (dict(zip(names, map(_python, row), strict=True)) for row in self.rows())

    def parse(self) -> QuerySolutions | QueryBoolean | None:
        """The solutions as pyoxigraph reads them, to be walked once; None for a graph."""
        if self.solutions is None:
            return None
        return parse_query_results(self.solutions, format=QueryResultsFormat.JSON)


def _python(term: Value | None) -> Plain:
    if not isinstance(term, Literal):
        return term.value if term else None
    try:
        return _PYTHON.get(term.datatype.value, str)(term.value)
    except ValueError:  # 2023-02-30 and -0044-03-15 are literals, too
        return term.value


def bindings(pairs: Iterable[str]) -> dict[str, Value]:
    """`name=英伟达` as the value of the variable ?name: a string, or an IRI when it stands in angle brackets.

    Raises QueryError when a pair has no `=` or the name before it is no variable.
    """
    values: dict[str, Value] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.strip().lstrip("?$")
        if not equals or not name.isidentifier():
            raise QueryError(f"{pair!r} gives no variable a value: write name=value, for example name=英伟达")
        values[name] = node(clean(value[1:-1])) if _IRI.fullmatch(value) else plain(value)
    return values


def run(store: GraphStore, sparql: str, given: Mapping[str, Value] | None = None) -> Result:
    """Runs `sparql` (SPARQL 1.1, read-only) on the union of all graphs; the project's prefixes are known.

    given  values of variables, which must stand in the SELECT clause (SEP-0007): they are terms, never query text

    Raises QueryError with line and column for a syntax error, and for SERVICE and updates.
    """
    check(sparql)
    given = given or {}
    try:
        found = store.inner.query(
            sparql,
            prefixes=store.prefixes,
            use_default_graph_as_union=True,
            substitutions={Variable(name): value for name, value in given.items()},
        )
        if isinstance(found, QuerySolutions | QueryBoolean):
            data = found.serialize(format=QueryResultsFormat.JSON)
            return Result(data, None, store.prefixes, frozenset(given))
        return Result(None, tuple(found), store.prefixes, frozenset(given))
    except SyntaxError as error:
        raise QueryError(_explain(sparql, str(error))) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error


def _explain(sparql: str, message: str) -> str:
    """The parser's complaint with the line it is about and a caret under the place."""
    found = _POSITION.match(message)
    if not found:
        return f"the query has a syntax error: {message}"
    line, column = int(found[1]), int(found[2])
    reason = " ".join(found[3].split())
    if "Prefix not found" in reason:
        reason = "a prefix is not declared"
    elif len(reason) > 160:
        reason = "something else is expected here"
    lines = sparql.splitlines() or [""]
    text = lines[line - 1] if line <= len(lines) else ""
    caret = re.sub(r"[^\t]", lambda m: "　" if ord(m[0]) > 0x2E7F else " ", text[: column - 1]) + "^"
    return f"the query has a syntax error at line {line}, column {column}: {reason}\n  {text}\n  {caret}"

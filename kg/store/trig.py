"""Text that is the same on every run: sorted statements under sorted prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.claim.iri import DEFAULT_BASE
from kg.rdf.names import RDF, prefixes

_PREFIX = re.compile(rb"\A(?:@prefix [^\n]*\n)+")
_TYPE = RDF + "type"


def _key(statement: Quad | Triple) -> tuple[str, str, bool, str, str]:
    """Graph, subject, predicate (rdf:type first), object."""
    graph = statement.graph_name if isinstance(statement, Quad) else None
    subject, predicate = cast(NamedNode, statement.subject), statement.predicate
    value = statement.object.value if isinstance(statement.object, NamedNode | Literal) else ""
    return (
        graph.value if isinstance(graph, NamedNode) else "",
        subject.value,
        predicate.value != _TYPE,
        predicate.value,
        f"{value}\x00{statement.object}",
    )


def serialise(
    statements: Iterable[Quad] | Iterable[Triple], format: RdfFormat, known: Mapping[str, str] | None = None
) -> bytes:
    """`statements` in `format`, UTF-8, sorted by graph, subject and predicate; `known` are the prefixes to use.

    pyoxigraph writes the prefixes in the order of a hash table, so they are put in order here.
    """
    rows = sorted(statements, key=_key)
    data = serialize(cast("list[Quad]", rows), format=format, prefixes=dict(known or {}))
    assert data is not None  # no output was given
    return _PREFIX.sub(lambda m: b"\n".join(sorted(m[0].split(b"\n")[:-1])) + b"\n\n", data)


def write_trig(path: Path | str, quads: Iterable[Quad], base: str = DEFAULT_BASE) -> None:
    """Writes `quads` to `path` as TriG: the same bytes for the same graph, whatever the order of the quads."""
    Path(path).write_bytes(serialise(quads, RdfFormat.TRIG, prefixes(base)))

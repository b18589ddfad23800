"""A built graph, open for questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.network.load import Network
    from kg.query import Result


class Graph:
    """The graph in one folder that `kg build` wrote; it is only read, so any number may be open at once.

    Raises StoreError when the folder holds no graph of this project.
    """

    def __init__(self, out: Path | str = "out") -> None:
        from kg.store import open_store

        self.path = Path(out)
        self._store = open_store(self.path)

    def __repr__(self) -> str:
        return f"Graph({str(self.path)!r})"

    def query(self, sparql: str, /, **given: str) -> Result:
        """The answer to a SPARQL 1.1 query on the union of all named graphs; the project's prefixes are known.

        given  values of variables of the SELECT clause: strings, or IRIs in angle brackets; never query text

        Raises QueryError for a syntax error, an update or SERVICE.
        """
        from kg import query

        return query.run(self._store, sparql, query.bindings(f"{name}={value}" for name, value in given.items()))

    def question(self, name: str, /, **given: str) -> Result:
        """The answer to a ready question (`kg query --list` names them).

        Raises QueryError when a parameter is missing, or nothing is found because the graph does not know a given name.
        """
        from kg import query

        return query.ask(self._store, name, query.bindings(f"{key}={value}" for key, value in given.items()))

    def network(self, *, asserted_only: bool = True) -> Network:
        """The graph as a networkx.MultiDiGraph with IRIs as nodes; functions for it are in `kg.network`."""
        from kg.network import load

        return load(self._store, asserted_only=asserted_only)

    def rdflib(self) -> Dataset:
        """The graph as a read-only rdflib.Dataset over the same database; its default graph is the union."""
        from kg.store import rdflib_dataset

        return rdflib_dataset(self.path)

    @property
    def page(self) -> Path:
        """The interactive page, a file that a browser opens."""
        return self.path / "graph.html"

    @property
    def report(self) -> dict[str, Any]:
        """What was read and skipped, counts, seconds and versions: report.json."""
        data: dict[str, Any] = json.loads((self.path / "report.json").read_text(encoding="utf-8"))
        return data

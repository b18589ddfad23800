"""The folder of ready questions: each .rq file answers one, and says so in its first line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from pyoxigraph import Literal

from kg.claim import QueryError
from kg.names import fold, unknown
from kg.query.run import Result, Value, run
from kg.store import GraphStore

_PARAMETER = re.compile(r"^#\s*set\s+(\w+)\s*:\s*(.+)$", re.MULTILINE)
#: Every spelling of what takes part in a claim.
_NAMES = """SELECT DISTINCT ?called WHERE {
  ?claim kg:subject|kg:object|(kg:qualifier/kg:participant)|(kg:attribution/kg:agent) ?x .
  ?x rdfs:label|skos:altLabel ?called
}"""


@dataclass(frozen=True, slots=True)
class ReadyQuery:
    """A query in a file. `parameters` are the variables that must be given: name → what to write there."""

    name: str
    question: str
    parameters: Mapping[str, str]
    sparql: str

    def require(self, given: Mapping[str, Value]) -> None:
        """Raises QueryError when a parameter is not given, or something is given that the query does not know."""
        missing = [name for name in self.parameters if name not in given]
        if missing:
            told = "; ".join(f"{name}: {self.parameters[name]}" for name in missing)
            raise QueryError(f"the query {self.name!r} needs --set {missing[0]}=… ({told})")

    def names(self, given: Mapping[str, Value]) -> Iterator[str]:
        """The given values that have to be names of something."""
        for name, value in given.items():
            if isinstance(value, Literal) and self.parameters.get(name, "").startswith("a name"):
                yield value.value


def parse(name: str, text: str) -> ReadyQuery:
    """Reads the head of a query: a comment that says what it answers, and `# set NAME: what it is` lines."""
    first = text.lstrip().split("\n", 1)[0]
    question = first.lstrip("#").strip() if first.startswith("#") else name
    return ReadyQuery(name, question, dict(_PARAMETER.findall(text)), text)


@cache
def catalogue() -> tuple[ReadyQuery, ...]:
    """The ready questions that come with the package, by name."""
    folder = files("kg.query").joinpath("queries")
    found = [item for item in folder.iterdir() if item.name.endswith(".rq")]
    return tuple(
        parse(item.name.removesuffix(".rq"), item.read_text(encoding="utf-8"))
        for item in sorted(found, key=lambda item: item.name)
    )


def ask(store: GraphStore, name: str, given: Mapping[str, Value]) -> Result:
    """The answer to the query in the file `name` or the ready question of that name.

    Raises QueryError when a parameter is missing, or nothing is found because the graph does not know a given name.
    """
    ready = find(name)
    ready.require(given)
    result = run(store, ready.sparql, given)
    if result.triples is None and result.answer is None and not result.rows():
        known = [row["called"] for row in run(store, _NAMES)]
        spellings = {fold(str(each)) for each in known}
        for called in ready.names(given):
            if fold(called) not in spellings:
                raise unknown(called, map(str, known))
    return result


def find(name: str) -> ReadyQuery:
    """The query in the file `name`, else the ready question of that name.

    Raises QueryError when there is neither, or the file is not UTF-8 text.
    """
    path = Path(name)
    if path.is_file():
        try:
            return parse(path.stem, path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"the query file {name} cannot be read: {error}") from error
    for query in catalogue():
        if query.name == path.name.removesuffix(".rq"):
            return query
    known = ", ".join(query.name for query in catalogue())
    raise QueryError(f"there is no query file {name}, and no ready query of that name: there are {known}")

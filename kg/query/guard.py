"""What a query may not do: change the graph, or call another address.

pyoxigraph really sends HTTP for SERVICE, so the word is looked for where SPARQL would read it as a keyword.
"""

from __future__ import annotations

import re

from kg.claim import QueryError

# What may hold the word without meaning it, in the order in which SPARQL's grammar lets them start (19.8 of the
# SPARQL 1.1 specification): an escaped character of a name, an IRI, the four kinds of string, a comment.
_QUOTED = re.compile(
    r"""\\. | <[^<>"{}|^`\\\x00-\x20]*>
    | '''(?:[^'\\]|\\.|'{1,2}(?!'))*''' | \"\"\"(?:[^"\\]|\\.|"{1,2}(?!"))*\"\"\"
    | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*"
    | \#[^\n\r]*""",
    re.VERBOSE | re.DOTALL,
)
_SERVICE = re.compile(r"(?<![\w:?$@-])service(?!\w)", re.IGNORECASE)
_PROLOGUE = re.compile(r"(?:base\b|prefix\s+[^\s:]*:)", re.IGNORECASE)
_UPDATE = re.compile(r"(insert|delete|load|clear|drop|create|add|move|copy|with)\b", re.IGNORECASE)


def check(sparql: str) -> None:
    """Raises QueryError when `sparql` is an update or holds a SERVICE clause."""
    code = _QUOTED.sub(" ", sparql)
    if _SERVICE.search(code):
        raise QueryError(
            "SERVICE asks another server, which this command never does: query that server itself, "
            "or leave the SERVICE clause out"
        )
    update = _UPDATE.match(_PROLOGUE.sub("", code).strip())
    if update:
        raise QueryError(
            f"{update[1].upper()} changes a graph, and a built graph is only read: "
            "use SELECT, ASK, CONSTRUCT or DESCRIBE; to change the graph, change the documents and build"
        )

"""Names as people write them: which ones are the same, and which are near."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

from kg.claim import QueryError


def fold(text: str) -> str:
    """The name without its case and width."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def unknown(name: str, known: Iterable[str]) -> QueryError:
    """The error for a name that is not among `known`, with the nearest that are."""
    names = sorted(set(known))
    wanted = fold(name)
    near = [k for k in names if wanted and wanted in fold(k)] or difflib.get_close_matches(name, names, 5, 0.4)
    hint = f"; did you mean {'、'.join(near[:5])}?" if near else ""
    return QueryError(f"the graph knows nothing called {name!r}{hint}")

"""The patterns of patterns.tsv, compiled: which words may begin a time, and which may go on with it."""

from __future__ import annotations

import re
from functools import cache

from pipelines.quantities.numerals import EXACT
from pipelines.times.readings import Reading, reading
from pipelines.times.tables import era_pattern, holiday_pattern, table, word_pattern

Pattern = tuple["re.Pattern[str]", Reading]
#: A group that is asked for again by its number: the marks of 12-11-10 are the same.
_BACKWARD = re.compile(r"\\([1-9])")
_MACRO = re.compile(r"<([A-Z]+)>")


@cache
def patterns(where: str) -> tuple[Pattern, ...]:
    """The patterns for one place, in the order of the file: digit, han, word, inside, or a unit that they follow."""
    rows = [row for row in table("patterns.tsv") if where in row[0].split()]
    return tuple((re.compile(expand(row[1])), reading(row[2])) for row in rows)


@cache
def any_of(where: str) -> re.Pattern[str]:
    """All the patterns for one place as one, to see at once that none of them fits."""
    parts, groups = [], 0
    for pattern, _ in patterns(where):
        shifted = _BACKWARD.sub(lambda back, by=groups: f"\\{int(back[1]) + by}", pattern.pattern)  # type: ignore[misc]
        parts.append(f"(?:{shifted})")
        groups += pattern.groups
    return re.compile("|".join(parts))


def expand(pattern: str) -> str:
    """A pattern with the macros that it names."""
    return _MACRO.sub(lambda m: _macros()[m[1]], pattern)


@cache
def _macros() -> dict[str, str]:
    macros = {
        "EXACT": EXACT,
        "WORD": word_pattern(),
        "HOLIDAY": holiday_pattern(after_year=False),
        "HOLIDAYFREE": holiday_pattern(after_year=True),
        "SOLAR": era_pattern(solar=True),
        "LUNAR": era_pattern(solar=False),
    }
    for name, pattern, *_ in table("macros.tsv"):
        macros[name] = _MACRO.sub(lambda m: macros[m[1]], pattern)
    return macros

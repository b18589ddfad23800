"""The tables of units, classifiers, currencies and approximating words, as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Unit:
    kind: str
    name: str
    scale: float = 1.0


@cache
def table(name: str) -> list[list[str]]:
    """The rows of a data file of this package, without comments, each filled up to eight columns."""
    lines = (resources.files(__package__) / "data" / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [row + [""] * (8 - len(row)) for row in rows]


@cache
def units() -> dict[str, Unit]:
    found = {}
    for written, unit, *_ in table("classifiers.tsv"):
        found[written] = Unit("count", unit or written)
    for written, kind, unit, *_ in table("units.tsv"):
        name, _, part = unit.partition("/")
        found[written] = Unit(kind, name, 1 / int(part) if part else 1.0)
    return found


def _alternation(rows: list[tuple[str, str]]) -> str:
    parts = []
    for written, before in sorted(rows, key=lambda row: (-len(row[0]), row[0])):
        latin = written[-1].isascii() and written[-1].isalpha()
        parts.append(re.escape(written) + ("(?![A-Za-z0-9])" if latin else "") + (f"(?!{before})" if before else ""))
    return "|".join(parts)


@cache
def unit_pattern(*, strict: bool) -> re.Pattern[str]:
    """Every unit, longest first. `strict`: a classifier must not be the first half of another word (三名人, 两家庭).

    Behind a long numeral the classifier is sure, and the guard would only lose 20名人员.
    """
    rows = [(row[0], row[3]) for row in table("units.tsv")]
    rows += [(row[0], "|".join(filter(None, (row[2] if strict else "", row[3])))) for row in table("classifiers.tsv")]
    return re.compile(f" ?(?:{_alternation(rows)})")


@cache
def approximators_before() -> dict[str, tuple[str, str]]:
    """Words before a number: what they make of it, and the characters that they may not follow (条约3000)."""
    return {row[0]: (row[2], row[3]) for row in table("approximators.tsv") if row[1] == "before"}


@cache
def approximators_after() -> re.Pattern[str]:
    rows = [(row[0], row[4]) for row in table("approximators.tsv") if row[1] == "after"]
    return re.compile(_alternation(rows))


@cache
def effects_after() -> dict[str, str]:
    return {row[0]: row[2] for row in table("approximators.tsv") if row[1] == "after"}


@cache
def symbols() -> dict[str, str]:
    return {row[0]: row[1] for row in table("symbols.tsv")}


@cache
def symbol_pattern() -> str:
    return "|".join(re.escape(sign) for sign in sorted(symbols(), key=lambda sign: (-len(sign), sign)))


@cache
def fixed() -> dict[str, tuple[str, float | None, float | None, float | None, str | None]]:
    """Fixed expressions: kind, value, min, max, unit."""

    def read(cell: str) -> float | None:
        return float(cell) if cell else None

    return {row[0]: (row[1], read(row[2]), read(row[3]), read(row[4]), row[5] or None) for row in table("fixed.tsv")}


@cache
def fixed_pattern() -> re.Pattern[str]:
    rows = sorted(table("fixed.tsv"), key=lambda row: (-len(row[0]), row[0]))
    return re.compile(
        "|".join((f"(?<{row[7]})" if row[7] else "") + row[0] + (f"(?!{row[6]})" if row[6] else "") for row in rows)
    )


@cache
def names_pattern() -> re.Pattern[str]:
    words = sorted((row[0] for row in table("not_quantities.tsv")), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))

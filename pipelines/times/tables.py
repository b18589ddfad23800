"""The word lists of times: relative words, holidays and eras, and the patterns that find them."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from pipelines.nlp.normalise import fold
from pipelines.times.expression import Step

Steps = tuple[Step, ...]

#: A holiday in the name of a show or a street is no time.
_NO_HOLIDAY = "(?!联欢|晚会|联|路|街|广场)"


@cache
def table(name: str) -> list[list[str]]:
    """The rows of a data file of this package, without comments, each filled up to four columns."""
    lines = (resources.files(__package__) / "data" / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [row + [""] * (4 - len(row)) for row in rows]


@cache
def named(name: str) -> list[list[str]]:
    """The rows of a list of words, folded as the text is that they are looked for in (乾隆 is read as 干隆)."""
    return [[fold(row[0]), *row[1:]] for row in table(name)]


@cache
def words() -> dict[str, Steps]:
    return {row[0]: _steps(row[1]) for row in named("words.tsv")}


@cache
def holidays() -> dict[str, Steps]:
    """Month and day of the holidays of the solar calendar; the days of the others are refused."""
    found: dict[str, Steps] = {}
    for row in named("holidays.tsv"):
        month, _, day = row[1].partition("-")
        found[row[0]] = (Step("month", int(month)), Step("day", int(day))) if day else (Step("refused"),)
    return found


@cache
def eras() -> dict[str, int | None]:
    """The year before the first of each era; None where its calendar is lunar."""
    return {row[0]: None if row[1] == "refused" else int(row[1]) for row in named("eras.tsv")}


@cache
def word_pattern() -> str:
    """The relative words, longest first, each with what it may not follow and what it may not precede."""
    parts = []
    for word, _, after, before in sorted(named("words.tsv"), key=_longest_first):
        part = word + (f"(?!{before})" if before else "")
        parts.append(part + (f"(?<![{after}]{word})" if after else ""))
    return "|".join(parts)


def holiday_pattern(*, after_year: bool) -> str:
    """The holidays; 五一 and the like only before 假期 or such a word, or after a year."""
    return "|".join(
        name + (f"(?={following})" if following and not after_year else "") + _NO_HOLIDAY
        for name, _, following, _ in sorted(named("holidays.tsv"), key=_longest_first)
    )


def era_pattern(*, solar: bool) -> str:
    return "|".join(row[0] for row in sorted(named("eras.tsv"), key=_longest_first) if (row[1] != "refused") == solar)


@cache
def first_characters() -> str:
    """The characters that a word, a holiday or an era begins with."""
    names = [row[0] for name in ("words.tsv", "holidays.tsv", "eras.tsv") for row in named(name)]
    return "".join(sorted({name[0] for name in names}))


@cache
def names_pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(row[0]) for row in sorted(named("not_times.tsv"), key=_longest_first)))


def _longest_first(row: list[str]) -> tuple[int, str]:
    return -len(row[0]), row[0]


def _steps(text: str) -> Steps:
    steps = []
    for part in text.split():
        unit, value = part.split(":")
        name, _, base = unit.partition("@")
        steps.append(Step(name, int(value), base or None))
    return tuple(steps)

"""The grammar's word classes, loaded once from data/words.toml."""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of the data folder."""
    return tomllib.loads((files("pipelines.claims") / "data" / name).read_text(encoding="utf-8"))


@cache
def words(*names: str) -> frozenset[str]:
    """The words of the classes called `names`."""
    return frozenset().union(*(table("words.toml")[name] for name in names))


@cache
def endings(*names: str) -> tuple[str, ...]:
    """The words of the classes as `str.endswith` and `str.startswith` take them."""
    return tuple(sorted(words(*names)))


@cache
def class_nouns(type_name: str) -> frozenset[str]:
    """Nouns that may follow a name of this class without adding to it."""
    return frozenset(table("words.toml")["class_nouns"].get(type_name, ()))


@cache
def field_labels() -> dict[str, frozenset[str]]:
    """Labels of entries (作词：…), with the classes of what can have such an entry."""
    labels = table("words.toml")["field_labels"]
    every = sorted({label for listed in labels.values() for label in listed})
    return {label: frozenset(name for name, listed in labels.items() if label in listed) for label in every}

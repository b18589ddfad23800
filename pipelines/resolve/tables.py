"""The resolver's word lists, loaded once from its data folder."""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@cache
def listed(table: str, name: str) -> frozenset[str]:
    """The words (or the characters of a string) under `name` in data/`table`.toml."""
    return frozenset(
        tomllib.loads((files("pipelines.resolve") / "data" / f"{table}.toml").read_text(encoding="utf-8"))[name]
    )


@cache
def endings(table: str, name: str) -> tuple[str, ...]:
    """The same words as `str.endswith` takes them."""
    return tuple(sorted(listed(table, name)))

"""The lexicon as one object: shipped names, the user's names, the user's triggers."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.claim import ConfigError
from pipelines.lexicon.matcher import Matcher, key
from pipelines.lexicon.names import Name, checked, read_tsv, shipped

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


class Lexicon:
    """Names with a matcher over them, and relation triggers that the user added.

    `triggers` maps a verb to a relation's id, on top of the shipped ones.
    """

    def __init__(self, names: Iterable[Name], triggers: dict[str, str] | None = None) -> None:
        self.names: tuple[Name, ...] = tuple(names)
        self.triggers: dict[str, str] = dict(triggers or {})

    @classmethod
    def load(cls, user_files: Sequence[Path] = (), *, builtin: bool = True) -> Lexicon:
        """The shipped names and those of `user_files` (.tsv or .toml). Raises ConfigError for a file that is wrong."""
        names: list[Name] = list(shipped()) if builtin else []
        triggers: dict[str, str] = {}
        for path in user_files:
            more, verbs = read_user_file(path)
            names += more
            triggers |= verbs
        return cls(names, triggers)

    @cached_property
    def matcher(self) -> Matcher:
        return Matcher(self.names)

    @cached_property
    def _by_spelling(self) -> dict[str, Name]:
        found: dict[str, Name] = {}
        for name in sorted(self.names, key=lambda n: not n.user):
            for spelling in name.spellings:
                found.setdefault(key(spelling), name)
        return found

    def lookup(self, text: str) -> Name | None:
        """The entry that has `text` among its spellings, whatever its width, script and case."""
        return self._by_spelling.get(key(text))


def read_user_file(path: Path) -> tuple[list[Name], dict[str, str]]:
    """Names and triggers from a user's .tsv (names only) or .toml file.

    The TOML form has `[[name]]` tables (type, zh, en, aliases, wikidata) and `[triggers]` (relation = [verbs]).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError(f"{path}: the lexicon cannot be read ({problem}); give a UTF-8 file") from problem
    if path.suffix == ".toml":
        try:
            return from_toml(tomllib.loads(text), str(path))
        except tomllib.TOMLDecodeError as problem:
            raise ConfigError(f"{path}: not valid TOML: {problem}") from problem
    return list(read_tsv(text.splitlines(), str(path), user=True)), {}


def from_toml(table: dict[str, Any], where: str) -> tuple[list[Name], dict[str, str]]:
    """Names and triggers from a parsed TOML table, such as a lexicon file or a part of zhitu.toml.

    Raises ConfigError for anything that is not written so.
    """
    if unknown := sorted(set(table) - {"name", "triggers"}):
        raise ConfigError(f"{where}: unknown key {unknown[0]!r}; write [[name]] tables and one [triggers] table")
    rows, relations = table.get("name", []), table.get("triggers", {})
    if not isinstance(rows, list):
        raise ConfigError(f"{where}: names are written as [[name]] tables, not name = {rows!r}")
    if not isinstance(relations, dict):
        raise ConfigError(f'{where}: triggers are written as a table: [triggers], then relation = ["verb", "verb"]')
    names = []
    for number, row in enumerate(rows, start=1):
        place = f"{where}, [[name]] {number}"
        if not isinstance(row, dict) or not isinstance(row.get("aliases", []), list):
            raise ConfigError(f'{place}: write [[name]] tables with aliases = ["…", "…"]')
        if strange := sorted(set(row) - {"type", "zh", "en", "aliases", "wikidata"}):
            raise ConfigError(f"{place}: unknown key {strange[0]!r}; use type, zh, en, aliases, wikidata")
        names.append(
            checked(
                Name(
                    type=str(row.get("type", "")),
                    zh=str(row.get("zh", "")),
                    en=str(row.get("en", "")),
                    aliases=tuple(str(a) for a in row.get("aliases", [])),
                    wikidata=str(row["wikidata"]) if row.get("wikidata") else None,
                    user=True,
                ),
                place,
            )
        )
    triggers: dict[str, str] = {}
    for relation, verbs in relations.items():
        if not isinstance(verbs, list) or not all(isinstance(v, str) and v for v in verbs):
            raise ConfigError(f'{where}: triggers are written relation = ["verb", "verb"], not {relation} = {verbs!r}')
        triggers |= dict.fromkeys(verbs, relation)
    return names, triggers

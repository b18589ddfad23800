"""Names that are known before reading: who is who, with every spelling."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.claim import PARENTS, ConfigError

COLUMNS = ("type", "zh", "en", "aliases", "wikidata", "context")


@dataclass(frozen=True, slots=True)
class Name:
    """One entry of the lexicon.

    type       a key of kg.claim.PARENTS
    zh, en     its labels; `en` may be empty
    aliases    every other spelling
    ambiguous  spellings that are ordinary words too (苹果, 小米): they count only with support from the text
    boundary   spellings that arise inside other words (高通 in 提高通信): they count only where words begin and end
    generic    spellings that are common nouns (芯片): labels of a thing, never a mention of a name
    user       from the user's own file: it wins over everything shipped
    """

    type: str
    zh: str
    en: str = ""
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    ambiguous: frozenset[str] = frozenset()
    boundary: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    user: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s for s in (self.zh, self.en, *self.aliases) if s))


def checked(name: Name, where: str) -> Name:
    """`name`, or a ConfigError that says what is wrong with it and where it stands."""
    if name.type not in PARENTS:
        raise ConfigError(f"{where}: the type {name.type!r} is unknown; use one of {', '.join(PARENTS)}")
    if not name.zh.strip():
        raise ConfigError(f"{where}: a name needs a label in the column or key 'zh'")
    return name


def read_tsv(lines: Iterable[str], where: str, *, user: bool = False) -> Iterator[Name]:
    """Names from tab-separated lines with a header; `aliases` are separated by `|`, `context` is `kind:spelling|spelling;…`.

    Raises ConfigError for an unknown type, a missing label or a header without `type` and `zh`.
    """
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = {"type", "zh"} - set(rows.fieldnames or ())
    if missing:
        raise ConfigError(
            f"{where}: the header lacks {', '.join(sorted(missing))}; the first line names the columns: "
            + " ".join(COLUMNS)
        )
    for number, row in enumerate(rows, start=2):
        cell = {key: (row.get(key) or "").strip() for key in COLUMNS}
        yield checked(
            Name(
                type=cell["type"],
                zh=cell["zh"],
                en=cell["en"],
                aliases=tuple(a.strip() for a in cell["aliases"].split("|") if a.strip()),
                wikidata=cell["wikidata"] or None,
                user=user,
                **_context(cell["context"], f"{where}, line {number}"),
            ),
            f"{where}, line {number}",
        )


def _context(cell: str, where: str) -> dict[str, frozenset[str]]:
    """The column `context`: `kind:spelling|spelling;kind:…`."""
    found: dict[str, frozenset[str]] = {}
    for part in filter(None, cell.split(";")):
        kind, _, spellings = part.partition(":")
        if kind not in ("ambiguous", "boundary", "generic"):
            raise ConfigError(f"{where}: the context {kind!r} is unknown; use ambiguous, boundary or generic")
        found[kind] = frozenset(spellings.split("|"))
    return found


def data() -> Traversable:
    """The folder of the shipped lexicon."""
    return files("pipelines.lexicon") / "data"


ROLES = "roles.tsv"


def shipped() -> Iterator[Name]:
    """Every name that comes with the package, file by file in alphabetical order."""
    for file in sorted(data().iterdir(), key=lambda f: f.name):
        if file.name.endswith(".tsv") and file.name != ROLES:
            yield from read_tsv(file.read_text(encoding="utf-8").splitlines(), file.name)

"""Titles and role nouns: 首席执行官, 高管们, 投资者."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from pipelines.lexicon.names import ROLES, data


@dataclass(frozen=True, slots=True)
class Role:
    """A word for what somebody is.

    kind is title (首席执行官: a position that one person holds), org_role (高管们, 公司: stands for an organisation)
    or person_role (投资者: a class of people).
    """

    kind: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()


@cache
def roles() -> dict[str, Role]:
    """Every spelling of every role, lower-cased, to its entry."""
    found: dict[str, Role] = {}
    rows = csv.DictReader(
        (data() / ROLES).read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    for row in rows:
        aliases = tuple(a for a in (row["aliases"] or "").split("|") if a)
        role = Role(row["kind"], row["zh"], row["en"], aliases)
        for spelling in (role.zh, *aliases):
            found.setdefault(spelling.lower(), role)
    return found


def role_of(word: str, kind: str | None = None) -> Role | None:
    """The role that `word` names, or None; with `kind`, only a role of that kind."""
    role = roles().get(word.lower())
    return role if role and (kind is None or role.kind == kind) else None

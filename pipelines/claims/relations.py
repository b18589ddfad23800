"""Named relations and the verbs that trigger them; the list is data/relations.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.claim import ConfigError, top_class
from pipelines.claims.words import table


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge type of the ontology. `subject` and `object` name the classes that fit; empty means any."""

    id: str
    zh: str
    en: str
    subject: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    role_noun: bool = False
    with_: frozenset[str] = frozenset()
    measure: bool = False
    strict: bool = False

    def fits(self, subject_type: str | None, object_type: str | None) -> bool:
        """Whether the classes of the two ends are possible; an unknown class always is."""
        if self.strict and "Concept" in (subject_type, object_type):
            return False
        return _fits(self.subject, subject_type) and _fits(self.object, object_type)


def _fits(allowed: frozenset[str], found: str | None) -> bool:
    return not allowed or found in (None, "Concept") or found in allowed or top_class(found or "") in allowed


@cache
def relations() -> dict[str, Relation]:
    """Every relation by its id."""
    return {
        name: Relation(
            id=name,
            zh=row["zh"],
            en=row["en"],
            subject=frozenset(row.get("subject", ())),
            object=frozenset(row.get("object", ())),
            role_noun=row.get("role_noun", False),
            with_=frozenset(row.get("with", ())),
            measure=row.get("measure", False),
            strict=row.get("strict", False),
        )
        for name, row in table("relations.toml").items()
    }


@cache
def shipped_triggers() -> dict[str, tuple[str, ...]]:
    """Verb → the relations that list it, in the order of the file (毕业 is graduating, or being laid off)."""
    found: dict[str, list[str]] = {}
    for name, row in table("relations.toml").items():
        for verb in row["triggers"]:
            found.setdefault(verb, []).append(name)
    return {verb: tuple(dict.fromkeys(names)) for verb, names in found.items()}


class Triggers:
    """Looks verbs up, the user's own first. Raises ConfigError for a user trigger of an unknown relation."""

    def __init__(self, user: Mapping[str, str] | None = None) -> None:
        self._user = dict(user or {})
        for verb, name in self._user.items():
            if name not in relations():
                known = ", ".join(sorted(relations()))
                raise ConfigError(
                    f"the trigger {verb!r} names the relation {name!r}, which is unknown; use one of: {known}"
                )

    def relation(self, label: str, subject_type: str | None = None, object_type: str | None = None) -> Relation | None:
        """The relation that the predicate `label` triggers, whole or without a result word at its end.

        Where several list the verb, one whose classes are met wins over one that merely is not contradicted.
        """
        for form in (label, label[:-1] if len(label) > 2 else label):
            names = (self._user[form],) if form in self._user else shipped_triggers().get(form, ())
            fitting = [relations()[n] for n in names if relations()[n].fits(subject_type, object_type)]
            if fitting:
                return max(fitting, key=lambda r: bool(r.subject) and subject_type is not None)
        return None

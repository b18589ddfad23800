"""Who 他, 该公司 and 高管们 are: the nearest fitting name before, subjects first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from kg.claim import Entity, top_class
from pipelines.resolve.gender import meant
from pipelines.resolve.tables import endings, listed

#: How many sentences back a pronoun looks.
_REACH = 3


def _referring(kind: str) -> frozenset[str]:
    return listed("reference", kind)


@dataclass(frozen=True, slots=True)
class Seen:
    """A named entity at an offset of the text; `subject` when it is what a clause speaks of, `gender` where that is known."""

    offset: int
    sentence: int
    entity: Entity
    subject: bool
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two named entities that a sentence puts side by side (A和B, A与B谈判), in the order of the text."""

    offset: int
    sentence: int
    first: Entity
    second: Entity


class Discourse:
    """What has been named so far in a document. Feed it sentence by sentence, in order."""

    def __init__(self) -> None:
        self._seen: list[Seen] = []
        self._pairs: list[Pair] = []
        self._genders: dict[str, set[str]] = {}

    def add(self, seen: Seen) -> None:
        self._seen.append(seen)
        if seen.gender:
            self._genders.setdefault(seen.entity.iri, set()).add(seen.gender)

    def add_pair(self, pair: Pair) -> None:
        self._pairs.append(pair)

    def pair(self, text: str, offset: int, sentence: int) -> Pair | None:
        """The pair that 双方 or 两者 at `offset` stands for: the last one of this sentence or the one before."""
        if text not in _referring("both"):
            return None
        return self._last_pair(offset, sentence)

    def _last_pair(self, offset: int, sentence: int) -> Pair | None:
        near = takewhile(lambda p: sentence - p.sentence <= 1, reversed(self._pairs))
        return max((p for p in near if p.offset < offset), key=lambda p: p.offset, default=None)

    def is_plural(self, text: str) -> bool:
        return text in _referring("plural")

    def refer(
        self, text: str, offset: int, sentence: int, *, organisational: bool, other_than: Entity | None = None
    ) -> tuple[Entity, str] | None:
        """What `text` at `offset` stands for, with the kind of reference; None when it is no reference, or open.

        `organisational` says that the claim's relation is one that organisations have; a pronoun does not stand for
        `other_than`.
        """
        if text in ("前者", "后者"):
            pair = self._last_pair(offset, sentence)
            return (pair.first if text == "前者" else pair.second, "pair") if pair else None
        if text in _referring("person"):
            found = self._nearest(("Person",), offset, sentence, other_than=other_than, gender=meant(text))
            return (found, "pronoun") if found else None
        if text in _referring("thing"):
            things = ("Product", "Organisation", "Technology", "Work", "Place", "Event")
            found = self._nearest(things, offset, sentence, other_than=other_than)
            return (found, "pronoun") if found else None
        if text in _referring("own"):
            parties = ("Organisation", "Person", "Place", "Product")
            found = self._nearest(parties, offset, sentence, reach=0, other_than=other_than)
            return (found, "pronoun") if found else None
        if text in _referring("organisation") or text in _referring("company"):
            found = self._nearest(
                ("Organisation",),
                offset,
                sentence,
                reach=sentence,
                near=True,
                other_than=other_than,
                authorities=text in _referring("organisation"),
                media=text in _referring("organisation"),
            )
            return (found, "definite") if found else None
        if organisational and text in _referring("people_of"):
            found = self._nearest(("Organisation",), offset, sentence, reach=sentence)
            return (found, "role_noun") if found else None
        return None

    def _nearest(
        self,
        classes: tuple[str, ...],
        offset: int,
        sentence: int,
        reach: int = _REACH,
        *,
        near: bool = False,
        other_than: Entity | None = None,
        authorities: bool = True,
        media: bool = True,
        gender: str | None = None,
    ) -> Entity | None:
        """The last entity of these classes before `offset`: in each sentence a subject before anything else. With `near`
        whatever this sentence names wins over a subject before it (比亚迪董事长表示，公司…)."""
        fitting: list[Seen] = []
        for seen in reversed(self._seen):
            if sentence - seen.sentence > reach or (fitting and fitting[0].sentence - seen.sentence > 1):
                break
            fits = top_class(seen.entity.type) in classes and (authorities or seen.entity.type != "Government")
            fits &= media or not seen.entity.label.endswith(endings("reference", "media_endings"))
            fits &= gender is None or self._genders.get(seen.entity.iri, {gender}) == {gender}
            if seen.offset < offset and fits and seen.entity != other_than:
                fitting.append(seen)
        if not fitting:
            return None
        best = max(fitting, key=lambda s: (s.sentence, s.subject, s.offset))
        if not best.subject and not near:
            # A subject of the sentence before speaks louder than an object in this one.
            subjects = [s for s in fitting if s.subject]
            if subjects:
                best = max(subjects, key=lambda s: (s.sentence, s.offset))
        return best.entity

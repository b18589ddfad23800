"""One parsed sentence in, its propositions out: every rule applied, doubles and empty words left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from kg.claim import Modality, Polarity
from pipelines.claims.attribution import Source, sources
from pipelines.claims.frame import Frame, frame, is_predicate
from pipelines.claims.phrase import Phrase, phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.relations import Triggers
from pipelines.claims.repair import repair
from pipelines.claims.rows import clause_before
from pipelines.claims.rules import copular, descriptions, fields, measures, nominal, relative, titles, verbal
from pipelines.claims.rules.attitudes import attitudes
from pipelines.claims.rules.distances import distances
from pipelines.claims.rules.notices import appointments, suspected, suspicions
from pipelines.claims.rules.properties import property_of
from pipelines.claims.rules.taking_as import takings_as
from pipelines.claims.stance import stance
from pipelines.claims.stance.ability import ability
from pipelines.claims.stance.directives import asked_besides, demanded_too, ruled_besides
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

_PLAIN = (Polarity.POSITIVE, Modality.ACTUAL)
#: Ordinals and the like that stand for a noun of another sentence.
_WHICH = re.compile("(?:第[一二三四五六七八九十]+|另(?:外)?一|其中一|[这那]一?|一)[个位名种]")


class SentenceReading:
    """The propositions and sources of one sentence."""

    def __init__(self, tree: Tree, triggers: Triggers) -> None:
        self.tree = repair(tree)
        self._triggers = triggers
        self._stances: dict[int, tuple[Polarity, Modality]] = {}

    @cached_property
    def sources(self) -> list[Source]:
        return sources(self.tree)

    @cached_property
    def frames(self) -> list[Frame]:
        return [frame(self.tree, t) for t in range(len(self.tree)) if is_predicate(self.tree, t)]

    @cached_property
    def propositions(self) -> list[Proposition]:
        """In the order of their predicates; of two that say the same the first rule's stays."""
        seen: set[tuple[object, ...]] = set()
        kept: list[Proposition] = []
        for proposition in self._with_properties():
            if not self._says_something(proposition):
                continue
            pointing = self._points(proposition.subject) or self._points(proposition.object)
            subject, obj = proposition.subject, proposition.object
            identity: tuple[object, ...] = (proposition.verb, subject and subject.head, obj and obj.head)
            if proposition.rule == "title":
                identity = (*identity, proposition.predicate)  # 董事长、总经理
            if identity in seen:
                continue
            seen.add(identity)
            if proposition.rule not in ("title", "possession", "naming", "kin"):
                proposition = proposition.with_stance(*self._stance(proposition.verb))
                if proposition.inherited and subject and demanded_too(self.tree, subject.head, proposition.verb):
                    proposition = replace(proposition, modality=Modality.REQUIRED)
                elif subject and (whom := asked_besides(self.tree, subject.head, proposition.verb)) is not None:
                    proposition = replace(
                        proposition, subject=phrase(self.tree, whom), modality=Modality.REQUIRED, inherited=True
                    )
            # 这 names nobody, so that it states no fact; what it denies or leaves open is still worth knowing.
            plain = proposition.polarity is Polarity.POSITIVE and proposition.modality is Modality.ACTUAL
            if plain and proposition.rule in ("verbal", "relative") and (able := ability(self.tree, proposition.verb)):
                proposition = replace(proposition, ability=able)
            if not (pointing and plain):
                kept.append(proposition)
        return sorted(kept, key=lambda p: (p.verb, p.object.head if p.object else -1))

    def _stance(self, verb: int) -> tuple[Polarity, Modality]:
        """What the clause says of whether it is so, else what those say that it stands in a row with."""
        if verb not in self._stances:
            found = _PLAIN if ruled_besides(self.tree, verb) else stance(self.tree, verb)
            plain = found == _PLAIN
            before = clause_before(self.tree, verb) if plain else None
            self._stances[verb] = found if before is None else self._stance(before)
        return self._stances[verb]

    def _with_properties(self) -> Iterator[Proposition]:
        for proposition in self._read():
            yield proposition
            if of_owner := property_of(self.tree, proposition):
                yield of_owner

    def _read(self) -> Iterator[Proposition]:
        tree, triggers = self.tree, self._triggers
        clefts = list(copular(tree))
        yield from clefts
        source_verbs = {t for s in self.sources for t in s.tokens if s.verb in s.tokens or s.verb is None}
        notices = list(appointments(tree))
        yield from notices
        told_already = {p.verb for p in clefts if p.rule == "cleft"} | {p.verb for p in notices}
        offences = suspected(tree)
        told_already |= {t for cue, what in offences.items() for t in (cue, *what)}
        for clause in self.frames:
            addressed = bool(clause.objects) and tree.words[clause.verb] in words("asking")  # 检方指控程志
            if clause.verb in told_already or (clause.verb in source_verbs and not addressed):
                continue
            if tree.deps[clause.verb] in ("acl", "acl:relcl"):
                yield from relative(tree, clause, triggers)
            else:
                yield from verbal(tree, clause, triggers)
        yield from suspicions(tree, offences)
        yield from takings_as(tree)
        yield from attitudes(tree)
        yield from fields(tree)
        yield from distances(tree)
        yield from measures(tree)
        yield from titles(tree)
        yield from descriptions(tree)
        yield from nominal(tree, triggers)

    def _says_something(self, proposition: Proposition) -> bool:
        """No claim of an empty word: 这 does what, somebody does 什么, a bare intransitive without anybody."""
        subject, obj = proposition.subject, proposition.object
        if subject is None and obj is None:
            return False
        return not any(part is not None and self._empty(part) for part in (subject, obj))

    def _empty(self, part: Phrase) -> bool:
        """第二个, 另一个: of what, the phrase does not say."""
        text = self.tree.text(part.tokens)
        named = self.tree.mentions[part.head] is not None  # 中 in 中美
        return ((text in words("empty") or _WHICH.fullmatch(text)) and not named) or not any(c.isalnum() for c in text)

    def _points(self, part: Phrase | None) -> bool:
        return part is not None and self.tree.text(part.tokens) in words("demonstratives")

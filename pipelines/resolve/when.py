"""When the claims of one document hold."""

from __future__ import annotations

from dataclasses import replace

from kg.claim import Document, Modality, Quote, Span, TimeSpan
from pipelines.claims.proposition import Proposition
from pipelines.claims.segments import segment_start
from pipelines.claims.timing import time_of, time_of_figure
from pipelines.claims.tree import Tree
from pipelines.claims.words import words
from pipelines.mention.finder import Found
from pipelines.nlp.normalise import fold
from pipelines.times import resolve

#: Of these a partial date lies ahead: 计划于4月20日召开.
_AHEAD = frozenset([Modality.PLANNED, Modality.REQUIRED, Modality.POSSIBLE])


def _since(tree: Tree, time: int, verb: int) -> bool:
    """2007年诞生后，大红大紫: what follows on a deed holds from the time of that deed on."""
    for deed in tree.ancestors(time):
        if deed == verb or tree.below(verb, deed):
            return False
        if any(c > deed and tree.words[c] in words("since") for c in tree.children[deed]):
            return True
    return False


class Calendar:
    """The times that stand in a document, seen from its date."""

    def __init__(self, document: Document, found: Found) -> None:
        self._document = document
        self._times = found.times
        # Without a date to reckon from only such words tell of the future: 明年, 下月.
        future = () if document.date else tuple(words("future_times"))
        self._future = frozenset(at for at in found.times if fold(document.text[at : at + 4]).startswith(future))

    def span(self, tree: Tree, proposition: Proposition) -> TimeSpan | None:
        """When what is proposed holds; None where the sentence does not tell."""
        token = time_of(tree, proposition.verb, self._times)
        token = time_of_figure(tree, proposition, self._times) if token is None else token
        if token is None:
            return None
        reading = self._times[tree.starts[token]]
        interval = reading.interval
        before = tree.words[max(0, token - 4) : token]
        ahead = any(word in words("future_marks", "future_modals") for word in before)
        asked_for = tree.words[segment_start(tree, token) : token]
        ahead |= proposition.modality is Modality.REQUIRED and not words("directing").isdisjoint(asked_for)
        if ahead and reading.expression.partial and not reading.future and proposition.modality in _AHEAD:
            interval = resolve(reading.expression, self._document.date, future=True)
        if interval.start and _since(tree, token, proposition.verb):
            interval = replace(interval, end=None)
        if reading.expression.relation == "until" and "才" in tree.words[token : proposition.verb]:
            interval = resolve(replace(reading.expression, relation="at"), self._document.date)  # 直到1995年才回国
        elif interval.end and _until(tree, token, proposition):
            interval = replace(interval, start=None)
        moved = tree.starts[token] - reading.core.start
        words_of_time = Span(
            reading.span.start + moved, reading.span.end + moved
        )  # 8月份以来, with what opens or ends it
        return TimeSpan(
            Quote.of(self._document.text, words_of_time), interval.start, interval.end, interval.granularity
        )

    def ahead(self, tree: Tree, verb: int, time: TimeSpan | None) -> bool:
        """What begins after the document was written has not happened; without a date, 明年 and 下月 say so themselves."""
        if time and time.start and self._document.date:
            return time.start > self._document.date
        token = time_of(tree, verb, self._times, far=True) if self._future else None
        return token is not None and tree.starts[token] in self._future


def _until(tree: Tree, token: int, proposition: Proposition) -> bool:
    """续约至2027年, 持续到6月底: the time ends what began before it."""
    return tree.words[token - 1] in ("至", "到") and token - 1 in proposition.predicate

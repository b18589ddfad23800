"""Clauses on the surface: a verb group with the words before and after it, for benchmarks that want the very words.

A sentence is cut at commas and the like into stretches. In a stretch, verbs that follow each other with nothing but
adverbs and prepositional phrases between them are one group (开始制造, 试图在英国推广); what stands before it without a
preposition is its subject, what follows is its object. The parse says which verbs describe a noun and where phrases end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.claims.phrase import is_nominal
from pipelines.claims.tree import Tree
from pipelines.claims.words import words
from pipelines.evaluation.open_phrases import CLAUSE_MARKS, Part, Surface, separates

_PASSIVE = frozenset(["被", "遭", "遭到"])
# Prepositions behind the verb that open the phrase after it, rather than end the verb.
_OPENS_PHRASE = frozenset(["在", "于", "自", "向"])
# Verbs of speech that make one predicate with what follows: 预计将花费.
_EXPECTING = frozenset(["预计", "预测", "估计"])
_ADVERBIAL = frozenset(["obl", "nmod:tmod", "advmod", "discourse", "mark"])
_LIGHT_TAGS = frozenset(["ADV", "AUX", "SCONJ", "CCONJ", "ADP"])


@dataclass(slots=True)
class Clause:
    """One verb group of a stretch.

    group    its verbs
    start    where its own words (verbs, adverbs and auxiliaries before them) may begin
    end      one past its last word, result words and aspect with it
    phrases  prepositional phrases before, within or right behind it, and times
    agent    who acts, of a passive
    rest     what follows it in the stretch
    inner    whether a later clause of the stretch is part of what follows
    """

    stretch: Part
    group: list[int]
    start: int
    end: int
    phrases: list[Part] = field(default_factory=list)
    subject: Part | None = None
    agent: Part | None = None
    rest: Part | None = None
    inner: bool = False


def clauses_of(tree: Tree) -> Iterator[Sequence[Clause | Part]]:
    """The clauses of each stretch; of a stretch without verb the phrases, or the one nominal run, that it holds."""
    return _Cutter(tree).cut()


class _Cutter:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.surface = Surface(tree)

    def cut(self) -> Iterator[Sequence[Clause | Part]]:
        start = 0
        for token, word in enumerate([*self.tree.words, "。"]):
            if word in CLAUSE_MARKS:
                if token > start:
                    stretch = Part(start, token)
                    yield self._clauses(stretch) or self._loose(stretch)
                start = token + 1

    def _clauses(self, stretch: Part) -> list[Clause]:
        phrases = self.surface.phrases(stretch)
        covered = {t for p in phrases for t in range(p.start, p.end)}
        groups: list[list[int]] = []
        for token in range(stretch.start, stretch.end):
            if token in covered or not self.surface.is_verb(token):
                continue
            if groups and self._joins(groups[-1][-1], token, covered):
                groups[-1].append(token)
            else:
                groups.append([token])
        clauses: list[Clause] = []
        for index, group in enumerate(groups):
            left = clauses[-1].end if clauses else stretch.start
            clause = Clause(stretch, group, left, self._group_end(group))
            own = [p for p in phrases if left <= p.start < group[-1]]
            free = [t for t in range(left, group[0]) if t not in covered]
            times = [Part(t, self.surface.closed(t + 1)) for t in free if self.surface.is_time(t)]
            clause.phrases = sorted([*own, *times], key=lambda part: part.start)
            if index == 0:
                clause.subject, clause.agent = self._subject(free, times, group[0])
            end = groups[index + 1][0] if index + 1 < len(groups) else stretch.end
            clause.rest = self._rest(clause.end, end, index + 1 < len(groups), phrases)
            clauses.append(clause)
        for clause, following in pairwise(clauses):
            clause.inner = self._takes(clause, following)
            if clause.inner and clause.rest:
                following.subject = clause.rest
        return clauses

    def _takes(self, clause: Clause, following: Clause) -> bool:
        """Whether the next clause says what is caused, thought, or what something is: 让观众看起来…, 怀疑爱情是…."""
        verb = clause.group[-1]
        word = self.tree.words[verb]
        if word in words("copulas") or word in words("causatives") or word in words("speech"):
            return True
        return any(self.tree.heads[v] == verb and self.tree.deps[v] == "ccomp" for v in following.group)

    def _loose(self, stretch: Part) -> list[Part]:
        """A stretch without verb: its phrases and times; else the stretch itself when it is a noun phrase."""
        phrases = self.surface.phrases(stretch)
        covered = {t for p in phrases for t in range(p.start, p.end)}
        free = [t for t in range(stretch.start, stretch.end) if t not in covered]
        times = [Part(t, self.surface.closed(t + 1)) for t in free if self.surface.is_time(t, alone=True)]
        if phrases or times:
            return sorted([*phrases, *times], key=lambda part: part.start)
        return [stretch] if all(is_nominal(self.tree, t) or self.tree.words[t] == "的" for t in free) else []

    def _joins(self, previous: int, token: int, covered: set[int]) -> bool:
        """Whether two verbs are one predicate: nothing but adverbs and phrases between them."""
        word = self.tree.words[previous]
        speech = (
            word in words("bare_speech") and word not in _EXPECTING and self.tree.words[token] not in words("copulas")
        )
        if word in words("copulas") or speech:
            return False
        return all(self.tree.tags[t] in ("ADV", "AUX") or t in covered for t in range(previous + 1, token))

    def _group_end(self, group: Sequence[int]) -> int:
        tree, at = self.tree, group[-1] + 1
        while at < len(tree) and at not in self.surface.inside:
            word = tree.words[at]
            tail = word in words("verb_tails") and word not in _OPENS_PHRASE and tree.tags[at] not in ("NOUN", "ADP")
            if word in ("了", "过", "着") or tail:
                at += 1
            else:
                break
        return at

    def _subject(self, free: list[int], times: list[Part], verb: int) -> tuple[Part | None, Part | None]:
        """The last nominal run before the verb that no phrase, time or adverb takes up; with 被 the run before that."""
        tree = self.tree
        taken = {t for time in times for t in range(time.start, time.end)}
        runs: list[list[int]] = []
        marker: int | None = None
        for token in free:
            if tree.words[token] in _PASSIVE and tree.tags[token] != "VERB" and token not in self.surface.inside:
                marker = token
            if token in taken or self._leads(token, verb):
                continue
            if runs and runs[-1][-1] == token - 1:
                runs[-1].append(token)
            else:
                runs.append([token])
        parts = [part for run in runs if (part := self._noun_run(run, acts=marker is not None and run[0] > marker))]
        if marker is None:
            return (parts[-1] if parts else None), None
        before = [p for p in parts if p.end <= marker]
        agents = [p for p in parts if p.start > marker]
        return (before[-1] if before else None), (agents[-1] if agents else None)

    def _noun_run(self, run: list[int], *, acts: bool) -> Part | None:
        """The run without what may not stand at its edges, or None when no noun is left or it only tells when; what
        stands behind 被 is taken to act."""
        tree = self.tree
        start, end = run[0], run[-1] + 1
        while start < end and (tree.words[start] in ("的", "地", "之") or separates(tree, start)):
            start += 1
        while start < end and (tree.tags[end - 1] in ("CCONJ", "ADP") or tree.words[end - 1] in ("地", "、")):
            end -= 2 if tree.words[end - 1] == "地" and end - start > 1 else 1
        if start >= end or not any(is_nominal(tree, t) for t in range(start, end)):
            return None
        while (
            start < end - 1
            and tree.deps[start] in _ADVERBIAL
            and tree.heads[start] >= end
            and not tree.mentions[start]
            and (tree.lefts[tree.heads[start]] <= start and tree.words[start + 1] not in ("的", "之", "、", "和"))
        ):
            start += 1  # 当时一次锦标赛…: the first word only tells when
        if end == start + 1 and tree.type_of(start) == "Time":
            return None
        if (
            not acts
            and end == start + 1
            and tree.deps[start] in _ADVERBIAL
            and not tree.mentions[start]
            and tree.heads[start] >= end
        ):
            return None  # 因此, 现在, 其中
        return Part(start, end)

    def _leads(self, token: int, verb: int) -> bool:
        """An adverb, auxiliary or conjunction before the verb that is no part of a noun phrase."""
        tree = self.tree
        if token in self.surface.inside or tree.tags[token] not in _LIGHT_TAGS or tree.words[token] in ("的", "之"):
            return False
        if tree.tags[token] == "CCONJ":
            return not (token > 0 and is_nominal(tree, token - 1))
        head = tree.heads[token]
        if tree.words[token + 1 : token + 2] == ["的"]:
            return False
        return not (tree.tags[token] == "ADV" and token < head < verb and is_nominal(tree, head))

    def _rest(self, start: int, end: int, more: bool, phrases: list[Part]) -> Part | None:
        """What follows the verb group up to the next one and the words that lead to that."""
        tree = self.tree
        if more:
            end = min([end, *(p.start for p in phrases if start < p.start < end)])
            while end > start and tree.tags[end - 1] in _LIGHT_TAGS:
                end -= 1
        while end > start and tree.words[end - 1] in ("了", "吗", "呢", "起来"):
            end -= 1
        return Part(start, end) if end > start else None

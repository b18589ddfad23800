"""From a parsed sentence to surface triples (arg1, rel, arg2), as open-extraction benchmarks put facts.

Such benchmarks want the very words: modals, negation and aspect in rel, prepositions with their phrase in arg2, the
object in rel when arg2 is a circumstance (格兰纳 | 在1918年 → 改名为琼斯 | 在1918年), conjuncts apart. Claims are resolved
and normalised, so the triples are read from the tree again, one stretch between clause marks after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.claims.phrase import coordinated, is_nominal
from pipelines.claims.reader import SentenceReading
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

Triple = tuple[str, str, str]

_MARKS = frozenset("，。；！？：,;!?:")
_OPENING = frozenset("“「『《〈‘（(")
_CLOSING = frozenset("”」』》〉’）)")
_NEGATIONS = frozenset(["不", "没", "没有", "未", "并未", "从未", "尚未", "未能", "并不", "从不"])
_PASSIVE = frozenset(["被", "遭", "遭到"])
_DISPOSAL = frozenset(["把", "将"])
# Words behind a clause that make it a circumstance: 在X离开后.
_CLAUSE_ENDS = frozenset(["后", "之后", "以后", "前", "之前", "以前", "时", "之时", "期间", "为止", "起"])
# Result words and prepositions behind the verb that stay with it; of the latter, those that open arg2 instead.
_WITH_PHRASE = frozenset(["在", "于", "自", "向"])


@dataclass(frozen=True, slots=True)
class _Part:
    """Tokens [start, end) of a stretch."""

    start: int
    end: int


@dataclass(slots=True)
class _Clause:
    """One verb group of a stretch with what stands around it."""

    stretch: _Part
    group: list[int]
    phrases: list[_Part] = field(default_factory=list)
    times: list[_Part] = field(default_factory=list)
    subject: _Part | None = None
    rest: _Part | None = None
    serial: bool = False


def triples(reading: SentenceReading) -> list[Triple]:
    """The surface triples of one sentence, in its order, none twice."""
    return list(dict.fromkeys(_Reader(reading.tree).read()))


class _Reader:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.inside = self._relative_clauses()
        self.subjects: list[str] = []

    def read(self) -> Iterator[Triple]:
        for stretch in self._stretches():
            subjects: list[str] = []
            before: _Clause | None = None
            for clause in self._clauses(stretch):
                if clause.subject is not None:
                    subjects = self._conjuncts(clause.subject)
                    self.subjects = subjects
                elif not subjects:
                    subjects = self.subjects
                yield from self._triples(clause, subjects, before)
                before = clause

    # -- words -------------------------------------------------------------------------------------------------

    def _text(self, start: int, end: int) -> str:
        return self.tree.text(range(start, end))

    def _stretches(self) -> Iterator[_Part]:
        """Between clause marks, those inside quotation marks and brackets aside."""
        start = 0
        for token, word in enumerate([*self.tree.words, "。"]):
            if word in _MARKS:
                if token > start:
                    yield _Part(start, token)
                start = token + 1

    def _relative_clauses(self) -> set[int]:
        """Tokens that belong to a clause before a noun: nothing in them is a predicate of its own."""
        tree, found = self.tree, set()
        for token in range(len(tree)):
            head = tree.heads[token]
            if tree.deps[token] in ("acl", "acl:relcl") and head > token:
                found.update(range(tree.lefts[token], head))
            elif tree.words[token + 1 : token + 2] == ["的"] and tree.tags[token] in ("VERB", "ADJ") and token + 2 < len(tree) and tree.words[token + 2] not in _MARKS:
                found.add(token)
        return found

    def _is_verb(self, token: int) -> bool:
        tree = self.tree
        if token in self.inside or tree.mentions[token]:
            return False
        word = tree.words[token]
        if word in words("copulas"):
            return tree.words[token - 1 : token] != ["视"]
        if tree.tags[token] != "VERB":
            return tree.deps[token] in ("root", "ROOT") and tree.tags[token] == "ADJ"
        return tree.deps[token] not in ("compound", "amod", "nmod", "case", "mark", "aux", "nsubj", "obj", "nummod")

    # -- one stretch -------------------------------------------------------------------------------------------

    def _clauses(self, stretch: _Part) -> list[_Clause]:
        phrases = self._phrases(stretch)
        covered = {t for p in phrases for t in range(p.start, p.end)}
        groups: list[list[int]] = []
        for token in range(stretch.start, stretch.end):
            if token in covered or not self._is_verb(token):
                continue
            if groups and self._joins(groups[-1][-1], token, covered):
                groups[-1].append(token)
            else:
                groups.append([token])
        clauses: list[_Clause] = []
        for index, group in enumerate(groups):
            clause = _Clause(stretch, group, serial=index > 0)
            left = self._group_end(groups[index - 1]) if index else stretch.start
            begin = group[0]
            clause.phrases = [p for p in phrases if left <= p.start < begin]
            free = [t for t in range(left, begin) if not any(p.start <= t < p.end for p in phrases)]
            clause.times = [_Part(t, self._closed(t + 1)) for t in free if self.tree.type_of(t) == "Time" and not self._modifies(t)]
            if index == 0:
                clause.subject = self._subject(free, clause.times, begin)
            end = groups[index + 1][0] if index + 1 < len(groups) else stretch.end
            clause.rest = self._rest(self._group_end(group), end, index + 1 < len(groups), phrases)
            after = self._group_end(group)
            clause.phrases += [p for p in phrases if p.start == after and clause.rest is None]
            clauses.append(clause)
        return clauses

    def _modifies(self, token: int) -> bool:
        return self.tree.words[token + 1 : token + 2] == ["的"]

    def _closed(self, end: int) -> int:
        while end < len(self.tree) and self.tree.words[end] in words("postpositions") and self.tree.words[end] not in ("起", "等"):
            end += 1
        return end

    def _joins(self, previous: int, token: int, covered: set[int]) -> bool:
        """Whether two verbs are one predicate: 开始制造, 预计将花费, with nothing but adverbs between."""
        return all(self.tree.tags[t] in ("ADV", "AUX") and t not in covered for t in range(previous + 1, token))

    def _group_end(self, group: list[int]) -> int:
        """One past the last verb with its result words and aspect."""
        tree, at = self.tree, group[-1] + 1
        while at < len(tree) and at not in self.inside:
            word = tree.words[at]
            if word in ("了", "过", "着") or (word in words("verb_tails") and word not in _WITH_PHRASE and tree.tags[at] != "NOUN"):
                at += 1
            else:
                break
        return at

    def _phrases(self, stretch: _Part) -> list[_Part]:
        """Prepositional phrases, outermost only."""
        tree, found = self.tree, []
        at = stretch.start
        while at < stretch.end:
            end = self._phrase_end(at, stretch) if self._opens(at) else None
            if end is not None and end > at + 1:
                found.append(_Part(at, end))
                at = end
            else:
                at += 1
        return found

    def _opens(self, token: int) -> bool:
        tree = self.tree
        if token in self.inside or tree.words[token] not in words("prepositions") or tree.mentions[token]:
            return False
        return tree.tags[token] == "ADP" or (tree.words[token] in ("在", "由", "从", "与", "为") and tree.tags[token] == "VERB" and tree.deps[token] == "case")

    def _phrase_end(self, token: int, stretch: _Part) -> int | None:
        tree = self.tree
        head = tree.heads[token]
        if tree.deps[token] in ("case", "mark") and token < head < stretch.end and (is_nominal(tree, head) and tree.tags[head] != "VERB"):
            end = head + 1
            siblings = [c for c in coordinated(tree, head) if c < stretch.end]
            end = max(end, siblings[-1] + 1) if siblings else end
            return self._closed(end)
        at = token + 1
        while at < stretch.end:
            if tree.words[at] in _CLAUSE_ENDS and at > token + 1:
                return at + 1
            if self._is_verb(at):
                ends = [t for t in range(at, stretch.end) if tree.words[t] in _CLAUSE_ENDS and tree.deps[t] in ("case", "mark")]
                if ends:
                    return ends[0] + 1
                return at
            at += 1
        return at

    def _subject(self, free: list[int], times: list[_Part], verb: int) -> _Part | None:
        """The last run of nominal words before the verb that no phrase, time or adverb takes up."""
        tree = self.tree
        taken = {t for time in times for t in range(time.start, time.end)}
        runs: list[list[int]] = []
        for token in free:
            skip = token in taken or (
                token not in self.inside
                and tree.tags[token] in ("ADV", "AUX", "SCONJ", "CCONJ", "ADP")
                and not self._within_noun(token, verb)
            )
            if skip:
                continue
            if runs and runs[-1][-1] == token - 1:
                runs[-1].append(token)
            else:
                runs.append([token])
        runs = [r for r in runs if any(is_nominal(tree, t) for t in r)]
        if not runs:
            return None
        run = runs[-1]
        return _Part(run[0], run[-1] + 1)

    def _within_noun(self, token: int, verb: int) -> bool:
        """A 的, a conjunction or a preposition that stands inside a noun phrase before the verb."""
        tree = self.tree
        head = tree.heads[token]
        if tree.words[token] in ("的", "之"):
            return True
        if tree.tags[token] == "CCONJ":
            return 0 < token and is_nominal(tree, token - 1)
        return tree.tags[token] == "ADP" and head < token and head >= 0 and token + 1 < verb and tree.words[token + 1 : token + 2] == ["的"]

    def _rest(self, start: int, end: int, more: bool, phrases: list[_Part]) -> _Part | None:
        """What follows the verb group: its object, or the phrase that it takes."""
        tree = self.tree
        if more:
            for phrase in phrases:
                if start < phrase.start < end:
                    end = phrase.start
                    break
            while end > start and tree.tags[end - 1] in ("ADV", "AUX", "SCONJ", "CCONJ", "ADP"):
                end -= 1
        while end > start and tree.words[end - 1] in ("了", "吗", "呢", "的", "起来"):
            end -= 1
        return _Part(start, end) if end > start else None

    def _conjuncts(self, part: _Part) -> list[str]:
        """The phrase, or its conjuncts apart when the parse coordinates their heads."""
        tree = self.tree
        head = next((t for t in range(part.end - 1, part.start - 1, -1) if not part.start <= tree.heads[t] < part.end), part.end - 1)
        heads = [h for h in coordinated(tree, head) if part.start <= h < part.end]
        if len(heads) < 2 or heads[-1] != part.end - 1 and tree.words[heads[-1] + 1] not in ("等", "等等"):
            return [self._text(part.start, part.end)]
        found, start = [], part.start
        for one in heads:
            while start < one and (tree.words[start] in ("、", "，", "和", "及", "与", "或", "以及") or tree.tags[start] == "CCONJ"):
                start += 1
            found.append(self._text(start, one + 1))
            start = one + 1
        return found

    # -- triples -----------------------------------------------------------------------------------------------

    def _triples(self, clause: _Clause, subjects: list[str], before: _Clause | None) -> Iterator[Triple]:
        if not subjects:
            return
        tree = self.tree
        disposed = next((p for p in clause.phrases if tree.words[p.start] in _DISPOSAL), None)
        agent = next((p for p in clause.phrases if tree.words[p.start] in _PASSIVE), None)
        circumstances = [p for p in (*clause.times, *clause.phrases) if p not in (disposed, agent)]
        rel = self._relation(clause)
        said = self._said(clause)
        if said:
            objects = [said]
        else:
            objects = self._conjuncts(clause.rest) if clause.rest else []
        for subject in subjects:
            if disposed:
                ba, thing = tree.words[disposed.start], self._text(disposed.start + 1, disposed.end)
                if objects:
                    for obj in objects:
                        yield subject, ba + thing + rel, obj
                else:
                    yield subject, ba + rel, thing
                whole = [ba + thing + rel + "".join(objects[:1])]
            else:
                for obj in objects:
                    yield subject, rel, obj
                whole = [rel + obj for obj in objects] or [rel]
            if agent:
                for one in whole:
                    yield subject, tree.words[agent.start] + one, self._text(agent.start + 1, agent.end)
            if said:
                continue
            for part in circumstances:
                for one in whole:
                    yield subject, one, self._text(part.start, part.end)

    def _said(self, clause: _Clause) -> str | None:
        """What is said, thought or shown: all that follows in the sentence."""
        tree = self.tree
        verb = clause.group[-1]
        end = self._group_end(clause.group)
        if tree.words[verb] not in words("speech") or end >= len(tree):
            return None
        if tree.words[end] in ("，", "：", ",", ":"):
            end += 1
        elif not any(self._is_verb(t) for t in range(end, clause.stretch.end)):
            return None
        stop = len(tree)
        while stop > end and tree.words[stop - 1] in ("。", "！"):
            stop -= 1
        return self._text(end, stop) or None

    def _relation(self, clause: _Clause) -> str:
        """The verb group in words: negation, modals and 被 before it stay, adverbs go."""
        tree = self.tree
        first, last = clause.group[0], self._group_end(clause.group)
        kept = []
        at = first - 1
        while at >= clause.stretch.start and tree.tags[at] in ("ADV", "AUX", "SCONJ", "ADP"):
            if any(p.start <= at < p.end for p in clause.phrases):
                break
            if tree.words[at] in _NEGATIONS or tree.words[at] in _PASSIVE or tree.tags[at] == "AUX":
                kept.insert(0, at)
            at -= 1
        kept += [t for t in range(first, last) if tree.tags[t] != "ADV" or tree.words[t] in _NEGATIONS or t in clause.group]
        return tree.text(kept)

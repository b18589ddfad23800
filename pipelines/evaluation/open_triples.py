"""From a parsed sentence to surface triples (arg1, rel, arg2), as open-extraction benchmarks put facts.

Such benchmarks want the very words: modals, negation and aspect in rel, a preposition with its phrase in arg2, the
object in rel when arg2 is a circumstance (该市 | 改名为琼斯 | 在1918年), conjuncts apart. Claims are resolved and normalised
(and say more: polarity, time, amount), so triples are read from the same tree once more, clause by clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from spacy.language import Language

from kg.claim import Document
from pipelines.claims.phrase import coordinated
from pipelines.claims.reader import SentenceReading
from pipelines.claims.tree import Tree
from pipelines.claims.words import words
from pipelines.evaluation.benchie import Triple, TripleExtractor
from pipelines.evaluation.open_clauses import Clause, clauses_of
from pipelines.evaluation.open_phrases import Part, opens_phrase, separates
from pipelines.pipeline import MentionTokenizer, readings
from pipelines.read.sentences import sentences

_NEGATIONS = frozenset(["不", "没", "没有", "未", "并未", "从未", "尚未", "未能", "并不", "从不"])
_PASSIVE = frozenset(["被", "遭", "遭到"])
_DISPOSAL = frozenset(["把", "将"])
_PAIRS = {"”": "“", "’": "‘", "」": "「", "』": "『", "》": "《", "）": "（", ")": "("}


def triples(reading: SentenceReading, text: str) -> list[Triple]:
    """The surface triples of one sentence of `text` (the text that the tree's offsets count), none twice."""
    written = dict.fromkeys(_Writer(reading.tree, text).write())
    return [triple for triple in written if all(any(c.isalnum() for c in slot) for slot in triple)]


def triple_extractor(nlp: Language) -> TripleExtractor:
    """Extracts the triples of a text with the pipeline that `pipelines.pipeline.assemble` makes."""
    finder = cast(MentionTokenizer, nlp.tokenizer).finder

    def extract(text: str) -> list[Triple]:
        document = Document(id="sentence", text=text)
        spans = sentences(document)
        found = finder.find(text, spans, None)
        return [triple for reading in readings(nlp, [(text, spans, found)]) for triple in triples(reading, text)]

    return extract


class _Writer:
    def __init__(self, tree: Tree, text: str) -> None:
        self.tree = tree
        self.text = text
        self.subjects: list[str] = []
        self.waiting: list[Part] = []

    def write(self) -> Iterator[Triple]:
        apposed: list[str] = []
        for stretch in clauses_of(self.tree):
            for index, clause in enumerate(stretch):
                if isinstance(clause, Part):
                    if self._is_circumstance(clause):
                        self.waiting.append(clause)
                    elif not apposed:
                        apposed = self._conjuncts(clause)
                    continue
                if clause.subject:
                    mine = self._conjuncts(clause.subject)
                    if index == 0:
                        self.subjects = mine
                elif index == 0 and apposed:
                    mine = self.subjects = apposed
                else:
                    mine = self.subjects
                apposed = []
                yield from self._triples(clause, mine)

    def _is_circumstance(self, part: Part) -> bool:
        tree = self.tree
        return tree.type_of(part.start) in ("Time", "Quantity") or opens_phrase(tree, part.start)

    def _triples(self, clause: Clause, subjects: list[str]) -> Iterator[Triple]:
        tree = self.tree
        waiting, self.waiting = self.waiting, []
        disposed = next((p for p in clause.phrases if tree.words[p.start] in _DISPOSAL), None)
        agent = clause.agent or next(
            (Part(p.start + 1, p.end) for p in clause.phrases if tree.words[p.start] in _PASSIVE), None
        )
        skipped = (disposed and disposed.start, agent and agent.start - 1)
        circumstances = [p for p in (*waiting, *clause.phrases) if p.start not in skipped]
        rel = self._relation(clause, passive=agent is not None)
        said = self._said(clause)
        objects = [said] if said else self._conjuncts(clause.rest) if clause.rest else []
        thing = self._words(disposed.start + 1, disposed.end) if disposed else ""
        ba = tree.words[disposed.start] if disposed else ""
        for subject in subjects:
            if disposed and not objects:
                yield subject, ba + rel, thing
                whole = [ba + thing + rel]
            else:
                for obj in objects:
                    yield subject, ba + thing + rel, obj
                whole = [ba + thing + rel + obj for obj in objects] or [ba + thing + rel]
            if said:
                continue
            for one in whole:
                if agent:
                    yield subject, one, self._words(agent.start, agent.end)
                for part in circumstances:
                    for circumstance in self._conjuncts(part, shared=True):
                        yield subject, one, circumstance

    def _said(self, clause: Clause) -> str | None:
        """What is said, thought, caused or meant: all that follows, to the end of the sentence for a verb of speech."""
        tree = self.tree
        start, stop = clause.end, clause.stretch.end
        if tree.words[clause.group[-1]] in words("speech"):
            if tree.words[start : start + 1] and tree.words[start] in ("，", "：", ",", ":"):
                start += 1
            elif not clause.inner:
                return None
            stop = len(tree)
        elif not clause.inner:
            return None
        return self._words(start, stop) or None

    def _relation(self, clause: Clause, *, passive: bool) -> str:
        """The verb group in words: negation, modals and 被 stay, adverbs and the phrases between go."""
        tree = self.tree
        within = {t for p in clause.phrases for t in range(p.start, p.end)}
        kept: list[int] = []
        for token in range(clause.group[0] - 1, clause.start - 1, -1):
            if token in within:
                continue
            if tree.tags[token] not in ("ADV", "AUX", "SCONJ", "ADP"):
                break
            if tree.words[token] in _NEGATIONS or tree.words[token] in _PASSIVE or tree.tags[token] == "AUX":
                kept.insert(0, token)
        for token in range(clause.group[0], clause.end):
            if token not in within and (
                tree.tags[token] != "ADV" or tree.words[token] in _NEGATIONS or token in clause.group
            ):
                kept.append(token)
        label = "".join(self._words(t, t + 1) for t in kept)
        return "被" + label if passive and not any(tree.words[t] in _PASSIVE for t in kept) else label

    def _conjuncts(self, part: Part, *, shared: bool = False) -> list[str]:
        """The phrase, or its conjuncts apart when the parse coordinates their heads; `shared`: each with the
        preposition that opens the phrase and the postposition that closes it."""
        tree = self.tree
        opening = part.start + (shared and opens_phrase(tree, part.start))
        head = next((t for t in range(part.end - 1, part.start - 1, -1) if tree.heads[t] not in part), part.end - 1)
        heads = [h for h in coordinated(tree, head) if h in part]
        named = range(opening, part.end, 2)
        if (
            len(heads) < 2
            and len(named) > 1
            and all(tree.mentions[t] for t in named)
            and all(separates(tree, t - 1) for t in named[1:])
        ):
            heads = list(named)  # A和B, whatever the parser made of it
        close = heads[-1] + 1 if heads else part.end
        tail = self._words(close, part.end)
        if len(heads) < 2:
            modifiers = self._modifiers(part, head)
            if modifiers:
                return modifiers
        if (
            len(heads) < 2
            or heads[0] < opening
            or (tail and not tail.startswith("等") and not (shared and close == part.end - 1))
        ):
            return [self._words(part.start, part.end)]
        found, start = [], opening
        before = self._words(part.start, opening)
        after = tail if shared and not tail.startswith("等") else ""
        for one in heads:
            while start < one and separates(tree, start):
                start += 1
            end = one + 1
            while end < part.end and tree.words[end] in _PAIRS:
                end += 1
            found.append(before + self._words(start, end) + after)
            start = end
        return found

    def _modifiers(self, part: Part, head: int) -> list[str]:
        """A和B的C as A的C and B的C."""
        tree = self.tree
        for child in tree.kids(head, "nmod"):
            heads = [h for h in coordinated(tree, child) if h in part and h < head]
            if len(heads) < 2 or tree.words[head] in ("组合", "关系", "区别"):
                continue
            tail = self._words(heads[-1] + 1, part.end)
            left = self._words(part.start, tree.lefts[child]) if tree.lefts[child] > part.start else ""
            start, found = tree.lefts[child], []
            for one in heads:
                while start < one and separates(tree, start):
                    start += 1
                found.append(left + self._words(start, one + 1) + tail)
                start = one + 1
            return found
        return []

    def _words(self, start: int, end: int) -> str:
        """The words as they stand, without a full stop at the end or a quotation mark whose partner is elsewhere."""
        tree = self.tree
        while end > start and tree.words[end - 1] in ("。", "！", "，"):
            end -= 1
        inside = tree.words[start:end]
        if inside and inside[-1] in _PAIRS and _PAIRS[inside[-1]] not in inside:
            end -= 1
        inside = tree.words[start:end]
        if inside and inside[0] in _PAIRS.values() and not any(_PAIRS.get(w) == inside[0] for w in inside):
            start += 1
        return self.text[tree.starts[start] : tree.ends[end - 1]] if end > start else ""

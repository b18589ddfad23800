"""Where verbs, times and prepositional phrases stand in a parsed sentence, for `open_clauses`.

The parse is asked which verbs describe a noun and what a preposition governs; where it ends a phrase too early, the
words after it decide.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.claims.phrase import coordinated, is_nominal
from pipelines.claims.tree import Tree
from pipelines.claims.words import table, words

CLAUSE_MARKS = frozenset("，。；！？：,;!?:")
_CLOSING = frozenset("”」』》〉’）)")
_OPENING = frozenset("“《「`‘『（(")
_CONJUNCTIONS = frozenset(["、", "，", "和", "及", "与", "或", "以及", "/", "并"])
# Words behind a clause that make it a circumstance: 在X离开后.
_CLAUSE_ENDS = frozenset(["后", "之后", "以后", "前", "之前", "以前", "时", "之时", "期间", "为止"])
# Tagged as verbs, but prepositions where the parser hangs them as one.
_COVERBS = frozenset(["在", "由", "从", "与", "为", "以", "作为"])
_NOT_VERBS = frozenset(
    ["compound", "amod", "nmod", "case", "mark", "aux", "nsubj", "nsubj:pass", "obj", "nummod", "advmod"]
)
_NOUN_TAGS = frozenset(["NOUN", "PROPN", "PART", "NUM", "X", "ADJ", "PRON", "DET"])


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens [start, end)."""

    start: int
    end: int

    def __contains__(self, token: int) -> bool:
        return self.start <= token < self.end


def opens_phrase(tree: Tree, token: int) -> bool:
    """Whether a preposition stands there."""
    return tree.words[token] in words("prepositions") and not tree.mentions[token]


def separates(tree: Tree, token: int) -> bool:
    """A conjunction or a mark between conjuncts, not one that opens a quotation or title."""
    mark = tree.tags[token] in ("CCONJ", "PUNCT") and tree.words[token] not in _OPENING
    return mark or tree.words[token] in _CONJUNCTIONS


class Surface:
    """One sentence; `inside` holds the tokens of clauses before a noun, in which nothing is a predicate of its own."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.inside = self._relative_clauses()

    def _relative_clauses(self) -> set[int]:
        """Tokens of clauses before a noun: nothing in them is a predicate of its own."""
        tree = self.tree
        found: set[int] = set()
        for token in range(len(tree)):
            head = tree.heads[token]
            if tree.deps[token] in ("acl", "acl:relcl") and head > token:
                found.update(range(tree.lefts[token], head))
            elif tree.tags[token] in ("VERB", "ADJ") and self._before_noun(token):
                found.add(token)
        return found

    def _before_noun(self, token: int) -> bool:
        """的 and something to describe come after the token."""
        after = self.tree.words[token + 1 : token + 3]
        return len(after) == 2 and after[0] == "的" and after[1] not in CLAUSE_MARKS

    def is_verb(self, token: int) -> bool:
        tree = self.tree
        if token in self.inside or tree.mentions[token] or tree.words[token] in table("attribution.toml")["alone"]:
            return False
        if tree.words[token] in words("copulas"):
            return tree.deps[token] not in ("mark", "advmod", "discourse", "compound")
        if tree.tags[token] == "AUX" and tree.deps[token] == "cop":
            return True  # 名为, 原名为
        if tree.tags[token] != "VERB":
            return tree.deps[token] in ("root", "ROOT") and tree.tags[token] == "ADJ"
        return tree.deps[token] not in _NOT_VERBS

    def is_time(self, token: int, *, alone: bool = False) -> bool:
        """A time that tells when, not one that describes a noun (去年同期的亏损); 几年之后 is one by its postposition."""
        tree = self.tree
        kind = tree.type_of(token)
        if kind == "Quantity":
            closing = tree.words[token + 1 : token + 2]
            return (bool(closing) and closing[0] in _CLAUSE_ENDS) or tree.words[token][-1] in "后前内"
        if kind != "Time" or tree.words[token + 1 : token + 2] == ["的"]:
            return False
        head = tree.heads[token]
        return alone or not (tree.deps[token] == "nmod" and head > token and is_nominal(tree, head))

    def closed(self, end: int) -> int:
        """Past the marks and postpositions that close a phrase."""
        tree = self.tree
        if tree.words[end : end + 2] == ["等", "方面"]:
            end += 2
        while end < len(tree) and (
            tree.words[end] in _CLOSING
            or (tree.words[end] in words("postpositions") and tree.words[end] not in ("起", "等", "等等"))
        ):
            end += 1
        return end

    def phrases(self, stretch: Part) -> list[Part]:
        """Prepositional phrases, outermost only."""
        found = []
        at = stretch.start
        while at < stretch.end:
            end = self._phrase_end(at, stretch) if self._opens(at) else at
            if end > at + 1:
                found.append(Part(at, end))
                at = end
            else:
                at += 1
        return found

    def _opens(self, token: int) -> bool:
        tree = self.tree
        word = tree.words[token]
        if token in self.inside or tree.mentions[token] or (word not in words("prepositions") and word not in _COVERBS):
            return False
        return tree.tags[token] == "ADP" or (word in _COVERBS and tree.deps[token] == "case") or word == "作为"

    def _phrase_end(self, token: int, stretch: Part) -> int:
        tree = self.tree
        head = tree.heads[token]
        if tree.words[token] == "作为":
            head = next((c for c in tree.kids(token, "obj") if c > token), head)
        if token < head < stretch.end and is_nominal(tree, head) and tree.tags[head] != "VERB":
            end = max([head, *(c for c in coordinated(tree, head) if c < stretch.end)]) + 1
            return self._extended(self.closed(end), stretch)
        at = token + 1
        while at < stretch.end:
            if tree.words[at] in _CLAUSE_ENDS and at > token + 1:
                return at + 1
            if self._opens(at) and at > token + 1:
                return at
            if self.is_verb(at):
                ends = [
                    t
                    for t in range(at, stretch.end)
                    if tree.words[t] in _CLAUSE_ENDS and tree.deps[t] in ("case", "mark")
                ]
                return ends[0] + 1 if ends else at
            at += 1
        return at

    def _extended(self, end: int, stretch: Part) -> int:
        """Past 的 and the noun that it leads to, where the parse ended the phrase too early: 在纽约的派恩·普莱恩斯."""
        tree = self.tree
        while end < stretch.end and tree.words[end] == "的":
            at = end + 1
            while at < stretch.end and tree.tags[at] in _NOUN_TAGS and tree.words[at] != "的" and not self.is_verb(at):
                at += 1
            if at == end + 1:
                break
            end = self.closed(at)
        return end

"""How many gold facts are claimed, how many claims are right, and whether what is not so is said to be not so.

recall     gold facts that some claim says, with the right stance / gold facts
precision  facts (those that are true as well among them) found and traps rightly qualified / distinct claims: a lower
           bound, since nobody has listed everything that is true
qualified  planned, denied and doubted ones that are there and say so / all of them
wrong      claims that state one of those as plain fact

What counts as saying a fact is in `fact_gold`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from kg.claim import Claim, Document
from kg.claim.codec import as_dict
from pipelines.evaluation.fact_gold import (
    ClaimRecord,
    Fact,
    Passage,
    amount_agrees,
    differs,
    distinct,
    is_asserted,
    matches,
    read_gold,
    time_agrees,
)

_BINS = 10

#: What is counted over all passages; the fields of FactScores of the same names.
_COUNTS = (
    "claims",
    "facts",
    "found",
    "hits",
    "time",
    "time_all",
    "amount",
    "amount_all",
    "qualified",
    "qualified_all",
    "wrong",
)


class _Extraction(Protocol):
    @property
    def claims(self) -> Sequence[Claim]: ...


class FactExtractor(Protocol):
    """What can be evaluated: `pipelines.extract.Extractor`."""

    def extract_all(self, documents: Iterable[Document]) -> Iterable[_Extraction]:
        """The claims of each document, in order."""


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that is not as the gold has it. `kind` is missed, time, amount, not qualified or asserted in error."""

    passage: str
    kind: str
    fact: str
    predicate: str
    reason: str


@dataclass(frozen=True, slots=True)
class RuleScore:
    """The claims of one extractor rule: how many are in the gold, how many state a trap as fact."""

    rule: str
    claims: int
    matched: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims with a confidence in [low, high): their number, mean confidence and the share that is in the gold."""

    low: float
    high: float
    claims: int
    confidence: float
    matched: float


@dataclass(frozen=True)
class FactScores:
    """Counts over all passages; see the module for what they mean."""

    claims: int
    facts: int
    found: int
    hits: int
    time: int
    time_all: int
    amount: int
    amount_all: int
    qualified: int
    qualified_all: int
    wrong: int
    misses: tuple[Miss, ...] = ()
    rules: tuple[RuleScore, ...] = ()
    reliability: tuple[Bin, ...] = ()

    @property
    def recall(self) -> float:
        return self.found / self.facts if self.facts else 0.0

    @property
    def precision(self) -> float:
        return self.hits / self.claims if self.claims else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def calibration_error(self) -> float:
        """Expected calibration error: |confidence - share in the gold| of the bins, weighted by their claims. As the
        gold does not list everything true, it is an upper bound where confidence is above the share."""
        total = sum(b.claims for b in self.reliability)
        return sum(b.claims * abs(b.confidence - b.matched) for b in self.reliability) / total if total else 0.0

    def as_dict(self) -> dict[str, Any]:
        """What `kg eval facts --json` prints."""
        return {
            "precision": self.precision, "recall": self.recall, "f1": self.f1,
            **{name: getattr(self, name) for name in _COUNTS},
            "calibration_error": self.calibration_error,
            "reliability": [asdict(b) for b in self.reliability],
            "rules": {r.rule: {"claims": r.claims, "matched": r.matched, "wrong": r.wrong} for r in self.rules},
            "misses": [{"passage": m.passage, "kind": m.kind, "fact": m.fact, "reason": m.reason} for m in self.misses],
        }  # fmt: skip


def evaluate(gold_path: Path, extractor: FactExtractor) -> FactScores:
    """Extract the passages of a gold file and score the claims.

    Raises InputError when the file cannot be read or is no gold file.
    """
    gold = read_gold(gold_path)
    documents = [Document(id=passage.id, text=passage.text, date=passage.date) for passage in gold]
    extractions = extractor.extract_all(documents)
    return score((p, [as_dict(claim) for claim in e.claims]) for p, e in zip(gold, extractions, strict=True))


def score(passages: Iterable[tuple[Passage, Sequence[ClaimRecord]]]) -> FactScores:
    """Score the claims of passages."""
    tally = _Tally()
    for passage, claims in passages:
        tally.add(passage, distinct(claims))
    return tally.scores()


@dataclass
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    judged: list[tuple[ClaimRecord, bool, bool]] = field(default_factory=list)

    def add(self, passage: Passage, claims: list[ClaimRecord]) -> None:
        """Count one passage with its distinct claims."""
        good: set[int] = set()
        wrong: dict[int, Fact] = {}
        for fact in passage.facts:
            self._fact(passage, claims, fact, good, wrong, wanted=True)
        for fact in passage.also:
            self._fact(passage, claims, fact, good, wrong, wanted=False)
        for fact in passage.traps:
            self._trap(passage, claims, fact, good, wrong)
        for index, fact in sorted(wrong.items()):
            said = "/".join(
                str((claims[index].get(part) or {}).get("text") or "") for part in ("subject", "predicate", "object")
            )
            self._miss(passage, "asserted in error", fact, f"{said} ({claims[index].get('extractor', '')})")
        self.counts["claims"] += len(claims)
        self.counts["wrong"] += len(wrong)
        self.judged += [(claim, i in good, i in wrong) for i, claim in enumerate(claims)]

    def _fact(
        self,
        passage: Passage,
        claims: list[ClaimRecord],
        fact: Fact,
        good: set[int],
        wrong: dict[int, Fact],
        *,
        wanted: bool,
    ) -> None:
        near = [i for i, claim in enumerate(claims) if matches(claim, fact)]
        right = [i for i in near if is_asserted(claims[i]) != fact.qualified]
        good.update(right)
        if fact.qualified:
            wrong.update((i, fact) for i in near if is_asserted(claims[i]))
            self._qualified(bool(right))
        self.counts["hits"] += bool(right)
        if not wanted:
            return
        self.counts["facts"] += 1
        self.counts["found"] += bool(right)
        if not right:
            self._miss(passage, "missed", fact, _reason(claims, fact, near))
            return
        self._detail(passage, "time", fact, fact.time, [claims[i] for i in right], time_agrees)
        self._detail(passage, "amount", fact, fact.amount, [claims[i] for i in right], amount_agrees)

    def _detail(
        self,
        passage: Passage,
        kind: str,
        fact: Fact,
        wanted: str | None,
        right: list[ClaimRecord],
        agrees: Callable[[ClaimRecord, str], bool],
    ) -> None:
        if not wanted:
            return
        fine = any(agrees(claim, wanted) for claim in right)
        self.counts[kind + "_all"] += 1
        self.counts[kind] += fine
        if not fine:
            found = next((claim.get(kind) for claim in right if claim.get(kind)), None)
            self._miss(passage, kind, fact, f"wanted {wanted}, found {found['text'] if found else 'none'}")

    def _trap(
        self, passage: Passage, claims: list[ClaimRecord], fact: Fact, good: set[int], wrong: dict[int, Fact]
    ) -> None:
        near = [i for i, claim in enumerate(claims) if matches(claim, fact, trap=True)]
        wrong.update((i, fact) for i in near if is_asserted(claims[i]))
        if fact.absent:
            return
        right = [i for i in near if not is_asserted(claims[i])]
        good.update(right)
        self.counts["hits"] += bool(right)
        self._qualified(bool(right))
        if not right:
            self._miss(passage, "not qualified", fact, "asserted" if near else _reason(claims, fact, near))

    def _qualified(self, right: bool) -> None:
        self.counts["qualified_all"] += 1
        self.counts["qualified"] += right

    def _miss(self, passage: Passage, kind: str, fact: Fact, reason: str) -> None:
        predicate = next(iter(fact.readings[0].predicate), "")
        self.misses.append(Miss(passage.id, kind, fact.name, predicate, reason))

    def scores(self) -> FactScores:
        return FactScores(
            **{name: self.counts[name] for name in _COUNTS},
            misses=tuple(self.misses), rules=_by_rule(self.judged), reliability=_reliability(self.judged),
        )  # fmt: skip


def _reason(claims: list[ClaimRecord], fact: Fact, near: list[int]) -> str:
    """Why nothing says the fact: its stance, or where the nearest claim differs."""
    if near:
        return "not asserted" if not fact.qualified else "asserted"
    wrong = min((differs(claim, reading) for claim in claims for reading in fact.readings), key=len, default=())
    if not wrong or len(wrong) == 3:
        return "nothing near"
    return " + ".join(wrong)


def _by_rule(judged: Sequence[tuple[ClaimRecord, bool, bool]]) -> tuple[RuleScore, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    for claim, matched, wrong in judged:
        rule = str(claim.get("extractor") or "unknown")
        counts.update({(rule, "claims"): 1, (rule, "matched"): int(matched), (rule, "wrong"): int(wrong)})
    names = sorted({rule for rule, _ in counts}, key=lambda rule: (-counts[rule, "claims"], rule))
    return tuple(RuleScore(rule, *(counts[rule, part] for part in ("claims", "matched", "wrong"))) for rule in names)


def _reliability(judged: Sequence[tuple[ClaimRecord, bool, bool]]) -> tuple[Bin, ...]:
    """Bins of a tenth; 1.0 belongs to the last. Claims that state no confidence are left out."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for claim, matched, _ in judged:
        confidence = claim.get("confidence")
        if confidence is not None:
            # Rounded first: 0.7 * 10 is below 7 in binary.
            bins.setdefault(min(int(round(confidence * _BINS, 6)), _BINS - 1), []).append((confidence, matched))
    return tuple(
        Bin(
            i / _BINS,
            (i + 1) / _BINS,
            len(held),
            sum(c for c, _ in held) / len(held),
            sum(m for _, m in held) / len(held),
        )
        for i, held in sorted(bins.items())
    )

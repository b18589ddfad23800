"""The scores of `kg eval` as tables in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from kg.cli.tables import console

if TYPE_CHECKING:
    from pipelines.evaluation.benchie import BenchieScores
    from pipelines.evaluation.facts import FactScores
    from pipelines.evaluation.names import NamesScores, Score
    from pipelines.evaluation.syntax import SyntaxScores
    from pipelines.evaluation.times import TimeScores

_LONGEST = 25  # rows of an open-ended table


def show_syntax(scores: SyntaxScores) -> None:
    """Totals, then by relation and by sentence length."""
    _line(
        f"UAS {scores.uas:.2f} | LAS {scores.las:.2f} | tags {scores.tag:.2f} | {scores.tokens} words, {scores.sentences} sentences"
    )
    for title, rows in (("by relation", scores.relations), ("by length in words", scores.lengths)):
        _table(
            title,
            ("", "words", "UAS", "LAS", "tags"),
            [(r.name, r.tokens, f"{r.uas:.1f}", f"{r.las:.1f}", f"{r.tag:.1f}") for r in rows],
        )


def show_names(scores: NamesScores) -> None:
    """Totals, then by type, length, seen or not; confusions; of an article what is missing and what is no name."""
    _line(f"precision {scores.precision:.3f} | recall {scores.recall:.3f} | F1 {scores.f1:.3f} | {scores.convention}")
    for title, part in (
        ("by type", scores.types),
        ("by length in characters", scores.lengths),
        ("seen in training (recall)", scores.seen),
    ):
        _table(title, ("", "wanted", "found", "precision", "recall", "F1"), map(_name_row, part.items()))
    _table("confusions (— is no name)", ("in the file", "found", "times"), scores.confusions)
    if scores.ignored:
        _line(f"not counted: {', '.join(scores.ignored)}")
    if scores.missing:
        _line(f"missing: {'、'.join(scores.missing)}")
    if scores.spurious:
        _line(f"no listed name: {'、'.join(scores.spurious)}")


def _name_row(item: tuple[str, Score]) -> tuple[str, ...]:
    name, score = item
    return name, str(score.wanted), str(score.found), f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}"


def show_facts(scores: FactScores) -> None:
    """Totals; what is missed by reason and by predicate; rules; reliability; then each miss."""
    _line(
        f"recall {scores.recall:.3f} ({scores.found}/{scores.facts}) | matched {scores.precision:.3f} ({scores.hits}/{scores.claims}) | "
        f"F1 {scores.f1:.3f} | time {scores.time}/{scores.time_all} | amount {scores.amount}/{scores.amount_all} | "
        f"qualified {scores.qualified}/{scores.qualified_all} | asserted in error {scores.wrong}"
    )
    _table(
        "claims by rule", ("rule", "claims", "in the gold", "share", "asserted in error"),
        [(r.rule, r.claims, r.matched, _share(r.matched, r.claims), r.wrong) for r in scores.rules],
    )  # fmt: skip
    _table(
        f"reliability of the confidence (expected calibration error {scores.calibration_error:.3f})",
        ("confidence", "claims", "mean", "in the gold"),
        [
            (f"{b.low:.1f}–{b.high:.1f}", b.claims, f"{b.confidence:.2f}", f"{b.matched:.2f}")
            for b in scores.reliability
        ],
    )
    missed = [m for m in scores.misses if m.kind in ("missed", "not qualified")]
    _table("missed, by where the nearest claim differs", ("reason", "facts"), _most(m.reason for m in missed))
    _table("missed, by predicate", ("predicate", "facts"), _most(m.predicate for m in missed))
    _table(
        "all that is not as the gold has it",
        ("passage", "what", "fact", "reason"),
        [(m.passage, m.kind, m.fact, m.reason) for m in scores.misses],
    )


def show_benchie(scores: BenchieScores) -> None:
    """Totals, then the missed clusters by the slots in which the nearest extraction differs, and examples of each."""
    _line(
        f"precision {scores.precision:.3f} ({scores.right}/{scores.extractions}) | "
        f"recall {scores.recall:.3f} ({scores.covered}/{scores.clusters}) | F1 {scores.f1:.3f}"
    )
    _table("missed clusters, by the slots in which the nearest extraction differs", ("slots", "clusters"), scores.near)
    near = [m for m in scores.missed if len(m.wrong) == 1]
    _table(
        "the nearest ones", ("sentence", "slots", "wanted", "extracted"),
        [(m.sentence, *m.wrong, m.wanted.replace(" ", ""), " | ".join(m.nearest or ())) for m in near][:_LONGEST],
    )  # fmt: skip
    _table(
        "in no cluster",
        ("sentence", "extracted"),
        [(s, " | ".join(triple)) for s, triple in scores.spurious[:_LONGEST]],
    )


def show_times(scores: TimeScores) -> None:
    """The share that is right, and each case that is not, with its reason."""
    _line(f"accuracy {scores.accuracy:.3f} ({scores.right}/{scores.cases})")
    _table(
        "misses",
        ("text", "expected", "found", "reason"),
        [(m.input, m.expected, m.found, m.reason) for m in scores.misses],
    )


def _most(names: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))[:_LONGEST]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def _line(text: str) -> None:
    console().print(text, markup=False, highlight=False, soft_wrap=True)


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Prints a table unless it has no rows; what looks like a number stands right."""
    cells = [[str(cell) for cell in row] for row in rows]
    if not cells:
        return
    table = Table(header_style="bold")
    for index, name in enumerate(columns):
        numeric = all(row[index].replace(".", "").replace("–", "").isdecimal() for row in cells)
        table.add_column(name, overflow="fold", justify="right" if numeric else "left")
    for row in cells:
        table.add_row(*map(Text, row))
    out = console()
    out.print(Text(f"\n{title}", style="bold"), soft_wrap=True)
    out.print(table)

"""Tables on standard output."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.claim import Argument, Claim

_WIDE = 10_000
_MARKS = {
    "planned": "计划",
    "required": "须",
    "possible": "可能",
    "conditional": "如果",
    "cancelled": "取消",
    "asked": "？",
}


def console() -> Console:
    """Standard output; where it is no terminal, it is UTF-8 and a table is as wide as it needs: no word is broken."""
    if sys.stdout.isatty():
        return Console()
    write_utf8()
    return Console(width=_WIDE)


def write_utf8() -> None:
    """Results are UTF-8, whatever the locale; half a surrogate pair becomes a question mark."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def print_claims(claims: Iterable[Claim]) -> None:
    """One row a claim; what is not asserted is dim and says why."""
    table = Table(show_lines=False, header_style="bold")
    for title in ("subject", "predicate", "object", "time", "amount", "stance", "source", "conf."):
        table.add_column(title, overflow="fold", justify="right" if title == "conf." else "left")
    for claim in claims:
        table.add_row(*(Text(cell) for cell in row(claim)), style="" if claim.asserted else "dim")
    console().print(table)


def row(claim: Claim) -> tuple[str, ...]:
    """The cells of one claim."""
    stance = ["否定"] if claim.polarity.value == "negative" else []
    stance += [_MARKS[claim.modality.value]] if claim.modality.value in _MARKS else []
    relation = claim.predicate.relation
    return (
        _words(claim.subject),
        claim.predicate.label + (f" ({relation})" if relation else ""),
        _words(claim.object) if claim.object else "",
        claim.time.quote.text if claim.time else "",
        claim.amount.quote.text if claim.amount else "",
        " ".join(stance),
        " ← ".join(a.quote.text for a in claim.attribution),
        f"{claim.confidence:.2f}",
    )


def _words(argument: Argument) -> str:
    text = " ".join(argument.quote.text.split())
    return text if text == argument.label else f"{text} → {argument.label}"

"""kg graph: what is near, what connects, what matters, what belongs together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from kg.cli.options import Out
from kg.cli.tables import console

app = typer.Typer(help="Questions to the graph as a network (networkx).", no_args_is_help=True)
All = Annotated[bool, typer.Option("--all", help="with plans, denials and rumours, not only facts")]


def _load(out: Path, everything: bool) -> object:
    from kg import network
    from kg.store import open_store

    return network.load(open_store(out), asserted_only=not everything)


def _print(columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    table = Table(header_style="bold")
    for name in columns:
        table.add_column(
            name, overflow="fold", justify="right" if name in ("score", "claims", "size", "confidence") else "left"
        )
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    console().print(table)


@app.command("neighbours")
def neighbours_command(
    name: Annotated[str, typer.Argument(help="label or alias")],
    out: Out = Path("out"),
    relation: Annotated[str | None, typer.Option(help="only edges of this relation")] = None,
    everything: All = False,
) -> None:
    """Everything one edge away from NAME."""
    from kg import network

    found = network.neighbours(_load(out, everything), name, relation=relation)  # type: ignore[arg-type]
    _print(
        ("", "relation", "neighbour", "class", "fact", "claims", "confidence"),
        [
            (
                "→" if n.outgoing else "←",
                n.relation_label,
                n.label,
                n.type,
                "yes" if n.asserted else "no",
                len(n.claims),
                f"{n.confidence:.2f}",
            )
            for n in found
        ],
    )


@app.command("path")
def path_command(
    start: Annotated[str, typer.Argument(help="label or alias")],
    end: Annotated[str, typer.Argument(help="label or alias")],
    out: Out = Path("out"),
    everything: All = False,
) -> None:
    """A shortest path between two things, whichever way its edges run."""
    from kg import network

    steps = network.shortest_path(_load(out, everything), start, end)  # type: ignore[arg-type]
    _print(
        ("from", "relation", "to", "fact", "claims", "confidence"),
        [
            (
                s.source_label,
                f"{s.relation_label} →" if s.forward else f"← {s.relation_label}",
                s.target_label,
                "yes" if s.asserted else "no",
                len(s.claims),
                f"{s.confidence:.2f}",
            )
            for s in steps
        ],
    )


@app.command("rank")
def rank_command(
    out: Out = Path("out"),
    by: Annotated[str, typer.Option(help="pagerank or degree")] = "pagerank",
    limit: Annotated[int, typer.Option(min=1, help="how many")] = 20,
    everything: All = False,
) -> None:
    """What matters most in the graph."""
    from kg import network

    ranked = network.rank(_load(out, everything), by, limit)  # type: ignore[arg-type]
    _print(
        ("entity", "class", "score"),
        [(r.label, r.type, f"{r.score:.4f}" if by == "pagerank" else f"{r.score:g}") for r in ranked],
    )


@app.command("communities")
def communities_command(
    out: Out = Path("out"),
    limit: Annotated[int, typer.Option(min=1, help="how many")] = 15,
    everything: All = False,
) -> None:
    """What belongs together (Louvain)."""
    from kg import network

    groups = network.communities(_load(out, everything))[:limit]  # type: ignore[arg-type]
    _print(
        ("size", "members"),
        [(len(g.nodes), "、".join(g.labels[:12]) + (" …" if len(g.labels) > 12 else "")) for g in groups],
    )

"""Tables as lines that can be read aloud, one for each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from pipelines.read.draft import Run, flat

Cell = Sequence[Run]

_COMMA: Run = ("，", None)
_COLON: Run = ("：", None)


@cache
def _empty_heads() -> frozenset[str]:
    text = (resources.files("pipelines.read") / "data" / "empty_heads.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def readable_rows(head: Sequence[Cell] | None, rows: Iterable[Sequence[Cell]]) -> tuple[list[Run], list[list[Run]]]:
    """The line of the head (empty without one), and each row as the runs of one line.

    Under a head each cell follows the name of its column, so that a row can be understood alone: 公司 | 总部 over
    甲 | 北京 reads 甲，总部北京. A pair without a head, or under one that says nothing (项目 | 内容), reads 总部：北京.
    Empty cells are left out.
    """
    lines: list[list[Run]] = []
    names: list[Cell] = list(head or ())
    told = len(names) > 1 and not all(flat(name).strip() in _empty_heads() for name in names[1:])
    for row in rows:
        if told and row and flat(row[0]).strip():
            cells = [list(row[0])]
            for column, cell in enumerate(row[1:], start=1):
                if flat(cell).strip():
                    cells.append([*(names[column] if column < len(names) else ()), *cell])
            lines.append(_joined(cells, _COMMA))
        else:
            lines.append(_joined(row, _COLON if len(row) == 2 else _COMMA))
    return _joined(names, _COMMA), [line for line in lines if line]


def _joined(cells: Iterable[Cell], separator: Run) -> list[Run]:
    line: list[Run] = []
    for cell in cells:
        if flat(cell).strip():
            # A pair whose first cell has its own colon (总部：| 北京) needs no second one.
            if line and not flat(line).rstrip().endswith(("：", ":", "，")):
                line.append(separator)
            line.extend(cell)
    return line

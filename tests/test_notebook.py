"""The tour runs from top to bottom, and what is kept of its outputs is small and of no one machine."""

from __future__ import annotations

import copy
import re

from tests.notebook import TOUR, code_cells, load, run


def test_the_tour_runs_and_every_cell_still_shows_something() -> None:
    kept = load()
    fresh = copy.deepcopy(kept)
    run(fresh)
    for old, new in zip(code_cells(kept), code_cells(fresh), strict=True):
        kinds = [[output["output_type"] for output in cell["outputs"]] for cell in (old, new)]
        assert kinds[0] == kinds[1], "".join(new["source"])


def test_the_tour_was_executed_in_order() -> None:
    assert [cell["execution_count"] for cell in code_cells(load())] == list(range(1, len(code_cells(load())) + 1))


def test_outputs_are_small_and_name_no_machine() -> None:
    text = TOUR.read_text(encoding="utf-8")
    assert len(text) < 60_000
    assert not re.search(r"/(home|tmp|work|root|Users|usr|var)/|[A-Z]:\\\\", text)


def test_it_is_a_notebook() -> None:
    notebook = load()
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(ids) == len(set(ids))
    for cell in notebook["cells"]:
        assert set(cell) - {"execution_count", "outputs"} == {"cell_type", "id", "metadata", "source"}
        assert all(line.endswith("\n") for line in cell["source"][:-1])

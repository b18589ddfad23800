"""The tour: runs its cells as a notebook would, and writes what they show into it.

python -m tests.notebook --write   runs notebooks/tour.ipynb in an empty folder and keeps the outputs

A notebook is JSON (nbformat 4.5); no Jupyter is needed to run plain Python cells.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TOUR = ROOT / "notebooks" / "tour.ipynb"


def load() -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(TOUR.read_text(encoding="utf-8"))
    return notebook


def code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run(notebook: dict[str, Any]) -> None:
    """Runs the code cells from top to bottom and replaces their outputs. What a cell raises, this raises.

    As in Jupyter, the value of a last line that is an expression is shown. The working folder is a copy of the
    project's top level with nothing in it but corpus/.
    """
    scope: dict[str, Any] = {"__name__": "__main__"}
    with _folder():
        for number, cell in enumerate(code_cells(notebook), start=1):
            printed = io.StringIO()
            with redirect_stdout(printed):
                value = _execute("".join(cell["source"]), f"cell {number}", scope)
            cell["execution_count"] = number
            cell["outputs"] = [*_stream(printed.getvalue()), *_result(value, number)]


@contextmanager
def _folder() -> Iterator[None]:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "corpus").symlink_to(ROOT / "corpus")
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def _execute(source: str, name: str, scope: dict[str, Any]) -> Any:
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), scope)
    return eval(compile(ast.Expression(last.value), name, "eval"), scope) if isinstance(last, ast.Expr) else None


def _stream(text: str) -> list[dict[str, Any]]:
    return [{"output_type": "stream", "name": "stdout", "text": text.splitlines(keepends=True)}] if text else []


def _result(value: Any, number: int) -> list[dict[str, Any]]:
    if value is None:
        return []
    data = {"text/plain": repr(value).splitlines(keepends=True)}
    if hasattr(value, "_repr_html_"):
        data["text/html"] = value._repr_html_().splitlines(keepends=True)
    return [{"output_type": "execute_result", "execution_count": number, "data": data, "metadata": {}}]


def write(notebook: dict[str, Any]) -> None:
    TOUR.write_bytes((json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.notebook", description="Runs notebooks/tour.ipynb")
    parser.add_argument("--write", action="store_true", required=True, help="keep the outputs in the notebook")
    parser.parse_args()
    tour = load()
    run(tour)
    write(tour)

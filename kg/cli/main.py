"""The command line as a whole: one app, one place where errors become messages."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated

import typer

from kg.claim import ZhituError
from kg.cli import build, evaluate, explain, export, extract, graph, query, view

app = typer.Typer(
    name="kg",
    help="知图 Zhitu: Chinese text into a knowledge graph, every fact with its evidence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    from importlib.metadata import version

    if wanted:
        print(f"zhitu {version('zhitu')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


app.command("build")(build.build_command)
app.command("extract")(extract.extract_command)
app.command("explain")(explain.explain_command)
app.command("query")(query.query_command)
app.command("view")(view.view_command)
app.command("export")(export.export_command)
app.add_typer(graph.app, name="graph")
app.add_typer(evaluate.app, name="eval")


def main() -> None:
    """Run the command.

    An error that we raise on purpose is one line and status 2, Ctrl-C is status 130. A reader that leaves a pipe early
    (kg query … | head) is nothing wrong: status 0.
    """
    gc.set_threshold(100_000)  # what imports make stays: looking for cycles in it costs a twentieth of a second
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # else a closed pipe would only be noticed when the interpreter is gone
    except ZhituError as problem:
        print(f"kg: {problem}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("kg: stopped", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        _leave_pipe()
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # click has caught it and made status 1 of it
            _leave_pipe()
        raise


def _leave_pipe() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    sys.exit(0)

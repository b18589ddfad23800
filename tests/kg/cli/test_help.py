"""Every command says what it does, in its help and in the README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from typer.main import get_command

from kg.cli import app
from tests.kg.cli.command import kg

README = Path(__file__).parents[3] / "README.md"


def commands(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every command with its path, groups included."""
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))


ALL = list(commands(get_command(app)))
LEAVES = [(path, command) for path, command in ALL if not getattr(command, "commands", {})]


@pytest.mark.parametrize("path", [path for path, _ in ALL], ids=lambda p: " ".join(p) or "kg")
def test_help_goes_to_standard_output(path: tuple[str, ...]) -> None:
    run = kg(*path, "--help")
    assert (run.status, run.err) == (0, "")
    assert "Usage" in run.out


@pytest.mark.parametrize(("path", "command"), LEAVES, ids=lambda v: " ".join(v) if isinstance(v, tuple) else "")
def test_every_command_and_option_is_described(path: tuple[str, ...], command: click.Command) -> None:
    assert command.help
    assert [p.name for p in command.params if not getattr(p, "help", None)] == []


def test_no_command_at_all_shows_the_help() -> None:
    run = kg()
    assert run.status == 2
    assert "build" in run.out + run.err


def test_an_unknown_command_is_named() -> None:
    run = kg("bild")
    assert (run.status, run.data) == (2, b"")
    assert "bild" in run.err


def test_the_readme_describes_every_command() -> None:
    rows = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| `kg ")]
    described = {name for row in rows for name in re.findall(r"\bkg (\w+)", row.split("|")[1])}
    assert described == {path[0] for path, _ in LEAVES}


def test_the_version_is_that_of_the_package() -> None:
    assert kg("--version").out == f"zhitu {version('zhitu')}\n"

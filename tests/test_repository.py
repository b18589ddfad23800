"""What every committed file keeps to."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

import kg
import pipelines

ROOT = Path(__file__).parents[1]

BINARY = {".npz", ".png", ".bin", ".gz"}
LOCK_FILES = {
    "uv.lock",
    "poetry.lock",
    "Pipfile.lock",
    "pdm.lock",
    "package-lock.json",
    "requirements.lock",
    "yarn.lock",
}
#: Longest file in lines; a Python file of 400 is already more than one idea.
LONGEST = 400

# The parts stand apart, so that this file may be searched, too.
_HOSTS = ["pypi" + r"\.org", "files" + r"\.pythonhosted", "index" + "-url", "mirrors" + r"\.\w+\.", "pypi" + "-more"]
REGISTRIES = re.compile("|".join(_HOSTS))
MACHINE = re.compile(
    "|".join([r"(?<![\w.$}])/" + name + "/" for name in ("home", "root", "tmp", "work", "Users", "opt")])
)


@cache
def committed() -> tuple[Path, ...]:
    """The files that git knows; without git (an unpacked archive) there is nothing to hold to."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(ROOT / name for name in run.stdout.split("\0") if name and (ROOT / name).is_file())


def texts() -> list[tuple[str, str]]:
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in committed()
        if path.suffix not in BINARY
    ]


def test_every_text_is_utf8_with_unix_line_ends() -> None:
    assert [name for name, text in texts() if "\r" in text and not name.startswith(("tests/", "corpus/"))] == []


def test_no_registry_is_named() -> None:
    assert [(name, found[0]) for name, text in texts() if (found := REGISTRIES.search(text))] == []


def test_no_path_of_a_machine_is_named() -> None:
    assert [(name, found[0]) for name, text in texts() if (found := MACHINE.search(text))] == []


def test_nothing_is_locked() -> None:
    assert [path.name for path in committed() if path.name in LOCK_FILES] == []


def test_nothing_that_is_built_is_committed() -> None:
    built = {"out", "build", "dist", "__pycache__", ".venv"}
    assert [path for path in committed() if built & set(path.relative_to(ROOT).parts)] == []


def test_files_fit_in_the_head() -> None:
    code = [path for path in committed() if path.suffix in {".py", ".js", ".css"}]
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in code}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_the_licence_is_there() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "Version 2.0" in text
    for card in (ROOT / "pipelines" / "models").glob("*/meta.json"):
        assert (card.parent / "README.md").is_file(), card
        assert (card.parent / "LICENSE").is_file(), card


def modules() -> list[str]:
    names = [package.__name__ for package in (kg, pipelines)]
    for package in (kg, pipelines):
        names += [module.name for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    return [name for name in names if not name.startswith("pipelines.training") and not name.endswith("__main__")]


@pytest.mark.parametrize("name", modules())
def test_what_a_module_offers_is_there(name: str) -> None:
    module = importlib.import_module(name)
    offered = getattr(module, "__all__", [])
    assert [item for item in offered if not hasattr(module, item)] == []
    assert len(set(offered)) == len(offered)


def test_modules_say_what_they_are() -> None:
    empty = []
    for path in committed():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ("kg", "pipelines"):
            text = path.read_text(encoding="utf-8")
            if text.strip() and not text.lstrip().startswith('"""'):
                empty.append(path.relative_to(ROOT).as_posix())
    assert empty == []


def test_the_shared_folder_is_no_part_of_the_project() -> None:
    """The packages and the pages for users do without it; tests skip where it is missing."""
    pages = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile", "pyproject.toml", "INDEX.md")
    mention = "../" + "shared"
    assert [name for name, text in texts() if mention in text and (name.startswith("kg/") or name in pages)] == []


def test_the_tests_need_no_network() -> None:
    """Only the standard library's own server may be asked for anything."""
    asking = re.compile(r"^\s*(?:import|from) (?:requests|httpx|urllib\.request|aiohttp)\b", re.MULTILINE)
    assert [name for name, text in texts() if name.endswith(".py") and asking.search(text)] == []

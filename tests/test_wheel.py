"""The wheel carries everything: installed into an empty environment, `kg build` works from any folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = "2014年4月，微软收购了诺基亚。"
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info", "build", "dist")


def call(*command: object, cwd: Path) -> str:
    """What the command prints; its messages are shown when it fails."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PIP"))}
    run = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, env=environment)
    assert run.returncode == 0, run.stdout.decode() + run.stderr.decode()
    return run.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of the sources, so that nothing of an earlier build can slip in."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for package in ("kg", "pipelines", "tests"):
        shutil.copytree(ROOT / package, source / package, ignore=LEFT_OUT)
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment that holds the wheel; its dependencies are those of this environment."""
    folder = tmp_path_factory.mktemp("environment")
    call(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    call(sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--quiet", "--no-deps", "--no-index",
         wheel, cwd=folder)  # fmt: skip
    packages = call(scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    # Plain paths only: the .pth files of an editable install beside the dependencies are not followed.
    (Path(packages.strip()) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts


def test_every_source_and_data_file_is_inside(contents: set[str]) -> None:
    for package in ("kg", "pipelines"):
        files = [
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / package).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and path.name != ".DS_Store"
        ]
        pages = {name for name in files if name.endswith(".md") and "/models/" not in name}
        assert set(files) - pages - contents == set()


@pytest.mark.parametrize(
    "pattern",
    [
        "pipelines/models/*/weights.npz",
        "pipelines/models/*/README.md",
        "pipelines/models/*/LICENSE",
        "pipelines/lexicon/data/companies.tsv",
        "pipelines/claims/data/relations.toml",
        "pipelines/nlp/config.cfg",
        "pipelines/training/data/*",
        "kg/query/queries/*.rq",
        "kg/rdf/ontology.ttl",
        "kg/page/data/template.html",
        "*.dist-info/licenses/LICENSE",
    ],
)
def test_what_is_needed_at_run_time_is_inside(contents: set[str], pattern: str) -> None:
    assert any(Path(name).match(pattern) for name in contents)


def test_nothing_else_is_inside(contents: set[str]) -> None:
    tops = {name.split("/")[0] for name in contents}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kg", "pipelines"}
    assert not any("__pycache__" in name or name.endswith(".pyc") for name in contents)


def test_the_command_works_from_any_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "deal.txt").write_text(TEXT, encoding="utf-8")
    where = call(
        installed / "python", "-c", "import kg, pipelines; print(kg.__file__, pipelines.__file__)", cwd=tmp_path
    )
    assert str(ROOT / "kg") not in where
    assert str(installed.parent) in where
    call(installed / "kg", "build", "deal.txt", "-o", "out", cwd=tmp_path)
    ask = "SELECT ?s ?o ?day { ?c kg:subject/rdfs:label ?s ; kg:predicate kg:acquires ; kg:object/rdfs:label ?o ; " \
        "kg:time/kg:start ?day FILTER(LANG(?s) = 'zh' && LANG(?o) = 'zh') }"  # fmt: skip
    assert call(installed / "kg", "query", "--format", "csv", ask, cwd=tmp_path).split() == [
        "s,o,day",
        "微软,诺基亚,2014-04-01",
    ]
    assert "buys-makes-uses" in call(installed / "kg", "query", "--list", cwd=tmp_path)

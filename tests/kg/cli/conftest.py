"""One built graph serves every test that only asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest import mock

import pytest

from pipelines.mention.names import load_names
from tests.kg.cli.command import Run, kg, write_documents


@dataclass(frozen=True, slots=True)
class Built:
    documents: Path
    out: Path
    run: Run


@pytest.fixture(scope="session", autouse=True)
def names_model_loaded_once() -> Iterator[None]:
    """A process of the command loads it once; here fifty commands share a process."""
    with mock.patch("pipelines.pipeline.load_names", cache(load_names)):
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("command")
    documents, out = write_documents(folder / "documents"), folder / "out"
    return Built(documents, out, kg("build", documents, "-o", out))


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test works in a folder of its own, where no zhitu.toml and no out/ lies."""
    monkeypatch.chdir(tmp_path)
    return tmp_path

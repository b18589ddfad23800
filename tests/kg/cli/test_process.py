"""The command as a process of its own: pipes, locales, interrupts, hash seeds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from tests.kg.cli.conftest import Built

COMMAND = [sys.executable, "-c", "from kg.cli import main; main()"]
TEXT = "2014年4月，微软收购了诺基亚。".encode()


def environment(**more: str) -> Mapping[str, str]:
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", **more}


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "SELECT * { ?s ?p ?o }", "--format", "csv"],
        ["query", "ASK { ?s ?p ?o }"],
        ["export", "--format", "nquads"],
        ["graph", "rank"],
    ],
    ids=lambda a: " ".join(a[:1] + a[2:]),
)
def test_a_reader_that_leaves_early_is_no_failure(built: Built, arguments: list[str]) -> None:
    with subprocess.Popen(
        [*COMMAND, *arguments, "-o", str(built.out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        message = process.stderr.read()
        assert (process.wait(), message) == (0, b"")


@pytest.mark.parametrize("variables", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1"}], ids=str)
def test_chinese_survives_any_locale(built: Built, variables: dict[str, str]) -> None:
    out = ["-o", str(built.out)]
    orders = "SELECT ?who { ?s kg:orders ?o ; rdfs:label ?who FILTER(STR(?who) = '特斯拉') }".encode()
    for arguments, given, expected in [
        (["extract", "-"], TEXT, "微软"),
        (["extract", "-", "--format", "table"], TEXT, "微软"),
        (["graph", "neighbours", "微软", *out], b"", "诺基亚"),
        (["query", "-", *out], orders, "特斯拉"),
        (["query", "--list"], b"", "谁"),
    ]:
        run = subprocess.run([*COMMAND, *arguments], input=given, capture_output=True, env=environment(**variables))
        assert (run.returncode, run.stderr) == (0, b""), arguments
        assert expected in run.stdout.decode("utf-8"), arguments


def test_an_interrupt_ends_it_without_a_traceback() -> None:
    # A test runner may have its workers ignore interrupts, and children inherit that.
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); " + COMMAND[-1]
    with subprocess.Popen(
        [*COMMAND[:-1], code, "extract", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(),
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(TEXT * 20_000)  # more than a pipe holds: when this returns, the command is reading
        process.stdin.flush()
        for _ in range(20):  # CPython notices it only in a read that waits, which the first may have come too early for
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(3)
                break
        assert process.returncode == 130
        assert b"Traceback" not in process.stderr.read()
        with suppress(BrokenPipeError):
            process.stdin.close()


def test_two_processes_build_the_same_bytes(built: Built, tmp_path: Path) -> None:
    """Whatever the hash seed: claims.jsonl, graph.trig, graph.html and the catalogue."""
    for seed in ("1", "20230426"):
        run = subprocess.run(
            [*COMMAND, "build", str(built.documents), "-o", str(tmp_path / seed)],
            capture_output=True, env=environment(PYTHONHASHSEED=seed),
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
    for name in ("claims.jsonl", "graph.trig", "graph.html", "INDEX.md"):
        bytes_ = (built.out / name).read_bytes()
        assert (tmp_path / "1" / name).read_bytes() == bytes_, name
        assert (tmp_path / "20230426" / name).read_bytes() == bytes_, name

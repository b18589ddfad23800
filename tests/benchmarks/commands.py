"""How long a command takes to start, and how much memory a build needs."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.texts import ROOT

COLUMNS = ("command", "seconds", "peak memory", "what")
_KG = [sys.executable, "-c", "from kg.cli import main; main()"]
_REPEATS = 3
# A process starts with the peak of the one that it was forked from: a small one in between keeps ours out.
_LAUNCHER = """
import os, subprocess, sys, time
began = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
if status:
    sys.exit(1)
print(time.perf_counter() - began, usage.ru_maxrss)
"""
# Linux counts kilobytes, macOS bytes.
_UNIT = 1 if sys.platform == "darwin" else 1024


def measure() -> list[tuple[str, ...]]:
    """One row a command; of several runs the fastest counts."""
    with tempfile.TemporaryDirectory() as folder:
        sentence = Path(folder) / "sentence.txt"
        sentence.write_text("英伟达发布了新芯片。", encoding="utf-8")
        commands = [
            ("kg --help", [*_KG, "--help"], _REPEATS, "the command line alone"),
            (
                "kg extract SENTENCE",
                [*_KG, "extract", str(sentence), "--format", "jsonl"],
                _REPEATS,
                "start-up with all models",
            ),
            ("kg build corpus", [*_KG, "build", "corpus", "-o", str(Path(folder) / "out")], 1, "the demo graph"),
        ]
        rows = []
        for name, command, repeats, what in commands:
            runs = [_run(command) for _ in range(repeats)]
            seconds, memory = min(run[0] for run in runs), max(run[1] for run in runs)
            rows.append((name, f"{seconds:.2f}", f"{memory / 2**20:,.0f} MiB", what))
    return rows


def _run(command: list[str]) -> tuple[float, int]:
    """Seconds and peak resident bytes of one command. Raises CalledProcessError when it fails."""
    launcher = [sys.executable, "-c", _LAUNCHER, *command]
    run = subprocess.run(launcher, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    seconds, memory = run.stdout.split()
    return float(seconds), int(memory) * _UNIT

"""Runs the command in this process, and the small folder of documents that its tests read."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from kg.cli import main

DOCUMENTS = {
    "news/deal.txt": "软件与手机\n\n2014年4月，微软收购了诺基亚。微软没有收购黑莓。\n",
    "chips.md": "---\ntitle: 英伟达的新芯片\ndate: 2024-03-18\nsource: https://example.org/chips\n---\n\n"
    "英伟达发布了新的芯片。据路透社报道，特斯拉向英伟达订购了一万块GPU。\n",
    "more.jsonl": '{"id": "plan", "text": "谷歌可能在2025年收购Wiz。华为昨天裁减了200名员工。", "date": "2024-05-02"}\n',
}


@dataclass(frozen=True, slots=True)
class Run:
    """What a command left: its exit status, and both streams as bytes and text."""

    status: int
    data: bytes
    err: str

    @property
    def out(self) -> str:
        return self.data.decode("utf-8")


def kg(*arguments: object, stdin: bytes = b"") -> Run:
    """Runs `kg` with `arguments`. An exception that the command does not turn into a message fails the test."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    status = 0
    with (
        mock.patch.object(sys, "argv", ["kg", *map(str, arguments)]),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(bool(end.code))
    for stream in (out, err):
        stream.flush()
    return Run(status, out.buffer.getvalue(), err.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]


def failure(*arguments: object, stdin: bytes = b"") -> str:
    """The message of a command that must fail: one line on standard error, nothing on standard output, status 2."""
    run = kg(*arguments, stdin=stdin)
    assert run.status == 2, run
    assert run.data == b""
    message = run.err.rstrip("\n")
    assert message.startswith("kg: "), message
    assert "\n" not in message
    assert "Traceback" not in message
    return message.removeprefix("kg: ")


def write_documents(folder: Path) -> Path:
    for name, text in DOCUMENTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder

"""Paths to documents: finds the files, reads each by its kind, and goes on when one cannot be read."""

from __future__ import annotations

import datetime
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from kg.claim import Document, InputError, Span
from pipelines.read.boilerplate import find_boilerplate, spans_of
from pipelines.read.dates import document_date
from pipelines.read.draft import Draft, lines, plain
from pipelines.read.encodings import decode
from pipelines.read.html import read_html
from pipelines.read.jsonl import read_object
from pipelines.read.markdown import read_markdown
from pipelines.read.page_meta import declared_charset

#: Kinds of input by the ending of the file name.
FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}

#: The largest file in bytes: a whole library of a subject fits, a mistaken disk image does not.
MAX_BYTES = 256 * 2**20

#: A first line of at most so many characters can be a headline.
_HEADLINE = 60

#: What standard input is called in messages.
STDIN = "standard input"

#: The first bytes of files that are often met and never text.
_BINARY = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a compressed file",
    b"\x7fELF": "a program",
}


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A document that was not read: where it stands and why.

    `line` counts from 1 in JSON Lines. `skipped` says that nothing is wrong: a file in a folder is of a kind that
    holds no text.
    """

    path: str
    reason: str
    line: int | None = None
    skipped: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"

    @property
    def place(self) -> str:
        return self.path if self.line is None else f"{self.path}, line {self.line}"


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    id: str
    format: str


def read(
    paths: Sequence[Path | str],
    *,
    date: datetime.date | None = None,
    input_format: str | None = None,
    stdin: IO[Any] | None = None,
) -> Iterator[Document | ReadFailure]:
    """Every document in `paths`, in order, or why it could not be read.

    paths         files, folders (all that is in them, sorted by name, hidden files left out), "-" for standard input
    date          the date of all documents, whatever they say themselves
    input_format  text, markdown, html or jsonl: how to read standard input and files whose name does not say
    stdin         standard input, in bytes or text; by default that of the process

    Raises InputError at once when a path does not exist or a folder holds no document, and while reading when two
    documents have one id.
    """
    if input_format is not None and input_format not in set(FORMATS.values()):
        raise InputError(f"the input format {input_format!r} is not known: use text, markdown, html or jsonl")
    found: list[_File | ReadFailure | None] = []
    for path in paths:
        found.extend([None] if str(path) == "-" else _files(Path(path), input_format))
    return _documents(found, date, input_format or "text", stdin)


def _files(path: Path, input_format: str | None) -> list[_File | ReadFailure | None]:
    try:
        if path.is_dir():
            inside = sorted(path.rglob("*"), key=lambda file: file.relative_to(path).as_posix())
        elif path.exists():
            return [_File(path, path.name, FORMATS.get(path.suffix.lower(), input_format or "text"))]
        else:
            raise InputError(f"{path}: no such file or folder; check the path")
    except OSError as error:
        raise InputError(f"{path}: {_reason(error)}") from error
    found: list[_File | ReadFailure | None] = []
    for file in inside:
        relative = file.relative_to(path)
        if any(part.startswith(".") for part in relative.parts) or not file.is_file():
            continue
        kind = FORMATS.get(file.suffix.lower())
        if kind:
            found.append(_File(file, relative.as_posix(), kind))
        else:
            found.append(ReadFailure(str(file), "not a .txt, .md, .html or .jsonl file", skipped=True))
    if not any(isinstance(file, _File) for file in found):
        raise InputError(f"{path}: the folder holds no .txt, .md, .html or .jsonl file")
    return found


def _documents(
    found: Sequence[_File | ReadFailure | None], date: datetime.date | None, input_format: str, stdin: IO[Any] | None
) -> Iterator[Document | ReadFailure]:
    places: dict[str, str] = {}
    for file in found:
        if isinstance(file, ReadFailure):
            yield file
            continue
        for item, place in _items(file, date, input_format, stdin):
            if isinstance(item, Document):
                if item.id in places:
                    raise InputError(
                        f"two documents have the id {item.id!r}: {places[item.id]} and {place}; give each its own"
                    )
                places[item.id] = place
            yield item


def _items(
    file: _File | None, date: datetime.date | None, input_format: str, stdin: IO[Any] | None
) -> Iterator[tuple[Document | ReadFailure, str]]:
    """The documents of one file, or of standard input (None), each with its place."""
    name = str(file.path) if file else STDIN
    kind = file.format if file else input_format
    try:
        data = _file_bytes(file.path) if file else _stdin_bytes(stdin)
        if kind == "jsonl":
            yield from _lines(data, name, file.id if file else "-", date)
            return
        yield _finish(_draft(data, kind), file.id if file else "-", name, date), name
    except InputError as error:
        yield ReadFailure(name, str(error)), name
    except OSError as error:
        yield ReadFailure(name, _reason(error)), name


def _file_bytes(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise InputError(f"it is too large: {size / 2**20:.0f} MiB, where {MAX_BYTES // 2**20} is the most; split it")
    return path.read_bytes()


def _stdin_bytes(stdin: IO[Any] | None) -> bytes:
    stream = stdin if stdin is not None else sys.stdin
    data = getattr(stream, "buffer", stream).read()
    return data.encode("utf-8", "replace") if isinstance(data, str) else bytes(data)


def _reason(error: OSError) -> str:
    return {"PermissionError": "permission denied", "FileNotFoundError": "it is gone"}.get(
        type(error).__name__, error.strerror or str(error)
    )


def _text(data: bytes, declared: str | None = None) -> str:
    for start, what in _BINARY.items():
        if data.startswith(start):
            raise InputError(f"it is {what}, not text")
    text, _ = decode(data, declared)
    if not text.strip():
        raise InputError("it is empty")
    return text


def _draft(data: bytes, kind: str) -> Draft:
    text = _text(data, declared_charset(data) if kind == "html" else None)
    draft = {"markdown": read_markdown, "html": read_html}.get(kind, plain)(text)
    if not draft.text.strip():
        raise InputError("it holds markup but no text")
    return draft


def _finish(draft: Draft, name: str, source: str, date: datetime.date | None) -> Document:
    found = find_boilerplate(draft.text, draft.title)
    masked = spans_of(found, draft.masked)
    return Document(
        id=name,
        text=draft.text,
        title=draft.title or _headline(draft.text, masked),
        date=date or document_date(draft.text, found, draft.date, draft.source or source, draft.article),
        source=draft.source or (source if source != STDIN else None),
        masked=masked,
        source_map=draft.source_map,
    )


def _headline(text: str, masked: Sequence[Span]) -> str | None:
    """The first line that is read, when it looks like a headline: short, no sentence, and with more below it."""
    read = (line for line in lines(text) if not any(line.overlaps(span) for span in masked))
    first, second = next(read, None), next(read, None)
    if not first or not second or len(first) > _HEADLINE or first.of(text).endswith(tuple("。；，：,;:")):
        return None
    return first.of(text)


def _lines(
    data: bytes, name: str, file_id: str, date: datetime.date | None
) -> Iterator[tuple[Document | ReadFailure, str]]:
    """The documents of a JSON Lines file with their places; a broken line is reported and the others go on."""
    offset = 0
    for number, line in enumerate(_decoded_lines(data), start=1):
        if line is None or line.strip():
            try:
                if line is None:
                    raise InputError("its bytes are not UTF-8")
                draft, id_ = read_object(line, offset)
                if not draft.text.strip():
                    raise InputError("its text is empty")
                yield _finish(draft, id_ or f"{file_id}:{number}", name, date), f"{name}, line {number}"
            except InputError as error:
                yield ReadFailure(name, str(error), number), name
        offset += len(line or "")


def _decoded_lines(data: bytes) -> Iterator[str | None]:
    """The lines with their line feeds. One damaged line (None) must not cost the others of a UTF-8 file."""
    try:
        yield from io.StringIO(_text(data), newline="\n")
    except InputError:
        decoded = [_strict(line) for line in data.splitlines(keepends=True)]
        if decoded.count(None) > len(decoded) / 2:
            raise
        yield from decoded


def _strict(line: bytes) -> str | None:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None

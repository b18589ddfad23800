"""JSON Lines: one document an object a line, with the place of its text in the file."""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed leaves it out
from typing import Any

from kg.claim import InputError, SourceMap
from pipelines.read.draft import Draft, TextBuilder
from pipelines.read.front_matter import address, text_of

_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_WHITE = re.compile(r"[ \t\r\n]*")


def read_object(line: str, offset: int = 0) -> tuple[Draft, str | None]:
    """The draft of one line that stands at `offset` of the file, and its id, if it has one.

    Raises InputError when the line is no JSON object or has no text.
    """
    try:
        data = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        what = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else "nested too deep"
        raise InputError(f"it is not JSON: {what}") from error
    except ValueError as error:  # an integer of thousands of digits
        raise InputError(f"it is not JSON that can be read: {error}") from error
    if not isinstance(data, dict):
        raise InputError('it is not an object such as {"id": "…", "text": "…"}')
    text = data.get("text")
    if not isinstance(text, str):
        raise InputError('it has no "text" that is a string')
    draft = Draft(
        text, _map(line, offset, text), text_of(data.get("title")), data.get("date"), address(data.get("url"))
    )
    return draft, _id(data.get("id"))


def _id(value: Any) -> str | None:
    return text_of(value) if isinstance(value, (str, int, float)) else None


def _map(line: str, offset: int, text: str) -> SourceMap:
    """Where the characters of the value of "text" stand; an escaped one has no place of its own."""
    start = _value_start(line)
    end = scanstring(line, start)[1] - 1
    builder = TextBuilder()
    at = start
    for escape in _ESCAPE.finditer(line, start, end):
        builder.add(line[at : escape.start()], offset + at)
        builder.add("\\")  # one character, whichever
        at = escape.end()
    builder.add(line[at:end], offset + at)
    return builder.source_map if builder.length == len(text) else SourceMap()


def _value_start(line: str) -> int:
    """The offset behind the opening quote of the last value called "text": of equal keys JSON takes the last."""
    decoder = json.JSONDecoder()
    found = 0
    at = _skip(line, _skip(line, 0) + 1)
    while line[at] == '"':
        key, at = scanstring(line, at + 1)
        value = _skip(line, _skip(line, at) + 1)
        if key == "text":
            found = value + 1
        at = _skip(line, decoder.raw_decode(line, value)[1])
        if line[at] != ",":
            break
        at = _skip(line, at + 1)
    return found


def _skip(line: str, at: int) -> int:
    match = _WHITE.match(line, at)
    return match.end() if match else at

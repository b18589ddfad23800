"""The YAML between two lines of dashes at the start of a Markdown file."""

from __future__ import annotations

import re
from typing import Any

import yaml

from kg.claim import InputError

_FRONT = re.compile(r"\A---[ \t]*(?:\r\n|\n|\r)(.*?)(?:\r\n|\n|\r|(?<=\n))(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.S)


def front_matter(text: str) -> tuple[dict[str, Any], int]:
    """The front matter of `text` and the offset where the body begins; an empty mapping and 0 without one.

    Raises InputError when what stands there is not YAML.
    """
    match = _FRONT.match(text)
    if not match:
        return {}, 0
    try:
        data = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 2})" if mark else ""
        raise InputError(f"its front matter is not YAML{where}: {getattr(error, 'problem', None) or error}") from error
    # Two thematic breaks around a paragraph look like front matter, but hold no mapping.
    return (data, match.end()) if isinstance(data, dict) else ({}, 0)


def text_of(value: object) -> str | None:
    """A value of the metadata as text: numbers as written, of a list the first, nothing for what is empty."""
    if isinstance(value, (list, tuple)):
        value = value[0] if value else None
    if value is None or isinstance(value, (dict, bool)):
        return None
    return str(value).strip() or None


def address(*values: object) -> str | None:
    """The first of `values` that a reader can follow, else the first that is not empty."""
    texts = [text for value in values if (text := text_of(value))]
    return next((text for text in texts if re.match(r"https?://", text)), texts[0] if texts else None)

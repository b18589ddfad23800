"""Where a name that the model saw begins and ends: without the cue before it and the adverb behind it."""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files

from kg.claim import Span
from pipelines.mention.names import NamedSpan

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def own_span(text: str, named: NamedSpan) -> Span | None:
    """The characters of the name itself (白塔大学 of 网传白塔大学, 三菱 of 三菱未能); None where they are no one name."""
    if "被" in text[named.start + 1 : named.end - 1]:
        return None  # 矿工被救援队: two nouns and what one does to the other
    start = named.start + next((len(cue) for cue in _edges("front") if text.startswith(cue, named.start)), 0)
    end = _anonymised(text, named) if named.type == "Person" else named.end
    end -= next((len(cue) for cue in _edges("back") if text.endswith(cue, named.start, end)), 0)
    ranked = text.endswith(_edges("ranks"), named.start, end)
    if end - named.start > 2 and text.endswith(_edges("ahead"), named.start, end) and not ranked:
        end -= 1
    return Span(start, end) if start < end else None


@cache
def _edges(name: str) -> tuple[str, ...]:
    """The strings of one key of data/edges.toml."""
    return tuple(tomllib.loads((files("pipelines.mention") / "data" / "edges.toml").read_text(encoding="utf-8"))[name])


def _anonymised(text: str, named: NamedSpan) -> int:
    """苏某, 苏某某: where the name of somebody whom the text does not name in full ends."""
    end = named.end
    while end - named.start < 4 and text[end : end + 1] == "某":
        end += 1
    return end

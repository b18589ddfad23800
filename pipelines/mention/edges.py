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

_PAIRS = dict(zip("）)》”’」』】", "（(《“‘「『【", strict=True))
_OPEN = frozenset(_PAIRS.values())


def own_span(text: str, named: NamedSpan) -> Span | None:
    """The characters of the name itself (白塔大学 of 网传白塔大学, 三菱 of 三菱未能); None where they are no one name."""
    if "被" in text[named.start + 1 : named.end - 1]:
        return None  # 矿工被救援队: two nouns and what one does to the other
    if named.type == "Position" and any(verb in text[named.start : named.end] for verb in _edges("appointing")):
        return None  # 董事会聘任: a clause
    if any(word in text[named.start + 1 : named.end] for word in _edges("never_inside")):
        return None  # 公司董事会近日收到
    start = named.start + next((len(cue) for cue in _edges("front") if text.startswith(cue, named.start)), 0)
    end = _anonymised(text, named) if named.type == "Person" else named.end
    end -= next((len(cue) for cue in _edges("back") if text.endswith(cue, named.start, end)), 0)
    end -= _modal(text, named, end)
    if end - start > 2 and text.startswith(_edges("times"), end - 1):
        end -= 1  # 高大勇今早
    if named.type == "Person" and text[start] == "的" and end - start > 1:
        start += 1
    start, end = _balanced(text, start, end)
    ranked = text.endswith(_edges("ranks"), named.start, end)
    if end - named.start > 2 and text.endswith(_edges("ahead"), named.start, end) and not ranked:
        end -= 1
    return Span(start, end) if start < end else None


@cache
def _modal_cues(*, person: bool) -> tuple[str, ...]:
    return _edges("back_of_long") + _edges("deeds") + (_edges("back_of_persons") if person else ())


def _modal(text: str, named: NamedSpan, end: int) -> int:
    """How many characters at the end of a name are a word that says whether its bearer does what follows."""
    person = named.type == "Person"
    cues = _modal_cues(person=person)
    if text.endswith(cues, named.start, end):
        longest = max(len(cue) for cue in cues if text.endswith(cue, named.start, end))
        return longest if end - longest - named.start > 1 else 0
    if end - named.start < 3:
        return 0
    if not person and text.endswith(_edges("ahead_of_firms"), named.start, end):
        return 1
    word = text.endswith(_edges("words_in_ben"), named.start, end)
    bare = text.endswith(_edges("counterfactual"), named.start, end) and not word
    return int(bare and text.startswith(_edges("counterfactual_before"), end))


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Up to a bracket or quotation mark that does not close, from behind one that does not open (安康市 of 安康市（北纬32度)."""
    opened: list[int] = []
    for at in range(start, end):
        if text[at] in _OPEN:
            opened.append(at)
        elif text[at] in _PAIRS:
            if opened and text[opened[-1]] == _PAIRS[text[at]]:
                opened.pop()
            elif at < end - 1:
                return _balanced(text, at + 1, end)
            else:
                return start, at
    if opened:
        return (start, opened[0]) if opened[0] > start else _balanced(text, start + 1, end)
    return start, end


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

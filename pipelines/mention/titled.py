"""A name that the model took together with what stands before it: 捷信达副总经理黄伟明 is a firm, a title and a person."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from kg.claim import Mention, Span, top_class
from pipelines.lexicon.roles import role_of, roles
from pipelines.mention.names import NamedSpan
from pipelines.segment.dictionary import dictionary_tags, is_verb

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_HAN = re.compile(r"[\u3400-\u9fff]+")
#: What somebody is who is sent abroad.
_POST = re.compile("(?:首席|特命全权|临时|常驻|副|总)*(?:大使|公使|领事|代办|代表|武官|参赞|特使|记者)(?!馆|处|团)")
#: Lengths of a Chinese person's name behind a title, the usual one first.
_LENGTHS = (3, 2, 4)


def untitled(text: str, named: NamedSpan) -> Iterator[NamedSpan]:
    """The parts of `named`: whose title it is, the title and the person; `named` itself where there is no title in it."""
    words = text[named.start : named.end]
    found = _split(words) if named.type in ("Person", "Organisation", "Company", "Government") else None
    if found is None:
        yield named
        return
    front, title, name = found
    at = named.start + len(front)
    owner = _owner(front)
    if owner and (named.type != "Person" or title in _listed("offices")):
        kind = named.type if named.type != "Person" else "Company"
        yield replace(named, end=named.start + len(owner), type=kind, fine=kind)
    if role_of(title, "title"):
        yield replace(named, start=at, end=at + len(title), type="Position", fine="Position")
    yield replace(named, start=named.end - len(name), type="Person", fine="Person")


def _split(words: str) -> tuple[str, str, str] | None:
    """What stands before the title, the title with its modifiers, and the name behind it."""
    if not _HAN.fullmatch(words):
        return None
    for length in _LENGTHS:
        front, name = words[:-length], words[-length:]
        if len(front) < 2 or not _is_name(name):
            continue
        title = next((front[at:] for at in range(len(front) - 1) if front[at:] in _titles()), None)
        if title is None:
            continue
        front = front.removesuffix(title)
        while modifier := next((m for m in _listed("modifiers") if front.endswith(m)), None):
            front, title = front.removesuffix(modifier), modifier + title
        return front, title, name
    return None


def _is_name(words: str) -> bool:
    single, double = _surnames()
    return words[:2] in double if len(words) == 4 else words[0] in single or words[:2] in double


def _owner(front: str) -> str | None:
    """恒远集团 of 恒远集团董事兼: whose the title is; None for 公司 and the like, which name nobody."""
    front = front.removesuffix("兼").removesuffix("的")
    while other := next((front[at:] for at in range(len(front) - 1) if front[at:] in _titles()), None):
        front = front.removesuffix(other)
    return front if len(front) > 1 and not role_of(front) else None


@cache
def _titles() -> frozenset[str]:
    """Titles of the lexicon and words for what people are, of two characters and more."""
    return frozenset(t for t, role in roles().items() if role.kind == "title" and len(t) > 1) | _listed("occupations")


@cache
def _listed(name: str) -> frozenset[str]:
    """The strings of one key of data/titled.toml."""
    table = tomllib.loads((files("pipelines.mention") / "data" / "titled.toml").read_text(encoding="utf-8"))
    return frozenset(table[name])


#: Family names that also are words before 某种 and 某些.
_WORDS_TOO = frozenset("于向应时成车云安常文华和从")


def family_names(text: str) -> Iterator[tuple[int, int]]:
    """Where somebody stands by the family name alone: 钱某, 欧阳某某, 王某甲, 苏女士."""
    for match in _by_family_name().finditer(text):
        start, end = match.span()
        if match.group("courtesy") and start and text[start - 1 : start + 1] in dictionary_tags():
            continue  # 历史老师
        if start and not match.group("courtesy") and is_verb(text[start - 1 : start + 1]):
            continue  # 担任某局局长
        yield start, end


@cache
def _by_family_name() -> re.Pattern[str]:
    single, double = _surnames()
    surname = "|".join([*sorted(double), "[" + "".join(sorted(single - _WORDS_TOO)) + "]"])
    unnamed = r"某(?:某(?!某)|[甲乙丙丁](?!级))?(?![些种个人地一年月日项位家次类件处])"
    return re.compile(rf"(?:{surname})(?:{unnamed}|(?P<courtesy>{'|'.join(sorted(_listed('courtesies')))})(?!们))")


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Family names of one character and of two."""
    lines = (files("pipelines.mention") / "data" / "surnames.txt").read_text(encoding="utf-8").splitlines()
    single, double = (line for line in lines if line and not line.startswith("#"))
    return frozenset(single), frozenset(double.split())


def posted(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """驻华大使, 驻华首席代表: a post abroad is one title, not a place and a title that follows it."""
    kept: list[Mention] = []
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        abroad = text[start - 1 : start] == "驻" and top_class(mention.type) == "Place"
        if abroad and (post := _POST.match(text, end)):
            span = Span(start - 1, post.end())
            kept.append(replace(mention, span=span, text=span.of(text), type="Position", source="pattern", key=None))
        elif not kept or kept[-1].span.end <= start:
            kept.append(mention)
    return kept

"""What a page says of itself in its head: title, date of publication, address, character set.

Only declared metadata counts: a date that merely stands somewhere on the page may belong to anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from importlib import resources

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.I)
_PUBLISHED = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{4,40})\"")


@dataclass(frozen=True, slots=True)
class PageMeta:
    title: str | None
    date: str | None
    url: str | None


@cache
def _keys(group: str) -> tuple[str, ...]:
    text = (resources.files("pipelines.read") / "data" / "meta_keys.txt").read_text(encoding="utf-8")
    table = dict(line.split(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(table[group].split())


def declared_charset(data: bytes) -> str | None:
    """The character set that a page declares in its first 4,096 bytes."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


class _Head(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.open: str | None = None
        self.texts: dict[str, list[str]] = {}
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            key = values.get("property") or values.get("name") or values.get("itemprop") or ""
            if values.get("content", "").strip():
                self.found.setdefault(key.lower(), values["content"].strip())
        elif tag == "link" and "canonical" in values.get("rel", "").lower().split():
            self.found.setdefault("canonical", values.get("href", ""))
        elif tag == "time" and ("pubdate" in values or values.get("itemprop") == "datePublished"):
            self.found.setdefault("time", values.get("datetime", ""))
        elif tag in ("title", "h1") and tag not in self.texts:
            self.open = tag
            self.texts[tag] = []

    def handle_endtag(self, tag: str) -> None:
        if tag == self.open:
            self.open = None

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open].append(data)


def page_meta(source: str) -> PageMeta:
    """The metadata of a page; whatever is missing or unreadable is None."""
    try:
        head = _Head(source)
    except AssertionError:
        return PageMeta(None, None, None)
    found = dict(head.found)
    found |= {tag: text for tag, parts in head.texts.items() if (text := " ".join("".join(parts).split()))}
    if published := _PUBLISHED.search(source):
        found.setdefault("datepublished", published[1])

    def first(group: str) -> str | None:
        return next((found[key] for key in _keys(group) if found.get(key)), None)

    url = first("url")
    return PageMeta(first("title"), first("date"), url if url and re.match(r"https?://", url) else None)

"""Raw sentences for vectors and self-training, from every set under the data folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from pipelines.nlp.normalise import fold

_INLINE = re.compile(r"\{\{[a-z_]+:(.*?)\}\}")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*[”’』」）]*")
_CJK = re.compile(r"[\u4e00-\u9fff]")
#: Statutes are long and alike: one line in this many is enough of them.
_LAW_STRIDE = 3


def sentences(data: Path, *, clear_licences: bool = False) -> Iterator[str]:
    """Yield folded sentences of the sets under ``data``, in a fixed order.

    Args:
        data: the folder that holds ``text``, ``ner``, ``relations`` and the other sets.
        clear_licences: only UD's training trees, CC0 text and statutes.
    """
    seen: set[str] = set()
    for paragraph in _paragraphs(data, clear_licences):
        for match in _SENTENCE.finditer(fold(paragraph)):
            sentence = match.group().strip()
            if len(sentence) >= 4 and _CJK.search(sentence) and sentence not in seen:
                seen.add(sentence)
                yield sentence


def _paragraphs(data: Path, clear_licences: bool) -> Iterator[str]:
    yield from _lines(data / "text" / "common-voice-zh.txt")
    for number, line in enumerate(_lines(data / "text" / "laws.txt")):
        if number % _LAW_STRIDE == 0 and not line.startswith(("#", "<", "---")):
            yield line
    for name in ("gsdsimp-train", "hk-traditional", "cfl"):
        for line in _lines(data / "syntax" / f"{name}.conllu"):
            if line.startswith("# text = "):
                yield line[len("# text = ") :]
    if clear_licences:
        return
    for reader in (_boson, _msra, _cluener, _columns, _finre, _sanwen, _duie, _people, _events, _saoke, _coref):
        yield from reader(data)


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def _boson(data: Path) -> Iterator[str]:
    for line in _lines(data / "ner" / "boson.txt"):
        yield _INLINE.sub(lambda m: m.group(1).strip(), line).replace("\\n", "\n")


def _column_file(path: Path, separator: str | None = None) -> Iterator[str]:
    text = ""
    for line in _lines(path):
        if line.strip():
            text += line.split(separator)[0]
        elif text:
            yield text
            text = ""
    if text:
        yield text


def _msra(data: Path) -> Iterator[str]:
    yield from _column_file(data / "ner" / "msra-dedup-train.bio")


def _columns(data: Path) -> Iterator[str]:
    yield from _column_file(data / "ner" / "resume-train.bmes")
    for text in _column_file(data / "ner" / "weibo-train.conll", "\t"):
        yield re.sub(r"(?<=[^0-9])[0-9](?=[^0-9]|$)", "", text)


def _json_lines(path: Path) -> Iterator[str]:
    for line in _lines(path):
        if line.strip():
            yield str(json.loads(line)["text"])


def _cluener(data: Path) -> Iterator[str]:
    yield from _json_lines(data / "ner" / "cluener-train.jsonl")


def _events(data: Path) -> Iterator[str]:
    yield from _json_lines(data / "events" / "duee-dev.jsonl")


def _saoke(data: Path) -> Iterator[str]:
    yield from _json_lines(data / "openie" / "saoke-dev.jsonl")


def _coref(data: Path) -> Iterator[str]:
    yield from _json_lines(data / "coref" / "cluewsc-train.jsonl")


def _duie(data: Path) -> Iterator[str]:
    yield from _json_lines(data / "relations" / "duie" / "duie1-train.jsonl")
    yield from _json_lines(data / "relations" / "duie" / "duie2-sample-5000.jsonl")


def _relation_file(path: Path) -> Iterator[str]:
    for line in _lines(path):
        if line.count("\t") == 3:
            yield line.split("\t")[3].replace("<N>", "0")


def _finre(data: Path) -> Iterator[str]:
    for part in ("train", "valid"):
        yield from _relation_file(data / "relations" / "finre" / f"{part}.txt")


def _sanwen(data: Path) -> Iterator[str]:
    for part in ("train", "valid"):
        yield from _relation_file(data / "relations" / "sanwen" / f"{part}.txt")


def _people(data: Path) -> Iterator[str]:
    for line in _lines(data / "relations" / "people-relations-train.txt"):
        parts = line.split(maxsplit=1)
        if len(parts) == 2 and "$" in parts[1]:
            first, second, *_, text = parts[1].split("$")
            yield text.replace("###", first, 1).replace("###", second, 1)

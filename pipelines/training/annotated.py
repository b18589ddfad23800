"""News sentences whose trees were corrected by annotators, kept without their text.

The file has, for every sentence, a part of the SHA-256 of its text and the bounds, tags, heads, relations and mention
types of its words, as the pipeline cut them. ``read`` finds the sentences again in the data folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from kg.claim import Document
from pipelines.nlp.normalise import fold
from pipelines.read.sentences import sentences
from pipelines.training.silver import boson, cluener, msra
from pipelines.training.treebank import Tree, Word

NEWS_TREES = Path(str(files("pipelines.training") / "data" / "news_trees.npz"))
#: One annotated sentence in this many is kept apart, for choosing the weights and for the figures.
_HELD_OUT = 12
#: The arrays with an entry for every word.
_COLUMNS = ("starts", "ends", "heads", "tags", "relations", "types")


def read(data: Path, path: Path = NEWS_TREES) -> list[Tree]:
    """The trees of ``path`` whose sentences stand in the sets of the folder ``data``, in the order of the file."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    rows = {int(digest): number for number, digest in enumerate(arrays["digests"])}
    bounds = list(pairwise(accumulate(arrays["lengths"].tolist(), initial=0)))
    found: dict[int, Tree] = {}
    for text in texts(data):
        row = rows.get(digest_of(text))
        if row is not None and row not in found:
            found[row] = _tree(text, {name: arrays[name][slice(*bounds[row])] for name in _COLUMNS}, arrays)
    return [found[row] for row in sorted(found)]


def write(trees: Iterable[Tree], path: Path = NEWS_TREES) -> None:
    """Keep ``trees`` in ``path``, without their text."""
    kept = list(trees)
    words = [word for tree in kept for word in tree.words]
    spans = [span for tree in kept for span in tree.bounds]
    names = {
        "tag": sorted({word.tag for word in words}),
        "relation": sorted({word.relation for word in words}),
        "type": sorted({word.type for word in words}),
    }
    arrays: dict[str, Any] = {
        "digests": np.array([digest_of(tree.text) for tree in kept], np.uint64),
        "lengths": np.array([len(tree.words) for tree in kept], np.int16),
        "starts": np.array([start for start, _ in spans], np.int16),
        "ends": np.array([end for _, end in spans], np.int16),
        "heads": np.array([word.head for word in words], np.int16),
    }
    for part, listed in names.items():
        arrays[f"{part}s"] = np.array([listed.index(getattr(word, part)) for word in words], np.uint8)
        arrays[f"{part}_names"] = np.array(listed)
    np.savez_compressed(path, **arrays)


def is_held_out(text: str) -> bool:
    """Whether an annotated sentence is one from which nothing is learnt: of its tree nor of who does what in it."""
    return digest_of(text) % _HELD_OUT == 0


def digest_of(text: str) -> int:
    """The first eight bytes of the SHA-256 of a sentence."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:8], "big")


def _tree(text: str, columns: dict[str, Any], arrays: dict[str, Any]) -> Tree:
    spans = tuple(zip(columns["starts"].tolist(), columns["ends"].tolist(), strict=True))
    forms = fold("\n".join(text[start:end].replace("\n", " ") for start, end in spans)).split("\n")
    named = (
        [str(arrays[f"{part}_names"][code]) for code in columns[f"{part}s"]] for part in ("tag", "relation", "type")
    )
    rows = zip(forms, *named, columns["heads"].tolist(), strict=True)
    words = tuple(Word(form, tag, head, relation, kind) for form, tag, relation, kind, head in rows)
    return Tree(words, text, spans)


def texts(data: Path) -> Iterator[str]:
    """Every sentence of the news-like sets, as the pipeline cuts them."""
    for number, text in enumerate(_passages(data)):
        if text:
            for span in sentences(Document(id=str(number + 1), text=text)):
                yield text[span.start : span.end]


def _passages(data: Path) -> Iterator[str]:
    for reader in (boson, cluener, msra):
        yield from (named.text.strip() for named in reader(data))
    for name in ("events/duee-dev.jsonl", "relations/duie/duie2-sample-5000.jsonl"):
        for line in (data / name).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"].strip()
    for line in (data / "relations" / "finre" / "train.txt").read_text(encoding="utf-8").splitlines():
        if line.count("\t") == 3:
            yield line.split("\t")[3]

"""Pack a trained parser into the folder that ``load_parser`` reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.neural import digest, save
from pipelines.nlp.parser import FORMAT
from pipelines.nlp.word_features import WordTable


def package(
    folder: Path, table: WordTable, arrays: dict[str, NDArray[np.float32]], tags: list[str], relations: list[str]
) -> dict[str, Any]:
    """Write weights, word lists and ``meta.json``; return what ``meta.json`` holds.

    Word vectors become int8 rows (only their direction is used), everything else float16.
    """
    folder.mkdir(parents=True, exist_ok=True)
    dictionary = np.asarray(list(table.dictionary.values()), dtype=np.uint8)
    stored: dict[str, NDArray[Any]] = {**arrays, "vectors": table.vectors, "gram_vectors": table.gram_vectors}
    stored["dictionary"] = dictionary
    save(folder / "weights.npz", stored, int8=frozenset({"vectors"}))
    lists = {
        name: "\n".join(getattr(table, name))
        for name in ("words", "grams", "learned", "characters", "dictionary", "types")
    }
    text = json.dumps(lists, ensure_ascii=False, indent=0)
    (folder / "words.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    meta = {
        "format": FORMAT,
        "tags": tags,
        "relations": relations,
        "sha256": {name: digest(folder / name) for name in ("weights.npz", "words.json")},
    }
    write_meta(folder, meta)
    return meta


def write_meta(folder: Path, meta: dict[str, Any]) -> None:
    """Write ``meta.json``."""
    text = json.dumps(meta, ensure_ascii=False, indent=1) + "\n"
    (folder / "meta.json").write_text(text, encoding="utf-8", newline="\n")

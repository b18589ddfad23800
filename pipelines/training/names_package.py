"""From the trained network to the files that are shipped: weights, tables, meta.json."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any

import numpy as np

from pipelines.mention.features import Vocabulary
from pipelines.mention.labels import FINE_TYPES
from pipelines.mention.names import name_hash
from pipelines.neural.weights import save
from pipelines.training.names_net import NamesNet
from pipelines.training.names_sets import CONVENTIONS

_TABLES = frozenset({"character", "ngram", "bigram", "word", "shape", "lexeme"})


def package(
    net: NamesNet,
    vocabulary: Vocabulary,
    lists: tuple[frozenset[str], frozenset[str]],
    figures: dict[str, dict[str, float]],
    seen: Iterable[str],
    out: Path,
    *,
    seed: int,
    epochs: int,
    clear_licences: bool,
) -> None:
    """Write ``weights.npz``, the lists of words, ``meta.json`` and the card to the folder ``out``.

    ``seen`` are the names that were marked in training; their hashes tell seen from unseen in evaluation.
    """
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    arrays = {name: state[f"{name}.weight"] for name in (*_TABLES, "convention")}
    for part, at in (("forwards", 0), ("backwards", 1)):
        arrays[f"lstm.{at}.input"] = state[f"{part}.weight_ih_l0"].T
        arrays[f"lstm.{at}.recurrent"] = state[f"{part}.weight_hh_l0"].T
        arrays[f"lstm.{at}.bias"] = state[f"{part}.bias_ih_l0"] + state[f"{part}.bias_hh_l0"]
    arrays["output.weight"] = state["output.weight"].T
    arrays["output.bias"] = state["output.bias"]
    arrays["between"], arrays["within"] = state["transitions.between"], state["transitions.within"]
    arrays["characters"] = vocabulary.characters.astype(np.uint16)
    arrays["seen"] = np.unique(np.array([name_hash(name) for name in seen], dtype=np.uint32))
    arrays["bigrams"] = vocabulary.bigrams.astype(np.uint32)
    digest = save(out / "weights.npz", arrays, int8=_TABLES)
    generic, personal = (sorted(words) for words in lists)
    for name, words in (("generic", generic), ("personal", personal), ("lexemes", vocabulary.lexemes)):
        (out / f"{name}.txt").write_text("".join(f"{word}\n" for word in words), encoding="utf-8")
    meta: dict[str, Any] = {
        "name": "zhitu names",
        "types": list(FINE_TYPES),
        "conventions": list(CONVENTIONS),
        "tags": list(vocabulary.tags),
        "weights": {"file": "weights.npz", "sha256": digest},
        "training": {"seed": seed, "epochs": epochs},
        "development": {
            origin: {name: round(value, 4) for name, value in values.items()} for origin, values in figures.items()
        },
    }
    texts = resources.files("pipelines.training") / "data" / "names"
    card = (texts / "card.md").read_text(encoding="utf-8")
    data = (texts / ("card-data-clear.md" if clear_licences else "card-data.md")).read_text(encoding="utf-8").strip()
    rows = (
        f"| {origin} | " + " | ".join(f"{100 * values[name]:.1f}" for name in ("precision", "recall", "f1")) + " |"
        for origin, values in meta["development"].items()
    )
    megabytes = sum(path.stat().st_size for path in out.iterdir() if path.suffix in (".npz", ".txt")) / 1e6
    filled = Template(card).substitute(
        hidden=net.sizes.hidden,
        megabytes=f"{megabytes:.1f}",
        seed=seed,
        epochs=epochs,
        figures="\n".join(rows),
        measured="",
        data=data,
    )
    (out / "README.md").write_text(filled, encoding="utf-8")
    text = json.dumps(meta, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "meta.json").write_text(text + "\n", encoding="utf-8")

"""The last stage of the parser: it learns from annotators what news sentences are built like and who does what in them.

    python -m pipelines.training.parser_news DATA PARSER OUT [--work DIR]

PARSER is a folder with a packaged parser, OUT the one to write. ``pipelines.training.parser`` ends with this stage; by
itself it teaches a parser that is there already.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch

from pipelines.evaluation.syntax import evaluate as evaluate_file
from pipelines.neural import load
from pipelines.nlp.normalise import fold
from pipelines.nlp.parser import load_parser, word_table
from pipelines.nlp.word_features import COLUMNS
from pipelines.training import annotated, corrected, subject_choices
from pipelines.training.parser_data import TREEBANKS, Encoder, Inventory, Segmenter, load_trees
from pipelines.training.parser_loop import Schedule, evaluate, mean_of, train
from pipelines.training.parser_net import ParserNet, Sizes
from pipelines.training.parser_package import package, write_meta
from pipelines.training.progress import say
from pipelines.training.treebank import read_conllu

_SCHEDULE = Schedule(epochs=8, silver=6_000, silver_until=1.0, rate=2.5e-3)
_AGAIN = replace(_SCHEDULE, epochs=5)


@dataclass(frozen=True)
class Recipe:
    """``schedules``: each goes on from the mean of the weights at the end of those before; the mean of all is packaged.
    ``rounds``: how often an annotated sentence goes into an epoch. ``weight``: of sentences that only the parser and the
    grammar have read, which keep it from forgetting."""

    schedules: tuple[Schedule, ...] = (_SCHEDULE, _SCHEDULE, _AGAIN, _AGAIN)
    rounds: int = 2
    weight: float = 0.5
    seed: int = 1


def go_on(data: Path, parser: Path, out: Path, work: Path, recipe: Recipe | None = None) -> dict[str, Any]:
    """Teach the parser of a folder and package it; return ``meta.json``, with the figures before and after."""
    recipe = recipe or Recipe()
    work.mkdir(parents=True, exist_ok=True)
    meta = json.loads((parser / "meta.json").read_text(encoding="utf-8"))
    lists = json.loads((parser / "words.json").read_text(encoding="utf-8"))
    arrays = load(parser / "weights.npz")
    table = word_table(lists, arrays)
    encoder = Encoder(table, Inventory(meta["tags"], meta["relations"]))

    trees = annotated.read(data)
    held = [encoder.encode(tree, 0) for tree in trees if annotated.is_held_out(tree.text)]
    choices = subject_choices.read(data)
    parsed = {tree.text for tree in trees}
    open_trees = subject_choices.cut(sorted(choices.keys() - parsed))
    news = [
        encoder.encode(tree, 0, subjects=subject_choices.on_words(choices.get(tree.text, {}), tree))
        for tree in [*trees, *open_trees]
        if not annotated.is_held_out(tree.text)
    ]
    banks = load_trees(data, Segmenter(), random.Random(recipe.seed))
    gold = [[encoder.encode(tree, TREEBANKS.index(bank)) for tree in v] for bank in banks for v in banks[bank]]
    gold += [[sentence] for sentence in news] * recipe.rounds
    read = corrected.read(data, parser, recipe.seed)
    texts = {fold(text) for text in parsed | choices.keys()}
    unseen = [sentence for sentence in read if sentence.tree.text not in texts]
    silver = corrected.encoded(unseen, [], encoder, recipe.weight, recipe.seed)
    dev = [encoder.encode(tree, 0) for tree in read_conllu(data / "syntax" / "gsdsimp-dev-projected.conllu")]

    vectors = encoder.vectors()
    net = _net(arrays, table.vectors.shape[1], encoder.outputs)
    before = evaluate(net, held, vectors)
    say(f"{len(news)} annotated sentences to learn from, {len(held)} held out: {before}")
    punctuation = meta["tags"].index("PUNCT")
    ends: list[Mapping[str, torch.Tensor]] = []
    for number, schedule in enumerate(recipe.schedules, start=1):
        best = work / f"news-{number}.pt"
        for line in train(net, gold, silver, dev + held, vectors, punctuation, schedule, recipe.seed, best):
            say(f"{number}: {line}")
        ends.append(copy.deepcopy(net.state_dict()))
        net.load_state_dict(mean_of(ends))
        say(f"mean of {number}: {evaluate(net, dev + held, vectors)}")

    made = package(out, table, net.export(0), meta["tags"], meta["relations"])
    made["recipe"] = meta["recipe"] | {"news": asdict(recipe)}
    made["news"] = {"before": asdict(before), "held_out": asdict(evaluate(net, held, vectors))}
    made["scores"] = {}
    write_meta(out, made)
    for part in ("dev", "test"):
        name = f"gsdsimp-{part}-projected"
        scores = evaluate_file(data / "syntax" / f"{name}.conllu", load_parser(out))
        made["scores"][name] = {"uas": scores.uas, "las": scores.las, "tag": scores.tag}
    for name, figures in (made["scores"] | made["news"]).items():
        say(f"{name}: {figures}")
    write_meta(out, made)
    return made


def _net(arrays: dict[str, Any], width: int, outputs: Inventory) -> ParserNet:
    """The net of a packaged parser."""
    torch.manual_seed(1)
    counts = [len(arrays[f"embedding.{name}"]) for name in COLUMNS]
    net = ParserNet(Sizes(), width, counts, len(TREEBANKS), len(outputs.tags), len(outputs.relations))
    net.restore(arrays)
    return net


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of ``python -m pipelines.training.parser_news``."""
    options = argparse.ArgumentParser(description="Teach a parser the annotated news sentences.")
    options.add_argument("data", type=Path, help="folder with syntax/, ner/ …")
    options.add_argument("parser", type=Path, help="folder with a packaged parser")
    options.add_argument("out", type=Path, help="folder to write the model to")
    options.add_argument("--work", type=Path, help="folder for the checkpoint (default: OUT-work)")
    given = options.parse_args(arguments)
    if given.out.resolve() == given.parser.resolve():
        options.error(f"{given.out} is the parser to learn from; give another folder to write to")
    torch.set_num_threads(1)
    go_on(given.data, given.parser, given.out, given.work or given.out.with_name(given.out.name + "-work"))


if __name__ == "__main__":
    main()

"""Train the names model: ``python -m pipelines.training.names DATA_DIR OUT_DIR``.

Needs the extra ``train`` (torch, gensim). One seed gives one model on one machine.
"""

from __future__ import annotations

import argparse
import math
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel

from pipelines.mention.crf import decode, spans_of_tags
from pipelines.mention.features import FIRST_CHARACTER, FeatureReader, Vocabulary
from pipelines.mention.labels import FINE_TYPES
from pipelines.mention.names import load_names
from pipelines.nlp.normalise import fold
from pipelines.segment.dictionary import dictionary_tags
from pipelines.segment.jieba_words import JiebaSegmenter
from pipelines.training.names_batches import Encoded
from pipelines.training.names_cross import cross_label
from pipelines.training.names_net import NamesNet, Sizes
from pipelines.training.names_package import package
from pipelines.training.names_sets import CONVENTIONS, Example, Split, read_split
from pipelines.training.names_swap import Augmenter, Names
from pipelines.training.names_vectors import character_and_bigram_vectors, lexeme_vectors
from pipelines.training.text import sentences as raw_sentences

TOKENS_A_BATCH = 4096
BIGRAMS = 60_000
TEMPLATES_AN_EPOCH = 12_000
SWAPPED_SHARE = 0.25
#: Share of the sentences without names that an epoch reads.
WITHOUT_NAMES = 0.5
#: How much of the running average of the weights a step keeps, at most: about the last thousand steps count.
AVERAGE_DECAY = 0.999


def vocabulary_of(texts: Sequence[str], tags: dict[str, str], lexemes: tuple[str, ...]) -> Vocabulary:
    """Return the tables of the model: characters seen twice, the most frequent pairs, jieba's tags."""
    counts = Counter(character for text in texts for character in fold(text))
    characters = np.array(sorted(ord(c) for c, n in counts.items() if n >= 2 and ord(c) < 0xFFFF and not c.isspace()))
    common = tuple(sorted(tag for tag, n in Counter(tags.values()).items() if n >= 200))
    empty = Vocabulary(characters, np.zeros(0, dtype=np.int64), common)
    tokens = FeatureReader(empty, JiebaSegmenter(), {}, frozenset(), frozenset()).read(texts)
    pairs = tokens.character[:-1] * 65536 + tokens.character[1:]
    inside = np.ones(len(pairs), dtype=bool)
    inside[tokens.first[1:-1][tokens.first[1:-1] > 0] - 1] = False
    keys, number = np.unique(pairs[inside], return_counts=True)
    frequent = keys[np.argsort(-number, kind="stable")[:BIGRAMS]]
    return Vocabulary(characters, np.sort(frequent), common, lexemes)


def predict(net: NamesNet, encoded: Encoded, house: bool) -> list[list[tuple[int, int, str]]]:
    """Return the names that ``net`` finds in every example: offsets and fine types."""
    net.eval()
    found: list[list[tuple[int, int, str]]] = [[] for _ in encoded.lengths]
    between = net.transitions.between.detach().numpy()
    within = net.transitions.within.detach().numpy()
    tokens = encoded.tokens
    for group, batch in encoded.batches(16384):
        if house:
            batch["convention"] = torch.zeros_like(batch["convention"])
        with torch.no_grad():
            scores = net(batch).numpy()
        tags = decode(scores, between, within, batch["lengths"].numpy())
        for row, first, last, kind in zip(*(part.tolist() for part in spans_of_tags(tags)), strict=True):
            base = tokens.first[group[row]]
            found[group[row]].append((int(tokens.start[base + first]), int(tokens.end[base + last]), FINE_TYPES[kind]))
    net.train()
    return found


def agreement(examples: Sequence[Example], found: Sequence[Sequence[tuple[int, int, str]]]) -> dict[str, float]:
    """Return precision, recall and F1 of spans that have one of the types their label may mean.

    Names of types that the set does not mark are not counted.
    """
    right = guessed = wanted = 0
    for item, spans in zip(examples, found, strict=True):
        gold = {(start, end): types for start, end, types in item.spans}
        wanted += len(gold)
        for start, end, kind in spans:
            if kind in item.unmarked and (start, end) not in gold:
                continue
            guessed += 1
            right += kind in gold.get((start, end), ())
    precision, recall = right / max(guessed, 1), right / max(wanted, 1)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(precision + recall, 1e-9)}


@dataclass(frozen=True)
class Setting:
    """What stays the same through both stages."""

    split: Split
    lists: tuple[frozenset[str], frozenset[str]]
    augmenter: Augmenter
    rng: np.random.Generator
    out: Path
    seed: int
    clear_licences: bool

    def package(self, reader: FeatureReader, net: NamesNet, figures: dict[str, dict[str, float]], epochs: int) -> None:
        """Write the files that are shipped."""
        package(
            net,
            reader.vocabulary,
            self.lists,
            figures,
            self.split.names(),
            self.out,
            seed=self.seed,
            epochs=epochs,
            clear_licences=self.clear_licences,
        )

    def reader(self, vocabulary: Vocabulary) -> FeatureReader:
        """Return a reader of features with these tables."""
        return FeatureReader(vocabulary, JiebaSegmenter(), dictionary_tags(), *self.lists)


def prepare(data: Path, out: Path, *, seed: int, clear_licences: bool, drawn: int) -> tuple[Setting, list[str]]:
    """Read the sets; returns the setting, with tables still empty, and the sentences for tables and vectors."""
    rng = np.random.default_rng(seed)
    split = read_split(data, clear_licences=clear_licences, drawn=drawn)
    names = Names(None if clear_licences else data, split.train, rng)
    augmenter = Augmenter(names, rng)
    raw = list(raw_sentences(data, clear_licences=clear_licences))
    texts = [item.text for item in split.train] + [item.text for item in augmenter.filled(20_000)] + raw
    lists = frozenset(names.generic), frozenset(word.lower() for word in names.given + names.family)
    return Setting(split, lists, augmenter, rng, out, seed, clear_licences), texts


def new_net(setting: Setting, texts: Sequence[str]) -> tuple[FeatureReader, NamesNet]:
    """Return tables made from ``texts``, and an untrained network whose vectors start from skip-gram."""
    sizes = Sizes()
    lexemes, vectors = lexeme_vectors(JiebaSegmenter(), texts, sizes.lexeme, setting.seed)
    vocabulary = vocabulary_of(texts, dictionary_tags(), lexemes)
    reader = setting.reader(vocabulary)
    count = len(vocabulary.characters) + FIRST_CHARACTER
    net = NamesNet(vocabulary, count, len(CONVENTIONS), sizes)
    started = character_and_bigram_vectors(reader, texts, count, (sizes.character, sizes.bigram), setting.seed)
    with torch.no_grad():
        for table, values in zip((net.character, net.bigram, net.lexeme), (*started, vectors), strict=True):
            table.weight.copy_(torch.from_numpy(values))
    return reader, net


def stage(
    setting: Setting, reader: FeatureReader, net: NamesNet, examples: Sequence[Example], *, epochs: int, peak: float
) -> None:
    """Train ``net`` on ``examples`` with fresh names in every epoch; package and measure after each.

    What is measured, packaged and left in ``net`` is the running average of the weights (Polyak & Juditsky 1992).
    """
    optimiser = torch.optim.AdamW(net.parameters(), lr=peak, weight_decay=1e-4)
    average = AveragedModel(net, avg_fn=_averaged)
    dev = {origin: Encoded(reader, items) for origin, items in setting.split.dev.items()}
    templates = min(TEMPLATES_AN_EPOCH, len(examples))
    started, step, total = time.monotonic(), 0, 0
    for epoch in range(1, epochs + 1):
        known = [item for item in examples if item.spans or setting.rng.random() < WITHOUT_NAMES]
        fresh = setting.augmenter.swapped(examples, SWAPPED_SHARE) + setting.augmenter.filled(templates)
        encoded = Encoded(reader, [*known, *fresh])
        total = total or math.ceil(encoded.lengths.sum() / TOKENS_A_BATCH) * epochs
        losses = []
        for _, batch in encoded.batches(TOKENS_A_BATCH, setting.rng):
            warm, cold = min(1.0, (step + 1) / 300), 0.5 * (1 + math.cos(math.pi * min(step / total, 1)))
            for group in optimiser.param_groups:
                group["lr"] = peak * warm * max(0.02, cold)
            optimiser.zero_grad()
            loss = net.loss(batch)
            if not torch.isfinite(loss):
                raise ArithmeticError(f"loss is {loss.item()} in epoch {epoch}: an annotation allows no path")
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimiser.step()
            average.update_parameters(net)
            losses.append(loss.item())
            step += 1
        figures = {}
        for origin, items in dev.items():
            figures[origin] = agreement(setting.split.dev[origin], predict(average.module, items, house=False))
            figures[f"{origin} (house)"] = agreement(
                setting.split.dev[origin], predict(average.module, items, house=True)
            )
        setting.package(reader, average.module, figures, epoch)
        line = " ".join(f"{origin} {100 * value['f1']:.1f}" for origin, value in figures.items())
        print(f"epoch {epoch} loss {np.mean(losses):.4f} {line} {time.monotonic() - started:.0f}s", flush=True)
    net.load_state_dict(average.module.state_dict())


def _averaged(average: Tensor, now: Tensor, steps: Tensor | int) -> Tensor:
    """The running average with one more step; of few steps it keeps less, so that it forgets where it began."""
    decay = min(AVERAGE_DECAY, (1 + int(steps)) / (10 + int(steps)))
    return average * decay + now * (1 - decay)


def resume(setting: Setting, checkpoint: Path) -> tuple[FeatureReader, NamesNet]:
    """Return the tables and the network of ``checkpoint``."""
    kept = torch.load(checkpoint, weights_only=True)
    characters, bigrams = kept["characters"].numpy(), kept["bigrams"].numpy()
    vocabulary = Vocabulary(characters, bigrams, tuple(kept["tags"]), tuple(kept["lexemes"]))
    net = NamesNet(vocabulary, len(characters) + FIRST_CHARACTER, len(CONVENTIONS), Sizes())
    net.load_state_dict(kept["net"])
    return setting.reader(vocabulary), net


def keep(checkpoint: Path, reader: FeatureReader, net: NamesNet) -> None:
    """Write what ``resume`` reads."""
    tables = reader.vocabulary
    torch.save(
        {
            "net": net.state_dict(),
            "tags": list(tables.tags),
            "lexemes": list(tables.lexemes),
            "characters": torch.from_numpy(tables.characters),
            "bigrams": torch.from_numpy(tables.bigrams),
        },
        checkpoint,
    )


def train(
    data: Path,
    out: Path,
    *,
    epochs: Sequence[int],
    seed: int,
    clear_licences: bool,
    checkpoint: Path | None,
    drawn: int = 0,
) -> None:
    """Train on the sets under ``data`` and write the packaged model to ``out``.

    The first stage learns from what each set marks; its model marks what the sets leave unmarked
    (``cross_label``), and the other stages go on from there, each with the learning rate raised again (warm
    restarts: Loshchilov & Hutter 2017). ``checkpoint`` keeps the first stage's network: where the file exists,
    that stage is not repeated. ``drawn``: see ``read_split``.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    setting, texts = prepare(data, out, seed=seed, clear_licences=clear_licences, drawn=drawn)
    print(f"{len(setting.split.train)} sentences", flush=True)
    if checkpoint and checkpoint.exists():
        reader, net = resume(setting, checkpoint)
    else:
        reader, net = new_net(setting, texts)
        stage(setting, reader, net, setting.split.train, epochs=epochs[0], peak=2e-3)
        if checkpoint:
            keep(checkpoint, reader, net)
    examples = setting.split.train
    if not clear_licences:  # UNER alone has nobody to learn the other types from but the templates
        setting.package(reader, net, {}, epochs[0])
        examples = cross_label(load_names(out), examples)
    for later in epochs[1:]:
        stage(setting, reader, net, examples, epochs=later, peak=1e-3)
        if checkpoint:
            keep(checkpoint.with_suffix(".last.pt"), reader, net)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, nargs="+", default=(8, 4, 4, 4), help="of each stage")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clear-licences", action="store_true", help="UNER, UD, CC0 text and statutes only")
    parser.add_argument("--drawn", type=int, default=0, help="MSRA sentences drawn at random to measure on as well")
    parser.add_argument("--checkpoint", type=Path, help="file for the network of the first stage")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    train(
        options.data,
        options.out,
        epochs=tuple(options.epochs),
        seed=options.seed,
        clear_licences=options.clear_licences,
        checkpoint=options.checkpoint,
        drawn=options.drawn,
    )


if __name__ == "__main__":
    main()

"""Train the subject scorer: annotators' choices in, ``subjects.npz`` beside a packaged parser out.

    python -m pipelines.training.subjects DATA PARSER

The parser in the folder PARSER stays as it is: the scorer learns from its states, in some minutes on one core. Beside the
choices it learns subjects that the grammar is sure of, so that it reads plain sentences as the tree says.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from pipelines.neural import digest, load, save
from pipelines.nlp.parser import SUBJECTS_FILE, Parser, Word, load_parser
from pipelines.nlp.subjects import SubjectScorer, stretches_of
from pipelines.training import silver, subject_choices, sure_subjects
from pipelines.training.annotated import is_held_out
from pipelines.training.parser_data import batches
from pipelines.training.parser_loop import follow, set_rate
from pipelines.training.parser_package import write_meta
from pipelines.training.progress import say
from pipelines.training.subject_choices import Choices
from pipelines.training.subjects_net import SubjectNet

#: Sentences that go through the parser together.
_AT_ONCE = 64


@dataclass(frozen=True)
class Recipe:
    """``plain`` sentences of which the grammar is sure go in with ``weight`` beside the annotators' choices."""

    epochs: int = 10
    rate: float = 2e-3
    batch_words: int = 600
    width: int = 256
    dropout: float = 0.33
    decay: float = 0.998
    plain: int = 16_000
    weight: float = 0.3
    seed: int = 1


@dataclass(frozen=True)
class Sentence:
    """A sentence's words, the states that the parser gives them (T, S), its choices by index of the word, and its weight."""

    words: tuple[Word, ...]
    states: NDArray[np.float32]
    subjects: Mapping[int, int]
    weight: float

    def __len__(self) -> int:
        return len(self.words)


def run(data: Path, folder: Path, recipe: Recipe | None = None) -> dict[str, Any]:
    """Train the scorer for the parser in ``folder``, write it there and return ``meta.json``."""
    recipe = recipe or Recipe()
    parser = load_parser(folder)
    choices = subject_choices.read(data)
    held = list(encoded(parser, {text: c for text, c in choices.items() if is_held_out(text)}))
    learnt = list(encoded(parser, {text: c for text, c in choices.items() if not is_held_out(text)}))
    texts = [named.text for named in silver.sentences(data) if named.text not in choices]
    texts = random.Random(recipe.seed).sample(texts, min(recipe.plain, len(texts)))
    plain = list(encoded(parser, sure_subjects.read(texts), recipe.weight))
    say(f"{len(learnt)} annotated and {len(plain)} plain sentences to learn from, {len(held)} held out")
    torch.manual_seed(recipe.seed)
    net = SubjectNet(learnt[0].states.shape[1], recipe.width, recipe.dropout)
    for line in _train(net, [*learnt, *plain], held, recipe):
        say(line)
    save(folder / SUBJECTS_FILE, net.export())
    meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    meta["sha256"][SUBJECTS_FILE] = digest(folder / SUBJECTS_FILE)
    meta["recipe"]["subjects"] = asdict(recipe)
    meta["subjects"] = {
        "learnt": sum(len(sentence.subjects) for sentence in learnt),
        "held_out": sum(len(sentence.subjects) for sentence in held),
        "right": accuracy(SubjectScorer(load(folder / SUBJECTS_FILE)), held),
    }
    write_meta(folder, meta)
    return meta


def accuracy(scorer: SubjectScorer, sentences: Sequence[Sentence]) -> float:
    """Per cent of the verbs for which the scorer's first candidate is the one that the annotators chose."""
    right = [
        found[verb][0][0] == subject
        for sentence in sentences
        for found in [scorer.of_sentence(sentence.states, [text for text, _ in sentence.words], [*sentence.subjects])]
        for verb, subject in sentence.subjects.items()
    ]
    return round(100 * sum(right) / len(right), 2)


def encoded(parser: Parser, choices: Mapping[str, Choices], weight: float = 1.0) -> Iterator[Sentence]:
    """The sentences on the pipeline's words, with the parser's states; a choice whose words it does not find is left out."""
    trees = list(subject_choices.cut(sorted(choices, key=len, reverse=True)))
    trees.sort(key=lambda tree: -len(tree.words))
    for first in range(0, len(trees), _AT_ONCE):
        batch = trees[first : first + _AT_ONCE]
        words = [tuple(Word(word.form, word.type) for word in tree.words) for tree in batch]
        states, packing = parser.encode(words)
        for row, tree in enumerate(batch):
            subjects = subject_choices.on_words(choices[tree.text], tree)
            if subjects:
                yield Sentence(words[row], states[packing.rows[row, : len(words[row])]], subjects, weight)


def _train(net: SubjectNet, learnt: Sequence[Sentence], held: Sequence[Sentence], recipe: Recipe) -> Iterator[str]:
    """Train ``net`` in place; what stays is a running mean of the weights. A line for each epoch."""
    rng = random.Random(recipe.seed)
    mean = copy.deepcopy(net)
    optimiser = torch.optim.Adam(net.parameters(), lr=recipe.rate, betas=(0.9, 0.95))
    step = 0
    for epoch in range(recipe.epochs):
        losses = []
        drawn = list(batches(learnt, recipe.batch_words, rng))
        net.train()
        for number, batch in enumerate(drawn):
            done = (epoch + number / len(drawn)) / recipe.epochs
            set_rate(optimiser, recipe.rate, (step + 1) / 200, done)
            loss = _loss(net, batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            step += 1
            follow(mean, net, step, recipe.decay)
            losses.append(loss.item())
        right = accuracy(SubjectScorer(mean.export()), held)
        yield f"epoch {epoch + 1}/{recipe.epochs} loss {np.mean(losses):.3f} held out {right} %"
    net.load_state_dict(mean.state_dict())


def _loss(net: SubjectNet, batch: Sequence[Sentence]) -> Tensor:
    """Mean cross-entropy of the choices of a batch, sentences weighted."""
    longest = max(map(len, batch))
    states = np.zeros((len(batch), longest, batch[0].states.shape[1]), np.float32)
    for number, sentence in enumerate(batch):
        states[number, : len(sentence)] = sentence.states
    chosen = [
        (number, verb, 1 + subject, sentence.weight)
        for number, sentence in enumerate(batch)
        for verb, subject in sentence.subjects.items()
    ]
    row, verb, subject, weight = (torch.tensor(column) for column in zip(*chosen, strict=True))
    stretches = torch.from_numpy(stretches_of([[text for text, _ in sentence.words] for sentence in batch]))
    logs = net(torch.from_numpy(states), torch.tensor([len(sentence) for sentence in batch]), stretches)
    return -(logs[row, verb, subject] * weight).sum() / weight.sum()


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of ``python -m pipelines.training.subjects``."""
    options = argparse.ArgumentParser(description="Teach the subject scorer of a packaged parser.")
    options.add_argument("data", type=Path, help="folder with ner/, relations/ …")
    options.add_argument("parser", type=Path, help="folder with a packaged parser; the scorer is written into it")
    given = options.parse_args(arguments)
    torch.set_num_threads(1)
    say(json.dumps(run(given.data, given.parser)["subjects"]))


if __name__ == "__main__":
    main()

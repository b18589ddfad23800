"""Train the parser from the data folder to the folder that is shipped.

    python -m pipelines.training.parser DATA OUT [--clear-licences] [--work DIR]

The stages are: word vectors and encoder from raw text, some parsers as teachers, their trees of
news sentences, one parser that learns from these and from the treebanks, the corrections of the
grammar, and news trees corrected by annotators (``parser_news``). Each stage but the last leaves its
result in the work folder and is not repeated when that is there.
"""

from __future__ import annotations

import argparse
import copy
import pickle
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import torch

from pipelines.evaluation.syntax import evaluate
from pipelines.nlp.parser import load_parser
from pipelines.nlp.word_features import SHAPE_COUNT
from pipelines.training import corrected, parser_news
from pipelines.training import silver as silver_text
from pipelines.training import vectors as word_vectors
from pipelines.training.parser_data import (
    TREEBANKS,
    TYPES,
    Encoder,
    Segmenter,
    Sentence,
    inventory,
    load_trees,
    word_table,
)
from pipelines.training.parser_loop import Schedule, label, mean_of, train
from pipelines.training.parser_net import ParserNet, Sizes
from pipelines.training.parser_package import package, write_meta
from pipelines.training.parser_pretrain import RawText, pretrain
from pipelines.training.progress import say
from pipelines.training.treebank import Tree, read_conllu

_T = TypeVar("_T")
_LAW = re.compile(r"^第 ?\S+ ?条|规定|应当|依法|人民法院")
#: Of the sentences of statutes, one in this many is enough for pretraining: they are long and alike.
_LAW_STRIDE = 4

_TEACHER = Schedule(epochs=12)
_SIZES = Sizes()
#: In the second round the student goes on from the first, and is one of the teachers.
_ROUNDS = (
    Schedule(epochs=10, gold_rounds=2, silver=15_000),
    Schedule(epochs=6, gold_rounds=2, silver=15_000, rate=1e-3),
)


#: Then it learns the corrections of the grammar, twice; what is packaged is the mean of the weights before and after.
_CORRECTED = (
    Schedule(epochs=5, silver=22_000, silver_until=1.0, rate=1e-3),
    Schedule(epochs=4, silver=22_000, silver_until=1.0, rate=8e-4),
)


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the result, besides the data."""

    seed: int = 1
    vector_epochs: int = 10
    pretrain_epochs: int = 3
    teachers: int = 3
    teacher: Schedule = _TEACHER
    rounds: tuple[Schedule, ...] = _ROUNDS
    corrected: tuple[Schedule, ...] = _CORRECTED
    silver_sentences: int = 45_000
    silver_weight: float = 0.5
    sizes: Sizes = _SIZES


class Project:
    """The stages, in the order in which ``run`` walks through them."""

    def __init__(self, data: Path, out: Path, work: Path, recipe: Recipe, *, clear_licences: bool) -> None:
        self.data, self.out, self.work, self.recipe, self.clear = data, out, work, recipe, clear_licences
        work.mkdir(parents=True, exist_ok=True)
        self.segmenter = Segmenter()
        vectors = self._kept("vectors.pkl", self._vectors)
        trees = self._kept("trees.pkl", lambda: load_trees(data, self.segmenter, random.Random(recipe.seed)))
        every = [tree for groups in trees.values() for variants in groups for tree in variants]
        self.outputs = inventory(every)
        self.table, self.dictionary_tags = word_table(vectors, every, self.segmenter.tokenizer)
        self.encoder = Encoder(self.table, self.outputs)
        self.gold = [
            [self.encoder.encode(tree, TREEBANKS.index(name)) for tree in variants]
            for name, groups in trees.items()
            for variants in groups
        ]
        dev = read_conllu(data / "syntax" / "gsdsimp-dev-projected.conllu")
        self.dev = [self.encoder.encode(tree, 0) for tree in dev]

    def run(self) -> dict[str, Any]:
        """Train, package and evaluate; return ``meta.json``."""
        recipe = self.recipe
        encoder = self._encoder()
        teachers = []
        for number in range(recipe.teachers):
            teacher = self._started(encoder)
            self._train(f"teacher-{number + 1}", teacher, [], recipe.teacher, recipe.seed + number)
            teachers.append(teacher)
        student = self._started(encoder)
        for number, schedule in enumerate(recipe.rounds, start=1):
            taught = self._kept(f"silver-{number}.pkl", partial(self._silver, teachers, number)) if teachers else []
            silver = [self._encode_silver(tree) for tree in taught]
            self._train(f"student-{number}", student, silver, schedule, recipe.seed)
            teachers.append(copy.deepcopy(student))
        student = self._corrected(student)
        if self.clear:
            return self._package(student, self.out)
        before = self.work / "before-news"
        self._package(student, before)
        return parser_news.go_on(self.data, before, self.out, self.work)

    def _corrected(self, student: ParserNet) -> ParserNet:
        """The student after it has learnt the grammar's corrections: the mean of its weights before and after."""
        recipe = self.recipe
        first = copy.deepcopy(student.state_dict())
        before: list[corrected.Corrected] = []
        for number, schedule in enumerate(recipe.corrected, start=1):
            reader = self.work / f"reader-{number}"  # a folder each: a parser is loaded once from a path
            self._package(student, reader)
            read = self._kept(f"corrected-{number}.pkl", partial(corrected.read, self.data, reader, recipe.seed))
            sentences = corrected.encoded(read, before, self.encoder, recipe.silver_weight, recipe.seed)
            self._train(f"student-{len(recipe.rounds) + number}", student, sentences, schedule, recipe.seed)
            before = read
        student.load_state_dict(mean_of([first, student.state_dict()]))
        return student

    def _vectors(self) -> word_vectors.Vectors:
        corpus = self.work / "corpus.txt"
        words = word_vectors.write_corpus(self.data, corpus, self.segmenter.tokenizer, clear_licences=self.clear)
        say(f"word vectors from {words} words")
        return word_vectors.train(corpus, epochs=self.recipe.vector_epochs)

    def _encoder(self) -> Path:
        path = self.work / "encoder.pt"
        if not path.exists():
            with (self.work / "corpus.txt").open(encoding="utf-8") as lines:
                text = RawText.read(_fewer_laws(lines), self.table)
            net = self._net(replace(self.recipe.sizes, dropout=0.1, word_dropout=0.05))
            unfinished = path.with_suffix(".part")
            epochs, seed = self.recipe.pretrain_epochs, self.recipe.seed
            for line in pretrain(
                net, text, epochs=epochs, batch_words=1500, rate=2e-3, seed=seed, checkpoint=unfinished
            ):
                say(f"encoder: {line}")
            unfinished.rename(path)
        return path

    def _net(self, sizes: Sizes) -> ParserNet:
        torch.manual_seed(self.recipe.seed)
        table = self.table
        counts = [len(table.learned) + 1, *[len(table.characters) + 1] * 4]
        counts += [len(self.dictionary_tags) + 1, SHAPE_COUNT, len(TYPES) + 1]
        outputs = len(self.outputs.tags), len(self.outputs.relations)
        return ParserNet(sizes, table.vectors.shape[1], counts, len(TREEBANKS), *outputs)

    def _started(self, encoder: Path) -> ParserNet:
        net = self._net(self.recipe.sizes)
        net.load_state_dict(torch.load(encoder))
        return net

    def _train(self, name: str, net: ParserNet, silver: list[Sentence], schedule: Schedule, seed: int) -> None:
        path = self.work / f"{name}.pt"
        if not path.exists():
            unfinished = path.with_suffix(".part")
            punctuation = self.outputs.tags.index("PUNCT")
            vectors = self.encoder.vectors()
            for line in train(net, self.gold, silver, self.dev, vectors, punctuation, schedule, seed, unfinished):
                say(f"{name}: {line}")
            unfinished.rename(path)
        net.load_state_dict(torch.load(path))

    def _silver(self, teachers: list[ParserNet], number: int) -> list[tuple[Tree, Sentence]]:
        rng = random.Random(self.recipe.seed + number)
        source = list(silver_text.sentences(self.data, clear_licences=self.clear))
        source = rng.sample(source, min(self.recipe.silver_sentences, len(source)))
        trees = [silver_text.untagged(named, self.segmenter, rng) for named in source]
        trees = [tree for tree in trees if 3 <= len(tree.words) <= 80]
        trees.sort(key=lambda tree: -len(tree.words))
        say(f"{len(trees)} sentences for the teachers")
        sentences = [self.encoder.encode(tree, 0) for tree in trees]
        labelled = label(teachers, sentences, self.encoder.vectors(), self.recipe.silver_weight)
        return list(zip(trees, labelled, strict=True))

    def _encode_silver(self, taught: tuple[Tree, Sentence]) -> Sentence:
        """The labels as they are, the rows of ``Encoder.vectors`` anew: they are not the same in each run."""
        tree, labels = taught
        made = self.encoder.encode(tree, 0, labels.weight)
        return replace(made, tags=labels.tags, heads=labels.heads, relations=labels.relations)

    def _package(self, net: ParserNet, out: Path) -> dict[str, Any]:
        arrays = net.export(TREEBANKS.index("gsdsimp-train"))
        meta = package(out, self.table, arrays, self.outputs.tags, self.outputs.relations)
        meta["recipe"] = asdict(self.recipe) | {"clear_licences": self.clear}
        meta["scores"] = {}
        write_meta(out, meta)
        parser = load_parser(out)
        for part in ("dev", "test"):
            name = f"gsdsimp-{part}-projected"
            scores = evaluate(self.data / "syntax" / f"{name}.conllu", parser)
            meta["scores"][name] = {"uas": scores.uas, "las": scores.las, "tag": scores.tag}
            say(f"{name}: UAS {scores.uas} LAS {scores.las} tags {scores.tag}")
        write_meta(out, meta)
        return meta

    def _kept(self, name: str, make: Callable[[], _T]) -> _T:
        """What ``make`` returns, from the work folder where it is there already."""
        path = self.work / name
        if path.exists():
            with path.open("rb") as file:
                found: _T = pickle.load(file)
            return found
        made = make()
        unfinished = path.with_suffix(".part")
        with unfinished.open("wb") as file:
            pickle.dump(made, file)
        unfinished.rename(path)
        return made


def _fewer_laws(lines: Iterator[str]) -> Iterator[str]:
    laws = 0
    for line in lines:
        if _LAW.search(line):
            laws += 1
            if laws % _LAW_STRIDE:
                continue
        yield line


def main(arguments: list[str] | None = None) -> None:
    """Entry point of ``python -m pipelines.training.parser``."""
    options = argparse.ArgumentParser(description="Train the parser.")
    options.add_argument("data", type=Path, help="folder with syntax/, text/, ner/ …")
    options.add_argument("out", type=Path, help="folder to write the model to")
    options.add_argument("--work", type=Path, help="folder for what the stages leave (default: OUT-work)")
    options.add_argument("--clear-licences", action="store_true", help="use only UD, UNER, CC0 text and statutes")
    options.add_argument("--seed", type=int, default=Recipe.seed)
    options.add_argument("--teachers", type=int, default=Recipe.teachers, help="0 leaves self-training out")
    given = options.parse_args(arguments)
    torch.set_num_threads(1)
    work = given.work or given.out.with_name(given.out.name + "-work")
    recipe = replace(Recipe(), seed=given.seed, teachers=given.teachers)
    if not given.teachers:
        recipe = replace(recipe, rounds=(_TEACHER,), corrected=())
    Project(given.data, given.out, work, recipe, clear_licences=given.clear_licences).run()


if __name__ == "__main__":
    main()

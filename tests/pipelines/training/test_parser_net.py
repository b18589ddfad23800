"""The net in torch and the parser in numpy say the same."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="only training needs torch")
pytest.importorskip("floret", reason="only training needs floret")

from pipelines.nlp.parser import load_parser  # noqa: E402
from pipelines.nlp.trees import decode  # noqa: E402
from pipelines.nlp.word_features import SHAPE_COUNT  # noqa: E402
from pipelines.training.parser_data import TYPES, Encoder, Sentence, collate, inventory, word_table  # noqa: E402
from pipelines.training.parser_loop import Schedule, evaluate, label, train  # noqa: E402
from pipelines.training.parser_net import ParserNet, Sizes  # noqa: E402
from pipelines.training.parser_package import package, write_meta  # noqa: E402
from pipelines.training.treebank import OPEN, ROOT, Tree, Word, join  # noqa: E402
from pipelines.training.vectors import Vectors  # noqa: E402

SIZES = Sizes(widths=(6, 3, 3, 3, 3, 3, 2, 4), treebank=2, hidden=10, arc=8, relation=6, dropout=0.1)


def tree(*rows: tuple[str, str, int, str, str]) -> Tree:
    words = tuple(Word(*row) for row in rows)
    return Tree(words, *join([word.form for word in words]))


TREES = [
    tree(
        ("微软", "PROPN", 1, "nsubj", "Organisation"),
        ("收购", "VERB", ROOT, "root", ""),
        ("了", "AUX", 1, "aux", ""),
        ("公司", "NOUN", 1, "obj", ""),
        ("。", "PUNCT", 1, "punct", ""),
    ),
    tree(("他", "PRON", 1, "nsubj", ""), ("走", "VERB", ROOT, "root", "")),
]


class NoDictionary:
    """Stands for jieba's tokenizer, with one word in its dictionary."""

    def get_dict_file(self) -> object:
        return io.BytesIO("公司 100 n\n".encode())


@pytest.fixture
def setting() -> tuple[ParserNet, Encoder, list[Sentence]]:
    torch.manual_seed(3)
    rng = np.random.default_rng(3)
    words, grams = ["公司", "走"], ["公", "<公"]
    vectors = Vectors(words, grams, *(rng.normal(size=(2, 5)).astype(np.float32) for _ in range(2)))
    outputs = inventory(TREES)
    table, tags = word_table(vectors, TREES, NoDictionary())  # type: ignore[arg-type]
    counts = [len(table.learned) + 1, *[len(table.characters) + 1] * 4, len(tags) + 1, SHAPE_COUNT, len(TYPES) + 1]
    net = ParserNet(SIZES, 5, counts, 3, len(outputs.tags), len(outputs.relations))
    for parameter in net.parameters():
        torch.nn.init.normal_(parameter, std=0.4)
    encoder = Encoder(table, outputs)
    return net, encoder, [encoder.encode(one, 0) for one in TREES]


def test_same_parse(setting: tuple[ParserNet, Encoder, list[Sentence]], tmp_path: Path) -> None:
    net, encoder, sentences = setting
    net.eval()
    outputs = encoder.outputs
    write_meta(tmp_path, package(tmp_path, encoder.table, net.export(0), outputs.tags, outputs.relations))
    parses = load_parser(tmp_path).parse([[(word.form, word.type) for word in one.words] for one in TREES])
    batch = collate(sentences, encoder.vectors())
    with torch.no_grad():
        tags, arcs, _, _ = net(batch)
    heads = decode(arcs.numpy(), batch.lengths.numpy())
    for row, parse in enumerate(parses):
        size = len(parse.tags)
        assert parse.tags == tuple(outputs.tags[k] for k in tags.argmax(-1)[row, :size])
        assert parse.heads == tuple(int(h) - 1 if h else i for i, h in enumerate(heads[row, :size]))


def test_goes_on_from_an_export(setting: tuple[ParserNet, Encoder, list[Sentence]]) -> None:
    net, _, _ = setting
    exported = net.export(0)
    fresh = ParserNet(
        SIZES, 5, [len(t.weight) for t in net.embeddings], 3, len(net.tag.bias), net.relation_bilinear.shape[1]
    )
    fresh.restore(exported)
    for name, array in fresh.export(0).items():
        np.testing.assert_allclose(array, exported[name], rtol=1e-6, err_msg=name)


def test_learns_who_does_it(setting: tuple[ParserNet, Encoder, list[Sentence]], tmp_path: Path) -> None:
    net, encoder, _ = setting
    chosen = [{1: 3}, {1: -1}]
    sentences = [encoder.encode(one, 0, subjects=of_one) for one, of_one in zip(TREES, chosen, strict=True)]
    vectors = encoder.vectors()
    punctuation = encoder.outputs.tags.index("PUNCT")
    gold = [[sentence] for sentence in sentences]
    list(train(net, gold, [], sentences, vectors, punctuation, Schedule(epochs=40, rate=0.02), 1, tmp_path / "best.pt"))
    net.eval()
    batch = collate(sentences, vectors)
    with torch.no_grad():
        likeliest = net.subject(net.encode(batch)[1], batch.lengths, batch.stretches).argmax(-1)
    assert likeliest[:, 1].tolist() == [4, 0]


def test_learns_nothing_where_nothing_is_given(setting: tuple[ParserNet, Encoder, list[Sentence]]) -> None:
    net, encoder, _ = setting
    bare = tree(*((word.form, "", OPEN, "", word.type) for word in TREES[0].words))
    loss = net.loss(collate([encoder.encode(bare, 0)], encoder.vectors()))
    assert loss.item() == 0


def test_learns_and_teaches(setting: tuple[ParserNet, Encoder, list[Sentence]], tmp_path: Path) -> None:
    net, encoder, sentences = setting
    vectors = encoder.vectors()
    gold = [[sentence] for sentence in sentences]
    schedule = Schedule(epochs=250, rate=0.02)
    punctuation = encoder.outputs.tags.index("PUNCT")
    lines = list(train(net, gold, [], sentences, vectors, punctuation, schedule, 1, tmp_path / "best.pt"))
    assert len(lines) == 250
    assert evaluate(net, sentences, vectors).las == 100
    taught = label([net], sentences, vectors, weight=0.5)
    for given, made in zip(sentences, taught, strict=True):
        assert (given.heads == made.heads).all()
        assert made.weight == 0.5

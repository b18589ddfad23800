"""Tokens cover the text, and features do not depend on the neighbours in a batch."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.mention.features import (
    FIRST_CHARACTER,
    UNKNOWN,
    FeatureReader,
    Vocabulary,
    run_features,
)
from pipelines.segment.dictionary import dictionary_tags
from pipelines.segment.jieba_words import JiebaSegmenter

TEXTS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("中国公司发布了A1 ,。\n·"))) | st.text()


@pytest.fixture(scope="module")
def reader():
    characters = np.array(sorted(map(ord, "中国公司发布了新芯片，。")))
    at = {chr(code): place + FIRST_CHARACTER for place, code in enumerate(characters)}
    bigrams = np.array(sorted(at[a] * 65536 + at[b] for a, b in ("中国", "公司", "发布")))
    vocabulary = Vocabulary(characters, bigrams, ("n", "ns", "v"))
    return FeatureReader(vocabulary, JiebaSegmenter(), dictionary_tags(), frozenset({"gpu"}), frozenset({"susan"}))


def texts_of(tokens, sentences, number):
    part = slice(tokens.first[number], tokens.first[number + 1])
    return [sentences[number][a:b] for a, b in zip(tokens.start[part], tokens.end[part], strict=True)]


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_tokens_cover_everything_but_blanks(reader, sentences):
    tokens = reader.read(sentences)
    for number, sentence in enumerate(sentences):
        pieces = texts_of(tokens, sentences, number)
        assert "".join("".join(pieces).split()) == "".join(pieces)
        left = sentence
        for piece in pieces:
            before, _, left = left.partition(piece)
            assert not any(mark.isprintable() and not mark.isspace() for mark in before)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_a_sentence_reads_the_same_in_any_company(reader, one, other):
    alone, together = reader.read([one]), reader.read([other, one])
    part = slice(together.first[1], together.first[2])
    for name in ("start", "end", "character", "left", "right", "word", "shape"):
        assert getattr(alone, name).tolist() == getattr(together, name)[part].tolist()


def test_a_latin_run_is_one_token(reader):
    sentences = ["中国Susan Li用A100跑GPT-4"]
    words = ["中", "国", "Susan", "Li", "用", "A100", "跑", "GPT", "-", "4"]
    assert texts_of(reader.read(sentences), sentences, 0) == words


def test_width_and_script_do_not_matter(reader):
    plain, other = reader.read(["中国发布，芯片"]), reader.read(["中國發布,芯片"])
    assert plain.character.tolist() == other.character.tolist()
    assert plain.right.tolist() == other.right.tolist()


def test_pairs_in_the_table_have_an_id_and_others_have_none(reader):
    tokens = reader.read(["中国公司"])
    assert (tokens.right > 0).tolist() == [True, False, True, False]
    assert (tokens.left > 0).tolist() == [False, True, False, True]


def test_unknown_characters_share_an_id(reader):
    assert reader.read(["龘😀"]).character.tolist() == [UNKNOWN, UNKNOWN]


def test_shapes_and_grams_of_latin_runs():
    runs = ("12", "gpu", "GPU", "Susan", "OpenAI", "a", "3D", "A100")
    assert [run_features(run)[0] for run in runs] == list(range(8))
    assert run_features("GPU")[1] == run_features("gpu")[1]
    assert run_features("Susan")[1] != run_features("Susana")[1]

"""The quicker search for the likeliest words finds what jieba's own finds."""

from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read import read
from pipelines.segment.jieba_route import RouteTokenizer

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def pair() -> tuple[jieba.Tokenizer, jieba.Tokenizer]:
    theirs, ours = jieba.Tokenizer(), RouteTokenizer()
    theirs.initialize()
    ours.FREQ, ours.total, ours.initialized = theirs.FREQ, theirs.total, True
    return theirs, ours


def test_the_corpus_is_cut_as_jieba_cuts_it(pair):
    theirs, ours = pair
    for document in read([ROOT / "corpus"]):
        assert ours.lcut(document.text) == theirs.lcut(document.text)


@given(st.text(alphabet="研究生命起源的中国人民银行行长于年月日AB12%，。 囧龘𠮷", max_size=30))
def test_any_text_is_cut_as_jieba_cuts_it(pair, text):
    theirs, ours = pair
    assert ours.lcut(text) == theirs.lcut(text)

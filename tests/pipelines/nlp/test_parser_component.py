"""The parser inside spaCy."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipelines.nlp.parser import Word, load_parser
from pipelines.nlp.parser_component import TYPES, ParserComponent

SENTENCES = ["公司 订购 了 芯片 。", "", "他 走 了", "微软 收购 了 这家 公司 ， 但 没有 公布 价格 。"]


@pytest.fixture
def nlp() -> Language:
    nlp = spacy.blank("zh")
    nlp.add_pipe("zhitu_parser")
    return nlp


def docs(nlp: Language) -> list[Doc]:
    made = [Doc(nlp.vocab, words=sentence.split()) for sentence in SENTENCES]
    made[3].user_data[TYPES] = ["Company", *[""] * (len(made[3]) - 1)]
    return made


def test_writes_what_the_parser_finds(nlp: Language) -> None:
    given = [[Word(word) for word in sentence.split()] for sentence in SENTENCES]
    given[3][0] = Word("微软", "Company")
    parses = load_parser().parse(given)
    assert [token._.mention_type for token in docs(nlp)[3]][:2] == ["Company", ""]
    for doc, parse in zip(nlp.pipe(docs(nlp)), parses, strict=True):
        assert tuple(token.tag_ for token in doc) == parse.tags
        assert tuple(token.pos_ for token in doc) == parse.tags
        assert tuple(token.head.i for token in doc) == parse.heads
        assert [token.dep_.lower() for token in doc] == list(parse.relations)
        assert len(list(doc.sents)) == min(len(doc), 1)


def test_one_and_many_alike(nlp: Language) -> None:
    component = nlp.get_pipe("zhitu_parser")
    for single, piped in zip(map(component, docs(nlp)), component.pipe(docs(nlp), batch_size=2), strict=True):
        assert single.to_json() == piped.to_json()


def test_to_disk_and_back(nlp: Language, tmp_path: Path) -> None:
    component = nlp.get_pipe("zhitu_parser")
    component.to_disk(tmp_path / "parser")
    again = ParserComponent().from_disk(tmp_path / "parser")
    assert again(docs(nlp)[0]).to_json() == component(docs(nlp)[0]).to_json()

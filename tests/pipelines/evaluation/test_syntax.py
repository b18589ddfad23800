"""Syntax figures: every token counted, heads and relations compared with the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.claim.errors import InputError
from pipelines.evaluation.syntax import evaluate
from pipelines.nlp.parser import Parse, Word

FILE = """# text = 他走了。
1	他	_	PRON	_	_	2	nsubj	_	_
2	走	_	VERB	_	_	0	root	_	_
3	了	_	AUX	_	_	2	aux	_	_
4	。	_	PUNCT	_	_	2	punct	_	_

1-2	好吧	_	_	_	_	_	_	_	_
1	好	_	ADJ	_	_	0	root	_	_
2	吧	_	PART	_	_	1	discourse:sp	_	_

"""


class Fixed:
    """Says the same of every sentence: all words hang on the second, or on the first of two."""

    def parse(self, sentences: Sequence[Sequence[Word]]) -> list[Parse]:
        return [
            Parse(("PRON", "VERB", "PART", "PUNCT"), (1, 1, 1, 0), ("nsubj", "root", "aux", "punct"))
            if len(sentence) == 4
            else Parse(("ADJ", "PART"), (0, 0), ("root", "discourse"))
            for sentence in sentences
        ]


def test_counts(tmp_path: Path) -> None:
    path = tmp_path / "two.conllu"
    path.write_text(FILE, encoding="utf-8")
    scores = evaluate(path, Fixed())
    assert (scores.sentences, scores.tokens) == (2, 6)
    assert (scores.uas, scores.las, scores.tag) == (83.33, 66.67, 83.33)
    rows = {row.name: row for row in scores.relations}
    assert (rows["root"].tokens, rows["root"].las) == (2, 100.0)
    assert (rows["discourse:sp"].uas, rows["discourse:sp"].las) == (100.0, 0.0)
    assert rows["aux"].tag == 0.0
    assert [(row.name, row.tokens) for row in scores.lengths] == [("up to 10", 6)]


@pytest.mark.parametrize("text", ["", "no columns here\n", "1\tonly\ttwo\n"])
def test_refuses_other_files(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.conllu"):
        evaluate(path, Fixed())


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        evaluate(tmp_path / "none.conllu", Fixed())

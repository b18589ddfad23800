"""Readers of published formats, on small files of our own."""

import pytest

from kg.claim.errors import InputError
from pipelines.evaluation.name_files import read_marked, spans_of_labels


def marked(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return [(item.text, [(item.text[a:b], label) for a, b, label in item.spans]) for item in read_marked(path)]


def test_bio(tmp_path):
    assert marked(tmp_path, "a.bio", "小 B-PER\n林 I-PER\n在 O\n京 B-LOC\n\n好 O\n") == [
        ("小林在京", [("小林", "PER"), ("京", "LOC")]),
        ("好", []),
    ]


def test_neighbours_of_one_type_stay_two(tmp_path):
    assert list(spans_of_labels([1, 1, 1], ["B-PER", "B-PER", "I-PER"])) == [(0, 1, "PER"), (1, 3, "PER")]


def test_bmes(tmp_path):
    assert marked(tmp_path, "a.bmes", "林 S-NAME\n总 B-TITLE\n经 M-TITLE\n理 E-TITLE\n") == [
        ("林总经理", [("林", "NAME"), ("总经理", "TITLE")])
    ]


def test_weibo_numbers_its_characters(tmp_path):
    rows = "杭0\tB-GPE.NAM\n州1\tI-GPE.NAM\n好0\tO\n"
    assert marked(tmp_path, "a.conll", rows) == [("杭州好", [("杭州", "GPE.NAM")])]


def test_iob2_with_blanks_between_latin_words(tmp_path):
    text = "# text = 见Ada Lee。\n1\t见\tO\t-\t-\n2\tAda\tB-PER\t-\t-\n3\tLee\tI-PER\t-\t-\n4\t。\tO\t-\t-\n"
    assert marked(tmp_path, "a.iob2", text) == [("见Ada Lee。", [("Ada Lee", "PER")])]


def test_cluener_ends_are_inclusive(tmp_path):
    line = '{"text": "小林在京", "label": {"name": {"小林": [[0, 1]]}, "address": {"京": [[3, 3]]}}}\n'
    assert marked(tmp_path, "a.jsonl", line) == [("小林在京", [("小林", "name"), ("京", "address")])]


def test_inline_marks(tmp_path):
    assert marked(tmp_path, "a.txt", "{{person_name: 小林}}在{{location:京}}。\\n好\n") == [
        ("小林在京。\n好", [("小林", "person_name"), ("京", "location")])
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.xml", "", "not a known format"),
        ("a.jsonl", "nothing\n", "not in the format"),
        ("a.iob2", "1\t好\n", "not in the format"),
    ],
)
def test_what_cannot_be_read_says_what_and_where(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        read_marked(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_marked(tmp_path / "none.bio")

"""Sets with other labels become one; new sentences keep their names in place. Sentences here are our own."""

from pathlib import Path

import numpy as np
import pytest

from pipelines.evaluation.name_files import Marked
from pipelines.mention.labels import FINE_TYPES
from pipelines.training.names_sets import (
    Example,
    example,
    label_table,
    narrow,
    read_split,
    sentences,
    table_rows,
    unmarked_table,
)
from pipelines.training.names_swap import Augmenter, Names, listed


def texts(item):
    return [(item.text[start:end], types) for start, end, types in item.spans]


def test_tables_name_only_types_that_exist():
    for types in label_table().values():
        assert set(types) <= set(FINE_TYPES)
    for types in unmarked_table().values():
        assert types <= set(FINE_TYPES)
    assert [kind for kind, _ in table_rows("teachers.tsv")] == list(FINE_TYPES)


def test_a_set_never_marks_what_it_leaves_unmarked():
    marked = {}
    for (origin, _), types in label_table().items():
        marked.setdefault(origin, set()).update(types)
    for origin in ("msra", "uner", "boson", "cluener", "weibo"):
        assert marked[origin].isdisjoint(unmarked_table()[origin])
        assert marked[origin] | unmarked_table()[origin] == set(FINE_TYPES)


def test_labels_keep_all_that_they_may_mean():
    item = example(Marked("小林在北川工作", ((0, 2, "PER"), (3, 5, "LOC"))), "msra")
    assert texts(item) == [("小林", ("Person",)), ("北川", ("Place", "Scene"))]
    assert "Product" in item.unmarked


def test_book_title_marks_are_no_part_of_a_name_and_make_a_product_a_work():
    item = example(Marked("看《星河》", ((1, 5, "product_name"),)), "boson")
    assert texts(item) == [("星河", ("Game", "Film", "Book", "Song"))]


def test_what_a_set_marks_but_is_no_name_is_dropped():
    assert example(Marked("汉族", ((0, 2, "RACE"),)), "resume").spans == ()


@pytest.mark.parametrize(
    ("name", "kind"), [("星河科技有限公司", "Company"), ("星河市政府", "Government"), ("星河大学", "Organisation")]
)
def test_clear_endings_narrow_an_organisation(name, kind):
    assert narrow(name, ("Company", "Government", "Organisation")) == (kind,)


def test_long_texts_are_cut_into_sentences_but_never_inside_a_name():
    spans = ((0, 2, ("Person",)), (7, 9, ("Place",)), (11, 16, ("Film",)))
    whole = Example("小林来了。他住北川。看“走。走”吧。", spans, frozenset(), "x")
    pieces = sentences(whole)
    assert [texts(piece) for piece in pieces][:2] == [[("小林", ("Person",))], [("北川", ("Place",))]]
    assert ("“走。走”", ("Film",)) in [name for piece in pieces for name in texts(piece)]
    assert "".join(piece.text for piece in pieces) == whole.text


@pytest.fixture
def augmenter():
    rng = np.random.default_rng(5)
    known = Example("安娜·伯格在北川", ((0, 5, ("Person",)), (6, 8, ("Place",))), frozenset(), "x")
    return Augmenter(Names(None, [known], rng), rng)


def test_filled_templates_mark_whole_names(augmenter):
    for item in augmenter.filled(300):
        assert "{" not in item.text
        for name, _ in texts(item):
            assert name == name.strip() != ""
        ends = [0, *(end for _, end, _ in item.spans)]
        assert all(start >= before for (start, _, _), before in zip(item.spans, ends, strict=False))


def test_swapping_changes_names_and_nothing_else(augmenter):
    spans = ((0, 2, ("Person",)), (3, 5, ("Company",)))
    item = Example("小林说星河很好", spans, frozenset(), "x", ((5, 7, ("Product",)),))
    made = augmenter.swapped([item] * 200, 1.0)
    assert len(made) > 100
    for changed in made:
        (name, _), (company, _) = texts(changed)
        assert (name, company) != ("小林", "星河")
        assert changed.text.replace(" ", "") == f"{name}说{company}很好".replace(" ", "")
        assert [changed.text[a:b] for a, b, _ in changed.maybe] == ["很好"]


def test_a_seed_gives_the_same_sentences():
    def made():
        rng = np.random.default_rng(9)
        return Augmenter(Names(None, [], rng), rng).filled(50)

    assert made() == made()


def test_lists_have_no_blank_or_double_entries():
    for name in ("companies", "products", "places", "organisations", "governments", "positions"):
        entries = listed(f"{name}.txt")
        assert all(entry == entry.strip() != "" for entry in entries)
        assert len(entries) == len(set(entries))


DATA = Path(__file__).parents[4] / "shared" / "data"


@pytest.mark.skipif(not DATA.exists(), reason="the training sets are not beside this checkout")
def test_no_development_sentence_is_trained_on():
    split = read_split(DATA, drawn=100)
    trained = {item.text for item in split.train}
    assert sorted(split.dev) == ["boson", "cluener", "msra", "msra drawn", "resume", "uner", "weibo"]
    assert len(split.dev["msra drawn"]) == 100
    for items in split.dev.values():
        assert items
        assert trained.isdisjoint(item.text for item in items)

"""The scores that peers are compared by."""

from pathlib import Path

from tests.benchmarks import compare

GOLD = [("小王买书", [[0, 2, "PROPN", 1], [2, 3, "VERB", -1], [3, 4, "NOUN", 1]])]


def test_the_gold_itself_is_right() -> None:
    assert compare._tree_scores(GOLD, [GOLD[0][1]]) == ("1.000", "1.000", "1.000")


def test_words_must_have_the_place_and_heads_be_the_right_word() -> None:
    said = [[0, 2, "PROPN", 1], [2, 4, "VERB", -1]]
    assert compare._tree_scores(GOLD, [said]) == ("0.400", "0.400", "0.000")


def test_names_of_an_iob2_file(tmp_path: Path) -> None:
    path = tmp_path / "names.iob2"
    path.write_text("# text\n1\t微\tB-ORG\n2\t软\tI-ORG\n3\t在\tO\n4\t北京\tB-LOC\n\n1\t好\tO\n", encoding="utf-8")
    assert compare._names(path) == [("微软在北京", {(0, 2, "ORG"), (3, 5, "LOC")}), ("好", set())]


def test_trees_of_a_conllu_file(tmp_path: Path) -> None:
    path = tmp_path / "trees.conllu"
    path.write_text(
        "# sent_id = 1\n1\t小王\t_\tPROPN\t_\t_\t2\tnsubj\n2\t买\t_\tVERB\t_\t_\t0\troot\n\n", encoding="utf-8"
    )
    assert compare._trees(path) == [("小王买", [[0, 2, "PROPN", 1], [2, 3, "VERB", -1]])]


def test_without_data_there_is_nothing_to_compare() -> None:
    assert compare._names(None) == []
    assert compare._trees(None) == []

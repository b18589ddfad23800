"""What verbs usually do: the table is whole, and says of plain verbs what everybody knows."""

from importlib.resources import files

from pipelines.claims import habits


def test_every_line_has_all_counts() -> None:
    lines = (files("pipelines.claims") / "data" / "verbs.tsv").read_text(encoding="utf-8").splitlines()
    width = 4 + 2 * len(habits.KINDS)
    assert lines[0].startswith("# word\t")
    assert len(lines) > 3000
    for line in lines:
        assert len(line.split("\t")) == width, line
    for line in lines[1:]:
        seen, verb, with_object, *_ = map(int, line.split("\t")[1:])
        assert 0 <= with_object <= verb <= seen, line


def test_shares_and_preferences() -> None:
    assert (habits.with_object("位于") or 0) > 0.9 > 0.5 > (habits.with_object("辞职") or 1)
    assert (habits.as_verb("获得") or 0) > 0.9 > 0.5 > (habits.as_verb("管理") or 1)
    assert habits.subject_preference("辞职", "person") > 0 > habits.subject_preference("增长", "person")
    assert habits.object_preference("位于", "place") > 0 > habits.object_preference("位于", "person")


def test_a_word_that_was_never_counted_says_nothing() -> None:
    assert habits.as_verb("蹊跷地") is None
    assert habits.with_object("蹊跷地") is None
    assert habits.subject_preference("蹊跷地", "person") == habits.object_preference("蹊跷地", "place") == 0


def test_kinds_of_participants() -> None:
    assert habits.kind("Company", "PROPN") == "organisation"
    assert habits.kind(None, "PRON") == "pronoun"
    assert habits.kind("", "NOUN") == "noun"

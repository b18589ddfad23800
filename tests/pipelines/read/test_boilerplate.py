import json
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.boilerplate import find_boilerplate, spans_of

HERE = Path(__file__).parent
HEAD = "海川公司收购星河科技\n海川公司昨天宣布了一项新的计划，准备扩大生产。\n"
TAIL = "\n公司还表示，明年将继续投资新的工厂，预计五年完成。\n"


def lines_of(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def masked(text: str, title: str | None = None) -> list[str]:
    return [found.span.of(text) for found in find_boilerplate(text, title)]


@pytest.mark.parametrize("sentence", lines_of("body_sentences.txt"))
def test_a_sentence_of_the_news_is_never_masked(sentence: str) -> None:
    assert masked(HEAD + sentence + TAIL) == []
    assert masked(HEAD + TAIL + sentence) == []


@pytest.mark.parametrize("notice", lines_of("notices.txt"))
def test_a_notice_is_masked(notice: str) -> None:
    assert masked(HEAD + TAIL + notice) == [notice]


def test_the_title_repeated_between_paragraphs_is_masked_and_the_headline_is_not() -> None:
    text = HEAD + "海川公司收购星河科技" + TAIL + "海川公司收购星河科技\n"
    found = find_boilerplate(text)
    assert [f.span.of(text) for f in found] == ["海川公司收购星河科技"] * 2
    assert found[0].span.start > 0


def test_the_title_from_metadata_may_stand_once() -> None:
    text = "海川公司昨天宣布了一项新的计划，准备扩大生产。\n海川公司收购星河科技\n公司还表示，明年将继续投资。\n"
    assert masked(text, "海川公司收购星河科技") == []


def test_a_caption_repeated_three_times_is_kept_once() -> None:
    text = HEAD + "海川公司总部外景一角" + TAIL + "海川公司总部外景一角" + TAIL + "海川公司总部外景一角\n"
    assert masked(text) == ["海川公司总部外景一角"] * 2


def test_facts_that_look_alike_are_no_captions() -> None:
    text = "海川公司概况\n" + "".join(f"{name}公司\n总部：北京市\n员工一共有三千人。\n" for name in "甲乙丙丁")
    assert masked(text) == []


def test_a_footer_takes_the_short_lines_below_it_along() -> None:
    footer = "版权声明\n本站文章多来自网络，由读者投稿，欢迎联系\n某某的博客\n张三丰\n(0)\n打赏\n上一篇 2020年1月1日"
    assert masked(HEAD + TAIL + footer) == footer.split("\n")


def test_a_list_of_other_articles_ends_where_the_body_goes_on() -> None:
    box = "相关阅读\n月湖公司获得融资\n云山公司发布新芯片"
    assert masked(HEAD + box + TAIL) == box.split("\n")


def test_a_copyright_cue_in_the_middle_takes_nothing_along() -> None:
    assert masked(HEAD + "版权声明\n第二章 海川的崛起" + TAIL) == ["版权声明"]


def test_an_editor_at_the_end_of_a_sentence_is_masked_alone() -> None:
    text = HEAD + "这项交易已经获得批准。（责任编辑：王五）\n"
    assert masked(text) == ["（责任编辑：王五）"]


def test_a_dateline_is_masked_alone() -> None:
    text = "海川公司收购星河科技\n新华社北京4月26日电（记者王五）海川公司昨天宣布收购星河科技。\n"
    assert masked(text) == ["新华社北京4月26日电（记者王五）"]


def test_reported_speech_is_no_dateline() -> None:
    assert masked("据新华社4月26日报道，海川公司收购了星河科技。\n路透社3月1日报道，海川公司裁员。") == []


def test_every_pattern_has_three_columns() -> None:
    text = (resources.files("pipelines.read") / "data" / "boilerplate.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    assert {len(row) for row in rows} == {3}
    assert {row[1] for row in rows} == {"line", "cue", "inline", "word"}


@pytest.mark.parametrize("unit", ["QQ空间", "1", "微信扫一扫", " 1 赞 ", "海报", "首页1", "、张三", "大 ", "到顶部"])
def test_long_runs_of_one_word_are_read_in_no_time(unit: str) -> None:
    """A pattern that can take one word in two ways would not come back from this."""
    for head in ("分享", "记者：", "共", "字号", "分享到：", "首页"):
        assert isinstance(masked(head + unit * 60 + "x"), list)


@given(st.text(max_size=300), st.none() | st.text(max_size=20))
def test_masked_spans_ascend_and_do_not_touch(text: str, title: str | None) -> None:
    found = find_boilerplate(text, title)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    spans = spans_of(found)
    assert all(a.end < b.start for a, b in pairwise(spans))
    assert all(span.end <= len(text) for span in spans)


@given(st.lists(st.sampled_from([*lines_of("notices.txt"), *lines_of("body_sentences.txt"), ""]), max_size=30))
def test_body_sentences_survive_in_any_company(chosen: list[str]) -> None:
    sentences = {line for line in lines_of("body_sentences.txt") if line.endswith("。") and len(line) >= 15}
    text = "\n".join(["海川公司收购星河科技", *dict.fromkeys(chosen)])
    hidden = set(masked(text))
    assert not hidden & sentences


SEED = HERE.parents[3] / "shared" / "seed"


@pytest.mark.skipif(not (SEED / "gold.jsonl").exists(), reason="the development article is not on this machine")
def test_no_gold_passage_of_the_development_article_is_masked() -> None:
    article = (SEED / "meta-cpu-gpu.txt").read_text(encoding="utf-8")
    hidden = [found.span for found in find_boilerplate(article)]
    for line in (SEED / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)["text"]
        at = article.find(passage)
        assert not any(span.start < at + len(passage) and at < span.end for span in hidden), passage[:20]

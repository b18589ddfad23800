from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claim import Document, SourceMap, Span
from pipelines.read import sentences


def split(text: str, masked: tuple[Span, ...] = ()) -> list[str]:
    document = Document("d", text, masked=masked)
    return [span.of(text) for span in sentences(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("海川公司上市了。股价上涨！为什么？没人知道……", ["海川公司上市了。", "股价上涨！", "为什么？", "没人知道……"]),
        ("真的吗？！当然。", ["真的吗？！", "当然。"]),
        ("海川裁员了!星河也裁员了?", ["海川裁员了!", "星河也裁员了?"]),
        ("他说：“我们会继续。”会议结束了。", ["他说：“我们会继续。”", "会议结束了。"]),
        ("“我们会继续。”张三说。会议结束了。", ["“我们会继续。”张三说。", "会议结束了。"]),
        ("「會議結束了。」李四表示，明年再談。", ["「會議結束了。」李四表示，明年再談。"]),
        ("“好！”他回答。", ["“好！”他回答。"]),
        ("他说：“我会来。”李四说，他不会来。", ["他说：“我会来。”", "李四说，他不会来。"]),
        ("“我会来。他也会来。”张三说。", ["“我会来。", "他也会来。”张三说。"]),
        ("他参加了“你好！”活动。活动很成功。", ["他参加了“你好！”活动。", "活动很成功。"]),
        ("“我会来。 ”会议结束了。", ["“我会来。 ”", "会议结束了。"]),
        ("海川（原名星河。）上市了。", ["海川（原名星河。）上市了。"]),
        ("他写了《你是谁？》一书。书卖完了。", ["他写了《你是谁？》一书。", "书卖完了。"]),
        ("电影《出发！》上映。", ["电影《出发！》上映。"]),
        ("收入增长2.1%；利润下降3.5%。", ["收入增长2.1%；利润下降3.5%。"]),
        ("It grew. It hired 20 in the U.S. market.", ["It grew.", "It hired 20 in the U.S. market."]),
        ("Dr. Smith joined Apple Inc. in 2020.", ["Dr. Smith joined Apple Inc. in 2020."]),
        ("访问www.example.com获取资料。", ["访问www.example.com获取资料。"]),
        ("标题\n\n　　第一段。第二句。\n　　第二段\n", ["标题", "第一段。", "第二句。", "第二段"]),
        (
            "企业反应　　　　海川仍按原标准生产　　　　作为公司，它很小。",
            ["企业反应", "海川仍按原标准生产", "作为公司，它很小。"],
        ),
        ("海川　星河　远山都来了。", ["海川　星河　远山都来了。"]),
        ("一、背景\n二、经过\n1. 第一点\n2. 第二点", ["一、背景", "二、经过", "1. 第一点", "2. 第二点"]),
        ("第一行\r\n第二行\r第三行\u2028第四行", ["第一行", "第二行", "第三行", "第四行"]),
        ("", []),
        ("  \n\u3000\n", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_masked_text_belongs_to_no_sentence() -> None:
    text = "新华社电 海川公司上市了。（完）\n分享\n股价上涨。"
    masked = (Span(0, 5), Span(13, 16), Span(17, 19))
    assert [m.of(text) for m in masked] == ["新华社电 ", "（完）", "分享"]
    assert split(text, masked) == ["海川公司上市了。", "股价上涨。"]


def test_hard_wrapped_text_is_put_together_again() -> None:
    text = (
        "海川公司周一在北京宣布，将以十二亿元的价格收购从事\n"
        "芯片设计业务的星河科技公司。这项交易已经得到两家公\n"
        "司董事会的批准，预计在明年三月底之前完成。海川公司\n"
        "表示，收购完成后不会裁员，星河科技的品牌也将得到保\n"
        "留。\n\n"
        "星河科技成立于二〇一五年，总部设在上海，在成都和西\n"
        "安设有研发中心，员工共有八百人。\n"
    )
    found = split(text)
    assert found[0] == "海川公司周一在北京宣布，将以十二亿元的价格收购从事\n芯片设计业务的星河科技公司。"
    assert found[-1].startswith("星河科技成立于")
    assert found[-1].endswith("员工共有八百人。")
    assert len(found) == 4


def test_paragraphs_and_lists_are_not_put_together() -> None:
    text = "海川公司\n星河科技\n月湖公司\n云山公司\n长河公司\n远山公司"
    assert split(text) == text.split("\n")
    headlines = "海川公司宣布以十二亿元收购星河科技公司\n" * 3 + "月湖公司宣布将在明年春天关闭三家工厂\n" * 3
    assert len(split(headlines)) == 6


def test_blocks_of_markup_are_never_put_together() -> None:
    row = "海川公司在三月宣布，发布新的芯片；星河公司也发布。还有月湖"
    text = "\n".join([row] * 6)
    assert len(split(text)) < 12
    pieces = tuple((start, start * 2, len(row)) for start in range(0, len(text), len(row) + 1))
    assert len(sentences(Document("d", text, source_map=SourceMap(pieces)))) == 12


def test_a_very_long_sentence_is_split_at_commas() -> None:
    text = "，".join(["海川公司在全国各地新建了工厂"] * 60) + "。"
    found = split(text)
    assert len(found) > 1
    assert all(len(sentence) <= 300 for sentence in found)
    assert all(sentence.endswith(("，", "。")) for sentence in found)
    assert "".join(found) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("热点｜暴雨致桥梁坍塌", ["热点", "暴雨致桥梁坍塌"]),
        ("科技丨海纳发布新款手机。", ["科技", "海纳发布新款手机。"]),
        ("独家 | 海纳起诉星河", ["独家", "海纳起诉星河"]),
        ("条件概率P(A|B)不变。", ["条件概率P(A|B)不变。"]),
    ],
)
def test_a_bar_sets_a_column_apart(text: str, parts: list[str]) -> None:
    assert [span.of(text) for span in sentences(Document("d", text))] == parts


CHINESE = st.text(st.sampled_from("海川公司宣布收购。，！？；…“”「」（）《》\n\r 　.!?;:\"'ab1"), max_size=400)


@given(CHINESE | st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(1, 20)), max_size=5))
def test_sentences_ascend_hold_no_mask_and_lose_nothing(text: str, cuts: list[tuple[int, int]]) -> None:
    masked: list[Span] = []
    for start, length in sorted(cuts):
        if start + length <= len(text) and (not masked or masked[-1].end < start):
            masked.append(Span(start, start + length))
    document = Document("d", text, masked=tuple(masked))
    found = sentences(document)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(span.of(text) == span.of(text).strip() != "" for span in found)
    assert not any(span.overlaps(mask) for span in found for mask in masked)
    covered = {i for span in (*found, *masked) for i in range(span.start, span.end)}
    assert all(char.isspace() or char in "｜丨|" or index in covered for index, char in enumerate(text))
    assert sentences(document) == found

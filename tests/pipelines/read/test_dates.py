import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.boilerplate import find_boilerplate
from pipelines.read.dates import document_date, parse_date

BODY = "海川公司昨天宣布，将以十二亿元收购星河科技。\n收购预计在2030年3月1日完成。\n"


def date_of(text: str, metadata: object = None, source: str | None = None) -> str | None:
    found = document_date(text, find_boilerplate(text), metadata, source)
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-04-26", "2023-04-26"),
        ("2023-4-6", "2023-04-06"),
        ("2023-04-26T23:30:00+08:00", "2023-04-26"),
        ("2023/04/26 10:35", "2023-04-26"),
        ("2023.04.26", "2023-04-26"),
        ("20230426", "2023-04-26"),
        (20230426, "2023-04-26"),
        ("2023年4月26日", "2023-04-26"),
        ("２０２３年４月２６日", "2023-04-26"),
        ("二〇二三年四月二十六日", "2023-04-26"),
        ("二○一○年十二月十日", "2010-12-10"),
        ("民國112年4月26日", "2023-04-26"),
        ("中華民國 112 年 4 月 26 日", "2023-04-26"),
        ("112-04-26", "2023-04-26"),
        (datetime.date(2023, 4, 26), "2023-04-26"),
        (datetime.datetime(2023, 4, 26, 10, 35), "2023-04-26"),
        ("2023-02-30", None),
        ("2023", None),
        ("04-26", None),
        ("昨天", None),
        ("", None),
        (None, None),
        (True, None),
        (["2023-04-26"], None),
    ],
)
def test_dates_of_metadata(value: object, expected: str | None) -> None:
    found = parse_date(value)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题\n2023年4月26日讯 " + BODY, "2023-04-26"),
        ("标题\n新华社北京2023年4月26日电（记者王五）" + BODY, "2023-04-26"),
        ("标题\n2023-04-26 10:35 来源：海川网\n" + BODY, "2023-04-26"),
        ("标题\n2023年04月26日10:35\n" + BODY, "2023-04-26"),
        ("标题\n来源：海川网 2023-04-26 10:35\n" + BODY, "2023-04-26"),
        ("标题\n海川网 2023-04-26 10:35\n" + BODY, "2023-04-26"),
        ("标题\n发布时间：2023-04-26 10:35:00\n" + BODY, "2023-04-26"),
        ("標題\n發布日期：民國112年4月26日\n" + BODY, "2023-04-26"),
        ("标题\n" + BODY + "发表于 2023-04-26\n", "2023-04-26"),
        ("标题\n新华社北京4月26日电（记者王五）" + BODY + "发布时间：2023年4月27日\n", "2023-04-26"),
        ("标题\n中新网12月31日电 " + BODY + "发布时间：2023年1月1日\n", "2022-12-31"),
    ],
)
def test_dates_that_the_text_gives(text: str, expected: str) -> None:
    assert date_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "标题\n" + BODY,
        "标题\n新华社北京4月26日电（记者王五）" + BODY,
        "标题\n" + BODY + "上一篇 2023年7月20日 上午10:15\n下一篇 2023年7月18日 上午9:00\n",
        "标题\n" + BODY + "上一篇：海川公司发布于2023年7月17日\n",
        "标题\n" + BODY + "相关阅读\n月湖公司上市 2023-07-17\n发布时间：2023-07-17\n",
        "标题\n" + BODY + "Copyright © 2023-07-17 某某网\n",
        "标题\n2023年4月26日，海川公司宣布收购星河科技。\n" + BODY,
        "大事记\n1999年9月9日\n海川公司成立。\n2005年1月1日\n海川公司上市。\n",
    ],
)
def test_other_dates_are_not_the_documents(text: str) -> None:
    assert date_of(text) is None


def test_metadata_comes_first() -> None:
    assert date_of("标题\n发布时间：2023-04-27\n" + BODY, "2023-04-25") == "2023-04-25"


def test_a_dateline_takes_its_year_from_the_metadata_or_the_address() -> None:
    text = "标题\n新华社北京4月26日电 " + BODY
    assert date_of(text, "2021") == "2021-04-26"
    assert date_of(text, None, "https://news.example/2022/0427/1.html") == "2022-04-26"


@given(st.text(max_size=100) | st.integers() | st.dates())
def test_any_value_is_a_date_or_none(value: object) -> None:
    assert parse_date(value) is None or isinstance(parse_date(value), datetime.date)


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_iso_dates_come_back(day: datetime.date) -> None:
    assert parse_date(day.isoformat()) == day

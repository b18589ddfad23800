"""Markdown, HTML and JSON Lines: what of them is text, and where it stands in the file."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claim import Document, InputError
from pipelines.read import ReadFailure, read
from pipelines.read.draft import Draft
from pipelines.read.html import read_html
from pipelines.read.jsonl import read_object
from pipelines.read.markdown import read_markdown


def holds_its_places(draft: Draft, source: str) -> bool:
    places = [(index, draft.source_map.to_file(index)) for index in range(len(draft.text))]
    return all(place is None or source[place] == draft.text[index] for index, place in places)


def unplaced(draft: Draft) -> str:
    return "".join(char for index, char in enumerate(draft.text) if draft.source_map.to_file(index) is None)


MARKDOWN = {
    "heading": ("# 海川公司 #\n正文。", "海川公司\n正文。"),
    "underlined heading": ("海川公司\n====\n正文。", "海川公司\n正文。"),
    "emphasis": ("海川**收购**了*星河*，~~月湖~~。", "海川收购了星河，月湖。"),
    "nested emphasis": ("***海川***收购 __星河__。", "海川收购 星河。"),
    "tight emphasis": ("**注意：**海川上市。**“星河”**退市，2\\*3*4。", "注意：海川上市。“星河”退市，2*3*4。"),
    "pair of asterisks": ("2**3是八。", "2**3是八。"),
    "link": ('[海川](http://海川.example/海川 "海川")收购[星河](<a b>)。', "海川收购星河。"),
    "reference": ("[海川][1]收购[星河]和[月湖][]。\n\n[1]: a\n[星河]: b\n[月湖]: c", "海川收购星河和月湖。"),
    "no link": ("海川[1]收购(星河)[2]。", "海川[1]收购(星河)[2]。"),
    "address": ("见<https://a.example/海川>。", "见https://a.example/海川。"),
    "image": ("海川![海川总部](a.png)上市。", "海川上市。"),
    "code": ("调用`海川()`即可。", "调用海川()即可。"),
    "code over a line break": ("调用`海川\n上市`即可。", "调用海川 上市即可。"),
    "escapes": ("海川\\*星河\\_月湖", "海川*星河_月湖"),
    "entity": ("海川&amp;星河", "海川&星河"),
    "list": ("- 海川\n- 星河\n  1. 月湖\n  2. 云山", "海川\n星河\n月湖\n云山"),
    "quotation": ("> 海川上市。\n> 星河退市。", "海川上市。\n星河退市。"),
    "comment": ("海川<!-- 注释 -->上市。\n\n<!-- 注释 -->\n", "海川上市。"),
    "html": ("<div>海川<b>上市</b></div>\n\n星河<br>退市<sup>1</sup>", "海川上市\n星河\n退市1"),
    "line breaks": ("海川上市。\r\n星河退市。\r\n\r\n月湖停牌。", "海川上市。\n星河退市。\n月湖停牌。"),
    "rule": ("海川\n\n---\n\n星河", "海川\n星河"),
    "table": (
        "| 公司 | 总部 | 员工 |\n|---|:-:|---|\n| **海川** | 北京 | 3000人 |\n| 星河 |  | 800人 |",
        "公司，总部，员工\n海川，总部北京，员工3000人\n星河，员工800人",
    ),
    "pairs": ("| 项目 | 内容 |\n|--|--|\n| 总部 | 北京 |", "项目，内容\n总部：北京"),
}


@pytest.mark.parametrize(("source", "text"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_to_text(source: str, text: str) -> None:
    draft = read_markdown(source)
    assert draft.text == text
    assert holds_its_places(draft, source)


def test_every_character_of_markdown_prose_has_its_place() -> None:
    source = "---\ntitle: 海川\n---\n# 海川\n\n海川**收购**了[星河](b)，\\*见`注`。\n\n> 引文\n> 第二行\n"
    draft = read_markdown(source)
    assert draft.text == "海川\n海川收购了星河，*见注。\n引文\n第二行"
    assert unplaced(draft).strip("\n") == ""


def test_code_is_kept_and_masked() -> None:
    source = "海川上市。\n\n```python\nprint('海川')\n\nx = 1\n```\n\n    缩进的代码\n\n完。"
    draft = read_markdown(source)
    assert [span.of(draft.text) for span in draft.masked] == ["print('海川')\nx = 1", "缩进的代码"]
    assert holds_its_places(draft, source)


def test_the_names_of_columns_are_masked() -> None:
    draft = read_markdown("| 公司 | 总部 |\n|---|---|\n| 海川 | 北京 |")
    assert [span.of(draft.text) for span in draft.masked] == ["公司，总部"]


def test_front_matter_is_metadata() -> None:
    source = "---\ntitle: 海川公司\ndate: 2023-04-26\nsource: [海川网, 'https://a.example']\n---\n正文。"
    draft = read_markdown(source)
    assert (draft.text, draft.title, str(draft.date)) == ("正文。", "海川公司", "2023-04-26")
    assert draft.source == "海川网"
    assert (
        read_markdown("---\r\nurl: https://a.example\r\nsource: 海川网\r\n---\r\n正文。").source == "https://a.example"
    )
    assert read_markdown("正文。\n\n---\n\n第二段。").text == "正文。\n第二段。"
    assert read_markdown("# 题目\n正文。").title == "题目"


def test_broken_front_matter_says_where() -> None:
    with pytest.raises(InputError, match="line 3"):
        read_markdown("---\ntitle: 海川\ndate: [2023\n---\n正文。")


PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>星河科技宣布裁员_海川网</title>
<meta property="article:published_time" content="2024-05-06T08:00:00+08:00">
<link rel="canonical" href="https://news.example/1.html"><style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">首页</a></li><li><a href="/t">科技频道</a></li></ul></nav>
<h1>星河科技宣布裁员</h1>
<div class="info"><span>2024-05-07 09:00</span> <span>来源：海川网</span></div>
<div class="article"><p>星河科技公司周一宣布，将在全球范围内裁员一千二百人，
约占员工总数的百分之十。</p>
<p>公司首席执行官李四在致员工的信中表示，&ldquo;这是一个艰难的决定&rdquo;，公司会提供补偿。</p>
<table><tr><th>年份</th><th>营收</th></tr><tr><td>2022年</td><td>12亿元</td></tr>
<tr><td>2023年</td><td>10&nbsp;亿元</td></tr></table>
<p>分析人士认为，星河科技近年来扩张过快，业务线过长，裁员是其收缩战略的一部分，未来几个季度还会调整。</p>
<p>（责任编辑：王五）</p></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/2">海川公司发布新芯片</a></li></ul></div>
<footer>Copyright 2024 海川网 版权所有</footer><script>var a = "脚本";</script></body></html>
"""


def readable(document: Document) -> str:
    hidden = {index for span in document.masked for index in range(span.start, span.end)}
    return "".join(char for index, char in enumerate(document.text) if index not in hidden)


def one(path: Path) -> Document:
    (document,) = read([path])
    assert isinstance(document, Document), document
    return document


def test_a_page_is_its_article(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    document = one(tmp_path / "page.html")
    assert [line for line in readable(document).split("\n") if line] == [
        "星河科技宣布裁员",
        "星河科技公司周一宣布，将在全球范围内裁员一千二百人，约占员工总数的百分之十。",
        "公司首席执行官李四在致员工的信中表示，“这是一个艰难的决定”，公司会提供补偿。",
        "2022年，营收12亿元",
        "2023年，营收10\xa0亿元",
        "分析人士认为，星河科技近年来扩张过快，业务线过长，裁员是其收缩战略的一部分，未来几个季度还会调整。",
    ]
    assert "科技频道" in document.text
    assert "脚本" not in document.text
    assert document.title == "星河科技宣布裁员"
    assert str(document.date) == "2024-05-06"
    assert document.source == "https://news.example/1.html"


def test_every_character_of_a_page_has_its_place() -> None:
    draft = read_html(PAGE)
    assert holds_its_places(draft, PAGE)
    assert set(unplaced(draft)) <= set("\n“”\xa0，：")


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "big5", "utf-8"])
def test_a_page_in_its_own_charset(tmp_path: Path, charset: str) -> None:
    body = "<p>台北市政府今天表示，新的地下工程在三月完工，共花二十七億元。</p>"
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head>{body}</html>'
    (tmp_path / "page.htm").write_bytes(page.encode("gbk" if charset == "gb2312" else charset))
    assert "台北市政府今天表示" in one(tmp_path / "page.htm").text


def test_a_page_of_few_words_is_read(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>海川公司上市。</p>", encoding="utf-8")
    assert readable(one(tmp_path / "page.html")) == "海川公司上市。"


def test_tables_for_the_layout_are_read_cell_by_cell() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    page = f"<table><tr><td><p>海川上市。</p><p>星河退市。</p></td><td>{inner}</td></tr></table>"
    assert read_html(page).text == "海川上市。\n星河退市。\n甲：乙"


def test_an_article_of_an_encyclopaedia() -> None:
    page = """<h1>海川公司</h1><table><tr><th>成立</th><td>1999年9月9日</td></tr>
<tr><th>总部</th><td>北京市<br>上海市</td></tr></table>
<p><b>海川公司</b>是一家芯片公司<sup class="reference"><a>[1]</a></sup>。</p>
<h2>历史<span class="mw-editsection"><span>[</span>编辑<span>]</span></span></h2>
<ul><li>1999年创立<li>2005年上市</ul>"""
    draft = read_html(page)
    assert draft.text.split("\n") == [
        "海川公司",
        "成立：1999年9月9日",
        "总部：北京市、上海市",
        "海川公司是一家芯片公司。",
        "历史",
        "1999年创立",
        "2005年上市",
    ]
    assert holds_its_places(draft, page)


def test_dates_beside_the_article_are_not_its_own(tmp_path: Path) -> None:
    info = '<div class="info"><span>2024-05-07 09:00</span> <span>来源：海川网</span></div>'
    page = PAGE.replace("T08:00:00+08:00", "").replace('content="2024-05-06"', 'content=""')
    assert page != PAGE
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "b.html").write_text(page.replace(info, ""), encoding="utf-8")
    aside = page.replace(info, "").replace("<nav>", f"<nav>{info}").replace("<footer>", f"<footer>{info}")
    (tmp_path / "c.html").write_text(aside, encoding="utf-8")
    assert [str(one(tmp_path / f"{name}.html").date) for name in "abc"] == ["2024-05-07", "None", "None"]


def test_a_line_of_json_has_its_places() -> None:
    line = '{"x": {"text": "不是"}, "text": "第一\\n条\\u4e2d文\\ud83d\\ude00\\"好。", "id": 7}'
    draft, id_ = read_object(line, 0)
    assert id_ == "7"
    assert draft.text == '第一\n条中文😀"好。'
    assert holds_its_places(draft, line)
    assert unplaced(draft) == '\n中😀"'


@pytest.mark.parametrize("line", ["", "[]", "{", '"text"', '{"id": 1}', '{"text": null}', '{"text": []}', "[" * 5000])
def test_a_line_that_is_no_document_is_refused(line: str) -> None:
    with pytest.raises(InputError):
        read_object(line)


KEYS = st.sampled_from(["text", "id", "title", "a"])
OBJECTS = st.dictionaries(KEYS, st.text() | st.integers() | st.none() | st.lists(st.text()), max_size=5)


@given(OBJECTS, st.text(), st.booleans())
def test_any_object_is_read_as_json_reads_it(data: dict[str, object], text: str, ascii_only: bool) -> None:
    line = json.dumps({**data, "text": text}, ensure_ascii=ascii_only)
    draft, _ = read_object(line, 3)
    assert draft.text == "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    assert holds_its_places(draft, "???" + line)


MARKS = st.text(st.sampled_from("海川公司。，ab1 \n\r\t#*_`~[](){}<>!|-+=&;:\\\"'/.0>"), max_size=150)


@given(MARKS | st.text(max_size=80))
def test_any_markdown_has_its_places(source: str) -> None:
    try:
        draft = read_markdown(source)
    except InputError:
        return
    assert holds_its_places(draft, source)


TAGS = st.lists(
    st.sampled_from(["<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<pre>", "<br>", "&lt;", "&#20013;", "&x"])
    | st.sampled_from(["海川上市。", "星河 \n 退市", " ", "<script>", "</script>", "<!--", "-->", "<![", "<a href='"])
    | st.text(max_size=8),
    max_size=25,
)


@given(TAGS)
def test_any_page_has_its_places(pieces: list[str]) -> None:
    source = "".join(pieces)
    try:
        draft = read_html(source)
    except InputError:
        return
    assert holds_its_places(draft, source)


@given(st.binary(max_size=120), st.sampled_from([".txt", ".md", ".html", ".jsonl"]))
def test_any_bytes_in_any_file_are_documents_or_failures(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"file{suffix}"
    path.write_bytes(data)
    for item in read([path]):
        assert isinstance(item, (Document, ReadFailure))

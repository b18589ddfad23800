"""graph.html in a real browser: what a reader clicks, and what a hostile text tries."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from kg.page import render
from tests.kg.claims import EXTRACTIONS, RELATIONS, Article, entity

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

Open = Callable[..., Any]
HTML = render(EXTRACTIONS, relations=RELATIONS)


def text(page: Any, selector: str) -> str:
    return str(page.execute_script("return document.querySelector(arguments[0])?.innerText ?? ''", selector))


def texts(page: Any, selector: str) -> list[str]:
    return list(
        page.execute_script("return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", selector)
    )


def shown(page: Any, kind: str) -> list[int]:
    return list(page.execute_script(f"return {kind}.getIds({{filter: (x) => !x.hidden}})"))


def click(page: Any, selector: str) -> None:
    from selenium.webdriver.common.by import By

    page.find_element(By.CSS_SELECTOR, selector).click()


def click_canvas(page: Any, at: dict[str, float]) -> None:
    """A mouse click at a place of the network, given in its own coordinates."""
    spot = page.execute_script(
        """const r = document.getElementById('graph').getBoundingClientRect();
        const p = network.canvasToDOM(arguments[0]); return [r.x + p.x, r.y + p.y]""",
        at,
    )
    for kind in ("mousePressed", "mouseReleased"):
        page.execute_cdp_cmd(
            "Input.dispatchMouseEvent", {"type": kind, "x": spot[0], "y": spot[1], "button": "left", "clickCount": 1}
        )
    wait(page, "document.querySelector('#panel h3')?.textContent !== '点击连线看原句'")


def wait(page: Any, condition: str, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not page.execute_script(f"return Boolean({condition})"):
        assert time.monotonic() < end, f"waited in vain for {condition}"
        time.sleep(0.05)


def search_for(page: Any, words: str) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    field = page.find_element(By.ID, "search")
    field.clear()
    field.send_keys(words)
    field.send_keys(Keys.ENTER)


def edge_between(page: Any, source: str, target: str) -> int:
    return int(
        page.execute_script(
            """
        const label = Object.fromEntries(JSON.parse(document.getElementById('page-data').textContent).nodes
          .map((node, id) => [node.label, id]));
        return edges.get().find((e) => e.from === label[arguments[0]] && e.to === label[arguments[1]]).id""",
            source,
            target,
        )
    )


def errors(page: Any) -> list[str]:
    return [entry["message"] for entry in page.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]


def requests(page: Any) -> list[str]:
    events = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]


def test_the_page_opens_without_errors_and_asks_nobody(opened: Open) -> None:
    page = opened(HTML)
    wait(page, "document.documentElement.dataset.ready === 'yes'")
    assert errors(page) == []
    assert [url.rsplit("/", 1)[-1] for url in requests(page)] == ["graph.html"]
    assert text(page, "#counts").startswith("4 篇文档 · 15 条断言 · 其中事实 12 条")


def test_the_policy_forbids_what_the_page_does_not_need(opened: Open) -> None:
    page = opened(HTML)
    page.execute_async_script("""const done = arguments[0];
        fetch('http://127.0.0.1:9/').then(() => done('sent'), () => done('refused'))""")
    page.execute_script("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))")
    page.execute_script("""const s = document.createElement('script');
        s.textContent = 'alert(1)'; document.body.append(s)""")
    assert page.execute_script("return window.alarms") == []
    refused = " ".join(errors(page))
    assert refused.count("Content Security Policy") >= 3


def test_a_click_on_an_edge_shows_its_sentence_with_the_parts_marked(opened: Open) -> None:
    page = opened(HTML)
    edge = edge_between(page, "海蓝科技", "远山一号")
    click_canvas(
        page,
        page.execute_script(
            """const {from, to} = edges.get(arguments[0]);
        const [a, b] = [network.getPosition(from), network.getPosition(to)];
        return {x: (a.x * 0.6 + b.x * 0.4), y: (a.y * 0.6 + b.y * 0.4)}""",
            edge,
        ),
    )
    assert texts(page, "#panel h3") == ["海蓝科技— 订购 →远山一号"]
    assert texts(page, "#panel blockquote") == ["海蓝科技2023年向星河汽车订购了价值约20亿元的远山一号。"]
    marks = page.execute_script(
        "return [...document.querySelectorAll('blockquote mark')].map((m) => [m.className, m.textContent])"
    )
    assert marks == [
        ["subject", "海蓝科技"],
        ["time", "2023年"],
        ["qualifier", "星河汽车"],
        ["predicate", "订购"],
        ["amount", "约20亿元"],
        ["object", "远山一号"],
    ]
    assert "2024-03-05" in text(page, "#panel footer")
    assert page.execute_script("return document.querySelector('#panel footer a').href") == (
        "https://example.org/news/1?a=b&c=d"
    )


def test_marks_hold_with_characters_beyond_the_basic_plane(opened: Open) -> None:
    """𠮷 and 🚀 are two units in JavaScript and one character everywhere else."""
    page = opened(HTML)
    search_for(page, "火箭")
    assert texts(page, "#panel h3") == ["火箭🚀实验室"]
    marks = page.execute_script(
        "return [...document.querySelectorAll('blockquote mark')].map((m) => [m.className, m.textContent])"
    )
    assert ["object", "火箭🚀实验室"] in marks
    assert ["subject", "<script>alert(1)</script>"] in marks


@pytest.mark.parametrize("words", ["林总", "LIN XIAO", "ｌｉｎ　ｘｉａｏ".replace("　", " ")])
def test_search_finds_aliases_and_goes_there(opened: Open, words: str) -> None:
    page = opened(HTML)
    search_for(page, words)
    assert texts(page, "#panel h3") == ["林晓"]
    assert "又名：林总" in text(page, "#panel")
    assert len(page.execute_script("return network.getSelectedNodes()")) == 1
    search_for(page, "没有这个名字")
    assert texts(page, "#hits li") == ["没有找到"]


def test_a_search_shows_what_no_fact_mentions(opened: Open) -> None:
    page = opened(HTML)
    before = shown(page, "nodes")
    search_for(page, "星河")
    assert texts(page, "#panel h3") == ["星河汽车"]
    assert len(shown(page, "nodes")) == len(before) + 1


def test_filters_by_relation_and_type(opened: Open) -> None:
    page = opened(HTML)
    every = len(shown(page, "edges"))
    click(page, "#relations-none")
    assert shown(page, "edges") == []
    assert "没有符合筛选条件" in text(page, "#empty")
    page.execute_script("""[...document.querySelectorAll('#relations label')]
        .find((l) => l.textContent.startsWith('裁员')).querySelector('input').click()""")
    assert len(shown(page, "edges")) == 2
    click(page, "#relations-all")
    assert len(shown(page, "edges")) == every
    assert "数量2" in texts(page, "#types li")
    page.execute_script("document.querySelector('#types input[data-value=Quantity]').click()")
    assert len(shown(page, "edges")) == every - 2


def test_plans_denials_and_rumours_are_hidden_until_asked_for(opened: Open) -> None:
    page = opened(HTML)
    facts = set(shown(page, "edges"))
    click(page, "#unasserted")
    added = [page.execute_script("return edges.get(arguments[0])", edge) for edge in set(shown(page, "edges")) - facts]
    assert len(added) == 2
    assert all(edge["dashes"] for edge in added)
    edge = edge_between(page, "海蓝科技", "星河汽车")
    assert edge not in facts
    search_for(page, "星河")
    click(page, "#panel .links .doubtful button")
    assert texts(page, "#panel .badge.doubt") == ["否定", "计划", "传闻"]
    assert "据传（传闻）" in text(page, "#panel")


def test_hostile_labels_stay_text_wherever_they_appear(opened: Open) -> None:
    page = opened(HTML)
    scripts = page.execute_script("return document.scripts.length")
    click(page, "#unasserted")
    for edge in shown(page, "edges"):
        page.execute_script(
            "network.selectEdges([arguments[0]]); network.body.emitter.emit('click', "
            "{nodes: [], edges: [arguments[0]]})",
            edge,
        )
    for words in ("<script>", "</script>", "onerror", "&amp;", "]]>"):
        search_for(page, words)
    assert page.execute_script("return window.alarms") == []
    assert page.execute_script("return document.scripts.length") == scripts
    assert page.execute_script("return document.querySelectorAll('#panel img, #panel script, #panel b').length") == 0
    assert "javascript:" not in page.execute_script("return [...document.links].map((a) => a.href).join(' ')")
    assert errors(page) == []


def test_an_empty_graph_says_so(opened: Open) -> None:
    page = opened(render([(document, ()) for document, _ in EXTRACTIONS]))
    assert "没有读到任何断言" in text(page, "#empty")
    assert errors(page) == []


@pytest.fixture(scope="module")
def big() -> str:
    """1,500 entities: a few hubs, long chains, and many pairs."""
    a = Article("big", "大图")
    things = [entity(f"实体{n}号", ("Company", "Person", "Product", "Place")[n % 4]) for n in range(1500)]
    for n, one in enumerate(things[1:], 1):
        other = things[n % 7 if n < 900 else n - 1 if n % 2 else n // 3]
        s = a.sentence(f"{one.label}投资了{other.label}。")
        a.claim(s, a.argument(s, one.label, one), "投资", "invests_in", a.argument(s, other.label, other))
    return render([a.done()], relations=RELATIONS)


def test_a_big_graph_opens_with_its_core_and_shows_all_on_request(opened: Open, big: str) -> None:
    page = opened(big)
    wait(page, "document.documentElement.dataset.ready === 'yes'")
    assert 50 <= len(shown(page, "nodes")) <= 120
    click(page, "#whole")
    assert len(shown(page, "nodes")) == 1500
    click(page, "#whole")
    search_for(page, "实体1499号")
    assert texts(page, "#panel h3") == ["实体1499号"]
    assert errors(page) == []


def test_the_page_fits_a_narrow_screen(opened: Open) -> None:
    page = opened(HTML, width=390, height=844)
    assert page.execute_script("return document.documentElement.scrollWidth") <= 390
    assert page.execute_script("return document.getElementById('graph').clientHeight") >= 200
    assert not page.execute_script("return document.getElementById('filters').open")

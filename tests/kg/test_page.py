"""The page as text: nothing in it can run, nothing in it leads out, and it is the same every time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claim import Argument, Claim, Document, Entity, Predicate, Quote, Span
from kg.claim.iri import mint
from kg.page import render
from kg.page.layout import Box, layout
from kg.page.model import shorten, width
from kg.page.segments import segments
from tests.kg.claims import EXTRACTIONS, RELATIONS

HTML = render(EXTRACTIONS, relations=RELATIONS)


class Elements(HTMLParser):
    """Collects start tags, and the text of each script and style."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[dict[str, str | None], str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.raw.append((dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            attributes, held = self.raw[-1]
            self.raw[-1] = (attributes, held + data)


def skeleton(html: str) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
    """All tags with their attributes: what a browser would make elements of."""
    return [(tag, tuple(sorted(attributes.items()))) for tag, attributes in Elements(html).tags]


def data(html: str, name: str) -> Any:
    [held] = [text for attributes, text in Elements(html).raw if attributes.get("id") == name]
    return json.loads(held)


def test_only_what_the_policy_knows_by_hash_may_run() -> None:
    found = Elements(HTML)
    [policy] = [a["content"] for tag, a in found.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    run = [text for attributes, text in found.raw if attributes.get("type") != "application/json"]
    assert len(run) == 3  # the style, vis-network, our script
    for text in run:
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy


def test_nothing_is_loaded_from_anywhere() -> None:
    for tag, attributes in Elements(HTML).tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form", "a"), tag
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
    own = HTML.replace(Elements(HTML).raw[3][1], "")  # without vis-network, whose comments name its authors' pages
    assert "cdn" not in own
    assert "bootstrap" not in own.lower()


def test_the_page_is_in_chinese_and_titled() -> None:
    assert HTML.startswith('<!doctype html>\n<html lang="zh-Hans">')
    assert "<title>知图</title>" in HTML
    assert "<title>&lt;/title&gt;&lt;script&gt;</title>" in render((), title="</title><script>")


def test_hostile_documents_do_not_change_a_single_element() -> None:
    assert skeleton(HTML) == skeleton(render(())) == skeleton(render(EXTRACTIONS[2:3]))


hostile = st.text(min_size=1, max_size=30) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "</script>",
        "<!--<script>",
        "-->",
        "]]>",
        "\u2028",
        "\ud800",
        "{{7*7}}",
        "{% raw %}",
        '" onmouseover="alert(1)',
        "'",
        "&lt;",
        "\\u003c/script>",
        "\x00",
        "\r\n",
        "__proto__",
        "constructor",
    ]
)


@settings(max_examples=60, deadline=None)
@given(label=hostile, alias=hostile, predicate=hostile, doc=hostile, title=hostile, source=hostile)
def test_no_text_can_become_script(label: str, alias: str, predicate: str, doc: str, title: str, source: str) -> None:
    body = label + predicate + alias
    sentence = Quote.of(body, Span(0, len(body)))
    who = Entity(mint(label), label, "Person", alias, (alias,), alias)
    claim = Claim(
        doc,
        sentence,
        Argument(Quote.of(body, Span(0, len(label))), label, "Person", who),
        Predicate(predicate),
        Argument(Quote.of(body, Span(len(body) - len(alias), len(body))), alias),
    )
    html = render([(Document(doc, body, title, None, source), [claim])])
    assert skeleton(html) == skeleton(render(()))
    [shown] = data(html, "page-data")["claims"]
    assert "".join(piece for piece, _ in shown["segments"]) == re.sub("[\ud800-\udfff]", "\ufffd", body)
    assert html.encode("utf-8")


def test_only_web_addresses_become_links() -> None:
    addresses = {d["id"]: d["url"] for d in data(HTML, "page-data")["documents"]}
    assert addresses["news/海蓝.txt"] == "https://example.org/news/1?a=b&c=d"
    assert addresses["hostile/</script>"] == ""
    assert addresses["rumours"] == ""


def test_segments_are_the_sentence_with_its_parts() -> None:
    for _, claims in EXTRACTIONS:
        for claim in claims:
            pieces = segments(claim)
            assert "".join(text for text, _ in pieces) == claim.sentence.text
            painted = [text for text, part in pieces if part == "predicate"]
            assert "".join(painted) == (claim.predicate.quote.text if claim.predicate.quote else "")


def test_a_subject_from_an_earlier_sentence_is_not_marked() -> None:
    text = "海蓝扩产。随后收购了星河。"
    claim = Claim(
        "d",
        Quote.of(text, Span(5, 13)),
        Argument(Quote.of(text, Span(0, 2)), "海蓝", resolution="carried"),
        Predicate("收购", "acquires", Quote.of(text, Span(7, 9))),
        Argument(Quote.of(text, Span(10, 12)), "星河"),
    )
    assert segments(claim) == [["随后", ""], ["收购", "predicate"], ["了", ""], ["星河", "object"], ["。", ""]]
    [shown] = data(render([(Document("d", text), [claim])]), "page-data")["claims"]
    assert shown["carried"] is True


def test_edges_say_relation_claims_and_whether_they_are_facts() -> None:
    page, drawn = data(HTML, "page-data"), data(HTML, "drawn-data")
    by_label = {node["label"]: at for at, node in enumerate(page["nodes"])}
    ends = {(e["from"], e["to"]): e["id"] for e in drawn["edges"]}
    ordered = page["edges"][ends[by_label["海蓝科技"], by_label["远山一号"]]]
    assert (ordered["label"], ordered["asserted"], len(ordered["claims"])) == ("订购", True, 1)
    bought = page["edges"][ends[by_label["海蓝科技"], by_label["星河汽车"]]]
    assert (bought["asserted"], len(bought["claims"])) == (False, 2)
    assert all(edge["arrows"] == "to" for edge in drawn["edges"])
    strict = data(render(EXTRACTIONS, relations=RELATIONS, assert_unattributed=True), "page-data")
    assert sum(c["asserted"] for c in strict["claims"]) < sum(c["asserted"] for c in page["claims"])


def test_reciprocal_and_parallel_edges_are_kept_apart() -> None:
    text = "甲投资乙，乙投资甲，甲收购乙。"
    sentence = Quote.of(text, Span(0, len(text)))

    def claim(subject: int, verb: int, object: int) -> Claim:
        quote = Quote.of(text, Span(verb, verb + 2))
        return Claim(
            "d",
            sentence,
            Argument(Quote.of(text, Span(subject, subject + 1)), text[subject]),
            Predicate(quote.text, None, quote),
            Argument(Quote.of(text, Span(object, object + 1)), text[object]),
        )

    html = render([(Document("d", text), [claim(0, 1, 3), claim(5, 6, 8), claim(10, 11, 13)])])
    bends = [edge["bend"] for edge in data(html, "drawn-data")["edges"]]
    assert len(bends) == 3
    assert len(set(map(abs, bends))) >= 2


def test_the_page_is_the_same_in_another_process(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from kg.page import render; "
        "from tests.kg.claims import EXTRACTIONS, RELATIONS; "
        "html = render(EXTRACTIONS, relations=RELATIONS); "
        "Path(sys.argv[1]).write_text(html, encoding='utf-8', newline='\\n')"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "a.html")], check=True, cwd=Path(__file__).parents[2])
    assert (tmp_path / "a.html").read_bytes() == HTML.encode("utf-8")


@pytest.mark.parametrize(
    "graph",
    [
        nx.star_graph(40),
        nx.path_graph(30),
        nx.disjoint_union_all([nx.path_graph(2)] * 12 + [nx.cycle_graph(9)]),
        nx.empty_graph(5),
        nx.gnm_random_graph(150, 220, seed=1),
        nx.empty_graph(0),
    ],
    ids=["star", "path", "pieces", "loose", "random", "nothing"],
)
def test_nodes_do_not_stand_on_one_another(graph: nx.Graph[int]) -> None:
    boxes = {node: Box(60 + node % 5 * 20, 50) for node in graph}
    places = layout(graph, boxes)
    assert list(places) != [] or len(graph) == 0
    assert layout(graph, boxes) == places
    overlaps = [
        (a, b)
        for a in graph
        for b in graph
        if a < b
        and abs(places[a][0] - places[b][0]) < (boxes[a].width + boxes[b].width) / 2 - 6
        and abs(places[a][1] - places[b][1]) < 50 - 6
    ]
    assert overlaps == []


def test_long_labels_are_cut_by_width_not_by_characters() -> None:
    assert shorten("绝对的领先地位和市场份额") == "绝对的领先地位…"
    assert shorten("a\n b") == "a b"
    assert width(shorten("𠮷" * 30)) <= 16

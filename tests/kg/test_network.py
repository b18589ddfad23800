"""Questions to the network, by the names that people use."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.claim import QueryError
from kg.network import communities, entities, find, load, neighbours, rank, shortest_path
from kg.rdf import quads
from kg.store import GraphStore, open_store, write
from tests.kg.claims import CHIP, EMOJI, EXTRACTIONS, HAILAN, RELATIONS, Article, entity


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    out = tmp_path_factory.mktemp("graph")
    write(out, quads(EXTRACTIONS, relations=RELATIONS))
    return open_store(out)


def test_nodes_and_edges_say_what_they_are(store: GraphStore) -> None:
    graph = load(store)
    node = graph.nodes[HAILAN.iri]
    assert (node["label"], node["label_en"], node["type"]) == ("海蓝科技", "Hailan", "Company")
    assert set(node["names"]) == {"海蓝科技", "Hailan", "海蓝", "海藍科技"}
    [edge] = graph[HAILAN.iri][CHIP.iri].values()
    assert (edge["relation"], edge["label"], edge["asserted"]) == ("orders", "订购", True)
    assert edge["claims"] == (EXTRACTIONS[0][1][0].id,)
    assert edge["confidence"] == pytest.approx(EXTRACTIONS[0][1][0].confidence)


def test_only_facts_unless_asked(store: GraphStore) -> None:
    assert not [1 for _, _, data in load(store).edges(data=True) if data["relation"] == "acquires"]
    everything = load(store, asserted_only=False)
    [acquires] = [data for _, _, data in everything.edges(data=True) if data["relation"] == "acquires"]
    assert not acquires["asserted"]
    assert len(acquires["claims"]) == 2
    both = [claim.confidence for _, claims in EXTRACTIONS for claim in claims if claim.id in acquires["claims"]]
    assert acquires["confidence"] == pytest.approx(max(both))


def test_neighbours_have_a_direction(store: GraphStore) -> None:
    found = [(n.label, n.relation, n.outgoing) for n in neighbours(load(store), "hailan")]
    assert found == [
        ("三成员工", "lays_off", True),
        ("约1200人", "lays_off", True),
        ("远山一号", "orders", True),
        ("绝对领先的算力", "uses", True),
    ]
    assert [(n.label, n.outgoing) for n in neighbours(load(store), "远山一号")] == [
        ("海蓝科技", False),
        ("火箭🚀实验室", False),
    ]
    assert [n.label for n in neighbours(load(store), "海蓝", relation="订购")] == ["远山一号"]
    assert ("2022", "Time") in [(n.label, n.type) for n in neighbours(load(store), "林总")]


def test_a_path_is_walked_against_edges_too(store: GraphStore) -> None:
    steps = shortest_path(load(store), "海蓝", EMOJI.iri)
    assert [(s.source_label, s.relation_label, s.forward, s.target_label) for s in steps] == [
        ("海蓝科技", "订购", True, "远山一号"),
        ("远山一号", "生产", False, "火箭🚀实验室"),
    ]
    assert all(step.claims for step in steps)
    assert shortest_path(load(store), "海蓝", "海藍科技") == []
    with pytest.raises(QueryError, match="no chain of facts"):
        shortest_path(load(store), "林晓", "海蓝")


def test_names_that_lead_nowhere_or_to_several(store: GraphStore) -> None:
    graph = load(store)
    assert find(graph, "ＨＡＩＬＡＮ ") == HAILAN.iri
    with pytest.raises(QueryError, match=r"海蓝科枝.*did you mean 海蓝科技"):
        find(graph, "海蓝科枝")
    with pytest.raises(QueryError, match=r"several things: 明珠\(上海\).*明珠\(广州\)"):
        find(graph, "明珠")
    with pytest.raises(QueryError, match="nothing called ''"):
        find(graph, "")


def test_a_shared_year_links_nobody(store: GraphStore) -> None:
    kinds = {kind for _, kind in entities(load(store)).nodes(data="type")}
    assert kinds
    assert not kinds & {"Time", "Quantity"}


def test_ranking(store: GraphStore) -> None:
    graph = load(store)
    ranks = rank(graph)
    assert sum(r.score for r in ranks) == pytest.approx(1)
    labels = [r.label for r in ranks]
    assert labels[0] == "林晓"
    assert labels.index("海蓝科技") < labels.index("绝对领先的算力")
    assert [(r.label, r.score) for r in rank(graph, "degree", limit=1)] == [("林晓", 2.0)]
    with pytest.raises(QueryError, match="pagerank, degree"):
        rank(graph, "beauty")


def test_communities_are_groups_of_neighbours(tmp_path: Path) -> None:
    a = Article("two-groups")
    teams = [[entity(f"{team}{i}", "Company") for i in range(4)] for team in "甲乙"]
    for team in teams:
        for i, one in enumerate(team):
            for other in team[i + 1 :]:
                s = a.sentence(f"{one.label}投资{other.label}。")
                a.claim(s, a.argument(s, one.label, one), "投资", "invests_in", a.argument(s, other.label, other))
    s = a.sentence("甲0投资乙0。")
    a.claim(s, a.argument(s, "甲0", teams[0][0]), "投资", "invests_in", a.argument(s, "乙0", teams[1][0]))
    write(tmp_path, quads([a.done()], relations=RELATIONS))
    graph = load(open_store(tmp_path))
    found = communities(graph)
    assert [sorted(c.labels) for c in found] == [["乙0", "乙1", "乙2", "乙3"], ["甲0", "甲1", "甲2", "甲3"]]
    assert found[0].labels[0] == "乙0"
    assert communities(graph) == found


def test_an_empty_graph_has_no_answers(tmp_path: Path) -> None:
    write(tmp_path, quads(()))
    graph = load(open_store(tmp_path))
    assert (rank(graph), communities(graph)) == ([], [])

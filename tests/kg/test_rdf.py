"""Claims become RDF as the documentation says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Quad, RdfFormat, Store, parse, serialize

from kg.claim import PARENTS, Argument, Claim, ConfigError, Document, Entity, Modality, Predicate, Quote, Span
from kg.claim.iri import DEFAULT_BASE, mint
from kg.rdf import Names, ontology, prefixes, quads, table, term_names
from kg.rdf.ontology import page
from tests.kg.claims import EXTRACTIONS, RELATIONS


def loaded(stream: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(list(stream))
    return store


@pytest.fixture(scope="module")
def graph() -> Store:
    return loaded(quads(EXTRACTIONS, relations=RELATIONS))


def ask(store: Store, pattern: str) -> bool:
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=prefixes(), use_default_graph_as_union=True))


def column(store: Store, query: str) -> list[str]:
    found = store.query(query, prefixes=prefixes(), use_default_graph_as_union=True)
    return [row[0].value for row in found]


@pytest.mark.parametrize(
    "fact",
    [
        "id:海蓝科技 kg:orders id:远山一号",
        "id:林晓 kg:resigned <https://zhitu.example/id/time/2022-01-01_2022-12-31>",
        "id:海蓝科技 kg:lays_off <https://zhitu.example/id/quantity/30_percent/三成员工>",
        "id:海蓝科技 kg:uses id:绝对领先的算力",
        "<https://zhitu.example/id/火箭🚀实验室> kg:produces id:远山一号",
    ],
)
def test_asserted_claims_are_plain_triples(graph: Store, fact: str) -> None:
    assert ask(graph, f"GRAPH graph:facts {{ {fact} }}")


def test_denied_planned_and_rumoured_claims_are_not(graph: Store) -> None:
    assert not ask(graph, "?s kg:acquires ?o")
    assert column(graph, "SELECT ?q { GRAPH graph:facts { id:林晓 kg:holds_position ?q } }") == [mint("首席执行官")]
    assert ask(graph, "?c kg:predicate kg:acquires ; kg:polarity kg:negative ; kg:asserted false")
    assert ask(graph, "?c kg:modality kg:planned ; kg:attribution/kg:sourceKind kg:rumour ; kg:asserted false")


def test_a_claim_without_object_and_time_is_only_a_claim(graph: Store) -> None:
    assert ask(graph, "?c kg:predicate open:起飞 ; kg:asserted true FILTER NOT EXISTS { ?c kg:object ?o }")
    assert not ask(graph, "?s open:起飞 ?o")


def test_a_time_without_a_date_is_no_fact_and_stays_in_its_document(graph: Store) -> None:
    assert ask(
        graph,
        """?c kg:predicate open:停工 ; kg:asserted true ; kg:timeText "同一天" ; kg:time
        <https://zhitu.example/id/time/hostile%2F%3C%2Fscript%3E/同一天>""",
    )
    assert not ask(graph, "?s open:停工 ?o")


def test_every_plain_triple_has_a_claim_behind_it(graph: Store) -> None:
    behind = """GRAPH graph:facts { ?s ?p ?o } FILTER NOT EXISTS {
        ?c kg:subject ?s ; kg:predicate ?p ; kg:asserted true ; kg:object|kg:time ?o }"""
    assert ask(graph, "GRAPH graph:facts { ?s ?p ?o }")
    assert not ask(graph, behind)


def test_strict_mode_states_nothing_that_somebody_else_says() -> None:
    strict = loaded(quads(EXTRACTIONS, relations=RELATIONS, assert_unattributed=True))
    assert ask(strict, "id:海蓝科技 kg:orders id:远山一号")
    assert not ask(strict, "id:林晓 kg:resigned ?t")
    assert not ask(strict, "?c kg:attribution ?a ; kg:asserted true")


def test_a_claim_names_its_parts(graph: Store) -> None:
    assert ask(
        graph,
        """?c a kg:Claim ; kg:subject id:海蓝科技 ; kg:subjectText "海蓝科技" ; kg:predicateText "订购" ;
        kg:time/kg:start ?start ; kg:amount ?m ; kg:amountText "约20亿元" ; kg:confidence 0.9 ; kg:extractor "test" ;
        kg:qualifier ?q . ?q kg:role kg:source ; kg:participant id:星河汽车 ; kg:text "星河汽车" .
        ?m kg:min 1900000000 ; kg:max 2100000000 ; kg:unit "CNY" ; rdfs:label ?l .
        FILTER(?start >= "2023-01-01"^^xsd:date)""",
    )
    assert ask(graph, '?c kg:subjectText "该公司" ; kg:subjectResolution "definite" ; kg:subject id:海蓝科技')


def test_attributions_keep_their_order(graph: Store) -> None:
    chain = column(
        graph,
        """SELECT ?text { ?c kg:predicate kg:uses ; kg:attribution ?a . ?a kg:text ?text ;
        kg:position ?n } ORDER BY ?n""",
    )
    assert chain == ["市场监管局表示", "知情人士称"]
    assert ask(graph, "?a kg:position 1 ; kg:agent id:市场监管局 ; kg:sourceKind kg:statement")


def test_evidence_is_found_by_words_and_by_place(graph: Store) -> None:
    rows = graph.query(
        """SELECT ?doc ?exact ?prefix ?suffix ?start ?end { ?e a kg:Evidence ;
        oa:hasSource/dcterms:identifier ?doc ; oa:hasSelector ?q, ?p . ?q oa:exact ?exact ; oa:prefix ?prefix ;
        oa:suffix ?suffix . ?p oa:start ?start ; oa:end ?end }""",
        prefixes=prefixes(),
        use_default_graph_as_union=True,
    )
    texts = {document.id: document.text for document, _ in EXTRACTIONS}
    seen = 0
    for doc, exact, prefix, suffix, start, end in rows:
        text, at, to = texts[doc.value], int(start.value), int(end.value)
        assert text[at:to] == exact.value
        assert text[:at].endswith(prefix.value)
        assert text[to:].startswith(suffix.value)
        seen += 1
    assert seen == len({(c.doc, c.sentence.start) for _, claims in EXTRACTIONS for c in claims})


def test_one_named_graph_a_document(graph: Store) -> None:
    for document, claims in EXTRACTIONS:
        name = Names().document_graph(document.id)
        inside = {q.subject.value for q in graph.quads_for_pattern(None, None, None, name)}
        assert Names().document(document.id).value in inside
        assert {Names().claim(claim).value for claim in claims} <= inside


def test_entities_have_names_classes_and_wikidata(graph: Store) -> None:
    assert ask(
        graph,
        """GRAPH graph:entities { id:海蓝科技 a kg:Company, kg:Organisation ; rdfs:label "海蓝科技"@zh,
        "Hailan"@en ; skos:altLabel "海蓝"@zh ; owl:sameAs wd:Q42 }""",
    )
    assert ask(graph, 'id:绝对领先的算力 a kg:Concept ; rdfs:label "绝对领先的算力"@zh')
    assert ask(graph, '?t a kg:Time ; rdfs:label "2022" ; kg:granularity kg:year ; kg:end "2022-12-31"^^xsd:date')
    assert ask(graph, '?t a kg:Time ; rdfs:label "../2023" FILTER NOT EXISTS { ?t kg:start ?s }')
    assert ask(graph, 'open:起飞 a kg:OpenPredicate, rdf:Property ; rdfs:label "起飞"@zh')
    assert ask(graph, 'kg:orders a kg:Relation ; rdfs:label "订购"@zh, "orders"@en')


def test_everything_named_in_the_graph_is_described(graph: Store) -> None:
    """Nothing that a claim points at is left without a label, and no kg: term is unknown to the ontology."""
    assert (
        column(
            graph,
            """SELECT DISTINCT ?x { ?c kg:subject|kg:predicate|kg:object|kg:time|kg:amount|
        (kg:qualifier/kg:participant)|(kg:attribution/kg:agent) ?x FILTER NOT EXISTS { ?x rdfs:label ?l } }""",
        )
        == []
    )
    used = {quad.predicate.value for quad in graph if quad.predicate.value.startswith(prefixes()["kg"])}
    local = {iri.removeprefix(prefixes()["kg"]) for iri in used}
    assert {name for name in local if not name.startswith("open/")} <= term_names() | set(RELATIONS)


def test_no_blank_nodes_no_repetition_and_a_fixed_order() -> None:
    first, second = (list(quads(EXTRACTIONS, relations=RELATIONS)) for _ in range(2))
    assert first == second
    assert len(first) == len(set(first))
    assert not [q for q in first if BlankNode in (type(q.subject), type(q.object))]


def test_a_base_of_ones_own() -> None:
    base = "http://例子.test/kg#"
    found = list(quads(EXTRACTIONS[:1], base=base))
    assert {q.graph_name.value.startswith(base) for q in found} == {True}
    with pytest.raises(ConfigError, match="absolute"):
        Names("id/")
    with pytest.raises(ConfigError, match=r"not an IRI"):
        Names("https://a b/")


def test_a_relation_may_not_take_a_terms_name() -> None:
    with pytest.raises(ConfigError, match="planned"):
        list(quads((), relations={"planned": ("计划", "plans")}))


def test_the_ontology_has_the_classes_and_both_languages() -> None:
    above = {
        t.subject.value.rsplit("#")[-1]: t.object.value.rsplit("#")[-1]
        for t in ontology()
        if t.predicate.value.endswith("subClassOf")
    }
    for name, parent in PARENTS.items():
        assert name in term_names()
        assert above.get(name) == parent
    for line in table(RELATIONS).splitlines()[2:]:
        assert line.count("|") == 7
    assert {"actual", "rumour", "day", "place", "positive"} <= term_names()


words = st.text(min_size=1, max_size=20)


@given(label=words, alias=words, doc=words, predicate=words, relation=st.sampled_from([None, "orders"]))
def test_any_text_survives_the_trip(label: str, alias: str, doc: str, predicate: str, relation: str | None) -> None:
    """Hostile labels, controls, surrogates and noncharacters still give valid RDF, read back as it was written."""
    text = label + predicate + alias
    sentence = Quote.of(text, Span(0, len(text)))
    who = Entity(mint(label), label, "Person", None, (alias,))
    claim = Claim(
        doc,
        sentence,
        Argument(Quote.of(text, Span(0, len(label))), label, "Person", who),
        Predicate(predicate, relation),
        Argument(sentence, alias),
        modality=Modality.ACTUAL,
    )
    written = list(quads([(Document(doc, text), [claim])]))
    data = serialize(written, format=RdfFormat.N_QUADS)
    assert set(parse(data, format=RdfFormat.N_QUADS)) == set(written)
    assert all(DEFAULT_BASE in q.graph_name.value for q in written)


def test_the_documented_terms_are_not_stale() -> None:
    documented = (Path(__file__).parents[2] / "kg" / "rdf" / "TERMS.md").read_text(encoding="utf-8")
    assert documented == page(), "write it anew: python -m kg.rdf > kg/rdf/TERMS.md"

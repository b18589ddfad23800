"""Whatever the parser gives, explaining and reading triples end without an error."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claim import Mention, Span
from pipelines.claims.reader import SentenceReading
from pipelines.claims.relations import Triggers
from pipelines.claims.tree import Tree
from pipelines.evaluation.open_triples import triples
from pipelines.explain.silent import silent_verbs

_WORDS = [
    "他",
    "公司",
    "收购",
    "说",
    "是",
    "没有",
    "将",
    "把",
    "被",
    "在",
    "的",
    "了",
    "，",
    "。",
    "：",
    "“",
    "”",
    "、",
    "和",
    "2022年",
    "后",
    "让",
    "10%",
    "等",
    "方面",
]
_TAGS = ["NOUN", "PROPN", "VERB", "ADP", "AUX", "ADV", "PUNCT", "PART", "CCONJ", "SCONJ", "ADJ", "NUM", "PRON"]
_DEPS = [
    "nsubj",
    "obj",
    "obl",
    "advmod",
    "case",
    "acl:relcl",
    "ccomp",
    "xcomp",
    "conj",
    "cc",
    "punct",
    "nmod",
    "cop",
    "mark",
    "compound",
    "advcl",
    "aux:pass",
]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Random words with random tags, relations and heads, one root and no circle."""
    size = draw(st.integers(1, 9))
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=size, max_size=size))
    order = draw(st.permutations(range(size)))
    heads = [-1] * size
    for rank, token in enumerate(order[1:], 1):
        heads[token] = order[draw(st.integers(0, rank - 1))]
    starts = [sum(map(len, words[:i])) for i in range(size)]
    mentions = []
    for start, word in zip(starts, words, strict=True):
        kind = draw(st.sampled_from([None, None, "Time", "Company", "Quantity"])) if word[-1].isalnum() else None
        mentions.append(Mention(Span(start, start + len(word)), word, kind, "pattern") if kind else None)
    tags = draw(st.lists(st.sampled_from(_TAGS), min_size=size, max_size=size))
    deps = ["root" if head < 0 else draw(st.sampled_from(_DEPS)) for head in heads]
    return Tree(words, tags, heads, deps, starts, mentions)


@given(tree=trees())
@settings(max_examples=400, deadline=None)
def test_triples_quote_the_sentence(tree: Tree) -> None:
    text = "".join(tree.words)
    for first, relation, second in triples(SentenceReading(tree, Triggers()), text):
        assert first
        assert relation
        assert second
        assert set(first + relation + second) <= set(text) | {"被"}


@given(tree=trees())
@settings(max_examples=400, deadline=None)
def test_every_verb_has_a_claim_or_a_reason(tree: Tree) -> None:
    reading = SentenceReading(tree, Triggers())
    found = silent_verbs(reading, reading.propositions, Triggers())
    assert all(one.reason for one in found)
    spoken = {t for p in reading.propositions for t in (p.verb, *p.predicate)} | {one.token for one in found}
    verbs = {t for t, tag in enumerate(reading.tree.tags) if tag == "VERB" and not reading.tree.mentions[t]}
    assert verbs <= spoken

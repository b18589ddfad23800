"""One name, one reading in a document."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.mention.agree import agree
from pipelines.mention.names import NamedSpan


def spans(text, *names):
    """Mentions of ``(name, type, score)``, each at its next place in the text."""
    found, at = [], {}
    for name, kind, score in names:
        start = text.index(name, at.get(name, 0))
        at[name] = start + 1
        found.append(NamedSpan(start, start + len(name), kind, score, kind))
    return found


def read(text, mentions):
    return [(text[m.start : m.end], m.type) for m in agree(text, mentions)]


def test_a_sure_name_is_found_everywhere():
    text = "量子跃动公司成立了。量子跃动公司在哪里？"
    assert read(text, spans(text, ("量子跃动公司", "Company", 0.95))) == [("量子跃动公司", "Company")] * 2


def test_an_unsure_name_stays_where_it_is():
    text = "量子跃动公司成立了。量子跃动公司在哪里？"
    assert read(text, spans(text, ("量子跃动公司", "Company", 0.5))) == [("量子跃动公司", "Company")]


def test_the_majority_gives_the_type():
    text = "Zorix发布。用Zorix。Zorix说。"
    mentions = spans(text, ("Zorix", "Company", 0.9), ("Zorix", "Product", 0.6), ("Zorix", "Company", 0.8))
    assert read(text, mentions) == [("Zorix", "Company")] * 3


def test_a_family_name_is_the_person():
    text = "Anna Berg辞职。Berg没有回答。"
    mentions = spans(text, ("Anna Berg", "Person", 0.95), ("Berg", "Company", 0.5))
    mentions[1] = NamedSpan(text.rindex("Berg"), text.rindex("Berg") + 4, "Company", 0.5, "Company")
    assert read(text, mentions) == [("Anna Berg", "Person"), ("Berg", "Person")]


def test_a_transliterated_family_name_is_found():
    text = "安娜·伯格辞职了，伯格没有回答。"
    assert read(text, spans(text, ("安娜·伯格", "Person", 0.95))) == [("安娜·伯格", "Person"), ("伯格", "Person")]


def test_latin_names_end_at_word_edges():
    text = "Meta发布metadata和Metaverse，Meta说。"
    assert read(text, spans(text, ("Meta", "Company", 0.99))) == [("Meta", "Company")] * 2


def test_two_characters_that_are_mostly_no_name_do_not_spread():
    text = "高兴来了。他很高兴，大家都高兴，真高兴。"
    assert read(text, spans(text, ("高兴", "Person", 0.99))) == [("高兴", "Person")]


def test_a_word_that_is_hardly_ever_a_name_is_none():
    text = "AI很热。" * 20
    assert read(text, spans(text, ("AI", "Organisation", 0.99))) == []


def test_a_name_that_was_missed_more_often_than_found_does_not_spread():
    text = "Zorix很热。" * 4
    assert read(text, spans(text, ("Zorix", "Company", 0.99))) == [("Zorix", "Company")]


def test_times_and_titles_mean_what_their_sentence_says():
    text = "今天下雨。今天晴。"
    assert read(text, spans(text, ("今天", "Time", 0.99))) == [("今天", "Time")]


KINDS = st.sampled_from(["Person", "Company", "Product", "Place", "Time", "Position"])


@settings(deadline=None)
@given(st.text(alphabet="ab 中国·", max_size=30), st.data())
def test_any_document_gives_sorted_separate_mentions_inside_it(text, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    mentions = [
        NamedSpan(a, b, data.draw(KINDS), data.draw(st.floats(0.01, 1.0)))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    result = agree(text, mentions)
    assert all(a.end <= b.start for a, b in pairwise(result))
    assert all(0 <= m.start < m.end <= len(text) and 0 < m.score <= 1 for m in result)
    assert result == agree(text, list(mentions))

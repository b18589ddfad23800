"""A sentence in, its claims out: what a careful reader takes from it, and what must never be asserted."""

from __future__ import annotations

import pytest

from kg.claim.codec import as_dict
from pipelines.extract import Extractor
from tests.pipelines.claims.golden import Json, cases, document, failures, gaps

CASES = cases()


@pytest.fixture(scope="module")
def read() -> dict[str, list[Json]]:
    """Every golden sentence's claims, read together."""
    found = Extractor(min_confidence=0).extract_all(document(case) for case in CASES)
    return {item.document.id: [as_dict(claim) for claim in item.claims] for item in found}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_sentence(case: Json, read: dict[str, list[Json]]) -> None:
    problems = list(failures(case, read[case["id"]]))
    if problems and case["id"] in gaps():
        pytest.xfail("; ".join(problems))
    assert not problems, case["text"]


def test_most_sentences_are_read_in_full(read: dict[str, list[Json]]) -> None:
    """The list of known gaps holds no more than it must, and stays the smaller part."""
    met = {case["id"] for case in CASES if not list(failures(case, read[case["id"]]))}
    closed = met & gaps()
    assert not closed, f"these are read in full now, take them off the list of known gaps: {sorted(closed)}"
    assert len(met) > 0.6 * len(CASES)

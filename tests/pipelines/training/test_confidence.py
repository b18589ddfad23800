"""The confidence of claims: its weights are those that the judged claims give, and mean what they say."""

import re
from importlib.resources import files

import numpy as np
import pytest

from pipelines.claims.confidence import ANY
from pipelines.claims.words import table
from pipelines.training.confidence import WEIGHTS, Judged, area, as_toml, confidence, cross_validated, fit, read

CLAIMS = read()


def test_the_shipped_weights_are_those_of_the_judged_claims() -> None:
    texts = {name: values["text"] for name, values in table("confidence.toml").items()}
    assert WEIGHTS.read_text(encoding="utf-8") == as_toml(fit(CLAIMS), texts)


def test_a_confidence_is_the_share_of_claims_without_error() -> None:
    """On passages that the weights were not fitted to."""
    scores = cross_validated(CLAIMS)
    good = np.array([claim.good for claim in CLAIMS])
    assert area(scores, good) > 0.7
    for low in np.arange(0.2, 0.9, 0.1):
        inside = (scores >= low) & (scores < low + 0.1)
        assert good[inside].mean() == pytest.approx(scores[inside].mean(), abs=0.1)


def test_the_readme_quotes_the_measured_figures() -> None:
    readme = (files("pipelines.claims") / "data" / "confidence.md").read_text(encoding="utf-8")
    scores, good = cross_validated(CLAIMS), np.array([claim.good for claim in CLAIMS])
    assert f"{len(CLAIMS):,} claims" in readme
    assert re.search(rf"area under the curve[^.]*{area(scores, good):.2f}", readme)


def test_a_sign_of_wrong_claims_lowers_the_confidence() -> None:
    made = [Judged(str(n), n % 4 != 0, True, True, frozenset(["odd"] if n % 4 == 0 else [])) for n in range(200)]
    weights = fit(made)
    assert weights["odd"] < 0 < weights[ANY]
    low, high = confidence([made[0], made[1]], weights)
    assert low < 0.5 < high

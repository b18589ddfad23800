"""Fit the weights of a claim's confidence to claims that readers have judged.

    python -m pipelines.training.confidence [JUDGED] [--write]

JUDGED, packed with gzip, has one claim a line, tab-separated: the passage, the verdict (1 right, h right but for a
detail, 0 wrong), whether the claim is stated as a fact, and the signs of `pipelines.claims.confidence`. The default is
data/judged.tsv.gz: claims from news, encyclopaedia and web sentences, without their text. Prints figures from a
cross-validation over passages; with --write the weights go to the file that the package reads.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.claims.confidence import ANY
from pipelines.claims.words import table

Floats = NDArray[np.float64]

JUDGED = Path(str(files("pipelines.training") / "data" / "judged.tsv.gz"))
WEIGHTS = Path(str(files("pipelines.claims") / "data" / "confidence.toml"))
#: Strength of the L2 penalty on a weight, in claims; a sign in fewer claims than _RARE is left out.
_PENALTY = 12.0
_RARE = 15
_FOLDS = 10
#: Newton steps; it is settled after six or so.
_STEPS = 25


@dataclass(frozen=True)
class Judged:
    """One claim: its passage, whether nothing in it is false, whether all is right, and its signs."""

    passage: str
    good: bool
    right: bool
    asserted: bool
    signs: frozenset[str]


def read(path: Path = JUDGED) -> list[Judged]:
    """The judged claims of a file."""
    judged = []
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        passage, verdict, asserted, *signs = line.split("\t")
        judged.append(Judged(passage, verdict != "0", verdict == "1", asserted == "1", frozenset(signs)))
    return judged


def fit(claims: Sequence[Judged]) -> dict[str, float]:
    """Weights in log-odds by sign; ANY is what every claim starts from. Penalised maximum likelihood by Newton's method."""
    counts = Counter(sign for claim in claims for sign in claim.signs)
    names = sorted(sign for sign, count in counts.items() if _RARE <= count <= len(claims) - _RARE)
    shown = _matrix(claims, names)
    target = np.array([claim.good for claim in claims], dtype=float)
    weights = np.zeros(len(names) + 1)
    penalty = np.diag([*[_PENALTY] * len(names), 0.0])
    for _ in range(_STEPS):
        chance = _logistic(shown @ weights)
        curvature = (shown * (chance * (1 - chance))[:, None]).T @ shown + penalty
        slope = shown.T @ (target - chance) - penalty @ weights
        weights += np.linalg.solve(curvature, slope)
    return dict(zip([*names, ANY], weights.tolist(), strict=True))


def confidence(claims: Sequence[Judged], weights: dict[str, float]) -> Floats:
    """(N,) the confidence of each claim under some weights."""
    return _logistic(np.array([weights[ANY] + sum(weights.get(sign, 0.0) for sign in claim.signs) for claim in claims]))


def cross_validated(claims: Sequence[Judged]) -> Floats:
    """(N,) the confidence of each claim under weights fitted without its passage."""
    passages = sorted({claim.passage for claim in claims})
    fold = {passage: number % _FOLDS for number, passage in enumerate(passages)}
    found = np.zeros(len(claims))
    for number in range(_FOLDS):
        held = [i for i, claim in enumerate(claims) if fold[claim.passage] == number]
        weights = fit([claim for claim in claims if fold[claim.passage] != number])
        found[held] = confidence([claims[i] for i in held], weights)
    return found


def area(scores: Floats, good: NDArray[np.bool_]) -> float:
    """Area under the ROC curve: how often a good claim has a higher confidence than a wrong one."""
    above = scores[good][:, None] - scores[~good][None, :]
    return float((above > 0).mean() + 0.5 * (above == 0).mean())


def report(claims: Sequence[Judged], scores: Floats) -> list[str]:
    """Lines: the area under the curve, reliability by bins, and what a floor keeps of the facts."""
    good = np.array([claim.good for claim in claims])
    right = np.array([claim.right for claim in claims])
    fact = np.array([claim.asserted for claim in claims])
    lines = [f"{len(claims)} claims, {good.mean():.3f} without error; area under the curve {area(scores, good):.3f}"]
    for low in np.arange(0, 1, 0.1):
        inside = (scores >= low) & (scores < low + 0.1)
        if inside.any():
            lines.append(f"confidence {low:.1f}: {inside.sum():4} claims, {good[inside].mean():.2f} without error")
    for floor in (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        kept = fact & (scores >= floor)
        lines.append(
            f"floor {floor:.2f}: {kept.sum() / fact.sum():.2f} of the facts, {good[kept].mean():.3f} of these without "
            f"error, {right[kept].mean():.3f} all right; {(good & kept).sum() / (good & fact).sum():.2f} of the good ones"
        )
    return lines


def as_toml(weights: dict[str, float], texts: dict[str, str]) -> str:
    """The file that the package reads."""
    lines = [
        "# How the signs of a claim's reading change its odds of being right (natural logarithm). Written by",
        "# python -m pipelines.training.confidence --write, which keeps the texts that stand here.",
    ]
    for name in [ANY, *sorted(set(weights) - {ANY})]:
        text = texts.get(name, name)
        lines.append(f'"{name}" = {{ text = "{text}", weight = {weights[name]:.2f} }}')
    return "\n".join(lines) + "\n"


def _matrix(claims: Sequence[Judged], names: Sequence[str]) -> Floats:
    """(N, S + 1) ones where a claim shows a sign; the last column is ANY."""
    column = {name: number for number, name in enumerate(names)}
    shown = np.zeros((len(claims), len(names) + 1))
    shown[:, -1] = 1.0
    for row, claim in enumerate(claims):
        shown[row, [column[sign] for sign in claim.signs if sign in column]] = 1.0
    return shown


def _logistic(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)))


def main(arguments: list[str] | None = None) -> None:
    """Entry point of ``python -m pipelines.training.confidence``."""
    options = argparse.ArgumentParser(description="Fit the confidence of claims.")
    options.add_argument("judged", type=Path, nargs="?", default=JUDGED)
    options.add_argument("--write", action="store_true", help=f"write the weights to {WEIGHTS.name}")
    given = options.parse_args(arguments)
    claims = read(given.judged)
    sys.stdout.write("\n".join(report(claims, cross_validated(claims))) + "\n")
    if given.write:
        texts = {name: values["text"] for name, values in table("confidence.toml").items() if "text" in values}
        WEIGHTS.write_text(as_toml(fit(claims), texts), encoding="utf-8")


if __name__ == "__main__":
    main()

"""How well names are found: exact spans against marked files, or a list of names against an article.

A file of a published set is scored as its authors do: a name counts only with exactly its boundaries and
its label. Our types are mapped to the set's labels (``data/name_labels.tsv``); names of types that the set
does not mark (a product in MSRA) are left out, not counted as wrong. What the set marks beyond our types
(Weibo's ``.NOM``, a résumé's degrees) is neither wanted nor wrong, and named in ``ignored``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

from kg.claim.errors import InputError
from pipelines.evaluation.name_files import read_marked


class Named(Protocol):
    """A found name: what ``NamedSpan`` has; ``fine`` may be empty."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def type(self) -> str: ...
    @property
    def fine(self) -> str: ...


#: Finds the names of sentences by the guidelines of a convention (``NamesModel.find``).
Finder = Callable[[Sequence[str], str], Sequence[Sequence[Named]]]

#: The convention that a suffix stands for.
_CONVENTIONS = {
    ".bio": "msra",
    ".iob2": "uner",
    ".jsonl": "cluener",
    ".bmes": "resume",
    ".conll": "weibo",
    ".txt": "boson",
}


@dataclass(frozen=True)
class Score:
    """Counts: ``right`` of the ``found`` are in the file, ``hit`` of the ``wanted`` were found.

    For marked files ``right`` and ``hit`` are the same; in an article mentions are found and names wanted.
    """

    right: int = 0
    found: int = 0
    hit: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is in the file that was found; 0 where there is nothing."""
        return self.hit / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_dict(self) -> dict[str, float | int]:
        """Return counts and ratios, for JSON."""
        return {**asdict(self), "precision": self.precision, "recall": self.recall, "f1": self.f1}


@dataclass(frozen=True)
class NamesScores:
    """Scores of one file: all names, by type, by length in characters, and seen in training or not (recall only).

    For an article precision counts mentions and recall counts names; ``missing`` and ``spurious`` name both.
    """

    convention: str
    total: Score
    types: dict[str, Score]
    lengths: dict[str, Score]
    seen: dict[str, Score] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    confusions: tuple[tuple[str, str, int], ...] = ()
    missing: tuple[str, ...] = ()
    spurious: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Precision over all names."""
        return self.total.precision

    @property
    def recall(self) -> float:
        """Recall over all names."""
        return self.total.recall

    @property
    def f1(self) -> float:
        """F1 over all names (micro average)."""
        return self.total.f1

    def as_dict(self) -> dict[str, Any]:
        """Return what ``kg eval names --json`` prints."""
        tables = {
            name: {key: score.as_dict() for key, score in table.items()}
            for name, table in (("types", self.types), ("lengths", self.lengths), ("seen", self.seen))
        }
        shown: dict[str, Any] = {
            "convention": self.convention,
            **self.total.as_dict(),
            **tables,
            "ignored": list(self.ignored),
            "confusions": [list(row) for row in self.confusions],
        }
        if self.convention == "article":
            shown |= {"missing": list(self.missing), "spurious": list(self.spurious)}
        return shown


@cache
def label_map(convention: str) -> dict[str, str]:
    """Return the set's label for each of our types, fine types and classes alike."""
    table = resources.files("pipelines.evaluation") / "data" / "name_labels.tsv"
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    return {kind: label for name, kind, label in rows if name == convention}


def evaluate(path: Path, find: Finder, *, seen: Callable[[str], bool] | None = None) -> NamesScores:
    """Score ``find`` on ``path``.

    Args:
        path: a file that ``read_marked`` reads, or ``names.tsv`` (name, type) beside exactly one other text,
            or that text: then the names of the article are scored, see ``evaluate_article``.
        find: finds names; it is told the convention that the file's format stands for.
        seen: says whether a name occurred in training, for the table of seen and unseen names.

    Raises:
        InputError: the file cannot be read or is in no known format.
    """
    article = _article(path)
    if article:
        from pipelines.evaluation.name_articles import evaluate_article

        return evaluate_article(*article, find)
    convention = _CONVENTIONS.get(path.suffix, "")
    marked = read_marked(path)
    labels = label_map(convention)
    wanted_labels = frozenset(labels.values())
    counts: Counter[tuple[str, str, str]] = Counter()
    confusions: Counter[tuple[str, str]] = Counter()
    ignored: set[str] = set()
    found = find([item.text for item in marked], convention)
    for item, names in zip(marked, found, strict=True):
        gold = {(start, end): label for start, end, label in item.spans if label in wanted_labels}
        ignored.update(label for _, _, label in item.spans if label not in wanted_labels)
        skipped = {(start, end) for start, end, label in item.spans if label not in wanted_labels}
        guessed = dict(_labelled(item.text, names, labels, convention))
        guessed = {span: label for span, label in guessed.items() if span not in skipped or span in gold}
        for span, label in gold.items():
            keys = [("total", ""), ("types", label), ("lengths", _length(span))]
            if seen is not None:
                keys.append(("seen", "seen" if seen(item.text[slice(*span)]) else "unseen"))
            right = guessed.get(span) == label
            for part, key in keys:
                counts[part, key, "wanted"] += 1
                counts[part, key, "right"] += right
            if not right:
                confusions[label, guessed.get(span, "—")] += 1
        for span, label in guessed.items():
            for part, key in (("total", ""), ("types", label), ("lengths", _length(span))):
                counts[part, key, "found"] += 1
            if span not in gold:
                confusions["—", label] += 1

    def table(name: str) -> dict[str, Score]:
        keys = sorted({key for part, key, _ in counts if part == name})
        return {key: _score(counts, name, key) for key in keys}

    ordered = sorted(confusions.items(), key=lambda item: (-item[1], item[0]))
    return NamesScores(
        convention,
        table("total").get("", Score()),
        table("types"),
        table("lengths"),
        table("seen"),
        tuple(sorted(ignored)),
        tuple((gold, guess, number) for (gold, guess), number in ordered[:20]),
    )


def _score(counts: Counter[tuple[str, str, str]], table: str, key: str) -> Score:
    right, found, wanted = (counts[table, key, part] for part in ("right", "found", "wanted"))
    return Score(right, found, right, wanted)


def _labelled(
    text: str, names: Sequence[Named], labels: dict[str, str], convention: str
) -> list[tuple[tuple[int, int], str]]:
    """Map names to the set's labels; CLUENER and Boson count book-title marks as part of a work's name."""
    result = []
    for name in names:
        label = labels.get(name.fine) or labels.get(name.type)
        start, end = name.start, name.end
        if (
            name.type == "Work"
            and convention in ("cluener", "boson")
            and text[start - 1 : start] == "《"
            and text[end : end + 1] == "》"
        ):
            start, end = start - 1, end + 1
        if label:
            result.append(((start, end), label))
    return result


def _length(span: tuple[int, int]) -> str:
    """Return the class of a name's length in characters."""
    size = span[1] - span[0]
    return "1" if size == 1 else "2-3" if size < 4 else "4-6" if size < 7 else "7+"


def _article(path: Path) -> tuple[Path, Path] | None:
    """Return (article, list of names) where ``path`` is one of the two."""
    if path.suffix == ".tsv":
        texts = sorted(path.parent.glob("*.txt"))
        if len(texts) != 1:
            raise InputError(f"{path}: needs exactly one .txt file beside it, the article; there are {len(texts)}")
        return texts[0], path
    if path.suffix == ".txt" and (path.parent / "names.tsv").exists():
        return path, path.parent / "names.tsv"
    return None

"""How well words are tagged and parsed: tokens as given, every sentence and every token counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.claim.errors import InputError
from pipelines.nlp.parser import Parse, Word

#: Upper bounds of the length classes of the error table, in tokens.
_LENGTHS = (10, 20, 30, 40, 60)


class SentenceParser(Protocol):
    """What can be evaluated."""

    def parse(self, sentences: Sequence[Sequence[Word]]) -> list[Parse]:
        """Tags and trees of sentences."""


@dataclass(frozen=True)
class Row:
    """One line of the error table: how many tokens, and the shares of them that are right."""

    name: str
    tokens: int
    uas: float
    las: float
    tag: float


@dataclass(frozen=True)
class SyntaxScores:
    """Figures in per cent: heads (``uas``), heads and relations (``las``), parts of speech (``tag``).

    ``relations`` and ``lengths`` break them down by the file's relation and by sentence length.
    """

    sentences: int
    tokens: int
    uas: float
    las: float
    tag: float
    relations: tuple[Row, ...]
    lengths: tuple[Row, ...]


@dataclass(frozen=True)
class _Gold:
    words: list[Word]
    tags: list[str]
    heads: list[int]
    relations: list[str]


def evaluate(path: Path, parser: SentenceParser) -> SyntaxScores:
    """Compare a parser with the trees of a CoNLL-U file (``FORM``, ``UPOS``, ``HEAD``, ``DEPREL``).

    Raises:
        InputError: the file cannot be read or is no CoNLL-U file.
    """
    sentences = _read(path)
    parses = parser.parse([sentence.words for sentence in sentences])
    total: Counter[str] = Counter()
    by_relation: dict[str, Counter[str]] = {}
    by_length: dict[str, Counter[str]] = {}
    for gold, parse in zip(sentences, parses, strict=True):
        length = by_length.setdefault(_length(len(gold.words)), Counter())
        for i, relation in enumerate(gold.relations):
            head = parse.heads[i] == gold.heads[i]
            seen = Counter(
                tokens=1,
                uas=int(head),
                las=int(head and parse.relations[i].lower() == relation),
                tag=int(parse.tags[i] == gold.tags[i]),
            )
            for counter in (total, length, by_relation.setdefault(relation, Counter())):
                counter.update(seen)
    overall = _row("all", total)
    names = sorted(by_relation, key=lambda name: (-by_relation[name]["tokens"], name))
    return SyntaxScores(
        len(sentences),
        overall.tokens,
        overall.uas,
        overall.las,
        overall.tag,
        tuple(_row(name, by_relation[name]) for name in names),
        tuple(_row(name, by_length[name]) for name in map(_length, (*_LENGTHS, _LENGTHS[-1] + 1)) if name in by_length),
    )


def _row(name: str, counts: Counter[str]) -> Row:
    tokens = counts["tokens"]
    return Row(name, tokens, *(round(100 * counts[key] / tokens, 2) for key in ("uas", "las", "tag")))


def _length(tokens: int) -> str:
    for bound in _LENGTHS:
        if tokens <= bound:
            return f"up to {bound}"
    return f"over {_LENGTHS[-1]}"


def _read(path: Path) -> list[_Gold]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read the treebank {path}: {error}") from error
    sentences = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        if any(len(row) != 10 for row in rows):
            raise InputError(f"{path} is no CoNLL-U file: a line near {block[:60]!r} has not ten columns")
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            heads = [int(row[6]) - 1 for row in rows]
            sentences.append(
                _Gold(
                    [Word(row[1]) for row in rows],
                    [row[3] for row in rows],
                    [i if head < 0 else head for i, head in enumerate(heads)],
                    [row[7].lower() for row in rows],
                )
            )
    if not sentences:
        raise InputError(f"{path} holds no trees; give a CoNLL-U file")
    return sentences

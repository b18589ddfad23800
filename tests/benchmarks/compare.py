"""Other packages on the same texts, each in its own process and, where it is no dependency of ours, environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from kg.claim import Document, Span, top_class
from pipelines.pipeline import MentionTokenizer, assemble
from pipelines.read import sentences
from tests.benchmarks.texts import ROOT, names_file, trees_file

COLUMNS = (
    "package",
    "characters a second",
    "names P",
    "names R",
    "names F1",
    "words F1",
    "tags F1",
    "heads F1",
    "what",
)
_HERE = Path(__file__).parent
_SECONDS = 900
# All on one core, as far as they let themselves be told.
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"),
    "1",
)
_TYPES = {"Person": "PER", "Place": "LOC", "Organisation": "ORG"}
Marked = list[tuple[str, set[tuple[int, int, str]]]]
Parsed = list[tuple[str, list[list[Any]]]]


def measure(documents: Sequence[Document], *, unseen: float, install: bool) -> list[tuple[str, ...]]:
    """One row a package, ours first. Names are scored on exact spans; words, tags and heads as in the CoNLL shared tasks:
    a word is right when it has exactly the place of a gold word, its head when that is the right word too. Our speed is
    `unseen` (of `first_reading`): the peers too are measured in one round, after a little of the text."""
    marked = _names(names_file())
    parsed = _trees(trees_file())
    texts = [span.of(document.text) for document in documents for span in sentences(document)]
    request = {"speed": texts, "names": [text for text, _ in marked], "trees": [text for text, _ in parsed]}
    rows = [_row("zhitu", _ours(request, unseen), marked, parsed)]
    for peer in tomllib.loads((_HERE / "peers.toml").read_text(encoding="utf-8"))["peer"]:
        try:
            rows.append(_row(peer["name"], _answer(peer, request, install=install), marked, parsed))
        except _LeftOut as reason:
            rows.append((peer["name"], *["–"] * (len(COLUMNS) - 2), f"left out: {reason}"))
    return rows


class _LeftOut(Exception):
    """Why a package is not in the table."""


def _answer(peer: dict[str, Any], request: dict[str, Any], *, install: bool) -> dict[str, Any]:
    python = _environment(peer["name"], peer["install"], install=install) if "install" in peer else sys.executable
    command = [python, str(_HERE / "peers" / peer["script"])]
    try:
        run = subprocess.run(
            command, input=json.dumps(request), capture_output=True, text=True, encoding="utf-8", timeout=_SECONDS,
            check=False, env=os.environ | _ONE_THREAD,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise _LeftOut(f"not done after {_SECONDS} seconds") from late
    if run.returncode:
        raise _LeftOut((run.stderr.strip().splitlines() or ["it failed without a word"])[-1])
    answer: dict[str, Any] = json.loads(run.stdout.strip().splitlines()[-1])
    return answer


def _environment(name: str, packages: list[str], *, install: bool) -> str:
    """The interpreter of the peer's environment, which is made when asked for."""
    folder = ROOT / ".venv" / "peers" / name
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    ready = folder / "ready"
    if ready.exists():
        return str(python)
    if not install:
        raise _LeftOut("not installed; run with --peers")
    venv.create(folder, with_pip=True, clear=True)
    run = subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", *packages], capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise _LeftOut(f"pip could not install it: {(run.stderr.strip().splitlines() or ['no reason given'])[-1]}")
    ready.touch()
    return str(python)


def _ours(request: dict[str, Any], speed: float) -> dict[str, Any]:
    """Our own answer to the peers' request; the speed is that of all that we do, text to claims."""
    nlp = assemble()
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, MentionTokenizer)
    found = [tokenizer.finder.find(text, [Span(0, len(text))], None) for text in request["names"]]
    trees = []
    for text in request["trees"]:
        doc = nlp(text)
        trees.append([[t.idx, t.idx + len(t), t.pos_, t.head.i if t.head.i != t.i else -1] for t in doc])
    return {
        "what": "words, tags, trees, names, times, claims",
        "speed": speed,
        "names": [
            [[m.span.start, m.span.end, _TYPES[top_class(m.type)]] for m in one.mentions if top_class(m.type) in _TYPES]
            for one in found
        ],
        "trees": trees,
    }


def _row(name: str, answer: dict[str, Any], marked: Marked, parsed: Parsed) -> tuple[str, ...]:
    names: tuple[str, ...] = ("–",) * 3
    trees: tuple[str, ...] = ("–",) * 3
    if answer["names"] and marked:
        found = [{(start, end, label) for start, end, label in one} for one in answer["names"]]
        right = sum(len(gold & said) for (_, gold), said in zip(marked, found, strict=True))
        names = _ratios(right, sum(map(len, found)), sum(len(gold) for _, gold in marked))
    if answer["trees"] and parsed:
        trees = _tree_scores(parsed, answer["trees"])
    return (name, f"{answer['speed']:,.0f}", *names, *trees, answer["what"])


def _ratios(right: int, said: int, wanted: int) -> tuple[str, str, str]:
    precision, recall = right / said if said else 0.0, right / wanted if wanted else 0.0
    both = precision + recall
    return f"{precision:.3f}", f"{recall:.3f}", f"{2 * precision * recall / both if both else 0.0:.3f}"


def _tree_scores(parsed: Parsed, answers: list[list[list[Any]]]) -> tuple[str, str, str]:
    """F1 of words, of words with tags, of words with heads."""
    right = [0, 0, 0]
    said = wanted = 0
    for (_, gold), found in zip(parsed, answers, strict=True):
        said += len(found)
        wanted += len(gold)
        place = {(word[0], word[1]): word for word in gold}
        for word in found:
            match = place.get((word[0], word[1]))
            if match is None:
                continue
            right[0] += 1
            right[1] += match[2] == word[2]
            right[2] += _head(gold, match) == _head(found, word)
    scores = [_ratios(number, said, wanted)[2] for number in right]
    return scores[0], scores[1], scores[2]


def _head(words: list[list[Any]], word: list[Any]) -> tuple[int, int] | None:
    return None if word[3] < 0 else (words[word[3]][0], words[word[3]][1])


def _names(path: Path | None) -> Marked:
    """Sentences of an IOB2 file with the places of their names."""
    found: Marked = []
    for block in path.read_text(encoding="utf-8").split("\n\n") if path else ():
        text, spans, begun = "", [], False
        for row in (line.split("\t") for line in block.splitlines() if line and not line.startswith("#")):
            word, label = row[1], row[2]
            start = len(text)
            text += word
            if label.startswith("B-"):
                spans.append([start, len(text), label[2:]])
            elif label.startswith("I-") and begun:
                spans[-1][1] = len(text)
            begun = label != "O"
        if text:
            found.append((text, {(start, end, label) for start, end, label in spans}))
    return found


def _trees(path: Path | None) -> Parsed:
    """Sentences of a CoNLL-U file: text without blanks between words, words with places, tags and heads."""
    found: Parsed = []
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
    for is_row, block in groupby(lines, key=lambda line: bool(line) and line[0].isdigit()):
        rows = [line.split("\t") for line in block if line.split("\t")[0].isdigit()] if is_row else []
        text, words = "", []
        for row in rows:
            words.append([len(text), len(text) + len(row[1]), row[3], int(row[6]) - 1])
            text += row[1]
        if text:
            found.append((text, words))
    return found

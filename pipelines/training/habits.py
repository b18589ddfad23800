"""Count what verbs usually do in news sentences that the shipped parser has read.

    python -m pipelines.training.habits DATA

Writes data/verbs.tsv of ``pipelines.claims``: words with counts, no sentences.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from pipelines.claims.habits import KINDS, kind
from pipelines.nlp.parser import MODEL_FOLDER
from pipelines.training import corrected
from pipelines.training.treebank import Tree

TABLE = Path(str(files("pipelines.claims") / "data" / "verbs.tsv"))
_CLAUSAL = frozenset(["root", "conj", "advcl", "parataxis", "ccomp", "xcomp", "acl", "acl:relcl", "csubj", "dep"])
_OBJECTS = frozenset(["obj", "obl:patient", "ccomp", "xcomp"])
#: A word is listed from so many occurrences as a verb on.
_LEAST = 8


def count(trees: Iterable[Tree]) -> list[str]:
    """The lines of the table: word, occurrences, as verb, with object, subjects by kind, objects by kind."""
    seen: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    transitive: Counter[str] = Counter()
    subjects: defaultdict[str, Counter[str]] = defaultdict(Counter)
    objects: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for tree in trees:
        words = tree.words
        seen.update(word.form for word in words)
        for word in words:
            if word.tag == "VERB" and word.relation in _CLAUSAL:
                verbs[word.form] += 1
        has: set[int] = set()
        for word in words:
            if word.head < 0 or words[word.head].tag != "VERB" or words[word.head].relation not in _CLAUSAL:
                continue
            verb = words[word.head].form
            if word.relation == "nsubj":
                subjects[verb][kind(word.type, word.tag)] += 1
            elif word.relation in _OBJECTS:
                clause = word.relation in ("ccomp", "xcomp")
                objects[verb]["clause" if clause else kind(word.type, word.tag)] += 1
                has.add(word.head)
        transitive.update(words[index].form for index in has)
    return [
        "\t".join(
            [word, *map(str, (seen[word], verbs[word], transitive[word]))]
            + [str(found[word][name]) for found in (subjects, objects) for name in KINDS]
        )
        for word in sorted(verbs)
        if verbs[word] >= _LEAST and word.strip() and "\t" not in word
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of ``python -m pipelines.training.habits``."""
    options = argparse.ArgumentParser(description="Count what verbs usually do.")
    options.add_argument("data", type=Path, help="folder with ner/, relations/ …")
    given = options.parse_args(arguments)
    lines = count(sentence.tree for sentence in corrected.read(given.data, MODEL_FOLDER, seed=1))
    columns = ["word", "seen", "verb", "object", *(f"subject {k}" for k in KINDS), *(f"object {k}" for k in KINDS)]
    TABLE.write_text("\n".join(["# " + "\t".join(columns), *lines]) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""The sets that mark names, brought to one list of types without claiming what they do not say.

Each set marks some types and leaves others unmarked; some labels cover several of our types. A sentence
therefore carries spans with *the types that the label may mean* and the types that its set never marks.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

from pipelines.evaluation.name_files import Marked, read_marked
from pipelines.mention.labels import FINE_TYPES

#: Guidelines that differ from set to set; the model is told which one it reads (0: none in particular).
CONVENTIONS = ("house", "msra", "uner", "boson", "cluener", "resume", "weibo")


@dataclass(frozen=True)
class Example:
    """A sentence, its names as (start, end, types it may be), and the types left unmarked in it.

    ``maybe`` are spans that may be names of these types, or none.
    """

    text: str
    spans: tuple[tuple[int, int, tuple[str, ...]], ...]
    unmarked: frozenset[str]
    origin: str
    maybe: tuple[tuple[int, int, tuple[str, ...]], ...] = ()


def table_rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of one of this project's tables."""
    table = resources.files("pipelines.training") / "data" / "names" / name
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def label_table() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the types that a label of a set may mean; an empty tuple where it is no name."""
    rows = table_rows("labels.tsv")
    return {(origin, label): () if types == "-" else tuple(types.split(",")) for origin, label, types in rows}


@cache
def unmarked_table() -> dict[str, frozenset[str]]:
    """Return for each set the types that its annotators did not mark."""
    named = {"*": frozenset(FINE_TYPES), "-": frozenset[str]()}
    rows = table_rows("unmarked.tsv")
    return {origin: named[types] if types in named else frozenset(types.split(",")) for origin, types in rows}


#: Endings that tell a company from an authority and both from other institutions, in Chinese of any period.
_ENDINGS = (
    (re.compile(r"(公司|集团|银行|股份|控股|证券|保险|厂|酒店|商场|超市|航空|出版社|基金|投资|药业|科技)$"), "Company"),
    (
        re.compile(
            r"(政府|法院|检察院|公安局|派出所|国务院|外交部|省委|市委|县委|区委|[^本总分俱]部委|[税财人公]局|管理局|委员会|"
            r"商务部|财政部|国防部|教育部|卫生部|文化部|司法部|海关|警方|议会|人大|常委会|政协|证监会|银监会|央行)$"
        ),
        "Government",
    ),
    (
        re.compile(
            r"(大学|学院|中学|小学|学校|医院|研究所|研究院|科学院|协会|学会|联合会|基金会|俱乐部|队|乐团|党|联盟|博物馆|图书馆|"
            r"军|师|团|报社|日报|晚报|电视台|电台|通讯社|新华社)$"
        ),
        "Organisation",
    ),
)


def narrow(text: str, types: tuple[str, ...]) -> tuple[str, ...]:
    """Return the one type that a clear ending gives, where the label allows several."""
    if len(types) > 1:
        for pattern, name in _ENDINGS:
            if pattern.search(text):
                return (name,) if name in types else types
    return types


def example(marked: Marked, origin: str) -> Example:
    """Return ``marked`` of the set ``origin`` with its labels unified.

    Book-title marks are no part of a name; inside them, a product is a work.
    """
    table = label_table()
    spans = []
    for start, end, label in marked.spans:
        types = narrow(marked.text[start:end], table.get((origin, label), ()))
        quoted = marked.text[start] == "《" or (start and marked.text[start - 1] == "《")
        if types and quoted and "Product" in types:
            types = ("Game", "Film", "Book", "Song")
        if marked.text[start] == "《" and marked.text[end - 1] == "》" and end - start > 2:
            start, end = start + 1, end - 1
        if types:
            spans.append((start, end, types))
    return Example(marked.text, tuple(spans), unmarked_table()[origin], origin)


_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]*[”’」』）)]*")


def sentences(whole: Example) -> list[Example]:
    """Cut a long text into sentences; a name that a cut would break keeps its sentences together."""
    pieces, begin = [], 0
    for found in _SENTENCE.finditer(whole.text):
        stop = found.end()
        inside = any(start < stop < end for start, end, _ in whole.spans)
        if stop == begin or inside:
            continue
        spans = tuple((s - begin, e - begin, types) for s, e, types in whole.spans if begin <= s and e <= stop)
        if whole.text[begin:stop].strip():
            pieces.append(replace(whole, text=whole.text[begin:stop], spans=spans))
        begin = stop
    return pieces


def relation_examples(data: Path) -> list[Example]:
    """Return sentences of FinRE, DuIE and DuEE: their arguments are names, all else is unknown."""
    found: dict[str, dict[tuple[int, int], tuple[str, ...]]] = {}
    origins: dict[str, str] = {}

    def add(origin: str, text: str, name: str, label: str, start: int | None = None) -> None:
        types = label_table().get((origin, label), ())
        name = name.strip("《》")
        at = text.find(name) if start is None else start
        if types and 1 < len(name) <= 20 and text[at : at + len(name)] == name and len(text) <= 300:
            found.setdefault(text, {})[(at, at + len(name))] = narrow(name, types)
            origins[text] = origin

    for line in (data / "relations/finre/train.txt").read_text(encoding="utf-8").splitlines():
        if line.strip():
            head, tail, _, text = line.split("\t")
            add("finre", text, head, "entity")
            add("finre", text, tail, "entity")
    for name in ("duie1-train.jsonl", "duie2-sample-5000.jsonl"):
        for line in (data / "relations/duie" / name).read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            for fact in item["spo_list"]:
                value, kind = fact["object"], fact["object_type"]
                add("duie", item["text"], fact["subject"], fact["subject_type"])
                if isinstance(value, dict):
                    value, kind = value["@value"], kind["@value"]
                add("duie", item["text"], value, kind)
    for line in (data / "events/duee-dev.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        for event in item["event_list"]:
            for argument in event["arguments"]:
                add("duee", item["text"], argument["argument"], argument["role"], argument["argument_start_index"])
    return [
        Example(text, _without_overlaps(spans), unmarked_table()[origins[text]], origins[text])
        for text, spans in found.items()
    ]


def _without_overlaps(
    spans: dict[tuple[int, int], tuple[str, ...]],
) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """Keep the longer of two spans that overlap."""
    kept: list[tuple[int, int, tuple[str, ...]]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, spans[(start, end)]))
    return tuple(sorted(kept))


@dataclass(frozen=True)
class Split:
    """What the model learns from, and by set what it is only measured on."""

    train: list[Example]
    dev: dict[str, list[Example]]

    def names(self) -> Iterator[str]:
        """Yield the marked names of the training sentences."""
        for item in self.train:
            for start, end, _ in item.spans:
                yield item.text[start:end]


_FILES = {
    "msra": "ner/msra-dedup-train.bio",
    "uner": "ner/uner-train.iob2",
    "boson": "ner/boson.txt",
    "cluener": "ner/cluener-train.jsonl",
    "resume": "ner/resume-train.bmes",
    "weibo": "ner/weibo-train.conll",
}
#: The last part of each set, whole documents where they stand in order, is for development.
DEV_SHARE = {"msra": 0.05, "boson": 0.1, "cluener": 0.1, "resume": 0.1, "weibo": 0.1}


#: Seed of the MSRA sentences that are drawn at random.
_DRAWN = 5


def read_split(data: Path, *, clear_licences: bool = False, drawn: int = 0) -> Split:
    """Return training and development examples from the data folder; UNER's dev file is its own split.

    ``drawn`` sentences of MSRA's training part are held out as well, as "msra drawn": a split at random leaves
    sentences of the same documents to learn from, as most published ones do, and gives higher figures.
    """
    train: list[Example] = []
    dev: dict[str, list[Example]] = {}
    for origin, name in _FILES.items():
        if clear_licences and origin != "uner":
            continue
        marked = read_marked(data / name)
        cut = len(marked) - int(len(marked) * DEV_SHARE.get(origin, 0))
        examples = [example(item, origin) for item in marked]
        train += [piece for item in examples[:cut] for piece in sentences(item)]
        if cut < len(marked):
            dev[origin] = [piece for item in examples[cut:] for piece in sentences(item)]
    dev["uner"] = [example(item, "uner") for item in read_marked(data / "ner/uner-dev.iob2")]
    if not clear_licences:
        train += relation_examples(data)
    if drawn:
        places = [place for place, item in enumerate(train) if item.origin == "msra"]
        taken = set(random.Random(_DRAWN).sample(places, drawn))
        dev["msra drawn"] = [train[place] for place in sorted(taken)]
        train = [item for place, item in enumerate(train) if place not in taken]
    learned = {item.text for item in train}
    return Split(train, {origin: [item for item in items if item.text not in learned] for origin, items in dev.items()})

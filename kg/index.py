"""INDEX.md: the catalogue of the documents and of the graph that was built from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from kg.claim import Claim, Document, Entity
from kg.report import Read

_MOST = 30


def index(read: Sequence[Read], relations: Mapping[str, tuple[str, str]], link: Callable[[Document], str]) -> str:
    """Markdown: each document with its date, source and counts; the main entities; the relations with counts.

    `link` gives the address of a document's text. The same input gives the same bytes.
    """
    claims = [claim for item in read for claim in item.claims]
    asserted = sum(claim.asserted for claim in claims)
    lines = [
        "# Index 目录",
        "",
        f"{len(read)} documents, {sum(item.sentences for item in read)} sentences, {len(claims)} claims, "
        f"{asserted} of them asserted as fact. Written by `kg build`.",
        "",
        "## Documents 文档",
        "",
        "| document | date | source | characters | sentences | claims | facts |",
        "|---|---|---|---:|---:|---:|---:|",
    ]
    for item in read:
        document = item.document
        title = _cell(document.title or document.id)
        lines.append(
            f"| [{title}](<{link(document)}>) | {document.date or ''} | {_source(document)} | {len(document.text)} "
            f"| {item.sentences} | {len(item.claims)} | {sum(c.asserted for c in item.claims)} |"
        )
    lines += [
        "",
        f"## Main entities 主要实体 (at most {_MOST})",
        "",
        "| entity | English | class | claims |",
        "|---|---|---|---:|",
    ]
    for entity, count in _entities(claims):
        lines.append(f"| {_cell(entity.label)} | {_cell(entity.label_en or '')} | {entity.type} | {count} |")
    lines += ["", "## Relations 关系", "", "| relation | 中文 | English | claims | facts |", "|---|---|---|---:|---:|"]
    for name, (count, facts) in _relations(claims):
        zh, en = relations.get(name, (name, name))
        lines.append(f"| `{name}` | {zh} | {en} | {count} | {facts} |")
    opened = [c for c in claims if not c.predicate.relation]
    lines += ["", f"{len(opened)} further claims keep the verb of the text as an open predicate.", ""]
    return "\n".join(lines)


def _entities(claims: Sequence[Claim]) -> list[tuple[Entity, int]]:
    counts: Counter[str] = Counter()
    known: dict[str, Entity] = {}
    for claim in claims:
        ends = [claim.subject.entity, claim.object.entity if claim.object else None]
        for entity in filter(None, ends):
            if entity.type != "Concept":
                known.setdefault(entity.iri, entity)
                counts[entity.iri] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(known[iri], count) for iri, count in ordered[:_MOST]]


def _relations(claims: Sequence[Claim]) -> list[tuple[str, tuple[int, int]]]:
    counts: Counter[str] = Counter(c.predicate.relation for c in claims if c.predicate.relation)
    facts: Counter[str] = Counter(c.predicate.relation for c in claims if c.predicate.relation and c.asserted)
    return [(name, (count, facts[name])) for name, count in sorted(counts.items(), key=lambda i: (-i[1], i[0]))]


def _source(document: Document) -> str:
    source = document.source or ""
    return f"[link](<{source}>)" if source.startswith(("http://", "https://")) else _cell(source)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("[", "\\[").replace("]", "\\]").replace("<", "&lt;")

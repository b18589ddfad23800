"""kg explain: how a sentence is read, and why it says what it says."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree as Drawing

from kg import config as configuration
from kg.claim.codec import number
from kg.cli.options import ConfigFile, DocumentDate, LexiconFiles
from kg.cli.tables import console, write_utf8

if TYPE_CHECKING:
    from kg.claim import Argument, Claim
    from pipelines.claims.tree import Tree
    from pipelines.explain import Explained, SentenceExplanation

_NAMELESS = "–"


def explain_command(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="a sentence or several, or - for standard input")],
    date: DocumentDate = None,
    lexicon: LexiconFiles = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object a sentence")] = False,
    config: ConfigFile = None,
) -> None:
    """Show tokens, names, the parse, and for each claim its rule, for each other verb why it gives none."""
    from kg.claim import Document, InputError
    from kg.cli.reading import load_extractor, parse_date
    from pipelines.explain import Explainer

    when = parse_date(date)
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    if not text.strip():
        raise InputError(
            "there is no text to explain; give a sentence in quotation marks, or - and text on standard input"
        )
    if _is_file(text):
        raise InputError(
            f"{text} is a file, and explain reads sentences; for the text of the file: kg explain - < {text}"
        )
    settings = configuration.load(config)
    extractor = load_extractor(settings, lexicon or [])
    explainer = Explainer(extractor.lexicon, base=settings.base, models=settings.models)
    explained = explainer.explain(Document(id="sentence", text=text, date=when))
    if as_json:
        write_utf8()
        for sentence in explained:
            sys.stdout.write(json.dumps(sentence.as_dict(), ensure_ascii=False) + "\n")
        return
    out = console()
    for sentence in explained:
        show(sentence, out, extractor.floor)


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # longer than any path, or with a NUL
        return False


def show(sentence: SentenceExplanation, out: Console, floor: Callable[[Claim], float]) -> None:
    """One sentence with all that was seen in it; claims below their `floor` of confidence are said to be left out."""
    out.print(Text(sentence.text.strip(), style="bold"))
    if any(sentence.tree.mentions):
        out.print(_mentions(sentence.tree))
    out.print(_tokens(sentence.tree))
    out.print(_parse(sentence.tree))
    for source in sentence.sources:
        says = sentence.tree.text(source.tokens)
        out.print(Text(f"source: {says} ({source.kind.value})"))
    for rank, explained in enumerate(sentence.claims, 1):
        out.print(_claim(rank, explained, floor(explained.claim)))
    if not sentence.claims:
        out.print(Text("no claim"))
    for silent in sentence.silent:
        out.print(
            Text.assemble(("no claim from ", "dim"), (silent.text, "bold dim"), (f": {silent.reason}", "dim")),
            soft_wrap=True,
        )
    out.print()


def _mentions(tree: Tree) -> Table:
    table = Table("mention", "type", "found by", "known as", header_style="bold")
    for mention in tree.mentions:
        if mention:
            table.add_row(*map(Text, (mention.text, mention.type, mention.source, mention.key or _NAMELESS)))
    return table


def _tokens(tree: Tree) -> Text:
    """The words with their tags, in one line."""
    parts = [part for word, tag in zip(tree.words, tree.tags, strict=True) for part in (word, (f"/{tag} ", "dim"))]
    return Text.assemble(*parts)


def _parse(tree: Tree) -> Drawing:
    """The parse as a tree: heads above what hangs on them, in the order of the sentence."""
    roots = [t for t, head in enumerate(tree.heads) if head < 0]
    drawing = Drawing(Text("parse", style="bold"), guide_style="dim")
    # An explicit stack: a long chain of clauses is deeper than Python's recursion allows for comfort.
    waiting = [(drawing, root) for root in reversed(roots)]
    while waiting:
        above, token = waiting.pop()
        below = above.add(_token(tree, token))
        waiting += [(below, child) for child in reversed(tree.children[token])]
    return drawing


def _token(tree: Tree, token: int) -> Text:
    kind = tree.type_of(token)
    label = Text.assemble((tree.words[token], "bold"), (f"  {tree.tags[token]} {tree.deps[token]}", "dim"))
    if kind:
        label.append(f"  [{kind}]", style="cyan")
    return label


def _claim(rank: int, explained: Explained, floor: float) -> Drawing:
    claim = explained.claim
    asserted = "" if claim.asserted else "  (not asserted)"
    drawing = Drawing(Text(f"claim {rank}: {claim.extractor}{asserted}", style="bold"))
    relation = f" → {claim.predicate.relation}" if claim.predicate.relation else ""
    cue = claim.predicate.quote.text if claim.predicate.quote else _NAMELESS
    drawing.add(Text(f"subject    {_argument(claim.subject)}"))
    drawing.add(
        Text(f"predicate  {cue if cue == claim.predicate.label else f'{cue} → {claim.predicate.label}'}{relation}")
    )
    if claim.object:
        drawing.add(Text(f"object     {_argument(claim.object)}"))
    for line in _circumstances(claim):
        drawing.add(Text(line))
    causes = f" because of {'、'.join(explained.causes)}" if explained.causes else ""
    drawing.add(Text(f"stance     {claim.polarity.value}, {claim.modality.value}{causes}"))
    left_out = f"  left out: below {floor:g}" if claim.confidence < floor else ""
    odds = claim.confidence / (1 - claim.confidence)
    confidence = drawing.add(Text(f"confidence {claim.confidence:.2f}{left_out}, odds {odds:.2f} = the product of"))
    for reason in claim.reasons:
        confidence.add(Text(f"{reason.factor:.2f} {reason.text}"))
    for attribution in claim.attribution:
        drawing.add(Text(f"according  {attribution.quote.text} ({attribution.kind.value})"))
    return drawing


def _circumstances(claim: Claim) -> list[str]:
    lines = []
    if claim.time:
        time = claim.time
        read = (
            f"= {time.start or '…'} to {time.end or '…'} ({time.granularity.value})"
            if time.dated
            else "(no date known)"
        )
        lines.append(f"time       {time.quote.text} {read}")
    if claim.amount:
        q = claim.amount.quantity
        value = _number(q.value) if q.value is not None else f"{_number(q.min)} to {_number(q.max)}"
        lines.append(f"amount     {claim.amount.quote.text} = {value} {q.unit or ''}".rstrip())
    lines += [f"{q.role:<10} {_argument(q.argument)}" for q in claim.qualifiers]
    return lines


def _number(value: float | None) -> str:
    return "…" if value is None else f"{number(value):,}"


def _argument(argument: Argument) -> str:
    text = " ".join(argument.quote.text.split())
    parts = [text if text == argument.label else f"{text} → {argument.label}"]
    if argument.type:
        parts.append(argument.type)
    if argument.resolution:
        parts.append(f"by {argument.resolution}")
    return ", ".join(parts)

"""kg eval: the measurements that the README quotes."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from pipelines.lexicon import Lexicon

app = typer.Typer(help="Measure the models and the extractor on files of your own.", no_args_is_help=True)

_Json = Annotated[bool, typer.Option("--json", help="one JSON object instead of tables")]
_NoLexicon = Annotated[
    bool, typer.Option("--no-lexicon", help="without the shipped names, as for texts about things unknown")
]

_Models = Annotated[
    Literal["default", "clear"], typer.Option("--models", help="which of the installed pairs of models is measured")
]


@app.command("syntax")
def syntax_command(
    file: Annotated[Path, typer.Argument(metavar="FILE.conllu", help="a treebank; its words are taken as given")],
    as_json: _Json = False,
    models: _Models = "default",
) -> None:
    """Tags and trees: heads (UAS), heads with relations (LAS) and parts of speech, in per cent."""
    _require(file)
    from pipelines.evaluation.syntax import evaluate
    from pipelines.nlp.parser import load_parser
    from pipelines.pipeline import model_folder

    scores = evaluate(file, load_parser(model_folder("parser", models)))
    if as_json:
        _print(asdict(scores))
        return
    from kg.cli.scores import show_syntax

    show_syntax(scores)


@app.command("names")
def names_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="a marked set (.bio, .iob2, .bmes, .conll, .jsonl, .txt), or an article with its names.tsv",
        ),
    ],
    as_json: _Json = False,
    no_lexicon: _NoLexicon = False,
    models: _Models = "default",
) -> None:
    """Names: a marked set measures the model alone by the set's guidelines, an article the whole pipeline."""
    _require(file)
    from pipelines.evaluation.article_names import article_of, document_finder
    from pipelines.evaluation.names import evaluate
    from pipelines.mention.finder import MentionFinder
    from pipelines.mention.names import load_names
    from pipelines.pipeline import model_folder
    from pipelines.segment import JiebaSegmenter

    model = load_names(model_folder("names", models))
    article = article_of(file)
    if article is None:
        scores = evaluate(file, model.find, seen=model.seen)
    else:
        scores = evaluate(file, document_finder(article, MentionFinder(_lexicon(no_lexicon), model, JiebaSegmenter())))
    if as_json:
        _print(scores.as_dict())
        return
    from kg.cli.scores import show_names

    show_names(scores)


@app.command("facts")
def facts_command(
    file: Annotated[
        Path, typer.Argument(metavar="GOLD.jsonl", help="passages with their facts, one JSON object a line")
    ],
    as_json: _Json = False,
    no_lexicon: _NoLexicon = False,
    models: _Models = "default",
) -> None:
    """Claims: facts found, claims that are right, what is not so said to be not so, and how honest the confidence is."""
    _require(file)
    from pipelines.evaluation.facts import evaluate
    from pipelines.extract import Extractor

    scores = evaluate(file, Extractor(_lexicon(no_lexicon), models=models))
    if as_json:
        _print(scores.as_dict())
        return
    from kg.cli.scores import show_facts

    show_facts(scores)


@app.command("benchie")
def benchie_command(
    file: Annotated[
        Path,
        typer.Argument(metavar="GOLD.txt", help="a BenchIE file: sentences with clusters of arg1 --> rel --> arg2"),
    ],
    triples: Annotated[
        Path | None,
        typer.Option(
            "--triples", metavar="FILE.tsv", help="score these extractions (id, arg1, rel, arg2) instead of our own"
        ),
    ] = None,
    as_json: _Json = False,
    no_lexicon: _NoLexicon = False,
) -> None:
    """Open extraction: surface triples against fact synsets (BenchIE)."""
    _require(file)
    from pipelines.evaluation import benchie

    if triples is not None:
        _require(triples)
        scores = benchie.score(benchie.read_gold(file), benchie.read_triples(triples))
    else:
        from pipelines.evaluation.open_triples import triple_extractor
        from pipelines.pipeline import assemble

        scores = benchie.evaluate(file, triple_extractor(assemble(_lexicon(no_lexicon))))
    if as_json:
        _print(scores.as_dict())
        return
    from kg.cli.scores import show_benchie

    show_benchie(scores)


@app.command("times")
def times_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE.json", help="cases in the format of Microsoft's Recognizers-Text, of times or numbers"
        ),
    ],
    as_json: _Json = False,
) -> None:
    """Times and quantities: cases with exactly the expected places and values."""
    _require(file)
    from pipelines.evaluation.times import evaluate

    scores = evaluate(file)
    if as_json:
        _print(scores.as_dict())
        return
    from kg.cli.scores import show_times

    show_times(scores)


def _require(file: Path) -> None:
    from kg.claim import InputError

    if not file.is_file():
        raise InputError(
            f"{file}: {'is a folder' if file.is_dir() else 'there is no such file'}; give the file to measure on"
        )


def _lexicon(without: bool) -> Lexicon:
    from kg import config
    from kg.cli.reading import load_lexicon
    from pipelines.lexicon import Lexicon

    return Lexicon.load(builtin=False) if without else load_lexicon(config.load())


def _print(scores: dict[str, Any]) -> None:
    from kg.cli.tables import write_utf8

    write_utf8()
    sys.stdout.write(json.dumps(scores, ensure_ascii=False) + "\n")

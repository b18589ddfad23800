"""The spaCy pipeline, assembled from config.cfg: mentions and jieba as its tokenizer, then parser and propositions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path

import spacy
from spacy.attrs import DEP, HEAD, POS
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Config

from kg.claim import ConfigError, Span
from pipelines.claims.reader import SentenceReading
from pipelines.claims.relations import Triggers
from pipelines.claims.tree import Tree
from pipelines.lexicon import Lexicon
from pipelines.mention.finder import Found, MentionFinder
from pipelines.mention.names import load_names
from pipelines.nlp import parser_component
from pipelines.nlp.normalise import fold
from pipelines.nlp.tokens import MENTIONS, STARTS, cut, make_doc
from pipelines.segment import JiebaSegmenter, Segmenter

#: Key of Doc.user_data: what the grammar read.
READING = "zhitu_reading"


#: The shipped pairs of models: the best, and one from clearly licensed data only.
MODELS = ("default", "clear")
DEFAULT_MODELS = MODELS[0]


def model_folder(kind: str, models: str) -> Path:
    """The folder of the parser or the names model of a shipped pair. Raises ConfigError for an unknown pair."""
    if models not in MODELS:
        raise ConfigError(f"there are no models called {models!r}; use {' or '.join(MODELS)}")
    return Path(__file__).parent / "models" / (kind if models == DEFAULT_MODELS else f"{kind}-{models}")


class MentionTokenizer:
    """Mentions first, words second. As a plain spaCy tokenizer it takes one sentence of text."""

    def __init__(self, nlp: Language, models: str = DEFAULT_MODELS) -> None:
        self.vocab = nlp.vocab
        self.segmenter: Segmenter = JiebaSegmenter()
        names = load_names(model_folder("names", models), segmenter=self.segmenter)
        self.finder = MentionFinder(Lexicon.load(), names, self.segmenter)

    def __call__(self, text: str) -> Doc:
        spans = [Span(0, len(text))] if text.strip() else []
        found = self.finder.find(text, spans, None)
        return next(self.docs(text, spans, found), Doc(self.vocab))

    def docs(self, text: str, sentences: Iterable[Span], found: Found) -> Iterator[Doc]:
        """One Doc a sentence of `text`, with the mentions already found in it."""
        mentions = iter(found.mentions)
        mention = next(mentions, None)
        for sentence in sentences:
            inside = []
            while mention and mention.span.start < sentence.end:
                if sentence.covers(mention.span):
                    inside.append(mention)
                mention = next(mentions, None)
            yield make_doc(self.vocab, list(cut(text, sentence, inside, self.segmenter)))

    def to_bytes(self, **_: object) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_kwargs: object) -> MentionTokenizer:
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Nothing to save: the lexicon and the models come with the package."""

    def from_disk(self, _path: object, **_: object) -> MentionTokenizer:
        return self


@registry.tokenizers("zhitu.MentionTokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer(models: str = DEFAULT_MODELS) -> Callable[[Language], MentionTokenizer]:
    return partial(MentionTokenizer, models=models)


class PropositionReader:
    """Component: reads the propositions of each Doc off its parse, into user_data."""

    def __init__(self) -> None:
        self.triggers = Triggers()

    def __call__(self, doc: Doc) -> Doc:
        doc.user_data[READING] = SentenceReading(as_tree(doc), self.triggers)
        return doc


@Language.factory("zhitu_propositions", requires=["token.dep", "token.head"])
def make_propositions(nlp: Language, name: str) -> PropositionReader:
    return PropositionReader()


def as_tree(doc: Doc) -> Tree:
    """The parse of `doc` as plain lists: words in simplified script and one width, offsets of the document."""
    words = [t.text.replace("\n", " ") for t in doc]
    strings = doc.vocab.strings
    columns = doc.to_array([POS, HEAD, DEP])
    tags, deps = columns[:, 0].tolist(), columns[:, 2].tolist()
    heads = columns[:, 1].astype("int64").tolist()  # spaCy keeps them as offsets from the token itself
    return Tree(
        words=fold("\n".join(words)).split("\n") if words else [],
        tags=[strings[tag] for tag in tags],
        heads=[i + offset if offset else -1 for i, offset in enumerate(heads)],
        deps=[strings[dep] for dep in deps],
        starts=doc.user_data.get(STARTS) or [t.idx for t in doc],
        mentions=[
            None if mention and mention.type == "Position" and _is_deed(strings[tag], strings[dep]) else mention
            for mention, tag, dep in zip(doc.user_data.get(MENTIONS) or [None] * len(doc), tags, deps, strict=True)
        ],
        certainty=doc.user_data.get(parser_component.CERTAINTY),
        likely_subjects=doc.user_data.get(parser_component.SUBJECTS),
    )


def _is_deed(tag: str, dep: str) -> bool:
    """由程志导演, 由程志编剧的电影: what is a position elsewhere is done here."""
    return tag == "VERB" or dep.startswith("acl")


def assemble(lexicon: Lexicon | None = None, models: str = DEFAULT_MODELS) -> Language:
    """The pipeline of config.cfg, with `lexicon` in place of the shipped one and one of the pairs of MODELS.

    Raises ConfigError when a trigger of the lexicon names an unknown relation, or `models` no pair.
    """
    config = Config().from_str((files("pipelines.nlp") / "config.cfg").read_text(encoding="utf-8"))
    config["nlp"]["tokenizer"]["models"] = models
    config["components"]["parser"]["path"] = str(model_folder("parser", models))
    nlp = spacy.util.load_model_from_config(config, auto_fill=True, validate=True)
    if lexicon is not None:
        tokenizer = nlp.tokenizer
        if not isinstance(tokenizer, MentionTokenizer):
            raise ConfigError("the pipeline's tokenizer takes no lexicon; use zhitu.MentionTokenizer.v1")
        tokenizer.finder = MentionFinder(lexicon, tokenizer.finder.names, tokenizer.segmenter)
        for _, component in nlp.pipeline:
            if isinstance(component, PropositionReader):
                component.triggers = Triggers(lexicon.triggers)
    return nlp


def readings(nlp: Language, texts: Iterable[tuple[str, Sequence[Span], Found]]) -> Iterator[SentenceReading]:
    """What the grammar reads from each sentence of some texts, one after the other, in order."""
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, MentionTokenizer)
    docs = (doc for text, sentences, found in texts for doc in tokenizer.docs(text, sentences, found))
    for doc in nlp.pipe(docs):
        yield doc.user_data[READING]

"""From a sentence with its mentions to words: each mention one token, jieba for what is between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.claim import Mention, Span
from pipelines.nlp.normalise import fold
from pipelines.nlp.parser_component import TYPES
from pipelines.segment import Segmenter

#: Keys of Doc.user_data: the mention that each token is (or None), and each token's offset in the document.
MENTIONS = "zhitu_mentions"
STARTS = "zhitu_starts"


def cut(
    text: str, sentence: Span, mentions: Sequence[Mention], segmenter: Segmenter
) -> Iterator[tuple[int, str, Mention | None]]:
    """(offset in `text`, word, mention) for each word of `sentence`; blanks are no words.

    `mentions` are ascending, disjoint and inside the sentence. Words come from the folded text, so that script and
    width do not change the segmentation; what is yielded is the text itself.
    """
    at = sentence.start
    folded = fold(sentence.of(text))
    for mention in [*mentions, None]:
        stop = mention.span.start if mention else sentence.end
        for word in segmenter.cut(folded[at - sentence.start : stop - sentence.start]) if at < stop else ():
            if not word.isspace():
                yield at, text[at : at + len(word)], None
            at += len(word)
        if mention:
            yield mention.span.start, mention.text, mention
            at = mention.span.end


def make_doc(vocab: Vocab, cuts: Sequence[tuple[int, str, Mention | None]]) -> Doc:
    """A Doc of one sentence from `cut`, with its mentions."""
    words = [word for _, word, _ in cuts]
    spaces = [a + len(w) < b for (a, w, _), (b, _, _) in pairwise(cuts)] + [False] * bool(cuts)
    doc = Doc(vocab, words=words, spaces=spaces)
    doc.user_data[MENTIONS] = [mention for *_, mention in cuts]
    doc.user_data[STARTS] = [start for start, *_ in cuts]
    doc.user_data[TYPES] = [mention.type if mention and mention.type != "Concept" else "" for *_, mention in cuts]
    return doc

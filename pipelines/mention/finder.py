"""All mentions of a document: names, times, amounts, Latin words. Found on characters, before there are words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, islice, repeat
from typing import Protocol

from kg.claim import Mention, Span, top_class
from pipelines.lexicon import Lexicon, Match, role_of
from pipelines.mention.agree import agree
from pipelines.mention.edges import own_span
from pipelines.mention.names import NamedSpan
from pipelines.mention.titled import family_names, posted, untitled
from pipelines.nlp.normalise import fold
from pipelines.quantities import QuantityMention, find_quantities
from pipelines.segment import Segmenter
from pipelines.segment.dictionary import is_verb
from pipelines.times import TimeMention, find_times

# Latin words that belong together: GPT-4, A100, Mistral AI, Peter Thiel.
_LATIN_WORD = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*(?:[-'’.&+/][A-Za-z0-9À-ɏ]+)*\+*"
_LATIN = re.compile(rf"{_LATIN_WORD}(?: {_LATIN_WORD})*|[0-9]+[A-Z][A-Za-z0-9-]*")
_LINES = ("高速公路", "公路", "铁路", "高铁", "高速", "航线", "专线", "航道", "管道", "段")
_LINE = re.compile("|".join(_LINES))
# What has a head called …长: 部长, 局长, 院长.
_OFFICES = frozenset("部局院校署厅司处所会州省市县区镇行队团社")
_DISTRESS = re.compile(r"(?<![A-Za-z])S?\*?ST$")
_TITLED = re.compile(r"《([^《》\n]{1,40})》")


#: How the registered name of a Chinese firm ends.
_REGISTERED = ("有限公司", "有限责任公司", "股份公司", "合作社")


class NamesModel(Protocol):
    """Finds names that nobody listed."""

    def find(self, sentences: Sequence[str]) -> Sequence[Sequence[NamedSpan]]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """The mentions of a document, ascending and disjoint, with the readings of its times and amounts by start offset."""

    mentions: tuple[Mention, ...]
    times: dict[int, TimeMention]
    quantities: dict[int, QuantityMention]


class MentionFinder:
    """Lexicon, names model and patterns together.

    Where two candidates overlap, the user's name wins, then the longer one, then the lexicon over the model over
    patterns. An ambiguous lexicon name (苹果) counts only where the model sees a name there too, or where the document
    has another, unambiguous spelling of it.
    """

    def __init__(self, lexicon: Lexicon, names: NamesModel | None, segmenter: Segmenter) -> None:
        self._lexicon = lexicon
        self._segmenter = segmenter
        self.names = names

    def find(self, text: str, sentences: Sequence[Span], reference: date | None) -> Found:
        """The mentions inside `sentences` of `text`; `reference` is the date that relative times count from."""
        return self.find_all([(text, sentences, reference)])[0]

    def find_all(self, texts: Sequence[tuple[str, Sequence[Span], date | None]]) -> list[Found]:
        """`find` for several texts: the names model reads them together, which is faster than one by one."""
        pieces = [[span.of(text) for span in sentences] for text, sentences, _ in texts]
        named: Iterator[Sequence[NamedSpan]]
        named = iter(self.names.find([piece for some in pieces for piece in some]) if self.names else repeat(()))
        return [
            self._find(text, sentences, some, list(islice(named, len(some))), reference)
            for (text, sentences, reference), some in zip(texts, pieces, strict=True)
        ]

    def _find(
        self,
        text: str,
        sentences: Sequence[Span],
        pieces: Sequence[str],
        names: Sequence[Sequence[NamedSpan]],
        reference: date | None,
    ) -> Found:
        modelled = _modelled(text, sentences, names)
        known = self._known(sentences, pieces, modelled)
        times: dict[int, TimeMention] = {}
        quantities: dict[int, QuantityMention] = {}
        others: list[Mention] = []
        certain = [
            Span(sentence.start + named.start, sentence.start + named.end)
            for sentence, some in zip(sentences, names, strict=True)
            for named in some
            if named.score >= _CERTAIN
        ]
        covering = {place: name for name in certain for place in range(name.start, name.end)}
        starting: dict[int, list[Mention]] = {}
        for mention in modelled:
            starting.setdefault(mention.span.start, []).append(mention)
        known = [m for m in known if not _within_a_name(m, starting.get(m.span.start, ())) and not _cut(m, covering)]
        known_at = {m.span.start: m.span for m in known}
        modelled = [m for m in modelled if not _composed(m.span, known_at)]
        named = _versions(text, _flagged(text, posted(text, _disjoint([*known, *modelled]))))
        named = _routes(text, _local(text, named))
        inside = _by_sentence(sentences, named)
        for span, piece in zip(sentences, pieces, strict=True):
            taken = [Span(m.span.start - span.start, m.span.end - span.start) for m in inside.get(span, ())]
            for time in find_times(piece, reference):
                others.append(_mention(text, span.start, time.core, "Time"))
                times[span.start + time.core.start] = time
                taken.append(time.core)
            for quantity in find_quantities(piece, taken=taken):
                others.append(_mention(text, span.start, quantity.span, "Quantity"))
                quantities[span.start + quantity.span.start] = quantity
        others += _by_family_name(text, sentences, pieces, named)
        works = [work for span, piece in zip(sentences, pieces, strict=True) for work in _titled(text, span, piece)]
        kept = _disjoint([*_outside(named, works), *others, *works])
        used = {i for mention in kept for i in range(mention.span.start, mention.span.end)}
        kept = sorted([*kept, *(m for span in sentences for m in _latin(text, span, used))], key=lambda m: m.span)
        placed = tuple(m for some in _by_sentence(sentences, kept).values() for m in some)
        starts = {m.span.start: m for m in placed}
        return Found(
            placed,
            {at: t for at, t in times.items() if at in starts and starts[at].type == "Time"},
            {at: q for at, q in quantities.items() if at in starts and starts[at].type == "Quantity"},
        )

    def _known(self, sentences: Sequence[Span], pieces: Sequence[str], modelled: list[Mention]) -> list[Mention]:
        matches = [
            (Span(sentence.start + match.start, sentence.start + match.end), match, piece[match.start : match.end])
            for sentence, piece in zip(sentences, pieces, strict=True)
            for match in self._longest(piece)
        ]
        sure = {match.name.zh for _, match, _ in matches if not match.ambiguous}
        seen = {(m.span.start, m.span.end): top_class(m.type) for m in modelled}
        found = []
        for span, match, words in matches:
            name = match.name
            supported = name.zh in sure or seen.get((span.start, span.end)) == top_class(name.type)
            if not match.ambiguous or name.user or supported:
                found.append(Mention(span, words, name.type, "user" if name.user else "lexicon", key=name.zh))
        return found

    def _longest(self, piece: str) -> list[Match]:
        """Matches that do not overlap, leftmost and longest first; one that cuts through words gives way to a shorter."""
        kept: list[Match] = []
        edges: set[int] | None = None
        for match in self._lexicon.matcher.candidates(piece):
            if kept and match.start < kept[-1].end:
                continue
            if match.boundary and not match.name.user:
                if edges is None:
                    edges = set(accumulate(map(len, self._segmenter.cut(fold(piece))), initial=0))
                if match.start not in edges or match.end not in edges:
                    continue
            if _headed(piece, match.end) or _town(piece, match):
                continue
            kept.append(match)
        return kept


def _modelled(text: str, sentences: Sequence[Span], names: Sequence[Sequence[NamedSpan]]) -> list[Mention]:
    """What the names model saw, made to agree through the document."""
    spans = [
        part
        for sentence, some in zip(sentences, names, strict=True)
        for named in some
        if named.type != "Time" and not _headed(text, sentence.start + named.end)
        for part in untitled(text, replace(named, start=sentence.start + named.start, end=sentence.start + named.end))
    ]
    found = []
    for named in agree(text, spans):
        if named.end - named.start == 1 and text[named.end : named.end + 1] == "某":
            named = replace(named, type="Person")  # 苏某: a family name, whatever else it may name
        span = own_span(text, named)
        if span is not None:
            found.append(Mention(span, span.of(text), named.type, "model", score=named.score))
    return found


def _within_a_name(mention: Mention, starting: Sequence[Mention]) -> bool:
    """武汉中商, 兰州大学, 贾西平: a place or a person's name is not what is named where a longer name starts with it."""
    if mention.source == "user" or top_class(mention.type) not in ("Place", "Person"):
        return False
    return any(
        m.span.end > mention.span.end
        and m.score >= _SURE
        and m.type != "Government"
        and top_class(m.type) in ("Organisation", "Person")
        and not is_verb(m.text[len(mention.span) :])  # 在上海建厂
        for m in starting
    )


def _cut(mention: Mention, covering: Mapping[int, Span]) -> bool:
    """昨日本报记者: what begins or ends in the middle of another name, which covers that place, is none."""
    span = mention.span
    names = [covering[place] for place in (span.start, span.end - 1) if place in covering]
    return mention.source != "user" and any(
        (name.start < span.start < name.end < span.end or span.start < name.start < span.end < name.end)
        and len(span) <= len(name)  # 武汉大学|生
        for name in names
    )


def _composed(span: Span, known_at: Mapping[int, Span]) -> bool:
    """英伟达GPU: known names fill it, so that it is their composition and no name of its own."""
    at, parts = span.start, 0
    while (name := known_at.get(at)) and name.end <= span.end:
        at, parts = name.end, parts + 1
    return parts > 1 and at == span.end


def _flagged(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """*ST华源: the exchange's mark of a firm in distress is part of the short name under which its shares are traded."""
    if "ST" not in text:
        return list(mentions)
    found = []
    for mention in mentions:
        mark = _DISTRESS.search(text, max(0, mention.span.start - 4), mention.span.start)
        if mark and mention.source != "user":
            span = Span(mark.start(), mention.span.end)
            mention = Mention(span, span.of(text), "Company", "pattern")
        found.append(mention)
    return found


def _versions(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Meta版ChatGPT, 中国版推特: somebody's version of a thing is not the thing."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last and text[last.span.end : mention.span.start] == "版" and top_class(mention.type) != "Person":
            span = Span(last.span.start, mention.span.end)
            kept[-1] = Mention(span, span.of(text), mention.type, "pattern")
        else:
            kept.append(mention)
    return kept


def _outside(mentions: Sequence[Mention], works: Sequence[Mention]) -> list[Mention]:
    """Without what stands inside a title: 上海 in 《上海堡垒》 names no place. The user's names stay."""
    title_at = {i: work.span for work in works for i in range(work.span.start, work.span.end)}
    return [
        m
        for m in mentions
        if m.source == "user"
        or not (title := title_at.get(m.span.start))
        or m.span == title
        or not title.covers(m.span)
    ]


def _local(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """津巴布韦央行, 苏州市发改委: behind another place the short name of a national authority is that place's own.

    So is a registered name without its place (嘉兴市|远山科技有限公司): every such name begins with one.
    """
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        placed = last and top_class(last.type) == "Place" and last.span.end == mention.span.start
        national = mention.source == "lexicon" and mention.type == "Government" and last and last.text != "中国"
        registered = mention.source == "model" and mention.text.endswith(_REGISTERED)
        if last and placed and (national or registered):
            span = Span(last.span.start, mention.span.end)
            kept[-1] = Mention(span, span.of(text), mention.type, "pattern")
        else:
            kept.append(mention)
    return kept


def _headed(text: str, end: int) -> bool:
    """商务部长: what ends here is part of a person's title."""
    return text[end : end + 1] in ("长", "長") and text[end - 1] in _OFFICES


def _routes(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """北京至上海高速公路: a line from place to place is one."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        line = _LINE.match(text, mention.span.end)
        end = line.end() if line else mention.span.end
        to = last and text[last.span.end : mention.span.start] in ("至", "到", "—", "-", "－")
        places = last and top_class(last.type) == top_class(mention.type) == "Place"
        if last and to and places and (line or mention.text.endswith(_LINES)):
            span = Span(last.span.start, end)
            kept[-1] = Mention(span, span.of(text), "Place", "pattern")
        else:
            kept.append(mention)
    return kept


def _by_family_name(
    text: str, sentences: Sequence[Span], pieces: Sequence[str], named: Sequence[Mention]
) -> Iterator[Mention]:
    """司机钱某, 苏女士: somebody whom the text names by the family name alone; not 于先生 of the longer 周于先生."""
    inside = {at for mention in named for at in range(mention.span.start + 1, mention.span.end)}
    for span, piece in zip(sentences, pieces, strict=True):
        for start, end in family_names(piece):
            if span.start + start not in inside:
                yield _mention(text, span.start, Span(start, end), "Person")


def _town(piece: str, match: Match) -> bool:
    """东海市 is no part of the sea whose name it has."""
    waters = piece[match.end - 1 : match.end] in tuple("海江湖河洋山岛")
    return waters and match.name.type == "Place" and piece[match.end : match.end + 1] in tuple("市县区镇乡")


def _mention(text: str, offset: int, span: Span, type_name: str) -> Mention:
    place = Span(offset + span.start, offset + span.end)
    return Mention(place, place.of(text), type_name, "pattern")


def _titled(text: str, sentence: Span, piece: str) -> list[Mention]:
    return [
        _mention(text, sentence.start, Span(match.start(1), match.end(1)), "Work")
        for match in _TITLED.finditer(fold(piece))
    ]


def _latin(text: str, sentence: Span, taken: set[int]) -> list[Mention]:
    """Latin words that nobody has claimed, each run one mention: a position (CFO), else something unnamed."""
    found = []
    at = sentence.start
    while match := _LATIN.search(text, at, sentence.end):
        end = next((i for i in range(match.start(), match.end()) if i in taken), match.end())
        words = _LATIN.match(text, match.start(), end) if end > match.start() else None
        at = max(end, match.start() + 1)
        if words is None:
            continue
        first = words[0].split(" ")[0]
        title = role_of(first, "title") is not None
        span = Span(words.start(), words.start() + len(first)) if title else Span(words.start(), words.end())
        at = span.end if title else at
        found.append(Mention(span, span.of(text), "Position" if title else "Concept", "pattern"))
    return found


#: A name of the model that is at least so sure holds the known place that it begins with.
_SURE = 0.6
#: What the model is so certain of is not cut by a name of the lexicon.
_CERTAIN = 0.9
_SOURCES = {"user": 4, "lexicon": 3, "model": 2, "pattern": 1}


def _weight(mention: Mention) -> tuple[int, int, int, int]:
    """Who wins an overlap: the user's names, then length with a known name's bonus, then the source, then the first."""
    known = mention.source in ("lexicon", "user")
    size = len(mention.span) + (2 if known else 0)
    return (mention.source == "user", size, _SOURCES[mention.source], -mention.span.start)


def _disjoint(mentions: list[Mention]) -> list[Mention]:
    """The best mentions that do not overlap, ascending."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=_weight, reverse=True):
        place = range(mention.span.start, mention.span.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.span)


def _by_sentence(sentences: Sequence[Span], mentions: Iterable[Mention]) -> dict[Span, list[Mention]]:
    """The mentions that each sentence holds whole, in order."""
    found: dict[Span, list[Mention]] = {}
    for mention in mentions:
        index = bisect_right(sentences, mention.span.start, key=lambda s: s.start)
        if index and sentences[index - 1].covers(mention.span):
            found.setdefault(sentences[index - 1], []).append(mention)
    return found

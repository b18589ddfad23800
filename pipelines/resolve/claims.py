"""Propositions become claims: words get their entities, carried subjects are found, times and amounts are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.claim import (
    Amount,
    Argument,
    Attribution,
    Claim,
    Document,
    Entity,
    Mention,
    Modality,
    Predicate,
    Qualifier,
    Quantity,
    Quote,
    Span,
    top_class,
)
from kg.claim.iri import DEFAULT_BASE
from pipelines.claims.attribution import Source
from pipelines.claims.confidence import Said, weigh
from pipelines.claims.phrase import Phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.reader import SentenceReading
from pipelines.claims.relations import Relation, Triggers, relations
from pipelines.claims.subjects import SUBJECTS, led_by_passive
from pipelines.claims.timing import amount_of
from pipelines.claims.title_words import name_before
from pipelines.claims.tree import Tree
from pipelines.claims.verb_group import verb_group
from pipelines.claims.words import endings, words
from pipelines.lexicon import Lexicon
from pipelines.mention.finder import Found
from pipelines.resolve.entities import Entities
from pipelines.resolve.gender import gender
from pipelines.resolve.labels import node_label
from pipelines.resolve.parties import PARTIES, asker, beside, is_reporter, party
from pipelines.resolve.reference import Discourse, Pair, Seen
from pipelines.resolve.roles import occasion, role_of
from pipelines.resolve.when import Calendar

_FINAL = frozenset("。！？；!?;…”」』.")
_BY_THE_WAY = frozenset(["title", "naming", "kin", "possession"])
_NOUNS = frozenset(["property", "measure", "title"])
_LIFELESS = frozenset(["Place", "Product", "Work", "Technology", "Event"])
_PROPER = frozenset(["Person", "Organisation", "Place", "Product", "Work", "Technology", "Event"])


class ClaimBuilder:
    """Turns what the grammar read in one document into claims. Use one for one document."""

    def __init__(
        self, document: Document, found: Found, lexicon: Lexicon, triggers: Triggers, base: str = DEFAULT_BASE
    ) -> None:
        self._document = document
        self._found = found
        self._triggers = triggers
        self._entities = Entities(lexicon, found.mentions, base)
        self._discourse = Discourse()
        self._topic: tuple[int, Argument] | None = None
        self._calendar = Calendar(document, found)
        self._number = -1
        self._plain = True

    def claims(self, sentences: Sequence[Span], readings: Iterator[SentenceReading]) -> Iterator[Claim]:
        """The claims of the document in the order of its text. The same claim twice in a sentence comes once."""
        for self._number, (sentence, reading) in enumerate(zip(sentences, readings, strict=True)):
            self._note_mentions(reading.tree)
            self._note_pairs(reading.tree)
            quote = self._document.quote(sentence.start, sentence.end)
            whole = quote.text[-1:] in _FINAL or self._continues(sentences)
            seen: set[str] = set()
            plain = True
            topic: Argument | None = None
            for proposition in reading.propositions:
                claim = self._claim(quote, reading, proposition, whole=whole)
                for one in self._of_both(claim) if claim else ():
                    identity = one.id
                    if identity not in seen:
                        seen.add(identity)
                        yield one
                if claim is None:
                    continue
                plain &= claim.asserted
                main = reading.tree.deps[proposition.verb] in ("root", "ROOT")
                if (topic is None or main) and proposition.rule in ("verbal", "copular") and proposition.subject:
                    topic = claim.subject
            if topic is None:
                topic = self._front(reading.tree)
            self._topic = (self._number, topic) if topic else None
            self._plain = plain

    def _continues(self, sentences: Sequence[Span]) -> bool:
        """Whether the sentence is a further clause of a headline that only states: 富国银行收缩团队 裁减200多名银行家."""
        if not self._number or not self._plain:
            return False
        before, now = sentences[self._number - 1], sentences[self._number]
        between = self._document.text[before.end : now.start]
        return bool(between) and not between.strip(" \u3000") and before.of(self._document.text)[-1:] not in _FINAL

    def _of_both(self, claim: Claim) -> Iterator[Claim]:
        """What 双方 do as a claim of each of the two; what they do with each other (合并) as one between them."""
        pair = self._discourse.pair(claim.subject.quote.text, claim.subject.quote.start, self._number)
        if pair is None or claim.subject.type not in (None, "Concept", "Quantity"):
            yield claim
            return
        if claim.amount and claim.amount.quote == claim.subject.quote:
            claim = replace(claim, amount=None)  # 两人
        first, second = (
            Argument(claim.subject.quote, entity.label, entity.type, entity, "both")
            for entity in (pair.first, pair.second)
        )
        relation = relations().get(claim.predicate.relation or "")
        if claim.object is None and relation and "与" in relation.with_:
            yield replace(claim, subject=first, object=second)
            return
        yield replace(claim, subject=first)
        yield replace(claim, subject=second)

    def _note_pairs(self, tree: Tree) -> None:
        """Names side by side: coordinated, or one the subject and the other behind 与."""
        for token in range(len(tree)):
            head = tree.heads[token]
            is_subject = head >= 0 and tree.deps[token].startswith("nsubj")
            if not is_subject and not tree.children[token]:
                continue
            others = tree.kids(token, "conj")
            if not others and is_subject:
                others = [
                    c
                    for c in tree.kids(head, "obl", "nmod")
                    if token < c < head and any(tree.words[k] in words("with_somebody") for k in tree.kids(c, "case"))
                ]
            parties = [party(tree, t) for t in (token, *others)]
            if len(parties) == 2 and parties[0] and parties[1]:
                first, second = (self._entities.of(each).entity for each in parties if each)
                if (top_class(first.type) == "Person") == (top_class(second.type) == "Person"):
                    self._discourse.add_pair(Pair(parties[1].span.start, self._number, first, second))

    def _note_mentions(self, tree: Tree) -> None:
        for token, mention in enumerate(tree.mentions):
            told = tree.deps[token] == "obj" and tree.words[tree.heads[token]] in words("telling")
            if mention and top_class(mention.type) in _PROPER and not told and not is_reporter(tree, token):
                titled = tree.heads[token] == token + 1 and name_before(tree, token + 1) is not None
                part = token + 1 if titled else token  # 柳亚子先生
                while tree.deps[part] == "appos":
                    part = tree.heads[part]  # 报案人王先生
                subject = not led_by_passive(tree, part) and tree.deps[part].startswith(
                    ("nsubj", "root", "ROOT", "dislocated")
                )
                entity = self._entities.of(mention).entity
                known = gender(tree, token) if mention.type == "Person" else None
                self._discourse.add(Seen(mention.span.start, self._number, entity, subject, known))

    def _front(self, tree: Tree) -> Argument | None:
        """The subject of a sentence from which nothing was claimed."""
        for token in range(len(tree)):
            if tree.deps[token] in ("nsubj", "nsubj:pass") and tree.mentions[token]:
                return self._argument(tree, Phrase(token, (token,)), None)
        return None

    def _claim(
        self, sentence: Quote, reading: SentenceReading, proposition: Proposition, *, whole: bool
    ) -> Claim | None:
        tree = reading.tree
        obj = self._argument(tree, proposition.object, None) if proposition.object else None
        relation = self._relation(proposition, None, obj)
        subject = self._subject(tree, proposition, relation, whole=whole)
        if subject is None:
            return None
        relation = self._relation(proposition, subject, obj)
        convicted = proposition.inherited or "犯" in tree.words[: proposition.verb]
        if (
            convicted
            and subject.type == "Person"
            and proposition.label in words("punishing")
            and not proposition.passive
        ):
            return None
        if proposition.inherited and proposition.label in words("official_deeds"):
            able = subject.entity is not None and top_class(subject.type or "") in PARTIES
            if not able and not subject.label.endswith(endings("authorities")):
                return None
        if relation is None and proposition.inherited and top_class(subject.type or "") in _LIFELESS:
            if self._triggers.relation(proposition.label):
                return None  # no relation of that verb takes such a subject: it was not handed on to it
        if subject.resolution == "role_noun" and not (relation and relation.role_noun):
            subject = self._argument(tree, proposition.subject, None) if proposition.subject else subject
        if (
            obj
            and obj.resolution in ("pronoun", "definite")
            and obj.entity
            and _same(subject, obj)
            and proposition.object
        ):
            # 以色列宣布对其实施空袭: nobody is 其 to his own verb
            obj = self._argument(tree, proposition.object, None, other_than=subject.entity)
        if obj and _same(subject, obj):
            return None
        time = None if proposition.rule in _BY_THE_WAY else self._calendar.span(tree, proposition)
        if time and obj and obj.type == "Time":
            obj = None
        cue = self._quote(tree, verb_group(tree, proposition))
        if cue is None and obj and obj.type == "Quantity" and obj.quote.text.startswith(proposition.label):
            cue, obj = _taken_apart(self._document, obj, len(proposition.label))
        modality = proposition.modality
        if modality is Modality.ACTUAL and self._calendar.ahead(tree, proposition.verb, time):
            modality = Modality.PLANNED
        said = Said(
            subject=subject,
            predicate=Predicate(proposition.told, relation.id if relation else None, cue),
            object=obj,
            time=time,
            amount=self._amount(tree, proposition),
            qualifiers=self._qualifiers(tree, proposition, subject),
            polarity=proposition.polarity,
            modality=modality,
            # What is only mentioned by the way (a title, another name) is nobody's report.
            attribution=()
            if proposition.rule in _BY_THE_WAY
            else self._attribution(tree, reading.sources, proposition.verb),
        )
        confidence, reasons = weigh(said, proposition, tree)
        return Claim(
            doc=self._document.id,
            sentence=sentence,
            **said,
            confidence=confidence,
            extractor=f"rule:{proposition.rule}",
            reasons=reasons,
        )

    def _relation(self, proposition: Proposition, subject: Argument | None, obj: Argument | None) -> Relation | None:
        if proposition.relation:
            return relations().get(proposition.relation)
        if proposition.rule in _NOUNS:
            return None  # 投资达3亿元: a noun, whatever the verb of that form means
        return self._triggers.relation(proposition.label, subject.type if subject else None, obj.type if obj else None)

    def _subject(
        self, tree: Tree, proposition: Proposition, relation: Relation | None, *, whole: bool
    ) -> Argument | None:
        """The proposition's own subject, else that of the sentence before, unless this one is a heading or a table's cell."""
        if proposition.subject is not None:
            by = asker(tree, proposition.subject.head) or beside(tree, proposition.subject.head)
            other = self._entities.of(by).entity if by else None
            return self._argument(tree, proposition.subject, relation, other_than=other)
        if tree.words[0] in words("calls"):
            return None
        if any(tree.deps[token] in SUBJECTS for token in range(proposition.verb)):
            return None  # somebody else was spoken of since
        if whole and self._topic and self._number - self._topic[0] == 1:
            return replace(self._topic[1], resolution="carried")
        return None

    def _argument(
        self, tree: Tree, part: Phrase, relation: Relation | None, *, other_than: Entity | None = None
    ) -> Argument:
        """The words of a phrase with what they mean; a pronoun among them does not mean `other_than`."""
        short = self._quote(tree, part.tokens)
        quote = self._quote(tree, part.extent) if part.extent else short
        assert quote is not None
        assert short is not None
        text = " ".join(short.text.split())
        reference = self._discourse.refer(
            text,
            quote.start,
            self._number,
            organisational=relation is not None and relation.role_noun,
            other_than=other_than,
        )
        if reference:
            entity, how = reference
            return Argument(quote, entity.label, entity.type, entity, how)
        if text in words("demonstratives"):
            return Argument(quote, text, resolution="unresolved")
        if text in words("third_person") or text in words("first_person") or self._discourse.is_plural(text):
            return Argument(quote, text, resolution="unresolved")
        mention = tree.mentions[part.head]
        if mention and mention.type == "Quantity":
            return self._value(tree, part, part.head, short)
        if mention and mention.type == "Time":
            return Argument(quote, text, "Time")
        named = self._named(tree, part, short)
        if named:
            return named
        if part.quantities and not any(
            m and top_class(m.type) in _PROPER for m in map(tree.mentions.__getitem__, part.tokens)
        ):
            return self._value(tree, part, part.quantities[-1], short)
        entity = self._entities.named(node_label(text), "Concept")
        return Argument(quote, entity.label, "Concept", entity)

    def _named(self, tree: Tree, part: Phrase, quote: Quote) -> Argument | None:
        """A phrase whose head is a name, alone or with a class noun or title (FAIR实验室), or a maker's thing or a place's body
        that has no name of its own (英伟达GPU, 保定警方)."""
        tokens = part.tokens
        if any(tree.words[t] in words("conjunctions") for t in tokens if tree.mentions[t] is None):
            return None  # 腾讯、阿里和百度三家: none of them alone
        head = part.head
        if len(tokens) > 1 and head == tokens[-1] and head - 1 in tokens and name_before(tree, head) is not None:
            head -= 1
        mention = tree.mentions[head]
        before = tree.mentions[head - 1] if head > tokens[0] and head == part.head else None
        whole = _of_two(before, mention, tree.words[head]) if before else None
        if before and whole:
            entity = self._entities.composed(self._entities.of(before).entity, tree.words[head], whole)
            place = self._quote(tree, tuple(t for t in tokens if head - 1 <= t <= head))
            return Argument(place or quote, entity.label, entity.type, entity)
        if mention is None or top_class(mention.type) not in _PROPER:
            return None
        resolved = self._entities.of(mention)
        place = self._quote(tree, tuple(t for t in tokens if head <= t <= part.head))
        return Argument(place or quote, resolved.entity.label, resolved.entity.type, resolved.entity, resolved.how)

    def _value(self, tree: Tree, part: Phrase, token: int, quote: Quote) -> Argument:
        reading = self._found.quantities.get(tree.starts[token])
        quantity = reading.quantity if reading else Quantity()
        return Argument(quote, node_label(quote.text), "Quantity", quantity=quantity)

    def _amount(self, tree: Tree, proposition: Proposition) -> Amount | None:
        token = amount_of(tree, proposition.verb, proposition.object, proposition.obliques, proposition.subject)
        reading = self._found.quantities.get(tree.starts[token]) if token is not None else None
        quote = self._quote(tree, (token,)) if token is not None else None
        return Amount(quote, reading.quantity) if reading and quote else None

    def _qualifiers(self, tree: Tree, proposition: Proposition, subject: Argument) -> tuple[Qualifier, ...]:
        found = []
        for part in proposition.obliques:
            role = role_of(tree, part)
            if role is None or (proposition.object and part.tokens == proposition.object.tokens):
                continue
            when = occasion(tree, part) if role == "circumstance" else None
            quote = self._quote(tree, when) if when else None
            known = Argument(quote, quote.text, "Time") if quote else None
            found.append(Qualifier(role, known or self._argument(tree, part, None, other_than=subject.entity)))
        return tuple(found)

    def _attribution(self, tree: Tree, sources: Sequence[Source], verb: int) -> tuple[Attribution, ...]:
        found = []
        speakers: set[int] = set()
        for source in sources:
            if source.speaker in speakers:
                continue  # 公司称…，表示…: one and the same speaker
            if source.speaker is not None and source.covers(verb):
                speakers.add(source.speaker)
            quote = self._quote(tree, source.tokens)
            if quote and source.covers(verb) and verb not in source.tokens:
                found.append(Attribution(quote, source.kind, self._speaker(tree, source)))
        return tuple(found)

    def _speaker(self, tree: Tree, source: Source) -> Entity | None:
        if source.speaker is None:
            return None
        mention: Mention | None = tree.mentions[source.speaker]
        if mention and top_class(mention.type) in _PROPER:
            return self._entities.of(mention).entity
        quote = self._quote(tree, (source.speaker,))
        assert quote is not None
        reference = self._discourse.refer(quote.text, quote.start, self._number, organisational=False)
        return reference[0] if reference else None

    def _quote(self, tree: Tree, tokens: Sequence[int]) -> Quote | None:
        """The words of some tokens; neighbours keep the blanks between them."""
        if not tokens:
            return None
        spans: list[Span] = []
        ordered = sorted(tokens)
        first = ordered[0]
        for token, following in zip(ordered, [*ordered[1:], None], strict=True):
            if following != token + 1:
                spans.append(Span(tree.starts[first], tree.ends[token]))
                first = following or 0
        return Quote.of(self._document.text, *spans)


def _taken_apart(document: Document, amount: Argument, size: int) -> tuple[Quote, Argument]:
    """资金超过12万元: 超过 is what is said of the sum, though it is a part of the amount's own words."""
    start, end = amount.quote.start, amount.quote.end
    rest = document.quote(start + size, end)
    return document.quote(start, start + size), replace(amount, quote=rest, label=node_label(rest.text))


def _same(subject: Argument, obj: Argument) -> bool:
    return bool(subject.entity and obj.entity and subject.entity.iri == obj.entity.iri)


def _of_two(before: Mention, mention: Mention | None, word: str) -> str | None:
    """The class of what a name and the word behind it name together (英伟达 + GPU, 保定 + 警方), if they do."""
    if mention is None:
        return "Government" if before.type == "Place" and word in words("bodies_of_places") else None
    made = mention.type == "Technology" and top_class(before.type) == "Organisation"
    return "Product" if made else None

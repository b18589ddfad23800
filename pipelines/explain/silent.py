"""Why a verb gives no claim: the reader's own questions, asked one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.claims.frame import Frame, frame, is_predicate
from pipelines.claims.phrase import Phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.reader import SentenceReading
from pipelines.claims.relations import Triggers
from pipelines.claims.rules import relative, verbal
from pipelines.claims.rules.states import leads
from pipelines.claims.tree import Tree
from pipelines.claims.words import words


@dataclass(frozen=True, slots=True)
class Silent:
    """A verb without a claim: its token, its words and the reason."""

    token: int
    text: str
    reason: str


def silent_verbs(reading: SentenceReading, claimed: Sequence[Proposition], triggers: Triggers) -> list[Silent]:
    """The verbs of a sentence that no claim comes from; `claimed` are the propositions that became claims."""
    tree = reading.tree
    spoken = {t for p in claimed for t in (p.verb, *p.predicate)}
    found = []
    for token in range(len(tree)):
        verb = tree.tags[token] == "VERB" or is_predicate(tree, token) or tree.words[token] in words("copulas")
        if verb and token not in spoken and not tree.mentions[token]:
            found.append(Silent(token, tree.words[token], _reason(reading, token, triggers)))
    return found


def _reason(reading: SentenceReading, token: int, triggers: Triggers) -> str:
    tree = reading.tree
    word = tree.words[token]
    if any(token in s.tokens or token == s.verb for s in reading.sources):
        return "it says who says so: a verb of speech makes no claim of its own"
    mine = [p for p in reading.propositions if p.verb == token or token in p.predicate]
    if mine:
        return _unbuilt(tree, mine[0])
    if word in words("copulas"):
        return "nothing nominal stands after it that its subject could be"
    if not is_predicate(tree, token):
        return _no_predicate(tree, token)
    clause = frame(tree, token)
    return _unstated(tree, clause) or _unread(tree, clause, triggers)


def _unbuilt(tree: Tree, proposition: Proposition) -> str:
    if proposition.subject is None:
        return "the sentence does not say who, and the sentence before hands no subject on"
    subject = tree.text(proposition.subject.tokens)
    return f"its subject {subject} and its object come out as the same thing, or it says what another claim says"


def _no_predicate(tree: Tree, token: int) -> str:
    head = tree.heads[token]
    if tree.words[token] in ("没有", "没", "未"):
        return "it only denies the verb after it"
    if head < 0:
        return f"it heads the sentence but is tagged {tree.tags[token]} and has no subject or object"
    return f"the parse makes it no predicate but {tree.deps[token]} of {tree.words[head]}"


def _unstated(tree: Tree, clause: Frame) -> str | None:
    """What kind of verb it is, when that kind states nothing by itself."""
    label = tree.text(clause.tokens)
    word = tree.words[clause.verb]
    if label in words("not_predicates"):
        return f"{label} is listed as a word that states nothing by itself (not_predicates)"
    if word in words("bare_speech"):
        return f"{word} is a verb of speech and makes no claim of its own (bare_speech)"
    if clause.complement is not None and not clause.objects and leads(label):
        return f"it only leads to {tree.words[clause.complement]}, which is read instead"
    noun = tree.heads[clause.verb]
    if tree.deps[clause.verb] in ("acl", "acl:relcl") and noun >= 0:
        if (tree.words[noun] in words("circumstance") or tree.type_of(noun) == "Time") and not (
            clause.objects or clause.obliques
        ):
            return f"its clause only says which {tree.words[noun]} is meant"
        if clause.subjects and clause.objects:
            return f"its clause describes {tree.words[noun]}, but has both subject and object already"
    if label in words("light") and not clause.objects:
        return f"{label} is a light verb, and no event stands with it"
    return None


def _unread(tree: Tree, clause: Frame, triggers: Triggers) -> str:
    """What the rule for its clause made of it, and why that was not kept."""
    rule = relative if tree.deps[clause.verb] in ("acl", "acl:relcl") else verbal
    read = list(rule(tree, clause, triggers))
    if not read:
        return f"no rule finds what it states ({_parts(tree, clause)})"
    first = read[0]
    if first.subject is None and first.object is None:
        return "neither a subject nor an object is found for it"
    for part in (first.subject, first.object):
        if part is not None and _empty(tree, part):
            return f"{tree.text(part.tokens)} names nothing by itself"
    return "it says what another claim says"


def _parts(tree: Tree, clause: Frame) -> str:
    parts = [("subject", clause.subjects), ("object", clause.objects)]
    named = [f"{name} {'、'.join(tree.words[t] for t in tokens)}" for name, tokens in parts if tokens]
    return ", ".join(named) or "no subject, no object"


def _empty(tree: Tree, part: Phrase) -> bool:
    text = tree.text(part.tokens)
    return text in words("demonstratives") or text in words("empty") or not any(c.isalnum() for c in text)

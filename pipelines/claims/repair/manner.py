"""Words that say how, and are neither somebody nor the deed."""

from __future__ import annotations

from pipelines.claims.repair.deeds import is_deed
from pipelines.claims.repair.draft import Draft
from pipelines.claims.words import words


def manner(d: Draft) -> None:
    """集中整治违法行为: a word of manner right before a verb says how; the verb behind it is the predicate."""
    for token in range(len(d) - 1):
        verb = token + 1
        if d.words[token] not in words("manner") or d.mentions[token] or d.mentions[verb]:
            continue
        if not (d.is_verb(verb) or is_deed(d.words[verb])) or d.words[verb] in words("not_predicates"):
            continue
        if d.deps[verb] == "obj" and not is_deed(d.words[verb]):
            continue  # 公开财报
        if d.heads[verb] == token and d.deps[verb] in ("xcomp", "ccomp", "obj", "conj"):
            d.take_over(verb, token)
        elif d.deps[verb] in ("acl", "amod", "nmod", "compound") and d.heads[d.heads[verb]] == token:
            thing = d.heads[verb]
            d.take_over(verb, token)
            d.attach(thing, verb, "obj")
        elif not (d.heads[token] == verb and d.deps[token] in ("advcl", "compound", "dep")):
            continue
        d.move_children(token, verb)
        d.attach(token, verb, "advmod", "ADV")
        d.tags[verb] = "VERB"


def running_totals(d: Draft) -> None:
    """累计交付量突破50万辆: 累计 says how the figure is counted; it is no verb over it."""
    for token in range(len(d) - 1):
        if d.words[token] not in ("累计", "合计", "共计", "总计") or not d.is_verb(token):
            continue
        clause = next((t for t in d.kids(token, "ccomp", "xcomp") if t > token), None)
        if clause is None or d.class_of(token + 1) == "Quantity":
            continue
        subject = next((t for t in d.kids(token, "nsubj") if t < token), None)
        own = next((t for t in d.kids(clause, "nsubj") if t > token), None)
        d.take_over(clause, token)
        d.attach(token, clause if own is None else own, "advmod" if own is None else "amod", "ADV")
        if subject is not None and own is not None:
            d.attach(subject, own, "nmod")

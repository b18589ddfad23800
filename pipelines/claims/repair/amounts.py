"""Amounts beside verbs and nouns: what they count, and what they are not."""

from __future__ import annotations

from pipelines.claims.repair.draft import Draft
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.words import words
from pipelines.segment.score import score


def counted(d: Draft) -> None:
    """上万块A100: an amount right before the thing counts it."""
    for amount in range(len(d) - 1):
        thing = amount + 1
        if d.class_of(amount) != "Quantity" or d.deps[amount] != "obj" or d.heads[thing] != d.heads[amount]:
            continue
        if d.deps[thing] == "obj" and d.is_nominal(thing) and d.class_of(thing) not in ("Quantity", "Time"):
            d.attach(amount, thing, "nummod")


def counted_people(d: Draft) -> None:
    """13人遇难、31人受伤: so many people right before a verb are its subject."""
    for amount in range(len(d) - 1):
        verb = amount + 1
        if d.class_of(amount) != "Quantity" or not d.is_verb(verb) or not d.words[amount].endswith(("人", "名", "位")):
            continue
        if d.kids(verb, *SUBJECTS):
            continue
        own = d.heads[amount] == verb and d.deps[amount] in ("nummod", "nmod", "compound", "obl")
        behind = d.heads[amount] == amount - 1 and d.words[amount - 1] in words("intransitive")  # 3人死亡5人受伤
        if not own and not behind and d.deps[amount] != "conj":
            continue
        d.attach(amount, verb, "nsubj")
        if d.deps[verb] == "obj":
            d.deps[verb] = "ccomp"


def counted_behind(d: Draft) -> None:
    """拥有汽车4辆: behind a verb the amount counts the noun before it, which is what the verb takes."""
    for amount in range(2, len(d)):
        verb, thing = d.heads[amount], amount - 1
        if d.class_of(amount) != "Quantity" or d.deps[amount] != "obj" or not 0 <= verb < thing or not d.is_verb(verb):
            continue
        if d.words[thing] in words("terms") and d.heads[thing] == verb and d.deps[thing] == "obj":
            d.attach(amount, thing, "nummod")  # 判处有期徒刑三年
            continue
        stands = d.heads[thing] == amount and d.deps[thing] in (*SUBJECTS, "nmod", "compound")
        if stands and d.is_nominal(thing) and d.class_of(thing) not in ("Quantity", "Time") and d.deps[verb] != "acl":
            for sister in d.kids(amount, "conj", "parataxis"):
                d.attach(sister, thing, "conj")
            d.attach(thing, verb, "obj")
            d.attach(amount, thing, "nummod")


def scores(d: Draft) -> None:
    """北京队3:1击败上海队: a score is nobody; it says how."""
    for token in range(1, len(d) - 1):
        before = token - 1
        if score(d.words[token]) and d.words[before] in words("circumstances") and d.deps[before] in SUBJECTS:
            if not d.kids(before):
                d.attach(before, d.heads[before], "advmod", "ADV")  # 总比分2比0淘汰对手
        verb = d.heads[token]
        if not score(d.words[token]) or not verb >= 0 or not d.is_verb(verb):
            continue
        if d.deps[token] in (*SUBJECTS, "nmod", "compound", "appos", "dep") and verb > token:
            names = [t for t in d.kids(token) if t < token and d.is_nominal(t)]
            if names and not [s for s in d.kids(verb, "nsubj") if s != token]:
                d.attach(names[-1], verb, "nsubj")
            d.attach(token, verb, "advmod", "NUM")
            d.move_children(token, verb)


def shares(d: Draft) -> None:
    """占营业收入的比重为36.5%: the share is what is taken."""
    for verb in range(len(d) - 4):
        if d.words[verb] != "占" or d.mentions[verb]:
            continue
        end = d.segment(verb)[1]
        share = next((t for t in range(verb + 2, end) if d.words[t] in ("比重", "比例", "份额", "比率", "占比")), None)
        if share is None:
            continue
        amount = next((t for t in range(share + 1, end) if d.class_of(t) == "Quantity"), None)
        if amount is None or amount > share + 2:
            continue
        for token in (share, amount):
            if d.under(verb, token):
                d.take_over(verb, token, keep=frozenset(t for t in d.kids(token) if t > verb))
        d.tags[verb] = "VERB"
        d.attach(amount, verb, "obj")
        d.attach(share, verb, "dep")
        if amount == share + 2:
            d.attach(share + 1, verb, "mark")
        for part in range(verb + 1, share):
            if not verb < d.heads[part] <= share:
                d.attach(part, share, "nmod")

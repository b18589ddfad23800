"""Nouns that are deeds: what a tagger takes for a thing and the sentence uses as its verb."""

from __future__ import annotations

from pipelines.claims.relations import shipped_triggers
from pipelines.claims.repair.draft import COMMAS, Draft
from pipelines.claims.words import words
from pipelines.segment.dictionary import is_verb


def is_deed(word: str) -> bool:
    """Whether a word can name a deed, whatever it was tagged."""
    return is_verb(word) or word in shipped_triggers()


def _give_back(d: Draft, deed: int, thing: int) -> None:
    """提供账号的数据, once 提供 is the verb: what it seemed to take belongs to the thing."""
    for token in d.kids(deed, "obj"):
        if deed < token < thing:
            d.attach(token, thing, "nmod")
    for token in d.kids(deed, "mark:rel"):
        owner = token - 1
        if owner > deed:
            d.attach(token, owner, "case")
        else:
            d.attach(token, thing, "case")


def sister_deeds(d: Draft) -> None:
    """博物馆修复并展出琵琶, 生产和销售自行车: verbs joined by 并 or 和 are verbs both, and what follows is their object."""
    for token in range(1, len(d) - 1):
        verb = token + 1
        if d.words[token] not in ("并", "并且", "和", "及") or not d.is_verb(verb):
            continue
        deed = token - 1
        if d.deps[deed] == "nsubj" and d.heads[deed] == verb and not d.mentions[deed] and is_deed(d.words[deed]):
            owners = [o for o in d.kids(deed) if o < deed and d.is_nominal(o)]
            if owners:
                d.attach(deed, verb, "advcl", "VERB")
                d.attach(owners[-1], verb, "nsubj")
        elif d.is_verb(deed) and d.heads[verb] == deed and d.deps[verb] == "conj":
            for thing in d.kids(deed, "conj", "obj"):
                if thing > verb and d.left_edge(thing) == d.after_aspect(verb) and not d.is_verb(thing):
                    d.attach(thing, verb, "obj")


def begun(d: Draft) -> None:
    """开始部署…, 停止生产燃油汽车: a deed right behind such a verb is its complement, and what follows is the deed's object."""
    for token in range(len(d) - 2):
        denies = d.words[token] in ("否认", "承认", "考虑", "拒绝")
        ends = d.words[token] in words("ending")
        if not (denies or ends or d.words[token] in words("aspectual", "eager")) or not d.is_verb(token):
            continue
        deed = token + 1
        while deed < len(d) - 1 and d.tags[deed] == "ADV" and not d.mentions[deed]:
            deed += 1
        if (
            deed + 1 >= len(d)
            or d.mentions[deed]
            or not is_deed(d.words[deed])
            or d.words[deed + 1] in ("的", "、")
            or (d.words[deed + 1] in COMMAS and d.deps[deed] != "xcomp")
        ):
            continue
        rest = [t for t in d.kids(token, "obj", "ccomp", "xcomp") if deed < t < d.segment(token)[1]]
        role, thing = d.deps[deed], d.heads[deed]
        amounts = [t for t in d.kids(deed, "obj", "nummod") if t > deed and d.class_of(t) == "Quantity"]
        counted = role == "obj" and bool(amounts)
        if ends and not d.mentions[thing] and not counted:
            continue  # 完成收购任务
        if ends and counted:
            d.attach(deed, token, "xcomp", "VERB")  # 证实裁员2500人
            d.attach(amounts[0], deed, "obj")
        if role == "nsubj" and thing == deed + 1 and d.class_of(thing) == "Quantity":
            continue  # 计划裁员1200人: the figure is no deed
        if denies and role != "xcomp" and (d.words[thing] in words("circumstance") or role not in ("nmod", "compound")):
            continue
        if role in ("acl:relcl", "acl", "nmod", "amod", "compound") and thing in rest:
            d.attach(deed, token, "xcomp", "VERB")
            d.attach(thing, deed, "obj")
            _give_back(d, deed, thing)
        elif role == "xcomp" and thing == token and not d.kids(deed, "obj"):
            d.tags[deed] = "VERB"
            for part in rest:
                if part != deed and d.deps[part] == "obj":
                    d.heads[part] = deed
        elif role in ("nsubj", "obj", "nmod", "compound") and rest and d.tags[deed] != "VERB":
            d.attach(deed, token, "xcomp", "VERB")
            for part in rest:
                d.heads[part] = deed


def facilities(d: Draft) -> None:
    """特斯拉在上海的工厂停产: what plants and buildings do is done by the plant, and not by its owner, in it."""
    for verb in range(4, len(d)):
        if d.words[verb] not in words("deeds_of_facilities") or not d.is_verb(verb) or d.kids(verb, "obj"):
            continue
        place = next((o for o in d.kids(verb, "obl") if o < verb and d.words[o - 1] == "的"), None)
        if place is None:
            continue
        owners = (*d.kids(verb, "nsubj"), *d.kids(place, "nmod"))
        owner = next((s for s in owners if s < place and d.words[s + 1] == "在"), None)
        if owner is None:
            continue
        firm = d.class_of(owner) == "Organisation" or d.words[owner].endswith(("公司", "集团", "企业"))
        if not firm or any(d.words[t] in COMMAS for t in range(owner, place)):
            continue
        d.attach(place, verb, "nsubj")
        d.attach(owner, place, "nmod")
        d.attach(owner + 1, owner + 2, "case")

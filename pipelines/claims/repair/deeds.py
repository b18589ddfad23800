"""Nouns that are deeds: what a tagger takes for a thing and the sentence uses as its verb."""

from __future__ import annotations

from pipelines.claims.relations import shipped_triggers
from pipelines.claims.repair.draft import COMMAS, Draft
from pipelines.claims.words import words
from pipelines.segment.dictionary import is_verb


def is_deed(word: str) -> bool:
    """Whether a word can name a deed, whatever it was tagged."""
    return is_verb(word) or word in shipped_triggers()


def owners(d: Draft, deed: int, thing: int) -> None:
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


def hidden_verbs(d: Draft) -> None:
    """曾自研芯片: a verb that an adverb or auxiliary speaks of is no adjective of the noun behind it."""
    for verb in range(1, len(d) - 1):
        thing = d.heads[verb]
        if (
            not d.is_verb(verb)
            or d.deps[verb] not in ("amod", "compound", "nmod")
            or thing <= verb
            or d.words[thing - 1] == "的"
        ):
            continue
        told = [t for t in d.kids(verb, "advmod", "aux", "mark") if t < verb and d.words[t] in words("verbal_adverbs")]
        if told and not d.is_verb(thing) and d.left_edge(thing) <= verb and d.deps[thing] not in ("obj", "nmod", "obl"):
            d.take_over(verb, thing, keep=frozenset(t for t in d.kids(thing) if verb < t))
            d.attach(thing, verb, "obj")


def deeds_in_time(d: Draft) -> None:
    """新款手机在9月12日亮相后: a deed before 后, 前 or 时 that has a time or a subject is a clause."""
    for deed in range(1, len(d) - 1):
        if d.tags[deed] not in ("NOUN", "PART") or d.mentions[deed] or d.deps[deed] not in ("obl", "nmod:tmod", "nmod"):
            continue
        closing = [
            t
            for t in d.kids(deed, "case")
            if t > deed and d.words[t] in ("后", "之后", "前", "之前", "时", "以来", "以后", "期间")
        ]
        times = [t for t in d.kids(deed) if t < deed and d.class_of(t) == "Time"]
        if not closing or not times or not is_deed(d.words[deed]) or not d.is_verb(d.heads[deed]):
            continue
        d.attach(deed, d.heads[deed], "advcl", "VERB")
        d.deps[closing[-1]] = "mark"
        for time in times:
            d.deps[time] = "obl"
        for case in d.kids(deed, "case"):
            if case < deed:
                d.heads[case] = times[-1]


def clauses_in_time(d: Draft) -> None:
    """工人维修电梯时触电: somebody, a deed and a thing before 时 are a clause; whoever it is does the next deed too."""
    for thing in range(2, len(d) - 2):
        verb = d.heads[thing]
        if d.deps[thing] not in ("obl", "nmod:tmod", "nmod", "nsubj") or verb < thing or not d.is_verb(verb):
            continue
        closing = next(
            (t for t in d.kids(thing, "case") if t == thing + 1 and d.words[t] in words("clause_ends")), None
        )
        deed = next(
            (t for t in d.kids(thing, "nmod", "compound", "acl", "amod") if t < thing and is_deed(d.words[t])), None
        )
        if closing is None or deed is None or d.mentions[deed] or d.words[thing - 1] == "的":
            continue
        somebody = deed - 1
        if somebody < 0 or d.heads[somebody] not in (thing, deed) or not is_person(d, somebody):
            continue
        d.attach(deed, verb, "advcl", "VERB")
        d.attach(thing, deed, "obj")
        d.attach(closing, deed, "mark")
        d.attach(somebody, verb, "nsubj")


def is_person(d: Draft, token: int) -> bool:
    """A person's name or title, or a noun for people."""
    mention = d.mentions[token]
    kind = mention.type if mention else None
    return kind in ("Person", "Position") or (kind is None and d.words[token].endswith(tuple(words("person_nouns"))))


def counted_deeds(d: Draft) -> None:
    """海棠银行裁员1.2万人: a deed before its amount is the predicate, not what the amount is said of."""
    for deed in range(1, len(d) - 1):
        amount = d.heads[deed]
        if (
            d.deps[deed] != "nsubj"
            or d.tags[deed] == "VERB"
            or d.mentions[deed]
            or d.words[deed] not in shipped_triggers()
        ):
            continue
        if amount != deed + 1 or d.class_of(amount) != "Quantity" or d.words[deed - 1] == "的":
            continue
        owners = [o for o in d.kids(deed) if o < deed and d.deps[o] in ("nmod", "compound", "appos", "nsubj")]
        plan = deed - 1
        # 计划裁员1200人，占员工总数的15%
        apart = plan > 0 and (d.is_verb(plan) or (d.deps[plan] == "nsubj" and d.heads[plan] > amount))
        if (plan in owners or apart) and plan and d.words[plan] in words("plan_verbs") and not d.mentions[plan]:
            # 腾讯计划裁员1200人
            if not d.is_verb(plan):
                d.take_over(plan, amount, keep=frozenset(t for t in d.kids(amount) if t > plan))
            d.tags[plan] = "VERB"
            d.attach(deed, plan, "xcomp", "VERB")
            d.attach(amount, deed, "obj")
            for owner in [*[o for o in owners if o < plan], *[o for o in d.kids(plan) if o < plan and d.is_nominal(o)]][
                -1:
            ]:
                d.attach(owner, plan, "nsubj")
            continue
        d.take_over(deed, amount, keep=frozenset(t for t in d.kids(amount) if t > deed))
        d.tags[deed] = "VERB"
        d.attach(amount, deed, "obj")
        for owner in owners[-1:]:
            if d.class_of(owner) == "Time":
                d.deps[owner] = "nmod:tmod"
                inner = [o for o in d.kids(owner) if o < owner and d.is_nominal(o)]
                for name in inner[-1:]:
                    d.attach(name, deed, "nsubj")
            elif d.heads[owner] == deed:
                d.deps[owner] = "nsubj"


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


def verbless(d: Draft) -> None:
    """…，押宝生成式AI: a stretch without a verb that opens with a deed and goes on with a name has that deed as its verb."""
    for deed in range(1, len(d) - 1):
        if d.tags[deed] not in ("NOUN", "PROPN") or d.mentions[deed] or d.words[deed] not in shipped_triggers():
            continue
        start, end = d.segment(deed)
        if start != deed or d.words[start - 1] not in ("，", ",") or any(d.is_verb(t) for t in range(start, end)):
            continue
        things = [t for t in range(deed + 1, end) if d.is_nominal(t) and (d.heads[t] < start or d.heads[t] >= end)]
        before = next(
            (t for t in range(start - 1, -1, -1) if d.is_verb(t) and d.deps[t] not in ("acl", "acl:relcl")), None
        )
        if len(things) != 1 or before is None or d.under(before, deed):
            continue
        d.attach(deed, before, "parataxis", "VERB")
        d.attach(things[0], deed, "obj")


def begun(d: Draft) -> None:
    """开始部署…, 停止生产燃油汽车: a deed right behind such a verb is its complement, and what follows is the deed's object."""
    for token in range(len(d) - 2):
        denies = d.words[token] in ("否认", "承认", "考虑", "拒绝")
        ends = d.words[token] in words("ending")
        if not (denies or ends or d.words[token] in words("aspectual") | words("eager")) or not d.is_verb(token):
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
            continue  # 计划裁员1200人: see counted_deeds
        if denies and role != "xcomp" and (d.words[thing] in words("circumstance") or role not in ("nmod", "compound")):
            continue
        if role in ("acl:relcl", "acl", "nmod", "amod", "compound") and thing in rest:
            d.attach(deed, token, "xcomp", "VERB")
            d.attach(thing, deed, "obj")
            owners(d, deed, thing)
        elif role == "xcomp" and thing == token and not d.kids(deed, "obj"):
            d.tags[deed] = "VERB"
            for part in rest:
                if part != deed and d.deps[part] == "obj":
                    d.heads[part] = deed
        elif role in ("nsubj", "obj", "nmod", "compound") and rest and d.tags[deed] != "VERB":
            d.attach(deed, token, "xcomp", "VERB")
            for part in rest:
                d.heads[part] = deed


def bare_deeds(d: Draft) -> None:
    """远山科技员工罢工: a sentence that is nothing but somebody and a deed of no object is a clause."""
    for deed in range(1, len(d)):
        if (
            d.heads[deed] >= 0
            or d.tags[deed] != "NOUN"
            or d.mentions[deed]
            or d.words[deed] not in words("intransitive")
        ):
            continue
        owners = [t for t in d.kids(deed) if t < deed and d.is_nominal(t) and d.deps[t] in ("nmod", "compound")]
        if owners and d.words[deed - 1] != "的" and all(not w.isalnum() for w in d.words[deed + 1 :]):
            d.attach(owners[-1], deed, "nsubj")
            d.tags[deed] = "VERB"


def named_deeds(d: Draft) -> None:
    """收购未能完成: a bare deed at the front of its stretch, before a verb of coming about or not, is that verb's subject."""
    for deed in range(len(d) - 1):
        verb = d.heads[deed]
        if _ends_in(d, deed, deed + 1):
            d.take_over(deed + 1, deed)
            d.attach(deed, deed + 1, "nsubj", "NOUN")
            continue
        if not d.is_verb(deed) or d.deps[deed] not in ("advcl", "compound", "dep") or verb <= deed:
            continue
        if any(d.class_of(t) != "Time" for t in d.kids(deed)):
            continue
        if d.words[verb] not in words("deed_ends") or d.left_edge(deed) != d.segment(deed)[0] or d.kids(verb, "nsubj"):
            continue
        if all(d.tags[t] in ("ADV", "AUX", "SCONJ") or d.deps[t] == "nmod:tmod" for t in range(deed + 1, verb)):
            d.attach(deed, verb, "nsubj", "NOUN")


def _ends_in(d: Draft, deed: int, verb: int) -> bool:
    """9月1日起辞职生效: nothing but times before the deed, and right behind it what becomes of it."""
    if not d.is_verb(deed) or d.heads[verb] != deed or d.deps[verb] not in ("xcomp", "ccomp"):
        return False
    before = range(d.segment(deed)[0], deed)
    return d.words[verb] in words("deed_ends") and all(
        d.class_of(t) == "Time" or d.tags[t] in ("ADP", "ADV", "SCONJ", "AUX") for t in before
    )


def deeds_that_reach(d: Draft) -> None:
    """生产的服务器出口到德国: a deed with something before it goes on to where, and does not itself arrive there."""
    for at in range(2, len(d) - 1):
        deed = at - 1
        if d.words[at] not in ("到", "至", "往") or not d.is_verb(at) or d.heads[deed] != at or d.deps[deed] != "nsubj":
            continue
        things = [t for t in d.kids(deed, "nsubj", "nmod", "compound") if t < deed and d.is_nominal(t)]
        if d.mentions[deed] or not is_verb(d.words[deed]) or not things or d.words[deed - 1] == "的":
            continue
        d.take_over(deed, at)
        d.attach(at, deed, "mark", "VERB")
        d.tags[deed], d.deps[things[-1]] = "VERB", "nsubj"


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


def planned_deeds(d: Draft) -> None:
    """拟裁员两千人: the object of a verb of planning is a clause where it names a deed and stands behind it at once."""
    for deed in range(1, len(d)):
        verb = d.heads[deed]
        if d.deps[deed] != "obj" or d.tags[deed] != "NOUN" or d.mentions[deed] or not 0 <= verb < deed:
            continue
        if d.words[verb] not in words("plan_verbs") or not d.is_verb(verb) or not is_deed(d.words[deed]):
            continue
        if any(d.tags[t] != "ADV" for t in range(verb + 1, deed)):
            continue
        for subject in d.kids(deed, "nsubj", "nsubj:pass"):
            if subject < verb:
                d.heads[subject] = verb
        d.attach(deed, verb, "xcomp", "VERB")


def determined(d: Draft) -> None:
    """这一决定存在缺陷: behind 这一 or 该项 a deed is a thing, and the subject of the verb that follows."""
    for token in range(1, len(d) - 1):
        pointed = d.words[token - 1] in words("determiners") or d.words[token - 2 : token] in (
            ["这", "一"],
            ["那", "一"],
            ["此", "一"],
        )
        if not d.is_verb(token) or not pointed or d.kids(token, "obj", "ccomp"):
            continue
        verb = d.next_verb(token)
        if verb is None or verb > token + 4 or any(s > token for s in d.kids(verb, "nsubj", "nsubj:pass")):
            continue
        if d.under(verb, token):
            d.take_over(verb, token, keep=frozenset(t for t in d.kids(token) if token - 2 <= t < token))
        d.attach(token, verb, "nsubj", "NOUN")
        d.attach(token - 1, token, "det")

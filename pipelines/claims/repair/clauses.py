"""Clauses that were taken for modifiers of a noun."""

from __future__ import annotations

from pipelines.claims.repair.deeds import is_deed
from pipelines.claims.repair.draft import COMMAS, Draft
from pipelines.claims.words import table, words
from pipelines.segment.dictionary import is_verb


def planned_nouns(d: Draft) -> None:
    """建设数据中心的计划: what is planned is the clause, not a plan that is built."""
    planned = frozenset(table("modality.toml")["noun"]["planned"]) | words("content_nouns")
    for noun in range(3, len(d)):
        verb = d.heads[noun]
        if d.words[noun] not in planned or d.deps[noun] != "obj" or not 0 <= verb < noun or d.words[noun - 1] != "的":
            continue
        if d.words[verb + 1] in ("了", "过") or d.words[verb] in words("plan_takers"):
            continue
        owner = d.heads[noun - 1]
        if not verb < owner < noun or d.heads[owner] != noun or d.deps[verb] in ("acl", "acl:relcl"):
            continue
        target, governed = d.heads[verb], 0 <= d.heads[verb] < verb
        if target < 0:
            following = next((t for t in d.kids(verb) if t > noun and d.is_verb(t)), None)
            if following is None:
                continue
            d.take_over(following, verb, keep=frozenset([owner, noun]))
            target = following
        d.attach(owner, verb, "obj")
        d.attach(noun - 1, verb, "mark:rel")
        d.attach(noun, target, "obj" if governed else "nsubj")
        d.attach(verb, noun, "acl:relcl")


def plans_of_deeds(d: Draft) -> None:
    """放弃了大规模部署这款芯片的计划: a deed among the nouns before 计划 is a clause, and what follows it is its object."""
    planned = frozenset(table("modality.toml")["noun"]["planned"]) | words("content_nouns")
    for noun in range(3, len(d)):
        if d.words[noun] not in planned or d.words[noun - 1] != "的" or d.kids(noun, "acl", "acl:relcl"):
            continue
        owner = d.heads[noun - 1]
        start = d.left_edge(noun)
        deed = next(
            (
                t
                for t in range(start, owner)
                if not d.mentions[t] and d.words[t] in words("deeds_in_plans") and d.heads[t] in (noun, owner)
            ),
            None,
        )
        if deed is None or not start <= owner < noun:
            continue
        for token in range(start, deed):
            if d.heads[token] in (noun, owner):
                d.attach(token, deed, "advmod" if not d.mentions[token] else "nsubj")
        d.attach(deed, noun, "acl:relcl", "VERB")
        d.attach(owner, deed, "obj")
        d.attach(noun - 1, deed, "mark:rel")


def clefts(d: Draft) -> None:
    """最先报告信号的是警方: a clause without a subject before 的 and a copula; the noun before 的 is its verb's object."""
    for cue in range(2, len(d) - 2):
        copula = cue + 1
        while copula < len(d) - 1 and d.tags[copula] in ("ADV", "SCONJ") and d.words[copula] not in words("copulas"):
            copula += 1
        if d.words[cue] != "的" or d.words[copula] not in words("copulas") or d.heads[cue] == cue - 2:
            continue
        verb, thing = d.segment(cue)[0], cue - 1
        while verb < thing and d.tags[verb] in ("ADV", "ADJ", "SCONJ"):
            verb += 1
        if verb >= thing or d.mentions[verb] or not d.is_nominal(thing):
            continue
        if not (d.is_verb(verb) or (d.tags[verb] == "NOUN" and is_verb(d.words[verb]))) or d.next_verb(verb, cue):
            continue
        if d.under(verb, thing):
            d.take_over(verb, thing, keep=frozenset(t for t in d.kids(thing) if t > verb and t != cue))
        d.attach(thing, verb, "obj")
        d.attach(cue, verb, "mark:rel")
        d.tags[verb] = "VERB"


def appointments(d: Draft) -> None:
    """任命X为Y: X is the object of the appointment, Y what X becomes."""
    for verb in range(len(d) - 3):
        if d.words[verb] not in words("appointing") or not d.is_verb(verb):
            continue
        end = d.segment(verb)[1]
        copula = next((t for t in range(verb + 2, end) if d.words[t] == "为"), None)
        if copula is None:
            continue
        whom = next((t for t in d.kids(d.heads[copula]) if verb < t < copula and d.deps[t] in ("nsubj", "obj")), None)
        whom = whom if whom is not None else next((t for t in d.kids(verb, "obj", "nsubj") if verb < t < copula), None)
        position = d.heads[copula]
        if whom is None or position < copula or not d.is_nominal(position):
            continue
        if d.under(verb, position):
            continue
        d.attach(whom, verb, "obj")
        d.attach(position, verb, "xcomp")
        d.attach(copula, position, "case", "ADP")


def clauses_as_modifiers(d: Draft) -> None:
    """避免了河水漫过大坝: a verb with a subject of its own is no adjective of its object."""
    for verb in range(1, len(d) - 1):
        thing = d.heads[verb]
        if not d.is_verb(verb) or d.deps[verb] not in ("amod", "nmod", "compound") or thing < verb:
            continue
        if not [s for s in d.kids(verb, "nsubj") if s < verb] or d.words[verb + 1] == "的":
            continue
        governor = d.heads[thing]
        if governor < 0 or governor > verb or not d.is_verb(governor):
            continue
        d.attach(verb, governor, "ccomp")
        d.attach(thing, verb, "obj")


def called_off(d: Draft) -> None:
    """宣布终止收购搜狗: of two verbs side by side the first, which calls off or puts off, governs the second."""
    for verb in range(len(d) - 1):
        if d.words[verb] not in words("calling_off") or not d.is_verb(verb):
            continue
        deed = _called_off(d, verb)
        if deed is None:
            continue
        if d.heads[deed] == d.heads[verb] and d.deps[deed] in ("xcomp", "ccomp", "obj", "conj"):
            d.attach(deed, verb, "xcomp")
            for subject in d.kids(deed, "nsubj", "nsubj:pass"):
                if subject < verb:
                    d.attach(subject, verb, "nsubj")
        elif d.heads[verb] == deed and d.deps[verb] in ("advcl", "compound", "xcomp", "dep"):
            d.take_over(verb, deed, keep=frozenset(t for t in d.kids(deed) if t > verb))
            d.attach(deed, verb, "xcomp")


def opposed(d: Draft) -> None:
    """德国反对乌克兰加入北约: whom a verb of attitude stands before does what follows, and all of it is what one is against."""
    for verb in range(len(d) - 2):
        deed = d.heads[verb]
        if d.words[verb] not in words("attitudes") or not d.is_verb(verb) or d.deps[verb] != "advcl" or deed < verb:
            continue
        whom = next((t for t in d.kids(verb, "obj") if verb < t < deed), None)
        if whom is None or not d.is_verb(deed) or d.segment(verb)[1] <= deed:
            continue
        if any(d.tags[t] not in ("ADV", "AUX") for t in range(whom + 1, deed)):
            continue
        d.take_over(verb, deed, keep=frozenset(t for t in d.kids(deed) if t > verb))
        d.attach(deed, verb, "ccomp")
        d.attach(whom, deed, "nsubj")


def _called_off(d: Draft, verb: int) -> int | None:
    """The verb right behind, or behind one phrase of a preposition: 停止向乌克兰提供援助."""
    deed = verb + 1
    if d.words[deed] in words("prepositions") and not d.mentions[deed]:
        following = d.next_verb(deed + 1)
        deed = following if following is not None and following <= verb + 6 else deed
    return deed if d.is_verb(deed) else None


def opposed_deeds(d: Draft) -> None:
    """反对欧盟制裁俄罗斯: between two names a deed is no noun; whoever stands before it does it to the other."""
    for deed in range(2, len(d) - 1):
        who, whom = deed - 1, deed + 1
        thing = d.heads[deed] if d.heads[deed] > deed else -1
        verb = d.heads[thing] if thing >= 0 else -1
        if (
            d.tags[deed] not in ("NOUN", "PART")
            or d.mentions[deed]
            or not is_deed(d.words[deed])
            or not 0 <= verb < who
        ):
            continue
        if d.words[verb] not in words("attitudes") | {"谴责", "支持", "批评", "欢迎"} or not d.is_verb(verb):
            continue
        if d.deps[thing] != "obj" or not d.is_name(who) or not d.is_name(whom) or d.left_edge(thing) > who:
            continue
        d.attach(deed, verb, "ccomp", "VERB")
        d.attach(who, deed, "nsubj")
        d.attach(thing, deed, "obj")


def demands_going_on(d: Draft) -> None:
    """敦促美方恪守原则，停止制造紧张: a stretch that opens with a verb goes on with what is asked for."""
    for verb in range(len(d) - 3):
        if d.words[verb] not in words("directing") or not d.is_verb(verb):
            continue
        deed = next((t for t in d.kids(verb, "ccomp", "xcomp") if t > verb), None)
        if deed is None or d.segment(verb)[1] <= deed:
            continue
        following = d.segment(deed)[1] + 1
        if following >= len(d) or d.words[following - 1] not in ("，", ",") or not d.is_verb(following):
            continue
        if d.kids(following, "nsubj", "nsubj:pass") and any(s > verb for s in d.kids(following, "nsubj", "nsubj:pass")):
            continue
        if d.under(verb, following):
            d.take_over(verb, following, keep=frozenset(t for t in d.kids(following) if t > verb))
        d.attach(following, deed, "conj")


def told_things(d: Draft) -> None:
    """收购中芯国际一事不属实: 一事 is what the clause before it tells of, and no part of its object."""
    for thing in range(3, len(d)):
        verb = d.heads[thing]
        if d.words[thing] not in words("told_things") or d.deps[thing] != "obj" or not 0 <= verb < thing:
            continue
        own = [t for t in d.kids(thing) if verb < t < thing and d.is_nominal(t)]
        over = d.heads[verb]
        if own and over > thing and d.is_verb(over):
            d.attach(own[-1], verb, "obj")
            d.attach(thing, over, "nsubj")


def talks(d: Draft) -> None:
    """就出售股份与买家谈判, 与买家就收购进行谈判: with whom one talks stands behind 与, about what behind 就."""
    for cue in range(1, len(d) - 3):
        if d.words[cue] not in ("与", "和", "同", "跟") or d.segment(cue)[0] == cue:
            continue
        start, end = d.segment(cue)
        if "就" not in d.words[start:end]:
            continue
        talking = next((t for t in range(cue + 2, end) if d.words[t] in words("settling")), None)
        somebody = cue + 1
        while somebody + 1 < len(d) and d.is_nominal(somebody + 1) and somebody + 1 != talking:
            somebody += 1
        if (
            talking is None
            or not d.is_nominal(somebody)
            or not (somebody + 1 == talking or d.words[somebody + 1] == "就")
        ):
            continue
        about = next((t for t in range(start, talking) if d.words[t] == "就"), talking)
        deed = next((t for t in range(about + 1, talking) if d.is_verb(t)), None)
        if deed is not None and d.under(talking, deed):
            d.take_over(talking, deed, keep=frozenset(t for t in d.kids(deed) if about < t < talking))
            d.attach(deed, talking, "advcl")
        if not d.under(talking, somebody):
            for part in range(cue + 1, somebody):
                if d.heads[part] < cue or d.heads[part] > somebody:
                    d.attach(part, somebody, "nmod")
            d.attach(somebody, talking, "obl")
            d.attach(cue, somebody, "case", "ADP")
            if not d.is_verb(talking):
                d.tags[talking] = "VERB"


def deeds_of_papers(d: Draft) -> None:
    """签署收购康信生物的框架协议: what the agreement is about hangs on the agreement, not on the signing."""
    for paper in range(4, len(d)):
        verb = d.heads[paper]
        deed = verb + 1
        if d.words[paper] not in words("papers_of_intent") or d.deps[paper] != "obj" or not 0 <= verb < paper - 3:
            continue
        if not d.is_verb(deed) or d.heads[deed] != verb or d.deps[deed] not in ("xcomp", "ccomp", "obj"):
            continue
        owner = next(
            (t for t in d.kids(paper) if deed < t < paper and d.words[t + 1] == "的" and d.is_nominal(t)), None
        )
        if owner is not None and not d.kids(deed, "obj"):
            d.attach(owner, deed, "obj")
            d.attach(deed, paper, "acl")


def passive_deeds(d: Draft) -> None:
    """华为被美国和日本制裁: what names do behind 被 is a verb, whatever it was tagged, and all of them do it."""
    for cue in range(1, len(d) - 2):
        if d.words[cue] != "被":
            continue
        first = cue + 1
        last = first
        while last + 2 < len(d) and d.is_name(last) and d.words[last + 1] in ("、", "和", "与", "及", "以及"):
            last += 2
        deed = last + 1
        if last == first or not d.is_name(last) or deed >= len(d) or d.mentions[deed] or not is_deed(d.words[deed]):
            continue
        if d.is_verb(deed) or not d.under(deed, first):
            continue
        d.take_over(deed, first, keep=frozenset(range(first, deed)))
        d.tags[deed] = "VERB"
        d.attach(first, deed, "nsubj")
        d.attach(cue, deed, "aux:pass", "AUX")
        for name in range(first + 2, deed, 2):
            d.attach(name, first, "conj")
        before = next((t for t in range(cue - 1, -1, -1) if d.heads[t] == deed and d.is_nominal(t)), None)
        if before is not None:
            d.deps[before] = "nsubj:pass"


def system_copulas(d: Draft) -> None:
    """大潮公司系广东公路公司的全资子公司: 系 between two nouns of a stretch without a verb is a copula."""
    for cue in range(1, len(d) - 2):
        if d.words[cue] != "系" or d.mentions[cue] or not d.is_nominal(cue - 1):
            continue
        start, end = d.segment(cue)
        thing = end - 1
        if any(d.is_verb(t) for t in range(start, end)) or not d.is_nominal(thing) or thing <= cue:
            continue
        top = next((t for t in range(start, end) if not start <= d.heads[t] < end), None)
        if top is None:
            continue
        if top != thing:
            d.take_over(thing, top)
        subject = cue - 1
        for part in range(start, cue):
            if d.heads[part] >= cue:
                d.attach(part, subject if part != subject else thing, "nmod" if part != subject else "nsubj")
        if d.heads[subject] != thing:
            d.attach(subject, thing, "nsubj")
        d.attach(cue, thing, "cop", "AUX")
        for part in range(cue + 1, thing):
            if not cue < d.heads[part] < end:
                d.attach(part, thing, "nmod")


def clauses_before(d: Draft) -> None:
    """在小扎宣布裁员之前，Meta有…: a clause that 之前 or 后 closes is not what the sentence says; the next one is."""
    for verb in range(1, len(d) - 3):
        end = d.segment(verb)[1]
        if d.heads[verb] >= 0 or not d.is_verb(verb) or end >= len(d) or d.words[end - 1] not in words("clause_ends"):
            continue
        if d.heads[end - 1] != verb or d.deps[end - 1] not in ("mark", "case"):
            continue
        main = next((t for t in d.kids(verb, "parataxis", "ccomp", "conj", "advcl") if t > end and d.is_verb(t)), None)
        if main is not None:
            before = frozenset(t for t in d.kids(verb) if t < end)
            d.take_over(main, verb, keep=before)
            d.attach(verb, main, "advcl")


def copular_clauses(d: Draft) -> None:
    """总统为国家元首，由议会选举产生: a noun with a copula is a clause, whatever it seemed to be to the verb behind it."""
    for noun in range(1, len(d) - 1):
        if d.deps[noun] in ("obl", "nmod", "nsubj") and d.heads[noun] > d.segment(noun)[1] and d.kids(noun, "cop"):
            if not d.kids(noun, "case") and d.words[noun + 1] in COMMAS | {"和", "及", "、"}:
                d.deps[noun] = "advcl"


def told_deeds(d: Draft) -> None:
    """指出，京东将裁员: a deed that somebody does and that an auxiliary speaks of is a verb."""
    for deed in range(1, len(d)):
        if d.tags[deed] != "NOUN" or d.mentions[deed] or not is_deed(d.words[deed]):
            continue
        if d.deps[deed] not in ("ccomp", "parataxis", "root", "ROOT", "conj") or not d.kids(deed, "nsubj"):
            continue
        if any(c < deed and d.words[c] in words("verbal_adverbs") for c in d.kids(deed, "advmod", "aux")):
            d.tags[deed] = "VERB"

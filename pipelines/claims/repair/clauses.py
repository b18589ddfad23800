"""Clauses that the parser tied to the wrong word, or took for a part of a noun."""

from __future__ import annotations

from pipelines.claims.repair.deeds import is_deed
from pipelines.claims.repair.draft import Draft
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.words import words


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


def causees(d: Draft) -> None:
    """邀请他加入: what somebody is asked to do hangs on the asking."""
    for verb in range(len(d) - 2):
        if d.words[verb] not in words("causatives") or not d.is_verb(verb) or d.kids(verb, "ccomp", "xcomp"):
            continue
        for noun in range(verb + 1, d.segment(verb)[1]):
            if d.deps[noun] in SUBJECTS and d.heads[noun] > noun and d.left_edge(noun) == d.after_aspect(verb):
                deed = d.heads[noun]
                if d.is_verb(deed) and deed < d.segment(verb)[1] and not d.under(verb, deed):
                    d.attach(deed, verb, "ccomp")
                break


def denied_reports(d: Draft) -> None:
    """否认离开球队的传闻: what is denied is the report; what it says stands before it as a clause, with its own object."""
    for verb in range(len(d) - 3):
        if d.words[verb] not in words("commenting") or not d.is_verb(verb):
            continue
        for deed in d.kids(verb, "xcomp", "ccomp"):
            for report in (*d.kids(deed, "obj"), *d.kids(verb, "obj")):
                things = [t for t in d.kids(report, "nmod") if deed < t and d.words[report - 1] == "的"]
                if d.words[report] not in words("reports") or not d.is_verb(deed) or not things:
                    continue
                d.attach(report, verb, "obj")
                d.attach(deed, report, "acl")
                d.attach(things[-1], deed, "obj")
                d.attach(report - 1, deed, "mark:rel")


def first_meant(d: Draft) -> None:
    """原定国庆上映的影片: what was first meant speaks of the deed, and the day behind it says when."""
    for token in range(len(d) - 2):
        noun = d.heads[token]
        if d.words[token] not in words("originally") or noun != token + 1 or d.is_verb(noun):
            continue
        deed = d.heads[noun]
        if deed > noun and d.is_verb(deed) and d.deps[noun] in ("nmod:tmod", "nsubj", "obl"):
            d.attach(token, deed, "advmod", "ADV")
            if d.deps[noun] == "nsubj" and not d.mentions[noun] and deed == noun + 1:
                d.deps[noun] = "nmod:tmod"


def no_such_plan(d: Draft) -> None:
    """没有收购腾讯的打算: not the plan is bought."""
    for plan in range(4, len(d)):
        deed, thing = d.heads[plan], plan - 2
        if d.words[plan] not in words("intentions") or d.words[plan - 1] != "的" or d.deps[plan] != "obj" or deed < 0:
            continue
        denied = any(d.words[t] in words("none") for t in d.kids(deed, "advmod", "aux") if t < deed)
        if denied and d.heads[thing] == plan and d.deps[thing] == "nmod" and d.is_verb(deed):
            d.attach(thing, deed, "obj")
            d.attach(plan - 1, deed, "mark:rel")
            d.attach(plan, deed, "dep")

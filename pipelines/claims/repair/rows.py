"""Clauses beside each other that the parser tied to the wrong one."""

from __future__ import annotations

from pipelines.claims.repair.deeds import is_deed
from pipelines.claims.repair.draft import Draft
from pipelines.claims.words import words


def sister_clauses(d: Draft) -> None:
    """由甲公司投资、乙公司承建的大桥: clauses in a row before one 的, each with somebody who does it, all describe the noun."""
    for verb in range(1, len(d)):
        noun = d.heads[verb]
        if not d.deps[verb].startswith("acl") or noun < verb or "的" not in d.words[verb + 1 : noun]:
            continue
        if d.words[verb] in words("jobs_on_things") and d.heads[verb - 1] == verb and d.is_name(verb - 1):
            d.attach(verb - 1, verb, "nsubj")  # 由程志编剧的电影: what is a job elsewhere
            d.tags[verb] = "VERB"
        for sister in d.kids(verb, "conj"):
            if not verb < sister < noun or not d.is_verb(sister) or d.kids(sister, "obj", "ccomp"):
                continue
            doer = sister - 1
            if d.deps[doer] == "conj" and d.heads[doer] <= verb < doer - 1 and d.words[doer - 1] in "、，":
                d.attach(doer, sister, "nsubj")  # 甲编剧、乙导演的电影: not 甲和乙
            if any(t < sister and d.is_nominal(t) for t in d.kids(sister, "nsubj", "obl")):
                d.attach(sister, noun, "acl:relcl")
        before = _sister_before(d, verb)
        while before is not None:
            if d.heads[before] != noun and d.deps[before] not in ("root", "ROOT"):
                d.attach(before, noun, "acl:relcl")
            before = _sister_before(d, before)


def _sister_before(d: Draft, verb: int) -> int | None:
    """The verb right before the clause of `verb` whose doer 由 leads, and that is done to nothing in its own clause."""
    doers = [t for t in d.kids(verb, "nsubj", "obl") if t < verb]
    start = d.left_edge(doers[0]) if doers else 0
    sister = start - 2
    if sister < 1 or d.words[start - 1] not in ("，", "、", ",") or not d.is_verb(sister):
        return None
    led = any("由" in [d.words[c] for c in d.kids(t, "case")] for t in d.kids(sister, "obl", "nsubj"))
    return sister if led and not d.kids(sister, "obj", "ccomp", "xcomp") else None


def colloquial_passives(d: Draft) -> None:
    """乘客叫扒手偷走了钱包, 房子让大火烧毁了: 叫, 让 and 给 lead whoever does the harm."""
    for verb in range(2, len(d)):
        start = d.segment(verb)[0]
        agent = verb - 1
        cue = next((c for c in d.kids(agent, "case") if c < agent), d.left_edge(agent) - 1)
        if not d.is_verb(verb) or d.words[verb][0] not in words("harming") or not d.is_nominal(agent):
            continue
        if cue <= start or d.words[cue] not in words("passive_in_speech") or "了" not in d.words[verb + 1 : verb + 2]:
            continue
        if d.heads[verb] == cue:
            d.take_over(verb, cue)
        elif d.heads[cue] not in (verb, agent) or (d.words[cue] == "给" and d.kids(verb, "obj")):
            continue
        d.move_children(cue, verb, keep=frozenset([agent]))
        d.attach(agent, verb, "obl:agent")
        d.attach(cue, agent, "case", "ADP")


def deeds_in_a_list(d: Draft) -> None:
    """关闭工厂、裁员300人: a deed with something of its own is listed with the deed before, not with what that one takes."""
    for verb in range(3, len(d)):
        thing = d.heads[verb]
        first = d.heads[thing] if 0 <= thing < verb else -1
        if d.deps[verb] != "conj" or not d.is_verb(verb) or d.words[verb - 1] not in words("listing"):
            continue
        deed = 0 <= first < thing and d.is_verb(first) and d.words[first] not in words("existential", "weak_verbs")
        if not deed or d.deps[thing] != "obj" or is_deed(d.words[thing]):
            continue
        if any(t > verb for t in d.kids(verb, "obj")) and not d.kids(verb, "nsubj", "mark:rel", "aux", "advmod"):
            d.attach(verb, first, "conj")


def paid_for(d: Draft) -> None:
    """投资三亿元建设工厂: between the money and the thing stands what the money is for, which is a verb."""
    for deed in range(2, len(d) - 1):
        money, thing = deed - 1, d.heads[deed]
        spent = d.heads[thing] if thing > deed else -1
        if (
            not 0 <= spent < money
            or d.words[spent] not in words("spending")
            or d.deps[deed] not in ("nmod", "compound")
        ):
            continue
        stands = d.class_of(money) == "Quantity" and d.words[money].endswith(("元", "币", "镑", "欧", "万", "亿"))
        if not stands or d.heads[money] != thing or d.mentions[deed] or not is_deed(d.words[deed]):
            continue
        if (
            "的" in d.words[deed + 1 : deed + 2]
            or d.deps[thing] != "obj"
            or d.words[thing].endswith(("款", "金", "费"))
        ):
            continue
        d.attach(money, spent, "obj")
        d.attach(deed, spent, "conj", "VERB")
        d.attach(thing, deed, "obj")

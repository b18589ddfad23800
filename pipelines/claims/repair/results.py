"""What becomes of a deed, and what leads to it: that it cannot be brought about, what somebody comes in for, by what way."""

from __future__ import annotations

from pipelines.claims.repair.deeds import is_deed
from pipelines.claims.repair.draft import Draft
from pipelines.claims.words import words
from pipelines.segment.dictionary import is_verb


def potentials(d: Draft) -> None:
    """玩家割舍不掉感情, 公司联系不上他: the words that make it impossible are no deed, and no part of the object."""
    for verb in range(len(d) - 1):
        if d.mentions[verb] or d.mentions[verb + 1] or not (d.is_verb(verb) or is_verb(d.words[verb])):
            continue
        whole = d.words[verb + 1] in words("potential_tails")
        apart = d.words[verb + 1] == "不" and "不" + "".join(d.words[verb + 2 : verb + 3]) in words("potential_tails")
        if not (whole or apart) or d.words[verb] in words("plan_verbs"):
            continue
        tail = verb + 1 if whole else verb + 2
        if d.under(verb, tail):
            d.take_over(verb, tail)
        d.move_children(tail, verb)
        for token in range(verb + 1, tail + 1):
            d.attach(token, verb, "mark", "ADV")
        d.tags[verb] = "VERB"


def settings(d: Draft) -> None:
    """司机弃车逃逸, 群众见状阻拦: how or on what occasion somebody acts is not who acts."""
    for token in range(1, len(d) - 1):
        verb = d.heads[token]
        if d.words[token] not in words("setting_deeds") or d.mentions[token] or verb <= token:
            continue
        if d.tags[verb] not in ("VERB", "ADJ") or d.words[verb] in words("done_by_deeds"):
            continue
        before = [t for t in d.kids(token, "nmod", "compound", "nsubj") if t < token and d.is_nominal(t)]
        if d.deps[token] not in ("nsubj", "nsubj:pass", "advcl", "dep") or not before or before[-1] != token - 1:
            continue
        if d.tags[token] == "VERB" and d.deps[token] == "advcl":
            continue
        d.attach(before[-1], verb, "nsubj")
        for other in before[:-1]:
            d.attach(other, before[-1], "nmod")
        for number in d.kids(token, "nummod", "det", "amod", "clf"):
            d.attach(number, before[-1], d.deps[number])
        d.attach(token, verb, "advcl", "VERB")


def chances(d: Draft) -> None:
    """有机会亲赴现场, 有能力生产芯片: what one has for a deed does not do it, and the deed is a verb."""
    for noun in range(1, len(d) - 1):
        having = noun - 1
        if (
            d.words[noun] not in words("could")
            or d.words[having] not in words("could_with")
            or d.tags[having] != "VERB"
        ):
            continue
        deed = noun + 2 if d.tags[noun + 1] in ("ADV", "AUX") and noun + 2 < len(d) else noun + 1
        if d.tags[noun + 1] == "ADP" and d.words[noun] != "可能":
            deed = d.next_verb(noun) or deed  # 有能力在明年实现量产
        if d.mentions[deed] or not (d.is_verb(deed) or is_verb(d.words[deed])):
            continue
        thing = d.heads[deed]
        if d.heads[noun] == deed:
            d.attach(noun, having, "obj")
        elif (
            thing > deed
            and d.heads[thing] == having
            and d.deps[deed] in ("nmod", "compound")
            and d.heads[noun] == having
        ):
            d.attach(deed, having, "ccomp", "VERB")
            d.attach(thing, deed, "obj")


def begun_for(d: Draft) -> None:
    """停止为华为代工, 开始为苹果生产芯片: behind a verb that takes a deed, 为 leads whom the deed is for."""
    for case in range(1, len(d) - 2):
        verb, whom, deed = case - 1, case + 1, case + 2
        takes_deeds = words("aspectual", "calling_off")
        if d.words[case] not in ("为", "替", "给") or d.words[verb] not in takes_deeds or not d.is_verb(verb):
            continue
        thing = d.heads[deed] if d.heads[deed] > deed else deed
        own = d.heads[thing] == verb and d.deps[thing] in ("obj", "xcomp") and d.heads[whom] in (deed, thing)
        named = d.is_nominal(whom) and not d.mentions[deed] and d.words[deed + 1 : deed + 2] != ["的"]
        if not own or not named or not (d.is_verb(deed) or is_deed(d.words[deed])):
            continue
        d.attach(case, whom, "case", "ADP")
        d.attach(whom, deed, "obl")
        d.attach(deed, verb, "xcomp", "VERB")
        for taken in d.kids(verb, "obj"):
            if taken > deed:
                d.attach(taken, deed, "obj")

"""Objects that were given to the wrong verb, or taken for something else."""

from __future__ import annotations

from pipelines.claims.relations import shipped_triggers
from pipelines.claims.repair.draft import Draft
from pipelines.claims.stance.classes import governing
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.words import words


def stolen_objects(d: Draft) -> None:
    """这些设施需要网络容量，因此…: a noun behind a verb and before the comma is that verb's object, not the next one's subject."""
    for noun in range(1, len(d) - 1):
        verb = d.heads[noun]
        if d.deps[noun] not in (*SUBJECTS, "obj") or verb < noun:
            continue
        governor = d.left_edge(noun) - 1
        start, end = d.segment(noun)
        while governor > start and d.words[governor] in words("aspect"):
            governor -= 1
        if (
            governor < start
            or not d.is_verb(governor)
            or d.deps[governor] in ("acl", "acl:relcl", "compound", "case", "mark")
        ):
            continue
        if [k for k in d.kids(governor, "obj", "ccomp", "xcomp") if k != verb] or d.words[governor] in words("copulas"):
            continue
        apart = verb >= end and not any(d.is_verb(t) and d.heads[t] == verb for t in range(noun + 1, end))
        # 接替桑保利执教: both verbs share the subject in front; the name between them is the first one's object.
        serial = (
            verb < end
            and d.heads[governor] == verb
            and d.deps[governor] in ("advcl", "compound", "dep")
            and not _takes_clauses(d.words[governor])
            and (_subject_before(d, governor, start) or (start > 0 and _subject_before(d, governor, 0)))
        )
        # 利用无人机投送药品: the verb in front is no asking and no saying, so what stands behind it is its object.
        if not apart and not serial and d.heads[verb] == governor and d.deps[verb] in ("ccomp", "xcomp"):
            takes_things = d.words[governor] in words("instrumental") or _takes_only_things(d.words[governor])
            serial = takes_things and (start > 0 or _subject_before(d, governor, start))
            serial |= d.words[governor] in words("replacing", "going_to") and (
                start > 0 or _subject_before(d, governor, start)
            )
        because = governor > start and d.words[governor - 1] in ("因", "因为", "由于")  # 因实施垄断行为被处以罚款
        because &= any(d.words[t] in words("passive_strict") for t in range(noun + 1, min(verb, end)))
        if apart or serial or because:
            d.attach(noun, governor, "obj")


def _takes_only_things(verb: str) -> bool:
    """加入董事会出任董事: a verb of these relations takes no clause."""
    listed = words("take_things").intersection(shipped_triggers().get(verb, ()))
    return bool(listed) and not _takes_clauses(verb)


def _takes_clauses(verb: str) -> bool:
    return verb in words("causatives", "speech") or verb in governing()


def _subject_before(d: Draft, verb: int, start: int) -> bool:
    return any(d.is_nominal(t) and (d.deps[t] in SUBJECTS or d.is_name(t)) for t in range(start, verb))


def coordinated_modifiers(d: Draft) -> None:
    """中国的首都和政治中心: what 和 joins to a noun does not modify it."""
    for link in range(1, len(d) - 1):
        second, first = d.heads[link], link - 1
        if d.words[link] not in words("joining") or d.deps[link] != "cc" or second <= link:
            continue
        if d.heads[first] != second or d.deps[first] != "nmod" or not d.is_nominal(second) or d.mentions[first]:
            continue
        whole = any(d.kids(owner, "case") for owner in d.kids(first, "nmod"))
        if not whole or d.mentions[second] or d.words[second - 1] == "的":
            continue  # 经济和政治中心
        d.take_over(first, second, keep=frozenset(t for t in d.kids(second) if link <= t))
        d.attach(second, first, "conj")


def spheres_of_one(d: Draft) -> None:
    """中国的政治、经济和文化中心: one centre of all of them, and neither politics nor an economy."""
    first = 0
    while first < len(d) - 3:
        last = first
        while (
            last + 2 < len(d) and d.words[last] in words("spheres") and d.words[last + 1] in (*words("joining"), "、")
        ):
            last += 2
        noun = last + 1
        row = range(first, noun, 2)
        if (
            len(row) < 2
            or d.words[last] not in words("spheres")
            or d.tags[noun] not in ("NOUN", "PART")
            or d.mentions[noun]
        ):
            first += 1
            continue
        if d.under(noun, first):
            d.take_over(noun, first, keep=frozenset(range(first, noun)))
        for sphere in row:
            d.attach(sphere, noun, "nmod")
        for link in range(first + 1, last, 2):
            d.attach(link, link + 1, "punct" if d.words[link] == "、" else "cc")
        first = noun


def objects_of_the_nearest(d: Draft) -> None:
    """乘高铁前往武汉参加论坛: a noun right behind a verb is that verb's object, not an earlier one's nor the next one's
    subject.
    """
    for noun in range(2, len(d)):
        other, role = d.heads[noun], d.deps[noun]
        stolen = role == "obj" and 0 <= other < noun - 1 and d.is_verb(other)
        if not (stolen or (other > noun and role in (*SUBJECTS, "obl"))) or not d.is_nominal(noun):
            continue
        verb = d.left_edge(noun) - 1
        while verb > 0 and d.words[verb] in words("aspect"):
            verb -= 1
        if verb <= max(other if stolen else 0, d.segment(noun)[0] - 1) or not d.is_verb(verb):
            continue
        if d.deps[verb] in ("compound", "mark", "case") or d.kids(verb, "obj", "ccomp", "xcomp"):
            continue
        if d.class_of(noun) in ("Quantity", "Time"):
            continue
        if stolen and any(other < t < verb for t in d.kids(other, "obj")):
            d.attach(noun, verb, "obj")
        elif not stolen and d.words[verb] in words("going"):
            d.attach(noun, verb, "obj")  # 来本市投资
            if d.heads[other] == d.heads[verb] and d.deps[verb] in ("ccomp", "xcomp"):
                d.attach(other, verb, "xcomp")


def things_got(d: Draft) -> None:
    """获得政府补助2345万元: what is got is a thing, whatever else the word may be, and whose it is stands before it."""
    for thing in range(2, len(d)):
        verb = d.heads[thing]
        if d.deps[thing] != "obj" or not d.is_verb(thing) or verb < 0 or d.words[verb] not in words("got_by"):
            continue
        givers = d.kids(thing, "nsubj")
        amounts = [a for a in d.kids(thing, "obj") if a == thing + 1 and d.is_amount(a)]
        if (
            givers
            and givers[-1] == thing - 1
            and not d.is_name(givers[-1])
            and len(d.kids(thing, "obj")) == len(amounts)
        ):
            d.tags[thing] = "NOUN"
            for giver in givers:
                d.attach(giver, thing, "nmod")
            for amount in amounts:
                d.attach(amount, thing, "nummod")


def materials(d: Draft) -> None:
    """采用铝合金材质打造: what is used is the material; that something is made of it says the verb behind."""
    for making in range(3, len(d)):
        if d.words[making] not in words("made_of") or d.mentions[making] or making + 1 != d.segment(making)[1]:
            continue
        verb = d.heads[making]
        if verb < 0 or verb > making - 2 or d.words[verb] not in words("employing") or not d.is_nominal(making - 1):
            continue
        for thing in d.kids(making, "nmod", "compound", "obj", "nsubj", "obl"):
            d.attach(thing, verb, "obj" if thing == making - 1 else "dep")
        if d.heads[making - 1] == verb:
            d.attach(making, verb, "xcomp", "VERB")

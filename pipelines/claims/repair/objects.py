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
            and d.words[governor] not in words("causatives") | words("speech") | governing()
            and d.heads[governor] == verb
            and d.deps[governor] in ("advcl", "compound", "dep")
            and (_subject_before(d, governor, start) or (start > 0 and _subject_before(d, governor, 0)))
        )
        # 利用无人机投送药品: the verb in front is no asking and no saying, so what stands behind it is its object.
        if not apart and not serial and d.heads[verb] == governor and d.deps[verb] in ("ccomp", "xcomp"):
            takes_things = d.words[governor] in words("instrumental") or _takes_only_things(d.words[governor])
            serial = takes_things and (start > 0 or _subject_before(d, governor, start))
            serial |= d.words[governor] in words("replacing") and (start > 0 or _subject_before(d, governor, start))
        because = governor > start and d.words[governor - 1] in ("因", "因为", "由于")  # 因实施垄断行为被处以罚款
        because &= any(d.words[t] in words("passive_strict") for t in range(noun + 1, min(verb, end)))
        if apart or serial or because:
            d.attach(noun, governor, "obj")


def _takes_only_things(verb: str) -> bool:
    """加入董事会出任董事: a verb of these relations takes no clause."""
    return verb not in words("causatives") | words("speech") | governing() and bool(
        words("take_things").intersection(shipped_triggers().get(verb, ()))
    )


def _subject_before(d: Draft, verb: int, start: int) -> bool:
    return any(d.is_nominal(t) and (d.deps[t] in SUBJECTS or d.is_name(t)) for t in range(start, verb))


def relative_objects(d: Draft) -> None:
    """推出芯片的计划: a noun between the verb of a relative clause and its 的 is the verb's object."""
    for verb in range(len(d) - 3):
        noun = d.heads[verb]
        if (
            d.deps[verb] not in ("acl", "acl:relcl")
            or not d.is_verb(verb)
            or noun < verb + 3
            or d.kids(verb, "obj", "ccomp", "xcomp")
        ):
            continue
        cue = next((t for t in range(noun - 1, verb + 1, -1) if d.words[t] == "的" and d.heads[t] == verb), None)
        if cue is None:
            continue
        thing = cue - 1
        if thing > verb and d.heads[thing] == noun and d.is_nominal(thing) and d.deps[thing] in ("nmod", "compound"):
            d.attach(thing, verb, "obj")


def owned_objects(d: Draft) -> None:
    """处理用户的数据: of two objects the first owns the second when 的 stands between."""
    for first in range(len(d) - 2):
        if (
            d.deps[first] not in ("obj", "nmod:tmod", "obl")
            or d.words[first + 1] != "的"
            or d.heads[first + 1] != first
        ):
            continue
        second = next((o for o in d.kids(d.heads[first], "obj") if o > first + 1), None)
        if second is not None and d.left_edge(second) == first + 2 and d.heads[first] < first:
            d.attach(first, second, "nmod")


def object_after_relative(d: Draft) -> None:
    """苹果将采用工厂生产的芯片: a noun that has a subject but no copula is the object of the verb behind that subject."""
    for noun in sorted({d.heads[t] for t, dep in enumerate(d.deps) if dep in SUBJECTS}):
        if noun < 3 or d.is_verb(noun) or d.tags[noun] in ("ADJ", "AUX") or d.kids(noun, "cop"):
            continue
        subjects = [s for s in d.kids(noun, *SUBJECTS) if s < noun]
        if not subjects:
            continue
        subject = subjects[-1]
        verb = next(
            (
                v
                for v in d.kids(noun, "acl", "acl:relcl", "advcl", "amod", "nmod")
                if subject < v < noun and d.is_verb(v)
            ),
            None,
        )
        if verb is None or d.kids(verb, *SUBJECTS) or d.segment(verb)[0] > subject:
            continue
        others = [v for v in d.kids(noun, "acl", "acl:relcl") if v > verb]
        if not others and d.words[verb + 1 : verb + 2] == ["的"]:
            continue
        d.take_over(verb, noun, keep=frozenset(t for t in d.kids(noun) if t > verb))
        d.attach(noun, verb, "obj")
        d.attach(subject, verb, "nsubj")


def objects_across_commas(d: Draft) -> None:
    """毕业于白塔大学，著名作家: the object of a verb stands in its own stretch."""
    for thing in range(2, len(d)):
        verb = d.heads[thing]
        if d.deps[thing] != "obj" or not 0 <= verb < thing or d.mentions[verb]:
            continue
        start = d.segment(thing)[0]
        if start <= verb or d.words[start - 1] not in ("，", ","):
            continue
        if d.is_verb(start) and d.heads[start] == thing and d.deps[start] in ("nmod", "amod", "compound", "appos"):
            d.attach(start, verb, "parataxis")  # 加入腾讯，现任副总裁
            d.attach(thing, start, "obj")
            continue
        stop = d.segment(verb)[1]
        own = [
            t for t in d.kids(thing) if verb < t < stop and d.is_nominal(t) and d.deps[t] in ("nmod", "compound", "obl")
        ]
        own += [t for t in d.kids(verb, "obl") if verb < t < stop and d.kids(t, "case")]
        if own and stop < start + 1:
            d.deps[thing] = "parataxis"
            if d.heads[own[-1]] == thing:
                d.attach(own[-1], verb, "obj")


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


def clauses_before_nouns(d: Draft) -> None:
    """此前建设数据中心的计划，也因此暂停: a clause with 的 describes the noun behind it and does not take it as its object."""
    for cue in range(2, len(d) - 1):
        verb = d.heads[cue]
        if d.words[cue] != "的" or d.deps[cue] != "mark:rel" or not 0 <= verb < cue or not d.is_verb(verb):
            continue
        noun = next((t for t in d.kids(verb, "obj") if t > cue and d.left_edge(t) == cue + 1), None)
        over, role = d.heads[verb], d.deps[verb]
        if noun is None or over < 0 or role not in ("advcl", "parataxis", "xcomp", "ccomp"):
            continue
        if role == "advcl":
            for subject in d.kids(over, *SUBJECTS):
                if subject < verb:
                    d.heads[subject] = verb
        for stop in d.kids(verb, "punct"):
            if stop > noun:
                d.heads[stop] = over
        d.attach(noun, over, "nsubj" if over > noun else "obj")
        d.attach(verb, noun, "acl:relcl")


def objects_taken_for_heads(d: Draft) -> None:
    """影片改编自同名小说，讲述…: without 的 behind it a clause describes no noun; the noun is its object."""
    for verb in range(1, len(d) - 2):
        noun = d.heads[verb]
        if not d.deps[verb].startswith("acl") or not d.is_verb(verb) or noun < verb or d.kids(verb, "mark:rel", "obj"):
            continue
        following = d.heads[noun]
        end = d.segment(noun)[1]
        if (
            d.deps[noun] not in SUBJECTS
            or following < end
            or d.left_edge(noun) > verb
            or (d.words[noun - 1] == "的" and d.heads[noun - 1] == verb)
        ):
            continue
        if d.words[verb][-1] not in "自于为成到入" or len(d.words[verb]) < 2:
            continue
        d.attach(verb, following, "advcl")
        d.attach(noun, verb, "obj")

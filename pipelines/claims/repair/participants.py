"""Subjects and objects that were given to the wrong verb."""

from __future__ import annotations

from pipelines.claims.relations import shipped_triggers
from pipelines.claims.repair.draft import Draft
from pipelines.claims.stance.classes import governing
from pipelines.claims.words import words
from pipelines.segment.score import score

_SUBJECT = ("nsubj", "nsubj:pass")


def two_subjects(d: Draft) -> None:
    """One verb with two subjects: the first belongs to a verb between them, in a relative clause or an earlier clause."""
    for verb in range(len(d)):
        subjects = [s for s in d.kids(verb, *_SUBJECT) if s < verb]
        if len(subjects) < 2:
            continue
        first, second = subjects[-2], subjects[-1]
        relative = next((r for r in d.kids(second, "acl", "acl:relcl") if first < r and not d.kids(r, *_SUBJECT)), None)
        if relative is not None and d.segment(relative)[0] <= first:
            d.heads[first] = relative
            continue
        ruler = next(
            (t for t in range(first + 1, second) if d.is_verb(t) and d.words[t] in governing() | words("speech")), None
        )
        if ruler is not None and not d.kids(ruler, *_SUBJECT, "obj") and not d.under(verb, ruler):
            # 他怀疑对手盗用专利: the first subject suspects, the second does
            d.take_over(ruler, verb, keep=frozenset(t for t in d.kids(verb) if t > ruler))
            d.attach(verb, ruler, "ccomp")
            d.attach(first, ruler, "nsubj")
            continue
        end = d.segment(first)[1]
        if end <= second:
            owner = d.next_verb(first)
            while owner is None and end < second:
                owner = d.next_verb(end, min(d.segment(end + 1)[1], second))
                end = d.segment(end + 1)[1]
            if owner is not None and not d.kids(owner, *_SUBJECT) and d.deps[owner] not in ("acl", "acl:relcl"):
                d.heads[first] = owner


def stolen_objects(d: Draft) -> None:
    """这些设施需要网络容量，因此…: a noun behind a verb and before the comma is that verb's object, not the next one's subject."""
    for noun in range(1, len(d) - 1):
        verb = d.heads[noun]
        if d.deps[noun] not in (*_SUBJECT, "obj") or verb < noun:
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
            serial = takes_things and _subject_before(d, governor, start)
            serial |= d.words[governor] in words("replacing") and (start > 0 or _subject_before(d, governor, start))
        if apart or serial:
            d.attach(noun, governor, "obj")


def _takes_only_things(verb: str) -> bool:
    """加入董事会出任董事: a verb of these relations takes no clause."""
    return verb not in words("causatives") | words("speech") | governing() and bool(
        words("take_things").intersection(shipped_triggers().get(verb, ()))
    )


def _subject_before(d: Draft, verb: int, start: int) -> bool:
    return any(d.is_nominal(t) and (d.deps[t] in _SUBJECT or d.is_name(t)) for t in range(start, verb))


def causees(d: Draft) -> None:
    """邀请他加入: what somebody is asked to do hangs on the asking."""
    for verb in range(len(d) - 2):
        if d.words[verb] not in words("causatives") or not d.is_verb(verb) or d.kids(verb, "ccomp", "xcomp"):
            continue
        for noun in range(verb + 1, d.segment(verb)[1]):
            if d.deps[noun] in _SUBJECT and d.heads[noun] > noun and d.left_edge(noun) == d.after_aspect(verb):
                deed = d.heads[noun]
                if d.is_verb(deed) and deed < d.segment(verb)[1] and not d.under(verb, deed):
                    d.attach(deed, verb, "ccomp")
                break


def turned_to(d: Draft) -> None:
    """改向英伟达采购: whom one turns to is not the one who then acts."""
    for verb in range(len(d) - 2):
        if (
            not d.is_verb(verb)
            or len(d.words[verb]) < 2
            or d.words[verb][-1] != "向"
            or d.words[verb] in words("prepositions")
        ):
            continue
        for deed in d.kids(verb, "ccomp", "xcomp"):
            for noun in d.kids(deed, *_SUBJECT):
                if d.left_edge(noun) == verb + 1:
                    d.attach(noun, verb, "obj")


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


def counted(d: Draft) -> None:
    """上万块A100: an amount right before the thing counts it."""
    for amount in range(len(d) - 1):
        thing = amount + 1
        if d.class_of(amount) != "Quantity" or d.deps[amount] != "obj" or d.heads[thing] != d.heads[amount]:
            continue
        if d.deps[thing] == "obj" and d.is_nominal(thing) and d.class_of(thing) not in ("Quantity", "Time"):
            d.attach(amount, thing, "nummod")


def pointed_at(d: Draft) -> None:
    """这家成立于1998年的食品厂: 这家 points at the noun behind 的, which the clause between describes."""
    for pointer in range(len(d) - 3):
        if d.words[pointer] not in words("pointers") or not (
            d.is_verb(pointer + 1) or d.tags[pointer + 1] == "ADP" or d.words[pointer + 1] in words("prepositions")
        ):
            continue
        end = d.segment(pointer)[1]
        cue = next((t for t in range(pointer + 2, end - 1) if d.words[t] == "的"), None)
        clause = d.next_verb(pointer, cue) if cue else None
        if cue is None or clause is None or not d.is_nominal(cue + 1):
            continue
        noun = cue + 1
        while noun + 1 < end and d.is_nominal(noun + 1) and d.class_of(noun + 1) not in ("Time", "Quantity"):
            noun += 1
        main = d.next_verb(noun, end)
        if main is None or (d.kids(main, *_SUBJECT) and pointer not in d.kids(main, *_SUBJECT)):
            continue
        if d.under(main, clause):
            d.take_over(main, clause, keep=frozenset(t for t in d.kids(clause) if t < noun))
        if not d.under(main, noun):
            d.attach(noun, main, "nsubj")
            d.attach(pointer, noun, "det", "DET")
            d.attach(clause, noun, "acl:relcl")
            d.attach(cue, clause, "mark:rel")
            for case in (t for t in d.kids(noun, "case") if t < clause):
                inside = next((t for t in range(case + 1, clause) if d.is_nominal(t)), None)
                if inside is not None:
                    d.attach(inside, clause, "obl")
                    d.heads[case] = inside
                else:
                    d.attach(case, clause, "mark")


def seats(d: Draft) -> None:
    """总部位于合肥，从事研发: the seat is what lies somewhere; it does not do what the next clause says."""
    for seat in range(len(d) - 2):
        verb = d.heads[seat]
        if d.words[seat] not in words("seats") or d.deps[seat] != "nsubj" or verb <= seat:
            continue
        end = d.segment(seat)[1]
        lying = next((t for t in range(seat + 1, end) if d.words[t] in words("lying") and d.is_verb(t)), None)
        if lying is not None and lying != verb and verb >= end and not d.kids(lying, *_SUBJECT):
            d.attach(seat, lying, "nsubj")


def counted_people(d: Draft) -> None:
    """13人遇难、31人受伤: so many people right before a verb are its subject."""
    for amount in range(len(d) - 1):
        verb = amount + 1
        if d.class_of(amount) != "Quantity" or not d.is_verb(verb) or not d.words[amount].endswith(("人", "名", "位")):
            continue
        if d.kids(verb, *_SUBJECT):
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
        stands = d.heads[thing] == amount and d.deps[thing] in (*_SUBJECT, "nmod", "compound")
        if stands and d.is_nominal(thing) and d.class_of(thing) not in ("Quantity", "Time") and d.deps[verb] != "acl":
            for sister in d.kids(amount, "conj", "parataxis"):
                d.attach(sister, thing, "conj")
            d.attach(thing, verb, "obj")
            d.attach(amount, thing, "nummod")


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
    for noun in range(3, len(d)):
        if d.is_verb(noun) or d.tags[noun] in ("ADJ", "AUX") or d.kids(noun, "cop"):
            continue
        subjects = [s for s in d.kids(noun, *_SUBJECT) if s < noun]
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
        if verb is None or d.kids(verb, *_SUBJECT) or d.segment(verb)[0] > subject:
            continue
        others = [v for v in d.kids(noun, "acl", "acl:relcl") if v > verb]
        if not others and d.words[verb + 1 : verb + 2] == ["的"]:
            continue
        d.take_over(verb, noun, keep=frozenset(t for t in d.kids(noun) if t > verb))
        d.attach(noun, verb, "obj")
        d.attach(subject, verb, "nsubj")


def scores(d: Draft) -> None:
    """北京队3:1击败上海队: a score is nobody; it says how."""
    for token in range(1, len(d) - 1):
        verb = d.heads[token]
        if not score(d.words[token]) or not verb >= 0 or not d.is_verb(verb):
            continue
        if d.deps[token] in (*_SUBJECT, "nmod", "compound", "appos", "dep") and verb > token:
            names = [t for t in d.kids(token) if t < token and d.is_nominal(t)]
            if names and not [s for s in d.kids(verb, "nsubj") if s != token]:
                d.attach(names[-1], verb, "nsubj")
            d.attach(token, verb, "advmod", "NUM")
            d.move_children(token, verb)


def crossed(d: Draft) -> None:
    """它的首部采用TLV格式: what stands before the verb does not describe what stands behind it."""
    for noun in range(len(d) - 2):
        thing = d.heads[noun]
        if thing <= noun or d.deps[noun] not in ("nmod", "compound") or not d.is_nominal(noun):
            continue
        verb = d.heads[thing]
        if not noun < verb < thing or d.deps[thing] != "obj" or not d.is_verb(verb) or d.kids(verb, *_SUBJECT):
            continue
        if d.segment(verb)[0] <= noun and d.class_of(noun) not in ("Time", "Quantity"):
            d.attach(noun, verb, "nsubj")


def parts_of_texts(d: Draft) -> None:
    """第二章阐述制度: a chapter is no time."""
    for noun in range(len(d) - 1):
        verb = d.heads[noun]
        if d.deps[noun] != "nmod:tmod" or d.mentions[noun] or verb < noun or not d.is_verb(verb):
            continue
        if (
            d.words[noun][0] == "第"
            and d.words[noun][-1] in "章条节款卷集版篇部位名家批"
            and not d.kids(verb, *_SUBJECT)
        ):
            d.deps[noun] = "nsubj"


def objects_across_commas(d: Draft) -> None:
    """毕业于白塔大学，著名作家: the object of a verb stands in its own stretch."""
    for thing in range(2, len(d)):
        verb = d.heads[thing]
        if d.deps[thing] != "obj" or not 0 <= verb < thing or d.mentions[verb]:
            continue
        start = d.segment(thing)[0]
        if start <= verb or d.words[start - 1] not in ("，", ","):
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

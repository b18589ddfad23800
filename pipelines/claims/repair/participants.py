"""Subjects and objects that were given to the wrong verb."""

from __future__ import annotations

from pipelines.claims.repair.draft import Draft
from pipelines.claims.stance.classes import governing
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.title_words import is_title
from pipelines.claims.words import words

_OF_TIME = frozenset("年月日天时周季夜晨晚午期前后初末今昨明世代岁节假分秒点间当同刻旬古")


def two_subjects(d: Draft) -> None:
    """One verb with two subjects: the first belongs to a verb between them, in a relative clause or an earlier clause."""
    for verb in sorted({d.heads[t] for t, dep in enumerate(d.deps) if dep in SUBJECTS}):
        subjects = [s for s in d.kids(verb, *SUBJECTS) if s < verb]
        if len(subjects) < 2:
            continue
        first, second = subjects[-2], subjects[-1]
        if any(first < t < second for t in d.kids(verb, "aux:pass")):
            continue  # 海纳集团…，被证监会立案调查: the second is the agent
        if d.words[second].endswith(tuple(words("measures"))) and d.segment(first) == d.segment(second):
            if not any(d.is_verb(t) or d.words[t] in ("、", "和", "与", "及") for t in range(first, second)):
                d.attach(first, second, "nmod")  # 公司一季度净利润亏损1.93亿元
                continue
        if second == first + 1 and d.is_name(first) and d.class_of(first) != "Person" and d.tags[second] == "NOUN":
            if not d.mentions[second]:
                d.attach(first, second, "nmod")  # 海纳集团工会要求涨薪
                continue
        relative = next((r for r in d.kids(second, "acl", "acl:relcl") if first < r and not d.kids(r, *SUBJECTS)), None)
        if relative is not None and d.segment(relative)[0] <= first:
            d.heads[first] = relative
            continue
        ruler = next(
            (t for t in range(first + 1, second) if d.is_verb(t) and d.words[t] in governing() | words("speech")), None
        )
        if ruler is not None and not d.kids(ruler, *SUBJECTS, "obj") and not d.under(verb, ruler):
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
            if owner is not None and not d.kids(owner, *SUBJECTS) and d.deps[owner] not in ("acl", "acl:relcl"):
                d.heads[first] = owner


def relative_agents(d: Draft) -> None:
    """GPU和谷歌定制的TPU: an organisation before the verb of a relative clause does it; a thing is no partner of its own."""
    for verb in range(2, len(d) - 2):
        agent, partner = verb - 1, d.heads[verb - 1]
        if not d.deps[verb].startswith("acl") or not d.is_verb(verb) or d.kids(verb, *SUBJECTS):
            continue
        if d.words[verb + 1] != "的" or d.deps[agent] != "conj" or d.class_of(agent) not in ("Organisation", "Person"):
            continue
        if partner < agent and d.class_of(partner) in ("Product", "Work", "Technology"):
            d.attach(agent, verb, "nsubj")


def ways(d: Draft) -> None:
    """公司利用协议控制的方式绕过限制: the way in which something is done does nothing; who uses it does."""
    for way in range(2, len(d) - 1):
        verb = d.heads[way]
        if d.words[way] not in words("ways") or d.words[way - 1] != "的" or d.deps[way] not in SUBJECTS or verb < way:
            continue
        using = next((r for r in d.kids(way, "acl", "acl:relcl") if d.words[r] in words("using")), None)
        if using is None or d.words[using + 1] == "的" or d.words[verb] in words("deeds_of_ways"):
            continue  # 采用的方式引发争议
        d.attach(way, verb, "obl")
        for subject in (*d.kids(using, *SUBJECTS), *d.kids(way, "nmod")):
            if subject < using:
                d.attach(subject, verb, "nsubj")


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


def objects_of_deeds(d: Draft) -> None:
    """责令食品厂召回奶粉: what stands right behind the deed is its object, not that of whoever calls for it."""
    for thing in range(3, len(d)):
        verb = d.heads[thing]
        if d.deps[thing] != "obj" or not 0 <= verb < thing or d.words[verb] not in words("causatives"):
            continue
        deed = next((t for t in d.kids(verb, "ccomp", "xcomp") if verb < t < thing), None)
        if deed is None or not d.is_verb(deed) or d.kids(deed, "obj", "ccomp", "xcomp"):
            continue
        if d.left_edge(thing) == d.after_aspect(deed) and d.kids(deed, *SUBJECTS):
            d.attach(thing, deed, "obj")


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
            for noun in d.kids(deed, *SUBJECTS):
                if d.left_edge(noun) == verb + 1:
                    d.attach(noun, verb, "obj")


def pointed_at(d: Draft) -> None:
    """这家成立于1998年的食品厂: 这家 points at the noun behind 的, which the clause between describes."""
    for pointer in range(len(d) - 3):
        if d.words[pointer] not in words("pointers") or not (
            d.is_verb(pointer + 1)
            or d.tags[pointer + 1] in ("ADP", "ADV")
            or d.words[pointer + 1] in words("prepositions")
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
        if main is None or (d.kids(main, *SUBJECTS) and pointer not in d.kids(main, *SUBJECTS)):
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
        if lying is not None and lying != verb and verb >= end and not d.kids(lying, *SUBJECTS):
            d.attach(seat, lying, "nsubj")


def crossed(d: Draft) -> None:
    """它的首部采用TLV格式: what stands before the verb does not describe what stands behind it."""
    for noun in range(len(d) - 2):
        thing = d.heads[noun]
        if thing <= noun or d.deps[noun] not in ("nmod", "compound") or not d.is_nominal(noun):
            continue
        verb = d.heads[thing]
        if not noun < verb < thing or d.deps[thing] != "obj" or not d.is_verb(verb) or d.kids(verb, *SUBJECTS):
            continue
        if d.segment(verb)[0] <= noun and d.class_of(noun) not in ("Time", "Quantity"):
            d.attach(noun, verb, "nsubj")


def parts_of_texts(d: Draft) -> None:
    """第二章阐述制度: a chapter is no time."""
    for noun in range(len(d) - 1):
        verb = d.heads[noun]
        if d.deps[noun] != "nmod:tmod" or d.mentions[noun] or verb < noun or not d.is_verb(verb):
            continue
        word = d.words[noun]
        chapter = word[0] == "第" and word[-1] in "章条节款卷集版篇部位名家批"
        no_time = d.segment(noun)[0] == noun and not set(word) & _OF_TIME and not d.kids(noun, "case")
        no_time &= d.segment(noun)[1] > verb and word[-1] not in "上中里内下外"
        no_time &= word not in words("adverbial_nouns") | words("circumstance") | words("demonstratives")
        if (chapter or no_time) and not d.kids(verb, *SUBJECTS):
            d.deps[noun] = "nsubj"


def companions(d: Draft) -> None:
    """总理率代表团访问越南, 他乘火车前往上海: with whom or by what somebody goes is the object of a verb of its own."""
    for verb in range(1, len(d) - 2):
        if d.words[verb] not in words("going_with") or d.mentions[verb]:
            continue
        whom = verb + 1
        while (
            whom < len(d) - 2
            and d.heads[whom] > whom
            and d.is_nominal(whom + 1)
            and d.deps[whom] in ("nmod", "compound", "nummod", "amod")
        ):
            whom += 1
        deed = d.heads[whom]
        if (
            deed == verb
            or deed <= whom
            or not d.is_verb(deed)
            or d.deps[whom] not in SUBJECTS
            or d.segment(verb)[1] <= deed
        ):
            continue
        d.attach(whom, verb, "obj")
        for part in d.kids(verb):
            if part < verb and d.deps[part] in (*SUBJECTS, "nmod"):
                d.attach(part, deed, "nsubj")
        d.attach(verb, deed, "advcl", "VERB")


def former_persons(d: Draft) -> None:
    """起诉前员工郑嘉铭: 前 behind a verb and before a noun for a person belongs to the noun."""
    for former in range(1, len(d) - 1):
        verb, noun = former - 1, former + 1
        if d.words[former] not in ("前", "原") or not d.is_verb(verb) or d.heads[former] != verb:
            continue
        if not (is_title(d.words[noun]) or d.words[noun].endswith(tuple(words("person_nouns")))):
            continue
        d.attach(former, noun, "amod", "ADJ")
        name = noun + 1 if d.class_of(min(noun + 1, len(d) - 1)) == "Person" else noun
        if d.deps[verb].startswith("acl") and d.heads[verb] in (noun, name):
            d.take_over(verb, d.heads[verb] if d.heads[verb] == name or d.heads[noun] != name else name)
            if name != noun:
                d.attach(noun, name, "appos")
            d.attach(name, verb, "obj")


def routes(d: Draft) -> None:
    """北京到上海的高铁停运: from where to where says which line it is."""
    for cue in range(1, len(d) - 3):
        start, end = cue - 1, cue + 1
        if d.words[cue] not in ("到", "至") or d.class_of(start) != "Place" or d.class_of(end) != "Place":
            continue
        if d.words[end + 1] != "的" or not d.is_nominal(end + 2):
            continue
        line = end + 2
        verb = d.heads[start]
        if d.under(line, cue) and d.heads[cue] >= 0:
            d.attach(line, d.heads[cue], "nsubj")
        if verb >= 0 and d.kids(verb, "nsubj") != [start] and d.heads[line] != verb:
            continue
        d.attach(cue, end, "case", "ADP")
        d.attach(end, line, "nmod")
        d.attach(end + 1, end, "case")
        d.attach(start, end, "nmod")
        if line not in d.kids(verb, *SUBJECTS) and verb != line and verb >= 0:
            d.attach(line, verb, "nsubj")

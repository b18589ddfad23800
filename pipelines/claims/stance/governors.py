"""What verbs and nouns over a verb say of it: 计划收购, 否认收购, 收购的计划."""

from __future__ import annotations

from kg.claim import Modality
from pipelines.claims.segments import STOPS, segment_end, segment_start
from pipelines.claims.stance.adverbs import Reading, beside, heard, none_of
from pipelines.claims.stance.classes import governing, listed, modalities_of, unmistakable
from pipelines.claims.stance.clauses import carried
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

_GOVERNED = frozenset(["ccomp", "xcomp", "obj", "csubj", "compound", "nsubj", "dep", "advcl", "aux", "parataxis"])
_CLOSE = frozenset(["ccomp", "xcomp", "obj", "compound", "csubj"])
_GRADED = (Modality.PLANNED, Modality.REQUIRED, Modality.POSSIBLE)


def read(tree: Tree, verb: int) -> Reading:
    """The reading of everything above `verb`, nearest first."""
    reading = Reading()
    none = none_of(tree, verb)
    child = verb
    while (head := tree.heads[child]) >= 0:
        dep = tree.deps[child]
        if head < child and (_told_before(tree, head, child) or _has_done(tree, head, verb)):
            break
        if (
            head < child
            and tree.words[head] in words("suing")
            and dep in ("ccomp", "xcomp")
            and _own_subject(tree, child)
        ):
            reading.modalities.add(Modality.POSSIBLE)  # 起诉乙侵犯其专利, but not 经检察院起诉，…
        if dep in ("acl", "acl:relcl"):
            _described(tree, head, child, reading)
            break
        if dep == "conj" and head < child:
            _sister(tree, head, child, reading)
            break
        if dep in ("conj", "parataxis", "advcl") and not _governs(tree, head, child):
            serial = dep == "advcl" and _serial(tree, child, head)
            if (dep != "conj" and not serial and _own_subject(tree, child)) or (dep == "advcl" and not serial):
                break
        elif _and_another(tree, head, child):
            reading.modalities |= modalities_of("governor", tree.words[head]) & {*_GRADED}
        elif head > child and dep not in ("nsubj", "csubj", "compound", "aux"):
            pass  # a clause before the verb is not its complement
        elif (
            dep in _GOVERNED
            and tree.tags[head] in ("VERB", "AUX", "ADJ", "NOUN", "ADV")
            and _governed(tree, head, child, reading, none)
        ):
            break
        child = head
    _described_ahead(tree, verb, reading)
    _right_before(tree, verb, reading)
    _turned_round(tree, verb, reading)
    _beside_its_governor(tree, verb, reading)
    _in_quotes(tree, verb, reading)
    _negotiated(tree, verb, reading)
    _talked_about(tree, verb, reading)
    _aimed_at(tree, verb, reading)
    return reading


def _has_done(tree: Tree, head: int, verb: int) -> bool:
    """邀请到专家撰写了报告: 了 says that whoever was asked has done it; 考虑到他已离开: what one takes into account is so."""
    if tree.text(range(head, min(head + 2, len(tree)))).startswith("考虑到"):
        return True
    return tree.words[head] in words("asking") and tree.words[verb + 1 : verb + 2] == ["了"]


def _right_before(tree: Tree, verb: int, reading: Reading) -> None:
    """推迟发布, 暂停向中国出售: a governing verb before the deed, which the parser made a clause of its own."""
    at = verb - 1
    while (
        at > 0
        and tree.words[at] not in STOPS
        and (
            tree.tags[at] in ("ADV", "ADP")
            or (tree.tags[at] != "VERB" and tree.below(at, verb) and not _is_subject(tree, at))
        )
    ):
        at -= 1
    if at < 0 or tree.mentions[at] or tree.words[at] in STOPS or (at and tree.type_of(at - 1) == "Quantity"):
        return  # of 2票反对 it is the votes that are against
    if tree.words[at + 1] in words("clause_ends"):
        return  # 同意后核发
    named = at > 0 and (tree.words[at - 1] in ("的", "该", "这项", "此", "这一") or tree.tags[at - 1] in ("DET", "NUM"))
    if tree.words[at] in unmistakable() and not named and tree.tags[at] not in ("ADV", "AUX"):
        reading.modalities |= modalities_of("governor", tree.words[at]) or modalities_of("adverb", tree.words[at])
        denies = any(tree.words[at] in listed(kind, "negative") for kind in ("governor", "adverb"))
        reading.negations += denies and at not in reading.heard and at not in heard(tree, verb)
        return
    if tree.words[at] in words("could") and at and tree.words[at - 1] in words("could_with"):
        reading.modalities.add(Modality.POSSIBLE)
    elif tree.words[at] in words("plan_verbs") and not named:
        reading.modalities.add(Modality.PLANNED)
    elif tree.tags[at] == "VERB" and tree.words[at] in governing() and tree.heads[at] in (verb, tree.heads[verb]):
        if tree.deps[at] in ("advcl", "compound", "dep") and not tree.kids(at, "obj", "ccomp", "xcomp"):
            reading.negations += _denies_over(tree.words[at])
            reading.modalities |= modalities_of("governor", tree.words[at])


def _denies_over(word: str) -> bool:
    """Whether a verb denies what it governs, unless it is heard beside the verb already (无意)."""
    return word in listed("governor", "negative") and word not in listed("adverb", "negative")


def _turned_round(tree: Tree, verb: int, reading: Reading) -> None:
    """误以为油画被警方找到: a verb that takes a clause, hung below it, with the subject of the clause in between."""
    start = segment_start(tree, verb)
    disposed = tree.deps[verb] == "advcl" and {"把", "将"}.intersection(tree.words[start:verb])
    if disposed and verb < tree.heads[verb] < segment_end(tree, verb):
        reading.modalities |= modalities_of("governor", tree.words[tree.heads[verb]])  # 把登月推迟到明年
    for governor in tree.kids(verb, "advcl", "nsubj"):
        word = tree.words[governor]
        if not start <= governor < verb or word not in governing() or word in words("plan_verbs"):
            continue
        if tree.tags[governor] == "NOUN":
            continue  # 这一授权应公司的要求撤销
        subjects = [s for s in tree.kids(verb, "nsubj", "nsubj:pass") if governor < s < verb]
        if any(words("passive_strict").isdisjoint(tree.words[governor:s]) for s in subjects):
            reading.negations += _denies_over(word)
            reading.modalities |= modalities_of("governor", word)


def _beside_its_governor(tree: Tree, verb: int, reading: Reading) -> None:
    """表示，中方反对美方制裁企业: a verb that takes a clause, hung beside its clause instead of over it."""
    governor = tree.lefts[verb] - 1
    if not _own_subject(tree, verb) or governor < segment_start(tree, verb):
        return
    if tree.tags[governor] != "VERB" or tree.words[governor] not in governing():
        return
    if tree.heads[governor] == tree.heads[verb] and not tree.kids(governor, "obj", "ccomp", "xcomp"):
        reading.negations += _denies_over(tree.words[governor])
        reading.modalities |= modalities_of("governor", tree.words[governor])


def _talked_about(tree: Tree, verb: int, reading: Reading) -> None:
    """双方就采购战机继续谈判: what is talked about is not done."""
    start, end = segment_start(tree, verb), segment_end(tree, verb)
    before = next((t for t in range(start, verb) if tree.words[t] == "就" and tree.tags[t] == "ADP"), None)
    told = (t for t in range(verb + 1, end) if tree.words[t] in words("talking"))
    if before is not None and any(not tree.below(t, verb) for t in told):
        reading.modalities.add(Modality.PLANNED)


def _aimed_at(tree: Tree, verb: int, reading: Reading) -> None:
    """目标是实现碳达峰, 他的梦想是成为医生: what an aim is said to be is not reached."""
    for token in range(segment_start(tree, verb) + 1, verb):
        if tree.words[token] in ("是", "为", "就是", "在于") and tree.words[token - 1] in listed("noun", "planned"):
            reading.modalities.add(Modality.PLANNED)
    if words("aims").isdisjoint(tree.words):
        return
    if any(tree.words[c] in words("aspect") | listed("adverb", "settled") for c in tree.children[verb]):
        return
    for token in range(1, verb):
        if tree.words[token - 1] in words("aims") and tree.words[token] in ("是", "为", "：", ":", "就是"):
            reading.modalities.add(Modality.PLANNED)


def _in_quotes(tree: Tree, verb: int, reading: Reading) -> None:
    """要求总统“立即下台，停止战争”: everything in the quotation is what is asked for."""
    if words("directing").isdisjoint(tree.words):
        return
    opened = next((t for t in range(verb - 1, -1, -1) if tree.words[t] in "“「『”」』"), -1)
    if opened < 1 or tree.words[opened] not in "“「『":
        return
    for token in range(opened - 1, segment_start(tree, opened) - 1, -1):
        word = tree.words[token]
        if tree.tags[token] == "VERB" and word in words("directing"):
            reading.modalities |= modalities_of("governor", word)
        if tree.tags[token] == "VERB":
            return


def _negotiated(tree: Tree, verb: int, reading: Reading) -> None:
    """就出售股份与买家谈判, 就收购签署意向书: a deed that two only talk about."""
    at = verb - 1
    while at > 0 and tree.tags[at] in ("ADV", "SCONJ") and tree.words[at] != "就":
        at -= 1
    if at < 0 or tree.words[at] != "就":
        return
    for token in range(verb + 1, segment_end(tree, verb)):
        if tree.words[token] in words("settling"):
            reading.modalities.add(Modality.PLANNED)


def _is_subject(tree: Tree, token: int) -> bool:
    return any(tree.deps[t].startswith("nsubj") for t in (token, *tree.ancestors(token)) if tree.heads[t] >= 0)


def _governed(tree: Tree, head: int, child: int, reading: Reading, none: int | None) -> bool:
    """Adds what the verb `head` says of its complement; True when it only reports, so that nothing above counts."""
    word = tree.words[head]
    # 谈不上, whatever it was tagged; of 不是 the comma is looked at.
    only_denies = (
        word in listed("adverb", "negative") and word in unmistakable() and word not in words("denied_copulas")
    )
    denies = (
        only_denies
        or word in listed("governor", "negative")
        or (
            word in words("denied_copulas")
            and not _comma_between(tree, head, child)  # 不是辞职，而是被解雇
            and not words("first_times").intersection(tree.words[head:child])  # 不是第一次受到处罚
        )
    )
    reading.negations += denies and head != none  # 没有人受伤 is counted beside the verb
    if denies and word in ("阻止", "阻碍", "妨碍", "防止", "避免", "制止") and _denied(tree, head):
        reading.modalities.add(Modality.POSSIBLE)  # 不会阻止俄罗斯实现目标
    reading.heard.add(head)
    reading.modalities |= modalities_of("governor", word)
    if word in words("causative") and not any(segment_start(tree, head) <= s for s in tree.kids(head, "nsubj")):
        reading.modalities |= carried(tree, head)  # 想组织一次募捐，让更多人加入
    if word in unmistakable():
        reading.modalities |= modalities_of("adverb", word)
    reports = word in words("speech") and word not in listed("governor", "actual")
    if none_of(tree, head) is not None or (reports and not denies and _denied(tree, head)):
        reading.modalities.add(Modality.POSSIBLE)  # 没有证据显示…, 没有说…: left open
    if not reports and tree.deps[child] in _CLOSE and not _comma_between(tree, head, child):
        # Not to be let do a thing is not to do it, whatever the letting verb is.
        for token in beside(tree, head):
            reading.negations += tree.words[token] in listed("adverb", "negative")
            reading.modalities |= modalities_of("adverb", tree.words[token]) & set(_GRADED)
    return False


def _denied(tree: Tree, verb: int) -> bool:
    return any(tree.words[t] in listed("adverb", "negative") for t in beside(tree, verb))


def _sister(tree: Tree, head: int, child: int, reading: Reading) -> None:
    """What stands over the first of two coordinated verbs stands over the second too (计划收购A并出售B)."""
    above = read(tree, head)
    own = any(tree.words[t] in listed("adverb", "negative") for t in beside(tree, child))
    reading.negations += 0 if own else above.negations  # 拒绝道歉并不再起诉: the second denies for itself
    reading.modalities |= above.modalities
    for token in beside(tree, head):
        reading.modalities |= modalities_of("adverb", tree.words[token]) & {*_GRADED, Modality.CONDITIONAL}
        reading.negations += tree.words[token] in ("不得", "严禁", "禁止", "不准", "不许", "切勿", "请勿")
    deeds = [t for t in tree.kids(head, "ccomp", "xcomp") if head < t < child]
    if deeds and not _comma_between(tree, deeds[-1], child) and not _own_subject(tree, child):
        # 计划收购A并出售B, where B was hung beside the plan instead of under it
        reading.modalities |= modalities_of("governor", tree.words[head]) & {*_GRADED}


def _and_another(tree: Tree, head: int, child: int) -> bool:
    """拒绝道歉并不再起诉: behind 并 comes a deed beside the refusal, though the parser hung it under it."""
    joined = any(tree.words[t] in ("并", "并且", "且") and t < child for t in tree.kids(child, "mark", "cc"))
    return joined and any(head < t < child for t in tree.kids(head, "obj", "ccomp", "xcomp"))


def _told_before(tree: Tree, head: int, child: int) -> bool:
    """要求各校不得补课，此前有三所中学被批评: a clause that tells of what was before is not what is asked for."""
    start = segment_start(tree, child)
    return start > head and any(tree.words[t] in words("told_before") for t in range(start, min(start + 2, child)))


def _serial(tree: Tree, verb: int, following: int) -> bool:
    """要求学校违规开学: of verbs in a row whatever governs the last governs the first."""
    closed = any(tree.deps[c] in ("mark", "case") and c > verb for c in tree.children[verb])
    return verb < following and not closed and not _comma_between(tree, verb, following)


def _governs(tree: Tree, head: int, child: int) -> bool:
    """A verb of planning or refusing before its complement governs it, whatever the relation is called."""
    return head < child and tree.words[head] in governing() and not _comma_between(tree, head, child)


def _comma_between(tree: Tree, head: int, child: int) -> bool:
    return any(tree.words[t] in STOPS for t in range(min(head, child) + 1, max(head, child)))


def _own_subject(tree: Tree, verb: int) -> bool:
    return any(tree.deps[c].startswith(("nsubj", "csubj")) for c in tree.children[verb])


def _described(tree: Tree, noun: int, verb: int, reading: Reading) -> None:
    """推出…的计划: the noun says that the clause is a plan; the verb over the noun may cancel it."""
    if tree.words[noun] in words("could") and tree.kids(verb, "obj"):
        reading.modalities.add(Modality.POSSIBLE)  # 举行峰会的条件, but not 承担的责任
    word = tree.words[noun]
    over = tree.words[tree.heads[noun]] if tree.heads[noun] >= 0 else ""
    reading.negations += over in words("denials") and word in words("hearsay_nouns")
    over_it = tree.heads[noun]
    if over_it >= 0 and tree.deps[noun] == "obj" and over in listed("governor", "cancelled") and over_it < verb:
        reading.modalities.add(Modality.CANCELLED)  # 取消在维也纳举行的演唱会
    if tree.words[verb] in words("submitting") and not tree.kids(verb, "obj"):
        return  # 提出的上诉请求 has been made
    said = {m for m in (Modality.PLANNED, Modality.POSSIBLE) if word in listed("noun", m.value)}
    reading.modalities |= said
    if said:
        governors = [tree.heads[noun]] if tree.heads[noun] >= 0 else []
        governors += [c for g in governors for c in tree.kids(g, "conj", "parataxis")]
        if any(tree.words[g] in listed("governor", "cancelled") for g in governors):
            reading.modalities.add(Modality.CANCELLED)


def _described_ahead(tree: Tree, verb: int, reading: Reading) -> None:
    """不排除再次喷发的可能: the noun behind 的 speaks of the verb, wherever the parser hung it."""
    for token in range(verb + 1, min(verb + 8, len(tree) - 1)):
        if tree.words[token] in STOPS:
            return
        noun = token + 1
        over_it = tree.heads[noun] == verb and tree.words[verb] in words("denials", "speech")
        if tree.words[token] != "的" or over_it:
            continue  # 否认收购的传闻: denying is no rumour
        if tree.words[noun] in ("可能", "可能性", "可行性", "传闻", "传言", "谣言", "打算"):
            reading.modalities.add(Modality.POSSIBLE)
            return
        if tree.words[noun] in words("papers_of_intent") and tree.heads[noun] != verb:
            reading.modalities.add(Modality.PLANNED)
            return

"""What a verb's clause and sentence say of it: conditions, questions, and what the clauses before have said."""

from __future__ import annotations

import re
from functools import cache

from kg.claim import Modality
from pipelines.claims.segments import segment_end, segment_start
from pipelines.claims.stance.adverbs import acts
from pipelines.claims.stance.classes import listed, modalities_of
from pipelines.claims.stance.suspicion import befalls, only_why
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

#: 梦里, but not 在睡梦中落网.
_DREAMT = re.compile("(?<!睡)梦(?:里|中(?![人情女])|境中)")
_CARRIED = {Modality.PLANNED, Modality.POSSIBLE}


def carried(tree: Tree, verb: int) -> set[Modality]:
    """What the clauses before it have said of the same subject (芯片会…，能够训练…), and what its time phrase says."""
    found: set[Modality] = set()
    for child in tree.children[verb]:
        if child < verb and tree.deps[child] in ("obl", "nmod", "nmod:tmod") and tree.type_of(child) == "Time":
            if any(t < child and tree.words[t] in words("future_marks") for t in tree.children[child]):
                found.add(Modality.PLANNED)
    if tree.deps[verb] in ("acl", "acl:relcl", "csubj") or tree.words[verb] in words("reactions"):
        return found
    governor = next((a for a in tree.ancestors(verb) if a < verb and tree.words[a] in words("speech")), -1)
    at = verb
    while at > 0:
        start = max(segment_start(tree, at), governor + 1)
        has_subject = any(_is_subject(tree, t) for t in range(start, at))
        if at != verb:
            found |= _modal_words(tree, start, at, verb)
        if tree.words[start] in words("contrast", "going_on_to_tell"):
            return found
        if has_subject or start in (0, governor + 1) or tree.words[start - 1] not in ("，", ","):
            return found
        at = start - 1
    return found


def apart(tree: Tree, verb: int) -> bool:
    """甲预计盈利，乙已完成增资: a clause behind a comma with a subject of its own is not what the one before foresees."""
    start = segment_start(tree, verb)
    if start < 2 or tree.words[start - 1] not in ("，", ",") or any(start <= a < verb for a in tree.ancestors(verb)):
        return False
    return any(_is_subject(tree, t) and tree.heads[t] == verb for t in range(start, verb))


def _is_subject(tree: Tree, token: int) -> bool:
    return tree.deps[token].startswith(("nsubj", "csubj")) and tree.deps[tree.heads[token]] not in ("acl", "acl:relcl")


def _modal_words(tree: Tree, start: int, end: int, verb: int) -> set[Modality]:
    """What is said between two tokens that holds for `verb`, later on; suspicions do not for what befalls the suspect."""
    found: set[Modality] = set()
    for token in range(start, end):
        head = tree.heads[token]
        if tree.words[token] in words("accused") and (befalls(tree, verb) or only_why(tree, head, verb)):
            continue
        # 同意后核发…, 经董事会同意，…: with nothing behind it, the plan was carried out
        last = segment_end(tree, token) == token + 1 or tree.words[token + 1] in words("clause_ends")
        plan = tree.words[token] in words("plan_verbs") and not last
        if plan and tree.tags[token] == "VERB" and not tree.kids(token, "obj"):
            found.add(Modality.PLANNED)  # 计划投资…，并生产…: the plan goes on
            continue
        adverbial = tree.deps[token] in ("aux", "advmod", "case", "mark") and (
            tree.tags[head] in ("VERB", "ADJ") or tree.type_of(head) == "Time"  # 将于6月30日卸任，由…接任
        )
        if adverbial and tree.words[token] in words("future_will") and acts(tree, head):
            found.add(Modality.PLANNED)
        elif adverbial and tree.deps[head] not in ("acl", "acl:relcl"):
            # 必须为训练模型，采购芯片: before a phrase of purpose it speaks of the deed behind the comma
            aimed = token + 1 < end and tree.words[token + 1] in ("为", "为了")
            found |= modalities_of("adverb", tree.words[token]) & (_CARRIED | ({Modality.REQUIRED} if aimed else set()))
    return found


def agreed(tree: Tree) -> bool:
    """乙方交付设备: what a contract says of its parties they are to do."""
    return not words("contract_parties").isdisjoint(tree.words)


def before_what_is_to_come(tree: Tree, verb: int) -> bool:
    """交易完成后恒达将成为子公司: what is to come after a deed leaves the deed to come too."""
    if not opens_a_time(tree, verb):
        return False
    head = tree.heads[verb]
    if head <= verb or tree.deps[verb] not in ("advcl", "xcomp", "ccomp", "dep", "obl", "nmod"):
        return False
    return any(
        tree.words[t] in listed("adverb", "required") | words("future_marks") and t > verb
        for t in (*tree.children[head], head - 1)
    )


def opens_a_time(tree: Tree, verb: int) -> bool:
    """交易完成后: the deed only says when."""
    return any(tree.words[c] in ("后", "之后", "以后") and c > verb for c in tree.children[verb])


def conditional(tree: Tree, verb: int) -> bool:
    """A condition in the verb's clause, or in the clause or stretch before that leads to it."""
    conditions = words("conditions")
    for at in (verb, *tree.ancestors(verb)) if not conditions.isdisjoint(tree.words) else ():
        for token in tree.children[at]:
            if at != verb and segment_start(tree, token) > verb and _found(tree, verb):
                continue  # 官兵发现伤者，如不及时救援，…: it was found before
            if tree.words[token] in conditions and tree.deps[token] in (
                "mark",
                "case",
                "advmod",
                "cc",
                "advcl",
            ):
                return True
            clause = tree.deps[token] == "advcl" and token < at
            if clause and any(tree.words[t] in conditions for t in tree.children[token] if t < token):
                return True
        if tree.deps[at] in ("parataxis", "acl", "acl:relcl"):
            break
    return _on_the_surface(tree, verb)


def _found(tree: Tree, verb: int) -> bool:
    """Whether the verb is one of finding out, or a clause that 后 closes: what comes later is no condition of it."""
    closed = any(tree.words[c] in words("clause_ends") and c > verb for c in tree.children[verb])
    return closed or tree.words[verb] in listed("governor", "actual")


def _on_the_surface(tree: Tree, verb: int) -> bool:
    """如果 before the verb in its stretch, or in the stretch before; …的前提下 and …的，处… likewise."""
    start, end = segment_start(tree, verb), verb
    if start > 1 and tree.words[start] in words("sanctions") and tree.words[start - 2] == "的":
        before = range(segment_start(tree, start - 2), start - 2)  # 违反规定的，由…处以罚款
        return not any(tree.words[t] in words("copulas") for t in before)
    if _ruled_for(tree, start) or _whoever(tree, verb, start):
        return True
    only = tree.words.index("只有") if "只有" in tree.words[: verb + 1] else len(tree)
    if not {"才", "才能", "才会", "才可"}.isdisjoint(tree.words[only:]):
        return True
    if _unless(tree, start, verb):
        return True
    for _ in range(2):
        stretch = range(start, end)
        if "下去" in tree.words[start:end] and "再" in tree.words[start:end] and end < verb:
            return True  # 再这么贵下去，只好涨价
        if _if(tree, start):
            return True
        if any(tree.words[t] in words("conditions") and not _in_noun(tree, t) for t in stretch):
            return True
        if any(tree.words[t] in ("前提", "条件", "情况") and tree.words[t + 1 : t + 2] == ["下"] for t in stretch):
            return any(tree.words[t] in ("前提", "条件") for t in stretch)
        if start < 2 or tree.words[start - 1] not in ("，", ","):
            return False
        end = start - 1
        start = segment_start(tree, end - 1)
    return False


def _unless(tree: Tree, start: int, verb: int) -> bool:
    """补贴不到位就裁员, 三日内等不到道歉，就起诉: 就 behind what does not happen is then, unless 了 says that it came to it."""
    if {"就", "便"}.isdisjoint(tree.words[start:verb]):
        return False
    if any(tree.words[c] in words("aspect") for c in tree.children[verb] if c > verb):
        return False
    cue = next(t for t in range(start, verb) if tree.words[t] in ("就", "便"))
    before = segment_start(tree, max(start - 2, 0)) if start > 1 and tree.words[start - 1] in ("，", ",") else start
    if before < start and tree.words[before] == "再":
        return True  # 再伤一次，我就退役
    if {"由于", "因为", "因"}.intersection(tree.words[before:cue]):
        return False
    return any(
        _fails(tree, t) and not _in_noun(tree, t) and words("speech").isdisjoint(tree.words[t:cue])
        for t in range(before, cue)
    )


def _fails(tree: Tree, token: int) -> bool:
    """不, and what a verb does not reach: 等不到, but not 不到一周."""
    word = tree.words[token]
    potential = word.endswith(("不到", "不了", "不成", "不上"))
    return word in ("不", "不能") or (potential and (len(word) > 2 or (token > 0 and tree.tags[token - 1] == "VERB")))


def _ruled_for(tree: Tree, start: int) -> bool:
    """对违反规定的学校，由…责令整改: a rule for whoever it may be, in the stretch that names them and in the one that rules."""
    for front, back in ((start, segment_end(tree, start) + 1), (segment_start(tree, max(start - 2, 0)), start)):
        if tree.words[front] not in ("对", "对于") or back >= len(tree) or back <= front or back < 2:
            continue
        if tree.words[back] in words("sanctions") and "的" in tree.words[front : back - 1]:
            return True
    return False


def _whoever(tree: Tree, verb: int, start: int) -> bool:
    """情节严重的，吊销执照: a stretch of a verb that ends in 的 before a comma names a case."""
    end = segment_end(tree, verb)
    following = tree.words[end + 1 : end + 2]
    case = tree.words[end - 1] == "的" or (tree.words[end - 1][-1] == "者" and following in (["处"], ["处以"]))
    if not (following and case and tree.words[end] in ("，", ",")):
        return False
    return words("copulas").isdisjoint(tree.words[start:end]) and (
        following[0] in words("sanctions") or tree.tags[end + 1] == "VERB" or following[0][0] == "每"
    )


def _if(tree: Tree, start: int) -> bool:
    """如情况属实，…: 如 at the front of a stretch that has a verb and goes on behind a comma; 如苹果等 names examples."""
    end = segment_end(tree, start)
    if tree.words[start] != "如" or end >= len(tree) or tree.words[end] not in ("，", ","):
        return False
    inside = range(start + 1, end)
    verbs = [t for t in inside if tree.tags[t] in ("VERB", "ADJ") and not tree.mentions[t]]
    clause = any(tree.deps[t] in ("advcl", "xcomp", "ccomp", "conj", "parataxis", "ROOT", "root", "dep") for t in verbs)
    return clause and not any(tree.words[t] in ("、", "等") for t in inside)


def _in_noun(tree: Tree, token: int) -> bool:
    return any(tree.deps[t] in ("acl", "acl:relcl") for t in (token, *tree.ancestors(token))[:3])


def outcome(tree: Tree, verb: int) -> Modality | None:
    """收购快手失败, 收购一事仍待批准: what the rest of the stretch says has become of the deed."""
    if _given_up(tree, verb) or _called_off(tree, verb):
        return Modality.CANCELLED
    if _refuted(tree, verb) or _only_spoken_of(tree, verb):
        return Modality.POSSIBLE
    end = segment_end(tree, verb)
    if _outcomes().isdisjoint(tree.words[verb + 1 : end]):
        return None
    for token in range(verb + 1, end):
        word = tree.words[token]
        if word in words("still_to") and words("approvals").intersection(tree.words[token + 1 : end]):
            return Modality.POSSIBLE
        if word in words("refuting") and _is_doubted(tree, verb, token):
            return Modality.POSSIBLE
        if word in words("told_things") and any(t in listed("adverb", "negative") for t in tree.words[token + 1 : end]):
            return Modality.POSSIBLE  # 收购一事尚未敲定
        if word in words("failing") and tree.words[verb + 1] != "了":
            return Modality.CANCELLED
        told_of_it = tree.mentions[token - 1] or tree.tags[token - 1] in ("ADV", "VERB", "AUX", "CCONJ", "SCONJ")
        if word in words("undone") and end == token + 1 and told_of_it:  # but not 退赛复出时间推迟
            return Modality.POSSIBLE
        if word in words("rumours") and token == verb + 1 and tree.words[verb] in words("intransitive"):
            return Modality.POSSIBLE
        asked = tree.words[verb] in listed("governor", "planned")  # 请求被法官驳回: it was asked for
        if (
            word in words("thwarting")
            and not asked
            and words("passive_strict").intersection(tree.words[verb + 1 : token])
        ):
            return Modality.CANCELLED
        if word in words("unsettled") and tree.words[token - 1] in words("without"):
            return Modality.POSSIBLE
        if word in words("chances") and verb < token - 1 and tree.heads[token] == verb and tree.mentions[token - 1]:
            return Modality.POSSIBLE
        if word == "之" and words("only_thought_of").intersection(tree.words[token + 1 : token + 2]):
            return Modality.POSSIBLE
        if word == "待" and tree.words[token - 1] in ("仍", "尚", "有", "还"):
            return Modality.POSSIBLE
        if word in words("waiting") or (
            word in ("时间", "清楚") and tree.words[token - 1] in ("是", "不", "只是", "尚不")
        ):
            return Modality.POSSIBLE
    return None


@cache
def _outcomes() -> frozenset[str]:
    """The words that `outcome` listens to."""
    lists = ("still_to", "refuting", "told_things", "failing", "undone", "rumours", "thwarting", "unsettled", "chances")
    return frozenset(["之", "待", "时间", "清楚"]).union(words("waiting"), *map(words, lists))


def _only_spoken_of(tree: Tree, verb: int) -> bool:
    """对收购蔚来不感兴趣, 离收购蔚来只差一步: behind 对 a deed is what somebody has an opinion of, behind 离 what is still
    to come."""
    start, end = segment_start(tree, verb), segment_end(tree, verb)
    if tree.words[start] in ("关于", "至于") and end + 1 < len(tree) and tree.words[end] in ("，", ","):
        told = tree.words[end + 1 : segment_end(tree, end + 1)]  # 关于领导人出席会议，暂无消息
        return any(word in words("without") or word in listed("adverb", "negative") for word in told)
    if tree.words[start] in words("distances") and words("left_to_go").intersection(tree.words[verb + 1 : end]):
        return True  # 距离大桥通车还有一年
    if any("梦" in word for word in tree.words[start:verb]) and _DREAMT.search("".join(tree.words[start:verb])):
        return True
    if not 0 < verb < tree.heads[verb] or tree.words[verb - 1] not in words("distances") | {"对", "对于"}:
        return False
    return not any(tree.words[c] in words("aspect") for c in tree.children[verb] if c > verb)


def _is_doubted(tree: Tree, verb: int, token: int) -> bool:
    """收购一事不属实, 收购一事尚无定论, 收购纯属谣言: the word is what is said of the deed, not what the deed is done to."""
    if any(tree.words[t] in words("told_things") for t in range(verb + 1, token)):
        return True
    before = tree.words[token - 1]
    said = before in words("copulas") | {"纯属", "系", "属", "属于"} or (
        tree.words[token] == "属实" and before in ("不", "并不")
    )
    return said and token - 1 > verb and (tree.heads[token] != verb or before == "纯属")


def _called_off(tree: Tree, verb: int) -> bool:
    """取消了推出芯片的计划, where the parser took the plan for what is brought out."""
    plans = [o for o in tree.kids(verb, "obj") if tree.words[o] in listed("noun", "planned")]
    if not any(tree.words[o - 1] == "的" for o in plans):
        return False
    return any(
        tree.words[t] in listed("governor", "cancelled") and tree.tags[t] == "VERB" and not tree.kids(t, "obj")
        for t in range(segment_start(tree, verb), verb)
    )


def _given_up(tree: Tree, verb: int) -> bool:
    """他打算参选，后来放弃了: a later clause without an object calls off the plan before it."""
    if not words("plan_verbs").intersection(tree.words[segment_start(tree, verb) : verb]):
        return False
    for token in range(segment_end(tree, verb), len(tree)):
        if tree.words[token] in words("giving_up") and tree.tags[token] == "VERB":
            own = [s for s in tree.kids(token, "nsubj") if s >= segment_start(tree, token)]
            bare = not own and not tree.kids(token, "obj", "ccomp", "xcomp")
            denied = any(tree.words[c] in listed("adverb", "negative") for c in tree.children[token])
            return bare and not denied
    return False


def _refuted(tree: Tree, verb: int) -> bool:
    """有消息称小米收购了蔚来，小米予以否认: a later clause denies it, and names nothing else that it would deny."""
    for token in range(segment_end(tree, verb) + 1, len(tree)):
        told = tree.words[token].removeprefix("纯属").removeprefix("系")
        said = tree.words[token - 1] in ("系", "属", "为", "是", "属于") or told != tree.words[token]
        said |= "纯属" in tree.words[segment_start(tree, token) : token]  # 纯属商家杜撰
        if said and told in words("falsehoods"):
            return not any(tree.words[t] in words("contrast") for t in range(verb, token))
    if words("denials").isdisjoint(tree.words[segment_end(tree, verb) :]):
        return False
    for token in range(segment_end(tree, verb), len(tree)):
        light = tree.deps[token] == "obj" and tree.words[tree.heads[token]] in words("light")  # 予以否认
        if tree.words[token] in words("denials") and (light or tree.tags[token] == "VERB"):
            what = tree.kids(token, "obj", "ccomp", "xcomp")
            denied = any(tree.words[c] in listed("adverb", "negative") for c in tree.children[token])
            if not what and not light:
                # 否认短期内赴港挂牌, whatever hangs where: something else is denied
                return not denied and token + 1 == segment_end(tree, token)
            return not denied and all(
                tree.words[o] in words("hearsay_nouns")
                and words("pointing_at_rumours").issuperset(tree.words[token + 1 : o])
                for o in what
            )
    return False


def suggests(tree: Tree, verb: int) -> bool:
    """你也来背单词吧: 吧 at the end of the clause proposes or guesses."""
    if "吧" not in tree.words:
        return False
    end = next((t for t in range(verb + 1, len(tree)) if tree.words[t] in "。！；？!?;…"), len(tree))
    return tree.words[end - 1] == "吧" and end - 1 > verb and segment_end(tree, verb) >= end - 1

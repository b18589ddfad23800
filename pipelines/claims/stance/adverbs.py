"""What the words beside a verb say of it: 没有, 将, 可能, 已."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.claim import Modality, top_class
from pipelines.claims.phrase import is_nominal
from pipelines.claims.segments import STOPS, segment_end, segment_start
from pipelines.claims.stance.classes import GRADED, listed, modalities_of, unmistakable
from pipelines.claims.stance.suspicion import only_why
from pipelines.claims.tree import Tree
from pipelines.claims.words import words
from pipelines.segment.dictionary import dictionary_tags

_BESIDE = frozenset(
    ["advmod", "aux", "mark", "dep", "discourse", "cop", "xcomp", "case", "advcl", "compound", "aux:pass", "amod", "cc"]
)
_ADVERBIAL = frozenset(["ADV", "AUX", "SCONJ", "ADP", "CCONJ"])
_CHAIN = frozenset(
    ["conj", "advcl", "xcomp", "ccomp", "compound", "dep", "parataxis", "acl", "csubj", "aux", "root", "ROOT"]
)


@dataclass
class Reading:
    """negations counted, modalities heard; settled: it has happened; planned_last: a plan word stands nearer to the verb
    than what settles it (曾想收购); doubtful: said to be only possible; heard: governors whose denial is counted."""

    negations: int = 0
    modalities: set[Modality] = field(default_factory=set)
    settled: bool = False
    planned_last: bool = False
    doubtful: bool = False
    heard: set[int] = field(default_factory=set)


def heard(tree: Tree, verb: int) -> set[int]:
    """The tokens that `read` listens to for denials."""
    return {*beside(tree, verb), *walk(tree, verb)}


def read(tree: Tree, verb: int) -> Reading:
    """The reading of the adverbs and auxiliaries that speak of `verb`."""
    reading = Reading()
    near = beside(tree, verb)
    walked = walk(tree, verb)
    denied = None
    for token in sorted({*near, *walked}):
        if _is_question(tree, token):
            reading.modalities.add(Modality.ASKED)
        elif _denies(tree.words[token]) and not _not_the_first(tree, token, verb):
            # 没有也不会参与, 从未且永不: two denials side by side are one.
            reading.negations += denied is None or not words("beside").intersection(tree.words[denied + 1 : token])
            denied = token
    if denied is None and (first := _first_listed(tree, verb)) is not None:
        # 未生产、销售该药品; 从未出资与乙成立公司: one denial for both
        reading.negations += any(_denies(tree.words[t]) for t in {*beside(tree, first), *walk(tree, first)})
    reading.negations += none_of(tree, verb) is not None
    reading.negations += _not_that(tree, verb, {*near, *walked})
    for token in sorted({*near, *walked, *shared(tree, verb), *_left_hanging(tree, verb)}):
        _weigh(tree, verb, token, reading)
    if _without_it(tree, verb):
        reading.modalities.add(Modality.CONDITIONAL)
    if _purpose(tree, verb) or _benefit(tree, verb):
        reading.modalities.add(Modality.PLANNED)
    if _past(tree, verb):
        reading.settled, reading.planned_last = True, False
    if reading.planned_last:
        reading.settled = False
    if reading.settled:
        reading.modalities.discard(Modality.PLANNED)
        if not reading.doubtful:
            reading.modalities.discard(Modality.POSSIBLE)
    return reading


def _without_it(tree: Tree, verb: int) -> bool:
    """没有芯片就没有汽车: that there is none of the one holds where there is none of the other."""
    if tree.words[verb] not in words("none"):
        return False
    before = tree.words[segment_start(tree, verb) : verb]
    return not {"就", "便", "也就"}.isdisjoint(before) and not words("none").isdisjoint(before)


def _first_listed(tree: Tree, verb: int) -> int | None:
    """The verb that this one is listed with (生产和销售), or by which it is done (出资与乙成立公司)."""
    before = tree.words[verb - 1] if verb > 1 else ""
    if before in words("listing"):
        first = verb - 2 if tree.tags[verb - 2] == "VERB" else tree.heads[verb - 2]
        listed_with = tree.deps[verb] == "conj" or tree.tags[verb - 2] == "VERB"
        return first if 0 <= first < verb and tree.tags[first] == "VERB" and listed_with else None
    means = [t for t in tree.kids(verb, "advcl") if segment_start(tree, verb) <= t < verb]
    return next((t for t in means if tree.words[t] in words("instrumental")), None)


def _not_the_first(tree: Tree, token: int, verb: int) -> bool:
    """这并非特斯拉首次召回汽车: it has happened."""
    return tree.words[token] in words("denied_copulas") and bool(
        words("first_times").intersection(tree.words[token:verb])
    )


def _denies(word: str) -> bool:
    """Whether a word beside a verb denies it; verbs of refusing count where the parser took them for adverbs (无心)."""
    return word in listed("adverb", "negative") or (word in unmistakable() and word in listed("governor", "negative"))


def _weigh(tree: Tree, verb: int, token: int, reading: Reading) -> None:
    word = tree.words[token]
    if _before_passive(tree, verb, token):
        return
    if word in words("accused") and only_why(tree, tree.heads[token], verb):
        return
    if word == "几乎" and tree.tags[token + 1] not in ("VERB", "ADV", "AUX"):
        return  # 几乎所有能力: it speaks of the noun
    if before_number(tree, token):
        return
    if word in words("originally") and tree.words[verb] in words("calling_off"):
        return
    if word in listed("adverb", "settled"):
        reading.settled, reading.planned_last = True, False
    elif reading.settled and word in listed("adverb", "planned"):
        reading.planned_last = True
    reading.doubtful |= word in listed("adverb", "doubtful")
    if word == "将" and tree.deps[token] == "case" and not _loose_jiang(tree, verb, token):
        return
    if word == "应" and tree.deps[token] == "case":
        return  # 应海纳集团邀请
    if word == "或" and not modal_or(tree, token):
        return
    if _counterfactual(tree, token):
        reading.modalities.add(Modality.POSSIBLE)
        reading.doubtful = True
    if word == "一定" and any(tree.words[s] in words("first_person") for s in tree.kids(verb, "nsubj")):
        reading.modalities.add(Modality.PLANNED)  # 我一定做到: a promise
    if word in words("future_will") and acts(tree, verb):
        reading.modalities.add(Modality.PLANNED)  # 公司会关闭工厂; what 会 befall things is possible
        return
    if word in words("supposing") and words("supposed").intersection(tree.words[token + 1 : token + 2]):
        reading.modalities.add(Modality.POSSIBLE)  # 他应该是北京人
        return
    for modality in GRADED:
        if word in listed("adverb", modality.value):
            reading.modalities.add(modality)
    if word in unmistakable():
        reading.modalities |= modalities_of("governor", word)
    if (
        word in listed("adverb", "purpose")
        and tree.heads[token] == verb
        and token < verb
        and tree.deps[token] in ("mark", "case", "advmod", "advcl")
        and _for_the_deed(tree, verb, token)
    ):
        reading.modalities.add(Modality.PLANNED)


def before_number(tree: Tree, token: int) -> bool:
    """大概下午2时赶到, 大概是三人受伤: the word speaks of the time or amount behind it."""
    if tree.words[token] not in words("roughly"):
        return False
    behind = token + 2 if tree.words[token + 1 : token + 2] == ["是"] else token + 1
    return behind < len(tree) and tree.type_of(behind) in ("Time", "Quantity")


def _before_passive(tree: Tree, verb: int, token: int) -> bool:
    """因涉嫌诈骗被警方逮捕: what is only suspected stands before 被. 被对手将比分扳平: there 将 is no future."""
    word = tree.words[token]
    if word == "将":
        thing = any(is_nominal(tree, t) for t in range(token + 1, verb))
        return thing and any(tree.words[t] == "被" for t in range(segment_start(tree, verb), token))
    if word not in ("涉嫌", "被控", "被指", "被疑"):
        return False
    if (
        tree.kids(token, "obj", "ccomp", "xcomp")
        and tree.words[token - 1 : token]
        and tree.words[token - 1] in ("以", "因", "由于")
    ):
        return True
    return any(tree.words[t] in words("passive_strict") for t in range(token + 1, verb))


def acts(tree: Tree, verb: int) -> bool:
    """Whether the verb has an object, and a person or an organisation for its subject, here or in the clause before."""
    if not tree.kids(verb, "obj", "obl:patient") and "把" not in tree.words[segment_start(tree, verb) : verb]:
        return False
    subjects = [s for a in (verb, *tree.ancestors(verb)) for s in tree.kids(a, "nsubj") if s < verb]
    if not subjects:
        return False
    kind, word = tree.type_of(subjects[0]), tree.words[subjects[0]]
    return (
        top_class(kind) in ("Person", "Organisation")
        if kind
        else word.endswith(("政府", "银行", *words("acting_endings")))
    )


def beside(tree: Tree, verb: int) -> list[int]:
    """Adverbs and auxiliaries of `verb`: its children before it, and the run of such words at its left."""
    start = segment_start(tree, verb)
    found = {
        c
        for c in tree.children[verb]
        if c < verb and tree.deps[c] in _BESIDE and (c >= start or tree.deps[c] not in ("advcl", "xcomp", "dep"))
    }
    at = verb - 1
    while at >= 0 and tree.words[at] not in STOPS and tree.tags[at] in _ADVERBIAL:
        found.add(at)
        at -= 1
    for token in tuple(found):
        if tree.deps[token] in ("aux", "advmod", "xcomp", "compound"):
            found.update(c for c in tree.children[token] if tree.deps[c] in ("advmod", "aux") and c < verb)
    return sorted(found)


def walk(tree: Tree, verb: int) -> list[int]:
    """Adverbial words left of the verb, over the phrases of time and place between, up to its subject or another verb."""
    found: list[int] = []
    phrases = _phrases(tree, verb)
    for token in range(verb - 1, segment_start(tree, verb) - 1, -1):
        if token in phrases:
            continue
        if tree.deps[token].startswith(("nsubj", "csubj")) or tree.words[token] in ("的", "、"):
            before = tree.lefts[token] - 1
            opens = before >= segment_start(tree, verb) and tree.deps[token].startswith("nsubj")
            if opens and tree.words[before] in listed("adverb", "doubtful"):
                found.append(before)  # 似乎总部位于合肥
            break
        if (
            tree.tags[token] == "VERB"
            and tree.mentions[token] is None
            and tree.deps[token] not in ("case", "mark", "aux")
        ):
            word = tree.words[token]
            if word in listed("adverb", "negative") or word in listed("adverb", "doubtful"):
                if not tree.below(verb, token):  # one that governs the verb is heard as its governor
                    found.append(token)
                continue
            break
        if _counterfactual(tree, token):
            found.append(token)
            continue
        if tree.tags[token] in _ADVERBIAL and tree.mentions[token] is None:
            found.append(token)
    return found


def _phrases(tree: Tree, verb: int) -> set[int]:
    """The tokens of the prepositional phrases before the verb, from the preposition on: 或将|以三亿元的价格|收购."""
    inside: set[int] = set()
    for noun in tree.children[verb]:
        if noun < verb and tree.deps[noun] in ("obl", "nmod"):
            cases = [c for c in tree.kids(noun, "case") if c < noun and tree.words[c] in words("prepositions") - {"将"}]
            inside.update(range(max(cases), noun + 1) if cases else ())
    return inside


def shared(tree: Tree, verb: int) -> list[int]:
    """Auxiliaries left of `verb` in its stretch that belong to a verb it shares a subject with (将裁员并关闭…)."""
    partners = {verb}
    for ancestor in (verb, *tree.ancestors(verb)):
        partners.add(ancestor)
        if tree.deps[ancestor] not in _CHAIN or tree.deps[ancestor] in ("acl", "acl:relcl"):
            break
    partners.update(c for c in tree.children[verb] if tree.deps[c] in ("advcl", "conj", "dep") and c < verb)
    start = segment_start(tree, verb)
    head = tree.heads[verb]
    if head >= 0 and tree.deps[verb] in ("advcl", "conj", "dep", "parataxis"):
        # 拟出资与乙成立公司，专门…: of verbs in a row the first has the auxiliary, wherever they hang
        partners.update(
            c for c in tree.children[head] if start <= c < verb and tree.deps[c] in ("advcl", "conj", "dep")
        )
    own = [c for c in tree.children[verb] if tree.deps[c].startswith("nsubj") and start <= c]
    start = max(start, min(own, default=start))
    return [t for t in range(start, verb) if tree.heads[t] in partners and tree.deps[t] in ("aux", "advmod", "mark")]


def _past(tree: Tree, verb: int) -> bool:
    """The verb has 了 or 过: it happened."""
    return any(tree.words[c] in ("了", "过") and c == verb + 1 for c in tree.children[verb])


def _is_question(tree: Tree, token: int) -> bool:
    """会不会, 是不是: a verb and its own denial ask."""
    word = tree.words[token]
    return token > 0 and word in ("不" + tree.words[token - 1], "没" + tree.words[token - 1])


def _counterfactual(tree: Tree, token: int) -> bool:
    """本可以收购, 原本应辞职, 本想收购: it has not come to it."""
    after = tree.words[token + 1] if token + 1 < len(tree) else ""
    return tree.words[token] in words("counterfactual") and (
        after in listed("adverb", "ability") or after in words("counterfactual_modals")
    )


def _not_that(tree: Tree, verb: int, counted: set[int]) -> bool:
    """并不是两名矿工被救出: a denied copula before the subject denies the clause, whichever of the two it hangs on."""
    return any(
        tree.words[c] in words("denied_copulas") and tree.deps[c] in ("cop", "advmod", "aux", "case") and c < s < verb
        for s in tree.kids(verb, "nsubj", "nsubj:pass")
        for c in (*tree.children[s], *tree.children[verb])
        if c not in counted
    )


def none_of(tree: Tree, verb: int) -> int | None:
    """The word that says of the verb's subject that there is none of it: 没有人受伤, 无人受伤."""
    for subject in tree.kids(verb, "nsubj", "nsubj:pass"):
        before = tree.lefts[subject] - 1
        if subject < verb and before >= 0 and tree.words[before] in words("none"):
            return before
        for token in (subject, *tree.children[subject]):
            clause = tree.deps[token].startswith("acl") and bool(tree.kids(token, "obj"))  # 没有外援的球队
            if tree.words[token] in words("nobody" if token == subject else "none") and not clause:
                return token
    beside_it = tree.kids(verb, "advmod", "advcl", "dep", "xcomp")  # 展厅无人看守
    return next((c for c in beside_it if c < verb and tree.words[c] in words("nobody")), None)


def _for_the_deed(tree: Tree, verb: int, token: int) -> bool:
    """以打击…, 来适应…: 以 and 来 are of purpose right before the deed; 以童星出道 and 6月来 are none."""
    if tree.words[token] not in ("以", "来", "为"):
        return True
    between = [t for t in range(token + 1, verb) if tree.tags[t] not in ("ADV", "ADJ", "PART", "SCONJ")]
    return not between and not (token > 0 and tree.type_of(token - 1) == "Time")


def _purpose(tree: Tree, verb: int) -> bool:
    """为加快推进建设，…: every deed of a stretch that 为 opens, and that another follows, is only aimed at; so are those
    of the next one, where who acts is named behind it (为整治秩序，创造环境，公安局决定…)."""
    start, end = segment_start(tree, verb), segment_end(tree, verb)
    if start > 2 and tree.words[start] not in ("为", "为了") and tree.words[start - 1] in ("，", ","):
        named_behind = any(tree.deps[t] == "nsubj" for t in range(end, segment_end(tree, min(end + 1, len(tree) - 1))))
        before = not any(tree.deps[t].startswith("nsubj") for t in range(segment_start(tree, start - 2), verb))
        if named_behind and before and tree.heads[verb] > end and tree.words[end : end + 1] in (["，"], [","]):
            start, end = segment_start(tree, start - 2), start - 1
    if tree.words[start] not in ("为", "为了") or end >= len(tree) or tree.words[end] not in ("，", ","):
        return False
    return tree.tags[start + 1] in ("VERB", "ADV") and not tree.mentions[start + 1]


def _benefit(tree: Tree, verb: int) -> bool:
    """会议为我们发扬传统提供了遵循, 只是为了让人生得到升华: what something is good for has not happened."""
    start, end = segment_start(tree, verb), segment_end(tree, verb)
    opened = next((t for t in range(verb - 1, start, -1) if tree.words[t] in ("为", "为了")), None)
    if opened is None or any(
        tree.tags[t] == "VERB" and tree.words[t] not in words("causative") for t in range(opened, verb)
    ):
        return False
    if tree.words[opened] == "为了":
        return not (tree.heads[tree.heads[opened]] == verb and tree.deps[tree.heads[opened]] == "obl")  # 为了孩子离婚
    whose = [s for s in tree.kids(verb, "nsubj") if opened < s]
    return bool(whose) and tree.deps[verb] == "advcl" and verb < tree.heads[verb] < end and tree.deps[opened] == "case"


def _left_hanging(tree: Tree, verb: int) -> list[int]:
    """各部门要以高度的责任感，切实抓好…: a modal before a phrase of manner that a comma closes speaks of the deed behind it."""
    start = segment_start(tree, verb)
    if start < 3 or tree.words[start - 1] not in ("，", ",") or any(s >= start for s in tree.kids(verb, "nsubj")):
        return []
    before = segment_start(tree, start - 2)
    for token in range(before, start - 2):
        if tree.tags[token] == "AUX" and tree.words[token + 1] in words("manner_openers"):
            deeds = [t for t in range(token + 2, start) if tree.tags[t] == "VERB" and tree.deps[t] != "acl"]
            return [] if deeds else [token]
    return []


def _loose_jiang(tree: Tree, verb: int, token: int) -> bool:
    """将从32支增加到48支, 将同时支持: a 将 before a circumstance is the auxiliary, not the preposition of a patient."""
    noun = tree.heads[token]
    if not token < noun < verb:
        return noun == verb
    if tree.tags[noun] == "ADV" and tree.mentions[noun] is None:
        return True  # 将全力配合
    if tree.words[noun] in words("adverbial_nouns") and (
        tree.tags[token] in ("ADV", "AUX") or tree.words[noun] not in words("times_gone")
    ):
        return True  # 将同时支持, but 将过去抛在身后
    first = token + 1
    if tree.heads[first] == noun and tree.tags[first] == "NOUN" and dictionary_tags().get(tree.words[first]) == "v":
        return True  # 将出台政策支持…, whose first verb was taken for a noun
    others = [c for c in tree.children[noun] if tree.deps[c] == "case" and c != token and c < noun]
    return bool(others) or tree.deps[noun] == "nmod:tmod" or tree.type_of(noun) == "Time"


def modal_or(tree: Tree, token: int) -> bool:
    """火灾或由老化引起: 或 before a preposition, an auxiliary or a verb is perhaps; before a noun, and in pairs, it is or."""
    after = token + 1
    if token > 0 and tree.tags[token - 1] == "VERB":
        return False  # 暂停或取消
    opening = [t for t, word in enumerate(tree.words) if word == "或" and t == segment_start(tree, t)]
    if len(opening) > 1 and token in opening:
        return False  # 或创业，或加盟新公司
    return after < len(tree) and tree.tags[after] in ("ADP", "AUX", "VERB", "ADV") and not tree.mentions[after]

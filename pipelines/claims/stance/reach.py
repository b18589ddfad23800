"""How far a word of plan, duty or doubt reaches: over every deed in a row behind it, until somebody else is named.

公司拟出资与乙成立合资公司、裁员，再关闭工厂: one 拟 for all of them, whatever arcs the parser drew between them. What has
happened, what turns (但, 却) and what another does is beyond its reach.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.claim import Modality
from pipelines.claims.segments import segment_end, segment_start
from pipelines.claims.stance.adverbs import before_number, modal_or
from pipelines.claims.stance.classes import gives_modality, modalities_of
from pipelines.claims.tree import Tree
from pipelines.claims.words import words
from pipelines.segment.dictionary import is_verb

#: Stretches to the left that are looked at.
_STRETCHES = 3
_IN_NOUNS = ("acl", "acl:relcl", "csubj", "nmod", "compound")
_BESIDE = ("aux", "advmod", "mark", "dep", "xcomp")
_TOLD = {Modality.PLANNED, Modality.REQUIRED, Modality.POSSIBLE}


def reached(tree: Tree, verb: int, *, before: int | None = None) -> set[Modality]:
    """What words to the left of `verb`, or of the token `before`, say of all the deeds behind them."""
    if tree.deps[verb] in _IN_NOUNS:
        return set()
    befallen = tree.words[verb] in words("befalling")
    found: set[Modality] = set()
    end = verb
    for number in range(_STRETCHES):
        start = segment_start(tree, end)
        if number and (befallen or _told_apart(tree, end + 1)):
            break
        subject = _subject_in(tree, start, end)
        for token in _outside_nouns(tree, max(start, subject + 1), end):
            if before is None or token < before:
                found |= _said(tree, token, verb, apart=number > 0)
        if subject >= start or start < 2 or tree.words[start - 1] not in ("，", ","):
            break
        end = start - 1
    return found


def maker(tree: Tree, verb: int) -> int | None:
    """The verb that brings about the thing which the clause of `verb` describes: 将建立符合主题的体系 tells of no system yet.

    None where the thing is there anyhow: a name, or what 这 or 其 points at.
    """
    if tree.deps[verb] not in ("acl", "acl:relcl"):
        return None
    thing = first = tree.heads[verb]
    while tree.deps[first] == "conj":
        first = tree.heads[first]
    made = tree.heads[first] if tree.deps[first] == "obj" else -1
    if not 0 <= made < verb or tree.words[made] not in words("creating"):
        return None
    pointed = any(tree.words[c] in words("demonstratives") for c in (*tree.children[thing], *tree.children[first]))
    return None if pointed or tree.tags[thing] == "PROPN" else made


def before_clause(tree: Tree, verb: int) -> bool:
    """拟由甲设计、乙承建的大桥尚未开工: a word of plan right before a clause is the clause's, whatever it hangs on."""
    if not tree.deps[verb].startswith("acl") or tree.heads[verb] < verb:
        return False
    left = min(tree.lefts[clause] for clause in tree.kids(tree.heads[verb], "acl", "acl:relcl"))
    return left > 0 and tree.words[left - 1] in words("future_marks") and tree.tags[left] == "ADP"


def _said(tree: Tree, token: int, verb: int, *, apart: bool) -> set[Modality]:
    """What one word to the left says of `verb`: an auxiliary or adverb, or a verb that governs a deed of its own."""
    word = tree.words[token]
    if not (gives_modality(word) or word in ("或", "或将")) or word in words("too_near"):
        return set()
    if tree.mentions[token] is not None or before_number(tree, token):
        return set()
    if word in ("或", "或将"):
        perhaps = (
            word == "或将" or modal_or(tree, token) or (_behind_subject(tree, token) and is_verb(tree.words[token + 1]))
        )
        return {Modality.POSSIBLE} if perhaps else set()
    if tree.deps[token] in _BESIDE and tree.tags[token] in ("AUX", "ADV"):
        head = tree.heads[token]
        return modalities_of("adverb", word) & _TOLD if head > token and tree.tags[head] == "VERB" else set()
    last = segment_end(tree, token) == token + 1
    if last or tree.tags[token] != "VERB" or tree.words[token + 1] in words("clause_ends", "aspect"):
        return set()
    if apart and word not in words("plan_verbs"):
        return set()
    if not apart and any(tree.words[c] in words("instrumental") for c in tree.kids(token, "xcomp", "ccomp")):
        return modalities_of("governor", word)  # 放弃出资与乙成立公司
    return modalities_of("governor", word) & _TOLD if _governs_a_deed(tree, token, verb) else set()


def _behind_subject(tree: Tree, token: int) -> bool:
    return token > 0 and (tree.deps[token - 1].startswith("nsubj") or tree.mentions[token - 1] is not None)


def _governs_a_deed(tree: Tree, token: int, verb: int) -> bool:
    """Whether a verb before `verb` in the row is the deed that the verb `token` speaks of: 寻求关闭工厂、裁员."""
    if any(token < c < verb and tree.tags[c] == "VERB" for c in tree.kids(token, "ccomp", "xcomp", "obj")):
        return True
    named = range(token + 1, min(segment_end(tree, token), verb))
    strong = tree.words[token] in words("plan_verbs")
    if strong and tree.heads[token] == verb and tree.deps[token] not in ("advcl", "parataxis", "conj"):
        return True  # 由五十个打算增加到八十个, where the parser took the plan for a part of the deed
    if strong and any(tree.tags[t] == "VERB" and tree.deps[t] == "nmod" and tree.below(t, token) for t in named):
        return True  # 考虑向乙采购芯片，用于…, whose deed was taken for a noun
    return len(named) > 1 and is_verb(tree.words[token + 1]) and segment_end(tree, token) == segment_end(tree, verb)


def _subject_in(tree: Tree, start: int, end: int) -> int:
    """The last token in the stretch that is somebody's or something's subject, -1 where there is none; those of clauses
    that only say when (交易完成后) do not count."""
    for token in range(end - 1, start - 1, -1):
        if not tree.deps[token].startswith(("nsubj", "csubj")):
            continue
        head = tree.heads[token]
        closed = tree.words[head + 1 : head + 2]
        if tree.deps[head] in ("acl", "acl:relcl") or (closed and closed[0] in words("clause_ends")):
            continue
        asked = tree.lefts[token] - 1
        if asked >= start and tree.words[asked] in words("asking", "appointing"):
            continue  # 要聘请程志担任总裁
        over = tree.heads[head] if tree.deps[head] in ("ccomp", "xcomp") else -1
        if 0 <= over < token and tree.words[over] not in words("speech"):
            continue  # 必须聘请程志担任总裁，负责销售
        return token
    return -1


def _outside_nouns(tree: Tree, start: int, end: int) -> Iterator[int]:
    """The tokens from `end` back to `start` that do not stand inside a clause before a noun (拟出售的资产)."""
    token = end - 1
    while token >= start:
        clause = tree.heads[token] if tree.words[token] == "的" else -1
        if 0 <= clause < token and tree.deps[clause] in ("acl", "acl:relcl"):
            token = min(tree.lefts[clause], token) - 1
            continue
        yield token
        token -= 1


def _told_apart(tree: Tree, start: int) -> bool:
    """Whether a stretch turns from what the one before says, or tells what was or is so anyway."""
    turning = words("contrast", "told_before", "now", "going_on_to_tell")
    return not turning.isdisjoint(tree.words[start : start + 2])

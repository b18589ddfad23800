"""Who does it: whom the grammar found, or another word of the sentence that the subject scorer finds likelier."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipelines.claims.handed_on import handed_on
from pipelines.claims.phrase import coordinated
from pipelines.claims.segments import segment_start
from pipelines.claims.subjects import SUBJECTS, is_time, set_by_words
from pipelines.claims.tree import Tree
from pipelines.claims.words import words
from pipelines.nlp.subjects import NOBODY

#: A subject that the tree gives to the verb itself gives way to one that is at least this likely, and only where the
#: parser was less certain of it than that. On held-out sentences the scorer is right in 21 of 27 such cases, the tree in 4.
_LIKELY, _CERTAIN = 0.7, 0.85
#: How many times as likely another has to be than one that the grammar carried over from another clause.
_THAN_CARRIED = 1.2


def likelier(
    tree: Tree, verb: int, subjects: Sequence[int], others: Collection[int], *, carried: bool
) -> list[int] | None:
    """The subjects of `verb` in place of `subjects`, [] where it has none; None where the grammar's stay.

    `others` are its other participants, `carried` whether the grammar took the subjects from another clause.
    """
    listed = tree.likely_subjects.get(verb, ())
    if not listed or listed[0][0] in subjects or any(tree.words[s] in words("nobody") for s in subjects):
        return None
    candidates = [c for c in listed if c[0] in subjects or _can_be(tree, c[0])]
    if not candidates:
        return None
    best, probability = candidates[0]
    if best in subjects or best in others or (best == NOBODY and not subjects) or _same(tree, best, subjects):
        return None
    if subjects and not carried:
        if best == NOBODY or probability < _LIKELY or min(tree.certainty[s] for s in subjects) >= _CERTAIN:
            return None
    else:
        own = {*subjects} or {NOBODY}
        if probability < _THAN_CARRIED * sum(share for word, share in candidates if word in own):
            return None
    if subjects and (_settled(tree, verb, subjects[0], best) or _meanwhile(tree, verb, best)):
        return None
    if subjects and _is_said_of(tree, best, subjects):
        return None
    if best == NOBODY or _described(tree, verb, best):
        return []
    passed = handed_on(tree, coordinated(tree, best), verb)
    return passed or None


def _is_said_of(tree: Tree, noun: int, subjects: Sequence[int]) -> bool:
    """雪豹属猫科动物，栖息于高山: what somebody or something is said to be does not do what follows; they do."""
    if noun == NOBODY:
        return False
    told = tree.deps[noun] in ("obj", "xcomp") and tree.words[tree.heads[noun]] in words("being")
    holder = tree.heads[noun] if told else noun
    if not told and not any(c < noun for c in tree.kids(noun, "cop")):
        return False
    return any(s in subjects for s in tree.kids(holder, *SUBJECTS)) and tree.words[subjects[0]] not in words(
        "demonstratives"
    )


def described_in_vain(tree: Tree, verb: int) -> bool:
    """Whether the noun that a relative clause describes is likelier not to be its subject: 购买手机的时间."""
    candidates = tree.likely_subjects.get(verb, ())
    of_noun = sum(share for word, share in candidates if _described(tree, verb, word))
    return bool(candidates) and candidates[0][1] > _THAN_CARRIED * of_noun


def chance(tree: Tree, verb: int, subject: int) -> float | None:
    """The probability that the scorer gives to `subject`, or to what it is coordinated with; None where it was not asked."""
    candidates = tree.likely_subjects.get(verb)
    if not candidates:
        return None
    return sum(
        share
        for word, share in candidates
        if word != NOBODY and (word == subject or subject in coordinated(tree, word))
    )


def _can_be(tree: Tree, word: int) -> bool:
    """Nobody can be meant, and a noun; no time, no part of a compound, and a verb only where it is a subject in the tree."""
    if word == NOBODY:
        return True
    deed = tree.tags[word] == "VERB" and tree.deps[word] not in ("csubj", *SUBJECTS)
    return not (deed or tree.deps[word] in ("advcl", "compound", "nmod:tmod") or is_time(tree, word))


def _settled(tree: Tree, verb: int, subject: int, best: int) -> bool:
    """Where words of the sentence say whose deed it is: 因滥用地位，对甲处以罚款; a cause before 造成; 通知明确，取消收费."""
    if set_by_words(tree, verb) or tree.words[verb] in words("resulting"):
        return True
    return best == NOBODY and tree.words[tree.heads[subject]] in words("laying_down")


def _meanwhile(tree: Tree, verb: int, word: int) -> bool:
    """抱着捐款箱走下台: whoever holds the box does both."""
    holding = tree.heads[word] if tree.deps[word] == "obj" else -1
    return (
        segment_start(tree, verb) <= holding < verb
        and tree.words[holding + 1] == "着"
        and tree.words[holding] not in words("causatives")
    )


def _same(tree: Tree, word: int, subjects: Sequence[int]) -> bool:
    """合肥、芜湖两地: whether `word` only is another name for the subjects, or one of them."""
    pairs = [pair for subject in subjects for pair in ((word, subject), (subject, word))]
    return any(tree.heads[one] == other and tree.deps[one] in ("appos", "conj", "flat") for one, other in pairs)


def _described(tree: Tree, verb: int, word: int) -> bool:
    return tree.deps[verb].startswith("acl") and word in coordinated(tree, tree.heads[verb])

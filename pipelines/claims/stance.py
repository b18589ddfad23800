"""Whether the text says that it happened: polarity and modality of one verb in its sentence."""

from __future__ import annotations

from functools import cache

from kg.claim import Modality, Polarity
from pipelines.claims.tree import Tree
from pipelines.claims.words import table, words

# The strongest reading wins where several meet: a cancelled plan is cancelled.
_ORDER = (
    Modality.CANCELLED,
    Modality.ASKED,
    Modality.CONDITIONAL,
    Modality.REQUIRED,
    Modality.PLANNED,
    Modality.POSSIBLE,
)
_STOPS = frozenset("，。；！？：,;!?:…")
_CHAIN = frozenset(
    ["conj", "advcl", "xcomp", "ccomp", "compound", "dep", "parataxis", "acl", "csubj", "aux", "root", "ROOT"]
)
_GOVERNED = frozenset(["ccomp", "xcomp", "obj", "csubj", "compound", "nsubj", "dep", "advcl", "aux", "parataxis"])


@cache
def _classes(section: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in table("modality.toml")[section].items()}


def _class(section: str, name: str) -> frozenset[str]:
    return _classes(section).get(name, frozenset())


def segment_start(tree: Tree, index: int) -> int:
    """Where the stretch without a comma that holds `index` begins."""
    while index > 0 and tree.words[index - 1] not in _STOPS:
        index -= 1
    return index


def beside(tree: Tree, verb: int) -> list[int]:
    """Adverbs and auxiliaries that speak of `verb`: its children before it, and the run of such words at its left."""
    found = {
        c
        for c in tree.children[verb]
        if c < verb
        and tree.deps[c]
        in (
            "advmod",
            "aux",
            "mark",
            "dep",
            "discourse",
            "cop",
            "xcomp",
            "case",
            "advcl",
            "compound",
            "aux:pass",
            "amod",
            "cc",
        )
    }
    at = verb - 1
    while at >= 0 and tree.words[at] not in _STOPS and tree.tags[at] in ("ADV", "AUX", "SCONJ", "ADP", "CCONJ"):
        found.add(at)
        at -= 1
    for token in tuple(found):
        if tree.deps[token] in ("aux", "advmod", "xcomp", "compound"):
            found.update(c for c in tree.children[token] if tree.deps[c] in ("advmod", "aux") and c < verb)
    return sorted(found)


def _shared(tree: Tree, verb: int) -> list[int]:
    """Auxiliaries left of `verb` in its comma-free stretch that belong to a verb it shares a subject with (将裁员并关闭…)."""
    partners = {verb}
    for ancestor in (verb, *tree.ancestors(verb)):
        partners.add(ancestor)
        if tree.deps[ancestor] not in _CHAIN or tree.deps[ancestor] in ("acl", "acl:relcl"):
            break
    partners.update(c for c in tree.children[verb] if tree.deps[c] in ("advcl", "conj", "dep") and c < verb)
    start = segment_start(tree, verb)
    if any(tree.deps[c].startswith("nsubj") and start <= c for c in tree.children[verb]):
        start = max(start, min(c for c in tree.children[verb] if tree.deps[c].startswith("nsubj")))
    return [t for t in range(start, verb) if tree.heads[t] in partners and tree.deps[t] in ("aux", "advmod", "mark")]


def stance(tree: Tree, verb: int) -> tuple[Polarity, Modality]:
    """Polarity and modality of the event that `verb` names, from its adverbs, the verbs and nouns over it, its clause
    and its sentence."""
    negations = 0
    found: set[Modality] = set()
    near = beside(tree, verb)
    for token in near:
        negations += tree.words[token] in _class("adverb", "negative")
    settled = False
    for token in dict.fromkeys((*near, *_shared(tree, verb))):
        word = tree.words[token]
        settled |= word in ("曾", "曾经", "已", "已经", "早已", "业已")
        for modality in (Modality.PLANNED, Modality.REQUIRED, Modality.POSSIBLE, Modality.ASKED, Modality.CONDITIONAL):
            if word in _class("adverb", modality.value):
                found.add(modality)
        if (
            word in _class("adverb", "purpose")
            and tree.heads[token] == verb
            and token < verb
            and tree.deps[token] in ("mark", "case", "advmod", "advcl")
        ):
            found.add(Modality.PLANNED)
    if not settled and not near_past(tree, verb):
        found |= _carried(tree, verb)
    if settled:
        found -= {Modality.POSSIBLE, Modality.PLANNED}
    if Modality.POSSIBLE in found and Modality.PLANNED in found:
        found.discard(Modality.POSSIBLE)
    over_negations, over = _over(tree, verb)
    negations += over_negations
    found |= over
    if _under_condition(tree, verb):
        found.add(Modality.CONDITIONAL)
    if _asks(tree, verb):
        found.add(Modality.ASKED)
    modality = next((m for m in _ORDER if m in found), Modality.ACTUAL)
    return (Polarity.NEGATIVE if negations % 2 else Polarity.POSITIVE), modality


def near_past(tree: Tree, verb: int) -> bool:
    """The verb has 了 or 过: it happened."""
    return any(tree.words[c] in ("了", "过") and c == verb + 1 for c in tree.children[verb])


def _carried(tree: Tree, verb: int) -> set[Modality]:
    """What the clauses before it have said of the same subject: 芯片会…，能够训练…, and what stands in its time phrase."""
    found: set[Modality] = set()
    for child in tree.children[verb]:
        if child < verb and tree.deps[child] in ("obl", "nmod", "nmod:tmod") and tree.type_of(child) == "Time":
            for token in tree.children[child]:
                if token < child and tree.words[token] in ("将", "拟", "预计", "将于", "将在", "计划"):
                    found.add(Modality.PLANNED)
    found |= _loose_jiang(tree, verb)
    if tree.deps[verb] in ("acl", "acl:relcl", "csubj"):
        return found
    governor = next((a for a in tree.ancestors(verb) if a < verb and tree.words[a] in words("speech")), -1)
    at = verb
    while at > 0:
        start = max(segment_start(tree, at), governor + 1)
        if any(
            tree.deps[t].startswith(("nsubj", "csubj")) and tree.deps[tree.heads[t]] not in ("acl", "acl:relcl")
            for t in range(start, at)
        ):
            if at == verb:
                return found
            found |= _modal_words(tree, start, at)
            return found
        if at != verb:
            found |= _modal_words(tree, start, at)
        if start == 0 or start == governor + 1 or tree.words[start - 1] not in ("，", ","):
            return found
        at = start - 1
    return found


def _loose_jiang(tree: Tree, verb: int) -> set[Modality]:
    """将从32支增加到48支, 将同时支持: a 将 before a circumstance is the auxiliary, not the preposition of a patient."""
    for token in range(segment_start(tree, verb), verb):
        if tree.words[token] != "将" or tree.deps[token] != "case":
            continue
        noun = tree.heads[token]
        if not token < noun < verb or tree.heads[noun] != verb:
            continue
        others = [c for c in tree.children[noun] if tree.deps[c] == "case" and c != token and c < noun]
        if others or tree.deps[noun] == "nmod:tmod" or tree.type_of(noun) == "Time":
            return {Modality.PLANNED}
    return set()


def _modal_words(tree: Tree, start: int, end: int) -> set[Modality]:
    found: set[Modality] = set()
    for token in range(start, end):
        if tree.deps[token] not in ("aux", "advmod", "case", "mark") or tree.tags[tree.heads[token]] not in (
            "VERB",
            "ADJ",
        ):
            continue
        if tree.deps[tree.heads[token]] in ("acl", "acl:relcl"):
            continue
        for modality in (Modality.PLANNED, Modality.POSSIBLE):
            if tree.words[token] in _class("adverb", modality.value):
                found.add(modality)
    return found


def _over(tree: Tree, verb: int) -> tuple[int, set[Modality]]:
    """Negations and modalities that verbs and nouns above `verb` put on it."""
    negations = 0
    found: set[Modality] = set()
    child = verb
    seen_root = False
    while not seen_root:
        head = tree.heads[child]
        found |= _conditions(tree, child)
        if head < 0:
            break
        dep = tree.deps[child]
        word = tree.words[head]
        if dep in ("acl", "acl:relcl"):
            found |= _noun(tree, head, child)
            break
        if dep in ("conj", "parataxis", "advcl") and not _governs(tree, head, child):
            if dep != "conj" and _own_subject(tree, child):
                break
            if dep == "conj" and head < child:
                negated, more = _governed_over(tree, head)
                negations += negated
                found |= more
                break
            child = head
            if dep == "advcl":
                break
            continue
        if head > child and dep not in ("nsubj", "csubj", "compound", "aux"):
            child = head  # a clause before the verb is not its complement
            continue
        if dep in _GOVERNED and tree.tags[head] in ("VERB", "AUX", "ADJ", "NOUN", "ADV"):
            negated = sum(tree.words[t] in _class("adverb", "negative") for t in beside(tree, head))
            if word in _class("governor", "negative"):
                negations += 1
            classes = [m for m in _ORDER if word in _class("governor", m.value)]
            found.update(classes)
            if word not in words("speech") or word in _class("governor", "actual"):
                negations += negated
                if not (word in words("speech") and not classes):
                    for token in beside(tree, head):
                        for modality in (Modality.PLANNED, Modality.REQUIRED, Modality.POSSIBLE):
                            if tree.words[token] in _class("adverb", modality.value):
                                found.add(modality)
            if word in words("speech") and word not in ("预计", "预测", "估计", "猜测", "推测", "否认"):
                break
        child = head
    return negations, found


def _governed_over(tree: Tree, head: int) -> tuple[int, set[Modality]]:
    """What stands over the first of two coordinated verbs stands over the second too (计划收购A并出售B)."""
    negations, found = _over(tree, head)
    for token in beside(tree, head):
        for modality in (Modality.PLANNED, Modality.REQUIRED, Modality.POSSIBLE, Modality.CONDITIONAL):
            if tree.words[token] in _class("adverb", modality.value):
                found.add(modality)
    return negations, found


def _governs(tree: Tree, head: int, child: int) -> bool:
    """A verb of planning or refusing before its complement governs it, whatever the relation is called."""
    word = tree.words[head]
    return (
        head < child
        and any(
            word in _class("governor", name) for name in ("negative", "planned", "required", "possible", "cancelled")
        )
        and (not any(tree.words[t] in _STOPS for t in range(head + 1, child)))
    )


def _own_subject(tree: Tree, verb: int) -> bool:
    return any(tree.deps[c].startswith(("nsubj", "csubj")) for c in tree.children[verb])


def _noun(tree: Tree, noun: int, child: int) -> set[Modality]:
    """推出…的计划: the noun says that the clause is a plan; the verb over the noun may cancel it."""
    word = tree.words[noun]
    found: set[Modality] = set()
    if word in _class("noun", "planned"):
        found.add(Modality.PLANNED)
    if word in _class("noun", "possible"):
        found.add(Modality.POSSIBLE)
    if found:
        governors = [tree.heads[noun]] if tree.heads[noun] >= 0 else []
        governors += [c for g in governors for c in tree.kids(g, "conj", "parataxis")]
        if any(tree.words[g] in _class("governor", "cancelled") for g in governors):
            found.add(Modality.CANCELLED)
    return found


def _conditions(tree: Tree, verb: int) -> set[Modality]:
    """A condition in this clause, or in a clause before it that leads to it."""
    for token in tree.children[verb]:
        if tree.words[token] in _class("adverb", "conditional") and tree.deps[token] in (
            "mark",
            "case",
            "advmod",
            "cc",
            "advcl",
        ):
            return {Modality.CONDITIONAL}
        if (
            tree.deps[token] == "advcl"
            and token < verb
            and any(tree.words[t] in _class("adverb", "conditional") for t in tree.children[token] if t < token)
        ):
            return {Modality.CONDITIONAL}
    return set()


def _under_condition(tree: Tree, verb: int) -> bool:
    """A condition on the surface: 如果 before the verb in its stretch, or in the stretch before that leads to it."""
    start = segment_start(tree, verb)
    end = verb
    for _ in range(2):
        if any(tree.words[t] in words("conditions") and not _in_noun(tree, t) for t in range(start, end)):
            return True
        if start < 2 or tree.words[start - 1] not in ("，", ","):
            return False
        end = start - 1
        start = segment_start(tree, end - 1)
    return False


def _in_noun(tree: Tree, token: int) -> bool:
    return tree.deps[tree.heads[token]] in ("acl", "acl:relcl") if tree.heads[token] >= 0 else False


def _asks(tree: Tree, verb: int) -> bool:
    """The clause ends in a question mark or a question particle."""
    for token in range(verb + 1, len(tree)):
        word = tree.words[token]
        if word in ("？", "?"):
            return True
        if word in ("。", "！", "；", "!"):
            return False
        if word in ("吗", "呢", "么") and tree.tags[token] in ("PART", "AUX", "SCONJ"):
            return True
    return False

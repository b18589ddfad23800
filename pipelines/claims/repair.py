"""Small corrections of a parse, each for something that Chinese does not allow and a treebank parser still writes.

The parser is trained on an encyclopaedia; news has patterns that it attaches wrongly. Every rule here needs a cue on the
surface and touches one or two arcs.
"""

from __future__ import annotations

from kg.claim import top_class
from pipelines.claims.relations import shipped_triggers
from pipelines.claims.stance import segment_start
from pipelines.claims.tree import Tree
from pipelines.claims.words import table, words
from pipelines.segment.dictionary import is_adverb, is_verb

_NAMES = frozenset(["Organisation", "Person", "Place", "Product"])
_COMMAS = frozenset("，。；！？：,;!?:—…")
_PHRASE_OPENERS = frozenset(["把", "将", "被", "向", "对", "给", "与", "跟", "同", "由", "从"])


def repair(tree: Tree) -> Tree:
    """A corrected copy of `tree`; the tree itself where nothing is wrong."""
    heads, deps, tags = list(tree.heads), list(tree.deps), list(tree.tags)
    _modal_hui(tree, heads, deps, tags)
    _adverbs(tree, heads, deps, tags)
    _progressive(tree, heads, deps, tags)
    _begun(tree, heads, deps, tags)
    _towards(tree, heads, deps, tags)
    _planned_nouns(tree, heads, deps, tags)
    _for_somebody(tree, heads, deps, tags)
    _verb_with_zai(tree, heads, deps)
    _stolen_objects(tree, heads, deps, tags)
    _prepositional(tree, heads, deps, tags)
    _owned_names(tree, heads, deps, tags)
    if heads == tree.heads and deps == tree.deps and tags == tree.tags:
        return tree
    if _has_cycle(heads):
        return tree
    return Tree(tree.words, tags, heads, deps, tree.starts, tree.mentions)


def _has_cycle(heads: list[int]) -> bool:
    for start in range(len(heads)):
        at, steps = start, 0
        while at >= 0:
            at = heads[at]
            steps += 1
            if steps > len(heads):
                return True
    return False


def _deed(word: str) -> bool:
    return is_verb(word) or word in shipped_triggers()


def _move_children(heads: list[int], old: int, new: int, keep: int = -1) -> None:
    for token, head in enumerate(heads):
        if head == old and token not in (new, keep):
            heads[token] = new


def _modal_hui(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """芯片会训练: 会 behind a noun that it names no meeting of is the auxiliary, not 芯片会 (as in 研讨会)."""
    for token in range(1, len(tree) - 1):
        if tree.words[token] != "会" or tags[token] == "AUX" or tree.mentions[token]:
            continue
        before = token - 1
        if heads[before] != token or tags[before] not in ("NOUN", "PROPN", "PART", "X", "PRON") or tree.words[token + 1] in _COMMAS:
            continue
        if tags[token + 1] in ("NOUN", "PROPN", "PART") and not tree.mentions[token + 1]:
            continue
        head, dep = heads[token], deps[token]
        verb = head if head > token else next((t for t in range(token + 1, len(tree)) if tags[t] == "VERB"), -1)
        if verb < 0:
            continue
        heads[before], deps[before] = (head, dep) if head >= 0 else (verb, "nsubj")
        for other, owner in enumerate(heads):
            if owner == token:
                heads[other] = before
        heads[token], deps[token], tags[token] = verb, "aux", "AUX"


def _adverbs(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """An adverb is nobody: 立马引爆 has no subject 立马."""
    for token, word in enumerate(tree.words):
        if deps[token] in ("nsubj", "nsubj:pass", "obj", "nmod", "obl", "appos") and is_adverb(word) and not tree.mentions[token]:
            if token not in heads:
                deps[token], tags[token] = "advmod", "ADV"
                verb = next((t for t in range(token + 1, len(tree)) if tags[t] in ("VERB", "ADJ") or tree.words[t] in _COMMAS), -1)
                if verb > 0 and tags[verb] in ("VERB", "ADJ"):
                    heads[token] = verb


def _progressive(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """一直在裁员: 在 before a deed is no being somewhere; the deed is the predicate."""
    for token in range(len(tree) - 1):
        if tree.words[token] not in ("在", "正在") or tags[token] != "VERB" or tree.mentions[token]:
            continue
        deed = next((c for c in range(token + 1, len(tree)) if heads[c] == token and deps[c] in ("obj", "xcomp", "ccomp")), None)
        if deed is None or tree.mentions[deed] or not _deed(tree.words[deed]) and tags[deed] != "VERB":
            continue
        heads[deed], deps[deed], tags[deed] = heads[token], deps[token], "VERB"
        _move_children(heads, token, deed)
        heads[token], deps[token], tags[token] = deed, "advmod", "ADV"


def _verb_with_zai(tree: Tree, heads: list[int], deps: list[str]) -> None:
    """押在了元宇宙上: 在 right behind a verb opens that verb's phrase."""
    for token in range(1, len(tree) - 1):
        if tree.words[token] not in ("在", "到", "于", "向", "给", "至") or tree.tags[token] != "VERB" or tree.mentions[token]:
            continue
        verb = token - 1
        if tree.tags[verb] != "VERB" or tree.mentions[verb] or tree.words[verb] in words("not_predicates"):
            continue
        place = next((c for c in range(token + 1, len(tree)) if heads[c] == token and deps[c] in ("obj", "obl", "xcomp")), None)
        if place is None or heads[verb] == token and deps[verb] != "compound" and deps[verb] != "advcl":
            continue
        if heads[token] != verb:
            if heads[verb] == token:
                heads[verb], deps[verb] = heads[token], deps[token]
            _move_children(heads, token, verb, keep=place)
        else:
            _move_children(heads, token, verb, keep=place)
        heads[place], deps[place] = verb, "obj"
        heads[token], deps[token] = verb, "mark"


def _stolen_objects(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """这些设施需要网络容量，因此…: a noun behind a verb and before the comma is that verb's object, not the next one's subject."""
    for noun in range(1, len(tree) - 1):
        verb = heads[noun]
        if deps[noun] not in ("nsubj", "nsubj:pass") or verb < noun:
            continue
        comma = next((t for t in range(noun + 1, verb) if tree.words[t] in _COMMAS), None)
        if comma is None or any(tags[t] == "VERB" and heads[t] == verb for t in range(noun + 1, comma)):
            continue
        start = segment_start(tree, noun)
        left = min([noun, *(t for t in range(start, noun) if _under(heads, t, noun))])
        governor = left - 1
        while governor > start and tree.words[governor] in words("aspect"):
            governor -= 1
        if governor < start or tags[governor] != "VERB" or tree.mentions[governor] or deps[governor] in ("acl", "acl:relcl", "compound"):
            continue
        if any(h == governor and deps[t] in ("obj", "ccomp", "xcomp") for t, h in enumerate(heads)):
            continue
        heads[noun], deps[noun] = governor, "obj"


def _under(heads: list[int], token: int, ancestor: int) -> bool:
    while token >= 0:
        if token == ancestor:
            return True
        token = heads[token]
    return False


def _prepositional(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """把X押在…，还把Y改成…: such a phrase belongs to the next verb of its own stretch."""
    for token in range(len(tree)):
        if tree.words[token] not in _PHRASE_OPENERS or deps[token] != "case":
            continue
        noun = heads[token]
        verb = heads[noun] if noun >= 0 else -1
        if noun < token or verb < noun or deps[noun] not in ("obl", "obl:patient", "obl:agent", "nsubj", "nmod"):
            continue
        if not any(tree.words[t] in _COMMAS for t in range(noun, verb)):
            continue
        for near in range(noun + 1, verb):
            if tree.words[near] in _COMMAS:
                break
            if tags[near] == "VERB" and not tree.mentions[near] and deps[near] not in ("acl", "acl:relcl", "compound", "mark", "case", "amod"):
                heads[noun], deps[noun] = near, "obl"
                break


def _owned_names(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """裁掉80%员工的推特: staff do not own a company. The verb before is a relative clause of the name."""
    for name in range(2, len(tree)):
        mention = tree.mentions[name]
        if mention is None or top_class(mention.type) not in _NAMES or tree.words[name - 1] != "的":
            continue
        owner = heads[name - 1]
        if not 0 <= owner < name or owner == name - 1 or tree.mentions[owner] or heads[owner] == name and deps[owner].startswith("acl"):
            continue
        if tags[owner] == "VERB":
            continue
        left = min([owner, *(t for t in range(owner) if _under(heads, t, owner))])
        verb = left - 1
        if verb < 0 or tags[verb] != "VERB" or tree.mentions[verb] or tree.words[verb] in words("not_predicates"):
            continue
        if heads[owner] not in (name, verb):
            continue
        before = verb - 1
        if before >= 0 and tree.words[before] not in _COMMAS and tags[before] not in ("SCONJ", "CCONJ", "ADV", "PUNCT"):
            continue
        outer, role = heads[verb], deps[verb]
        if heads[name] == verb:
            following = next((t for t in range(name + 1, len(tree)) if tags[t] == "VERB" and not tree.mentions[t]), None)
            if following is None:
                continue
            if heads[following] == verb:
                heads[following], deps[following] = outer, role
                _move_children(heads, verb, following, keep=name)
            heads[name], deps[name] = following, "nsubj"
        elif heads[name] > name and deps[name] in ("nmod", "compound", "appos"):
            target = next((t for t in range(name + 1, len(tree)) if tags[t] == "VERB" and not tree.mentions[t]), None)
            if target is not None:
                heads[name], deps[name] = target, "nsubj"
        heads[owner], deps[owner] = verb, "obj"
        heads[name - 1], deps[name - 1] = verb, "mark:rel"
        heads[verb], deps[verb] = name, "acl:relcl"


def _begun(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """开始部署…: a deed right behind a verb of beginning is what is begun, and what follows is its object."""
    for token in range(len(tree) - 2):
        if tree.words[token] not in words("aspectual") or tags[token] != "VERB":
            continue
        deed = token + 1
        if tree.mentions[deed] or tags[deed] not in ("NOUN", "PART", "PROPN") or not _deed(tree.words[deed]):
            continue
        rest = [t for t in range(deed + 1, len(tree)) if heads[t] == token and deps[t] in ("obj", "ccomp", "xcomp")]
        if heads[deed] == token and deps[deed] in ("obj", "xcomp", "ccomp") and not rest:
            continue  # 开始改革: the deed is all there is
        if tree.words[deed + 1] in ("的", "、") or tree.words[deed + 1] in _COMMAS:
            continue
        heads[deed], deps[deed], tags[deed] = token, "xcomp", "VERB"
        for part in rest:
            heads[part] = deed


def _towards(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """对AI研究进行了投资: all between 对 and the light verb is one noun phrase, whatever its words are elsewhere."""
    for token in range(len(tree) - 2):
        if tree.words[token] not in words("patient_prepositions") or tree.words[token] in ("把", "将"):
            continue
        light = token + 1
        while light < len(tree) and tree.words[light] not in _COMMAS and tree.words[light] not in words("light"):
            light += 1
        if light >= len(tree) or tree.words[light] not in words("light") or tags[light] != "VERB" or light - token < 2:
            continue
        inside = range(token + 1, light)
        head = next((t for t in reversed(inside) if tags[t] not in ("ADV", "AUX", "SCONJ", "PUNCT", "ADJ")), None)
        if head is None or any(tree.words[t] in ("对", "向", "把", "将", "在") for t in inside):
            continue
        for part in inside:
            if part != head and not token < heads[part] < light:
                heads[part] = head if part < head else light
                deps[part] = "nmod" if part < head else "advmod"
        heads[head], deps[head] = light, "obl"
        if tags[head] == "VERB":
            tags[head] = "NOUN"
        for part, owner in enumerate(heads):
            if owner == head and part < token:
                heads[part] = light
            elif owner == head and part > head:
                heads[part] = light
        heads[token], deps[token] = head, "case"


def _planned_nouns(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """建设数据中心的计划: what is planned is the clause, not a plan that is built."""
    planned = frozenset(table("modality.toml")["noun"]["planned"]) | frozenset(["消息", "传闻", "传言", "可能性"])
    for noun in range(3, len(tree)):
        verb = heads[noun]
        if tree.words[noun] not in planned or deps[noun] != "obj" or not 0 <= verb < noun or tree.words[noun - 1] != "的":
            continue
        if tree.words[verb + 1] in ("了", "过") or tree.words[verb] in words("plan_takers") or deps[verb] in ("acl", "acl:relcl"):
            continue
        owner = heads[noun - 1]
        if not verb < owner < noun or heads[owner] != noun:
            continue
        outer, role = heads[verb], deps[verb]
        if outer < 0:
            following = next((t for t in range(noun + 1, len(tree)) if heads[t] == verb and tags[t] == "VERB"), None)
            if following is None:
                continue
            outer, role = -1, "ROOT"
            heads[following], deps[following] = -1, "ROOT"
            _move_children(heads, verb, following)
            target = following
        else:
            target = outer
        heads[owner], deps[owner] = verb, "obj"
        heads[noun - 1], deps[noun - 1] = verb, "mark:rel"
        governed = target < verb
        heads[noun], deps[noun] = target, "obj" if governed else "nsubj"
        heads[verb], deps[verb] = noun, "acl:relcl"


def _for_somebody(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """微软为OpenAI定做的超算: 为 before somebody for whom something is done is a preposition, no copula."""
    for token in range(1, len(tree) - 3):
        noun = heads[token]
        if tree.words[token] != "为" or deps[token] != "cop" or noun < token:
            continue
        verb = next((t for t in range(token + 2, noun) if heads[t] == noun and deps[t] in ("acl", "acl:relcl") and tags[t] == "VERB"), None)
        whom = next((t for t in range(token + 1, verb or 0) if heads[t] == verb and deps[t] in ("obl", "nsubj", "nmod", "obj")), None)
        if verb is None or whom is None:
            continue
        heads[token], deps[token], tags[token] = whom, "case", "ADP"
        deps[whom] = "obl"
        for part in range(token):
            if heads[part] == noun and deps[part] == "nsubj" and segment_start(tree, token) <= part:
                heads[part] = verb

"""Noun phrases: which words of a subtree name the argument, and which only lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.claim import top_class
from pipelines.claims.tree import Tree
from pipelines.claims.words import table, words

# Dependents that say which thing is meant. A clause (acl, acl:relcl) does not belong to the name: it is read as a
# claim of its own.
_INSIDE = frozenset(
    ["compound", "nmod", "nmod:poss", "amod", "nummod", "clf", "det", "flat", "flat:name", "flat:foreign", "case", "mark:rel",
     "mark:adv", "goeswith", "dep", "nmod:tmod", "advmod", "cc", "conj", "punct", "mark", "appos", "aux", "discourse"]
)  # fmt: skip
# Of these, the ones that never belong to the head's own name, only to a modifier's.
_NOT_OF_HEAD = frozenset(
    ["conj", "cc", "punct", "advmod", "mark", "appos", "nmod:tmod", "mark:rel", "aux", "discourse", "dep"]
)
_OPENING = frozenset("“「『《〈‘（(【[")
_CLOSING = frozenset("”」』》〉’）)】]")
_PAIRS = dict(zip("”」』》〉’）)】]", "“「『《〈‘（(【[", strict=True))
_NOUNISH = frozenset(["NOUN", "PROPN", "PART", "NUM", "X", "PRON", "ADJ", "DET", "SYM"])
_DENYING = frozenset(["不", "非", "未", "无", "没"])
#: Words back to which the beginning of a quotation is looked for.
_LONGEST_QUOTE = 20
_HAS_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of one sentence.

    head         index of its head
    tokens       the words of its name, ascending and contiguous
    preposition  the preposition that opens it (向, 对, 在), or None
    postposition the word that closes it (之后, 中), or None
    quantities   tokens that are amounts in it
    extent       the words with the clauses that describe it (四书中篇幅最大的一本); empty when they are the same
    """

    head: int
    tokens: tuple[int, ...]
    preposition: str | None = None
    postposition: str | None = None
    quantities: tuple[int, ...] = field(default=())
    extent: tuple[int, ...] = field(default=())


def phrase(tree: Tree, head: int) -> Phrase:
    """The phrase that `head` heads, without its coordinated siblings, clauses, prepositions and postpositions."""
    preposition = postposition = None
    kept: set[int] = {head}
    for child in tree.children[head]:
        dep = tree.deps[child]
        word = tree.words[child]
        closes = child == head + 1 and tree.tags[child] == "ADP" and word in words("place_postpositions")
        if dep == "case" or closes or (dep in ("mark", "advmod") and word in words("prepositions") and child < head):
            if child < head and word in words("prepositions"):
                preposition = word
            elif child > head and word != "的":
                postposition = word
            elif child < head and tree.tags[child] == "PART":
                kept.add(child)  # a prefix: 原, 前, 大
            continue
        if child == head - 1 and word in _DENYING:
            kept.add(child)  # 带有不确定性
            continue
        if dep == "nummod" and child == head + 1 and tree.type_of(child) == "Quantity":
            kept.add(child)  # 汽车4辆
            continue
        if (
            dep in _NOT_OF_HEAD
            or dep not in _INSIDE
            or (child > head and dep not in ("flat:name", "flat", "flat:foreign"))
        ):
            if dep == "nmod" and child > head:
                kept.update(_whole(tree, child))
            continue
        if dep == "nummod" and tree.type_of(child) == "Time":
            continue
        kept.update(_whole(tree, child))
    tokens = with_both_marks(tree, _trim(tree, _before_open_bracket(tree, _run(kept, head)), head))
    quantities = tuple(t for t in tokens if tree.type_of(t) == "Quantity")
    described = [c for c in tree.children[head] if c < head and tree.deps[c] in ("acl", "acl:relcl", "amod", "nmod")]
    extent: tuple[int, ...] = ()
    if described and not tree.mentions[head]:
        whole = kept.union(*(tree.subtree(c) for c in described))
        extent = tuple(with_both_marks(tree, _trim(tree, _run(whole, head), head)))
        if len(extent) <= len(tokens) or any(tree.words[t] in "，。；！？：" for t in _outside_quotes(tree, extent)):
            extent = ()
    return Phrase(head, tuple(tokens), preposition, postposition, quantities, extent)


def _before_open_bracket(tree: Tree, tokens: list[int]) -> list[int]:
    """Without a bracket that does not close in the phrase: 安康市（北纬32.6度，东经…）."""
    for at, token in enumerate(tokens[1:], 1):
        if tree.words[token] in ("（", "(") and not any(tree.words[t] in ("）", ")") for t in tokens[at:]):
            return tokens[:at]
    return tokens


def with_both_marks(tree: Tree, tokens: list[int]) -> list[int]:
    """With the words from where a quotation began that closes in the phrase (秉承“…，人文日新”的理念), and with the mark right
    behind the phrase that closes what opens in it (推动签约“小李子”)."""
    after = tokens[-1] + 1
    opener = _PAIRS.get(tree.words[after]) if after < len(tree) else None
    inside = [tree.words[t] for t in tokens]
    if opener and inside.count(opener) > inside.count(tree.words[after]):
        tokens = [*tokens, after]
    for token in tokens:
        opener = _PAIRS.get(tree.words[token])
        if opener is None or opener in [tree.words[t] for t in range(tokens[0], token)]:
            continue
        reach = range(tokens[0] - 1, max(tokens[0] - _LONGEST_QUOTE, -1), -1)
        begin = next((t for t in reach if tree.words[t] in (opener, tree.words[token])), None)
        if begin is not None and tree.words[begin] == opener:
            return [*range(begin, tokens[0]), *tokens]
    return tokens


def _outside_quotes(tree: Tree, tokens: Sequence[int]) -> Iterator[int]:
    depth = 0
    for token in tokens:
        depth += (tree.words[token] in _OPENING) - (tree.words[token] in _CLOSING)
        if depth <= 0:
            yield token


def _whole(tree: Tree, index: int) -> list[int]:
    """`index` and what hangs on it as a modifier, without clauses (their 的 goes with them)."""
    found = [index]
    for child in tree.children[index]:
        dep = tree.deps[child]
        if dep in ("acl", "acl:relcl", "advcl", "parataxis", "nsubj", "csubj", "ccomp") and child < index:
            continue
        if dep in ("acl", "acl:relcl", "parataxis", "advcl") and child > index:
            continue
        found += _whole(tree, child)
    return found


def _run(kept: set[int], head: int) -> list[int]:
    """The unbroken run of kept tokens around `head`."""
    start = end = head
    while start - 1 in kept:
        start -= 1
    while end + 1 in kept:
        end += 1
    return list(range(start, end + 1))


def _trim(tree: Tree, tokens: list[int], head: int) -> list[int]:
    """Without what may not stand at an edge: punctuation, 的, conjunctions, prepositions, unpaired brackets."""
    begin, end = 0, len(tokens)
    while begin < end - 1 and tokens[begin] != head and _edge(tree, tokens[begin], tokens[begin:end], left=True):
        if tree.words[head] in words("mutual_nouns") and _is_partner(tree, tokens[begin], head):
            break  # 终止与海康威视的合作
        begin += 1
    while end - 1 > begin and tokens[end - 1] != head and _edge(tree, tokens[end - 1], tokens[begin:end], left=False):
        end -= 1
    return tokens[begin:end]


def _is_partner(tree: Tree, token: int, head: int) -> bool:
    """Whether 与 opens whom the thing is shared with."""
    partner = tree.heads[token]
    return (
        tree.words[token] in ("与", "同", "和", "跟", "对")
        and tree.deps[token] == "case"
        and tree.heads[partner] == head
    )


def _edge(tree: Tree, token: int, run: list[int], *, left: bool) -> bool:
    word = tree.words[token]
    if tree.mentions[token]:
        return False
    if word in _OPENING or word in _CLOSING:
        inside = [tree.words[t] for t in run]
        return not (left and word in _OPENING and any(_PAIRS.get(w) == word for w in inside)) and not (
            not left and word in _CLOSING and _PAIRS[word] in inside
        )
    if not _HAS_WORD.search(word) or (left and tree.tags[token] == "AUX" and word in words("copulas")):
        return True
    if word in ("的", "地", "了", "之", "等", "等等", "其中") or tree.tags[token] == "CCONJ":
        return True
    if left and word in table("attribution.toml")["alone"]["rumour"]:
        return True  # 网传白塔大学校长: hearsay is no part of the name
    return left and (word in words("prepositions") and tree.tags[token] in ("ADP", "VERB", "CCONJ", "SCONJ"))


def coordinated(tree: Tree, head: int) -> list[int]:
    """`head` and the heads coordinated with it (A、B和C), in order. Verbs among them are left out."""
    found = [head]
    for child in tree.children[head]:
        if tree.deps[child] != "conj" or _another_kind(tree, head, child):
            continue
        if tree.tags[child] in _NOUNISH or tree.mentions[child]:
            found += coordinated(tree, child)
    return sorted(found)


def shared(tree: Tree, part: Phrase) -> list[Phrase]:
    """在北京和上海: one phrase for each of the coordinated nouns, with the preposition that they share."""
    others = [phrase(tree, head) for head in coordinated(tree, part.head) if head > part.head]
    return [part, *(replace(other, preposition=part.preposition) for other in others if other.preposition is None)]


def together(tree: Tree, parts: Sequence[Phrase]) -> list[Phrase]:
    """Coordinated phrases that name nobody and nothing in particular as one phrase (口味和价格); others stay apart."""
    kept: list[Phrase] = []
    for part in parts:
        if kept and _joined(tree, kept[-1], part):
            part = one([kept.pop(), part])
        kept.append(part)
    return kept


def _joined(tree: Tree, left: Phrase, right: Phrase) -> bool:
    between = range((left.extent or left.tokens)[-1] + 1, (right.extent or right.tokens)[0])
    words_between = [tree.words[t] for t in between]
    return (
        any(words_between)
        and all(w in words("conjunctions") or w in _OPENING or w in _CLOSING for w in words_between)
        and not any(tree.mentions[t] for t in (*left.tokens, *right.tokens))
    )


def one(parts: Sequence[Phrase]) -> Phrase:
    """Coordinated phrases, in order, as one phrase from the first word to the last."""
    left, right = parts[0], parts[-1]
    tokens = tuple(range(left.tokens[0], right.tokens[-1] + 1))
    extent = tuple(range((left.extent or left.tokens)[0], (right.extent or right.tokens)[-1] + 1))
    return replace(left, tokens=tokens, postposition=right.postposition, extent=extent if extent != tokens else ())


def _another_kind(tree: Tree, head: int, other: int) -> bool:
    """CUDA支持的GPU和谷歌定制的TPU: a thing and a company are not coordinated, whatever stands between them."""
    first, second = tree.mentions[head], tree.mentions[other]
    if first is None or second is None:
        return False
    kinds = {top_class(first.type), top_class(second.type)}
    return (
        len(kinds) == 2
        and bool(kinds & {"Product", "Technology"})
        and bool(kinds & {"Organisation", "Person", "Place"})
    )


def is_nominal(tree: Tree, index: int) -> bool:
    """Whether the token can head a noun phrase."""
    return bool(tree.mentions[index]) or tree.tags[index] in _NOUNISH

"""Facts that a noun phrase states: OpenAI的ChatGPT, 微软与英伟达的合作."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.claim import top_class
from pipelines.claims.phrase import Phrase, coordinated, is_nominal, phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.relations import Triggers
from pipelines.claims.segments import STOPS, segment_end, segment_start
from pipelines.claims.subjects import topic_before
from pipelines.claims.tree import Tree
from pipelines.claims.words import class_nouns, words

_BEARERS = frozenset(["Person", "Organisation", "Place", "Work", "Product"])


def nominal(tree: Tree, triggers: Triggers) -> Iterator[Proposition]:
    """Possession between two names, other names in parentheses, kin, and event nouns between two parties."""
    kin, naming = words("kin", "kin_behind_names"), words("naming_nouns", "courtesy_names")
    for token, word in enumerate(tree.words):
        inside = 0 < token < len(tree) - 1
        if inside and word in words("possessive_cues"):
            yield from _possession(tree, token)
        if inside and word in kin:
            yield from _kin(tree, token)
        if word in naming:
            yield from _naming(tree, token)
        if inside and word in words("origins"):
            yield from _origin(tree, token)
        if word in ("“", '"'):
            yield from _short_name(tree, token)
        if word in words("mutual_nouns") and tree.tags[token] in ("NOUN", "VERB") and not tree.mentions[token]:
            yield from _mutual(tree, token, triggers)


def _possession(tree: Tree, cue: int) -> Iterator[Proposition]:
    owner, owned = cue - 1, cue + 1
    while owned < len(tree) - 1 and tree.words[owned] in words("units") and not tree.mentions[owned]:
        owned += 1  # 旗下子公司海纳船舶
    if tree.deps[owner] in ("obj", "obl", "nsubj") and tree.words[cue] == "的" and tree.heads[cue] != owner:
        return  # 收购网易的腾讯: the name is the object of a clause, and owns nobody
    kind, thing = tree.type_of(owner), tree.type_of(owned)
    if not kind or not thing or top_class(kind) != "Organisation":
        return
    if top_class(thing) == "Organisation":
        if tree.words[cue] == "的" and owner and tree.tags[owner - 1] == "VERB":
            return  # 收购远山科技的海纳集团，…: who has bought whom
        relation = "subsidiary_of"
    elif thing in ("Product", "Work"):
        relation = "product_of"
    else:
        return
    tokens = [owned]
    if owned + 1 < len(tree) and tree.words[owned + 1] in class_nouns(thing):
        tokens.append(owned + 1)
    yield Proposition(
        rule="possession",
        verb=owned,
        predicate=(cue,),
        label="属于",
        subject=Phrase(owned, tuple(tokens)),
        object=Phrase(owner, (owner,)),
        relation=relation,
    )


def _kin(tree: Tree, cue: int) -> Iterator[Proposition]:
    """沈亦宁的哥哥沈亦舟, 沈亦宁与程志的大女儿沈亦舟, 沈亦宁之子沈亦舟: who is whose brother, daughter or son."""
    if tree.type_of(cue + 1) != "Person":
        return
    first = cue - 1 if cue and tree.words[cue - 1] in words("kin_modifiers") else cue
    linked = first > 0 and tree.words[first - 1] == "的"
    whose = first - 2 if linked else first - 1
    if whose < 0 or tree.type_of(whose) != "Person" or not (linked or tree.words[cue] in words("kin_behind_names")):
        return
    parents = [whose]
    if whose > 1 and tree.words[whose - 1] in words("joining") and tree.type_of(whose - 2) == "Person":
        parents.insert(0, whose - 2)
    for parent in parents:
        yield Proposition(
            rule="kin",
            verb=cue,
            predicate=tuple(range(first, cue + 1)),
            label=tree.text(range(first, cue + 1)).removeprefix("之"),
            subject=Phrase(cue + 1, (cue + 1,)),
            object=Phrase(parent, (parent,)),
        )


def _naming(tree: Tree, cue: int) -> Iterator[Proposition]:
    """云岭药业（原名云岭化工厂）, 林海，字大海: what somebody or something was, or is, called besides."""
    named, name = _bearer(tree, cue), cue + 1
    if named is None or name >= len(tree) or not is_nominal(tree, name):
        return
    head = tree.heads[name] if name < tree.heads[name] < len(tree) and tree.deps[name] in ("nmod", "compound") else name
    called = phrase(tree, head)
    called = replace(called, tokens=tuple(t for t in called.tokens if t > cue))  # 原名|周树人 may be one phrase
    if (tree.words[cue - 1] in STOPS or named == cue - 1) and called.tokens != tuple(
        range(name, segment_end(tree, cue))
    ):
        return  # 公司，简称尚未确定
    if tree.words[cue] in words("courtesy_names") and tree.type_of(named) != "Person":
        return
    yield Proposition(
        rule="naming",
        verb=cue,
        predicate=(cue,),
        label=tree.words[cue],
        subject=Phrase(named, (named,)) if tree.mentions[named] else phrase(tree, named),
        object=called,
        relation="named",
    )


def _short_name(tree: Tree, quote: int) -> Iterator[Proposition]:
    """海纳船舶工业有限公司（下称“海纳船舶”）: what the words of the bracket call it, or what stands there alone in quotation
    marks and has its characters from the name."""
    opened = next((t for t in range(quote - 1, max(quote - 6, 0), -1) if tree.words[t] in ("（", "(")), 0)
    end = next((t for t in range(quote + 1, len(tree) - 1) if tree.words[t] in ("”", '"')), 0)
    if not opened or not end or quote + 1 == end:
        return
    named, cue = opened - 1, range(opened + 1, quote)
    if tree.mentions[opened + 1] and tree.words[opened + 2] in ("，", ","):
        named, cue = opened + 1, range(opened + 3, quote)  # 点心（北京风灵创景科技有限公司，以下简称“点心”）
    name, rest = tree.text(range(quote + 1, end)), iter(tree.words[named])
    told = tree.text(cue) in words("short_name_cues")
    alone = not cue and tree.words[end + 1] in ("）", ")") and 1 < len(name) < len(tree.words[named])
    if tree.mentions[named] and (told or (alone and all(character in rest for character in name))):
        yield Proposition(
            rule="naming",
            verb=end - 1,
            predicate=tuple(cue),
            label="简称",
            subject=Phrase(named, (named,)),
            object=Phrase(end - 1, tuple(range(quote + 1, end))),
            relation="named",
        )


def _origin(tree: Tree, cue: int) -> Iterator[Proposition]:
    """向氏兄弟祖籍广东, 沈亦宁，籍贯湖北: from where or of what school somebody is."""
    value = cue + 1
    if tree.type_of(value) in (None, "Time", "Quantity", "Position") or segment_end(tree, cue) != value + 1:
        return
    start = segment_start(tree, cue)
    whose = cue - 1 if start < cue and is_nominal(tree, cue - 1) else topic_before(tree, cue)
    if whose is None or tree.words[cue - 1] == "的":
        return
    yield Proposition(
        rule="property",
        verb=value,
        predicate=(cue,),
        label=tree.words[cue],
        subject=Phrase(whose, tuple(range(start, cue))) if start <= whose < cue else phrase(tree, whose),
        object=Phrase(value, (value,)),
        inherited=whose < start,
    )


def _bearer(tree: Tree, cue: int) -> int | None:
    """Whose other name it is: what stands before the bracket, or the name before the commas that set it apart."""
    if cue and (tree.tags[cue - 1] == "PRON" or top_class(tree.type_of(cue - 1) or "") in _BEARERS):
        return cue - 1  # 他笔名老舍
    if cue < 2:
        return None
    if tree.words[cue - 1] in ("（", "("):
        return cue - 2 if is_nominal(tree, cue - 2) else None
    at = cue
    while at > 1 and tree.words[at - 1] in ("，", ","):
        named = at - 2
        if tree.words[named] in ("）", ")"):
            named = max(segment_start(tree, named), 0)
        earlier = next(
            (t for t in range(segment_start(tree, named), named) if tree.words[t] in words("naming_nouns")), None
        )
        if earlier is not None and earlier > segment_start(tree, named):
            return _bearer(tree, earlier)  # 他笔名老舍，原名舒庆春
        opening = tree.words[segment_start(tree, named)]
        if tree.mentions[named] and opening not in words("naming_nouns", "courtesy_names"):
            return named
        at = segment_start(tree, named)
    return None


def _mutual(tree: Tree, noun: int, triggers: Triggers) -> Iterator[Proposition]:
    """X与Y的合作: both parties hang on the event noun."""
    if tree.deps[noun] in ("root", "ROOT") and tree.tags[noun] == "VERB":
        return
    parties: list[int] = []
    for child in tree.children[noun]:
        if (
            child < noun
            and tree.deps[child].startswith(("nmod", "nsubj", "obl", "compound", "acl"))
            and tree.mentions[child]
        ):
            parties += [c for c in coordinated(tree, child) if tree.mentions[c]]
    parties = sorted(set(parties))
    if len(parties) != 2:
        return
    relation = triggers.relation(tree.words[noun])
    yield Proposition(
        rule="mutual",
        verb=noun,
        predicate=(noun,),
        label=tree.words[noun],
        subject=phrase(tree, parties[0]),
        object=phrase(tree, parties[1]),
        relation=relation.id if relation else None,
    )

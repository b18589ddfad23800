"""是: what something is, and the cleft that turns a clause round (Meta使用的是CPU)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipelines.claims.frame import frame, is_predicate
from pipelines.claims.phrase import Phrase, coordinated, is_nominal, phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.segments import opened_by, segment_end, segment_start
from pipelines.claims.stance.classes import listed
from pipelines.claims.subjects import led_by_passive, topic_before, whose
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

#: Roles that the ontology has a relation for: whoever has the role is its subject.
_OFFICES = (("founded", "founding_nouns"), ("holds_position", "office_nouns"))


def copular(tree: Tree) -> Iterator[Proposition]:
    """Propositions of every copula in the sentence."""
    cleft: int | None = None
    subjects: list[int] = []
    for token in range(len(tree)):
        if not _is_copula(tree, token):
            continue
        complements = [] if _quotes(tree, token) else _complements(tree, token)
        if not complements:
            continue
        if not _goes_on(tree, token):  # 不是公园，而是部门: the second copula speaks of what the first did
            cleft, subjects = _cleft_verb(tree, token), []
        if cleft is not None:
            denied = _denied(tree, token)
            yield from (replace(said, denied=denied) for said in _cleft(tree, cleft, complements))
            continue
        if tree.words[token] == "为" and (
            _appointed(tree, token) or _done_by(tree, token) or opened_by(tree, token, words("taking"))
        ):
            continue
        subjects = subjects or _subjects(tree, token, complements[0])
        if tree.words[token - 1] == "的" and (most := _most(tree, token, complements)):
            yield from most
            continue
        if tree.words[token - 1] == "的" and subjects and segment_start(tree, token) > subjects[-1]:
            continue  # 湖中有岛屿12座，其中最大的是月牙岛: not the lake is
        if len(subjects) == 1 and _is_bare_role(tree, subjects[0]) and any(is_party(tree, c) for c in complements):
            yield from _role(tree, subjects[0], complements)
            continue
        apart = tree.words[token - 1] in words("respectively")
        if apart and len(subjects) == 1 and len(complements) > 1:
            each = list(_each_owner(tree, subjects[0], complements))
            if each or any(tree.type_of(c) == "Quantity" for c in complements):
                yield from each
                continue
        apart = apart and len(subjects) == len(complements)
        for at, subject in enumerate(subjects):
            for complement in complements[at : at + 1] if apart else complements:
                if complement != subject:
                    amount = tree.words[token] == "为" and tree.type_of(complement) == "Quantity"
                    yield Proposition(
                        rule="copular",
                        verb=complement if tree.deps[token] == "cop" else token,
                        predicate=(token,),
                        label="为" if amount else _once(tree, token) + "是",
                        relation="amounts_to" if amount else None,
                        subject=phrase(tree, subject),
                        object=phrase(tree, complement),
                    )


def _quotes(tree: Tree, token: int) -> bool:
    """官方的解释是：猫是有品位的: a clause behind the colon is what is said, and no thing."""
    if tree.words[token + 1 : token + 2] not in (["："], [":"]):
        return False
    return any(
        tree.tags[t] in ("VERB", "AUX") for t in range(token + 2, segment_end(tree, min(token + 2, len(tree) - 1)))
    )


def _most(tree: Tree, token: int, complements: list[int]) -> list[Proposition]:
    """份额最高的是宁德时代: whose share it is, the copula says."""
    adjective = token - 2
    nouns = tree.kids(adjective, "nsubj") if adjective > 0 and tree.tags[adjective] == "ADJ" else []
    if not nouns or tree.mentions[nouns[0]]:
        return []
    return [
        Proposition(
            rule="property",
            verb=complement,
            predicate=phrase(tree, nouns[0]).tokens,
            label=tree.text(phrase(tree, nouns[0]).tokens),
            subject=phrase(tree, complement),
            object=Phrase(adjective, tuple(range(nouns[0] + 1, adjective + 1))),
        )
        for complement in complements
    ]


def _once(tree: Tree, token: int) -> str:
    """方林原为远山科技员工: what somebody was is not what he is."""
    before = tree.words[token][:-1] or (tree.words[token - 1] if token else "")
    return before if before in words("once") else ""


def _each_owner(tree: Tree, noun: int, complements: list[int]) -> Iterator[Proposition]:
    """苏州和无锡的人口分别为一千万和七百万: each owner has its own."""
    owners = [o for c in tree.kids(noun, "nmod") for o in coordinated(tree, c)]
    if len(owners) != len(complements):
        return
    for owner, complement in zip(owners, complements, strict=True):
        yield Proposition(
            rule="copular",
            verb=complement,
            predicate=(noun,),
            label=tree.words[noun],
            subject=phrase(tree, owner),
            object=phrase(tree, complement),
        )


def _is_bare_role(tree: Tree, token: int) -> bool:
    return tree.words[token] in words("relational_nouns") and phrase(tree, token).tokens == (token,)


def is_party(tree: Tree, token: int) -> bool:
    """A name that can have a role; 国家元首 and 医生 are roles themselves."""
    return tree.mentions[token] is not None and tree.type_of(token) not in ("Position", "Quantity", "Time")


def office(role: str) -> str | None:
    """The relation between whoever has the role and whose role it is, if the ontology has one."""
    return next((name for name, nouns in _OFFICES if role in words(nouns)), None)


def _role(tree: Tree, role: int, complements: list[int]) -> Iterator[Proposition]:
    """…出版的图书，作者是程若谷: whose author it is, the clauses before say."""
    owner = topic_before(tree, role)
    whose = phrase(tree, owner) if owner is not None else None
    relation = office(tree.words[role])
    for complement in complements:
        who = phrase(tree, complement)
        if relation and whose is None:
            continue
        yield Proposition(
            rule="copular",
            verb=complement,
            predicate=(role,),
            label=tree.words[role],
            subject=who if relation else whose,
            object=whose if relation else who,
            relation=relation,
            inherited=whose is not None,
        )


def _goes_on(tree: Tree, token: int) -> bool:
    return tree.words[token] == "而是" or (token > 0 and tree.words[token - 1] == "而")


def _is_copula(tree: Tree, token: int) -> bool:
    word = tree.words[token]
    if tree.deps[token] == "discourse" or tree.mentions[token] is not None or word[0] in "像似":
        return False  # 像是一场盛宴: a simile says of nothing what it is
    fused = len(word) == 2 and word[1] in "是为" and (tree.tags[token], tree.deps[token]) == ("AUX", "cop")
    return fused or word in words("copulas")  # 现为, 后为


def _denied(tree: Tree, token: int) -> bool:
    """带来利润的并非公园: the copula of a cleft is denied, by itself or by the words before it."""
    at = token - 1
    while at >= 0 and tree.tags[at] in ("ADV", "SCONJ", "AUX", "CCONJ") and tree.words[at] != "的":
        at -= 1
    return any(
        tree.words[t] in words("denied_copulas") | listed("adverb", "negative") for t in range(at + 1, token + 1)
    )


def _complements(tree: Tree, token: int) -> list[int]:
    """Heads of what follows the copula, coordinated ones apart."""
    if tree.deps[token] == "cop":
        head = tree.heads[token]
        while tree.deps[head] == "conj" and token < tree.heads[head] < head:
            head = tree.heads[head]  # 是中国的首都和政治中心: whichever of the two the copula hangs on
        nominal = head > token and is_nominal(tree, head) and tree.tags[head] != "ADJ"
        return coordinated(tree, head) if nominal else []
    head = tree.heads[token]
    if head > token and tree.deps[token] in ("mark", "advmod", "aux", "compound") and is_nominal(tree, head):
        return coordinated(tree, head)  # an adverb that swallowed its copula: 可是, 正是
    found = [
        c
        for c in tree.kids(token, "obj", "xcomp", "ccomp")
        if c > token and is_nominal(tree, c) and tree.tags[c] != "ADJ"
    ]
    return [c for head in found[:1] for c in coordinated(tree, head)]


def _subjects(tree: Tree, token: int, complement: int) -> list[int]:
    for holder in (complement, token, tree.heads[token], _continued(tree, complement)):
        if holder < 0:
            continue
        found = [
            s
            for s in tree.kids(holder, "nsubj", "nsubj:pass", "dislocated")
            if s < token and is_nominal(tree, s) and tree.type_of(s) != "Time" and not _bare_amount(tree, s, complement)
        ]
        if found:
            return coordinated(tree, found[-1])
    if token and tree.type_of(token - 1) == "Time" and segment_start(tree, token) == token - 1:
        return [token - 1]  # 5月1日是校庆日
    clauses = ("advcl", "conj", "parataxis", "root", "ROOT")
    if any(segment_start(tree, c) == segment_start(tree, token) for c in tree.kids(complement, "csubj")):
        return []  # 中国加入世贸组织是里程碑: that it did, not the country
    if tree.deps[complement] in clauses or tree.deps[token] in clauses:
        return list(_topic(tree, token))
    return []


def _continued(tree: Tree, complement: int) -> int:
    """公司位于南京，是最大的企业，2001年被列为试点: the verb behind, with which the clause shares what stands before both."""
    head = tree.heads[complement]
    return head if tree.deps[complement] == "advcl" and head > complement else -1


def _bare_amount(tree: Tree, subject: int, complement: int) -> bool:
    """人口约50万，是发源地之一: so much is no such thing."""
    if tree.type_of(subject) != "Quantity" or tree.type_of(complement) == "Quantity":
        return False
    return not tree.words[subject].endswith(("人", "名", "位", "家", "个", "者", "种", "款", "项"))


def _appointed(tree: Tree, token: int) -> bool:
    """任命X为Y: the 为 of an appointment; the verb's own rule reads it."""
    return any(
        tree.words[t] in words("appointing") and tree.tags[t] == "VERB"
        for t in range(segment_start(tree, token), token)
    )


def _done_by(tree: Tree, token: int) -> bool:
    """为大股东所有, 为学界所接受: no copula."""
    return any(tree.words[t] in ("所有", "所") for t in range(token + 1, segment_end(tree, token)))


def _cleft_verb(tree: Tree, token: int) -> int | None:
    """The verb of a clause that ends in 的 right before the copula (adverbs may stand between)."""
    at = token - 1
    while at > 0 and tree.tags[at] in ("ADV", "SCONJ", "AUX") and tree.words[at] != "的":
        at -= 1
    if at < 1 or tree.words[at] != "的":
        return None
    for candidate in (tree.heads[at], at - 1):
        if 0 <= candidate < at and tree.tags[candidate] == "VERB" and not tree.mentions[candidate]:
            return candidate
    return None


def _cleft(tree: Tree, verb: int, complements: list[int]) -> Iterator[Proposition]:
    if not is_predicate(tree, verb) and tree.tags[verb] != "VERB":
        return
    clause = frame(tree, verb)
    if clause.objects:
        # 取代燃油公交的是氢能巴士: the clause has its object, so the copula names who does it.
        if not clause.subjects or clause.inherited:
            for complement in complements:
                for obj in clause.objects:
                    yield Proposition(
                        rule="cleft",
                        verb=verb,
                        predicate=clause.tokens,
                        label=tree.text(clause.tokens),
                        subject=phrase(tree, complement),
                        object=phrase(tree, obj),
                        obliques=clause.obliques,
                    )
        return
    label = tree.text(clause.tokens)
    heads = clause.subjects or _topic(tree, verb)
    subjects: list[Phrase | None] = [phrase(tree, s) for s in heads] or [None]
    for subject in subjects:
        for complement in complements:
            yield Proposition(
                rule="cleft",
                verb=verb,
                predicate=clause.tokens,
                label=label,
                subject=subject,
                object=phrase(tree, complement),
                obliques=clause.obliques,
                inherited=clause.inherited,
            )


def _ends_phrase(tree: Tree, token: int) -> bool:
    """A name, or the head of a phrase that fills its stretch: what the clause behind the comma speaks of."""
    if not is_nominal(tree, token) or tree.type_of(token) in ("Time", "Quantity"):
        return False
    if tree.type_of(token) == "Place" and tree.deps[token] in ("obj", "obl"):
        return False  # 帝陵位于邯郸县，是…: not the county is
    return bool(tree.mentions[token]) or tree.deps[token] in ("root", "ROOT", "parataxis", "dislocated", "nsubj")


def _topic(tree: Tree, verb: int) -> tuple[int, ...]:
    """Whom a cleft without a subject of its own speaks of: the last subject before it, or the phrase before its comma."""
    start = segment_start(tree, verb)
    before = segment_start(tree, start - 2) if start > 1 else 0
    if "所称" in tree.words[before:start] and is_nominal(tree, start - 2):
        return (start - 2,)  # 本法所称经营者，是指…
    for token in range(verb - 1, -1, -1):
        if tree.words[token] in words("seats"):
            continue  # 公司总部位于合肥，是…: not the seat is
        if led_by_passive(tree, token):
            continue  # 教堂曾被日军征用，现为…: nor is who did something to it
        if tree.deps[token] in ("nsubj", "dislocated") and is_nominal(tree, token) and tree.type_of(token) != "Time":
            return (whose(tree, token),)
        if token + 1 < verb and tree.words[token + 1] in ("，", ",") and _ends_phrase(tree, token):
            return (token,)
    return ()

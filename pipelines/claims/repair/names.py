"""Names beside other words: who is whose, what is the same, and what only stands next to it."""

from __future__ import annotations

from pipelines.claims.repair.draft import COMMAS, Draft
from pipelines.claims.stance.classes import governing
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.title_words import is_title
from pipelines.claims.words import table, words


def names_before_times(d: Draft) -> None:
    """台积电2020年5月宣布: a name does not describe the time behind it, it is the subject of the clause."""
    for name in range(len(d) - 2):
        time = d.heads[name]
        if (
            d.deps[name] not in ("nmod", "compound", "appos", "det")
            or time < name
            or not (d.class_of(time) == "Time" or d.deps[time] == "nmod:tmod")
        ):
            continue
        if not d.is_nominal(name) or d.class_of(name) in ("Time", "Quantity") or d.words[name + 1] == "的":
            continue
        verb = d.heads[time]
        if verb < time or not (d.is_verb(verb) or d.tags[verb] == "ADJ"):
            continue
        near = d.next_verb(time)
        target = near if near is not None and near < verb and d.deps[near] not in ("acl", "acl:relcl") else verb
        if not any(d.segment(name)[0] <= s for s in d.kids(target, *SUBJECTS) if s < target):
            d.attach(name, target, "nsubj")


def titled_persons(d: Draft) -> None:
    """微软CFO Amy Hood: the person is the head of the three, whatever the Latin run looked like."""
    for person in range(1, len(d)):
        if d.class_of(person) != "Person" or not (
            d.class_of(person - 1) == "Position" or is_title(d.words[person - 1])
        ):
            continue
        head = d.heads[person]
        if not 0 <= head < person or (
            d.left_edge(person) > head and head != person - 1 and d.class_of(head) != "Organisation"
        ):
            continue
        if d.deps[person] not in ("flat:foreign", "flat", "flat:name", "appos", "compound", "nmod", "conj") or (
            d.deps[person] == "conj" and d.words[person - 1] in ("、", "和")
        ):
            continue
        d.take_over(person, head)
        d.attach(head, person, "nmod" if head != person - 1 else "appos")
        if head != person - 1:
            d.attach(person - 1, person, "appos")


def makers(d: Draft) -> None:
    """CUDA支持的GPU和谷歌定制的TPU: a company is not coordinated with a thing; it makes what its clause describes."""
    for maker in range(1, len(d) - 2):
        thing, verb = d.heads[maker], maker + 1
        if d.deps[maker] != "conj" or d.class_of(maker) not in ("Organisation", "Person") or not d.is_verb(verb):
            continue
        if d.class_of(thing) not in ("Product", "Technology", "Work") or d.heads[thing] != verb:
            continue
        made = d.heads[verb]
        if not d.deps[verb].startswith("acl") or made <= verb:
            continue
        d.attach(maker, verb, "nsubj")
        d.attach(thing, made, "conj")
        for clause in d.kids(made, "acl", "acl:relcl"):
            if clause < thing and d.words[thing - 1] == "的":
                d.attach(clause, thing, "acl:relcl")


def owned_names(d: Draft) -> None:
    """裁掉80%员工的推特: staff do not own a company. The verb before is a relative clause of the name."""
    for name in range(2, len(d)):
        if not d.is_name(name) or d.words[name - 1] != "的":
            continue
        owner = d.heads[name - 1]
        if (
            not 0 <= owner < name - 1
            or d.mentions[owner]
            or d.is_verb(owner)
            or d.heads[owner] not in (name, d.left_edge(owner) - 1)
        ):
            continue
        verb = d.left_edge(owner) - 1
        if verb < 0 or not d.is_verb(verb) or d.words[verb] in words("not_predicates"):
            continue
        if d.words[verb] in words("speech") | governing():
            continue  # 希望新一代的iPhone可以加入
        if verb > 0 and d.words[verb - 1] not in COMMAS and d.tags[verb - 1] not in ("SCONJ", "CCONJ", "ADV", "PUNCT"):
            continue
        following = next((t for t in range(name + 1, len(d)) if d.is_verb(t)), None)
        if d.heads[name] == verb:
            if following is None:
                continue
            if d.heads[following] == verb:
                d.take_over(following, verb, keep=frozenset([name]))
            d.attach(name, following, "nsubj")
        elif d.heads[name] > name and d.deps[name] in ("nmod", "compound", "appos") and following is not None:
            d.attach(name, following, "nsubj")
        if d.under(name, verb):
            over = d.heads[name]
            while d.heads[over] >= 0 and d.heads[over] != verb:
                over = d.heads[over]
            d.take_over(over, verb, keep=frozenset([owner]))
        d.attach(owner, verb, "obj")
        d.attach(name - 1, verb, "mark:rel")
        d.attach(verb, name, "acl:relcl")


def nicknames(d: Draft) -> None:
    """“黑豹”张伟被捕: a name in quotation marks right before a person's is what that person is called."""
    for person in range(2, len(d)):
        called = person - 2
        if d.class_of(person) != "Person" or d.words[person - 1] not in '”」』"' or not d.is_nominal(called):
            continue
        opened = d.left_edge(called) - (d.words[d.left_edge(called)] not in '“「『"')
        if opened < 0 or d.words[opened] not in '“「『"':
            continue
        if d.heads[person] == called:
            d.take_over(person, called)
        elif d.heads[called] != d.heads[person]:
            continue
        d.attach(called, person, "appos")


def couples(d: Draft) -> None:
    """何小雨梁文宣布订婚: of two persons' names side by side neither describes the other."""
    for second in range(1, len(d)):
        first = second - 1
        if d.class_of(first) != "Person" or d.class_of(second) != "Person" or d.kids(first):
            continue
        if d.heads[first] == second and d.deps[first] in ("compound", "nmod", "appos", "flat:name"):
            d.take_over(first, second)
            d.attach(second, first, "conj")
        elif d.heads[second] == first and d.deps[second] in ("appos", "flat:name", "nmod", "compound", "flat"):
            d.deps[second] = "conj"


def countries(d: Draft) -> None:
    """中美签署协议, 中日韩举行峰会: places of one character side by side are all meant, not only the last."""
    last = 0
    for first in range(len(d) - 1):
        if first < last or not _is_short_place(d, first):
            continue
        last = first
        while last + 1 < len(d) and _is_short_place(d, last + 1):
            last += 1
        others = range(first + 1, last + 1)
        if not others or d.deps[last] not in (*SUBJECTS, "obj", "obl") or first <= d.heads[last] <= last:
            continue
        d.take_over(first, last)
        for other in others:
            d.attach(other, first, "conj")


def _is_short_place(d: Draft, token: int) -> bool:
    return d.class_of(token) == "Place" and len(d.words[token]) == 1


def other_names(d: Draft) -> None:
    """林海，原名林大海，是画家: what somebody is called besides is no second subject."""
    for noun in range(2, len(d) - 1):
        if d.words[noun] not in words("naming_nouns") or d.words[noun - 1] not in "，,（(" or not d.is_name(noun - 2):
            continue
        for name in range(noun + 1, d.segment(noun)[1]):
            if d.deps[name] in SUBJECTS and d.heads[name] > name and not d.under(noun - 2, name):
                d.attach(name, noun - 2, "appos")


def prepositions_before_titles(d: Draft) -> None:
    """由著名演员、导演韩兆执导: what stands before the titles leads to whoever bears them."""
    for case in range(len(d) - 2):
        title = d.heads[case]
        if (
            d.deps[case] != "case"
            or title <= case
            or d.deps[title] != "appos"
            or d.words[case] not in words("prepositions")
        ):
            continue
        bearer = d.heads[title]
        own = [c for c in d.kids(bearer, "case") if c < bearer]
        if bearer > title and d.class_of(bearer) == "Person" and not own and "的" not in d.words[case:bearer]:
            d.attach(case, bearer, "case")


def datelines(d: Draft) -> None:
    """北京商报讯在蒙牛收购雅士利后，…: what opens a dispatch does nothing in it."""
    for token in range(min(6, len(d) - 1)):
        wire = d.words[token] in table("attribution.toml")["wires"] or d.words[token].endswith(("报讯", "网讯", "社讯"))
        if wire and d.deps[token] in SUBJECTS:
            d.deps[token] = "dep"

"""Short lives, as official texts tell them: 李敏，男，汉族，1961年3月生，白塔大学毕业，现任县长."""

from __future__ import annotations

from pipelines.claims.repair.draft import Draft
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.words import words

_COMMA = ("，", ",")


def profiles(d: Draft) -> None:
    """A name set apart by a comma is who all the clauses speak of; what stands between commas without a verb only says
    what that one is (汉族, 高级会计师, 中国工程院院士) and does nothing.
    """
    name = _set_apart(d)
    if name is None:
        return
    first = d.segment(name)[1] + 1
    _births(d, name, first)
    _schooling(d, first)
    for token in range(first, len(d)):
        verb = d.heads[token]
        if d.deps[token] not in SUBJECTS or verb < token or d.is_name(token) or token == name:
            continue
        start, end = d.segment(token)
        if end <= verb and start >= first and not any(d.is_verb(t) for t in range(start, end)):
            d.attach(token, name, "appos")


def _set_apart(d: Draft) -> int | None:
    """The name that the sentence opens with, alone or with a bracket, before its first comma; or one before ，男，."""
    if len(d) < 4:
        return None
    for token in range(len(d) - 3):
        if d.words[token + 2] in ("男", "女") and d.words[token + 1] in _COMMA and d.class_of(token) == "Person":
            return token
    if not d.is_name(0):
        return None
    end = d.segment(0)[1]
    alone = end == 1 or (d.words[1] in ("（", "(") and d.words[end - 1] in ("）", ")"))
    return 0 if alone and end < len(d) and d.words[end] in _COMMA else None


def _births(d: Draft, name: int, first: int) -> None:
    """1972年8月生: what stands behind a date and before a comma is the deed."""
    for token in range(first + 1, len(d)):
        if d.words[token] != "生" or d.class_of(token - 1) != "Time" or d.segment(token)[1] != token + 1:
            continue
        if d.tags[token] == "VERB":
            continue
        verb = d.heads[name]
        if verb >= 0 and d.is_verb(verb) and verb != token and not d.under(verb, token):
            d.attach(token, verb, "advcl", "VERB")
            d.attach(token - 1, token, "nmod:tmod")


def _schooling(d: Draft, first: int) -> None:
    """白塔大学经济学专业毕业, 在职研究生学历: where one learned is no subject, and a degree no clause."""
    for token in range(first, len(d)):
        start, end = d.segment(token)
        if d.words[token] in ("毕业", "肄业", "结业") and d.is_verb(token) and end == token + 1:
            schools = [s for s in d.kids(token, *SUBJECTS, "obl") if start <= s < token and not d.kids(s, "case")]
            for school in schools[:-1]:
                d.attach(school, schools[-1], "nmod")
            for school in schools[-1:]:
                d.deps[school] = "obj"
        elif d.words[token] in words("degrees") and end == token + 1 and token > start:
            verb = d.heads[token]
            if start <= verb < token and d.is_verb(verb) and d.words[verb] not in words("having_degrees"):
                d.take_over(token, verb)
                d.attach(verb, token, "amod", "ADJ")
                d.deps[token] = "parataxis"

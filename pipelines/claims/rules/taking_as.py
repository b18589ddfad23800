"""以水稻为主, 以昆虫为食, 拜徐悲鸿为师: what somebody or something takes another for."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.claims.phrase import Phrase, is_nominal, phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.segments import segment_end, segment_start
from pipelines.claims.subjects import subject_before
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

#: Words from 以 to 为 at most.
_FAR = 12


def takings_as(tree: Tree) -> Iterator[Proposition]:
    """One proposition for each 以…为… that ends its stretch, and for each 拜…为…"""
    for token in range(1, len(tree) - 2):
        if tree.words[token] not in words("taking") or tree.mentions[token] is not None:
            continue
        end = segment_end(tree, token)
        as_what = next((t for t in range(token + 2, min(token + _FAR, end)) if tree.words[t][0] == "为"), None)
        if as_what is None or not is_nominal(tree, as_what - 1):
            continue
        last = as_what if len(tree.words[as_what]) > 1 else as_what + 1
        if last != end - 1 or tree.words[end : end + 1] == ["、"]:
            continue  # 以稳定为目标的政策, 以改革为动力推进发展
        things = as_what - (tree.words[as_what - 1] in ("等", "等等"))
        who = subject_before(tree, (token, as_what, tree.heads[as_what], tree.heads[token]), as_what, token)
        subject = phrase(tree, who) if who is not None else None
        if subject is None or subject.tokens[-1] >= token:
            continue
        role = tuple(range(as_what, last + 1))
        yield Proposition(
            rule="verbal",
            verb=token if tree.heads[as_what] == token else as_what,
            predicate=(token, *role),
            label=f"{tree.words[token]}…{tree.text(role)}",
            subject=subject,
            object=Phrase(things - 1, tuple(range(token + 1, things))),
            inherited=subject.head < segment_start(tree, token),
        )

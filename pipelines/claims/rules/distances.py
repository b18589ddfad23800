"""该村距离县城20公里，距乡镇3公里: how far something is from something else."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.claims.phrase import Phrase, is_nominal, phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.segments import segment_end, segment_start
from pipelines.claims.subjects import topic_before
from pipelines.claims.tree import Tree
from pipelines.claims.words import endings, words


def distances(tree: Tree) -> Iterator[Proposition]:
    """One proposition for each 距…, of what stands before it or what the clauses before speak of."""
    last: int | None = None
    for token in range(len(tree) - 2):
        if tree.words[token] not in words("distances") or tree.mentions[token] is not None:
            continue
        start, end = segment_start(tree, token), segment_end(tree, token)
        amount = end - 1
        far = tree.type_of(amount) == "Quantity" and tree.words[amount].rstrip("左右").endswith(endings("lengths"))
        if not far or amount < token + 2 or not all(is_nominal(tree, t) for t in range(token + 1, amount)):
            continue
        whose = token - 1
        while whose >= start and tree.tags[whose] in ("ADV", "AUX"):
            whose -= 1
        own = whose >= start and is_nominal(tree, whose) and tree.type_of(whose) != "Time"
        topic = whose if own else (last or topic_before(tree, token)) if whose < start else None
        if topic is None:
            continue
        last = topic
        predicate = tuple(range(token, amount))
        yield Proposition(
            rule="measure",
            verb=amount,
            predicate=predicate,
            label=tree.text(predicate),
            subject=phrase(tree, topic),
            object=Phrase(amount, (amount,), quantities=(amount,)),
            inherited=not own,
        )

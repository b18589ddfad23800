"""没有证据显示病历遭到窃取: what nothing is said to show is left open, whatever the words of it hang on."""

from __future__ import annotations

import re
from functools import cache

from pipelines.claims.segments import segment_end, segment_start
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

#: Characters between the denial, the evidence and the verb of showing: 没有任何直接证据可以证明.
_BETWEEN = 8


def unproven(tree: Tree, verb: int) -> bool:
    """Whether the verb is one of showing of which there is no evidence, or stands behind one in its stretch or the next."""
    if words("showing").isdisjoint(tree.words):
        return False
    for shown in range(verb, -1, -1):
        if tree.words[shown] not in words("showing") or tree.mentions[shown]:
            continue
        end = segment_end(tree, shown)
        if end == shown + 1 and end + 1 < len(tree):
            end = segment_end(tree, end + 1)  # 没有证据表明，…
        if verb < end and _lacking().search(tree.text(range(segment_start(tree, shown), shown))):
            return True
    return False


@cache
def _lacking() -> re.Pattern[str]:
    denials, evidence = ("|".join(sorted(words(name), key=len, reverse=True)) for name in ("lacking", "evidence"))
    return re.compile(f"(?:{denials}).{{0,{_BETWEEN}}}(?:{evidence}).{{0,{_BETWEEN}}}$")

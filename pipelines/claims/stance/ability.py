"""What somebody can do is not yet what they do: the word of ability that a deed is told with."""

from __future__ import annotations

from pipelines.claims.stance.adverbs import beside, shared, walk
from pipelines.claims.stance.classes import listed
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.tree import Tree

#: What 可 and 能 are written together with: 即可, 也能.
_LINKS = "即便就均亦皆还也都"


def ability(tree: Tree, verb: int) -> str:
    """可以 of 市民可以走进展馆, and of a deed coordinated with it; empty where none is said.

    What has happened (…了) and 得以 tell of a deed.
    """
    able = listed("adverb", "told_ability")
    if able.isdisjoint(tree.words):
        return ""
    own = {*beside(tree, verb), *walk(tree, verb), *shared(tree, verb)}
    since = max((s for s in tree.kids(verb, *SUBJECTS) if s < verb), default=-1)
    found = [tree.words[t] for t in sorted(own) if t > since and tree.words[t] in able]
    if found:
        return found[-1].lstrip(_LINKS)
    told_anew = own or since >= 0 or tree.words[verb + 1 : verb + 2] in (["了"], ["过"])
    if told_anew or tree.deps[verb] != "conj" or tree.heads[verb] > verb:
        return ""
    return ability(tree, tree.heads[verb])

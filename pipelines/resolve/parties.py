"""Who can act, sign and be spoken of as one of two."""

from __future__ import annotations

from kg.claim import Mention, top_class
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.title_words import name_before
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

PARTIES = frozenset(["Person", "Organisation", "Place"])


def party(tree: Tree, token: int) -> Mention | None:
    """The name of somebody who can act: at `token`, or right before a class noun or title (苏州市 of 苏州市政府)."""
    name = name_before(tree, token)
    mention = tree.mentions[token if name is None else name]
    return mention if mention and top_class(mention.type) in PARTIES else None


def asker(tree: Tree, pronoun: int) -> Mention | None:
    """禁止其获得技术, 收购海纳集团后使其成为子公司: whoever makes another do something, who is not who is made to."""
    verb = pronoun - 1
    if verb < 0 or tree.words[verb] not in words("asking", "causatives", "appraising") or tree.mentions[verb]:
        return None
    for head in (verb, *tree.ancestors(verb)):
        subjects = [s for s in tree.kids(head, *SUBJECTS) if s < verb]
        if subjects:
            return party(tree, subjects[-1])
    return None


def beside(tree: Tree, pronoun: int) -> Mention | None:
    """张萌和他: whoever is named beside a pronoun is somebody else."""
    others = [*tree.kids(pronoun, "conj"), *([tree.heads[pronoun]] if tree.deps[pronoun] == "conj" else [])]
    if pronoun > 1 and tree.words[pronoun - 1] in words("with_somebody"):
        others.append(pronoun - 2)
    return next((named for other in others if (named := party(tree, other))), None)


def is_reporter(tree: Tree, token: int) -> bool:
    """（记者刘彬、通讯员刘永会）: who wrote the piece is not told of in it."""
    opened = {"（", "("} & {*tree.words[max(token - 8, 0) : token]}
    return token > 0 and bool(opened) and tree.words[token - 1] in words("reporters")

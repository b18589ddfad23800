"""Whether a name is a man's or a woman's, as far as the text or the name says, so that 她 means no man."""

from __future__ import annotations

from pipelines.claims.tree import Tree
from pipelines.resolve.tables import endings, listed

FEMALE, MALE = "female", "male"
#: A family name and a given name in Han characters.
_SHORTEST, _LONGEST = 2, 3


def gender(tree: Tree, token: int) -> str | None:
    """``female``, ``male`` or None of the person at `token`: by the words beside the name, else by the given name."""
    beside = {*tree.words[max(token - 1, 0) : token], *tree.words[token + 1 : token + 2]}
    for kind in (FEMALE, MALE):
        if beside & listed("gender", kind) or tree.words[token].endswith(endings("gender", kind)):
            return kind
    name = tree.words[token]
    if not _SHORTEST <= len(name) <= _LONGEST:
        return None
    women, men = (bool({*name[1:]} & listed("gender", f"{kind}_characters")) for kind in (FEMALE, MALE))
    return None if women == men else FEMALE if women else MALE


def meant(pronoun: str) -> str | None:
    """Of whom a pronoun is: 她 of a woman, 他 of a man; the others of anybody."""
    return FEMALE if "她" in pronoun else MALE if "他" in pronoun else None

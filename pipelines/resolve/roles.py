"""What a phrase behind a preposition is to the deed."""

from __future__ import annotations

from pipelines.claims.phrase import Phrase
from pipelines.claims.tree import Tree
from pipelines.claims.words import words
from pipelines.segment.score import score

#: Prepositions, and the kg:Role of what stands behind them.
ROLES = {
    "在": "place", "于": "place", "从": "source", "自": "source", "用": "instrument", "以": "instrument",
    "通过": "instrument", "凭借": "instrument", "利用": "instrument", "借助": "instrument", "给": "beneficiary",
    "为": "beneficiary", "替": "beneficiary", "向": "beneficiary", "为了": "purpose", "因": "cause", "因为": "cause",
    "由于": "cause", "比": "comparison", "比起": "comparison", "对": "topic", "对于": "topic", "关于": "topic",
    "就": "topic", "针对": "topic", "与": "partner", "和": "partner", "同": "partner", "跟": "partner", "被": "doer",
    "由": "doer", "遭": "doer", "随着": "circumstance", "把": "patient",
    "成": "result", "至": "result", "到": "destination", "受": "cause", "奉": "cause",
}  # fmt: skip


def role_of(tree: Tree, part: Phrase) -> str | None:
    """The name of a kg:Role; None where the preposition says nothing of the kind."""
    if part.preposition is None and score(tree.words[part.head]):
        return ROLES["以"]  # 3比0横扫日本队
    role = ROLES.get(part.preposition or "")
    if part.preposition == "为" and 0 <= tree.heads[part.head] < part.tokens[0]:
        return "result"  # 评选出十个品牌为名牌
    if part.preposition == "由" and tree.type_of(part.head) == "Quantity":
        return "source"  # 由68元降至59元
    return "circumstance" if role == "place" and occasion(tree, part) else role


def occasion(tree: Tree, part: Phrase) -> tuple[int, ...]:
    """在春节前, 在第一时间, 在民警的帮助下: the words that say when or how, which are no place; none of a place."""
    last = part.tokens[-1]
    behind = (
        part.postposition in words("clause_ends") | {"下", "之下"}
        and part.postposition in tree.words[last + 1 : last + 2]
    )
    if behind and tree.type_of(part.head) != "Place":
        return (*part.tokens, last + 1)
    return part.tokens if tree.words[part.head] in words("time_nouns") else ()

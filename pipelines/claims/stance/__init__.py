"""Whether the text says that it happened: polarity and modality of one verb in its sentence.

Four witnesses are heard: the words beside the verb (adverbs), the verbs and nouns that govern it (governors), its clause
and sentence (clauses), and who calls for it in a clause before (directives). The strongest reading wins.
"""

from __future__ import annotations

from kg.claim import Modality, Polarity
from pipelines.claims.stance import adverbs, clauses, directives, governors, questions, reach
from pipelines.claims.stance.evidence import unproven
from pipelines.claims.tree import Tree

# The strongest reading wins where several meet: a cancelled plan is cancelled.
_ORDER = (
    Modality.CANCELLED,
    Modality.ASKED,
    Modality.CONDITIONAL,
    Modality.REQUIRED,
    Modality.PLANNED,
    Modality.POSSIBLE,
)


def stance(tree: Tree, verb: int) -> tuple[Polarity, Modality]:
    """Polarity and modality of the event that `verb` names."""
    near = adverbs.read(tree, verb)
    over = governors.read(tree, verb)
    found = set(near.modalities)
    if not near.settled:
        found |= clauses.carried(tree, verb) | directives.called_for(tree, verb) | reach.reached(tree, verb)
    if Modality.POSSIBLE in found and Modality.PLANNED in found:
        found.discard(Modality.PLANNED if near.doubtful else Modality.POSSIBLE)
    found |= over.modalities - ({Modality.PLANNED} if near.settled and clauses.apart(tree, verb) else set())
    if not near.settled and tree.tags[verb] == "VERB" and clauses.agreed(tree):
        found.add(Modality.REQUIRED)
    if clauses.before_what_is_to_come(tree, verb) or reach.before_clause(tree, verb):
        found.add(Modality.PLANNED)
    if tree.heads[verb] > verb and clauses.opens_a_time(tree, verb):
        found |= reach.reached(tree, tree.heads[verb], before=verb)  # 拟收购甲，交易完成后裁员
    maker = reach.maker(tree, verb)
    if maker is not None and not near.settled and stance(tree, maker)[1] is not Modality.ACTUAL:
        found.add(Modality.PLANNED)
    became = clauses.outcome(tree, verb)
    if became:
        found.add(became)
    if clauses.conditional(tree, verb):
        found.add(Modality.CONDITIONAL)
    if clauses.suggests(tree, verb) or unproven(tree, verb):
        found.add(Modality.POSSIBLE)
    if questions.asks(tree, verb) and not (near.settled and questions.asks_of_others(tree, verb)):
        found.add(Modality.ASKED)
    if near.negations % 2 and over.negations % 2:
        found.add(Modality.POSSIBLE)  # 否认没有裁员: that it happened is not said either
    negative = (near.negations + over.negations) % 2 == 1
    modality = next((m for m in _ORDER if m in found), Modality.ACTUAL)
    return (Polarity.NEGATIVE if negative else Polarity.POSITIVE), modality

"""Small corrections of a parse, each for something that Chinese does not allow and a treebank parser still writes.

Every rule needs a cue on the surface and moves a few arcs; a rule that would leave no tree is void. Order matters: first
what words are, then what phrases they open, then whom verbs take. Each is there because sentences of the tests need it, or
because it mends more arcs of annotated sentences than it breaks: a better parser makes most such rules harmful, so look
again whenever it changes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from pipelines.claims.repair.amounts import item_numbers, levels, running_totals, shares
from pipelines.claims.repair.clauses import (
    appointments,
    called_off,
    causees,
    demands_going_on,
    denied_reports,
    first_meant,
    no_such_plan,
    opposed_deeds,
)
from pipelines.claims.repair.deeds import begun, facilities, sister_deeds
from pipelines.claims.repair.draft import Draft
from pipelines.claims.repair.function_words import (
    accusations,
    adverbs_over_verbs,
    as_soon_as,
    causing_nouns,
    disjuncts,
    manner,
    nobody,
    organised,
    passive_nouns,
    votes,
)
from pipelines.claims.repair.names import countries, histories, nicknames
from pipelines.claims.repair.objects import (
    coordinated_modifiers,
    materials,
    objects_of_the_nearest,
    spheres_of_one,
    stolen_objects,
    things_got,
)
from pipelines.claims.repair.prepositions import (
    agents,
    agents_of_deeds,
    approvals,
    at_request,
    commissions,
    described_agents,
    disposed_things,
    for_somebody,
    loose_prepositions,
    opened_nouns,
    routes,
    without_leave,
)
from pipelines.claims.repair.profiles import profiles
from pipelines.claims.repair.receivers import receivers
from pipelines.claims.repair.results import begun_for, chances, potentials, settings
from pipelines.claims.repair.rows import colloquial_passives, deeds_in_a_list, paid_for, sister_clauses
from pipelines.claims.tree import Tree
from pipelines.claims.words import table, words

Rule = Callable[[Draft], None]

_RULES: tuple[Rule, ...] = (
    item_numbers,
    disjuncts,
    as_soon_as,
    organised,
    potentials,
    chances,
    settings,
    passive_nouns,
    adverbs_over_verbs,
    coordinated_modifiers,
    spheres_of_one,
    running_totals,
    manner,
    accusations,
    votes,
    nobody,
    nicknames,
    countries,
    histories,
    first_meant,
    denied_reports,
    no_such_plan,
    levels,
    materials,
    causing_nouns,
    called_off,
    begun,
    begun_for,
    facilities,
    sister_deeds,
    approvals,
    loose_prepositions,
    disposed_things,
    described_agents,
    agents,
    agents_of_deeds,
    for_somebody,
    at_request,
    commissions,
    without_leave,
    opened_nouns,
    receivers,
    things_got,
    objects_of_the_nearest,
    routes,
    appointments,
    profiles,
    sister_clauses,
    colloquial_passives,
    deeds_in_a_list,
    paid_for,
    opposed_deeds,
    stolen_objects,
    causees,
    demands_going_on,
    shares,
)


@cache
def _rules() -> tuple[tuple[Rule, frozenset[str] | None], ...]:
    """Every rule with the words without which it has nothing to do; None where it looks at every sentence."""
    listed = table("repair_cues.toml")
    return tuple((rule, _cues(listed[rule.__name__]) if rule.__name__ in listed else None) for rule in _RULES)


def _cues(names: list[str]) -> frozenset[str]:
    return frozenset().union(*(words(name[1:]) if name.startswith("@") else {name} for name in names))


def repair(tree: Tree) -> Tree:
    """A corrected copy of `tree`; the tree itself where nothing is wrong."""
    draft = Draft(tree)
    said = frozenset(tree.words)
    for rule, cues in _rules():
        if cues is None or not cues.isdisjoint(said):
            rule(draft)
            draft.settle()
    return draft.result()

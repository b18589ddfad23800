"""Small corrections of a parse, each for something that Chinese does not allow and a treebank parser still writes.

The parser is trained on an encyclopaedia; news has patterns that it attaches wrongly. Every rule needs a cue on the
surface and moves a few arcs; a rule that would leave no tree is void. Order matters: first what words are, then what
phrases they open, then whom verbs take.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from pipelines.claims.repair.amounts import (
    counted,
    counted_behind,
    counted_people,
    scores,
    shares,
)
from pipelines.claims.repair.clauses import (
    appointments,
    called_off,
    clauses_as_modifiers,
    clauses_before,
    clefts,
    copular_clauses,
    deeds_of_papers,
    demands_going_on,
    opposed,
    opposed_deeds,
    passive_deeds,
    planned_nouns,
    plans_of_deeds,
    system_copulas,
    talks,
    told_deeds,
    told_things,
)
from pipelines.claims.repair.deeds import (
    bare_deeds,
    begun,
    clauses_in_time,
    counted_deeds,
    deeds_in_time,
    deeds_that_reach,
    determined,
    facilities,
    hidden_verbs,
    named_deeds,
    planned_deeds,
    sister_deeds,
    verbless,
)
from pipelines.claims.repair.draft import Draft
from pipelines.claims.repair.function_words import (
    accusations,
    adverbs_over_verbs,
    causing_nouns,
    deeds_ahead,
    done_to,
    governing_nouns,
    modal_hui,
    no_deed,
    passive_nouns,
    people_behind_names,
    planned_places,
    progressive,
    verbs_as_cases,
    voices,
    votes,
)
from pipelines.claims.repair.manner import (
    adverbs,
    adverbs_with_marks,
    compared,
    compound_nouns,
    firsts,
    idioms,
    influences,
    manner,
    modal_words,
    running_totals,
    superlatives,
)
from pipelines.claims.repair.names import (
    countries,
    couples,
    datelines,
    makers,
    names_before_times,
    nicknames,
    other_names,
    owned_names,
    prepositions_before_titles,
    titled_persons,
)
from pipelines.claims.repair.objects import (
    clauses_before_nouns,
    coordinated_modifiers,
    object_after_relative,
    objects_across_commas,
    objects_of_the_nearest,
    objects_taken_for_heads,
    owned_objects,
    relative_objects,
    stolen_objects,
)
from pipelines.claims.repair.participants import (
    causees,
    companions,
    crossed,
    former_persons,
    objects_of_deeds,
    parts_of_texts,
    pointed_at,
    relative_agents,
    routes,
    seats,
    turned_to,
    two_subjects,
    ways,
)
from pipelines.claims.repair.prepositions import (
    agents,
    agents_of_deeds,
    approvals,
    at_request,
    behind_verb,
    for_somebody,
    opened_nouns,
    own_verb,
    prepositional_verbs,
    stray_prepositions,
    towards,
    verbs_of_having,
    without_leave,
)
from pipelines.claims.repair.profiles import courtesy_names, profiles
from pipelines.claims.repair.results import (
    begun_for,
    chances,
    future_marks,
    potentials,
    receiving,
    settings,
    things_carried,
)
from pipelines.claims.repair.rows import colloquial_passives, deeds_in_a_list, paid_for, penalties, sister_clauses
from pipelines.claims.tree import Tree
from pipelines.claims.words import table, words

Rule = Callable[[Draft], None]

_RULES: tuple[Rule, ...] = (
    modal_hui,
    future_marks,
    modal_words,
    potentials,
    chances,
    receiving,
    settings,
    things_carried,
    deeds_ahead,
    done_to,
    stray_prepositions,
    passive_nouns,
    adverbs_over_verbs,
    voices,
    coordinated_modifiers,
    clauses_before_nouns,
    compared,
    scores,
    adverbs,
    adverbs_with_marks,
    compound_nouns,
    told_deeds,
    passive_deeds,
    system_copulas,
    copular_clauses,
    running_totals,
    influences,
    companions,
    former_persons,
    manner,
    idioms,
    accusations,
    determined,
    progressive,
    no_deed,
    governing_nouns,
    votes,
    superlatives,
    datelines,
    nicknames,
    couples,
    countries,
    people_behind_names,
    causing_nouns,
    deeds_of_papers,
    called_off,
    begun,
    begun_for,
    bare_deeds,
    named_deeds,
    planned_deeds,
    deeds_that_reach,
    facilities,
    hidden_verbs,
    deeds_in_time,
    clauses_in_time,
    verbs_as_cases,
    verbless,
    counted_deeds,
    sister_deeds,
    planned_places,
    approvals,
    agents,
    agents_of_deeds,
    towards,
    for_somebody,
    at_request,
    without_leave,
    behind_verb,
    verbs_of_having,
    prepositional_verbs,
    own_verb,
    opened_nouns,
    planned_nouns,
    plans_of_deeds,
    objects_taken_for_heads,
    objects_of_the_nearest,
    firsts,
    routes,
    clauses_as_modifiers,
    clefts,
    appointments,
    titled_persons,
    prepositions_before_titles,
    relative_objects,
    object_after_relative,
    courtesy_names,
    profiles,
    relative_agents,
    clauses_before,
    sister_clauses,
    colloquial_passives,
    penalties,
    deeds_in_a_list,
    paid_for,
    objects_across_commas,
    names_before_times,
    crossed,
    parts_of_texts,
    pointed_at,
    other_names,
    two_subjects,
    ways,
    opposed_deeds,
    opposed,
    talks,
    stolen_objects,
    told_things,
    causees,
    objects_of_deeds,
    demands_going_on,
    turned_to,
    seats,
    makers,
    shares,
    counted_people,
    counted,
    counted_behind,
    owned_objects,
    owned_names,
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

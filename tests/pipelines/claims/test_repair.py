"""Repairs of a parse: a rule is left out only where it would change nothing."""

from pipelines.claims import repair as repairs
from pipelines.claims.tree import Tree
from pipelines.claims.words import table
from pipelines.pipeline import as_tree, assemble
from tests.pipelines.claims.golden import cases


def test_every_cue_belongs_to_a_rule() -> None:
    assert set(table("repair_cues.toml")) <= {rule.__name__ for rule in repairs._RULES}


def test_cues_save_time_and_nothing_else() -> None:
    changed = 0
    for tree in _trees():
        draft = repairs.Draft(tree)
        for rule in repairs._RULES:
            rule(draft)
            draft.settle()
        whole, fast = draft.result(), repairs.repair(tree)
        assert (fast.heads, fast.deps, fast.tags) == (whole.heads, whole.deps, whole.tags), "".join(tree.words)
        changed += fast is not tree
    assert changed > 50


def _trees() -> list[Tree]:
    """The golden sentences as the parser leaves them."""
    nlp = assemble()
    with nlp.select_pipes(disable=["propositions"]):
        return [as_tree(nlp(case["text"])) for case in cases()]

"""Official notices: 任命张明为财政部副部长, 免去李刚的副部长职务 without saying who does it; 涉嫌严重违纪违法."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.claims.phrase import Phrase, is_nominal, phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.segments import segment_end, segment_start
from pipelines.claims.subjects import SUBJECTS, subject_before
from pipelines.claims.tree import Tree
from pipelines.claims.words import endings, words


def appointments(tree: Tree) -> Iterator[Proposition]:
    """Who gets or loses an office, in sentences that begin with the deed: whoever does it, the person is told of."""
    for verb in range(min(len(tree) - 2, 2)):
        word = tree.words[verb]
        if any(tree.tags[t] not in ("ADV", "AUX") for t in range(verb)) or tree.kids(verb, *SUBJECTS):
            continue
        person = verb + 1
        if tree.type_of(person) != "Person":
            continue
        end = segment_end(tree, verb)
        if word in words("appointing") and tree.words[person + 1] == "为" and is_nominal(tree, end - 1):
            office, label, relation = range(person + 2, end), f"被{word}为", "holds_position"
        elif word in words("removing") and end - 1 > person and is_nominal(tree, end - 1):
            office, label, relation = range(person + 1 + (tree.words[person + 1] == "的"), end), f"被{word}", None
        else:
            continue
        yield Proposition(
            rule="verbal",
            verb=verb,
            predicate=(verb,),
            label=label,
            relation=relation,
            subject=Phrase(person, (person,)),
            object=Phrase(end - 1, tuple(office)),
            passive=True,
        )


def suspected(tree: Tree) -> dict[int, tuple[int, ...]]:
    """The words between each 涉嫌 and the end of its stretch, by its token, where they end in the name of an offence."""
    found = {}
    for cue, word in enumerate(tree.words):
        end = segment_end(tree, cue)
        if word == "涉嫌" and end - 1 > cue and tree.words[end - 1].endswith(endings("offences")):
            found[cue] = tuple(range(cue + 1, end))
    return found


def suspicions(tree: Tree, found: dict[int, tuple[int, ...]]) -> Iterator[Proposition]:
    """涉嫌严重违纪违法, 涉嫌信息披露违法违规: all that somebody is suspected of, of what `suspected` found."""
    for cue, what in found.items():
        who = subject_before(tree, (cue, *tree.ancestors(cue)), cue, cue)
        if who is not None:
            yield Proposition(
                rule="verbal",
                verb=cue,
                predicate=(cue,),
                label=tree.words[cue],
                subject=phrase(tree, who),
                object=Phrase(what[-1], what),
                inherited=who < segment_start(tree, cue),
            )

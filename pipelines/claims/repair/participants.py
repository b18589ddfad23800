"""Subjects and objects that were given to the wrong verb."""

from __future__ import annotations

from pipelines.claims.repair.draft import Draft
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.words import words


def causees(d: Draft) -> None:
    """邀请他加入: what somebody is asked to do hangs on the asking."""
    for verb in range(len(d) - 2):
        if d.words[verb] not in words("causatives") or not d.is_verb(verb) or d.kids(verb, "ccomp", "xcomp"):
            continue
        for noun in range(verb + 1, d.segment(verb)[1]):
            if d.deps[noun] in SUBJECTS and d.heads[noun] > noun and d.left_edge(noun) == d.after_aspect(verb):
                deed = d.heads[noun]
                if d.is_verb(deed) and deed < d.segment(verb)[1] and not d.under(verb, deed):
                    d.attach(deed, verb, "ccomp")
                break


def routes(d: Draft) -> None:
    """北京到上海的高铁停运: from where to where says which line it is."""
    for cue in range(1, len(d) - 3):
        start, end = cue - 1, cue + 1
        if d.words[cue] not in ("到", "至") or d.class_of(start) != "Place" or d.class_of(end) != "Place":
            continue
        if d.words[end + 1] != "的" or not d.is_nominal(end + 2):
            continue
        line = end + 2
        verb = d.heads[start]
        if d.under(line, cue) and d.heads[cue] >= 0:
            d.attach(line, d.heads[cue], "nsubj")
        if verb >= 0 and d.kids(verb, "nsubj") != [start] and d.heads[line] != verb:
            continue
        d.attach(cue, end, "case", "ADP")
        d.attach(end, line, "nmod")
        d.attach(end + 1, end, "case")
        d.attach(start, end, "nmod")
        if line not in d.kids(verb, *SUBJECTS) and verb != line and verb >= 0:
            d.attach(line, verb, "nsubj")

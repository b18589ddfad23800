"""Golden sentences and how a claim is held against them.

A line of tests/golden/*.jsonl: {"id", "text", "date"?, "claims": [wanted], "never"?: [wanted]}. In a wanted claim `s`, `p`
and `o` are alternatives separated by `|`; `o` null, or an empty alternative, asks for no object. `s_text` and `o_text` hold
the surface of a reference. `relation`, `time`, `time_text` and `amount` are checked where they stand, `attribution` (its kinds, outermost
first) and `source` (words of one of them) too, `polarity` and `modality` always. No claim that is asserted may match an entry of `never`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kg.claim import Document

FOLDER = Path(__file__).parents[2] / "golden"
GAPS = FOLDER / "known_gaps.txt"
_NOISE = re.compile(r"[\s“”「」《》\"'的]")
_ASPECT = re.compile(r"[了着过]$")
Json = dict[str, Any]


def cases() -> list[Json]:
    """Every golden sentence, file by file."""
    return [
        json.loads(line)
        for file in sorted(FOLDER.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def document(case: Json) -> Document:
    when = date.fromisoformat(case["date"]) if case.get("date") else None
    return Document(id=case["id"], text=case["text"], date=when)


def gaps() -> frozenset[str]:
    """Ids of the sentences that the grammar does not read in full yet."""
    return frozenset(
        line for line in GAPS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    )


def failures(case: Json, claims: list[Json]) -> Iterator[str]:
    """What of the case the claims do not meet, in words."""
    for wanted in case["claims"]:
        found = [claim for claim in claims if says(claim, wanted)]
        reasons = [list(differences(claim, wanted)) for claim in found]
        if not found:
            yield f"no claim says {wanted['s']} / {wanted['p']} / {wanted['o']}"
        elif all(reasons):
            yield f"{wanted['s']} / {wanted['p']} / {wanted['o']}: {'; '.join(reasons[0])}"
    for wanted in case.get("never", ()):
        if any(claim["asserted"] and says(claim, wanted, exact=True) for claim in claims):
            yield f"asserted in error: {wanted['s']} / {wanted['p']} / {wanted['o']}"


def says(claim: Json, wanted: Json, *, exact: bool = False) -> bool:
    """Whether the claim is about the wanted subject, predicate and object."""
    subjects = _alternatives(wanted["s"]) + _alternatives(wanted.get("s_text"))
    objects = _alternatives(wanted["o"]) + _alternatives(wanted.get("o_text"))
    said = claim["object"]
    right_object = (
        any(_near(text, objects) for text in _spellings(said))
        if said and any(objects)
        else wanted["o"] is None or "" in objects
    )
    if exact and wanted["o"] is None:
        right_object = said is None
    return (
        right_object
        and any(_near(text, subjects) for text in _spellings(claim["subject"]))
        and _same_predicate(claim, wanted, exact=exact)
    )


def differences(claim: Json, wanted: Json) -> Iterator[str]:
    """How a claim of the right words differs in what it says of them."""
    for key, default in (("polarity", "positive"), ("modality", "actual"), ("asserted", True)):
        if claim[key] != wanted.get(key, default):
            yield f"{key} is {claim[key]}"
    kinds = [source["kind"] for source in claim["attribution"]]
    if "attribution" in wanted and kinds != wanted["attribution"]:
        yield f"attribution is {kinds}"
    said_by = [source["text"] for source in claim["attribution"]]
    if "source" in wanted and not any(wanted["source"] in text for text in said_by):
        yield f"its sources are {said_by}"
    if "relation" in wanted and claim["predicate"]["relation"] != wanted["relation"]:
        yield f"relation is {claim['predicate']['relation']}"
    time = claim["time"]
    if "time" in wanted and [time and time["start"], time and time["end"]] != wanted["time"]:
        yield f"time is {time and (time['start'], time['end'])}"
    if "time_text" in wanted and (time and time["text"]) != wanted["time_text"]:
        yield f"the words of the time are {time and time['text']}"
    if "amount" in wanted:
        amounts = [part["text"] for part in (claim["amount"], claim["object"]) if part]
        if not any(_near(text, _alternatives(wanted["amount"])) for text in amounts):
            yield f"amount is {amounts}"


def _alternatives(text: str | None) -> list[str]:
    return text.split("|") if text is not None else []


def _spellings(part: Json | None) -> list[str]:
    return [t for t in ((part or {}).get("text"), (part or {}).get("label"), *(part or {}).get("aliases", ())) if t]


def _bare(text: str) -> str:
    return _ASPECT.sub("", _NOISE.sub("", text))


def _near(said: str, wanted: list[str]) -> bool:
    """Equal, or one inside the other with at least 3/5 of the characters shared."""
    a = _bare(said)
    for b in map(_bare, filter(None, wanted)):
        if a == b or ((a in b or b in a) and 2 * min(len(a), len(b)) / (len(a) + len(b)) >= 0.6):
            return True
    return False


def _same_predicate(claim: Json, wanted: Json, *, exact: bool) -> bool:
    predicate = claim["predicate"]
    if not exact and "relation" in wanted and predicate["relation"] == wanted["relation"]:
        return True
    said = [_bare(text) for text in (predicate["text"], predicate["label"]) if text]
    for word in map(_bare, filter(None, _alternatives(wanted["p"]))):
        for text in said:
            if text == word or (not exact and ((len(word) > 1 and word in text) or (len(text) > 1 and text in word))):
                return True
    return False

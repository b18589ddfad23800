"""The variant from clearly licensed sets loads and reads; its card is about its own weights."""

import json

from pipelines.mention.names import FOLDER, load_names

CLEAR = FOLDER.parent / "names-clear"


def test_it_finds_plain_names():
    sentence = "王小明在北京工作。"
    (spans,) = load_names(CLEAR).find([sentence])
    assert ("北京", "Place") in [(sentence[s.start : s.end], s.type) for s in spans]


def test_its_card_quotes_its_own_figures():
    meta = json.loads((CLEAR / "meta.json").read_text(encoding="utf-8"))
    card = (CLEAR / "README.md").read_text(encoding="utf-8")
    assert list(meta["development"]) == ["uner", "uner (house)"]
    for origin, figures in meta["development"].items():
        assert f"| {origin} | {100 * figures['precision']:.1f} | {100 * figures['recall']:.1f} |" in card
    assert "MSRA" not in (CLEAR / "LICENSE").read_text(encoding="utf-8")

"""A fact into which a word of denial, plan, doubt or hearsay is put is no fact any more.

Every golden sentence that states a plain fact is written again with such a word before its verb, and again as something
that is denied, rumoured, asked or supposed. The words are put in blindly, so that some sentences are odd; of those that
Chinese allows none may leave the fact standing.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from kg.claim import Document
from kg.claim.codec import as_dict
from pipelines.extract import Extractor
from tests.pipelines.claims.golden import Json, cases, says

#: Words that may stand before any verb: not one fact may survive them.
ALWAYS = ["没有", "并未", "尚未", "从未", "不会", "未能", "不再", "可能", "或将", "似乎", "打算", "正考虑", "据传已"]
#: Words that also are nouns, or do not go with every verb.
MOSTLY = ["计划", "拟", "将", "即将", "有望", "准备", "希望", "拒绝", "暂不", "无意", "本想", "差点"]
FRAMES: dict[str, Callable[[str], str]] = {
    "rumoured": lambda text: f"据传，{text}",
    "going round": lambda text: f"网传{text}",
    "supposed": lambda text: f"如果{text[:-1]}，市场将受到冲击。",
    "wished": lambda text: f"要是{text[:-1]}就好了。",
    "asked": lambda text: f"{text[:-1]}吗？",
    "false": lambda text: f"关于{text[:-1]}的传言不实。",
    "denied": lambda text: f"发言人否认{text}",
    "believed": lambda text: f"外界误以为{text}",
    "unproven": lambda text: f"没有证据表明{text}",
    "doubted": lambda text: f"专家怀疑{text}",
    "not so": lambda text: f"并不是{text}",
}
_DONE = re.compile(r"(?:已经|已|曾|正在|正|再次|先后|共同|正式|成功|刚刚)$")
#: Sentences of one clause only: what an odd frame says of a second clause is anybody's guess.
_SEVERAL = re.compile(r"[，：；“（]|据|称|说|表示|如果|是否")
#: Of all sentences with a word of MOSTLY or in a frame so many may come out wrong: 计划 glued to a noun, 差点 before a number.
TOLERATED = 0.015


def facts() -> Iterator[tuple[Json, Json, str, int]]:
    """(case, wanted claim, verb, its place) for each plain fact whose verb stands once in its sentence."""
    for case in cases():
        text = case["text"]
        if len(text) > 60 or text.count("。") != 1 or not text.endswith("。"):
            continue
        for wanted in case["claims"]:
            plain = (wanted.get("asserted", True), wanted.get("polarity"), wanted.get("modality")) == (True, None, None)
            verb = next(
                (p for p in wanted["p"].split("|") if len(p) > 1 and text.count(p) == 1 and text.find(p) > 0), None
            )
            if plain and verb:
                yield case, wanted, verb, text.find(verb)


def marked(text: str, verb: str, place: int, word: str) -> str:
    """The sentence with `word` before the verb, and without what says that the deed is done."""
    rest = text[place + len(verb) :].removeprefix("了").removeprefix("过")
    return _DONE.sub("", text[:place]) + word + verb + rest


@pytest.fixture(scope="module")
def survivors() -> tuple[Counter[str], Counter[str], list[str]]:
    """By word or frame: how many sentences were read, in how many the fact still stands; and these sentences."""
    extractor = Extractor()

    def read(texts: list[str]) -> Iterator[list[Json]]:
        documents = [Document(id=str(number), text=text) for number, text in enumerate(texts)]
        for extraction in extractor.extract_all(documents):
            yield [as_dict(claim) for claim in extraction.claims]

    found = list(facts())
    stated = [
        fact
        for fact, claims in zip(found, read([case["text"] for case, *_ in found]), strict=True)
        if any(
            claim["asserted"]
            and claim["extractor"] == "rule:verbal"
            and claim["predicate"]["label"].startswith(fact[2])  # adverbs may be quoted before it
            and (claim["predicate"]["start"] or 0) <= fact[3] < (claim["predicate"]["end"] or 0)
            for claim in claims
            if says(claim, fact[1])
        )
    ]
    jobs = [
        (word, wanted, marked(case["text"], verb, at, word))
        for case, wanted, verb, at in stated
        for word in ALWAYS + MOSTLY
    ]
    jobs += [
        (name, wanted, frame(case["text"]))
        for case, wanted, *_ in stated
        if not _SEVERAL.search(case["text"])
        for name, frame in FRAMES.items()
    ]
    asked, wrong, texts = Counter[str](), Counter[str](), []
    for (name, wanted, text), claims in zip(jobs, read([text for *_, text in jobs]), strict=True):
        asked[name] += 1
        if any(claim["asserted"] and says(claim, wanted, exact=True) for claim in claims):
            wrong[name] += 1
            texts.append(f"{name}: {text}")
    return asked, wrong, texts


def test_no_fact_survives_a_word_of_denial_plan_or_doubt(
    survivors: tuple[Counter[str], Counter[str], list[str]],
) -> None:
    asked, wrong, texts = survivors
    print(sum(wrong.values()), "of", sum(asked.values()))
    assert asked["没有"] > 200
    assert [text for text in texts if text.split(":")[0] in ALWAYS] == []
    assert sum(wrong.values()) <= TOLERATED * sum(asked[name] for name in [*MOSTLY, *FRAMES]), "\n".join(texts)

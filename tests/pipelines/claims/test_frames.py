"""Plans, denials, doubts, rumours, duties and questions in many words, about many names: none is stated as a fact.

The frames are written by us (`frames.toml`), and so are the names that fill them: of firms long and short, known and made
up, of persons Chinese and transliterated.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from kg.claim import Document
from pipelines.extract import Extractor

FRAMES = tomllib.loads((Path(__file__).parent / "frames.toml").read_text(encoding="utf-8"))
FILLINGS = [
    ("远山科技", "海纳集团", "程志", "沈亦宁", "南京", "芯片", "300", "三亿元", "两成", "3月15日"),
    ("腾讯", "京东", "王建国", "李晓梅", "德国", "无人机", "1.2万", "5000万美元", "12.5%", "去年"),
    (
        "青禾生物科技股份有限公司",
        "英伟达",
        "安德烈·科瓦连科",
        "伊莎贝拉",
        "成都",
        "疫苗",
        "近千",
        "近20亿元",
        "近四成",
        "上周五",
    ),
    ("中国石油", "蓝鲸重工有限公司", "欧阳若兰", "郝峰", "西安市", "手机", "上万", "数十亿美元", "三分之一", "年初"),
    ("白鹭传媒", "OpenAI", "罗振邦", "彼得·蒂尔", "日本", "机器人", "超过600", "15.6亿元人民币", "80%", "2023年底"),
    ("*ST松江", "特斯拉", "古丽娜", "苏以沫", "江苏省", "电池", "数百", "约80亿港元", "30%", "昨天"),
]
PLACES = ("org", "other", "person", "somebody", "place", "thing", "number", "money", "share", "time")
#: Of the sentences that state no fact so many may be taken for one, and of those that do so many may be lost: where a name
#: is not found, or cut wrongly, the words around it are misread.
TOLERATED, LOST = 0.005, 0.03


@pytest.fixture(scope="module")
def stated() -> dict[str, list[tuple[str, bool]]]:
    """By kind of frame: each sentence, and whether its deed is stated as a fact."""
    rows = list(_sentences())
    documents = (Document(id=str(n), text=text, date=date(2024, 6, 1)) for n, (*_, text) in enumerate(rows))
    found: dict[str, list[tuple[str, bool]]] = {}
    for (kind, deed, text), extraction in zip(rows, Extractor().extract_all(documents), strict=True):
        # 暂停收购 and 停止投资 are facts of their own.
        told = [claim for claim in extraction.claims if claim.asserted and claim.extractor != "rule:stopped"]
        fact = any(deed in claim.predicate.label for claim in told)
        found.setdefault(kind, []).append((text, fact))
    return found


@pytest.fixture(scope="module")
def rows() -> dict[str, list[tuple[str, list[str]]]]:
    """By kind of row: each sentence, and which of its deeds are stated as facts."""
    asked = list(_rows())
    documents = (Document(id=str(n), text=text, date=date(2024, 6, 1)) for n, (*_, text) in enumerate(asked))
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for (kind, deeds, text), extraction in zip(asked, Extractor().extract_all(documents), strict=True):
        told = [
            claim.predicate.label for claim in extraction.claims if claim.asserted and claim.extractor != "rule:stopped"
        ]
        found.setdefault(kind, []).append((text, [deed for deed in deeds if deed in told]))
    return found


def _rows() -> Iterator[tuple[str, list[str], str]]:
    for kind, row in FRAMES["rows"].items():
        for word in row["words"]:
            for frame, *deeds in row["frames"]:
                for filling in FILLINGS[:3]:
                    yield kind, deeds, frame.format(word=word, **dict(zip(PLACES, filling, strict=True)))


def _sentences() -> Iterator[tuple[str, str, str]]:
    for kind in ("no_fact", "fact"):
        for deed, frames in FRAMES[kind].items():
            for frame in frames:
                for filling in FILLINGS:
                    yield kind, deed, frame.format(**dict(zip(PLACES, filling, strict=True)))


def test_plans_denials_and_rumours_are_no_facts(stated: dict[str, list[tuple[str, bool]]]) -> None:
    wrong = [text for text, fact in stated["no_fact"] if fact]
    print(f"{len(wrong)} of {len(stated['no_fact'])}: {wrong}")
    assert len(wrong) <= TOLERATED * len(stated["no_fact"]), wrong


def test_what_has_happened_is_a_fact(stated: dict[str, list[tuple[str, bool]]]) -> None:
    lost = [text for text, fact in stated["fact"] if not fact]
    print(f"{len(lost)} of {len(stated['fact'])}: {lost}")
    assert len(lost) <= LOST * len(stated["fact"]), lost


@pytest.mark.parametrize("kind", sorted(FRAMES["rows"]))
def test_one_word_of_plan_or_denial_is_for_the_whole_row(
    rows: dict[str, list[tuple[str, list[str]]]], kind: str
) -> None:
    wrong = [f"{text} {deeds}" for text, deeds in rows[kind] if deeds]
    print(f"{len(wrong)} of {len(rows[kind])}: {wrong}")
    assert len(wrong) <= TOLERATED * len(rows[kind]), wrong

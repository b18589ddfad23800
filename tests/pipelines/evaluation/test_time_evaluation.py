"""Scores on cases in Recognizers' format: what counts as right, and how good the grammars are."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.claim import InputError
from pipelines.evaluation.times import evaluate

DATA = Path(__file__).parents[4] / "shared" / "data"


def _file(folder: Path, *cases: dict[str, Any]) -> Path:
    path = folder / "cases.json"
    path.write_text(json.dumps(cases, ensure_ascii=False), encoding="utf-8-sig")
    return path


def _time(text: str, found: str, kind: str = "daterange", **past: str) -> dict[str, Any]:
    result = {
        "Text": found,
        "Type": kind,
        "Start": text.index(found),
        "Length": len(found),
        "Value": {"PastResolution": past, "FutureResolution": {}},
    }
    return {"Input": text, "Context": {"ReferenceDateTime": "2023-04-26T00:00:00"}, "Results": [result]}


@pytest.mark.parametrize(
    "case",
    [
        _time("他明年走", "明年", startDate="2024-01-01", endDate="2025-01-01"),
        _time("从2016年到2018年", "从2016年到2018年", startDate="2016-01-01", endDate="2018-01-01"),
        _time("3月5日到8日", "3月5日到8日", startDate="2023-03-05", endDate="2023-03-08"),
        _time("他09年以后没来", "09年", startDate="2009-01-01", endDate="2010-01-01"),
        _time("2月30日", "2月30日", "date", date="0001-01-01"),
        {"Input": "没有时间", "Results": []},
    ],
)
def test_a_right_case(tmp_path: Path, case: dict[str, Any]) -> None:
    scores = evaluate(_file(tmp_path, case))
    assert scores.misses == ()
    assert scores.accuracy == 1.0


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (_time("他明年走", "明年", startDate="2023-01-01", endDate="2024-01-01"), "2024-01-01 to 2024-12-31"),
        (_time("他明年走", "年", startDate="2024-01-01", endDate="2025-01-01"), "the span is '明年', not '年'"),
        (_time("他刚走", "刚", startDate="2024-01-01", endDate="2025-01-01"), "not found: 刚"),
        (_time("他明年走", "明年") | {"Results": []}, "nothing is expected"),
        (_time("正月初五", "正月初五", startDate="2023-01-05", endDate="2023-01-06"), "refused"),
    ],
)
def test_a_miss_says_why(tmp_path: Path, case: dict[str, Any], reason: str) -> None:
    right = _time("他去年走", "去年", startDate="2022-01-01", endDate="2023-01-01")
    scores = evaluate(_file(tmp_path, right, case))
    assert scores.accuracy == 0.5
    assert reason in scores.misses[0].reason
    assert scores.as_dict()["misses"][0]["input"] == case["Input"]


def test_money_and_percentages(tmp_path: Path) -> None:
    money = {
        "Input": "花了5美元",
        "Results": [
            {
                "Text": "5美元",
                "TypeName": "currency",
                "Start": 2,
                "End": 4,
                "Resolution": {"value": "5", "isoCurrency": "USD"},
            }
        ],
    }
    wrong = {
        "Input": "花了5欧元",
        "Results": [
            {
                "Text": "5欧元",
                "TypeName": "currency",
                "Start": 2,
                "End": 4,
                "Resolution": {"value": "5", "isoCurrency": "USD"},
            }
        ],
    }
    scores = evaluate(_file(tmp_path, money, wrong))
    assert scores.right == 1
    assert scores.misses[0].reason == "the currency is EUR, not USD"
    share = {
        "Input": "有5%",
        "Results": [{"Text": "5%", "TypeName": "percentage", "Start": 1, "End": 2, "Resolution": {"value": "5%"}}],
    }
    assert evaluate(_file(tmp_path, share)).accuracy == 1.0


@pytest.mark.parametrize("content", ["nothing", "{}", '[{"Text": "x"}]'])
def test_another_file_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "cases.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"cases\.json"):
        evaluate(path)


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("time/recognizers/DateParser.json", 0.85),
        ("time/recognizers/DatePeriodParser.json", 0.85),
        ("numbers/CurrencyModel.json", 0.9),
        ("numbers/PercentModel.json", 0.9),
    ],
)
def test_accuracy_on_recognizers_cases(name: str, least: float) -> None:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the development data {name} is not here")
    assert evaluate(path).accuracy >= least

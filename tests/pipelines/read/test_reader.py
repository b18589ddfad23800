import datetime
import io
import json
import os
from pathlib import Path

import pytest

from kg.claim import Document, InputError
from pipelines.read import ReadFailure, read, reader
from tests.pipelines.read.texts import PLAIN_NEWS


def documents(*paths: Path | str, **options: object) -> list[Document]:
    items = list(read(paths, **options))  # type: ignore[arg-type]
    assert all(isinstance(item, Document) for item in items), items
    return [item for item in items if isinstance(item, Document)]


def failures(*paths: Path | str, **options: object) -> list[ReadFailure]:
    return [item for item in read(paths, **options) if isinstance(item, ReadFailure)]  # type: ignore[arg-type]


def test_plain_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = PLAIN_NEWS.replace("\n", "\r\n")
    (tmp_path / "a.txt").write_bytes(text.encode("gbk"))
    (document,) = documents(tmp_path / "a.txt")
    assert document.text == text
    assert document.id == "a.txt"
    assert document.title == "海川公司收购星河科技"
    assert document.date is None
    assert document.source == str(tmp_path / "a.txt")
    assert [document.source_map.to_file(i) for i in (0, len(text) - 1, len(text))] == [0, len(text) - 1, None]


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/INDEX.md", "README.md", ".hidden.txt", ".git/x.txt", "图.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("海川公司上市。", encoding="utf-8")
    items = list(read([tmp_path]))
    assert [item.id for item in items if isinstance(item, Document)] == ["README.md", "a/INDEX.md", "a/z.md", "b.txt"]
    (skipped,) = (item for item in items if isinstance(item, ReadFailure))
    assert skipped.skipped
    assert skipped.path.endswith("图.png")


def test_the_callers_date_wins(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ndate: 2020-01-01\n---\n海川公司上市。", encoding="utf-8")
    assert documents(tmp_path / "a.md")[0].date == datetime.date(2020, 1, 1)
    assert documents(tmp_path / "a.md", date=datetime.date(2023, 4, 26))[0].date == datetime.date(2023, 4, 26)


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        {"id": 7, "text": "海川\r\n上市。", "title": "题", "date": "2023-04-26", "url": "https://a.example", "x": 1},
        {"text": "星河退市。\u2028完。"},
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_bytes(f"\ufeff{lines[0]}\r\n坏的一行\n\n{lines[1]}".encode())
    first, bad, second = read([path])
    assert isinstance(first, Document)
    assert (first.id, first.text, first.title) == ("7", "海川\r\n上市。", "题")
    assert (first.source, str(first.date)) == ("https://a.example", "2023-04-26")
    assert isinstance(bad, ReadFailure)
    assert str(bad) == f"{path}, line 2: it is not JSON: Expecting value at column 1"
    assert isinstance(second, Document)
    assert (second.id, second.text, second.source) == ("a.jsonl:4", "星河退市。\u2028完。", str(path))
    decoded = path.read_bytes().decode("utf-8-sig")
    place = second.source_map.to_file(0)
    assert place is not None
    assert decoded[place] == "星"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "utf-16"])
def test_json_lines_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"text": "海川公司上市。"}\n{"text": "星河退市。"}\n'.encode(encoding))
    assert [d.text for d in documents(tmp_path / "a.jsonl")] == ["海川公司上市。", "星河退市。"]


def test_one_damaged_line_costs_no_other(tmp_path: Path) -> None:
    good = '{"text": "海川公司上市。"}\n'.encode()
    (tmp_path / "a.jsonl").write_bytes(good + good[:14] + b"\xff" + good[15:] + good)
    items = list(read([tmp_path / "a.jsonl"]))
    assert [type(item) for item in items] == [Document, ReadFailure, Document]
    assert items[1].line == 2 if isinstance(items[1], ReadFailure) else False


def test_standard_input() -> None:
    (document,) = documents("-", stdin=io.BytesIO("海川公司上市。".encode("gbk")))
    assert (document.id, document.text, document.source) == ("-", "海川公司上市。", None)
    assert documents("-", stdin=io.StringIO("海川公司上市。"))[0].text == "海川公司上市。"
    lines = io.StringIO('{"id": "a", "text": "海川上市。"}\n{"text": "星河退市。"}\n')
    assert [d.id for d in documents("-", stdin=lines, input_format="jsonl")] == ["a", "-:2"]
    assert [str(f) for f in failures("-", stdin=io.BytesIO(b""))] == ["standard input: it is empty"]


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("海川公司上市。", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "markup.md").write_text("---\ntitle: 空\n---\n", encoding="utf-8")
    (tmp_path / "pdf.txt").write_bytes(b"%PDF-1.7 \n")
    (tmp_path / "z.txt").write_text("星河退市。", encoding="utf-8")
    items = list(read([tmp_path]))
    assert [item.id for item in items if isinstance(item, Document)] == ["a.txt", "z.txt"]
    assert {Path(f.path).name: f.reason for f in items if isinstance(f, ReadFailure)} == {
        "binary.txt": "it is a binary file, not text",
        "empty.txt": "it is empty",
        "markup.md": "it holds markup but no text",
        "pdf.txt": "it is a PDF file, not text",
    }


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("海川公司上市。", encoding="utf-8")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [f.reason for f in failures(tmp_path / "a.txt")] == ["permission denied"]


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BYTES", 10)
    (tmp_path / "a.txt").write_text("海川公司上市。", encoding="utf-8")
    assert failures(tmp_path / "a.txt")[0].reason.startswith("it is too large")


def test_a_missing_path_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("海川公司上市。", encoding="utf-8")
    with pytest.raises(InputError, match=r"missing: no such file or folder"):
        read([tmp_path / "a.txt", tmp_path / "missing"])


def test_a_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    with pytest.raises(InputError, match=r"holds no \.txt"):
        read([tmp_path])


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(InputError, match="'csv' is not known"):
        read([], input_format="csv")


def test_two_documents_of_one_id_are_an_error_that_names_both(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text("海川公司上市。", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(read([tmp_path / "a", tmp_path / "b"]))
    assert str(tmp_path / "a" / "x.txt") in str(caught.value)
    assert str(tmp_path / "b" / "x.txt") in str(caught.value)
    (tmp_path / "x.jsonl").write_text('{"id": "i", "text": "海川"}\n{"id": "i", "text": "星河"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"'i'.*line 1.*line 2"):
        list(read([tmp_path / "x.jsonl"]))


def test_a_folder_read_twice_says_the_same(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.html"):
        (tmp_path / name).write_text(PLAIN_NEWS, encoding="utf-8")
    assert list(read([tmp_path])) == list(read([tmp_path]))


def test_reading_does_not_depend_on_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("海川公司上市。", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [d.id for d in documents("a")] == ["x.txt"]
    assert documents("a")[0].source == os.path.join("a", "x.txt")  # noqa: PTH118


SEED = Path(__file__).parents[4] / "shared" / "seed" / "meta-cpu-gpu.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the development article is not on this machine")
def test_the_development_article_has_no_date_of_its_own() -> None:
    (document,) = documents(SEED)
    assert document.date is None
    assert len(document.masked) >= 20

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claim import InputError
from pipelines.read.encodings import decode, score
from tests.pipelines.read.texts import SIMPLIFIED, TRADITIONAL


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", SIMPLIFIED.values(), ids=SIMPLIFIED)
def test_simplified_text_comes_back_from_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "big5", "cp950", "utf-16"])
@pytest.mark.parametrize("text", TRADITIONAL.values(), ids=TRADITIONAL)
def test_traditional_text_comes_back_from_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("text", ["联通", "中国", "美团", "台积电宣布扩产", "北京", "锂电", "鸿海", "裁员三千人"])
def test_a_few_characters_of_gbk_are_enough(text: str) -> None:
    assert decode(text.encode("gbk"))[0] == text


@pytest.mark.parametrize("text", ["台積電", "中國", "鴻海", "聯發科", "臺灣", "總統府", "華碩電腦宣布裁員"])
def test_a_few_characters_of_big5_are_enough(text: str) -> None:
    assert decode(text.encode("big5"))[0] == text


def test_the_byte_order_mark_is_not_text() -> None:
    assert decode("知图".encode("utf-8-sig")) == ("知图", "utf-8-sig")
    assert decode("知图".encode("utf-16"))[0] == "知图"
    assert decode(b"\x84\x31\x95\x33" + "知图".encode("gb18030"))[0] == "知图"


def test_line_breaks_are_kept_as_they_are() -> None:
    assert decode("第一行\r\n第二行\r".encode("gbk"))[0] == "第一行\r\n第二行\r"


def test_other_languages_in_utf8_are_left_alone() -> None:
    assert decode("déjà vu, Malmö".encode())[0] == "déjà vu, Malmö"
    assert decode("Привет".encode())[0] == "Привет"


def test_a_declared_charset_decides_what_the_bytes_leave_open() -> None:
    assert decode("珞珈山".encode("gbk"), "gb2312")[0] == "珞珈山"


@pytest.mark.parametrize(
    "data",
    [
        "naïve café, résumé".encode("latin-1"),
        "これはにほんごのぶんしょうです".encode("shift-jis"),
        "海川公司".encode() + b"\xff\xfe\xff",
        bytes(range(256)),
        b"\x00\x01\x02\x00" * 10,
        b"\xff\xfe\x00",
    ],
    ids=["latin-1", "shift-jis", "damaged", "binary", "nul", "half a character"],
)
def test_bytes_that_are_not_chinese_text_are_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        decode(data)


def test_wrong_decodings_score_lower() -> None:
    data = SIMPLIFIED["news"].encode("gbk")
    assert score(data.decode("gbk")) > 0.8
    assert score(data.decode("big5", "replace")) < 0.4
    assert score("plain ASCII") == 0


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except InputError:
        return
    assert text.encode(encoding.removesuffix("-sig")) or text == ""


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff")))
def test_utf8_always_comes_back(text: str) -> None:
    data = text.encode()
    if text.isascii() or max(text) > "\u07ff":
        assert decode(data) == (text, "utf-8")

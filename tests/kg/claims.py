"""Hand-made documents and claims that the tests of the graph side share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.claim import (
    Amount,
    Argument,
    Attribution,
    Claim,
    Document,
    Entity,
    Granularity,
    Modality,
    Polarity,
    Predicate,
    Qualifier,
    Quantity,
    Quote,
    SourceKind,
    Span,
    TimeSpan,
)
from kg.claim.iri import mint

RELATIONS = {
    "acquires": ("收购", "acquires"),
    "orders": ("订购", "orders"),
    "lays_off": ("裁员", "lays off"),
    "holds_position": ("担任", "holds position"),
    "resigned": ("辞职", "resigned"),
    "produces": ("生产", "produces"),
    "invests_in": ("投资", "invests in"),
    "uses": ("使用", "uses"),
    "founded": ("创立", "founded"),
    "releases": ("发布", "releases"),
}


def entity(label: str, type: str, en: str | None = None, *aliases: str, wikidata: str | None = None) -> Entity:
    return Entity(mint(label), label, type, en, aliases, wikidata)


HAILAN = entity("海蓝科技", "Company", "Hailan", "海蓝", "海藍科技", wikidata="Q42")
XINGHE = entity("星河汽车", "Company", "Galaxy Motors", "星河")
CHIP = entity("远山一号", "Product", "Yuanshan One")
LIN = entity("林晓", "Person", "Lin Xiao", "林总")
CEO = entity("首席执行官", "Position", "CEO", "行政总裁")
BUREAU = entity("市场监管局", "Government")
PAPER = entity("滨海日报", "Institution", "Binhai Daily")
SCRIPT = entity("<script>alert(1)</script>", "Company", "</script><img src=x onerror=alert(2)>", "\"'`--> &amp;")
EMOJI = entity("火箭🚀实验室", "Institution", None, "𠮷野家")
TWIN_A = entity("明珠(上海)", "Company", None, "明珠")
TWIN_B = entity("明珠(广州)", "Company", None, "明珠")


def place(sentence: Quote, words: str | Sequence[str]) -> Quote:
    """The quote of `words` in the sentence; several words make a quote that is not contiguous."""
    spans, at = [], 0
    for piece in [words] if isinstance(words, str) else words:
        at = sentence.text.index(piece, at)
        spans.append(Span(sentence.start + at, sentence.start + at + len(piece)))
        at += len(piece)
    return Quote("".join([words] if isinstance(words, str) else words), tuple(spans))


class Article:
    """Builds a document sentence by sentence."""

    def __init__(self, id: str, title: str | None = None, day: date | None = None, source: str | None = None) -> None:
        self.id, self.title, self.date, self.source = id, title, day, source
        self.text = ""
        self.claims: list[Claim] = []

    def sentence(self, text: str) -> Quote:
        start = len(self.text)
        self.text += text + "\n"
        return Quote.of(self.text, Span(start, start + len(text)))

    def argument(
        self,
        sentence: Quote,
        words: str | Sequence[str],
        what: Entity | Quantity | None = None,
        resolution: str | None = None,
    ) -> Argument:
        quote = place(sentence, words)
        if isinstance(what, Entity):
            return Argument(quote, what.label, what.type, what, resolution)
        if isinstance(what, Quantity):
            return Argument(quote, quote.text, "Quantity", None, None, what)
        return Argument(quote, quote.text)

    def claim(
        self,
        sentence: Quote,
        subject: Argument,
        predicate: str | Sequence[str],
        relation: str | None,
        object: Argument | None = None,
        *,
        time: tuple[str, date | None, date | None, Granularity] | None = None,
        amount: tuple[str, Quantity] | None = None,
        polarity: Polarity = Polarity.POSITIVE,
        modality: Modality = Modality.ACTUAL,
        attribution: tuple[Attribution, ...] = (),
        qualifiers: tuple[Qualifier, ...] = (),
        confidence: float = 0.9,
    ) -> None:
        quote = place(sentence, predicate)
        self.claims.append(
            Claim(
                self.id,
                sentence,
                subject,
                Predicate(quote.text, relation, quote),
                object,
                TimeSpan(place(sentence, time[0]), *time[1:]) if time else None,
                Amount(place(sentence, amount[0]), amount[1]) if amount else None,
                qualifiers,
                polarity,
                modality,
                attribution,
                confidence,
                "test",
            )
        )

    def done(self) -> tuple[Document, tuple[Claim, ...]]:
        return Document(self.id, self.text, self.title, self.date, self.source), tuple(self.claims)


def _year(words: str, year: int) -> tuple[str, date, date, Granularity]:
    return words, date(year, 1, 1), date(year, 12, 31), Granularity.YEAR


def _news() -> tuple[Document, tuple[Claim, ...]]:
    a = Article("news/海蓝.txt", "海蓝科技扩产", date(2024, 3, 5), "https://example.org/news/1?a=b&c=d")
    s = a.sentence("海蓝科技2023年向星河汽车订购了价值约20亿元的远山一号。")
    a.claim(
        s,
        a.argument(s, "海蓝科技", HAILAN),
        "订购",
        "orders",
        a.argument(s, "远山一号", CHIP),
        time=_year("2023年", 2023),
        amount=("约20亿元", Quantity(None, 1.9e9, 2.1e9, "CNY")),
        qualifiers=(Qualifier("source", a.argument(s, "星河汽车", XINGHE)),),
    )
    s = a.sentence("该公司没有收购星河汽车。")
    a.claim(
        s,
        a.argument(s, "该公司", HAILAN, "definite"),
        "收购",
        "acquires",
        a.argument(s, "星河汽车", XINGHE),
        polarity=Polarity.NEGATIVE,
    )
    s = a.sentence("据《滨海日报》报道,林晓2022年辞职。")
    source = Attribution(place(s, "据《滨海日报》报道"), SourceKind.MEDIA, PAPER)
    a.claim(s, a.argument(s, "林晓", LIN), "辞职", "resigned", time=_year("2022年", 2022), attribution=(source,))
    s = a.sentence("海蓝科技裁掉了三成员工，约1200人。")
    a.claim(
        s,
        a.argument(s, "海蓝科技", HAILAN),
        ["裁", "了"],
        "lays_off",
        a.argument(s, ["三成", "员工"], Quantity(30, None, None, "percent")),
    )
    a.claim(
        s,
        a.argument(s, "海蓝科技", HAILAN),
        "裁掉",
        "lays_off",
        a.argument(s, "约1200人", Quantity(None, 1100, 1300, "人")),
    )
    return a.done()


def _rumours() -> tuple[Document, tuple[Claim, ...]]:
    a = Article("rumours", None, None, "rumours.txt")
    s = a.sentence("据传，𠮷野家🚀旗下的海蓝计划收购星河汽车。")
    rumour = Attribution(place(s, "据传"), SourceKind.RUMOUR)
    a.claim(
        s,
        a.argument(s, "海蓝", HAILAN, "alias"),
        "收购",
        "acquires",
        a.argument(s, "星河汽车", XINGHE),
        modality=Modality.PLANNED,
        attribution=(rumour,),
        confidence=0.4,
    )
    s = a.sentence("林晓将出任星河汽车首席执行官。")
    a.claim(
        s,
        a.argument(s, "林晓", LIN),
        "出任",
        "holds_position",
        a.argument(s, "首席执行官", CEO),
        modality=Modality.PLANNED,
    )
    s = a.sentence("林晓是海蓝科技首席执行官。")
    a.claim(
        s,
        a.argument(s, "林晓", LIN),
        "是",
        "holds_position",
        a.argument(s, "首席执行官", CEO),
        qualifiers=(Qualifier("beneficiary", a.argument(s, "海蓝科技", HAILAN)),),
    )
    s = a.sentence("市场监管局表示,知情人士称海蓝科技使用绝对领先的算力。")
    chain = (
        Attribution(place(s, "市场监管局表示"), SourceKind.STATEMENT, BUREAU),
        Attribution(place(s, "知情人士称"), SourceKind.ANONYMOUS),
    )
    a.claim(s, a.argument(s, "海蓝科技", HAILAN), "使用", "uses", a.argument(s, "绝对领先的算力"), attribution=chain)
    return a.done()


def _hostile() -> tuple[Document, tuple[Claim, ...]]:
    a = Article("hostile/</script>", "<b>标题</b>", date(2024, 1, 1), "javascript:alert(3)")
    s = a.sentence("🚀𠮷<script>alert(1)</script>投资了火箭🚀实验室,𠮷野家。")
    a.claim(
        s,
        a.argument(s, "<script>alert(1)</script>", SCRIPT),
        "投资",
        "invests_in",
        a.argument(s, "火箭🚀实验室", EMOJI),
    )
    s = a.sentence('林晓说"]]>{{ 7*7 }}</script><script>alert(4)</script>\u2028是问题。')
    a.claim(s, a.argument(s, "林晓", LIN), "是", None, a.argument(s, "]]>{{ 7*7 }}</script><script>alert(4)</script>"))
    s = a.sentence("远山一号直到去年由火箭🚀实验室生产。")
    a.claim(
        s,
        a.argument(s, "火箭🚀实验室", EMOJI),
        "生产",
        "produces",
        a.argument(s, "远山一号", CHIP),
        time=("直到去年", None, date(2023, 12, 31), Granularity.YEAR),
    )
    s = a.sentence("同一天，火箭🚀实验室停工。")
    a.claim(s, a.argument(s, "火箭🚀实验室", EMOJI), "停工", None, time=("同一天", None, None, Granularity.DAY))
    s = a.sentence("火箭🚀实验室起飞。")
    a.claim(s, a.argument(s, "火箭🚀实验室", EMOJI), "起飞", None)
    s = a.sentence("明珠投资了明珠。")
    other = Argument(Quote("明珠", (Span(s.start + 5, s.start + 7),)), TWIN_B.label, "Company", TWIN_B)
    a.claim(s, a.argument(s, "明珠", TWIN_A), "投资", "invests_in", other)
    return a.done()


def _empty() -> tuple[Document, tuple[Claim, ...]]:
    return Document("empty", "今天天气不错。", "没有断言的文档"), ()


EXTRACTIONS: tuple[tuple[Document, tuple[Claim, ...]], ...] = (_news(), _rumours(), _hostile(), _empty())

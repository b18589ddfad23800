"""Amounts beside verbs and nouns: what they count, and what they are not."""

from __future__ import annotations

import re

from pipelines.claims.repair.draft import Draft
from pipelines.claims.words import words

_ARTICLE = re.compile("第[〇零一二三四五六七八九十百千0-9]+[条款项章节]")
#: ①, ⑵, ㈢: what is only written before an item.
_BULLET = re.compile("[①-⒛㈠-㈩]")


def shares(d: Draft) -> None:
    """占营业收入的比重为36.5%: the share is what is taken."""
    for verb in range(len(d) - 4):
        if d.words[verb] != "占" or d.mentions[verb]:
            continue
        end = d.segment(verb)[1]
        share = next((t for t in range(verb + 2, end) if d.words[t] in ("比重", "比例", "份额", "比率", "占比")), None)
        if share is None:
            continue
        amount = next((t for t in range(share + 1, end) if d.class_of(t) == "Quantity"), None)
        if amount is None or amount > share + 2:
            continue
        for token in (share, amount):
            if d.under(verb, token):
                d.take_over(verb, token, keep=frozenset(t for t in d.kids(token) if t > verb))
        d.tags[verb] = "VERB"
        d.attach(amount, verb, "obj")
        d.attach(share, verb, "dep")
        if amount == share + 2:
            d.attach(share + 1, verb, "mark")
        for part in range(verb + 1, share):
            if not verb < d.heads[part] <= share:
                d.attach(part, share, "nmod")


def running_totals(d: Draft) -> None:
    """累计交付量突破50万辆: 累计 says how the figure is counted; it is no verb over it."""
    for token in range(len(d) - 1):
        if d.words[token] not in ("累计", "合计", "共计", "总计") or not d.is_verb(token):
            continue
        clause = next((t for t in d.kids(token, "ccomp", "xcomp") if t > token), None)
        if clause is None or d.class_of(token + 1) == "Quantity":
            continue
        subject = next((t for t in d.kids(token, "nsubj") if t < token), None)
        own = next((t for t in d.kids(clause, "nsubj") if t > token), None)
        d.take_over(clause, token)
        d.attach(token, clause if own is None else own, "advmod" if own is None else "amod", "ADV")
        if subject is not None and own is not None:
            d.attach(subject, own, "nmod")


def item_numbers(d: Draft) -> None:
    """第二十二条 新增船舶应取得证书, ①公司裁员: the number of an article or item counts nothing."""
    if d.deps[0] not in ("nummod", "nmod", "compound", "clf", "det", "appos", "dep", "flat"):
        return
    if _BULLET.fullmatch(d.words[0]) or (d.is_apart(0) and _ARTICLE.fullmatch(d.words[0])):  # 第三条道路 is a road
        d.attach(0, d.root(), "dep")


def levels(d: Draft) -> None:
    """下降12%至3.4亿元: what it has come to is no change like the one before it."""
    for level in range(3, len(d)):
        change, verb = d.heads[level], d.heads[d.heads[level]]
        if d.words[level - 1] not in ("至", "到") or not d.is_amount(level) or verb < 0 or change != level - 2:
            continue
        if d.is_amount(change) and d.deps[change] == "obj" and d.words[verb] in words("changing"):
            d.attach(level, verb, "obl")
            d.attach(level - 1, level, "case", "ADP")

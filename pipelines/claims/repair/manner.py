"""Words that say how, and are neither somebody nor the deed."""

from __future__ import annotations

from pipelines.claims.repair.deeds import is_deed
from pipelines.claims.repair.draft import COMMAS, Draft
from pipelines.claims.stance.classes import governing, unmistakable
from pipelines.claims.words import words
from pipelines.segment.dictionary import is_adverb, is_idiom


def adverbs(d: Draft) -> None:
    """An adverb is nobody: 立马引爆 has no subject 立马."""
    for token, word in enumerate(d.words):
        if d.deps[token] not in ("nsubj", "nsubj:pass", "obj", "nmod", "obl", "appos") or d.mentions[token]:
            continue
        if word in words("never_nouns") and d.deps[token] == "obl" and d.heads[token - 1] == token:
            # 以微弱多数差点通过: the preposition's noun is the one before
            d.attach(token - 1, d.heads[token], "obl")
            d.move_children(token, token - 1)
        listed = word in words("adverbs") or word in words("never_nouns")
        if not (listed or word in words("circumstances") or is_adverb(word)):
            continue
        owners = d.kids(token)
        if listed and [d.words[t] for t in owners] == ["将"] and d.is_verb(d.heads[token]):
            d.attach(owners[0], d.heads[token], "aux", "AUX")  # 将全力配合
            owners = []
        within = d.heads[token] >= 0 and d.deps[d.heads[token]].startswith("acl")  # 主场作战的球队
        listed |= (bool(owners) or within) and word in words("circumstances")
        if listed and d.deps[token] in ("nsubj", "nsubj:pass") and owners and d.is_nominal(owners[-1]):
            # 公司首度公开财报: the noun before it is the subject
            if not any(d.is_verb(t) or d.words[t] in COMMAS for t in range(owners[-1], token)):
                d.take_over(owners[-1], token)
                d.move_children(token, owners[-1])
        if (listed or is_adverb(word)) and not d.kids(token):
            verb = d.next_verb(token)
            d.attach(token, d.heads[token] if verb is None else verb, "advmod", "ADV")


def adverbs_with_marks(d: Draft) -> None:
    """全面系统地介绍: what ends in 地 says how."""
    for token in range(len(d) - 2):
        verb = d.heads[token]
        if d.deps[token] not in ("nsubj", "nsubj:pass") or d.mentions[token] or verb <= token:
            continue
        apart = d.words[token + 1] == "地" and d.heads[token + 1] in (token, verb)
        joined = d.words[token][-1] == "地" and verb == token + 1 and len(d.kids(verb, "nsubj")) > 1
        if apart or joined:
            d.attach(token, verb, "advmod", "ADV")


def manner(d: Draft) -> None:
    """集中整治违法行为: a word of manner right before a verb says how; the verb behind it is the predicate."""
    for token in range(len(d) - 1):
        verb = token + 1
        if d.words[token] not in words("manner") or d.mentions[token] or d.mentions[verb]:
            continue
        if not (d.is_verb(verb) or is_deed(d.words[verb])) or d.words[verb] in words("not_predicates"):
            continue
        if d.deps[verb] == "obj" and not is_deed(d.words[verb]):
            continue  # 公开财报
        if d.heads[verb] == token and d.deps[verb] in ("xcomp", "ccomp", "obj", "conj"):
            d.take_over(verb, token)
        elif d.deps[verb] in ("acl", "amod", "nmod", "compound") and d.heads[d.heads[verb]] == token:
            thing = d.heads[verb]
            d.take_over(verb, token)
            d.attach(thing, verb, "obj")
        elif not (d.heads[token] == verb and d.deps[token] in ("advcl", "compound", "dep")):
            continue
        d.move_children(token, verb)
        d.attach(token, verb, "advmod", "ADV")
        d.tags[verb] = "VERB"


def compared(d: Draft) -> None:
    """营收同比增长15%: with what a figure is compared is an adverb, and the noun before it is the subject."""
    for token in range(1, len(d) - 1):
        verb = d.heads[token]
        if d.words[token] not in words("year_on_year") or d.deps[token] not in ("nsubj", "nmod", "obl", "nmod:tmod"):
            continue
        if verb <= token:
            continue
        nouns = [
            t
            for t in d.kids(token)
            if t < token and (d.is_nominal(t) or d.words[t] in words("measures")) and d.class_of(t) != "Time"
        ]
        nouns += [t for t in d.kids(verb, "nmod") if t == token - 1 and d.words[t] in words("measures")]
        d.attach(token, verb, "advmod", "ADV")
        subjects = [s for s in d.kids(verb, "nsubj") if s not in nouns]
        if (
            nouns
            and subjects
            and d.segment(subjects[-1]) == d.segment(token)
            and d.words[nouns[-1]] in words("measures")
        ):
            d.attach(subjects[-1], nouns[-1], "nmod")  # 华为去年营收同比增长9%
            subjects = []
        if nouns and not subjects:
            d.attach(nouns[-1], verb, "nsubj", "NOUN")
            for owner in nouns[:-1]:
                d.attach(owner, nouns[-1], "nmod")
        d.move_children(token, verb)


def superlatives(d: Draft) -> None:
    """获得最佳男主角奖: what is best is the prize; 最佳 is no verb behind its verb."""
    for best in range(1, len(d) - 1):
        verb = best - 1
        if not d.is_verb(best) or d.words[best][0] != "最" or d.heads[verb] != best or not d.is_verb(verb):
            continue
        thing = next((o for o in d.kids(best, "obj") if o > best), None)
        if thing is not None:
            d.take_over(verb, best)
            d.attach(best, thing, "amod", "ADJ")


def modal_words(d: Draft) -> None:
    """X据说收购Y, X立志开发Y: a word that can only say how a deed stands is no noun before the verb."""
    for token in range(1, len(d) - 1):
        if (
            d.words[token] not in unmistakable()
            or d.mentions[token]
            or d.tags[token] in ("ADV", "AUX", "SCONJ")
            or (d.tags[token] == "VERB" and d.words[token] in governing())
        ):
            continue
        verb = token + 1
        while verb < len(d) - 1 and d.tags[verb] in ("ADV", "AUX") and not d.mentions[verb]:
            verb += 1
        if d.words[token] in words("still_to"):  # 收购尚需商务部批准
            verb = d.next_verb(token) or verb
        if not d.is_verb(verb) or d.segment(token)[1] <= verb:
            continue
        owners = [o for o in d.kids(token) if o < token and d.is_nominal(o)]
        if d.under(verb, token):
            d.take_over(verb, token)
        if owners and not any(s < token for s in d.kids(verb, "nsubj", "nsubj:pass")):
            d.attach(owners[-1], verb, "nsubj")
        d.move_children(token, verb)
        d.attach(token, verb, "advmod", "ADV")


def compound_nouns(d: Draft) -> None:
    """撤回上市申请: an application is a thing, whatever it was tagged."""
    for token in range(1, len(d)):
        if d.words[token] not in words("compound_nouns") or not d.is_verb(token) or d.heads[token] < 0:
            continue
        d.tags[token] = "NOUN"
        if d.deps[token] in ("ccomp", "xcomp", "advcl", "parataxis", "conj", "acl"):
            d.deps[token] = "obj" if d.heads[token] < token else "nmod"
        for owner in d.kids(token, "nsubj", "nsubj:pass", "advmod", "advcl"):
            if owner < token and d.is_nominal(owner):
                d.deps[owner] = "nmod"


def idioms(d: Draft) -> None:
    """香花是故里，人杰地灵，造就了…: a saying between commas is nobody."""
    for token in range(1, len(d) - 1):
        if d.deps[token] not in ("nsubj", "nsubj:pass") or d.mentions[token] or not is_idiom(d.words[token]):
            continue
        if d.segment(token) == (token, token + 1) and d.heads[token] > token:
            d.deps[token] = "parataxis"


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


def firsts(d: Draft) -> None:
    """首款获批的创新药: 首款 counts the thing behind 的, and does nothing."""
    for token in range(len(d) - 2):
        verb = d.heads[token]
        if d.deps[token] != "nsubj" or verb < token or not d.deps[verb].startswith("acl") or d.mentions[token]:
            continue
        word = d.words[token]
        if len(word) == 2 and word[0] == "首" and word[1] in "款个家批只例部台次位名届座条艘架项种颗":
            thing = d.heads[verb]
            d.move_children(token, thing)
            d.attach(token, thing, "det")


def influences(d: Draft) -> None:
    """受持续强降雨影响，…: between 受 and 影响 there is one noun, whatever its words are elsewhere."""
    for cue in range(len(d) - 3):
        end = d.segment(cue)[1]
        if d.words[cue] != "受" or d.words[end - 1] != "影响" or not d.under(end - 1, cue):
            continue
        for inside in range(cue + 1, end - 1):
            if d.is_verb(inside) and d.heads[inside] == cue:
                d.move_children(inside, end - 1)
                d.attach(end - 1, cue, "obj")
                d.attach(inside, end - 1, "amod", "ADJ")

"""Who says so: source phrases (据路透社报道), and verbs of speech with their speaker (X表示)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from kg.claim import SourceKind, top_class
from pipelines.claims.frame import frame, passive_marker, predicate_tokens
from pipelines.claims.phrase import is_nominal, phrase
from pipelines.claims.segments import segment_end, segment_start
from pipelines.claims.stance.adverbs import beside
from pipelines.claims.stance.classes import listed
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.tree import Tree
from pipelines.claims.words import endings, table, words

_ENDS = frozenset("，。；！？：,;!?:")


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who says what stands at tokens [begin, end).

    tokens   the words that name the source: 据路透社报道, 微软发言人Frank Shaw表示 without the verb
    speaker  head token of the speaker, or None (据悉)
    verb     the verb of speech, or None
    """

    tokens: tuple[int, ...]
    kind: SourceKind
    speaker: int | None
    verb: int | None
    begin: int
    end: int

    def covers(self, token: int) -> bool:
        return self.begin <= token < self.end and token != self.verb


@cache
def _alone() -> dict[str, SourceKind]:
    return {word: SourceKind(kind) for kind, listed in table("attribution.toml")["alone"].items() for word in listed}


def _kind(text: str, default: SourceKind) -> SourceKind:
    listed = table("attribution.toml")["source"]
    if any(word in text for word in listed["anonymous"]):
        return SourceKind.ANONYMOUS
    if not text.endswith(tuple(listed["no_media"])) and any(
        text.endswith(word) or (len(word) > 1 and word in text) for word in listed["media"]
    ):
        return SourceKind.MEDIA
    return default


def sources(tree: Tree) -> list[Source]:
    """The sources of one sentence, outermost (earliest) first."""
    found: list[Source] = []
    for token in range(len(tree)):
        opening = token == 0 or tree.words[token - 1] in _ENDS or tree.tags[token - 1] in ("SCONJ", "CCONJ", "ADV")
        described = tree.words[token + 1 : token + 2] == ["的"]  # 网传的名单
        if opening and tree.words[token] in _alone() and not described:
            kind = _alone()[tree.words[token]]
            rumour = kind is SourceKind.RUMOUR
            end = _end_of_rumour(tree, token, token) if rumour else _turn(tree, token, words("denials"))
            found.append(Source((token,), kind, None, None, token + 1, end))
        elif opening and (source := _set_phrase(tree, token) or _dispatch(tree, token)):
            found.append(source)
        elif (
            tree.words[token] in words("rumouring")
            and not tree.mentions[token]
            and not described
            and not _answered(tree, token)
            and not any(tree.words[s] in words("spread_things") for s in tree.kids(token, *SUBJECTS))
        ):
            begin = token
            while begin > segment_start(tree, token) and tree.words[begin - 1] in words("spreaders"):
                begin -= 1
            tokens = tuple(range(begin, token + 1))
            found.append(Source(tokens, SourceKind.RUMOUR, None, token, token + 1, _end_of_rumour(tree, begin, token)))
        elif tree.words[token] in table("attribution.toml")["openers"]:
            source = _according_to(tree, token)
            if source:
                found.append(source)
        elif tree.mentions[token]:
            continue
        elif source := _learnt(tree, token) or _called_in(tree, token):
            found.append(source)
        elif tree.words[token] in words("speech") or (tree.words[token] in words("seeing") and introduces(tree, token)):
            source = _speech(tree, token, found)
            if source:
                found.append(source)
    return _each_in_turn(tree, found)


def _each_in_turn(tree: Tree, found: list[Source]) -> list[Source]:
    """分析师认为公司已裁员，公司表示已上市: somebody's words end where another begins to speak, unless a comma opened them."""
    kept = list(found)
    for at, source in enumerate(found[:-1]):
        verb = source.verb
        if verb is None or source.speaker is None or verb not in source.tokens[-1:] or introduces(tree, verb):
            continue
        for other in found[at + 1 :]:
            start = segment_start(tree, other.tokens[0])
            apart = other.speaker is not None and other.verb is not None and not _told_by(tree, other.verb, verb)
            if start > verb and apart:
                kept[at] = replace(source, end=min(source.end, start))
                break
    return kept


def _told_by(tree: Tree, token: int, verb: int) -> bool:
    """Whether `token` stands in the clause that the verb of speech takes, rather than in one beside it."""
    at = token
    while at >= 0 and tree.heads[at] != verb:
        at = tree.heads[at]
    return at >= 0 and tree.deps[at] in ("ccomp", "xcomp", "obj")


def _set_phrase(tree: Tree, token: int) -> Source | None:
    """有消息称，…, 多家媒体报道，…: what stands for nobody in particular, in several words."""
    if not any(word.endswith(("称", "说", "报道")) for word in tree.words[token : token + 4]):
        return None
    text = ""
    for last in range(token, min(token + 4, len(tree))):
        if tree.words[last] in _ENDS:
            return None
        text += tree.words[last]
        closed = tree.words[last + 1 : last + 2] in (["，"], ["："], [","], [":"])
        tokens = tuple(range(token, last + 1))
        known = _alone().get(text, SourceKind.RUMOUR)  # rumours are heard word by word
        if last > token and known is not SourceKind.RUMOUR and (closed or text.endswith(("称", "说"))):
            return Source(tokens, known, None, last, last + 1, _turn(tree, last, words("denials")))
        if (
            closed
            and text.endswith(tuple(table("attribution.toml")["reports"]))
            and not any(tree.mentions[t] and tree.type_of(t) != "Quantity" for t in tokens)
        ):
            return Source(tokens, SourceKind.MEDIA, None, last, last + 1, len(tree))
    return None


def _dispatch(tree: Tree, token: int) -> Source | None:
    """新华社北京5月12日电，…: an agency, where and when it reports from, and 电."""
    if not tree.mentions[token]:
        return None
    wires = table("attribution.toml")["wires"]
    wire = next((t for t in range(token + 1, segment_end(tree, token)) if tree.words[t] in wires), None)
    if wire is None or _kind(tree.words[token], SourceKind.STATEMENT) is not SourceKind.MEDIA:
        return None
    if any(tree.type_of(t) not in ("Place", "Time") for t in range(token + 1, wire)):
        return None
    return Source(tuple(range(token, wire + 1)), SourceKind.MEDIA, token, wire, wire + 1, len(tree))


def _answered(tree: Tree, token: int) -> bool:
    """针对市场传闻，公司发布公告: a rumour that somebody answers is nobody's source."""
    cue = segment_start(tree, token)
    closed = tree.words[token + 1 : token + 2] in (["，"], [","])
    opened = tree.words[cue] in words("facing") and tree.deps[cue] == "case" and tree.heads[cue] == token
    return closed and opened and "有" not in tree.words[cue:token]


def _end_of_rumour(tree: Tree, begin: int, token: int) -> int:
    """Where a rumour ends: at the comma where it is conceded (尽管有传言称…，他仍…), else where somebody answers it."""
    if begin and tree.words[begin - 1] in words("conceding"):
        return segment_end(tree, token) + 1
    return _turn(tree, token, words("answers"))


def _turn(tree: Tree, token: int, turning: frozenset[str]) -> int:
    """Where hearsay ends: at the next stretch in which somebody denies, confirms or answers it."""
    for verb in range(token + 1, len(tree)):
        # The comma right behind 据传 opens what is rumoured.
        word = tree.words[verb]
        turns = word in turning or (word[-1] in "说称道" and word[:-1] in turning)  # 回应说
        if turns and any(tree.words[t] in _ENDS for t in range(token + 2, verb)):
            return segment_start(tree, verb)
    return len(tree)


def _according_to(tree: Tree, opener: int) -> Source | None:
    """据X报道，…: from the opener to the verb or noun that closes it."""
    stop = opener + 1
    while stop < len(tree) and tree.words[stop] not in _ENDS and stop - opener < 14:
        stop += 1
    closers = table("attribution.toml")["closers"]
    last = next((t for t in range(stop - 1, opener, -1) if any(tree.words[t].endswith(c) for c in closers)), None)
    if last is None:
        bare = stop == opener + 2 and tree.mentions[opener + 1]  # 据央视新闻，…
        if not bare or _kind(tree.words[opener + 1], SourceKind.STATEMENT) is not SourceKind.MEDIA:
            return None
        return Source((opener, opener + 1), SourceKind.MEDIA, opener + 1, None, stop, len(tree))
    tokens = tuple(range(opener, last + 1))
    inside = range(opener + 1, last + 1)
    citing = table("attribution.toml")["citing"]
    cited = next((t for t in inside if tree.words[t] in citing and t > opener + 1), None)
    if cited is not None:  # 据路透社援引知情人士的话报道: whom the agency cites is a source of its own
        tokens, inside = (*range(opener, cited), last), range(opener + 1, cited)
    named = [t for t in inside if tree.mentions[t] and tree.type_of(t) not in ("Time", "Quantity", "Position")]
    text = tree.text([t for t in inside if t != last] or inside)
    kind = _kind(text, SourceKind.STATEMENT)
    return Source(tokens, kind, named[-1] if named else None, last, last + 1, len(tree))


def _speech(tree: Tree, verb: int, earlier: list[Source]) -> Source | None:
    """X表示，…: the speaker, and what is said: all that follows, or the quotation before."""
    if any(verb in s.tokens or verb - 1 in s.tokens for s in earlier) or tree.tags[verb] not in (
        "VERB",
        "ADP",
        "NOUN",
        "X",
        "ADV",
        "AUX",
    ):
        return None
    if tree.deps[verb] in ("acl", "acl:relcl", "compound", "nmod", "amod", "obj", "aux"):
        return None
    if verb > 0 and tree.words[verb - 1] in words("not_saying", "passive_strict") | {"的"}:
        return None  # 可以说, 被发现, 经过他人的介绍: nobody says it
    clause = frame(tree, verb)
    if clause.passive or passive_marker(tree, verb) is not None or _in_time(tree, verb) or _said_not(tree, verb):
        return None
    speakers = [
        s
        for s in clause.subjects
        if s < verb
        and is_nominal(tree, s)
        and (tree.type_of(s) not in ("Product", "Work", "Time") or _is_paper(tree, s))
        and not tree.words[s].endswith("时间")  # 北京时间7月6日报道
    ]
    if tree.words[verb] in words("forecasting") and speakers and not _can_speak(tree, speakers[-1]):
        return None  # 芯片预计明年完成: a thing forecasts nothing
    told = _told(tree, verb, clause.objects)
    if clause.objects and clause.complement is None and not introduces(tree, verb) and not told:
        return None
    end = len(tree) if told or introduces(tree, verb) else _contrast(tree, verb)
    if tree.words[verb] in words("seeing", "noticing") and not introduces(tree, verb):
        end = min(end, segment_end(tree, verb))  # 他得知家中起火，打开了房门
    if tree.words[verb] == "宣布" and not introduces(tree, verb) and speakers:
        end = min(end, _another(tree, verb))
    end = min(end, _commented(tree, verb))
    if {tree.words[verb], tree.words[verb - 1]} & words("accusing_verbs"):
        end = min(end, _turn(tree, verb, words("official_deeds")))  # 有人举报称工厂排污，执法人员查封了工厂
    begin = verb + 1
    if all(tree.words[t] in _ENDS for t in range(begin, end)) and speakers:
        if tree.words[verb] not in words("closing_speech"):
            return None
        begin, end = 0, min(tree.lefts[s] for s in speakers)
        if begin >= end:
            return None
    if not speakers:
        if not introduces(tree, verb) and clause.complement is None:
            return None
        return Source((verb,), _kind("", SourceKind.STATEMENT), None, verb, begin, end)
    who = phrase(tree, speakers[-1])
    named = speakers[-1]
    end = min(end, _by_name(tree, named, verb))
    described = range(tree.lefts[named], named + 1)  # 一名不愿具名的官员
    kind = _kind(tree.text(described), SourceKind.STATEMENT)
    if kind is SourceKind.MEDIA and tree.type_of(named) == "Person":
        kind = SourceKind.STATEMENT
    return Source((*who.tokens, verb) if who.tokens[-1] + 1 == verb else (*who.tokens,), kind, named, verb, begin, end)


def _by_name(tree: Tree, speaker: int, verb: int) -> int:
    """甲认为报道不实，为此甲起诉了杂志: nobody calls himself by his name; from there on others tell of him."""
    if not tree.mentions[speaker]:
        return len(tree)
    for token in range(segment_end(tree, verb) + 2, len(tree)):
        again = tree.words[token] == tree.words[speaker] and tree.mentions[token] and tree.deps[token] in SUBJECTS
        if again and tree.words[token - 1] in words("thereupon"):
            return segment_start(tree, token)
    return len(tree)


def _in_time(tree: Tree, verb: int) -> bool:
    """谭娟发现弃婴当天，…, 在宣布收购之后，…, 当他说起往事时，…: when something was said is no source of what follows."""
    end = segment_end(tree, verb)
    if end >= len(tree) or end - 1 <= verb:
        return False
    last, start = tree.words[end - 1], segment_start(tree, verb)
    opened = "当" in tree.words[start:verb] or "在" in tree.words[start:verb]
    return last in words("days_of_it") or (opened and last in words("clause_ends"))


def _said_not(tree: Tree, verb: int) -> bool:
    """他们还没有公布: what is not said has no source in those who do not say it. 从某种意义上说 nobody says."""
    start = segment_start(tree, verb)
    if tree.words[start] in ("从", "总的来", "具体来", "换句话") and not tree.kids(verb, "nsubj"):
        return True
    return any(tree.words[t] in listed("adverb", "negative") for t in beside(tree, verb))


def _learnt(tree: Tree, verb: int) -> Source | None:
    """记者从法院获悉，…: the source is not who learns it but from whom."""
    if tree.words[verb] not in _openers_of_learning():
        return None
    predicate = predicate_tokens(tree, verb)
    if tree.text(predicate) not in words("learning"):
        return None
    for noun in reversed(tree.kids(verb, "obl", "nmod", "advcl")):
        who = phrase(tree, noun)
        if noun > verb or who.preposition not in ("从", "向") or tree.type_of(noun) == "Time":
            continue
        opener = next(c for c in tree.children[noun] if tree.words[c] == who.preposition)
        tokens = tuple(range(opener, predicate[-1] + 1))
        named = [t for t in who.tokens if tree.mentions[t]]
        kind = _kind(tree.text(who.tokens), SourceKind.STATEMENT)
        return Source(tokens, kind, named[-1] if named else noun, verb, verb + 1, len(tree))
    return None


@cache
def _openers_of_learning() -> frozenset[str]:
    """What a token that begins 了解到 can be."""
    return frozenset(word[:end] for word in words("learning") for end in range(1, len(word) + 1))


def _called_in(tree: Tree, verb: int) -> Source | None:
    """警方接到程志报案称，…, 客服接到一女士来电，称…: it is the caller who says so."""
    if tree.words[verb] not in words("bare_speech"):
        return None
    call = verb - 1 - (tree.words[verb - 1] in ("，", ","))
    if call < 2 or tree.words[call] not in words("reports_made"):
        return None
    taken = [t for t in range(segment_start(tree, call), call) if tree.words[t] in words("taking_calls")]
    if not taken or taken[-1] + 1 == call:
        return None
    named = [t for t in range(taken[-1] + 1, call) if tree.mentions[t] and tree.type_of(t) not in ("Time", "Quantity")]
    tokens = (*range(taken[-1] + 1, call + 1), verb)
    speaker = named[-1] if named else call - 1
    return Source(tokens, SourceKind.STATEMENT, speaker, verb, verb + 1, len(tree))


def _is_paper(tree: Tree, token: int) -> bool:
    """《重庆日报》报道: of titles, those of newspapers and magazines say something."""
    return tree.type_of(token) == "Work" and _kind(tree.words[token], SourceKind.STATEMENT) is SourceKind.MEDIA


def _another(tree: Tree, verb: int) -> int:
    """微软宣布成立研究院，皮查伊道歉: the stretch in which somebody else begins to act."""
    for token in range(segment_end(tree, verb) + 1, len(tree)):
        own = tree.deps[token] in ("nsubj", "nsubj:pass") and tree.mentions[token] is not None
        if own and top_class(tree.type_of(token) or "") in ("Person", "Organisation"):
            return segment_start(tree, token)
    return len(tree)


def _commented(tree: Tree, verb: int) -> int:
    """国防部称击落了战机，基辅尚未证实这一消息: the stretch in which somebody else speaks of what was said."""
    commenting = words("commenting")
    for token in range(segment_end(tree, verb) + 1, len(tree)):
        if tree.words[token] in commenting and [s for s in tree.kids(token, "nsubj") if s < token]:
            reports = (o for o in tree.kids(token, "obj", "obl") if tree.words[o] in words("reports"))
            if any(tree.words[tree.lefts[o]][0] in words("pointing") for o in reports):
                return segment_start(tree, token)
    return len(tree)


def _told(tree: Tree, verb: int, objects: tuple[int, ...]) -> bool:
    """员工告诉记者，百度已冻结招聘: whom it is told stands between the verb and the comma."""
    return (
        tree.words[verb] in ("告诉", "告知")
        and len(objects) == 1
        and tree.words[objects[0] + 1 : objects[0] + 2] in (["，"], [","], ["："], [":"])
    )


def _can_speak(tree: Tree, token: int) -> bool:
    """A person, an organisation, or a noun for one of them."""
    kind = tree.type_of(token)
    if kind:
        return top_class(kind) in ("Person", "Organisation", "Position")
    return tree.words[token] in words("third_person", "first_person") or tree.words[token].endswith(
        endings("speaker_endings")
    )


def _contrast(tree: Tree, verb: int) -> int:
    """Where somebody's words end that no comma introduces (他认为…，但…): at the next clause that turns, outside quotes."""
    for token in range(verb + 2, len(tree)):
        if tree.words[token] in words("contrast") and tree.words[token - 1] in ("，", "；", ","):
            return token
    return len(tree)


def introduces(tree: Tree, verb: int) -> bool:
    """A comma or colon right behind: what follows is what is said."""
    at = verb + 1
    while at < len(tree) and tree.words[at] in words("aspect"):
        at += 1
    return at < len(tree) and tree.words[at] in ("，", "：", "“", ",", ":")

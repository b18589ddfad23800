"""Prepositional phrases: which words open them, and which verb they belong to."""

from __future__ import annotations

from pipelines.claims.habits import usually_with_object
from pipelines.claims.repair.deeds import is_deed
from pipelines.claims.repair.draft import Draft
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.words import endings, words

_AGENTIVE = frozenset(["由", "被", "遭", "获", "受"])


def agents(d: Draft) -> None:
    """发动机由CFM提供: 由 is no verb; whom it opens is the agent of the verb behind."""
    for token in range(len(d) - 2):
        heads_a_clause = (
            d.is_verb(token) or d.tags[token] == "AUX" or d.heads[token] < 0 or d.deps[token] == "parataxis"
        )
        if d.words[token] not in _AGENTIVE or not heads_a_clause:
            continue
        verb = next((v for v in d.kids(token, "ccomp", "xcomp") if v > token and d.is_verb(v)), None)
        role = d.heads[token]
        if verb is None and d.words[token] == "由" and d.deps[token] in ("acl:relcl", "advcl", "parataxis"):
            verb = d.next_verb(token, d.segment(token)[1])
            while verb is not None and d.deps[verb] in ("acl", "acl:relcl"):
                verb = d.next_verb(verb, d.segment(token)[1])
        if verb is None or (d.words[token] in ("获", "受", "遭") and verb > token + 4):
            continue
        between = [d.class_of(t) for t in range(token + 1, verb)]
        if d.words[token] == "获" and "Quantity" in between and not {"Organisation", "Person"}.intersection(between):
            continue  # 获3亿元融资
        agent = next((a for a in d.kids(verb, "nsubj", "nsubj:pass", "obl") if token < a < verb), None)
        if agent is None:
            for before in d.kids(verb, "advcl"):  # 由应急管理部牵头开展调查
                agent = next((a for a in d.kids(before, "nsubj") if token < a < before), agent)
        if agent is not None and d.is_verb(verb - 1) and d.heads[verb - 1] == agent:
            d.attach(verb - 1, verb, "advcl")
        if agent is not None and verb - 1 in d.kids(verb, "advcl") and not d.kids(verb - 1, "obj") and verb - 1 > agent:
            d.deps[verb - 1] = "compound"
        if agent is None:
            continue
        if d.under(verb, token):
            d.take_over(verb, token)
        elif role == agent:
            d.move_children(token, verb, keep=frozenset([agent]))
        else:
            d.move_children(token, verb)
        d.attach(agent, verb, "obl")
        d.attach(token, agent, "case", "ADP")


def loose_prepositions(d: Draft) -> None:
    """协会因台风取消了展览, 遭武装分子伏击: what opens a noun before the verb is that noun's, whatever it hangs on."""
    for token in range(len(d) - 2):
        verb = d.heads[token]
        if d.words[token] not in words("loose_prepositions") or d.mentions[token] or d.deps[token] == "case":
            continue
        if not token < verb < d.segment(token)[1] or not d.is_verb(verb):
            continue
        noun = next((n for n in d.kids(verb, "obl", *SUBJECTS) if token < n < verb), None)
        if noun is None or d.left_edge(noun) != token + 1 or any(token < c < noun for c in d.kids(noun, "case")):
            continue
        if d.deps[noun] in SUBJECTS and not any(s < token for s in d.kids(verb, *SUBJECTS)):
            continue
        if d.words[token][0] == "遭" and not _acts(d, noun):
            continue  # 遭连环追问
        d.attach(token, noun, "case", "ADP")
        d.deps[noun] = "obl"


def disposed_things(d: Draft) -> None:
    """已将所持股份划转给甲: 将 before what the deed is done to is no word of what is to come."""
    for token in range(len(d) - 2):
        if d.words[token] != "将" or d.mentions[token] or d.deps[token] == "case":
            continue
        patients = [n for n in range(token + 1, d.segment(token)[1]) if d.deps[n] == "obl:patient" and d.heads[n] > n]
        if patients and not any(d.words[c] in ("把", "将") for c in d.kids(patients[0], "case")):
            d.attach(token, patients[0], "case", "ADP")


def _acts(d: Draft, noun: int) -> bool:
    """Whether somebody is named, or a noun of people or of a body that acts."""
    return d.is_name(noun) or d.words[noun].endswith(endings("acting_endings"))


def described_agents(d: Draft) -> None:
    """程志被顾南舟率领的警队逮捕: 被 opens the noun that the clause describes, and what is done is the verb behind that."""
    for token in range(len(d) - 4):
        if d.words[token] not in ("被", "遭", "由"):
            continue
        clause = d.heads[token]
        if clause > token and d.deps[clause] in (*SUBJECTS, "obl") and d.deps[token] == "case":
            clause = d.heads[clause]
        if clause <= token or d.deps[clause] not in ("acl", "acl:relcl") or not d.is_verb(clause):
            continue
        agent = d.heads[clause]
        verb = d.heads[agent]
        inside = [s for s in d.kids(clause, *SUBJECTS, "obl") if token < s < clause]
        if not clause < agent < verb or d.deps[agent] not in (*SUBJECTS, "obl") or not inside:
            continue
        if not d.is_verb(verb) or d.segment(token) != d.segment(verb) or d.kids(verb, "obj", "ccomp", "xcomp"):
            continue
        before = [s for s in d.kids(verb, *SUBJECTS) if s < token]
        if not before and (d.words[token] == "由" or not usually_with_object(d.words[verb])):
            continue  # 被警方逮捕的男子逃跑
        if not _acts(d, agent):
            continue  # 被患者污染的空气泄露
        for circumstance in d.kids(clause):
            if circumstance < token:
                d.heads[circumstance] = verb
        d.attach(token, agent, "case", "ADP")
        d.deps[agent] = "obl"


def approvals(d: Draft) -> None:
    """交易获得监管机构批准: whoever stands between 获得 and the approval gives it, to what the sentence speaks of."""
    for token in range(1, len(d) - 2):
        if d.words[token] not in ("获得", "得到", "取得", "经过", "未获", "未获得") or not d.is_verb(token):
            continue
        deed = next((v for v in d.kids(token, "ccomp", "xcomp", "obj") if v > token and not d.mentions[v]), None)
        if deed is None or d.words[deed] not in words("given_by_others") or d.kids(deed, "obj"):
            continue
        givers = [a for a in d.kids(deed, "nsubj", "nmod") if token < a < deed]
        if not d.is_verb(deed):
            givers = [a for a in givers if d.class_of(a) in ("Organisation", "Person") and d.words[deed - 1] != "的"]
        if not givers:
            continue
        d.take_over(deed, token)
        d.attach(givers[-1], deed, "nsubj")
        d.tags[deed] = "VERB"
        for subject in d.kids(deed, "nsubj"):
            if subject < token:
                d.deps[subject] = "obj"
        d.attach(token, deed, "advmod", "ADV")


def agents_of_deeds(d: Draft) -> None:
    """由董事会选举产生: the deed between whoever acts and the verb is a part of what is done."""
    for token in range(len(d) - 3):
        deed = d.heads[token]
        verb = deed + 1
        if d.words[token] != "由" or d.deps[token] != "case" or deed < 0:
            continue
        if _brings_forth(d, deed) or deed <= token + 1 or verb >= len(d):
            continue
        if d.heads[deed] != verb or d.mentions[deed] or not is_deed(d.words[deed]) or not d.is_verb(verb):
            continue
        who = next(
            (t for t in reversed(d.kids(deed, "nmod", "compound", "nsubj")) if token < t < deed and d.is_nominal(t)),
            None,
        )
        if who == deed - 1:
            d.attach(who, verb, "obl")
            d.attach(token, who, "case")
            d.attach(deed, verb, "compound", "VERB")


def _brings_forth(d: Draft, who: int) -> bool:
    """由董事会或将选举产生, with adverbs on the deed: whether who acts already hangs on 产生; then the deed is a part of it."""
    verb = d.heads[who]
    if verb <= who + 1 or d.words[verb] != "产生":
        return False
    deed = verb - 1
    if d.heads[deed] == verb and d.deps[deed] == "advcl" and not d.kids(deed, "obj"):
        d.move_children(deed, verb)
        d.deps[deed] = "compound"
    return True


def for_somebody(d: Draft) -> None:
    """微软为OpenAI定做的超算: 为 before somebody for whom something is done is a preposition, no copula."""
    for token in range(1, len(d) - 3):
        noun = d.heads[token]
        if d.words[token] != "为" or d.deps[token] != "cop" or noun < token:
            continue
        if d.is_name(token + 1) and d.is_verb(token + 2) and d.class_of(token + 3) == "Quantity" and noun > token + 2:
            _done_for(d, token, noun)
            continue
        verb = next((t for t in d.kids(noun, "acl", "acl:relcl") if token + 1 < t < noun and d.is_verb(t)), None)
        whom = (
            next((t for t in d.kids(verb, "obl", "nsubj", "nmod", "obj") if token < t < verb), None) if verb else None
        )
        if verb is None or whom is None:
            continue
        d.attach(token, whom, "case", "ADP")
        d.deps[whom] = "obl"
        for part in d.kids(noun, "nsubj"):
            if d.segment(token)[0] <= part < token:
                d.heads[part] = verb


def at_request(d: Draft) -> None:
    """应海纳集团邀请，程志访问南京: at whose invitation something is done is a circumstance of it."""
    for token in range(len(d) - 3):
        if d.words[token] != "应" or d.mentions[token]:
            continue
        end = d.segment(token)[1]
        request = next((t for t in range(token + 2, end) if d.words[t] in words("requests")), None)
        if request is None or any(d.is_verb(t) for t in range(token + 1, request)):
            continue
        if not d.is_verb(request):
            d.attach(token, request, "case", "ADP")
            d.deps[request] = "obl" if d.deps[request] == "nsubj" else d.deps[request]
            continue
        main = next((t for t in d.kids(request, "ccomp", "xcomp", "parataxis", "conj") if t > request), None)
        if main is None:
            continue
        d.take_over(main, request, keep=frozenset(t for t in d.kids(request) if token <= t < request))
        d.attach(request, main, "obl", "NOUN")
        d.attach(token, request, "case", "ADP")
        for owner in d.kids(request, "nsubj"):
            d.attach(owner, request, "nmod")


def commissions(d: Draft) -> None:
    """程志受公司委托出席会议: who was commissioned does what follows; by whom is a circumstance of it."""
    for token in range(len(d) - 2):
        end = d.segment(token)[1]
        if d.words[token] not in ("受", "奉") or d.mentions[token]:
            continue
        given = next((t for t in range(token + 1, min(token + 6, end)) if d.words[t] in words("commissions")), None)
        if given is None or any(d.is_verb(t) for t in range(token + 1, given)):
            continue
        top = token if d.under(given, token) else given
        main = d.next_verb(given, end)
        if main is None:
            main = d.heads[top]
        elif d.under(main, top):
            d.take_over(main, top)
        if main < 0:
            continue
        for part in (*d.kids(token), *d.kids(given)):
            if not token <= part <= given and part != main:
                d.heads[part] = main
        for giver in range(token + 1, given):
            if not token < d.heads[giver] < given:
                d.attach(giver, given, "nmod")
        d.attach(given, main, "obl", "NOUN")
        d.attach(token, given, "case", "ADP")


def without_leave(d: Draft) -> None:
    """未经批准就收购东贝集团, 未经业主同意就改建: what 未经 opens was not done, and is no deed of the sentence."""
    for token in range(len(d) - 2):
        if d.words[token] not in ("未经", "不经"):
            continue
        given = (t for t in range(token + 2, d.segment(token)[1] - 1) if d.words[t] in words("given_by_others"))
        deed = next(given, token + 1)
        if d.deps[deed] != "advcl" or d.kids(deed, "obj") or (deed == token + 1 and d.kids(deed, "nsubj")):
            continue
        for giver in d.kids(deed, "nsubj", "obl"):
            if token < giver < deed:
                d.attach(giver, deed, "nmod")
        d.attach(token, deed, "case", "ADP")
        d.attach(deed, d.heads[deed], "obl", "NOUN")


def _done_for(d: Draft, token: int, noun: int) -> None:
    """特斯拉为华为代工上万台服务器: a verb with an amount behind whom it is done for is the predicate."""
    whom, verb = token + 1, token + 2
    d.take_over(verb, noun, keep=frozenset(t for t in d.kids(noun) if t > verb))
    d.attach(token, whom, "case", "ADP")
    d.attach(whom, verb, "obl")
    if noun != verb:
        d.attach(noun, verb, "obj")


def opened_nouns(d: Draft) -> None:
    """因虚假宣传被封禁, 就专利纠纷达成和解: a noun right behind a preposition is not whoever does the deed."""
    for token in range(len(d) - 2):
        if d.words[token] not in words("noun_openers") or d.mentions[token] or d.deps[token] == "aux":
            continue
        end = d.segment(token)[1]
        noun = next(
            (t for t in range(token + 1, end) if d.heads[t] >= end or (d.heads[t] > t and d.is_verb(d.heads[t]))), None
        )
        if noun is None or d.left_edge(noun) > token + 1 or d.deps[noun] not in ("nsubj", "nsubj:pass", "advcl"):
            continue
        verb = d.heads[noun]
        thing = noun + 1
        if d.deps[noun] == "advcl" and d.heads[thing] == verb and d.deps[thing] == "nsubj" and thing < verb:
            d.attach(thing, noun, "obj")  # 就收购中芯国际签署意向书
            continue
        if verb >= end or (d.deps[noun] == "advcl" and not _topic(d, token, noun, verb)):
            continue
        others = any(s < token for s in d.kids(verb, "nsubj", "nsubj:pass"))
        others |= d.words[token] == "就" and d.words[verb] in words("settling")
        # 但因国内事务临时取消。: with no clause behind it, what the reason is for stands right here
        others |= d.words[token] in ("因", "由于") and _last_clause(d, verb, end)
        if others or any(d.words[t] in words("passive_strict") for t in range(noun + 1, verb)):
            deed = noun + 1
            if d.is_verb(deed) and d.heads[deed] == verb and d.deps[deed] == "advcl" and not d.kids(deed):
                d.attach(noun, deed, "nmod")  # 就供应链融资提起诉讼
                noun = deed
            d.attach(noun, verb, "obl", "NOUN" if d.is_verb(noun) else None)
            d.attach(token, noun, "case", "ADP")


def _last_clause(d: Draft, verb: int, end: int) -> bool:
    return all(not d.is_verb(t) for t in range(verb + 1, len(d))) and (end == len(d) or d.words[end] in "。！")


def _topic(d: Draft, token: int, deed: int, verb: int) -> bool:
    """双方就赔偿达成一致: a bare deed that the two speak about."""
    return (
        d.words[token] == "就"
        and deed == token + 1
        and d.words[verb] in words("settling")
        and d.kids(deed) in ([], [token])
    )


def routes(d: Draft) -> None:
    """北京到上海的高铁停运: from where to where says which line it is."""
    for cue in range(1, len(d) - 3):
        start, end = cue - 1, cue + 1
        if d.words[cue] not in ("到", "至") or d.class_of(start) != "Place" or d.class_of(end) != "Place":
            continue
        if d.words[end + 1] != "的" or not d.is_nominal(end + 2):
            continue
        line = end + 2
        verb = d.heads[start]
        if d.under(line, cue) and d.heads[cue] >= 0:
            d.attach(line, d.heads[cue], "nsubj")
        if verb >= 0 and d.kids(verb, "nsubj") != [start] and d.heads[line] != verb:
            continue
        d.attach(cue, end, "case", "ADP")
        d.attach(end, line, "nmod")
        d.attach(end + 1, end, "case")
        d.attach(start, end, "nmod")
        if line not in d.kids(verb, *SUBJECTS) and verb != line and verb >= 0:
            d.attach(line, verb, "nsubj")

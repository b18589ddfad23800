"""What is called for: behind a comma or a colon (规划提出，推进…; 工会呼吁，政府修改…), or in so many words (鼓励企业上市)."""

from __future__ import annotations

from kg.claim import Modality
from pipelines.claims.segments import segment_start
from pipelines.claims.stance.adverbs import read
from pipelines.claims.stance.classes import modalities_of
from pipelines.claims.subjects import SUBJECTS
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

_SETS_OFF = frozenset("，,：:")
_QUOTES = frozenset("“”‘’「」『』\"'")


def called_for(tree: Tree, verb: int) -> set[Modality]:
    """The modality of a deed that a clause before it demands, or that a plan or a meeting states without a subject."""
    at = segment_start(tree, verb)
    accusing = not words("accusing_documents").isdisjoint(tree.words)
    if accusing and any(tree.words[t] in words("speech") and _accuses(tree, t) for t in range(at, verb)):
        return {Modality.POSSIBLE}
    if _ordered(tree, at, verb) or tree.words[0] in words("duties_ahead"):
        return {Modality.PLANNED}
    if tree.deps[verb] in ("acl", "acl:relcl"):
        return set()
    while at > 1 and tree.words[at - 1] in _SETS_OFF:
        said = at - 2
        word = tree.words[said]
        if not tree.mentions[said] and (
            (word in words("directing") and _demands(tree, said))
            or (word in words("laying_down") and _of_a_body(tree, said) and not _subject_between(tree, at, verb))
        ):
            return modalities_of("governor", word) & {Modality.REQUIRED} or {Modality.PLANNED}
        if not tree.mentions[said] and word in words("accusing_verbs"):
            return {Modality.POSSIBLE}
        if word in words("speech") and _accuses(tree, said):
            return {Modality.POSSIBLE}
        at = segment_start(tree, said)
    return set()


def _ordered(tree: Tree, start: int, verb: int) -> bool:
    """支持企业上市; 力争到2025年底，占比达到50%: the sentence opens with a word of will and names nobody who has it."""
    if start and tree.words[start - 1] in _SETS_OFF:
        before = segment_start(tree, start - 2) if start > 1 else 0
        start = before if any(tree.type_of(t) == "Time" for t in range(before, start - 1)) else start
    opens = start == 0 or tree.words[start - 1] in "。；;！"
    return opens and start < verb and tree.words[start] in words("order_openers") and not tree.mentions[start]


def _accuses(tree: Tree, said: int) -> bool:
    """起诉书称，…: a document whose words are accusations."""
    return any(tree.words[t] in words("accusing_documents") for t in range(segment_start(tree, said), said))


def _demands(tree: Tree, said: int) -> bool:
    """工会要求，… but not 根据要求，…: with its stretch made of who asks and nothing that takes 要求 for an object."""
    before = range(segment_start(tree, said), said)
    if tree.tags[said] == "VERB":
        return len(before) > 0
    return len(before) > 0 and not any(tree.tags[t] in ("VERB", "ADP") or tree.words[t] == "的" for t in before)


def _of_a_body(tree: Tree, said: int) -> bool:
    """提出 lays down whoever says it; 指出 and 明确 only where a plan, an order or a meeting does."""
    if tree.words[said] == "提出":
        return True
    bodies = tuple(words("laying_down_bodies"))
    return any(
        tree.words[t].endswith(bodies) or (tree.words[t] in _QUOTES and tree.words[t - 1].endswith(bodies))
        for t in range(segment_start(tree, said), said)
    )


def _subject_between(tree: Tree, start: int, verb: int) -> bool:
    return any(
        tree.deps[t].startswith(("nsubj", "csubj")) and tree.deps[tree.heads[t]] not in ("acl", "acl:relcl")
        for t in range(start, verb)
    )


def demanded_too(tree: Tree, whom: int, verb: int) -> bool:
    """证监局要求公司整改，并在三十日内提交报告: what follows behind 并 is demanded of whoever was asked before, as well."""
    told = tree.deps[whom] in SUBJECTS
    deed = tree.heads[whom] if told else whom
    asking = tree.heads[deed] if tree.deps[deed] in ("ccomp", "xcomp", "obj") else -1
    if not 0 <= asking < whom < verb or tree.words[asking] not in words("directing"):
        return False
    start = segment_start(tree, verb)
    return start > whom and tree.words[start] in words("and_also") and not read(tree, verb).settled


def asked_besides(tree: Tree, subject: int, verb: int) -> int | None:
    """法院责令被告腾退房屋，并支付租金: who is to do that as well, where the tree or the scorer took `subject`, who asks."""
    start = segment_start(tree, verb)
    own = words("punishing", "official_deeds", "telling", "speech")  # 责令停业，并处罚款
    if start < 2 or tree.words[start] not in words("and_also") or tree.words[verb] in own or read(tree, verb).settled:
        return None
    for asking in range(start - 2, subject, -1):
        if tree.words[asking] in words("binding_orders"):
            deeds = tree.kids(asking, "ccomp", "xcomp")
            people = [*tree.kids(asking, "obj"), *(s for deed in deeds for s in tree.kids(deed, *SUBJECTS))]
            return next((whom for whom in people if asking < whom < start), None)
    return None


def ruled_besides(tree: Tree, verb: int) -> bool:
    """判令被告赔偿三万元，驳回其他请求: what a court does by its ruling, beside what it orders others to do."""
    if tree.words[verb] not in words("rulings") or segment_start(tree, verb) != verb:
        return False
    return not words("binding_orders", "ordering_rulings").isdisjoint(tree.words[:verb])

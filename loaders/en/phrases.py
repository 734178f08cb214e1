"""A tree to the noun phrases that may denote an actor: names, role nouns and pronouns, with what belongs to them.

"a former clerk of Elm Bank" is one phrase (head `clerk`, indefinite) whose owner is the phrase "Elm Bank"; in "the list
broker Oak Lists" the name is one phrase, described by the noun `list broker`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from loaders.en.names import is_in_capitals, name_spans
from loaders.en.parse import Tree, Word, parse
from loaders.en.roles import RoleClass, role_lexicon

__all__ = ["Phrase", "Sort", "classes_in", "find_phrases", "is_quoted"]


class Sort(StrEnum):
    """How a phrase denotes."""

    NAME = "name"
    A = "indefinite"
    THE = "definite"
    BARE = "bare"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase `[start, end)` with the index of its head. `label`: its words without article.

    `noun`, `role`: the noun of the lexicon that it ends in or that describes its name. `owner`: head of the phrase that
    it belongs to. `same`: heads of phrases in apposition to it. `size`: how many it says they are. `is_possessed`: "his
    brother".
    """

    head: int
    start: int
    end: int
    sort: Sort
    label: str
    noun: str = ""
    role: RoleClass | None = None
    owner: int | None = None
    same: tuple[int, ...] = ()
    size: int | None = None
    is_possessed: bool = False
    is_plural: bool = False


_MODIFIERS = ("det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod", "advmod", "case")
_NAMING = frozenset({"compound", "amod", "nmod"})
_ARTICLES = frozenset({"the", "a", "an", "some", "his", "her", "its", "their", "both", "another", "one"})
_OWNING = frozenset({"of", "at", "for", "from", "with"})
_UNITS = frozenset({"department", "office", "unit", "branch", "team", "division", "section"})
_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_OPEN = frozenset({"a", "an", "another", "one", "some", "any", "no", "each", "every"})
_POINTED = frozenset({"the", "these", "those", "both"})
_PRONOUNS = frozenset(
    {"he", "she", "him", "her", "they", "them", "it", "we", "us", "i", "me", "both", "himself", "herself", "themselves"}
)
_CALLS = frozenset({"call", "name", "dub", "know"})


def find_phrases(tree: Tree, known: frozenset[str] = frozenset()) -> list[Phrase]:
    """The phrases of a text by the place of their heads; `known`: words that other lines have as names."""
    spans = {} if is_in_capitals(tree) else name_spans(tree, known)
    names = [_name(tree, *span) for span in spans.items()]
    taken = {index for first, last in spans.values() for index in range(first, last)}
    others = [phrase for word in tree.words if word.index not in taken and (phrase := _common(tree, word))]
    return sorted([*names, *others], key=lambda phrase: (phrase.start, -phrase.end))


def classes_in(text: str) -> list[tuple[str, str]]:
    """By what each phrase of a text denotes an actor: the class of its noun, or of the words of its name."""
    tree = parse(text)
    found: list[tuple[str, str]] = []
    for phrase in find_phrases(tree):
        bearer = role_lexicon().bearer_of(phrase.label) if phrase.sort is Sort.NAME else None
        known = bearer or phrase.role
        found += [(known.id, tree.text[phrase.start : phrase.end])] if known is not None else []
    return found


def is_quoted(text: str, place: int) -> bool:
    """True inside of double quotes: somebody's own words."""
    before = text[:place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _name(tree: Tree, head: int, span: tuple[int, int]) -> Phrase:
    first, last = span
    start, end = tree.words[first].start, tree.words[last - 1].end
    word = tree.words[head]
    described = [
        child
        for child in tree.children(word, "compound", "nmod", "amod")
        if child.index < first and child.pos == "NOUN"
    ]
    noun = role_lexicon().class_of([child.lemma for child in described]) if described else None
    return Phrase(
        head=head,
        start=start,
        end=end,
        sort=Sort.NAME,
        label=" ".join(tree.text[start:end].split()),
        noun=noun[0] if noun else "",
        role=noun[1] if noun else None,
        same=tuple(_apposed(tree, word)),
    )


# ------------------------------------------------------------ role nouns and pronouns


def _common(tree: Tree, word: Word) -> Phrase | None:
    """The phrase of a common noun or pronoun; None if it denotes no actor."""
    if word.pos == "PRON" and word.lemma in _PRONOUNS and word.dep != "poss":
        return Phrase(word.index, word.start, word.end, Sort.PRONOUN, word.text.lower())
    if word.pos not in {"NOUN", "PROPN", "ADJ"} or word.dep in {"compound", "nmod", "amod"}:
        return None
    left = [child for child in tree.children(word, *_MODIFIERS) if child.index < word.index]
    marks = [child.index for child in left if child.dep in {"det", "poss"}]
    left = [child for child in left if not marks or child.index >= min(marks)]  # "COPPERLINE - A clerk"
    found = _of_staff(tree, word) or _class_of(_content(tree, word, left))
    if found is None:
        return None
    noun, role = found
    size = _size(tree, word)
    sort = _sort(tree, word, left)
    if sort is Sort.BARE and not (role.bare or size or word.dep == "appos" or _is_in_headline(tree)):
        return None
    if word.tag in {"NNS", "NNPS"} and not (role.bare or size) and not _is_the(left, sort):
        return None
    owner = _owner(tree, word, left, role)
    start = min([word.start, *(tree.extent(child)[0] for child in left)])
    is_behind = owner is not None and owner.index > word.index and tree.head(owner).dep == "prep"
    end = (
        _end_of_name(tree, owner)
        if owner is not None and is_behind and tree.head(tree.head(owner)) == word
        else word.end
    )
    is_possessed = any(child.dep == "poss" for child in left)
    return Phrase(
        head=word.index,
        start=start,
        end=end,
        sort=sort,
        label=_label(tree, start, end),
        noun=noun,
        role=role,
        owner=owner.index if owner else None,
        same=tuple(_apposed(tree, word)),
        size=size,
        is_possessed=is_possessed,
        is_plural=word.tag in {"NNS", "NNPS"} and not role.bare,
    )


def _label(tree: Tree, start: int, end: int) -> str:
    """The words without article; a capital that only opens a sentence is none."""
    words = [one for one in tree.words if start <= one.start < end]
    first = next((one for one in words if one.text.lower() not in _ARTICLES), words[0])
    label = " ".join(tree.text[first.start : end].split())
    is_name = first.pos == "PROPN" and _class_of([first]) is None
    return label if is_name else label[:1].lower() + label[1:]


def _content(tree: Tree, word: Word, left: list[Word]) -> list[Word]:
    """The words of a phrase up to its head, without articles, owners and figures: data protection authority."""
    outer = {one.index for child in left if child.dep not in _NAMING for one in tree.subtree(child)}
    first = min([word.index, *(one.index for child in left for one in tree.subtree(child))])
    return [one for one in tree.words[first : word.index + 1] if one.index not in outer]


def _class_of(words: list[Word]) -> tuple[str, RoleClass] | None:
    """By the forms first (police officers are police), then by the lemma of the head."""
    lexicon = role_lexicon()
    forms = [word.text.lower() for word in words]
    return lexicon.class_of(forms) or lexicon.class_of([*forms[:-1], words[-1].lemma])


def _of_staff(tree: Tree, word: Word) -> tuple[str, RoleClass] | None:
    """As in "member of staff": a noun of the list with its "of"."""
    noun = next(
        (
            f"{word.lemma} of {inner.lemma}"
            for prep in tree.children(word, "prep")
            if prep.lemma == "of"
            for inner in tree.children(prep, "pobj")
        ),
        "",
    )
    role = role_lexicon().by_noun.get(noun)
    return (noun, role) if role is not None else None


def _sort(tree: Tree, word: Word, left: list[Word]) -> Sort:
    marks = [child for child in left if child.dep in {"det", "poss", "predet"}]
    if any(mark.text.lower() in _OPEN for mark in marks):
        return Sort.A
    if marks:
        return Sort.THE
    return Sort.A if _size(tree, word) else Sort.BARE


def _is_the(left: list[Word], sort: Sort) -> bool:
    """False for plurals that are nobody in particular: all clerks, its employees."""
    return sort is Sort.THE and any(child.text.lower() in _POINTED for child in left)


def _is_in_headline(tree: Tree) -> bool:
    """Headlines leave articles out."""
    return not tree.text.rstrip().endswith((".", "!", '"', "”", ":"))


def _size(tree: Tree, word: Word) -> int | None:
    """The number of a plural: two men."""
    number = tree.child(word, "nummod")
    if number is None or word.tag not in {"NNS", "NNPS"}:
        return None
    text = number.text.lower()
    return _NUMBERS.get(text) or (int(text) if text.isdecimal() and len(text) < 3 else None)


def _owner(tree: Tree, word: Word, left: list[Word], role: RoleClass) -> Word | None:
    """Whom a noun belongs to: X's clerk, an X clerk, a clerk of X, a clerk who worked for X."""
    if not (role.attached or role.kind != "organization"):
        return None
    for child in left:
        if child.dep in {"poss", "compound", "nmod"} and child.pos == "PROPN":
            return child
    for prep in tree.children(word, "prep"):
        inner = tree.child(prep, "pobj")
        is_body = inner is not None and (inner.pos == "PROPN" or _class_of([inner]) is not None)
        if inner is not None and (is_body or (prep.lemma == "of" and inner.pos == "NOUN")) and prep.lemma in _OWNING:
            return inner
        if inner is not None and prep.lemma == "in" and inner.lemma in _UNITS:
            return next((of for deep in tree.children(inner, "prep") for of in tree.children(deep, "pobj")), None)
    clauses = [*tree.children(word, "relcl", "acl"), *([tree.head(word)] if word.dep in {"nsubj", "nsubjpass"} else [])]
    for clause in clauses:
        if clause.lemma in {"work", "serve", "employ", "hire"}:
            by = [inner for prep in tree.children(clause, "prep", "agent") for inner in tree.children(prep, "pobj")]
            return next((one for one in by if one.pos == "PROPN"), None)
    return None


def _end_of_name(tree: Tree, owner: Word) -> int:
    """The end of an owner behind the noun: of its name, or of the word itself."""
    ends = [last for first, last in name_spans(tree).values() if first <= owner.index < last]
    last = ends[0] if ends else owner.index + 1
    return tree.words[last - 1].end


def _apposed(tree: Tree, word: Word) -> Iterator[int]:
    """Heads in apposition: X, a broker; a broker called X; the group, which calls itself X."""
    for child in tree.children(word, "appos"):
        yield child.index
    for clause in tree.children(word, "acl", "relcl"):
        if clause.lemma in _CALLS:
            for child in tree.children(clause, "oprd", "attr", "dobj", "ccomp"):
                yield child.index
            for prep in tree.children(clause, "prep"):
                if prep.lemma == "as":
                    yield from (inner.index for inner in tree.children(prep, "pobj"))

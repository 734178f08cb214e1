"""A tree to the noun phrases that may denote an actor: names, role nouns and pronouns, with what belongs to them.

"a former clerk of Elm Bank" is one phrase (head `clerk`, indefinite) whose owner is the phrase "Elm Bank"; in "the list
broker Oak Lists" the name is one phrase, described by the noun `list broker`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

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
_OWNING = frozenset({"of", "at", "for", "from", "with"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_OPEN = frozenset({"a", "an", "another", "one", "some", "any", "no", "each", "every"})
_POINTED = frozenset({"the", "these", "those", "both"})
_PRONOUNS = frozenset(
    {"he", "she", "him", "her", "they", "them", "it", "we", "us", "i", "me", "both", "himself", "herself", "themselves"}
)
_NO_NAME = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"})
_IN_NAMES = frozenset({"pobj", "nsubj", "nsubjpass", "dobj", "compound", "conj", "appos", "poss"})
_JOINS = re.compile(r"&|of|and|'s|’s|-", re.IGNORECASE)
_CALLS = frozenset({"call", "name", "dub", "know"})
_MOSTLY_CAPITALS = 0.6  # of the words of a headline in capitals, where they prove no name


def find_phrases(tree: Tree, known: frozenset[str] = frozenset()) -> list[Phrase]:
    """The phrases of a text by the place of their heads; `known`: words that other lines have as names."""
    spans = {} if _is_in_capitals(tree) else _name_spans(tree, known)
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


# ------------------------------------------------------------ names


def _is_in_capitals(tree: Tree) -> bool:
    words = [word.text for word in tree.words if word.text.isalpha() and len(word.text) > 3]
    capital = [word for word in words if word[0].isupper()]
    return len(words) > 3 and len(capital) > _MOSTLY_CAPITALS * len(words)


def _name_spans(tree: Tree, known: frozenset[str] = frozenset()) -> dict[int, tuple[int, int]]:
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
        is_common = last == at + 1 and _class_of([tree.words[at]]) is not None  # "Hackers" opens a headline
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
    plain = [*(child for child in left if child.dep in {"compound", "amod", "nmod"}), word]
    found = _of_staff(tree, word) or _class_of(plain)
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
    label = " ".join(tree.text[start:end].split())
    is_possessed = any(child.dep == "poss" for child in left)
    return Phrase(
        head=word.index,
        start=start,
        end=end,
        sort=sort,
        label=re.sub(r"^(?:the|an?|some|his|her|its|their|both|another|one) ", "", label, flags=re.IGNORECASE),
        noun=noun,
        role=role,
        owner=owner.index if owner else None,
        same=tuple(_apposed(tree, word)),
        size=size,
        is_possessed=is_possessed,
        is_plural=word.tag in {"NNS", "NNPS"} and not role.bare,
    )


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
        if inner is not None and prep.lemma in _OWNING and inner.pos in {"PROPN", "NOUN"}:
            return inner
    for clause in tree.children(word, "relcl", "acl"):
        if clause.lemma in {"work", "serve", "employ", "hire"}:
            by = [inner for prep in tree.children(clause, "prep", "agent") for inner in tree.children(prep, "pobj")]
            return next((one for one in by if one.pos == "PROPN"), None)
    return None


def _end_of_name(tree: Tree, owner: Word) -> int:
    """The end of an owner behind the noun: of its name, or of the word itself."""
    ends = [last for first, last in _name_spans(tree).values() if first <= owner.index < last]
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

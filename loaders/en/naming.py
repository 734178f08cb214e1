"""All names of a document -> which short name belongs to which long one, and what kind of actor bears each.

"Murata" is "Murata Manufacturing" if no other name begins with it; "IBM" stays apart from "IBM Japan" and "IBM China".
The parser's guess of a person or a place is taken only where the words of the name say nothing and most places agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.vocabulary import ActorKind, Role
from loaders.en.parse import Tree
from loaders.en.phrases import Phrase, Sort
from loaders.en.roles import RoleClass, role_lexicon

__all__ = ["Bearer", "bearers_of", "key_of"]

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_ACTING = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "poss", "appos", "conj", "oprd"})
_PLACED = frozenset({"in", "near", "of", "around", "across", "through", "into"})
_AGE = re.compile(r", [1-9][0-9],")
_SHORT = re.compile(r" \(([A-Z][A-Za-z]{1,9})\)")
_MOST_WORDS_OF_A_PERSON = 3
_WHO = RoleClass("who", ActorKind.PERSON, (), ())
_WHICH = RoleClass("which", ActorKind.ORGANIZATION, (), ())


Place = tuple[Tree, Phrase, Sequence[Phrase]]
"""Where a name stands: the tree, its phrase, all phrases of the tree."""
Lines = Sequence[tuple[Tree, Sequence[Phrase]]]


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a name: its longest form, what kind of actor it is, and the roles that its words tell."""

    label: str
    kind: ActorKind
    roles: tuple[Role, ...]


def key_of(name: str) -> str:
    """A name without article and possessive, case folded."""
    return re.sub(r"^the ", "", re.sub(r"['’]s$", "", " ".join(name.split()).casefold()))


def bearers_of(lines: Lines) -> Mapping[str, Bearer]:
    """By key of every name of a document its bearer; names of places and of nobody are left out."""
    told: dict[str, list[Place]] = {}
    for tree, phrases in lines:
        for phrase in phrases:
            if phrase.sort is Sort.NAME:
                told.setdefault(key_of(phrase.label), []).append((tree, phrase, phrases))
    long = {key: _long_form(key, told) if _is_told_as_party(found) else key for key, found in told.items()}
    long |= _abbreviations(told)
    places: dict[str, list[Place]] = {}
    for key, found in told.items():
        places.setdefault(long[key], []).extend(found)
    bearers = {key: _bearer(found) for key, found in places.items() if key in told}
    return {key: bearer for key in told if (bearer := bearers.get(long[key])) is not None}


def _long_form(key: str, keys: Iterable[str]) -> str:
    """The one longer name that a name is a part of: its first words, or the surname of a person; else itself."""
    starts = [other for other in keys if other.startswith(f"{key} ") and " & " not in other[len(key) : len(key) + 3]]
    if len(starts) == 1:
        return starts[0]
    ends = [other for other in keys if other.endswith(f" {key}") and len(other.split()) <= _MOST_WORDS_OF_A_PERSON]
    return ends[0] if len(ends) == 1 and not starts and role_lexicon().bearer_of(ends[0].title()) is None else key


def _abbreviations(told: Mapping[str, Sequence[Place]]) -> dict[str, str]:
    """X Y Z (XYZ): the short name with the long one."""
    found: dict[str, str] = {}
    for key, places in told.items():
        for tree, phrase, _ in places:
            match = _SHORT.match(tree.text, phrase.end)
            initials = "".join(word[0] for word in phrase.label.split() if word[0].isupper())
            if match and match[1].upper() == initials:
                found[key_of(match[1])] = key
    return found


def _bearer(places: Sequence[Place]) -> Bearer | None:
    names = [phrase.label for _, phrase, _ in places]
    label = re.sub(r"['’]s$", "", max(names, key=len))
    words = role_lexicon().bearer_of(label)
    if words is not None:
        return Bearer(label, words.kind, words.roles)
    described = [role for place in places for role in _descriptions(*place)]
    if described:
        kind = next((role.kind for role in described if role.kind is not ActorKind.UNKNOWN), ActorKind.ORGANIZATION)
        is_body = kind is ActorKind.PERSON and _guess(places) == "ORG"  # "Elm Homes, a builder of houses"
        return Bearer(label, ActorKind.ORGANIZATION, ()) if is_body else Bearer(label, kind, described[0].roles)
    if not any(_is_party(tree, phrase) for tree, phrase, _ in places):
        return None
    if any(_is_titled(tree, phrase) for tree, phrase, _ in places):
        return Bearer(label, ActorKind.PERSON, ())
    guess = _guess(places)
    if guess in _PLACES and not any(_is_subject(tree, phrase) for tree, phrase, _ in places):
        return None
    is_person = guess == "PERSON" and 2 <= len(label.split()) <= _MOST_WORDS_OF_A_PERSON and "&" not in label
    return Bearer(label, ActorKind.PERSON if is_person else ActorKind.ORGANIZATION, ())


def _guess(places: Sequence[Place]) -> str:
    """What the parser takes a name for in most places."""
    return Counter(_entity(tree, phrase) for tree, phrase, _ in places).most_common(1)[0][0]


def _entity(tree: Tree, phrase: Phrase) -> str:
    """What the parser takes a name for; one that holds an organization (IBM China) is one."""
    found = [word.entity for word in tree.words if phrase.start <= word.start < phrase.end]
    if "ORG" in found:
        return "ORG"
    is_partly_a_place = len(set(found)) > 1 and bool(_PLACES & set(found))  # "Elm China"
    return "" if is_partly_a_place else found[-1]


def _descriptions(tree: Tree, phrase: Phrase, phrases: Sequence[Phrase]) -> Iterator[RoleClass]:
    """What a name is said to be: by a noun before it, in apposition, by who or which behind it, as its complement."""
    around = [one for one in phrases if one.head in phrase.same or phrase.head in one.same]
    yield from (one.role for one in (phrase, *around) if one.role is not None)
    for clause in tree.children(tree.words[phrase.head], "relcl"):
        pronouns = {word.lemma for word in tree.subtree(clause)}
        if "who" in pronouns or "which" in pronouns:
            yield _WHO if "who" in pronouns else _WHICH


def _is_told_as_party(places: Sequence[Place]) -> bool:
    """False for a name that only says where something is (in Fenmark): it is short for nobody's."""
    return any(_is_party(tree, phrase) for tree, phrase, _ in places)


def _is_party(tree: Tree, phrase: Phrase) -> bool:
    """True where a name stands as one who acts, not only as a place (in Eastmere) or a part of another word."""
    head = tree.words[phrase.head]
    return head.dep in _ACTING or (head.dep == "pobj" and tree.head(head).lemma not in _PLACED) or phrase.same != ()


def _is_subject(tree: Tree, phrase: Phrase) -> bool:
    return tree.words[phrase.head].dep in {"nsubj", "nsubjpass"}


def _is_titled(tree: Tree, phrase: Phrase) -> bool:
    """Mr X; X, 35, …"""
    before = tree.text[: phrase.start].split()
    is_titled = bool(before) and before[-1] in role_lexicon().titles
    return is_titled or _AGE.match(tree.text, phrase.end) is not None

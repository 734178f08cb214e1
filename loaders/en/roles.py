"""`roles.yaml` as typed values: which English nouns denote an actor, and what kind of actor that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pydantic import TypeAdapter

from app.domain.vocabulary import ActorKind, Role
from loaders.lexicons import read_lexicon

__all__ = ["NameWords", "RoleClass", "RoleLexicon", "role_lexicon"]

_LONGEST = 3  # words of a noun in the list


@dataclass(frozen=True, slots=True)
class RoleClass:
    """One class of nouns; the head of `roles.yaml` says what the fields mean."""

    id: str
    kind: ActorKind
    roles: tuple[Role, ...]
    nouns: tuple[str, ...]
    examples: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    generic: bool = False
    bare: bool = False
    attached: bool = False


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words of proper names that tell what bears the name."""

    id: str
    kind: ActorKind
    roles: tuple[Role, ...]
    words: tuple[str, ...]
    examples: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoleLexicon:
    """All classes by noun, and the words of names."""

    classes: tuple[RoleClass, ...]
    names: tuple[NameWords, ...]
    titles: frozenset[str]
    not_names: frozenset[str]
    kin: tuple[frozenset[str], ...]

    @cached_property
    def by_noun(self) -> Mapping[str, RoleClass]:
        """The class of each noun; of two the first."""
        return {noun: one for one in reversed(self.classes) for noun in one.nouns}

    def class_of(self, words: list[str]) -> tuple[str, RoleClass] | None:
        """The longest noun that a phrase (its words, lemmas or forms, the head last) ends in."""
        for length in range(min(_LONGEST, len(words)), 0, -1):
            noun = " ".join(words[-length:])
            if noun in self.by_noun:
                return noun, self.by_noun[noun]
        return None

    def bearer_of(self, name: str) -> NameWords | None:
        """What the words of a name say of its bearer."""
        words = name.split()
        ends = {*words, *(name[len(words[0]) + 1 :] for _ in words[:1]), name}
        return next((entry for entry in self.names if not ends.isdisjoint(entry.words)), None)


@lru_cache(maxsize=1)
def role_lexicon() -> RoleLexicon:
    """Read the data file once."""
    data = read_lexicon("loaders.en", "roles.yaml")
    classes, names = (
        [{"refused" if key == "not" else key: value for key, value in one.items()} for one in data[section]]
        for section in ("classes", "names")
    )
    return RoleLexicon(
        classes=TypeAdapter(tuple[RoleClass, ...]).validate_python(classes),
        names=TypeAdapter(tuple[NameWords, ...]).validate_python(names),
        titles=frozenset(data["titles"]),
        not_names=frozenset(data["not_names"]),
        kin=tuple(frozenset(words) for words in data["kin"]),
    )

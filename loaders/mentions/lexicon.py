"""`actors.yaml` as typed values: which nouns head a phrase that denotes an actor, and what kind of actor that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.domain.vocabulary import ActorKind, Role
from loaders.lexicons import read_lexicon

__all__ = ["ActorLexicon", "Head", "Trade", "actor_lexicon"]

_SHORT = 2  # 師 and 職人 are the ends of words only; 投資家 is one by itself


@dataclass(frozen=True, slots=True)
class Head:
    """One class of head nouns. `is_named`: with what stands before it, the phrase is a proper name.

    `is_standalone`: the noun alone denotes a body too (県警, 国税庁; not 銀行).
    """

    id: str
    kind: ActorKind
    roles: tuple[Role, ...]
    is_named: bool
    is_standalone: bool
    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trade:
    """What the ending of an unlisted word tells. `is_local`: behind a place it makes a branch of somebody (新宿店)."""

    head: Head
    is_local: bool
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """All heads by noun, trades by ending, and the closed lists."""

    heads: Mapping[str, Head]
    trades: Mapping[str, Trade]
    classes: tuple[Head, ...]
    anaphors: Mapping[str, str]
    collectives: Mapping[str, str]
    states: tuple[str, ...]
    left_stops: frozenset[str]
    never_names: frozenset[str]
    no_fronts: frozenset[str]
    hiragana_words: frozenset[str]
    not_companies: frozenset[str]
    loose_tails: tuple[str, ...]
    trade_words: frozenset[str]
    titles: frozenset[str]
    no_surnames: frozenset[str]
    loose_starts: frozenset[str]

    def head_of(self, phrase: str) -> tuple[str, Head] | None:
        """The longest head noun that the phrase ends in."""
        for start in range(len(phrase)):
            if head := self.heads.get(phrase[start:]):
                return phrase[start:], head
        return None

    def trade_of(self, phrase: str) -> tuple[str, Trade] | None:
        """The longest ending of a trade that the phrase has: behind something else, unless it is a person's."""
        for start in range(len(phrase)):
            trade = self.trades.get(phrase[start:])
            if trade and (start or (trade.head.kind is ActorKind.PERSON and len(phrase) > _SHORT)):
                return None if phrase.endswith(trade.never) else (phrase[start:], trade)
        return None

    def begins_head(self, phrase: str) -> bool:
        """True if the phrase begins with a head noun (再々委託先 …)."""
        return any(phrase[:end] in self.heads for end in range(2, len(phrase) + 1))


@lru_cache(maxsize=1)
def actor_lexicon() -> ActorLexicon:
    """Read the data file once."""
    data: dict[str, Any] = read_lexicon("loaders.mentions", "actors.yaml")
    classes = tuple(_head(entry) for entry in data["heads"])
    by_id = {head.id: head for head in reversed(classes)}
    return ActorLexicon(
        heads={noun: head for head in reversed(classes) for noun in head.nouns},
        trades={end: _trade(entry, by_id[entry["id"]]) for entry in data["trades"] for end in entry["ends"]},
        classes=classes,
        anaphors={word: kind for kind, words in data["anaphors"].items() for word in words},
        collectives={word: kind for kind, words in data["collectives"].items() for word in words},
        states=tuple(data["states"]),
        left_stops=frozenset(data["left_stops"]),
        never_names=frozenset(data["never_names"]),
        no_fronts=frozenset(data["no_fronts"]),
        hiragana_words=frozenset(data["hiragana_words"]),
        not_companies=frozenset(data["not_companies"]),
        loose_tails=tuple(data["loose_tails"]),
        trade_words=frozenset(data["trade_words"]),
        titles=frozenset(data["titles"]),
        no_surnames=frozenset(data["no_surnames"]),
        loose_starts=frozenset(data["loose_starts"]),
    )


def _head(entry: dict[str, Any]) -> Head:
    return Head(
        id=entry["id"],
        kind=ActorKind(entry["kind"]),
        roles=tuple(Role(role) for role in entry["roles"]),
        is_named=entry.get("named", False),
        is_standalone=entry.get("standalone", False),
        nouns=tuple(entry["nouns"]),
    )


def _trade(entry: dict[str, Any], head: Head) -> Trade:
    return Trade(head, entry.get("local", False), tuple(entry["never"]))

"""`relationships.yaml` as typed values: which relationships say that data moved, and which way.

>>> rule_of("x_sold_data_to").action, rule_of("uses")
(<Action.SALE: 'sale'>, None)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from pydantic import TypeAdapter

from app.domain.vocabulary import Action
from loaders.lexicons import read_entries

__all__ = ["Rule", "Says", "rule_of", "rules"]


class Says(StrEnum):
    """What a relationship says of its ends."""

    MOVES = "moves"
    BELONGS = "belongs"
    OWNS = "owns"


@dataclass(frozen=True, slots=True)
class Rule:
    """One class of relationships; an end that neither `provider` nor `recipient` names is nobody."""

    id: str
    says: Says
    words: frozenset[str]
    examples: tuple[str, ...]
    refused: tuple[str, ...]
    action: Action = Action.HANDOVER
    provider: Literal["source", "target"] | None = None
    recipient: Literal["source", "target"] | None = None


def rule_of(kind: str) -> Rule | None:
    """What a relationship of that type says; None if it says nothing of passing data on."""
    plain = kind.casefold().replace("_", "-").removeprefix("x-")
    return next((rule for rule in rules() if plain in rule.words), None)


@lru_cache(maxsize=1)
def rules() -> Sequence[Rule]:
    """The entries of the file, in its order."""
    return TypeAdapter(tuple[Rule, ...]).validate_python(read_entries("loaders.stix", "relationships.yaml"))

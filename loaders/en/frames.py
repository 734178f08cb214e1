"""`frames.yaml` and `modality.yaml` as typed values: by which words data changes hands, and how surely it is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from app.domain.vocabulary import Action
from loaders.lexicons import read_lexicon

__all__ = ["EnglishFrame", "EnglishFrames", "Modality", "Shape", "english_frames", "modality"]


class Shape(StrEnum):
    """Who stands where; see the head of `frames.yaml`."""

    GIVE = "give"
    GET = "get"
    TAKE = "take"
    PUBLISH = "publish"
    UPLOAD = "upload"
    ENTRUST = "entrust"
    RETURN = "return"
    SEIZE = "seize"
    REACH = "reach"

    @property
    def subject_gives(self) -> bool:
        """True if the active subject is the provider; of `reach` it is the data."""
        return self in {Shape.GIVE, Shape.PUBLISH, Shape.UPLOAD, Shape.ENTRUST, Shape.RETURN}

    @property
    def family(self) -> str:
        """Shapes of one family can tell one and the same passing."""
        return _FAMILIES.get(self, "give")


_FAMILIES = {
    Shape.TAKE: "take",
    Shape.ENTRUST: "entrust",
    Shape.RETURN: "recover",
    Shape.SEIZE: "recover",
}


@dataclass(frozen=True, slots=True)
class EnglishFrame:
    """One way of passing."""

    id: str
    shape: Shape
    action: Action
    object: str
    lawful: bool
    open: bool
    verbs: frozenset[str]
    nouns: frozenset[str]
    withs: frozenset[str]
    to: frozenset[str]
    examples: tuple[Mapping[str, str], ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EnglishFrames:
    """All frames by word; those that need another word beside theirs come first."""

    frames: tuple[EnglishFrame, ...]
    by_verb: Mapping[str, tuple[EnglishFrame, ...]]
    by_noun: Mapping[str, EnglishFrame]
    data: frozenset[str]
    containers: frozenset[str]
    work: frozenset[str]
    not_data: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Modality:
    """`verbs`, `nouns`, `adverbs`: by lemma what it makes of what it governs."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    adverbs: Mapping[str, str]
    modals: frozenset[str]
    authorities: frozenset[str]
    hearsay: frozenset[str]
    negatives: frozenset[str]
    conditions: frozenset[str]


@lru_cache(maxsize=1)
def english_frames() -> EnglishFrames:
    """Read the data file once."""
    data: dict[str, Any] = read_lexicon("loaders.en", "frames.yaml")
    frames = tuple(map(_frame, data["frames"]))
    by_verb: dict[str, list[EnglishFrame]] = {}
    for frame in sorted(frames, key=lambda one: not one.withs):
        for verb in frame.verbs:
            by_verb.setdefault(verb, []).append(frame)
    return EnglishFrames(
        frames=frames,
        by_verb={verb: tuple(found) for verb, found in by_verb.items()},
        by_noun={noun: frame for frame in frames for noun in frame.nouns},
        data=frozenset(data["data"]),
        containers=frozenset(data["containers"]),
        work=frozenset(data["work"]),
        not_data=re.compile(data["not_data"], re.IGNORECASE),
    )


def _frame(entry: dict[str, Any]) -> EnglishFrame:
    return EnglishFrame(
        id=entry["id"],
        shape=Shape(entry["shape"]),
        action=Action(entry["action"]),
        object=entry["object"],
        lawful=entry.get("lawful", False),
        open=entry.get("open", False),
        verbs=frozenset(entry["verbs"]),
        nouns=frozenset(entry.get("nouns", [])),
        withs=frozenset(entry.get("with", [])),
        to=frozenset(entry["to"]),
        examples=tuple(entry["examples"]),
        refused=tuple(entry["not"]),
    )


@lru_cache(maxsize=1)
def modality() -> Modality:
    """Read the data file once."""
    data: dict[str, Any] = read_lexicon("loaders.en", "modality.yaml")
    return Modality(
        verbs=_by_word(data["verbs"]),
        nouns=_by_word(data["nouns"]),
        adverbs=_by_word(data["adverbs"]),
        modals=frozenset(data["modals"]),
        authorities=frozenset(data["authorities"]),
        hearsay=frozenset(data["hearsay"]),
        negatives=frozenset(data["negatives"]),
        conditions=frozenset(data["conditions"]),
    )


def _by_word(groups: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: group for group, words in groups.items() for word in words}

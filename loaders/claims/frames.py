"""`frames.yaml` as typed values: the words by which data changes hands, and what shape each has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from app.domain.vocabulary import Action
from loaders.lexicons import read_lexicon

__all__ = ["Frame", "FrameLexicon", "Shape", "frame_lexicon"]


class Shape(StrEnum):
    """Who stands in which case; see the head of `frames.yaml`."""

    GIVE = "give"
    GET = "get"
    TAKE = "take"
    REACH = "reach"
    LEAK = "leak"
    PUBLISH = "publish"
    ENTRUST = "entrust"
    ACCEPT = "accept"
    SEIZE = "seize"
    GIVEBACK = "giveback"

    @property
    def subject_gives(self) -> bool:
        """True if the subject is the provider; of all other shapes but `reach` and `leak` it is the recipient."""
        return self in {Shape.GIVE, Shape.ENTRUST, Shape.PUBLISH, Shape.GIVEBACK}

    @property
    def family(self) -> str:
        """Shapes of one family can tell one and the same passing."""
        return _FAMILIES.get(self, "give")


_FAMILIES = {
    Shape.TAKE: "take",
    Shape.LEAK: "leak",
    Shape.PUBLISH: "leak",
    Shape.ENTRUST: "entrust",
    Shape.ACCEPT: "entrust",
    Shape.SEIZE: "recover",
    Shape.GIVEBACK: "recover",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of passing. `object`: what must be named in the clause (data, work, or any = nothing).

    `needs_medium`: only with a medium in the same clause. `asks`: に names who is asked, and so who gives.
    """

    id: str
    shape: Shape
    action: Action
    lawful: bool
    object: str
    needs_medium: bool
    asks: bool
    words: frozenset[str]
    resale: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class FrameLexicon:
    """All frames by word, and the word lists that go with them."""

    frames: tuple[Frame, ...]
    by_word: Mapping[str, Frame]
    light: frozenset[str]
    inverse: frozenset[str]
    data: re.Pattern[str]
    containers: re.Pattern[str]
    work: re.Pattern[str]
    not_data: re.Pattern[str]
    back_words: frozenset[str]
    speech: frozenset[str]
    places: tuple[str, ...]
    reports: frozenset[str]
    answers: frozenset[str]
    other_words: frozenset[str]
    open_recipient: frozenset[str]
    requests: re.Pattern[str]
    trigger: re.Pattern[str]


@lru_cache(maxsize=1)
def frame_lexicon() -> FrameLexicon:
    """Read the data file once."""
    data: dict[str, Any] = read_lexicon("loaders.claims", "frames.yaml")
    frames = tuple(_frame(entry) for entry in data["frames"])
    by_word = {word: frame for frame in frames for word in frame.words}
    return FrameLexicon(
        frames=frames,
        by_word=by_word,
        light=frozenset(data["light_verbs"]["plain"]),
        inverse=frozenset(data["light_verbs"]["inverse"]),
        data=_ending(data["data"]),
        containers=_ending(data["containers"]),
        work=_ending(data["work"]),
        not_data=_ending(data["not_data"]),
        back_words=frozenset(data["back_words"]),
        speech=frozenset(data["speech"]),
        places=tuple(data["places"]),
        reports=frozenset(data["report_verbs"]),
        answers=frozenset(data["answer_verbs"]),
        other_words=frozenset(data["other_words"]),
        open_recipient=frozenset(data["open_recipient"]),
        requests=_ending(data["requests"]),
        trigger=_trigger(by_word, frames),
    )


def _frame(entry: dict[str, Any]) -> Frame:
    return Frame(
        id=entry["id"],
        shape=Shape(entry["shape"]),
        action=Action(entry["action"]),
        lawful=entry.get("lawful", False),
        object=entry["object"],
        needs_medium=entry.get("needs_medium", False),
        asks=entry.get("asks", False),
        words=frozenset([*entry["verbs"], *entry["nouns"]]),
        resale=frozenset(entry.get("resale", [])),
        patterns=tuple(re.compile(pattern) for pattern in entry.get("patterns", [])),
    )


def _ending(words: list[str]) -> re.Pattern[str]:
    """Matches a phrase that ends in one of the words, perhaps with a count, 等 or 分 behind."""
    longest = sorted(words, key=len, reverse=True)
    count = "(?:約?[0-9,.万千百億]+(?:件|人|名|人分|名分|件分|台|枚|個|本|冊|束|点|通|部)?)?"
    return re.compile(f"(?:{'|'.join(map(re.escape, longest))}){count}(?:等|など|類|ら)?$")


def _trigger(by_word: Mapping[str, Frame], frames: tuple[Frame, ...]) -> re.Pattern[str]:
    """Finds lines worth parsing: the stem of a verb (its last kana changes), a noun, or a pattern."""
    stems = {word[:-1] if re.search(r"[ぁ-ん]$", word) and len(word) > 1 else word for word in by_word}
    patterns = [pattern.pattern for frame in frames for pattern in frame.patterns]
    return re.compile("|".join([*map(re.escape, sorted(stems, key=len, reverse=True)), *patterns]))

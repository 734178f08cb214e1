"""A document's passages -> which of them tell a story that nobody says to have happened.

「訓練の筋書きはこうだ。社員が名簿を売った。」: the second sentence states a sale as a fact, the first takes it back.
A text that begins with a drill is about nothing else but where it tells what did happen (「昨年、…が起きた」).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pydantic import TypeAdapter

from app.domain.document import BlockKind, Passage
from loaders.lexicons import read_lexicon

__all__ = ["StagedWords", "staged_of", "staged_words", "staging_in"]


@dataclass(frozen=True)
class StagedWords:
    """One kind of sentence with the patterns that make it one; see the head of `staged.yaml`."""

    id: str
    patterns: tuple[str, ...]
    blocked: tuple[str, ...] = ()

    @cached_property
    def found(self) -> re.Pattern[str]:
        """Any of the patterns."""
        return re.compile("|".join(f"(?:{p})" for p in self.patterns))

    @cached_property
    def stopped(self) -> re.Pattern[str] | None:
        """Words that look like the kind and are not."""
        return re.compile("|".join(f"(?:{p})" for p in self.blocked)) if self.blocked else None

    def stand_in(self, text: str) -> bool:
        """True if a sentence is of that kind."""
        stopped = [m.span() for m in self.stopped.finditer(text)] if self.stopped else []
        return any(
            not any(a < match.end() and match.start() < b for a, b in stopped) for match in self.found.finditer(text)
        )


@lru_cache(maxsize=1)
def staged_words() -> Mapping[str, StagedWords]:
    """The entries of `staged.yaml` by their name."""
    entries = TypeAdapter(tuple[StagedWords, ...]).validate_python(read_lexicon("loaders.mentions", "staged.yaml"))
    return {entry.id: entry for entry in entries}


def staging_in(text: str) -> list[str]:
    """Of what kinds a sentence is.

    >>> staging_in("訓練の筋書きはこうだ。")
    ['story']
    """
    return [name for name, words in staged_words().items() if words.stand_in(text)]


def staged_of(
    passages: Sequence[Passage], texts: Sequence[str], segments: Sequence[int], title: str = ""
) -> list[bool]:
    """By passage whether it tells what is made up. `title`: that of the document, where it stands beside the text."""
    kinds = [frozenset(staging_in(text)) for text in texts]
    if "whole" in frozenset[str]().union(*kinds):
        return [True] * len(texts)
    told = [False] * len(texts)
    for segment in dict.fromkeys(segments):
        places = [n for n, one in enumerate(segments) if one == segment]
        is_drill = "drill" in staging_in(title) or _begins_with_drill(places, passages, kinds)
        for n, is_staged in zip(places, _staged(places, passages, kinds, is_drill=is_drill), strict=True):
            told[n] = is_staged
    return told


def _begins_with_drill(places: Sequence[int], passages: Sequence[Passage], kinds: Sequence[frozenset[str]]) -> bool:
    """True if the heading or the first sentence of an incident tells that a drill was held."""
    for n in places:
        if "drill" in kinds[n]:
            return True
        if passages[n].kind is not BlockKind.HEADING:
            return False
    return False


def _staged(
    places: Sequence[int], passages: Sequence[Passage], kinds: Sequence[frozenset[str]], *, is_drill: bool
) -> Iterator[bool]:
    """For each passage of one incident, in order."""
    in_story = False
    for n in places:
        if "story" in kinds[n]:
            in_story = True
        elif "real" in kinds[n] or passages[n].kind is BlockKind.HEADING:
            in_story = False
        yield in_story or "within" in kinds[n] or (is_drill and "real" not in kinds[n])

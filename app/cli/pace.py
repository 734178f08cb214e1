"""Events of reading → how fast it goes and how long it will take.

    pace = Pace(files=340)
    pace.count(event, files=1)
    str(pace)   →  '12 of 340 files, 41 documents a minute, 5,210 characters a second, about 8 min left'

The speeds are those of the last minute. The time left supposes that the other files are like those of that minute.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from app.services.load import Event, Outcome

__all__ = ["Pace"]

_LOOKS_BACK = 60.0  # seconds
_HOUR, _MINUTE = 3600, 60


@dataclass(frozen=True, slots=True)
class _Sample:
    """What had been done at a moment."""

    moment: float
    files: int = 0
    documents: int = 0
    characters: int = 0


@dataclass(slots=True)
class Pace:
    """How far the files are; `now` is a clock in seconds."""

    files: int
    now: Callable[[], float] = monotonic
    _samples: deque[_Sample] = field(default_factory=deque[_Sample])

    def __post_init__(self) -> None:
        """Nothing is done yet."""
        self._samples.append(_Sample(self.now()))

    def count(self, event: Event, *, files: int) -> None:
        """One more event, with which so many files are done."""
        last, moment = self._samples[-1], self.now()
        is_read = event.outcome is Outcome.LOADED
        self._samples.append(
            _Sample(moment, last.files + files, last.documents + is_read, last.characters + event.characters)
        )
        while len(self._samples) > 2 and self._samples[1].moment < moment - _LOOKS_BACK:
            self._samples.popleft()

    def __str__(self) -> str:
        """How far, how fast, how long."""
        return ", ".join(filter(None, (f"{self._samples[-1].files:,} of {self.files:,} files", self.speed())))

    def speed(self) -> str:
        """How fast and how long, as far as one can say."""
        first, last = self._samples[0], self._samples[-1]
        seconds = max(self.now() - first.moment, 0.001)
        parts: list[str] = []
        if documents := last.documents - first.documents:
            parts.append(f"{documents / seconds * _MINUTE:,.0f} documents a minute")
        if characters := last.characters - first.characters:
            parts.append(f"{characters / seconds:,.0f} characters a second")
        if last.files > first.files and self.files > last.files:
            left = (self.files - last.files) * seconds / (last.files - first.files)
            parts.append(f"about {_in_words(left)} left")
        return ", ".join(parts)


def _in_words(seconds: float) -> str:
    if seconds >= _HOUR:
        return f"{seconds / _HOUR:.1f} h"
    return f"{seconds / _MINUTE:.0f} min" if seconds >= 2 * _MINUTE else f"{seconds:.0f} s"

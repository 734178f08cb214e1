"""How often each caller may ask: at most so many requests within any stretch of time of that length.

    allowance = Allowance.of("600/minute", "LEAKTRAIL_LIMIT_QUESTIONS")
    allowance.take("key-7f3a9c21")      →  0.0, or the seconds after which there is room again

A moving window: it remembers when the last requests of each caller were, so that nobody gets twice as much around the
end of a minute. It is kept in memory, by one process: a server that is started anew has forgotten it, and several
servers count each for itself.
"""

from __future__ import annotations

import re
from collections import OrderedDict, deque
from threading import Lock
from time import monotonic

from app.domain.errors import BadQuestion

__all__ = ["Allowance"]

_SHAPE = re.compile(r"(\d{1,6})\s*/\s*(second|minute|hour|day)")
_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}
_MOST_CALLERS = 10_000


class Allowance:
    """Requests per stretch of time, for each caller. Threads may share it."""

    def __init__(self, amount: int, seconds: float) -> None:
        """`amount` requests within any `seconds`."""
        self._amount, self._seconds = amount, seconds
        self._lock = Lock()
        self._taken: OrderedDict[str, deque[float]] = OrderedDict()

    @classmethod
    def of(cls, text: str, place: str) -> Allowance | None:
        """As it is written: `600/minute`; `none` is no limit. Raises BadQuestion."""
        if text.strip().lower() == "none":
            return None
        shape = _SHAPE.fullmatch(text.strip().lower())
        if shape is None or int(shape[1]) < 1:
            raise BadQuestion("must be as 600/minute (second, minute, hour, day), or none", place=place)
        return cls(int(shape[1]), _SECONDS[shape[2]])

    def take(self, who: str, now: float | None = None) -> float:
        """0.0 if `who` may go on; else in how many seconds. `now` is a time of `monotonic`."""
        moment = monotonic() if now is None else now
        with self._lock:
            taken = self._taken.get(who)
            if taken is None:
                taken = self._taken[who] = deque(maxlen=self._amount)
                if len(self._taken) > _MOST_CALLERS:
                    self._taken.popitem(last=False)
            if len(taken) == self._amount and moment - taken[0] < self._seconds:
                return taken[0] + self._seconds - moment
            taken.append(moment)  # the oldest gives way
            return 0.0

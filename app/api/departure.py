"""A request → does its client still wait? Asked by a search, so that it ends when nobody wants its answer any more.

    ask_paths(graphs, start, goal, k, replace(options, stopped=Departure(request)))

Most answers are there before it is worth a look: the loop, which alone sees a connection end, is asked only after
`_GRACE`, and then no more often than that.
"""

from __future__ import annotations

from time import monotonic

from anyio import from_thread
from starlette.requests import Request

from app.api.current import current

__all__ = ["Departure"]

_GRACE = 0.1  # seconds


class Departure:
    """True once the client of a request is gone; for a route that runs in a thread of the server."""

    def __init__(self, request: Request) -> None:
        """From now on."""
        self._request = request
        self._next = monotonic() + _GRACE
        self._is_gone = False

    def __call__(self) -> bool:
        """Whether the client is gone, as far as is known since the last look."""
        if current().is_over:  # cancelled, as when the server ends; there may be no loop any more to ask
            return True
        if not self._is_gone and monotonic() >= self._next:
            self._is_gone = from_thread.run(self._request.is_disconnected)
            self._next = monotonic() + _GRACE
        return self._is_gone

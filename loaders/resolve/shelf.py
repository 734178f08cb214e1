"""Values that come and go -> the same values in the order of their keys.

>>> shelf = Shelf[str, int]()
>>> shelf.put("b", 2)
>>> shelf.put("a", 1)
>>> shelf.mapping()
{'a': 1, 'b': 2}

What was given out never changes; what is given out next has the changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

__all__ = ["Shelf"]

K = TypeVar("K", bound=Any)  # with an order
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """Values by key."""

    def __init__(self) -> None:
        """Nothing."""
        self._values: dict[K, V] = {}
        self._order: list[K] = []
        self._given: dict[K, V] | None = {}

    def put(self, key: K, value: V | None) -> None:
        """The value of this key from now on; None: there is none."""
        if value is None:
            if self._values.pop(key, None) is not None:
                self._given = None
            return
        if key not in self._values:
            self._order.append(key)
        self._values[key] = value
        self._given = None

    def get(self, key: K) -> V | None:
        """The value of this key, if there is one."""
        return self._values.get(key)

    def mapping(self) -> Mapping[K, V]:
        """All values by key. It takes a moment for each value that is there, but only where something changed."""
        if self._given is None:
            self._order.sort()  # mostly sorted already: hardly more than a look at each
            self._given = {key: self._values[key] for key in self._order if key in self._values}
            self._order = list(self._given)
        return self._given

    def values(self) -> tuple[V, ...]:
        """All values, in the order of their keys."""
        return tuple(self.mapping().values())

"""A person's name in its parts, and where a text gives it.

    Named(5, 9, Person("浦辺由紀夫", "浦辺", "由紀夫"))     「社長の浦辺由紀夫氏」 from the 5th character on

A name of which only one part is told has that as `full`; which part it is, is known where `family` says so.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Named", "Person"]


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """`full` as it is written, without titles; `family` and `given` where the two can be told apart."""

    full: str
    family: str = ""
    given: str = ""

    @property
    def is_whole(self) -> bool:
        """True if family and given name are both told."""
        return bool(self.family and self.given)


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """The place `[start, end)` of a name in a text, titles left out."""

    start: int
    end: int
    person: Person

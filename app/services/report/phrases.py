"""The words of a language → sentences and values as reports show them.

    phrases = Phrases.of("ja")
    phrases.say("found", number=2, certain=1)      →  「時間の順序に合う経路が 2 本ある。…」
    phrases.days({"earliest": None, "latest": "2025-02-10"})  →  「2025-02-10 まで」

`words.ja.yaml` and `words.en.yaml` hold them. What is filled in is never read for braces again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeAlias, cast

import yaml

from app.domain.errors import BadQuestion
from app.export.report.sheet import Language

__all__ = ["LANGUAGES", "Part", "Phrases", "language_of"]

Part: TypeAlias = Mapping[str, Any]
"""A piece of an answer, as `answers` and `describe` make it."""
LANGUAGES: tuple[Language, ...] = ("ja", "en")


def language_of(word: str) -> Language:
    """The language of that code; BadQuestion if there are no reports in it."""
    for language in LANGUAGES:
        if word == language:
            return language
    raise BadQuestion(f"must be one of {', '.join(LANGUAGES)}", place="language")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The catalogue of one language."""

    language: Language
    groups: Mapping[str, Mapping[str, str]]
    reads: tuple[str, ...]

    @staticmethod
    @lru_cache
    def of(language: Language) -> Phrases:
        """The catalogue, read once."""
        text = files("app.services.report").joinpath(f"words.{language}.yaml").read_text("utf-8")
        groups = cast("dict[str, dict[str, Any]]", yaml.safe_load(text))
        reads = tuple(groups["text"].pop("reads"))
        return Phrases(language, groups, reads)

    def say(self, key: str, **filled: object) -> str:
        """A sentence, filled; KeyError for one that the catalogue lacks."""
        return self.groups["text"][key].format(**filled)

    def word(self, group: str, value: str) -> str:
        """A word of the model; one that the catalogue does not list, with blanks for underscores."""
        return self.groups[group].get(value, value.replace("_", " "))

    def fill(self, group: str, value: str, **filled: object) -> str:
        """A word of a group whose words have places to fill."""
        return self.groups[group][value].format(**filled)

    def join(self, parts: Iterable[str]) -> str:
        """Parts side by side, without empty ones."""
        return self.say("and").join(filter(None, parts))

    # -------------------------------------------------------- values

    def days(self, window: Part) -> str:
        """A window: one day, both ends, or what is known of it."""
        first, last = window["earliest"], window["latest"]
        if first is None and last is None:
            return self.groups["marks"]["no_date"]
        if first == last:
            return str(first)
        mark = "until" if first is None else "since" if last is None else "range"
        return self.fill("marks", mark, first=first, last=last)

    def count(self, count: Part | None) -> str:
        """A number of records, people or files; empty for none."""
        if count is None:
            return ""
        number = f"{count['value']:,}{self.word('unit', count['unit'] or 'none')}"
        return self.fill("qualifier", count["qualifier"], number=number)

    def price(self, price: Part | None) -> str:
        """A sum of money; empty for none."""
        if price is None:
            return ""
        currency = self.groups["currency"].get(price["currency"], f" {price['currency']}")
        return self.fill("qualifier", price["qualifier"], number=f"{price['value']:,}{currency}")

    def value(self, value: object) -> str:
        """One side of a disagreement: a number, words, or a list or window spelt out."""
        if isinstance(value, bool) or value is None:
            return str(value).lower() if value is not None else self.say("unknown")
        if isinstance(value, int | float):
            return f"{value:,}"
        if isinstance(value, Mapping):
            whole = cast("Mapping[str, object]", value)
            if set(whole) == {"earliest", "latest"}:
                return self.days(whole)
            return self.join(f"{key}: {self.value(one)}" for key, one in whole.items())
        if isinstance(value, list | tuple):
            return self.join(self.value(one) for one in cast("list[object]", value))
        return str(value)

    def end(self, fact: Part, slot: str) -> str:
        """One end of a transfer: its label, marked where no document states it."""
        reference = fact[slot]
        if reference is None:
            return self.groups["marks"]["unknown_end"]
        label = str(reference["label"])
        return self.groups["marks"]["inferred"].format(label=label) if slot in fact["inferred"] else label

    def ends(self, fact: Part) -> str:
        """Both ends."""
        return f"{self.end(fact, 'provider')} → {self.end(fact, 'recipient')}"

    def what(self, fact: Part) -> str:
        """Action and medium, and whether it was lawful."""
        medium = "" if fact["medium"] == "unknown" else self.word("medium", fact["medium"])
        return self.join([self.word("action", fact["action"]), medium])

    def status(self, fact: Part) -> str:
        """How sure it is, and whether it was lawful."""
        return self.join([self.word("status", fact["status"]), self.say("lawful") if fact["lawful"] else ""])

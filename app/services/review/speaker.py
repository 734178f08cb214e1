"""The sentences of the review queue, in the language of whoever asks.

    Speaker.of("ja").say("identity", left="元社員", right="元契約社員", kind="関係者")
    →  「元社員」と「元契約社員」は同じ関係者ですか

`phrases.yaml` holds them. Names, values and what people wrote are filled in as they are, and never read for gaps again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias, cast

import yaml

from app.export.report.sheet import Language
from app.services.report.phrases import Phrases
from app.services.translation import translated

__all__ = ["Sentence", "Speaker", "phrases"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things in one language."""

    language: Language

    @staticmethod
    @cache
    def of(language: Language) -> Speaker:
        """The one of that language."""
        return Speaker(language)

    def say(self, key: str, **filled: object) -> str:
        """A sentence; KeyError for one that is not there."""
        return phrases()[key][self.language].format(**filled)

    def word(self, group: str, value: str) -> str:
        """A value of the model; in English as the model has it, with blanks."""
        return value.replace("_", " ") if self.language == "en" else Phrases.of(self.language).word(group, value)

    def value(self, group: str, value: str) -> str:
        """A value of the model; in English as the model has it."""
        return value if self.language == "en" else Phrases.of(self.language).word(group, value)

    def verdict(self, verdict: str) -> str:
        """What somebody said; in English as it is sent."""
        return self.value("verdict", verdict)

    def rule(self, text: str) -> str:
        """What a rule says."""
        return translated(text, self.language)


Sentence: TypeAlias = Callable[[Speaker], str]
"""What is said once it is known to whom."""


@cache
def phrases() -> Mapping[str, Mapping[Language, str]]:
    """Keys, each with its sentence in both languages."""
    text = (files("app.services.review") / "phrases.yaml").read_text("utf-8")
    return cast("Mapping[str, Mapping[Language, str]]", yaml.safe_load(text))

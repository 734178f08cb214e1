"""What problems say, in the language of whoever asks: `problems.yaml`, read once.

title_of("not_found", "ja")     →  "見つかりません"
language_of("ja-JP, en;q=0.5")  →  "ja"
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias, cast

import yaml

__all__ = ["Language", "Words", "catalogue", "detail_of", "language_of", "reason_of", "title_of"]

Language: TypeAlias = Literal["en", "ja"]
_Texts: TypeAlias = Mapping[str, Mapping[str, str]]
Words: TypeAlias = Mapping[str, Mapping[str, Any]]


def language_of(accept: str) -> Language:
    """The one of ours that `Accept-Language` likes best; English where it names neither.

    >>> language_of("en;q=0.4, ja;q=0.9"), language_of("fr, *"), language_of("ja;q=0"), language_of("")
    ('ja', 'en', 'en', 'en')
    """
    rated: dict[str, float] = {}
    for one in accept.split(","):
        tag, _, parameter = one.strip().lower().partition(";")
        rated.setdefault(tag.partition("-")[0].strip(), _quality(parameter))
    return "ja" if rated.get("ja", 0.0) > rated.get("en", rated.get("*", 0.0) / 2) else "en"


def title_of(code: str, language: Language) -> str:
    """What a problem is called."""
    return str(_code(code)[language]["title"])


def detail_of(code: str, language: Language, told: str) -> str:
    """What it says: in English what was told; in Japanese its meaning, and what was told if that is more."""
    if language == "en":
        return told
    meaning = str(_code(code)["ja"]["detail"])
    return meaning if told == _code(code)["en"]["detail"] else f"{meaning}({told})"


def reason_of(kind: str, context: Mapping[str, object], pattern: str, language: Language) -> str:
    """What is wrong with a parameter; `pattern`: the name of the one that it does not fit."""
    words, reasons = cast("_Texts", catalogue()["patterns"]), cast("_Texts", catalogue()["reasons"])
    if language == "ja" and "expected" in context:
        context = {**context, "expected": str(context["expected"]).replace(" or ", "、").replace(", ", "、")}
    told = {**context, "pattern": words.get(pattern, words["other"])[language]}
    return reasons.get(kind, reasons["other"])[language].format_map(told)


@cache
def catalogue() -> Words:
    """Codes, reasons and patterns, each in both languages."""
    return cast("Words", yaml.safe_load((files("app.api") / "problems.yaml").read_text("utf-8")))


def _code(code: str) -> Mapping[str, Mapping[str, str]]:
    codes = cast("Mapping[str, Mapping[str, Mapping[str, str]]]", catalogue()["codes"])
    return codes.get(code, codes["error"])


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0

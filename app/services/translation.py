"""What rules and readers say in English → the same in the reader's language.

    translated("same count 3,996,789", "ja")   →  「件数が同じ(3,996,789)」
    translated("同社の発表と県警の発表", "ja")    →  as it is: a document, or a person, said so

Reasons, conflicts, remarks and remedies are kept as the rules say them, in one language, so that the record does not
depend on who asked for it. `translation.ja.yaml` holds them as templates; what no template fits is told as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

import yaml

from app.export.report.sheet import Language
from app.services.report.phrases import Phrases

__all__ = ["templates", "translated"]

_GAP = re.compile(r"\{(?P<name>[a-z]+)(?::(?P<group>[a-z]+))?\}")
_LINKED = "; "  # several reasons, one after the other


@dataclass(frozen=True, slots=True)
class _Template:
    shape: re.Pattern[str]
    groups: Mapping[str, str | None]
    told: str

    def fill(self, text: str, language: Language) -> str | None:
        """The sentence in the other language; None if the text is another one."""
        found = self.shape.fullmatch(text)
        if found is None:
            return None
        words = {name: self._word(name, value, language) for name, value in found.groupdict().items()}
        return _GAP.sub(lambda gap: words[gap["name"]], self.told)

    def _word(self, name: str, value: str, language: Language) -> str:
        group = self.groups[name]
        return value if group is None else Phrases.of(language).word(group, value.replace(" ", "_"))


@lru_cache(maxsize=4096)
def translated(text: str, language: Language) -> str:
    """The text in that language; as it stands where it is no sentence of a rule."""
    if language == "en":
        return text
    whole = _whole(text, language)
    if whole is not None or _LINKED not in text:
        return text if whole is None else whole
    parts = [_whole(part, language) for part in text.split(_LINKED)]
    return text if None in parts else "。".join(filter(None, parts))


@cache
def templates() -> Mapping[str, str]:
    """English → Japanese, as the catalogue has them."""
    text = (files("app.services") / "translation.ja.yaml").read_text("utf-8")
    return cast("Mapping[str, str]", yaml.safe_load(text))


def _whole(text: str, language: Language) -> str | None:
    plain, shaped = _compiled()
    if text in plain:
        return plain[text]
    return next((told for one in shaped if (told := one.fill(text, language)) is not None), None)


@cache
def _compiled() -> tuple[Mapping[str, str], Sequence[_Template]]:
    """Those without gaps by their words; the others, those that say most by themselves first."""
    plain = {english: told for english, told in templates().items() if _GAP.search(english) is None}
    shaped = sorted((key for key in templates() if key not in plain), key=lambda key: -len(_GAP.sub("", key)))
    return plain, [_template(key, templates()[key]) for key in shaped]


def _template(english: str, told: str) -> _Template:
    shape, end = "", 0
    for gap in _GAP.finditer(english):
        shape += f"{re.escape(english[end : gap.start()])}(?P<{gap['name']}>.+)"
        end = gap.end()
    groups = {gap["name"]: cast("str | None", gap["group"]) for gap in _GAP.finditer(english)}
    return _Template(re.compile(shape + re.escape(english[end:]), re.DOTALL), groups, told)

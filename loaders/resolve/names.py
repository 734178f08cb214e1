"""Name -> key: two names with one key are the same name, and some names name nobody.

`Abc（株）`, `株式会社ABC` and `ABC社` have the key `abc`; 委託先, 同社 and 取引先社員C are generic, they are never a
reason to join anything. 「情報流出対策本部」 is scoped: the same name means the same body within one incident only.

References:
    Unicode Standard Annex 15 (normalization form KC); the words are in `names.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from loaders.en.roles import role_lexicon
from loaders.lexicons import read_lexicon

__all__ = [
    "is_description",
    "is_generic",
    "is_proper",
    "is_scoped",
    "is_unit_of",
    "normal",
    "person_key",
    "read_names",
    "telling_part",
    "without_brackets",
]

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_SIGNS = re.compile(r"[\s「」『』\"'“”‘’、,。.・\u2010\-–—]+")
_NUMBER = r"(?:約|計|合計|少なくとも)?[0-9一二三四五六七八九十百千万数両]+"
_COUNTED = _NUMBER + r"(?:人組|人|名|者|社|組織|団体|歳代|歳|代|件|カ所|か所)?"
_SINGLE_LETTER = r"(?<![a-z])[a-z](?![a-z])"
_PLACE = r"[^の]{2,4}[都道府県市]内"
_TELLING = 5  # characters before 本部: 捜査, お客様 and 特別調査 say nothing of whose it is
_JOINT = re.compile(r"の|した|する|いる|いた|った|される|された")
_LOWER = re.compile(r"[a-z][a-z'’-]*(?: [a-z0-9'’-]+)*")
_ENGLISH = re.compile(
    r"(?:(?:the|a|an|another|other|some|its|their|his|her|our|former|ex|unnamed|unknown|external|outside|two|three)\s+)*"
    r"(?:company|firm|man|men|woman|women|person|people|employees?|staff|workers?|subcontractors?|contractors?|vendors?"
    r"|third\s+part(?:y|ies)|attackers?|hackers?|police|officials?|spokes(?:person|man|woman)|customers?|users?"
    r"|brokers?|list\s+brokers?|data\s+brokers?|he|she|they|it|we|acquaintances?|friends?|court|regulators?)"
)


@cache
def read_names() -> Mapping[str, Any]:
    """The word lists of `names.yaml`."""
    return cast("Mapping[str, Any]", read_lexicon("loaders.resolve", "names.yaml"))


@cache
def normal(name: str) -> str:
    """Key of an organization's name: NFKC, case folded, without forms, notes in brackets, spaces and marks."""
    text = _without_forms(unicodedata.normalize("NFKC", name).casefold().strip())
    bare = _without_forms(_BRACKETED.sub("", text))  # the form may stand before the note: あさひ商店株式会社(要旨)
    key = _SIGNS.sub("", bare) or _SIGNS.sub("", text)
    return key[:-1] if key.endswith("社") and len(key) > 3 and not key.endswith(("会社", "公社", "新聞社")) else key


@cache
def person_key(name: str) -> str:
    """Key of a person's name: `normal` without titles; the part after a の is the person (ABCの佐藤社長: 佐藤)."""
    key = normal(name)
    for title in sorted(_words("honorifics"), key=len, reverse=True):
        if key.endswith(title) and len(key) > len(title):
            return key.removesuffix(title)
    return key


@cache
def is_generic(name: str) -> bool:
    """True if the name names nobody on its own: nothing but generic words, counts and single letters."""
    text = unicodedata.normalize("NFKC", name).casefold().strip()
    bare = _BRACKETED.sub("", text).strip() or text
    key = _SIGNS.sub("", bare)
    if key in _words("bodies"):
        return False
    if not key or _generic().fullmatch(key) is not None or _ENGLISH.fullmatch(bare) is not None:
        return True
    return _describes(unicodedata.normalize("NFKC", name).strip())


def _describes(name: str) -> bool:
    """True for English words without a capital (debt collector, prosecutors): a noun for somebody, no name."""
    return _LOWER.fullmatch(name) is not None and (" " in name or name in role_lexicon().by_noun)


@cache
def is_scoped(name: str) -> bool:
    """True if the name is that of a part of some organization, which every organization may have."""
    key = normal(name)
    return key not in _words("bodies") and key.endswith(tuple(_words("scoped_endings")))


def telling_part(name: str) -> str | None:
    """The key of a part's name that says what it is for (個人情報流出対策本部); None for 対策本部 and the like."""
    key = normal(name)
    endings = [ending for ending in _words("scoped_endings") if key.endswith(ending)] if is_scoped(name) else []
    return key if endings and len(key) - max(map(len, endings)) >= _TELLING else None


def is_proper(name: str) -> bool:
    """True if the same name in two documents means the same body."""
    return len(normal(name)) > 1 and not is_generic(name) and not is_scoped(name) and not is_description(name)


def is_description(name: str) -> bool:
    """True for a phrase that tells which one is meant (あさひ商店の委託先, 開発を委託していた会社): no name."""
    text = _BRACKETED.sub("", unicodedata.normalize("NFKC", name))
    tails = [text[found.end() :] for found in _JOINT.finditer(text)]
    return "を" in text or any(tail and is_generic(tail) for tail in tails)


def is_unit_of(label: str, owner: str) -> bool:
    """True if the key `label` is the key `owner` with the name of a part behind it (横浜市水道局, 横浜市)."""
    return label.startswith(owner) and label != owner and label.endswith(tuple(_words("unit_endings")))


def without_brackets(name: str) -> str:
    """The name in NFKC, without notes in brackets and the spaces around it."""
    return _BRACKETED.sub("", unicodedata.normalize("NFKC", name)).strip()


def _words(section: str) -> Sequence[str]:
    found = read_names()[section]
    return found.split() if isinstance(found, str) else cast("Sequence[str]", found)


@cache
def _generic() -> re.Pattern[str]:
    words = sorted(_words("generic_words"), key=len, reverse=True)
    parts = (*map(re.escape, words), _PLACE, "[のでとやか]", _COUNTED, _SINGLE_LETTER)
    return re.compile(f"(?:{'|'.join(parts)})+")


def _without_forms(text: str) -> str:
    forms = sorted(_words("corporate_forms"), key=len, reverse=True)
    for form in forms:
        if text.startswith(form) and len(text) > len(form) and not form.isascii():
            text = text.removeprefix(form)
        if text.endswith(form) and len(text) > len(form) and (not form.isalpha() or _ends_word(text, form)):
            text = text.removesuffix(form)
    return text.strip()


def _ends_word(text: str, form: str) -> bool:
    """A Latin form is a word of its own (`Acme Inc`, not `Zinc`)."""
    before = text[-len(form) - 1]
    return not form.isascii() or not (before.isascii() and before.isalnum())

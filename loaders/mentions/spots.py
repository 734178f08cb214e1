"""A line of text to the spans that may denote actors, with what their form tells. No memory of other lines.

「NTTネクシアの元派遣社員が、知人Dに渡した」 has three spots: the name NTTネクシア, the role noun 元派遣社員, and the
role noun 知人 with the letter D. Which of them are the same actor is decided over the whole document (`actors`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.vocabulary import ActorKind
from loaders.ja.tokens import Morph
from loaders.mentions.heads import anaphor, headed, leading_body, named_by_title
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.names import bare_word, hiragana_names, leading_name, lettered_bodies, with_legal_form
from loaders.mentions.nouns import morphs_of, noun_runs
from loaders.mentions.persons import aged, lettered, person_in, whole_surname
from loaders.mentions.phrases import join_phrases
from loaders.mentions.quoted import bracketed
from loaders.mentions.spot import Form, Spot

__all__ = ["find_spots", "known_names"]

_JAPANESE = re.compile(r"[ぁ-んァ-ヺ一-鿿]")
_LONGEST_LATIN = 5  # words; a longer line without Japanese is a sentence in another language
_ADDRESS = re.compile(r"[(=](?:(?:本店|本社|所在地|住所|拠点|本拠)[::、]?)?$")
_WHERE = re.compile(r"内(?:[のでにへをか、]|在住)|(?:在住|出身|生まれ|周辺|近郊|中心部)")
_PLACES = frozenset("市区町村県府都")


def find_spots(text: str, names: Sequence[tuple[int, int]] = ()) -> tuple[Spot, ...]:
    """Spots of one line, by place; they may nest (a name inside a longer compound) but not cross.

    `names`: spans that are known to be names of organizations, whatever they look like.
    """
    if not _JAPANESE.search(text) and len(text.split()) > _LONGEST_LATIN:
        return ()
    morphs = morphs_of(text)
    fixed = [_given(text, start, end) for start, end in names]
    fixed += [
        s
        for s in [*with_legal_form(text, morphs), *bracketed(text), *hiragana_names(text), *lettered_bodies(text)]
        if not _crosses(s, fixed)
    ]
    runs = noun_runs(morphs, [(s.start, s.end) for s in fixed])
    spots = [*fixed, *(spot for run in runs for spot in _in_run(run) if not _is_address(text, spot))]
    spots += lettered(text, spots) + aged(text, morphs)
    spots = [whole_surname(text, s) for s in spots]
    return join_phrases(text, _without_doubles(spots))


def _given(text: str, start: int, end: int) -> Spot:
    """A name that others found, with its class where its head tells one (甲府市: public_body)."""
    name = text[start:end]
    found = actor_lexicon().head_of(name)
    if found is None or not found[1].is_named:
        return Spot(start, end, Form.NAME, name, ActorKind.ORGANIZATION)
    noun, head = found
    return Spot(start, end, Form.NAME, name, head.kind, head.roles, noun, head.id)


def known_names(text: str, names: Sequence[str], spots: Sequence[Spot]) -> list[tuple[int, int]]:
    """Where a line has a name that the document proves elsewhere, and no spot yet: whole words only, longest first."""
    present = [name for name in names if name in text]
    if not present:
        return []
    morphs = morphs_of(text)
    starts, ends = {m.start for m in morphs}, {m.end for m in morphs}
    found: list[tuple[int, int]] = []
    for name in sorted(present, key=len, reverse=True):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            taken = [(s.start, s.end) for s in spots if s.form is Form.NAME or s.owner_end]
            crossing = [(a, b) for a, b in taken if a < end and start < b]
            is_part = all(start <= a and b <= end and b - a < end - start for a, b in crossing)
            is_free = is_part and not any(a < end and start < b for a, b in found)
            if is_free and start in starts and end in ends and not _goes_on(morphs, start, end):
                found.append((start, end))
            start = text.find(name, end)
    return found


def _goes_on(morphs: Sequence[Morph], start: int, end: int) -> bool:
    """True if a word before or behind makes it another name (ドコモショップ)."""
    before = next((m for m in morphs if m.end == start), None)
    behind = next((m for m in morphs if m.start == end), None)
    return (before is not None and (before.is_proper or before.is_oov)) or (
        behind is not None
        and (behind.is_proper or behind.is_oov or behind.text in {"グループ", "ホールディングス", "HD"})
    )


def _in_run(run: list[Morph]) -> list[Spot]:
    """Spots of one run of nouns: anaphor or name in front, role noun or named head at its end."""
    if (at := _and_others(run)) and (rest := _in_run(run[at + 1 :])):
        return [*_in_run(run[:at]), *rest]
    if spots := anaphor(run):
        return spots
    if found := person_in(run):
        cut, person = found
        return [*(_in_run(run[:cut]) if cut else []), person]
    if spots := named_by_title(run):
        return spots
    if cut := _role_in_front(run):
        rest = _in_run(run[cut:])
        if rest and rest[0].form is Form.NAME:
            return [*(role for role in headed(run[:cut]) if role.roles), *rest]
    whole = headed(run)
    name = leading_name(run) or leading_body(run)
    if name is None:
        return whole or bare_word(run)
    if not whole:
        return [name]
    head = whole[0]
    if head.form is Form.NAME or name.end >= head.end:
        return whole if head.end >= name.end else [name]
    phrase = head.phrase[name.end - head.start :] or head.head
    return [name, replace(head, owner_end=0, start=name.end, phrase=phrase)]


def _role_in_front(run: list[Morph]) -> int:
    """How many words are a role noun right before a name (親会社|スズカケ商会), 0 if none are."""
    heads, front = actor_lexicon().heads, ""
    for n, morph in enumerate(run[:-1], 1):
        front += morph.text
        head = heads.get(front)
        if head and not head.is_named and head.kind is ActorKind.ORGANIZATION and len(front) > 1:
            return n
    return 0


def _and_others(run: list[Morph]) -> int:
    """Where ほか stands in 「丙氏ほか個人事業者5名」, 0 if nowhere."""
    return next((n for n, m in enumerate(run[:-1]) if n and m.text in {"ほか", "他"}), 0) if len(run) > 2 else 0


def _is_address(text: str, spot: Spot) -> bool:
    """A place in brackets, between = signs or before 内 says where somebody sits, lives or did it (「X」(大阪市))."""
    is_place = spot.head in _PLACES and spot.form is Form.NAME
    return is_place and (_ADDRESS.search(text, 0, spot.start) or _WHERE.match(text, spot.end)) is not None


def _crosses(spot: Spot, others: Sequence[Spot]) -> bool:
    return any(spot.start < o.end and o.start < spot.end for o in others)


def _without_doubles(spots: list[Spot]) -> list[Spot]:
    """One spot a span; of two that cross, the longer."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (s.start - s.end, s.start, not s.is_sure)):
        if all(spot.end <= k.start or k.end <= spot.start or _may_nest(k, spot) for k in kept):
            kept.append(spot)
    return kept


def _may_nest(outer: Spot, inner: Spot) -> bool:
    """A span inside a longer one is kept only as its owner (同社 in 同社社員)."""
    is_inside = outer.start <= inner.start and inner.end <= outer.end
    return is_inside and outer.owner_end == inner.end and inner.start == outer.start and inner.end != outer.end

"""A line of text to the spans that may denote actors, with what their form tells. No memory of other lines.

「NTTネクシアの元派遣社員が、知人Dに渡した」 has three spots: the name NTTネクシア, the role noun 元派遣社員, and the role
noun 知人 with the letter D. Which of them are the same actor is decided over the whole document (`actors`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.vocabulary import ActorKind, Role
from loaders.ja.tokens import Morph, tokenize
from loaders.mentions.lexicon import Head, actor_lexicon

__all__ = ["Form", "Spot", "find_spots"]


class Form(StrEnum):
    """How a span denotes its actor."""

    NAME = "name"
    ROLE = "role"
    LETTER = "letter"
    ANAPHOR = "anaphor"
    COLLECTIVE = "collective"


@dataclass(frozen=True, slots=True)
class Spot:
    """A span `[start, end)` of one line. `phrase` is what identifies it: the name, or the role noun without letter.

    `is_sure` is False for a capitalised or katakana word that only its use can prove a name. `owner_end` is where a
    leading owner inside the phrase ends (同社社員: 2), 0 without one. `is_inside`: only part of a longer compound.
    `is_common`: a katakana word that the dictionary has as a common noun; a name only where its use proves it.
    """

    start: int
    end: int
    form: Form
    phrase: str
    kind: ActorKind = ActorKind.UNKNOWN
    roles: tuple[Role, ...] = ()
    head: str = ""
    head_class: str = ""
    letter: str = ""
    size: int | None = None
    is_sure: bool = True
    is_inside: bool = False
    is_common: bool = False
    owner_end: int = 0


LEGAL = ("株式会社", "有限会社", "合同会社", "(株)", "(有)", "社団法人", "財団法人", "独立行政法人", "学校法人", "医療法人", "生活協同組合")
_LATIN_OR_KATAKANA = re.compile(r"[ァ-ヺーA-Za-z0-9&!.・ ]+")
_LETTER = re.compile(r"[A-HJ-Z甲乙丙丁]")
_LETTER_ALONE = re.compile(r"(?<![A-Za-z0-9ァ-ヺー\-])([A-HJ-Z]|[甲乙丙丁])(?=(氏|さん|容疑者|被告|社|、[A-HJ-Z](?![A-Za-z])|[はがにをのへともらで、]|から|より|等|\())")
_BRACKETED = re.compile(r"(会社|企業|大手|チェーン|業者|代理店|法人|事業者|店|運営する|社団|組合)「([^「」]{2,24})」")
_DEFINED = re.compile(r"(?:以下|略称)[、,]?「([^「」]{1,20})」")
_SIZE = re.compile(r"(\d+|[一二三四五六七八九十])(人|名|社|組織)")
_TAIL = re.compile(r"(側|ら|等|たち|達|本社|東京本社|支社|受付|本部|社内|自身|など|宛)+")
_HONORIFICS = ("容疑者", "被告", "氏", "さん", "様", "社長", "会長", "副社長", "警部補", "巡査部長", "部長", "課長", "室長", "専務", "市長", "知事", "元社員")
_DATE_WORD = re.compile(r"\d+(年|月|日|時|分|/)")


def find_spots(text: str) -> tuple[Spot, ...]:
    """Spots of one line, by place; they may nest (a name inside a longer compound) but not cross."""
    morphs = tokenize(text)
    spots = [spot for run in _runs(morphs) for spot in _in_run(run) if not _is_address(text, spot)]
    spots += _bracketed(text) + _letters(text, spots) + _aged(text, morphs)
    return tuple(_joined_bodies(text, sorted(_without_doubles(spots), key=lambda s: (s.start, -s.end))))


def _joined_bodies(text: str, spots: list[Spot]) -> list[Spot]:
    """「自治体や企業」 is one group."""
    found: list[Spot] = []
    for spot in spots:
        last = found[-1] if found else None
        if last and last.head_class == spot.head_class == "bodies" and text[last.end : spot.start] in {"や", "と", "・", "、"}:
            found[-1] = replace(last, end=spot.end, phrase=text[last.start : spot.end])
        else:
            found.append(spot)
    return found


# ------------------------------------------------------------ runs of nouns


def _runs(morphs: Sequence[Morph]) -> Iterator[list[Morph]]:
    """Maximal sequences of nouns, cut before and after dates and at words that no name begins with."""
    run: list[Morph] = []
    for n, morph in enumerate(morphs):
        joins = run and morph.text in {"・", "&", "＆", " ", "!"} and n + 1 < len(morphs) and _is_foreign(run[-1].text)
        if (_is_noun(morph) and not _DATE_WORD.match(morph.text)) or (joins and _is_foreign(morphs[n + 1].text)):
            run.append(morph)
            continue
        if run:
            yield from _cut(run)
        run = []
    if run:
        yield from _cut(run)


def _cut(run: list[Morph]) -> Iterator[list[Morph]]:
    """A run without leading words that belong to no name (今回, 当時, 一部 …)."""
    stops, collectives = actor_lexicon().left_stops, actor_lexicon().collectives
    while run and (
        run[0].text in stops
        or (run[0].pos[2] == "副詞可能" and len(run[0].text) <= 3 and "".join(m.text for m in run) not in collectives)
    ):
        run = run[1:]
    if run:
        yield run


def _is_noun(morph: Morph) -> bool:
    return morph.pos[0] in {"名詞", "接頭辞", "接尾辞", "代名詞", "記号"}


def _is_foreign(text: str) -> bool:
    return bool(_LATIN_OR_KATAKANA.fullmatch(text))


# ------------------------------------------------------------ one run


def _in_run(run: list[Morph]) -> list[Spot]:
    """Spots of one run of nouns: anaphor or name in front, role noun or named head at its end."""
    lexicon = actor_lexicon()
    if run[0].text in lexicon.anaphors or run[0].text + "".join(m.text for m in run[1:2]) in lexicon.anaphors:
        return _anaphor(run)
    if person := _person(run):
        return person
    whole = _headed(run)
    name = _leading_name(run) or _leading_body(run)
    if name is None:
        return whole or _common_katakana(run)
    if not whole:
        return [name]
    head = whole[0]
    if head.form is Form.NAME or name.end >= head.end:
        return whole if head.end >= name.end else [name]
    role = replace(head, owner_end=0, start=name.end, phrase=head.phrase[name.end - head.start :] or head.head)
    return [name, role]


def _anaphor(run: list[Morph]) -> list[Spot]:
    """同社, 弊社 …, alone or before a role noun (同社社員48人)."""
    lexicon = actor_lexicon()
    taken = 1 if run[0].text in lexicon.anaphors else 2
    word = "".join(m.text for m in run[:taken])
    spot = Spot(run[0].start, run[taken - 1].end, Form.ANAPHOR, word, ActorKind.ORGANIZATION, head=lexicon.anaphors[word])
    rest = [s for s in _headed(run[taken:]) if s.form is Form.ROLE] if run[taken:] else []
    return [spot, *(replace(s, start=run[0].start, owner_end=spot.end) for s in rest)]


def _headed(run: list[Morph]) -> list[Spot]:
    """The phrase that ends in a head noun, with its letter, number or tail (社員C, 男2人, 容疑者ら)."""
    text = "".join(m.text for m in run)
    base = run[0].start
    bounds = [m.end - base for m in run]
    if text in actor_lexicon().collectives:
        return [Spot(base, base + len(text), Form.COLLECTIVE, text, ActorKind.GROUP, head=actor_lexicon().collectives[text])]
    for end in reversed(bounds):
        found = actor_lexicon().head_of(text[:end])
        if not found:
            continue
        noun, head = found
        starts = {0, *bounds}
        if end - len(noun) not in starts and not (head.is_named and end in bounds):
            continue
        if spot := _spot_of(text, base, end, noun, head, run):
            return [spot]
    return []


def _spot_of(text: str, base: int, end: int, noun: str, head: Head, run: list[Morph]) -> Spot | None:
    """A spot for a phrase that ends in `noun` at `end`; None if what follows makes it another thing (社員教育)."""
    rest = text[end:]
    letter, size = "", None
    if match := _LETTER.match(rest):
        letter, rest, end = match[0], rest[1:], end + 1
    if match := _SIZE.match(rest):
        size, rest, end = _number(match[1]), rest[match.end() :], end + match.end()
    plural = rest[:1] == "ら"
    if match := _TAIL.match(rest):
        rest = rest[match.end() :]
        end += match.end() if plural else 0
    if rest and not (head.is_named and re.fullmatch(r".*(課|部|室|署|支部|支店|係|班|局|庁舎)", rest)):
        return None
    if head.is_named:
        first = _name_start(run, end)
        base, text, end, run = base + first, text[first:], end - first, [m for m in run if m.start - run[0].start >= first]
        if head.id == "company_name" and not _has_name(run, end - len(noun)):
            return None
        if len(noun) == end and head.id in {"public_body", "company_name", "press"}:
            return None
        if len(noun) == 1 and not _is_place(run, end):
            return None
        return Spot(base, base + end, Form.NAME, text[:end], head.kind, head.roles, noun, head.id)
    kind = ActorKind.GROUP if (size and size > 1) or plural else head.kind
    return Spot(base, base + end, Form.ROLE, text[: end - len(letter)], kind, head.roles, noun, head.id, letter, size)


def _name_start(run: list[Morph], end: int) -> int:
    """Where a name begins behind deverbal nouns that only stand before it (「流出大阪府」「疑い丸三証券」)."""
    base = run[0].start
    inside = [m for m in run if m.start - base < end]
    for n, morph in enumerate(inside):
        if morph.is_proper or morph.is_oov or _is_foreign(morph.text):
            before = inside[:n]
            loose = all(m.pos[2] in {"サ変可能", "副詞可能"} or m.text in _LOOSE for m in before)
            return morph.start - base if before and loose else 0
    return 0


_LOOSE = frozenset({"疑い", "容疑", "問題", "事件", "事案", "件", "大手", "外食", "電子", "機器", "会社", "運営", "同", "元", "社長"})


def _has_name(run: list[Morph], end: int) -> bool:
    """True if what stands before the word for a trade is a name, not a description (減免自動車)."""
    inside = [m for m in run if m.start - run[0].start < end]
    return any(m.is_proper or m.is_oov or _is_foreign(m.text) for m in inside) and not any(c.isdigit() for m in inside for c in m.text)


def _is_place(run: list[Morph], end: int) -> bool:
    """True if the phrase up to `end` is built on a place name (豊田市, 足立区): single-letter heads need one."""
    return any(m.is_proper and m.pos[2] == "地名" for m in run if m.start - run[0].start < end)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else "一二三四五六七八九十".index(text) + 1


def _person(run: list[Morph]) -> list[Spot] | None:
    """A personal name with a title (山本太一容疑者), with what stands before it left to the others."""
    for n, morph in enumerate(run):
        if morph.pos[2] != "人名":
            continue
        last = n
        while last + 1 < len(run) and run[last + 1].pos[2] == "人名":
            last += 1
        if last + 1 < len(run) and run[last + 1].text in _HONORIFICS:
            title = run[last + 1]
            name = "".join(m.text for m in run[n : last + 1])
            spot = Spot(morph.start, title.end, Form.NAME, name, ActorKind.PERSON, head=title.text, head_class="person_name")
            return [*(_in_run(run[:n]) if n else []), spot]
        return None
    return None


def _leading_name(run: list[Morph]) -> Spot | None:
    """A name at the front of a run: proper nouns, and katakana or latin words that go on with them."""
    last, proven = -1, False
    for n, morph in enumerate(run):
        if morph.text in actor_lexicon().never_names:
            break
        foreign = _is_foreign(morph.text) and not morph.text.isdigit()
        proper = morph.is_proper and morph.pos[2] not in {"人名", "地名"}
        if not (foreign or proper or (n == 0 and morph.is_proper and len(run) > 1 and _is_foreign(run[1].text))):
            break
        last, proven = n, proven or proper or (morph.is_oov and foreign)
    if last < 0 or not proven:
        return None
    text = "".join(m.text for m in run[: last + 1]).strip()
    if text in actor_lexicon().never_names or len(text) < 2:
        return None
    rest = "".join(m.text for m in run[last + 1 :])
    sure = rest.startswith(LEGAL) or text.startswith(LEGAL) or bool(re.match(r"社(?!会|員教)|側|本社|社長", rest))
    end = run[last].end
    if rest.startswith(LEGAL):
        end += next(len(form) for form in LEGAL if rest.startswith(form))
    elif rest == "社":
        end += 1
    inside = bool(rest) and not sure and _TAIL.fullmatch(rest) is None and actor_lexicon().head_of(rest) is None
    return Spot(run[0].start, end, Form.NAME, text, ActorKind.ORGANIZATION, is_sure=sure, is_inside=inside)


def _common_katakana(run: list[Morph]) -> list[Spot]:
    """A katakana word alone: many companies bear one that dictionaries know otherwise."""
    text = run[0].text
    if len(run) > 1 or len(text) < 3 or text in actor_lexicon().never_names or not re.fullmatch(r"[ァ-ヺー]+", text):
        return []
    return [Spot(run[0].start, run[0].end, Form.NAME, text, ActorKind.ORGANIZATION, is_sure=False, is_common=True)]


def _leading_body(run: list[Morph]) -> Spot | None:
    """A named body at the front of a longer run (府警警部補, 豊岡市職員)."""
    for n in range(1, len(run)):
        front = "".join(m.text for m in run[:n])
        found = actor_lexicon().head_of(front)
        if found and found[1].is_named and len(front) > 1 and (spot := _spot_of(front, run[0].start, len(front), *found, run[:n])):
            return spot
    return None


# ------------------------------------------------------------ forms that need the text itself


def _bracketed(text: str) -> list[Spot]:
    """会社「X」: what stands in the brackets is a name."""
    return [
        Spot(m.start(2), m.end(2), Form.NAME, m[2], ActorKind.ORGANIZATION)
        for m in _BRACKETED.finditer(text)
        if not actor_lexicon().head_of(m[2]) or len(m[2]) > 3
    ]


def _aged(text: str, morphs: Sequence[Morph]) -> list[Spot]:
    """山本太一(43): a personal name with an age."""
    found: list[Spot] = []
    for n, morph in enumerate(morphs):
        if morph.pos[2] == "人名" and re.match(r"\(\d{2}[歳)]", text[morph.end :]):
            first = n
            while first and morphs[first - 1].pos[2] == "人名":
                first -= 1
            start = morphs[first].start
            found.append(Spot(start, morph.end, Form.NAME, text[start : morph.end], ActorKind.PERSON, head_class="person_name"))
    return found


def _is_address(text: str, spot: Spot) -> bool:
    """A place in brackets or between = signs says where somebody sits or lives (「X」(大阪市))."""
    return spot.head in set("市区町村県府都") and text[max(0, spot.start - 1) : spot.start] in {"(", "="}


def _letters(text: str, spots: list[Spot]) -> list[Spot]:
    """Actors that are letters: Aは, B氏, 甲社, A、B."""
    found: list[Spot] = []
    for m in _LETTER_ALONE.finditer(text):
        if any(s.start <= m.start() < s.end for s in spots):
            continue
        is_company = m[2] == "社" or m[1] in "甲乙丙丁"
        tail = len(m[2]) if m[2] in {"氏", "さん", "容疑者", "被告", "社"} else 0
        kind = ActorKind.ORGANIZATION if is_company else ActorKind.PERSON
        found.append(Spot(m.start(), m.end(1) + tail, Form.LETTER, m[1], kind, letter=m[1]))
    return found


def _without_doubles(spots: list[Spot]) -> list[Spot]:
    """One spot a span; of two that cross, the longer."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (s.start - s.end, s.start, not s.is_sure)):
        if all(
            spot.end <= k.start or k.end <= spot.start or (k.start <= spot.start and spot.end <= k.end and _may_nest(k, spot))
            for k in kept
        ):
            kept.append(spot)
    return kept


def _may_nest(outer: Spot, inner: Spot) -> bool:
    """A span inside a longer one is kept only as its owner (同社 in 同社社員)."""
    return outer.owner_end == inner.end and inner.start == outer.start and (inner.start, inner.end) != (outer.start, outer.end)

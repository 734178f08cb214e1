"""A run of nouns -> the phrase that its head noun makes: a role noun (元派遣社員, 社員C, 男2人) or a name (青森県警).

A Japanese noun phrase ends in its head: 「貴金属販売業者」 is found by 業者, or by the longer 販売業者, which wins.
What follows the head decides: 社員 in 社員教育 denotes nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.domain.vocabulary import ActorKind
from loaders.ja.tokens import Morph
from loaders.mentions.lexicon import Head, actor_lexicon
from loaders.mentions.nouns import is_foreign, text_of
from loaders.mentions.spot import Form, Spot
from loaders.mentions.trade_names import COMPANIES, Proof, proof_of

__all__ = ["anaphor", "headed", "leading_body", "named_by_title", "number_of"]

_LETTER = re.compile(r"[A-HJ-Z甲乙丙丁](?![A-Za-z])")
_SIZE = re.compile(r"(?:計|約)?(\d+|[一二三四五六七八九十])(人|名|社|組織)")
_COMPANIES = re.compile(r"(?:計|約|延べ)?(\d{2,3})社")
_AND_OTHERS = re.compile(r"ら(?:約|計|延べ)?(?:(\d{1,4}|[一二三四五六七八九十])|数|十数|数十)(?:人|名)")
_TAIL = re.compile(r"(側|ら|等|たち|達|本社|東京本社|支社|受付|本部|社内|自身|など|宛)+")
_UNIT = re.compile(r".*(課|部|室|署|支部|支店|係|班|局|庁舎|本店|支社|工場|営業所)")
_OWN_KIND = frozenset({"public_body", "press", *COMPANIES})
_SMALL_PLACES = frozenset("署町村")
_PLACE_HEADS = re.compile(r"(?:.*[都道府県])?(.+[市区町村])(長)")
_OWNER_BEFORE_TITLE = re.compile(r"(?=.*[ぁ-んァ-ヺA-Za-z]).{3,}")
_PLACES = frozenset({"地名", "人名"})
_TOWNS = frozenset("市区町村県署")
_WITH_BRANCHES = frozenset({"police", "court"})
_BRANCH = re.compile(r"[一-鿿ァ-ヺー]{2,5}支部")  # 地検松江支部 is a body of its own
_QUARTERS = frozenset("中東西南北港")  # 中署, the police of the middle of a city
_TOWN_FRONT = re.compile(r"[一-鿿々ヶケノツ]{2,4}")
_COMPOUND = re.compile(r"[一-鿿]{2}$|[ァ-ヺー]{3}$")
_FORMER = frozenset("元前現")
_FOREMOST = re.compile(r"(代表取締役|取締役|代表|副|前|元|新|両|同|現|各)+")


def anaphor(run: list[Morph]) -> list[Spot]:
    """同社, 弊社 …, alone or before a role noun (同社社員48人); nothing if the run begins with no such word."""
    known = actor_lexicon().anaphors
    if run[0].text == "同" and len(run) > 1 and text_of(run) not in known and text_of(run[:2]) not in known:
        word = text_of(run).removesuffix("ら")
        return [Spot(run[0].start, run[-1].end, Form.ANAPHOR, word, ActorKind.UNKNOWN, head="same")]
    taken = next((n for n in (2, 1) if text_of(run[:n]) in known and len(run) >= n), 0)
    if not taken:
        return []
    word = text_of(run[:taken])
    spot = Spot(run[0].start, run[taken - 1].end, Form.ANAPHOR, word, ActorKind.ORGANIZATION, head=known[word])
    rest = [s for s in headed(run[taken:]) if s.form is Form.ROLE] if run[taken:] else []
    if spot.head == "bare" and run[taken:] and not rest and not _TAIL.fullmatch(text_of(run[taken:])):
        return []
    return [spot, *(replace(s, start=run[0].start, owner_end=spot.end) for s in rest)]


def headed(run: list[Morph]) -> list[Spot]:
    """The phrase that ends in a head noun, with its letter, number or tail (社員C, 男2人, 容疑者ら)."""
    text = text_of(run)
    base = run[0].start
    bounds = [m.end - base for m in run]
    lexicon = actor_lexicon()
    if text in lexicon.collectives:
        kind = lexicon.collectives[text]
        return [Spot(base, base + len(text), Form.COLLECTIVE, text, ActorKind.GROUP, head=kind)]
    if m := _COMPANIES.fullmatch(text):
        kind = ActorKind.GROUP
        return [Spot(base, base + len(text), Form.COLLECTIVE, text, kind, head="companies", size=int(m[1]))]
    starts = {0, *bounds}
    for end in reversed(bounds):
        for noun, head in _heads_at(run, text[:end]):
            begins = head.is_named or _begins(text, end - len(noun), starts) or _ends_compound(text, end, noun)
            if begins and (spot := _phrase(run, end, noun, head)):
                return [spot]
    return []


def _heads_at(run: list[Morph], text: str) -> Iterator[tuple[str, Head]]:
    """The listed head noun that a beginning of the run ends in; else, or where that makes no name (時計店), a trade."""
    found = actor_lexicon().head_of(text)
    if found:
        yield found
    if (not found or found[1].is_named) and (trade := _trade(run, text)):
        yield trade


def _trade(run: list[Morph], text: str) -> tuple[str, Head] | None:
    """「保守員」「釣具店」: whoever has such a trade, whether or not the list has the word."""
    found = actor_lexicon().trade_of(text)
    if found is None:
        return None
    end, trade = found
    inside = [m for m in run if m.end - run[0].start <= len(text)]
    first = next((m for m in reversed(inside) if text_of(run)[m.start - run[0].start : len(text)] != end), inside[0])
    if trade.is_local and (first.is_proper or first.pos[2] in _PLACES):
        return None
    return text[first.start - run[0].start :], trade.head


def _begins(text: str, at: int, starts: set[int]) -> bool:
    """True if a word begins there: also behind 元 and the like, which the dictionary joins to it (元職|員)."""
    return at in starts or (at - 1 in starts and text[at - 1 : at] in _FORMER)


def _ends_compound(text: str, end: int, noun: str) -> bool:
    """「営業課長」 is one word of the dictionary and a 課長 all the same; 「少女」 is no 女."""
    return len(noun) > 1 and _COMPOUND.search(text, 0, end - len(noun)) is not None


def leading_body(run: list[Morph]) -> Spot | None:
    """A named body at the front of a longer run (府警警部補, 豊岡市職員)."""
    if (whole := text_of(run))[:1] in _FORMER and whole[1:] in actor_lexicon().heads:
        return None
    for n in range(1, len(run)):
        front = text_of(run[:n])
        found = actor_lexicon().head_of(front)
        if found and found[1].is_named and len(front) > 1 and (spot := _phrase(run[:n], len(front), *found)):
            return None if spot.is_common else spot
    return None


def named_by_title(run: list[Morph]) -> list[Spot]:
    """「はま路社長」「甲府市長」: the company or town before the title of its head, and that person."""
    text, base = text_of(run), run[0].start
    if (m := _PLACE_HEADS.fullmatch(text)) and any(x.pos[2] == "地名" for x in run):
        cut, noun, kind = m.end(1), m[1][-1] + "長", "public_body"
    elif (found := actor_lexicon().head_of(text)) and found[1].id == "management":
        noun, cut, kind = found[0], len(text) - len(found[0]), ""
        if (
            not _OWNER_BEFORE_TITLE.fullmatch(text[:cut])
            or _is_title(text[:cut])
            or base + cut not in {m.start for m in run}
        ):
            return []
    else:
        return []
    head = actor_lexicon().heads.get(noun)
    if head is None:
        return []
    body = Spot(
        base, base + cut, Form.NAME, text[:cut], ActorKind.ORGANIZATION, head=noun[:1] if kind else "", head_class=kind
    )
    end = base + len(text)
    if kind:
        return [body, Spot(base, end, Form.ROLE, noun, head.kind, head.roles, noun, head.id, owner_end=body.end)]
    return [body, Spot(base + cut, end, Form.ROLE, noun, head.kind, head.roles, noun, head.id)]


def _is_title(text: str) -> bool:
    """「親会社」「代表取締役」 before 社長 name no company."""
    return actor_lexicon().head_of(text) is not None or _FOREMOST.fullmatch(text) is not None


def number_of(text: str) -> int:
    """A number as it stands before 人 (2, 二)."""
    return int(text) if text.isdigit() else "一二三四五六七八九十".index(text) + 1


# ------------------------------------------------------------ one phrase


def _phrase(run: list[Morph], end: int, noun: str, head: Head) -> Spot | None:
    """The spot of a run that has `noun` up to `end`; None if what follows makes it another thing (社員教育)."""
    text = text_of(run)
    letter, size, stop, rest = _behind(text, end)
    if rest and not (head.is_named and _UNIT.fullmatch(rest)):
        return None
    if head.is_named:
        spot = _named(run, end, noun, head)
        is_branch = spot is not None and head.id in _WITH_BRANCHES and _BRANCH.fullmatch(rest) is not None
        return replace(spot, end=run[-1].end, phrase=spot.phrase + rest) if spot and is_branch else spot
    head = _of_person(text[: end - len(noun)], head)
    is_plural = text[end : end + 1] == "ら"
    kind = ActorKind.GROUP if (size and size > 1) or is_plural else head.kind
    base = run[0].start
    return Spot(base, base + stop, Form.ROLE, text[: stop - len(letter)], kind, head.roles, noun, head.id, letter, size)


def _behind(text: str, end: int) -> tuple[str, int | None, int, str]:
    """Letter, number, end of the phrase, and what is left behind the head noun that ends at `end`."""
    letter, size = "", None
    if m := _LETTER.match(text, end):
        letter, end = m[0], m.end()
    if m := _SIZE.match(text, end):
        size, end = number_of(m[1]), m.end()
    is_plural = text[end : end + 1] == "ら"
    if m := _AND_OTHERS.fullmatch(text, end):
        return letter, number_of(m[1]) if m[1] else None, m.end(), ""
    tail = _TAIL.match(text, end)
    rest = text[tail.end() if tail else end :]
    return letter, size, tail.end() if tail and is_plural else end, rest


def _of_person(before: str, head: Head) -> Head:
    """「元社員男性」 is the 元社員: a general word for a person behind a role noun adds nothing."""
    inner = actor_lexicon().head_of(before) if head.id == "suspect" else None
    return inner[1] if inner and inner[1].kind is ActorKind.PERSON else head


def _named(run: list[Morph], end: int, noun: str, head: Head) -> Spot | None:
    """A name made of a head noun and what stands before it; heads like 県警 denote a body alone, 銀行 does not."""
    first = min(_name_start(run, end), end - len(noun))
    inside = [m for m in run if first <= m.start - run[0].start < end]
    name = text_of(run)[first:end]
    before = [m for m in inside if m.end - run[0].start - first <= len(name) - len(noun)]
    if before and all(m.text in actor_lexicon().never_names for m in before):
        return None
    is_common = False
    if head.id in COMPANIES and len(noun) < len(name):
        if (proof := proof_of(inside, len(name) - len(noun), head.id)) is Proof.NONE:
            return None
        is_common = proof is Proof.USE
    if len(noun) == len(name) and head.id in _OWN_KIND and not head.is_standalone:
        return None
    if len(noun) == 1 and head.id not in COMPANIES and not _is_placed(noun, inside):
        if not _may_be_place(name, noun, inside):
            return None
        is_common = head.id != "police"
    base = run[0].start + first
    span = base, base + len(name)
    return Spot(*span, Form.NAME, name, head.kind, head.roles, noun, head.id, is_common=is_common)


def _is_placed(noun: str, inside: list[Morph]) -> bool:
    """True if a place stands before 市 or 署; of small towns the dictionary knows only the family name (織部町)."""
    kinds = {"地名", "人名"} if noun in _SMALL_PLACES else {"地名"}
    return any(m.is_proper and m.pos[2] in kinds for m in inside)


def _may_be_place(name: str, noun: str, inside: list[Morph]) -> bool:
    """True if a town of that name can be: kanji that are no word by themselves (榎木並市; 近隣市 and 都市 are none)."""
    front, last = name.removesuffix(noun), inside[-1]
    is_cut_off = last.text == noun or (last.is_proper and len(inside) > 1)
    is_word = len(inside) == 2 and not inside[0].is_proper and last.text == noun
    is_listed = front in actor_lexicon().no_fronts
    is_quarter = noun == "署" and front in _QUARTERS
    is_town = not is_word and not is_listed and _TOWN_FRONT.fullmatch(front) is not None
    return noun in _TOWNS and is_cut_off and (is_town or is_quarter)


def _name_start(run: list[Morph], end: int) -> int:
    """Where a name begins: behind 元 and the like, which belong to the person (元|青森県警|警部)."""
    is_former = len(run) > 1 and run[0].text in _FORMER and run[0].end - run[0].start < end
    return 1 + _proper_start(run[1:], end - 1) if is_former else _proper_start(run, end)


def _proper_start(run: list[Morph], end: int) -> int:
    """Where a name begins behind deverbal nouns that only stand before it (「流出大阪府」「疑い丸三証券」)."""
    base = run[0].start
    inside = [m for m in run if m.start - base < end]
    for n, morph in enumerate(inside):
        if morph.is_proper or morph.is_oov or is_foreign(morph.text):
            before = inside[:n]
            loose = all(m.pos[2] in {"サ変可能", "副詞可能"} or m.text in actor_lexicon().loose_starts for m in before)
            return morph.start - base if before and loose else 0
    return 0

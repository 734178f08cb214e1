"""Invented readings in any number: many leaks, each told by one to five articles.

    readings = leak_case(1_000)   →  1,000 readings about some 330 leaks; equal for equal arguments

Each leak has a shop of its own, a contractor that others have too, a thief, a broker, a body that investigates (there
are fifty of them) and figures on which the articles do not always agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count as numbers
from itertools import islice
from random import Random

from app.domain.ids import digest
from app.domain.view import Reading
from tests.unit.loaders.resolve.stories import actor, affected, count, dataset, event, incident, person, story, transfer

_FIRST = date(2001, 4, 1)
_THIEVES = ("元社員", "元派遣社員", "業務委託先の社員", "元従業員")
_KINDS = ("通販", "商店", "電機", "生命保険", "学園", "旅行")
_PAPERS = ("甲新聞", "乙新聞", "丙通信", "丁テレビ", "戊タイムズ", "己経済")


def leak_case(documents: int, seed: int = 7) -> list[Reading]:
    """That many readings."""
    rng = Random(seed)
    return list(islice((reading for leak in numbers() for reading in _told_of(rng, leak)), documents))


def _told_of(rng: Random, leak: int) -> Iterator[Reading]:
    """The articles about one leak."""
    shop = f"{_name(leak)}{rng.choice(_KINDS)}"
    contractor = f"{_name(rng.randrange(leak // 5 + 10))}データサービス"
    day = _FIRST + timedelta(days=rng.randrange(8_000))
    records, thief, police = rng.randrange(1_000, 3_000_000), rng.choice(_THIEVES), rng.randrange(50)
    for paper in rng.sample(_PAPERS, rng.randrange(1, 6)):
        said = records if rng.random() < 0.8 else records + rng.randrange(1, 5_000)
        yield story(
            digest("article", str(leak), paper),
            incident("i", f"{shop}の名簿流出"),
            actor("shop", shop, roles=["data_controller"], alias=rng.choice((None, f"株式会社{shop}"))),
            actor("contractor", contractor, roles=["data_processor"]),
            actor("police", f"{_name(police)}県警", roles=["investigator"]),
            person("thief", thief, "insider"),
            person("broker", "名簿業者", "list_broker"),
            dataset("list", "顧客名簿", count(said)),
            dataset("part", "名簿の一部", count(records // 10), derived_from="list"),
            transfer("entrusted", "shop", "contractor", None, dataset="list", lawful=True),
            transfer("theft", "contractor", "thief", str(day)[:7], dataset="list", action="exfiltration", medium="usb"),
            transfer("sale", "thief", "broker", str(day + timedelta(days=20)), dataset="part", action="sale"),
            event("told", "disclosure", str(day + timedelta(days=60)), "shop"),
            event("caught", "arrest", str(day + timedelta(days=90)), "thief"),
            affected("row", "shop", count(said)),
            publisher=paper,
            published=str(day + timedelta(days=60 + rng.randrange(60))),
        )


def _name(number: int) -> str:
    """A name of three or more syllables of its own."""
    syllables = "あいうえおかきくけこさしすせそたちつてとなにぬねの"
    found = ""
    for _ in range(3):
        number, rest = divmod(number, len(syllables))
        found += syllables[rest]
    return found if not number else found + _name(number)

"""Invented cases for tests: texts, the leaktrail/1 objects that tell of them, and stores filled with these."""

from __future__ import annotations

from typing import Any

from app.domain.claim import Claim, Run, local_id
from app.domain.document import Block, BlockKind, Document, Metadata, Passage
from app.domain.errors import UnreadableDocument
from app.domain.ids import digest, document_id
from app.domain.view import Reading
from app.domain.vocabulary import ThingKind

NEWS = (
    "みどり沢通販は2029年4月1日、会員名簿の管理を北浜データに委託した。\n"
    "北浜データの元社員が2030年2月、会員約4万件の名簿をUSBメモリで持ち出した。\n"
    "元社員は2030年3月10日、名簿を東名簿センターに12万円で売った疑いがある。\n"
    "東名簿センターは2030年5月ごろ、名簿を白鳥宝飾に転売したとみられる。\n"
    "元社員が白鳥宝飾に直接渡したことは、県警が否定している。\n"
)
REPORT = "会員名簿は3万8千人分だった。\n名簿は2030年6月1日、東名簿センターから県警が回収した。\n"
TEXTS = {"midorisawa-news": NEWS, "midorisawa-report": REPORT}


def ev(document: str, quote: str) -> dict[str, Any]:
    """Evidence: the first place of `quote` in the text of that name."""
    start = TEXTS[document].index(quote)
    return {"document": document, "start": start, "end": start + len(quote), "quote": quote}


def actor(key: str, label: str, document: str, kind: str = "organization", **more: Any) -> dict[str, Any]:
    return {
        "id": key,
        "label": label,
        "aliases": [],
        "kind": kind,
        "roles": [],
        "incidents": ["i1"],
        "mentions": [ev(document, label)],
        **more,
    }


def transfer(key: str, provider: str | None, recipient: str | None, quote: str, **more: Any) -> dict[str, Any]:
    document = "midorisawa-news" if quote in NEWS else "midorisawa-report"
    return {
        "id": key,
        "incident": "i1",
        "provider": provider,
        "recipient": recipient,
        "dataset": "d1",
        "action": "handover",
        "medium": "unknown",
        "time_earliest": None,
        "time_latest": None,
        "time_text": None,
        "record_count": None,
        "price": None,
        "status": "confirmed",
        "lawful": False,
        "confidence": 0.9,
        "evidence": [ev(document, quote)],
        **more,
    }


def days(earliest: str | None, latest: str | None = None) -> dict[str, Any]:
    return {"time_earliest": earliest, "time_latest": latest or earliest}


def case() -> dict[str, Any]:
    """Shop → contractor → former employee → broker → dealer; one transfer denied, one recovery."""
    news = "midorisawa-news"
    return {
        "format": "leaktrail/1",
        "documents": [
            {
                "id": news,
                "title": "名簿持ち出しの疑い",
                "publisher": "見本新聞",
                "published_at": "2030-07-01",
                "language": "ja",
            },
            {
                "id": "midorisawa-report",
                "title": None,
                "publisher": "みどり沢通販",
                "published_at": "2030-09",
                "language": "ja",
            },
        ],
        "incidents": [{"id": "i1", "name": "みどり沢通販 会員名簿の流出", "evidence": [ev(news, "会員名簿")]}],
        "actors": [
            actor("shop", "みどり沢通販", news, roles=["data_controller"]),
            actor("contractor", "北浜データ", news, roles=["data_processor"], aliases=["ＫＩＴＡＨＡＭＡ"]),
            actor("insider", "元社員", news, "person", roles=["insider"]),
            actor("broker", "東名簿センター", news, roles=["list_broker"]),
            actor("dealer", "白鳥宝飾", news, roles=["reseller_buyer"]),
            actor("police", "県警", news, roles=["investigator"]),
        ],
        "datasets": [
            {
                "id": "d1",
                "label": "会員名簿",
                "fields": ["name", "address"],
                "record_counts": [
                    {
                        "value": 38000,
                        "unit": "people",
                        "qualifier": "exact",
                        "claimed_by": None,
                        "evidence": [ev("midorisawa-report", "3万8千人分")],
                    }
                ],
                "derived_from": [],
            }
        ],
        "transfers": [
            transfer(
                "t1", "shop", "contractor", "会員名簿の管理を北浜データに委託した", lawful=True, **days("2029-04-01")
            ),
            transfer(
                "t2",
                "contractor",
                "insider",
                "元社員が2030年2月、会員約4万件の名簿をUSBメモリで持ち出した",
                action="exfiltration",
                medium="usb",
                record_count={"value": 40000, "qualifier": "about"},
                **days("2030-02-01", "2030-02-28"),
            ),
            transfer(
                "t3",
                "insider",
                "broker",
                "元社員は2030年3月10日、名簿を東名簿センターに12万円で売った疑い",
                action="sale",
                status="suspected",
                price={"value": 120000, "currency": "JPY", "qualifier": "exact"},
                **days("2030-03-10"),
            ),
            transfer(
                "t4",
                "broker",
                "dealer",
                "東名簿センターは2030年5月ごろ、名簿を白鳥宝飾に転売した",
                action="resale",
                status="suspected",
                confidence=0.6,
                x_how={"provider": "implied"},
                **days("2030-05-01", "2030-05-31"),
            ),
            transfer("t5", "insider", "dealer", "元社員が白鳥宝飾に直接渡したこと", status="denied"),
            transfer(
                "t6",
                "broker",
                "police",
                "名簿は2030年6月1日、東名簿センターから県警が回収した",
                action="return/recovery",
                lawful=True,
                **days("2030-06-01"),
            ),
        ],
        "events": [
            {
                "id": "e1",
                "incident": "i1",
                "type": "seizure",
                "actors": ["police"],
                "time_earliest": "2030-06-01",
                "time_latest": "2030-06-01",
                "evidence": [ev("midorisawa-report", "県警が回収した")],
            }
        ],
        "affected": [
            {
                "incident": "i1",
                "organization": "shop",
                "record_count": {"value": 38000, "qualifier": "exact", "unit": "people"},
                "fields": ["name", "address"],
                "status": "leaked",
                "evidence": [ev("midorisawa-report", "3万8千人分")],
            }
        ],
        "conflicts": [
            {
                "about": "会員名簿の件数",
                "subject": "d1",
                "property": "record_count",
                "claims": [
                    {"value": 40000, "claimed_by": None, "evidence": [ev(news, "約4万件")]},
                    {"value": 38000, "claimed_by": "みどり沢通販", "evidence": [ev("midorisawa-report", "3万8千人分")]},
                ],
            }
        ],
    }


def disputed_case() -> dict[str, Any]:
    """The case, with two conflicts more about the sale to the broker: on which day it was, and to whom."""
    exchange = case()
    days = {"2030-03-10": None, "2030-05-20/": "県警", "2030-06-02": "東名簿センター", "梅雨のころ": "記者"}
    buyers = {"broker": None, "白鳥宝飾": "県警", "別の業者": "記者"}
    words = ev("midorisawa-news", "2030年3月10日")
    exchange["conflicts"] += [
        {
            "about": about,
            "subject": "t3",
            "property": prop,
            "claims": [{"value": value, "claimed_by": who, "evidence": [words]} for value, who in sides.items()],
        }
        for about, prop, sides in (("売却の日", "time", days), ("売却の相手", "recipient", buyers))
    ]
    return exchange


def plain_reading(data: bytes, filename: str, metadata: Metadata) -> Reading:
    """A reading without language models: the text, one passage a line, an incident named by the first words."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise UnreadableDocument("is not UTF-8") from None
    if not text:
        raise UnreadableDocument("is empty")
    document = Document(document_id(data), filename.rpartition(".")[0], None, text, metadata)
    places, start = [], 0
    for line in text.splitlines(keepends=True):
        places.append((start, start + len(line)))
        start += len(line)
    blocks = tuple(Block(BlockKind.PARAGRAPH, a, b) for a, b in places)
    passages = tuple(Passage(document.id, i, BlockKind.PARAGRAPH, a, b, i) for i, (a, b) in enumerate(places))
    quote = document.quote(0, min(4, len(text)))
    subject = local_id(document.id, ThingKind.INCIDENT, quote.start, quote.end)
    claim = Claim.of(subject, ThingKind.INCIDENT, "name", quote.exact, [quote])
    run = Run("test/1", digest("metadata", str(metadata)))
    return Reading(document, run, blocks, passages, claims=(claim,))


def hopeless_case() -> dict[str, Any]:
    """The case, and a crowd in which each gives to each: no way from `a0` to `z`, which a search learns too late.

    Its last step but one is told to come after the last; no bound foresees that.
    """
    exchange, news, quote = case(), "midorisawa-news", "会員名簿の管理を北浜データに委託した"
    crowd = [f"a{number}" for number in range(10)]
    for key in (*crowd, "y", "z"):
        exchange["actors"].append({**actor(key, "名簿", news), "label": f"窓口{key}"})
    for provider in crowd:
        pairs = (f"{provider}-{recipient}" for recipient in crowd if recipient != provider)
        exchange["transfers"] += [transfer(pair, *pair.split("-"), quote) for pair in pairs]
    exchange["transfers"] += [transfer("last", "y", "z", quote), transfer("late", "a9", "y", quote, after=["last"])]
    return exchange

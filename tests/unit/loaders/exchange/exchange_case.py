"""An invented case of two documents in leaktrail/1, with everything that the format has."""

from __future__ import annotations

from typing import Any

FIRST = (
    "2031年7月3日、つばめ薬局の元薬剤師が会員約800人分の名簿を名簿業者に2万円で渡した疑い。同薬局は8月1日に公表した。"
)
SECOND = "つばめ薬局によると、元薬剤師が持ち出したのは780人分という。業者は認めていない。"
TEXTS = {"first": FIRST, "second": SECOND}


def words(document: str, quote: str) -> dict[str, Any]:
    start = TEXTS[document].index(quote)
    return {"document": document, "start": start, "end": start + len(quote), "quote": quote}


def sample() -> dict[str, Any]:
    """An invented case in two documents, with everything that the format has."""
    count = {"unit": "people", "claimed_by": None}
    taken = words("first", "元薬剤師が会員約800人分の名簿を名簿業者に2万円で渡した")
    return {
        "format": "leaktrail/1",
        "documents": [
            {"id": "first", "title": "名簿", "publisher": "日報", "published_at": "2031-08-01", "language": "ja"},
            {"id": "second", "title": None, "publisher": None, "published_at": "2031", "language": None},
        ],
        "incidents": [
            {"id": "i1", "name": "つばめ薬局 名簿の流出", "evidence": [words("first", "会員約800人分の名簿")]},
            {"id": "i2", "name": "別の件", "evidence": [words("second", "780人分")]},
        ],
        "actors": [
            {
                "id": "a1",
                "label": "つばめ薬局",
                "aliases": ["薬局"],
                "kind": "organization",
                "roles": ["data_controller", "discloser"],
                "incidents": ["i1"],
                "mentions": [words("first", "つばめ薬局"), words("first", "同薬局"), words("second", "つばめ薬局")],
            },
            {
                "id": "a2",
                "label": "元薬剤師",
                "aliases": [],
                "kind": "person",
                "roles": ["insider"],
                "incidents": ["i1"],
                "mentions": [words("first", "元薬剤師"), words("second", "元薬剤師")],
            },
            {
                "id": "a3",
                "label": "名簿業者",
                "aliases": ["業者"],
                "kind": "group",
                "roles": ["list_broker"],
                "incidents": ["i1"],
                "mentions": [words("first", "名簿業者")],
                "members": ["a4"],
            },
            {
                "id": "a4",
                "label": "業者の一人",
                "aliases": [],
                "kind": "unknown",
                "roles": [],
                "incidents": [],
                "mentions": [words("second", "業者")],
                "candidates": ["a2", "a3"],
            },
        ],
        "datasets": [
            {
                "id": "d1",
                "label": "会員名簿",
                "fields": ["name", "address"],
                "derived_from": [],
                "record_counts": [
                    {"value": 800, "qualifier": "about", **count, "evidence": [words("first", "約800人分")]},
                    {
                        "value": 780,
                        "qualifier": "exact",
                        **count,
                        "claimed_by": "つばめ薬局",
                        "evidence": [words("second", "780人分")],
                    },
                ],
            },
            {"id": "d2", "label": "名簿の一部", "fields": [], "record_counts": [], "derived_from": ["d1"]},
        ],
        "transfers": [
            {
                "id": "t1",
                "incident": "i1",
                "provider": "a2",
                "recipient": "a3",
                "dataset": "d1",
                "action": "sale",
                "medium": "unknown",
                "time_text": "2031年7月3日",
                "time_earliest": "2031-07-03",
                "time_latest": "2031-07-03",
                "status": "suspected",
                "record_count": {"value": 800, "qualifier": "about"},
                "price": {"value": 20000, "currency": "JPY", "qualifier": "exact"},
                "lawful": False,
                "confidence": 0.6,
                "x_how": {"provider": "implied", "window": "discourse"},
                "evidence": [taken, words("second", "元薬剤師が持ち出した")],
            },
            {
                "id": "t2",
                "incident": "i1",
                "provider": "a1",
                "recipient": None,
                "dataset": "d2",
                "action": "use",
                "medium": "paper",
                "time_text": None,
                "time_earliest": None,
                "time_latest": "2031-08-01",
                "status": "denied",
                "record_count": None,
                "price": None,
                "lawful": True,
                "confidence": 1,
                "part_of": "t1",
                "after": ["t1"],
                "evidence": [words("second", "業者は認めていない")],
            },
        ],
        "events": [
            {
                "id": "e1",
                "incident": "i1",
                "type": "disclosure",
                "actors": ["a1"],
                "time_earliest": "2031-08-01",
                "time_latest": "2031-08-01",
                "evidence": [words("first", "8月1日に公表した")],
            }
        ],
        "affected": [
            {
                "incident": "i1",
                "organization": "a1",
                "fields": ["name"],
                "status": "possible",
                "record_count": {"value": 780, "qualifier": "exact", "unit": "people"},
                "evidence": [words("second", "780人分")],
            }
        ],
        "conflicts": [
            {
                "about": "人数",
                "subject": "d1",
                "property": "record_count",
                "claims": [
                    {"value": 800, "claimed_by": None, "evidence": [words("first", "約800人分")]},
                    {"value": "780", "claimed_by": "つばめ薬局", "evidence": [words("second", "780人分")]},
                ],
            }
        ],
    }

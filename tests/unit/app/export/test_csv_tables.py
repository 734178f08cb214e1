"""Contents → CSV tables, and `transfers.csv` back through the reader of ledgers."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cells import guarded, unguarded
from app.domain.document import Document, Metadata, Quote
from app.domain.graph import Actor, Conflict, Count, Dataset, Graph, Price, RecordCount, Side, Transfer
from app.domain.ids import ActorId, DatasetId, DocumentId, TransferId
from app.domain.view import View
from app.domain.vocabulary import Action, Qualifier, Status, Unit
from app.domain.window import Window
from app.export.contents import Contents
from app.export.csv_tables import write_csv
from loaders.exchange import read_exchange
from loaders.ledger.reading import read_ledger
from loaders.resolve import resolve
from tests.builders import case


def tables_of(graph: Graph, folder: Path) -> dict[str, list[dict[str, str]]]:
    write_csv(Contents(graph, names={DocumentId("doc-1"): "memo"}), folder, folder)
    read = {}
    for path in folder.glob("*.csv"):
        text = path.read_bytes().decode("utf-8")
        assert text[0] == "\ufeff"
        assert text.endswith("\r\n")
        read[path.stem] = list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))
    return read


def loaded(folder: Path) -> tuple[Graph, list[str]]:
    """What `leaktrail load transfers.csv` makes of the table."""
    columns = (folder / "transfers.columns.yaml").read_text("utf-8")
    reading = read_ledger((folder / "transfers.csv").read_bytes(), "transfers.csv", Metadata(), columns)
    return resolve([reading], View()), [remark.code for remark in reading.diagnostics]


def told(graph: Graph) -> list[tuple[object, ...]]:
    """What a ledger can say of the transfers."""
    labels = {None: None, **{key: one.label for key, one in (*graph.actors.items(), *graph.datasets.items())}}
    rows = [
        (
            *(one.window.to_iso(), labels[one.provider], labels[one.recipient], labels[one.dataset]),
            *(one.action, one.medium, one.status, one.lawful, one.record_count, one.price),
        )
        for one in graph.transfers.values()
    ]
    return sorted(rows, key=repr)


def firms(*labels: str) -> dict[ActorId, Actor]:
    return {ActorId(f"a{number}"): Actor(ActorId(f"a{number}"), label) for number, label in enumerate(labels)}


def transfer(key: str, provider: str, recipient: str, **more) -> Transfer:
    more = {"window": Window.month(2031, 4), **more}
    return Transfer(TransferId(key), None, ActorId(provider), ActorId(recipient), **more)


def test_a_case_comes_back_through_the_ledger(tmp_path):
    graph = resolve(read_exchange(case(), place="case.json")[0], View())
    tables_of(graph, tmp_path)
    again, remarks = loaded(tmp_path)
    assert told(again) == [row for row in told(graph) if row[0] != (None, None)]
    assert set(remarks) == {"ledger.no_day", "ledger.columns_passed_over", "ledger.own_export"}


WINDOWS = [Window.month(2031, 4), Window.month(2031, 4).since(), Window.month(2031, 4).until(), Window.year(2030)]
COUNTS = [None, *(Count(1200, qualifier, unit) for qualifier in Qualifier for unit in (None, *Unit))]
PRICES = [None, *(Price(90000, currency, qualifier) for currency in ("JPY", "USD", "EUR") for qualifier in Qualifier)]


def test_every_way_to_say_a_value_comes_back(tmp_path):
    labels = [
        "株式会社みなと印刷",
        "=HYPERLINK(1)商会株式会社",
        "+81商店株式会社",
        "'-株式会社",
        "@株式会社",
        'カンマ,と"株式会社',
    ]
    graph = Graph(
        actors=firms(*labels),
        datasets={DatasetId("d1"): Dataset(DatasetId("d1"), "-会員名簿")},
        transfers={
            TransferId(f"t{number}"): transfer(
                f"t{number}",
                f"a{number % 6}",
                f"a{(number + 1) % 6}",
                dataset=DatasetId("d1"),
                window=WINDOWS[number % len(WINDOWS)],
                record_count=COUNTS[number % len(COUNTS)],
                price=PRICES[number % len(PRICES)],
                action=list(Action)[number % len(Action)],
                status=list(Status)[number % len(Status)],
                lawful=number % 2 == 0,
                medium=["unknown", "usb", "email", "cd-r", "paper"][number % 5],
            )
            for number in range(60)
        },
    )
    rows = tables_of(graph, tmp_path)["transfers"]
    assert {row["provider"][0] for row in rows} == {"株", "'", "カ"}
    again, remarks = loaded(tmp_path)
    assert told(again) == told(graph)
    assert set(remarks) == {"ledger.columns_passed_over", "ledger.own_export"}


def test_two_of_one_name_stay_two(tmp_path):
    """Neither actors nor datasets that only bear the same label become one on the way."""
    graph = Graph(
        actors=firms("株式会社つばめ", "株式会社つばめ", "株式会社からす"),
        datasets={DatasetId(key): Dataset(DatasetId(key), "名簿") for key in ("d1", "d2")},
        transfers={
            TransferId("t1"): transfer("t1", "a0", "a2", dataset=DatasetId("d1")),
            TransferId("t2"): transfer("t2", "a1", "a2", dataset=DatasetId("d2")),
        },
    )
    tables_of(graph, tmp_path)
    again, _ = loaded(tmp_path)
    assert sorted(one.label for one in again.actors.values()) == ["株式会社からす", "株式会社つばめ", "株式会社つばめ"]
    assert sorted(one.label for one in again.datasets.values()) == ["名簿 [d1]", "名簿 [d2]"]


def test_every_quote_and_relation_has_its_row(tmp_path):
    memo = Document(DocumentId("doc-1"), "memo", None, "=名簿\fを渡した", Metadata())
    quote, other = memo.quote(0, 3), memo.quote(4, 8)
    actors = {
        ActorId("a1"): Actor(ActorId("a1"), "一味", members=(ActorId("a2"),), mentions=(quote,)),
        ActorId("a2"): Actor(ActorId("a2"), "甲", candidates=(ActorId("a1"),)),
    }
    counts = (RecordCount(Count(3), None, (other,)),)
    one = replace(
        transfer("t1", "a1", "a2"), part_of=TransferId("t2"), after=(TransferId("t2"),), evidence=(quote, other)
    )
    graph = Graph(
        documents={memo.id: memo},
        actors=actors,
        datasets={DatasetId("d1"): Dataset(DatasetId("d1"), "名簿", record_counts=counts)},
        transfers={one.id: one, TransferId("t2"): transfer("t2", "a1", "a2")},
        conflicts=(Conflict("c1", "日", "t1", "window", (Side({"earliest": None}, "県警", (other,)),)),),
    )
    tables = tables_of(graph, tmp_path)
    words = [
        (row["type"], row["thing"], row["part"], row["start"], row["page"], row["quote"]) for row in tables["evidence"]
    ]
    assert words == [
        ("actor", "a1", "", "0", "1", "'=名簿"),
        ("record_count", "d1", "1", "4", "2", "を渡した"),
        ("transfer", "t1", "", "0", "1", "'=名簿"),
        ("transfer", "t1", "", "4", "2", "を渡した"),
        ("conflict", "c1", "1", "4", "2", "を渡した"),
    ]
    assert [(row["thing"], row["relation"], row["other"]) for row in tables["relations"]] == [
        ("a1", "member", "a2"),
        ("a2", "candidate", "a1"),
        ("t1", "part_of", "t2"),
        ("t1", "after", "t2"),
    ]
    assert json.loads(tables["conflicts"][0]["value"]) == {"earliest": None}


@given(st.text())
def test_no_cell_begins_like_a_formula_and_all_come_back(text: str):
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert unguarded(cell) == text


@pytest.mark.parametrize(
    ("text", "quote"), [("日,先\n2031-04-01,'=甲社\n", "=甲社"), ('日,先\n2031-04-01,"\'+1"\n', "+1")]
)
def test_the_apostrophe_is_no_part_of_what_a_ledger_says(text: str, quote: str):
    reading = read_ledger(text.encode(), "a.csv", Metadata(), "columns: {day: 日, recipient: 先}")
    labels = [claim for claim in reading.claims if claim.property == "label"]
    assert [(claim.value, claim.quotes[0].exact) for claim in labels] == [(quote, quote)]
    assert Quote(reading.document.id, *_place(reading.document.text, quote), quote) == labels[0].quotes[0]


def _place(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)

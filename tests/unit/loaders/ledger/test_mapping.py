"""The columns file: any ledger, by headers or numbers of columns; what is wrong with it is told with key and remedy."""

import pytest

from app.domain.errors import BadInput
from app.domain.vocabulary import Unit
from loaders.ledger.layout import NotUnderstood
from loaders.ledger.mapping import read_mapping, template
from tests.unit.loaders.ledger.ledger_case import csv, read, told

HEADER = ["いつ", "どこから", "どこへ", "なに", "いくつ", "いくら"]
ROW = ["05/04/2031", "汐見原通販", "ツバキ名簿企画", "会員リスト", "120", "80"]
COLUMNS = """
columns: {day: いつ, provider: 2, recipient: どこへ, dataset: なに, count: いくつ, price: 6}
constants: {unit: people, currency: USD, medium: usb, action: sale, lawful: true, status: suspected}
date_format: "%d/%m/%Y"
kinds: {recipient: organization}
"""


def test_any_ledger_is_read_by_its_columns_file():
    assert told(read(csv(ROW, header=HEADER), COLUMNS)) == [
        {
            "provider": "汐見原通販",
            "recipient": "ツバキ名簿企画",
            "dataset": "会員リスト",
            "days": ("2031-04-05", "2031-04-05"),
            "count": (120, Unit.PEOPLE),
            "price": (80, "USD"),
            "medium": "usb",
            "action": "sale",
            "status": "suspected",
            "lawful": True,
        }
    ]


def test_the_kind_of_an_end_is_what_the_file_says():
    reading = read(csv(ROW, header=HEADER), COLUMNS)
    kinds = {claim.subject: claim.value for claim in reading.claims if claim.property == "kind"}
    labels = {
        claim.value: kinds[claim.subject]
        for claim in reading.claims
        if claim.property == "label" and claim.subject in kinds
    }
    assert labels["ツバキ名簿企画"] == "organization"


@pytest.mark.parametrize(
    ("columns", "cell", "days"),
    [
        ("date_format: excel", "45748", ("2025-04-01", "2025-04-01")),
        ("date_format: excel", "45748.5", ("2025-04-01", "2025-04-01")),
        ("era: 令和", "7.4.1", ("2025-04-01", "2025-04-01")),
        ("era: 平成", "31/4/30", ("2019-04-30", "2019-04-30")),
    ],
)
def test_days_as_they_are_written(columns, cell, days):
    (found,) = told(read(csv([cell, "甲商事"], header=["日付", "提供先"]), columns))
    assert found["days"] == days


@pytest.mark.parametrize(
    ("columns", "cell"), [("date_format: excel", "60"), ("era: 令和", "1.4.30"), ("era: 令和", "7.2.30")]
)
def test_days_that_never_were(columns, cell):
    assert told(read(csv([cell, "甲商事"], header=["日付", "提供先"]), columns)) == []


def test_headers_on_another_row_and_a_separator_of_its_own():
    text = "a|b\nx|y\nいつ|どこへ\n2031-04-05|甲商事\n"
    columns = 'columns: {day: 1, recipient: 2}\nheader_row: 3\nseparator: "|"\nkeeper: 汐見原通販'
    (found,) = told(read(text, columns))
    assert (found["provider"], found["recipient"]) == ("汐見原通販", "甲商事")


def test_statuses_of_its_own():
    text = csv(["2031-04-05", "甲商事", "OK"], ["2031-04-06", "乙商事", "NG"], header=["日付", "提供先", "状態"])
    assert [one["status"] for one in told(read(text, "statuses: {OK: confirmed, NG: denied}"))] == [
        "confirmed",
        "denied",
    ]


def test_an_encoding_that_is_named():
    text = csv(["2031-04-05", "甲商事"], header=["日付", "提供先"])
    assert told(read(text.encode("utf-16-le"), "encoding: utf-16-le"))[0]["recipient"] == "甲商事"
    for encoding in ("ascii", "no-such"):
        with pytest.raises(BadInput, match=encoding):
            read(text, f"encoding: {encoding}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("columns: [a", "no YAML"),
        ("- a", "no columns file"),
        ("", "no columns file"),
        ("colums: {day: a}", "colums"),
        ("columns: {who: a}", "columns.who"),
        ("columns: {day: 0}", "columns.day"),
        ("constants: {unit: kilos}", "constants.unit"),
        ("constants: {currency: yen}", "constants.currency"),
        ("columns: {provider: a}\nconstants: {provider: b}", "provider is a column and a constant"),
        ("header_row: 0", "header_row"),
        ("text: a", "no columns file"),
        ("keeper: 2031-02-30", "no YAML"),
        ("a" * 100_001, "100,001 characters"),
    ],
)
def test_what_is_wrong_with_a_columns_file_is_told(text, words):
    with pytest.raises(BadInput, match=words) as caught:
        read_mapping(text, "x.columns.yaml")
    assert caught.value.place == "x.columns.yaml"


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ("columns: {day: いつ, recipient: だれ}", "recipient: だれ"),
        ("columns: {day: いつ, recipient: 9}", "recipient: 9"),
        ("columns: {day: いつ}", "neither provider nor recipient"),
        ("columns: {day: いつ, recipient: どこへ}\nheader_row: 2", "day: いつ"),
    ],
)
def test_a_columns_file_that_does_not_fit_is_refused(columns, words):
    with pytest.raises(NotUnderstood) as caught:
        read(csv(ROW, header=HEADER), columns)
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("known", "columns"),
    [
        ({}, {"day": 1, "recipient": 2}),
        ({"recipient": 0, "count": 2}, {"day": 2, "recipient": 1, "count": 3}),
    ],
)
def test_the_template_is_a_columns_file_with_what_is_known(known, columns):
    assert read_mapping(template(["いつ", "どこへ", "いくつ"], known), "x.columns.yaml").columns == columns

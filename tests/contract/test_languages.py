"""Problems in the language of whoever asks: every code and reason in both, and the code is the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.api import words
from app.api.main import create_app
from app.api.problems import PATTERNS
from app.bootstrap import wire
from app.domain import errors
from app.services.keyring import Refusal
from app.store.sqlite_store import SqliteStore
from tests.contract.test_http import is_problem

JAPANESE = {"accept-language": "ja-JP, ja;q=0.9, en;q=0.5"}
LETTERS = re.compile("[぀-ヿ一-鿿]")
API = Path(words.__file__).parent


@pytest.fixture(scope="module")
def client():
    store = SqliteStore.open(Path(":memory:"))
    with TestClient(create_app(wire(store)), raise_server_exceptions=False) as client:
        yield client
    store.close()


def codes() -> set[str]:
    """All codes that the application can say."""
    kinds, told = [errors.LeaktrailError], {str(one) for one in Refusal}
    while kinds:
        kind = kinds.pop()
        told.add(kind.code)
        kinds += kind.__subclasses__()
    for file in API.glob("*.py"):
        text = file.read_text("utf-8")
        told |= set(re.findall(r"problem\(\d{3}, \"(\w+)\"", text))
        told |= set(re.findall(r"_refused\(\"(\w+)\"", text))
    return told | {"no_such_page", "bad_method", "http_error"}


def test_every_code_has_its_words():
    assert codes() - words.catalogue()["codes"].keys() == set()


def test_both_languages_say_everything():
    for code, told in words.catalogue()["codes"].items():
        assert set(told) == {"en", "ja"}, code
        for language, texts in told.items():
            assert set(texts) == {"title", "detail"}, code
            for text in texts.values():
                assert bool(LETTERS.search(text)) is (language == "ja"), text
    for section in ("reasons", "patterns"):
        for kind, told in words.catalogue()[section].items():
            assert set(told) == {"en", "ja"}, kind
            assert set(re.findall(r"{\w+}", told["en"])) == set(re.findall(r"{\w+}", told["ja"])), kind
    assert set(PATTERNS.values()) | {"other"} == set(words.catalogue()["patterns"])


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/v1/actors?limit=0", 422, "bad_request"),
        ("/v1/actors?cursor=x", 422, "bad_question"),
        ("/v1/actors/nobody", 404, "not_found"),
        ("/v1/nothing", 404, "no_such_page"),
        ("/v1/holders?by=2030-02-30", 422, "bad_question"),
    ],
)
def test_a_problem_speaks_as_it_is_asked(client, address, status, code):
    ours, theirs = (
        client.get(address, headers=JAPANESE),
        client.get(address, headers={"accept-language": "de, en;q=0.1"}),
    )
    japanese, english = is_problem(ours, status, code), is_problem(theirs, status, code)
    assert (ours.headers["content-language"], theirs.headers["content-language"]) == ("ja", "en")
    assert ours.headers["vary"] == theirs.headers["vary"] == "accept-language"
    assert LETTERS.search(japanese["title"])
    assert LETTERS.search(japanese["detail"])
    assert not LETTERS.search(english["title"] + english["detail"])


def test_reasons_are_told_in_japanese(client):
    address = "/v1/holders?by=never&max_hops=99&mode=maybe&nonsense=1"
    told = is_problem(client.get(address, headers=JAPANESE), 422)["errors"]
    assert {one["parameter"]: one["reason"] for one in told} == {
        "by": "日付(YYYY-MM-DD)でなければなりません",
        "max_hops": "15 以下でなければなりません",
        "mode": "'possible'、'certain' のいずれかでなければなりません",
        None: "その名前の引数はありません",
    }


def test_a_text_has_no_nul(client):
    for address in ("/v1/paths?from=%00&to=x", "/v1/actors/a%00b", "/v1/lineage/a%00b", "/v1/transfers?actor=%00"):
        (fault,) = is_problem(client.get(address), 422)["errors"]
        assert fault["reason"] == "must be text without the character NUL"

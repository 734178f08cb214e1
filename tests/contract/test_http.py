"""HTTP as documented: every answer has its described shape, every error is a problem, nothing else gets through."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.parse import parse_qsl, quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from app.api import document_shapes, schemas
from app.api.chokepoints import ChokePoints
from app.api.common_source import CommonSourceAnswer
from app.api.counts import Counts
from app.api.drawing import GraphAnswer
from app.api.main import create_app
from app.api.outstanding import Outstanding
from app.api.single_source import SingleSourced
from app.api.suggested import SuggestAnswer
from app.api.withdrawal import Withdrawal
from app.bootstrap import wire
from app.domain.view import Policy
from app.services.exchange import import_exchange
from app.services.files import find_files
from app.services.load import load
from app.services.wire import to_json
from app.store.uri import open_store
from tests.builders import case, plain_reading

MEMO = "県警は捜査を続けている。\r\n<b>以上</b>"


@pytest.fixture(scope="module")
def uri(tmp_path_factory):
    return f"sqlite:///{tmp_path_factory.mktemp('http')}/case.db"


@pytest.fixture(scope="module")
def store(uri, tmp_path_factory):
    memo = tmp_path_factory.mktemp("inbox") / "memo.txt"
    memo.write_bytes(MEMO.encode())
    with closing(open_store(uri)) as store:
        import_exchange(store, to_json(case()), "case.json")
        list(load(store, find_files([memo]), plain_reading))
        yield store


@pytest.fixture(scope="module")
def client(store):
    with TestClient(create_app(wire(store)), raise_server_exceptions=False) as client:
        yield client


def test_words_are_found_page_by_page(client):
    first = client.get("/v1/passages?q=県警&limit=1").json()
    assert [item["document"] for item in first["items"]] == ["memo"]
    assert first["items"][0]["text"] == "県警は捜査を続けている。\r\n"
    assert client.get("/v1/passages?q=ない言葉").json()["items"] == []
    both = client.get("/v1/passages?q=いる").json()["items"] + client.get("/v1/passages?q=以上").json()["items"]
    assert [item["start"] for item in both] == [0, 14]


@pytest.mark.parametrize(
    "address", ["/v1/passages", "/v1/passages?q=", "/v1/passages?q=x&cursor=memo", "/v1/passages?q=x&cursor=a:b"]
)
def test_what_is_no_question_for_words_is_refused(client, address):
    assert client.get(address).status_code == 422


def listed(item):
    return schemas.listed(item)


ANSWERS = {
    "/v1/paths?from=shop&to=dealer": schemas.PathsAnswer,
    "/v1/paths?from=insider&to=dealer&k=1000&max_hops=15&mode=certain&min_status=confirmed": schemas.PathsAnswer,
    "/v1/paths?from=shop&to=shop": schemas.PathsAnswer,
    "/v1/paths?from=shop&to=dealer&known_on=2030-09-30&by=2031-01-01&dataset=d1": schemas.PathsAnswer,
    "/v1/paths?from=shop&to=dealer&policy=latest_official": schemas.PathsAnswer,
    "/v1/lineage/shop": schemas.LineageAnswer,
    "/v1/lineage/白鳥宝飾?direction=upstream": schemas.LineageAnswer,
    "/v1/holders": schemas.HoldersAnswer,
    "/v1/holders?policy=most_sources": schemas.HoldersAnswer,
    "/v1/holders?by=2030-12-31&dataset=会員名簿": schemas.HoldersAnswer,
    "/v1/chokepoints?from=shop&to=dealer": ChokePoints,
    "/v1/chokepoints?from=dealer&to=shop": ChokePoints,
    "/v1/chokepoints?from=shop&to=insider&mode=certain&by=2031-01-01&dataset=d1&max_hops=15": ChokePoints,
    "/v1/outstanding": Outstanding,
    "/v1/graph": GraphAnswer,
    "/v1/graph?actor=元社員&limit=1&names=masked": GraphAnswer,
    "/v1/graph?incident=i1&dataset=d1&known_on=2030-12-31&policy=latest_official&min_status=suspected": GraphAnswer,
    "/v1/withdrawal?document=midorisawa-news": Withdrawal,
    "/v1/withdrawal?document=midorisawa-report&by=2031-01-01&dataset=d1&known_on=2030-12-31": Withdrawal,
    "/v1/withdrawal?document=memo&mode=certain": Withdrawal,
    "/v1/outstanding?by=2030-05-31&receipts=all&limit=1&mode=certain": Outstanding,
    "/v1/single-source": SingleSourced,
    "/v1/single-source?incident=i1&actor=broker&dataset=d1&limit=1": SingleSourced,
    "/v1/single-source?transfer=t3": SingleSourced,
    "/v1/common-source?a=t4&b=t6": CommonSourceAnswer,
    "/v1/common-source?a=会員名簿&b=県警&by=2030-12-31&known_on=2030-09-30&max_hops=15": CommonSourceAnswer,
    "/v1/common-source?a=t4&b=transfer:t1&by=2029-12-31": CommonSourceAnswer,
    "/v1/common-source?a=t5&b=actor:insider&mode=certain&dataset=d1&min_status=confirmed": CommonSourceAnswer,
    "/v1/counts": Counts,
    "/v1/counts?incident=i1&verdict=holds&limit=1&by=2031-01-01": Counts,
    "/v1/actors": listed(schemas.ActorItem),
    "/v1/actors?q=名簿&limit=1": listed(schemas.ActorItem),
    "/v1/actors/broker": schemas.ActorDetail,
    "/v1/transfers": listed(schemas.TransferItem),
    "/v1/transfers?incident=i1&actor=broker&dataset=d1&status=suspected": listed(schemas.TransferItem),
    "/v1/transfers/t4": schemas.TransferDetail,
    "/v1/documents": listed(document_shapes.DocumentItem),
    "/v1/documents/memo": document_shapes.DocumentDetail,
    "/v1/documents/midorisawa-news": document_shapes.DocumentDetail,
    "/v1/documents/memo/passages": listed(document_shapes.PassageItem),
    "/v1/passages?q=捜査": listed(document_shapes.FoundPassage),
    "/v1/suggest?q=センター": SuggestAnswer,
    "/v1/claims?limit=500": listed(schemas.ClaimItem),
    "/v1/claims?thing=t4&document=midorisawa-news": listed(schemas.ClaimItem),
    "/v1/claims?document=memo&after=0&before=9": listed(schemas.ClaimItem),
    "/v1/conflicts": listed(schemas.ListedConflict),
    "/v1/conflicts?incident=i1&thing=t4&property=time": listed(schemas.ListedConflict),
    "/v1/documents/memo/stretch?end=20000": document_shapes.StretchAnswer,
    "/v1/documents/memo/stretch?start=3&end=4&by=lines": document_shapes.StretchAnswer,
    "/v1/things/t4": schemas.ThingDetail,
    "/v1/things/broker": schemas.ThingDetail,
    "/v1/things/d1": schemas.ThingDetail,
    "/v1/things/i1": schemas.ThingDetail,
    "/v1/incidents": listed(schemas.IncidentItem),
    "/v1/datasets": listed(schemas.DatasetItem),
    "/v1/events?incident=i1&actor=police": listed(schemas.EventItem),
    "/v1/events?known_on=2030-12-31&policy=latest_official": listed(schemas.EventItem),
}
READS = [*ANSWERS, "/v1/documents/memo/text"]
LISTS = [
    "actors",
    "transfers",
    "documents",
    "documents/memo/passages",
    "claims",
    "conflicts",
    "incidents",
    "datasets",
    "events",
]
QUESTIONS_WITH_PAGES = ["outstanding", "single-source", "counts"]
PARAMETERS = {
    *("from", "to", "k", "mode", "by", "known_on", "dataset", "min_status", "policy", "max_hops", "direction"),
    *("a", "b", "q", "limit", "cursor", "incident", "actor", "status", "document", "thing", "names"),
    *("after", "before", "property", "nonsense"),
}
ROUTES = [
    *[f"/v1/{name}" for name in LISTS],
    *("/v1/paths?from=shop&to=dealer", "/v1/lineage/shop", "/v1/holders", "/v1/actors/shop", "/v1/transfers/t1"),
    *("/v1/documents/memo", "/v1/documents/memo/text", "/v1/outstanding", "/v1/single-source", "/v1/counts"),
    "/v1/graph",
    "/v1/common-source?a=t4&b=t6",
    "/v1/chokepoints?from=shop&to=dealer",
    "/v1/withdrawal?document=memo",
]


def is_problem(response, status, code=None):
    """Assert that it is a problem of that status, and give its body."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    schemas.Problem.model_validate(body)
    assert body["status"] == status
    assert body["type"] == f"urn:leaktrail:problem:{body['code']}"
    assert code is None or body["code"] == code
    return body


def with_parameter(route, parameter):
    return f"{route}{'&' if '?' in route else '?'}{parameter}"


# ------------------------------------------------------------------ answers


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_has_its_described_shape(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    TypeAdapter(ANSWERS[address]).validate_json(response.content)
    body = response.json()
    assert body["policy"] == dict(parse_qsl(address.partition("?")[2])).get("policy", "all")
    assert isinstance(body["truncated"], bool)


def test_a_path_answers_as_the_command_line_does(client, uri, capsys):
    from app.cli.main import run

    assert run(["paths", "shop", "dealer", "--json", "--store", uri]) == 0
    said = json.loads(capsys.readouterr().out)
    served = client.get("/v1/paths?from=shop&to=dealer").json()
    assert said | {"elapsed_ms": 0} == served | {"elapsed_ms": 0}
    assert [hop["transfer"] for hop in served["paths"][0]["hops"]] == ["t1", "t2", "t3", "t4"]


def test_the_text_is_served_as_it_was_stored(client):
    response = client.get("/v1/documents/memo/text")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == MEMO
    passage = client.get("/v1/documents/memo/passages").json()["items"][1]
    assert MEMO[passage["start"] : passage["end"]] == passage["text"] == "<b>以上</b>"


@pytest.mark.parametrize("name", [*LISTS, *QUESTIONS_WITH_PAGES])
def test_lists_can_be_walked(client, name):
    whole = client.get(f"/v1/{name}?limit=500").json()["items"]
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get(f"/v1/{name}?limit=2{f'&cursor={cursor}' if cursor else ''}").json()
        seen += page["items"]
        cursor = page["next"]
    assert seen == whole
    assert whole


def test_alive_and_ready(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready", "graph": "published"}


def test_readers_and_a_writer_do_not_disturb_each_other(tmp_path):
    report = "midorisawa-report"
    with closing(open_store(f"sqlite:///{tmp_path}/case.db")) as store:
        import_exchange(store, to_json(case()), "case.json")
        (document,) = [document for document in store.documents() if document.name == report]
        reading = store.get_reading(document.id)
        with TestClient(create_app(wire(store))) as client, ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(client.get, "/v1/lineage/shop") for _ in range(40)]
            for _ in range(10):
                store.remove(document.id)
                store.put_readings([reading])
            answers = [future.result() for future in asked]
    assert {answer.status_code for answer in answers} == {200}
    reached = {len(answer.json()["actors"]) for answer in answers}
    assert reached <= {4, 5}, "with the report or without it, never half of it"


# ------------------------------------------------------------------ caching


@pytest.mark.parametrize("address", READS)
def test_a_read_that_has_not_changed_is_304(client, address):
    first = client.get(address)
    tag = first.headers["etag"]
    assert client.get(address).headers["etag"] == tag, "elapsed_ms is no part of it"
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = client.get(address, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_change_of_the_record_changes_the_tag(tmp_path):
    with closing(open_store(f"sqlite:///{tmp_path}/case.db")) as store:
        import_exchange(store, to_json(case()), "case.json")
        with TestClient(create_app(wire(store))) as client:
            before = client.get("/v1/transfers").headers["etag"]
            store.remove(store.documents()[0].id)
            assert client.get("/v1/transfers").headers["etag"] != before


# ------------------------------------------------------------------ errors


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("parameter", ["nonsense=1", "LIMIT=5", "from_=x", "start=x"])
def test_an_unknown_parameter_is_refused(client, route, parameter):
    body = is_problem(client.get(with_parameter(route, parameter)), 422, "bad_request")
    assert {"parameter": None, "reason": "there is no such parameter"} in body["errors"]
    assert parameter.partition("=")[0] not in json.dumps(body["errors"]) or parameter.startswith("start")


@pytest.mark.parametrize("name", [*LISTS, *QUESTIONS_WITH_PAGES])
@pytest.mark.parametrize(
    "parameter",
    [
        "limit=0",
        "limit=501",
        "limit=-1",
        "limit=NaN",
        "limit=1.5",
        "limit=",
        f"limit={'9' * 30}",
        f"limit={'9' * 5000}",
        "cursor=zzz",
        f"q={'q' * 501}",
    ],
    ids=lambda text: text[:12],
)
def test_a_list_has_limits(client, name, parameter):
    is_problem(client.get(f"/v1/{name}?{parameter}"), 422)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "from=shop",
        "to=shop",
        "from=&to=shop",
        "from=shop&to=dealer&k=0",
        "from=shop&to=dealer&k=1001",
        "from=shop&to=dealer&k=NaN",
        "from=shop&to=dealer&k=Infinity",
        "from=shop&to=dealer&k=" + "1" * 30,
        "from=shop&to=dealer&max_hops=16",
        "from=shop&to=dealer&max_hops=0",
        "from=shop&to=dealer&by=2030-02-30",
        "from=shop&to=dealer&by=2030-02",
        "from=shop&to=dealer&by=never",
        "from=shop&to=dealer&known_on=2030-99-99",
        "from=shop&to=dealer&mode=maybe",
        "from=shop&to=dealer&min_status=denied",
        "from=shop&to=dealer&policy=best",
        "from=shop&to=dealer&from=dealer",
        "from=shop&to=%ED%A0%80",
        "from=shop&to=%FF",
    ],
)
def test_a_question_beyond_its_limits_is_422(client, query):
    is_problem(client.get(f"/v1/paths?{query}"), 422)


@pytest.mark.parametrize(
    ("address", "parameter", "reason"),
    [
        ("/v1/actors?limit=501", "limit", "must be at most 500"),
        ("/v1/actors?limit=0", "limit", "must be at least 1"),
        ("/v1/actors?limit=x", "limit", "must be a whole number"),
        ("/v1/actors?limit=1.5", "limit", "must be a whole number"),
        (f"/v1/actors?q={'q' * 501}", "q", "must have at most 500 characters"),
        ("/v1/paths?from=&to=shop", "from", "must not be empty"),
        ("/v1/paths?from=shop", "to", "is missing"),
        ("/v1/holders?by=2030", "by", "must be a day, YYYY-MM-DD"),
        ("/v1/holders?mode=maybe", "mode", "must be 'possible' or 'certain'"),
        ("/v1/common-source?a=t4", "b", "is missing"),
        ("/v1/common-source?a=&b=t4", "a", "must not be empty"),
        ("/v1/common-source?a=t4&b=t4", "b", "both sightings are the same"),
        ("/v1/common-source?a=t4&b=t6&max_hops=16", "max_hops", "must be at most 15"),
        ("/v1/common-source?a=t4&b=t6&by=2030-02-30", "by", "there is no such day"),
        ("/v1/chokepoints?from=shop", "to", "is missing"),
        ("/v1/chokepoints?from=shop&to=dealer&max_hops=16", "max_hops", "must be at most 15"),
        ("/v1/outstanding?receipts=x", "receipts", "must be 'unlawful' or 'all'"),
        ("/v1/withdrawal", "document", "is missing"),
        ("/v1/withdrawal?document=", "document", "must not be empty"),
        ("/v1/withdrawal?document=memo&max_hops=16", "max_hops", "must be at most 15"),
        ("/v1/graph?limit=1501", "limit", "must be at most 1500"),
        ("/v1/graph?names=x", "names", "must be 'shown' or 'masked'"),
        ("/v1/graph?min_status=", "min_status", "must be 'confirmed', 'alleged', 'suspected', 'planned' or 'denied'"),
        ("/v1/outstanding?limit=501", "limit", "must be at most 500"),
        ("/v1/transfers?status=x", "status", "must be 'confirmed', 'alleged', 'suspected', 'planned' or 'denied'"),
    ],
)
def test_a_fault_is_told_in_words(client, address, parameter, reason):
    assert is_problem(client.get(address), 422)["errors"] == [{"parameter": parameter, "reason": reason}]


SENT = "ポ<script>nobody"


@pytest.mark.parametrize(
    "address",
    [
        f"/v1/paths?from={SENT}&to=dealer",
        f"/v1/paths?from=shop&to=dealer&dataset={SENT}",
        f"/v1/lineage/{SENT}",
        f"/v1/holders?dataset={SENT}",
        f"/v1/outstanding?dataset={SENT}",
        f"/v1/graph?incident={SENT}",
        f"/v1/graph?actor={SENT}",
        f"/v1/graph?dataset={SENT}",
        f"/v1/single-source?transfer={SENT}",
        f"/v1/single-source?actor={SENT}",
        f"/v1/common-source?a={SENT}&b=t4",
        f"/v1/common-source?a=t4&b=transfer:{SENT}",
        f"/v1/common-source?a=t4&b=t6&dataset={SENT}",
        f"/v1/chokepoints?from={SENT}&to=dealer",
        f"/v1/chokepoints?from=shop&to={SENT}",
        f"/v1/counts?incident={SENT}",
        f"/v1/withdrawal?document={SENT}",
        f"/v1/withdrawal?document=memo&dataset={SENT}",
        f"/v1/actors/{SENT}",
        f"/v1/transfers/{SENT}",
        f"/v1/documents/{SENT}",
        f"/v1/documents/{SENT}/text",
        f"/v1/documents/{SENT}/passages",
    ],
)
def test_what_is_not_there_is_404_and_what_was_sent_is_not_repeated(client, address):
    response = client.get(address)
    is_problem(response, 404, "not_found")
    assert "nobody" not in response.text


@pytest.mark.parametrize(
    "address", [f"/v1/paths?from=shop&to=dealer&by={SENT}", f"/v1/actors?cursor={SENT}", f"/v1/holders?{SENT}=1"]
)
def test_what_was_sent_is_not_repeated_in_422(client, address):
    response = client.get(address)
    is_problem(response, 422)
    assert "nobody" not in response.text


def test_the_text_of_a_document_that_is_only_told_of_is_404(client):
    assert "load" in is_problem(client.get("/v1/documents/midorisawa-news/text"), 404)["detail"]


@pytest.mark.parametrize(
    "address",
    ["/v1/lineage/ー", "/v1/chokepoints?from=shop&to=ー", "/v1/paths?from=ー&to=dealer", "/v1/common-source?a=ー&b=t4"],
)
def test_several_matches_are_409_and_listed(client, address):
    body = is_problem(client.get(address), 409, "ambiguous")
    assert {match["label"] for match in body["matches"]} == {"北浜データ", "東名簿センター"}


@pytest.mark.parametrize("address", ["/v1", "/v1/nothing", "/v2/paths", "/v1/paths/", "/docs/../x", "/static/x"])
def test_an_unknown_address_is_a_problem(client, address):
    is_problem(client.get(address), 404, "no_such_page")


@pytest.mark.parametrize("address", ["/v1/documents/a%0Ab", "/v1/actors/a%0Db", "/v1/nothing%0A"])
def test_no_address_has_a_line_break(client, address):
    is_problem(client.get(address), 422, "bad_request")


SERVED = {("POST", "/v1/documents"), ("DELETE", "/v1/documents/memo")}
"""What is no read."""


@pytest.mark.parametrize("route", [*ROUTES, "/healthz", "/readyz", "/docs", "/openapi.json"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_405_with_what_is_allowed(client, route, method):
    if (method, route) in SERVED:
        return
    response = client.request(method, route)
    is_problem(response, 405, "bad_method")
    more = {f"{known}, " for known, address in SERVED if address == route}
    assert response.headers["allow"] in {
        f"{''.join(more)}GET, HEAD",
        f"GET, HEAD{''.join(f', {one[:-2]}' for one in more)}",
    }


@pytest.mark.parametrize("route", [*ROUTES, "/healthz", "/docs", "/openapi.json", "/v1/nothing", "/v1/actors?limit=0"])
def test_a_head_is_a_get_without_its_body(client, route):
    whole, head = client.get(route), client.head(route)
    assert head.content == b""
    assert head.status_code == whole.status_code
    unlike = {"x-request-id", *(("content-length",) if "elapsed_ms" in whole.text else ())}
    assert {k: v for k, v in head.headers.items() if k not in unlike} == {
        k: v for k, v in whole.headers.items() if k not in unlike
    }


@pytest.mark.parametrize("route", ["/readyz", "/v1/actors", "/v1/paths?from=shop&to=dealer"])
def test_a_store_that_is_gone_is_503(tmp_path, route):
    store = open_store(f"sqlite:///{tmp_path}/case.db")
    with TestClient(create_app(wire(store)), raise_server_exceptions=False) as client:
        store.close()
        is_problem(client.get(route), 503)
        assert client.get("/healthz").status_code == 200


def test_what_nobody_foresaw_is_a_problem_without_a_trace():
    with TestClient(create_app(None), raise_server_exceptions=False) as client:
        response = client.get("/v1/actors")
        assert "Traceback" not in json.dumps(is_problem(response, 500, "internal"))


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["NaN", "1e999", "\0", "-1"]
)


@settings(max_examples=150, deadline=None)
@given(route=st.sampled_from(ROUTES), name=st.sampled_from(sorted(PARAMETERS)), value=ANY_TEXT)
def test_no_value_of_any_parameter_breaks_a_route(client, route, name, value):
    path, _, query = route.partition("?")
    sent = dict(parse_qsl(query)) | {name: value}
    response = client.get(path, params=sent)
    if response.status_code != 200:
        assert response.status_code in (404, 409, 422)
        is_problem(response, response.status_code)


@settings(max_examples=100, deadline=None)
@given(
    path=st.sampled_from(["lineage", "actors", "transfers", "documents"]),
    key=ANY_TEXT,
    end=st.sampled_from(["", "/text"]),
)
def test_no_id_breaks_a_route(client, path, key, end):
    response = client.get(f"/v1/{path}/{quote(key, safe='')}{end}")
    if response.status_code != 200:
        assert response.status_code in (404, 409, 422)
        is_problem(response, response.status_code)


# ------------------------------------------------------------------ hosts and headers


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::2]", "evil.example:8000"]
)
def test_other_hosts_are_refused(client, host):
    is_problem(client.get("/v1/actors", headers={"host": host}), 400, "bad_host")


@pytest.mark.parametrize("host", ["localhost", "LocalHost:8000", "127.0.0.1:1", "[::1]", "[::1]:8000"])
def test_this_machine_is_served(client, host):
    assert client.get("/v1/actors", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("address", ["/v1/actors", "/docs", "/openapi.json", "/nothing", "/v1/actors?x=1", "/healthz"])
def test_every_response_is_shut_in(client, address):
    headers = client.get(address, headers={"origin": "https://evil.example"}).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "cache-control" in headers
    assert "access-control-allow-origin" not in headers


def test_the_framework_sends_nothing_to_anybody(store, monkeypatch):
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    app = create_app(wire(store))
    assert app._telemetry["auto_configure"] is False
    assert not app._native_telemetry.enabled()


# ------------------------------------------------------------------ documentation


def test_docs_need_no_other_host(client):
    page = client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "://" not in page.text
    assert "script-src 'self';" in page.headers["content-security-policy"]
    for name in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
        assert f'"docs/{name}"' in page.text
        assert client.get(f"/docs/{name}").status_code == 200


def test_every_route_is_described(client):
    described = client.get("/openapi.json").json()
    names = set(described["components"]["schemas"])
    operations = ((path, one) for path, methods in described["paths"].items() for one in methods.values())
    for path, operation in operations:
        assert operation["summary"], path
        answers = [answer for status, answer in operation["responses"].items() if status in ("200", "201", "202")]
        assert answers[0]["content"], path
        if path.startswith("/v1/"):
            assert operation["description"], path
            assert operation["responses"]["422"]["content"]["application/problem+json"], path
    references = {word.rpartition("/")[2] for word in _references(described)}
    assert references <= names
    assert {route.partition("?")[0] for route in ROUTES if route.count("/") == 2} <= set(described["paths"])
    sent = {p["name"] for p in described["paths"]["/v1/paths"]["get"]["parameters"]}
    assert sent == {"from", "to", "k", "mode", "by", "known_on", "dataset", "min_status", "policy", "max_hops"}


def test_the_words_of_a_policy_are_described_with_what_they_mean(client):
    described = client.get("/openapi.json").json()
    sent = {p["name"]: p for p in described["paths"]["/v1/holders"]["get"]["parameters"]}["policy"]
    assert sent["schema"]["enum"] == list(Policy)
    assert all(f"`{policy}`: " in sent["description"] for policy in Policy)
    assert described["components"]["schemas"]["PathsAnswer"]["properties"]["policy"]["enum"] == list(Policy)


def test_a_client_developer_finds_every_parameter_tag_and_problem_explained(client):
    described = client.get("/openapi.json").json()
    operations = [operation for methods in described["paths"].values() for operation in methods.values()]
    for operation in operations:
        assert all(p.get("description") for p in operation.get("parameters", [])), operation["operationId"]
        problems = {k: v for k, v in operation["responses"].items() if k >= "400"}
        assert all(v["content"]["application/problem+json"]["example"]["status"] == int(k) for k, v in problems.items())
    assert {tag for operation in operations for tag in operation["tags"]} == {t["name"] for t in described["tags"]}
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    assert "paths" in names


def _references(value):
    if isinstance(value, dict):
        yield from (word for key, word in value.items() if key == "$ref")
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _references(part)

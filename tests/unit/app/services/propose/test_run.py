"""Files go to a played endpoint piece by piece, within the limits; what comes back is checked, and nothing is stored."""

from __future__ import annotations

import json

import pytest

from app.domain.errors import BadInput, BadQuestion, EndpointError
from app.domain.proposal import Outcome
from app.services.exchange import import_exchange
from app.services.files import find_files
from app.services.propose.endpoint import Address, Heard, Patience, Reply, connect
from app.services.propose.limits import Limits, Prices, Usage
from app.services.propose.record import proposals_from, to_record
from app.services.propose.run import make_plan, propose, read_for_plan
from app.services.wire import to_json
from app.store.uri import open_store
from tests.unit.app.services.propose.model_server import answer, completion, told, trouble

QUIET = "天気は晴れで、" * 140 + "風はなかった。\n"
TEXT = (
    f"元社員は2032年3月、名簿を名簿業者に12万円で売った疑いがある。\n{QUIET * 12}名簿業者は名簿を白鳥宝飾に転売した。\n"
)
SOLD = told(
    "名簿を名簿業者に12万円で売った疑い", provider="元社員", recipient="名簿業者", price="12万円", status="suspected"
)
RESOLD = told("名簿業者は名簿を白鳥宝飾に転売した", provider="名簿業者", recipient="白鳥宝飾", action="resale")


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    folder = tmp_path_factory.mktemp("in")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    pages = {}
    assert [event.outcome.value for event in read_for_plan(find_files([folder]), pages)] == ["loaded"]
    return make_plan(pages)


@pytest.fixture(scope="module")
def long_plan(tmp_path_factory):
    """Five pieces."""
    folder = tmp_path_factory.mktemp("long")
    (folder / "long.txt").write_text(("元社員は名簿を業者に売った。\n" + QUIET * 3) * 5, "utf-8")
    pages = {}
    list(read_for_plan(find_files([folder]), pages))
    return make_plan(pages)


DEFAULT, PATIENCE = Limits(), Patience(seconds=5, retries=1)


def run(server, plan, *, limits=DEFAULT):
    address = Address(server.url, "played", "k-1")
    with connect(address, PATIENCE) as client:
        return propose(plan, client.ask, address, limits, PATIENCE)


def codes(proposal):
    return {one.code for one in proposal.remarks}


def test_what_is_said_is_checked_and_listed(server, plan):
    invented = told("名簿業者は名簿を黒潮商会に転売した", provider="名簿業者", recipient="黒潮商会")
    wrong_number = {**SOLD, "price": "120万円"}
    swapped = {**RESOLD, "provider": "白鳥宝飾", "recipient": "名簿業者"}
    server.play(answer(SOLD, invented, wrong_number, swapped, SOLD))
    done = run(server, plan)
    assert [(one.outcome, "direction.turned" in codes(one)) for one in done.proposals] == [
        (Outcome.KNOWN, False),
        (Outcome.REFUSED, False),
        (Outcome.REVIEW, True),
        (Outcome.REFUSED, False),
    ]
    assert done.proposals[0].price.value == 120_000
    assert done.cut is None


def test_only_what_was_announced_goes_out(server, plan):
    server.play(answer())
    run(server, plan)
    sent = [one["text"] for seen in server.seen for one in seen.passages]
    assert sum(map(len, sent)) == plan.characters < len(TEXT) / 3
    assert len(server.seen) == len(plan.pieces)
    assert [body[1]["content"] for body in plan.bodies()] == [s.body["messages"][1]["content"] for s in server.seen]


@pytest.mark.parametrize(
    ("play", "heard", "why"),
    [
        (completion('{"transfers": [{"passage": 0, "quote": "名簿'), Heard.ANSWERED, "form"),
        (completion('{"transfers": [{"passage": 0', finish="length"), Heard.TRUNCATED, "--answer-tokens"),
        (completion(None, refusal="No."), Heard.REFUSED, "refuses"),
        (completion('{"transfers": [{"quote": "x"}]}'), Heard.ANSWERED, "missing at transfers.0"),
        (answer({**SOLD, "price_value": 9}), Heard.ANSWERED, "extra_forbidden"),
        (answer({**SOLD, "action": "theft"}), Heard.ANSWERED, "enum"),
        (answer({**SOLD, "passage": "0"}), Heard.ANSWERED, "int_type"),
        (completion("[]"), Heard.ANSWERED, "form"),
        (completion("Here is the JSON: {}"), Heard.ANSWERED, "form"),
        (completion('{"transfers": ' + "[" * 100_000), Heard.ANSWERED, "form"),
        (trouble(500), Heard.NO_ANSWER, "status 500"),
    ],
)
def test_a_piece_without_a_usable_answer_is_told_and_the_others_stand(server, plan, play, heard, why):
    retried = [play] * 2 if heard is Heard.NO_ANSWER else [play]
    server.play(*retried, answer(RESOLD))
    done = run(server, plan)
    assert [one.heard for one in done.asked] == [heard, Heard.ANSWERED]
    assert [one.document.name for one in done.failed] == ["a"]
    assert why in done.failed[0].why
    assert "名簿" not in done.failed[0].why
    assert len(done.proposals) == 1


def test_an_answer_without_end_is_looked_at_in_part(server, plan):
    server.play(answer(*[{**SOLD, "passage": n} for n in range(150)]), answer())
    done = run(server, plan)
    assert len(done.proposals) == 1
    assert "first 100" in done.failed[0].why


def test_it_stops_where_nobody_answers(server, long_plan):
    server.play(trouble(503))
    done = run(server, long_plan)
    assert len(server.seen) == 4  # two pieces, each tried twice
    assert done.not_asked == len(long_plan.pieces) - 2 > 0
    assert "without an answer" in done.cut


@pytest.mark.parametrize(
    ("limits", "cut"),
    [
        (Limits(calls=2), "2 calls"),
        (Limits(tokens=30_000), "30,000 tokens"),
        (Limits(cost=0.03, prices=Prices(1, 1)), "a cost of 0.03"),
    ],
)
def test_a_cap_holds_whatever_the_endpoint_says_it_used(server, long_plan, limits, cut):
    server.play(answer(usage=None))
    done = run(server, long_plan, limits=limits)
    assert done.cut == cut
    assert len(server.seen) == done.usage.calls < len(long_plan.pieces)
    assert done.not_asked == len(long_plan.pieces) - len(done.asked)
    assert done.usage.tokens_in + done.usage.tokens_out <= limits.tokens
    assert limits.cost is None or done.usage.cost(limits.prices) <= limits.cost


def test_repeated_requests_count_too(server, long_plan):
    server.play(trouble(429), answer(), answer(), answer())
    done = run(server, long_plan, limits=Limits(calls=3))
    assert (len(server.seen), done.usage.calls, len(done.asked)) == (3, 3, 2)


def test_what_was_answered_before_an_error_stays(server, plan):
    server.play(answer(SOLD), trouble(400))
    done = run(server, plan)
    assert len(done.proposals) == 1
    assert "status 400, some_code" in done.cut
    assert (done.not_asked, done.usage.calls) == (1, 2)


def test_an_error_at_once_is_an_error(server, plan):
    server.play(trouble(401))
    with pytest.raises(EndpointError):
        run(server, plan)


def test_what_was_answered_before_an_interruption_stays(plan):
    replies = iter([Reply(Heard.ANSWERED, json.dumps({"transfers": [SOLD]}), tokens_in=1, tokens_out=1)])

    def ask(messages, schema_name, schema, tokens, calls):
        for reply in replies:
            return reply
        raise KeyboardInterrupt

    done = propose(plan, ask, Address("http://127.0.0.1:9/v1", "m"), DEFAULT, PATIENCE)
    assert (len(done.proposals), done.cut, done.not_asked) == (1, "interrupted", 1)
    assert done.usage.tokens_out == 1 + DEFAULT.answer_tokens


def test_a_cap_below_one_call_sends_nothing(server, plan):
    done = run(server, plan, limits=Limits(tokens=100))
    assert (server.seen, done.not_asked, done.cut) == ([], len(plan.pieces), "100 tokens")


def test_a_cap_on_cost_needs_prices():
    with pytest.raises(BadQuestion, match="--prices"):
        Limits(cost=1.0)
    assert Usage(1, 2_000_000, 1_000_000).cost(Prices(0.5, 2)) == 3.0


# ------------------------------------------------------------------ the file


def test_proposals_come_back_from_the_file_as_they_were(server, plan):
    server.play(answer(SOLD, RESOLD, told("無い", provider="元社員")))
    done = run(server, plan, limits=Limits(prices=Prices(1, 2)))
    record = to_record(done, plan)
    data = to_json(record, indent=1)
    assert proposals_from(data, "p.json") == done.proposals
    assert record["usage"] == {"calls": 2, "tokens_in": 200, "tokens_out": 40, "cost": 0.00028}
    assert record["sent_characters"] == plan.characters
    assert "k-1" not in data.decode()


@pytest.mark.parametrize(
    "data",
    [
        "",
        "[]",
        '{"format": "leaktrail/1", "proposals": []}',
        '{"format": "leaktrail-proposals/1"}',
        '{"format": "leaktrail-proposals/1", "proposals": [{"id": "x"}]}',
        "\xff",
    ],
)
def test_another_file_is_refused(data):
    with pytest.raises(BadInput, match=r"p\.json: is no leaktrail-proposals/1"):
        proposals_from(data.encode("latin-1"), "p.json")


def test_the_file_is_no_graph_that_could_be_imported(server, plan, tmp_path):
    server.play(answer(SOLD))
    data = json.dumps(to_record(run(server, plan), plan)).encode()
    store = open_store(f"sqlite:///{tmp_path}/s.db")
    try:
        with pytest.raises(BadInput):
            import_exchange(store, data, "p.json")
        assert list(store.documents()) == []
    finally:
        store.close()

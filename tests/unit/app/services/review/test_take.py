"""Proposals of a language model: put up, they are a question; accepted, a transfer that is marked; taken back, nothing."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from app.cli.text import transfer_line
from app.domain.document import Metadata, Quote
from app.domain.errors import BadInput, BadQuestion
from app.domain.proposal import End, Outcome, Proposal
from app.domain.vocabulary import Action, How, Status
from app.domain.window import Window
from app.services.describe import transfer_fact
from app.services.export import Wanted as Exported
from app.services.export import contents_of, write_export
from app.services.formats import find_format
from app.services.graph import Graphs
from app.services.paging import Part
from app.services.publish import publish
from app.services.review.history import list_judgements
from app.services.review.keep import By, Saving
from app.services.review.queue import Wanted, list_queue
from app.services.snapshot import ALL
from app.store.uri import open_store
from tests.builders import plain_reading
from tests.unit.app.services.review.conftest import Desk

TEXT = "倉庫番の男は2032年3月、台帳の写しを古書商に渡した。\n"
READING = plain_reading(TEXT.encode(), "ledger.txt", Metadata())


def words(text: str) -> Quote:
    start = TEXT.index(text)
    return READING.document.quote(start, start + len(text))


PROPOSAL = Proposal(
    "proposal-1",
    READING.document.id,
    Outcome.REVIEW,
    (),
    {"quote": "台帳の写しを古書商に渡した"},
    quote=words(TEXT.strip()),
    provider=End(words("倉庫番の男")),
    recipient=End(words("古書商")),
    dataset=words("台帳の写し"),
    action=Action.HANDOVER,
    window=Window.month(2032, 3),
    time=words("2032年3月"),
    status=Status.CONFIRMED,
)


def written(*proposals: Proposal) -> bytes:
    dumped = [TypeAdapter(Proposal).dump_python(one, mode="json") for one in proposals]
    return json.dumps({"format": "leaktrail-proposals/1", "proposals": dumped}).encode()


@pytest.fixture
def desk(tmp_path):
    with closing(open_store(f"sqlite:///{tmp_path}/case.db")) as store:
        store.put_readings([READING])
        publish(store)
        yield Desk(store)


def take(desk, *proposals):
    return desk.review.take(written(*proposals), "proposals.json", By("甲"), Saving.SAVE)


def open_kinds(desk):
    return [one["kind"] for one in list_queue(desk.snapshot, Part(), Wanted())["items"]]


def test_put_up_it_is_a_question_and_in_no_answer(desk):
    answer = take(desk, PROPOSAL, replace(PROPOSAL, id="proposal-2", outcome=Outcome.REFUSED))
    assert answer["effects"]["changes_nothing"]
    assert [one["verdict"] for one in answer["judgements"]] == ["unsure"]
    (entry,) = list_queue(desk.snapshot, Part(), Wanted(kind="proposal"))["items"]
    assert entry["question"] == "A language model reads: 倉庫番の男 → 古書商. Do the words say so?"
    assert entry["sides"][0]["evidence"][0]["quote"] == TEXT.strip()
    assert not desk.snapshot.graph.transfers
    assert take(desk, PROPOSAL)["judgements"] == []  # again is once


def test_accepted_it_is_a_transfer_that_says_what_it_is(desk):
    take(desk, PROPOSAL)
    effects = desk.judge("accept", "proposal-1", who="乙")["effects"]
    assert [one["status"] for one in effects["rises"]["transfers"]] == ["confirmed"]
    (transfer,) = desk.snapshot.graph.transfers.values()
    assert transfer.how["provider"] is How.PROPOSED
    assert transfer_line(transfer_fact(desk.snapshot, transfer)).startswith("倉庫番の男 (proposed) → 古書商 (proposed)")
    assert transfer.evidence == (PROPOSAL.quote,)
    assert open_kinds(desk) == []
    assert Graphs(desk.store).slice(ALL, None, None).graph.transfers == desk.snapshot.graph.transfers


def test_no_store_keeps_what_it_adds_and_every_process_counts_it(desk):
    take(desk, PROPOSAL)
    desk.judge("accept", "proposal-1")
    assert all(claim.how is not How.PROPOSED for reading in desk.store.readings() for claim in reading.claims)
    publish(desk.store)
    assert desk.store.published() == desk.store.revision()
    assert desk.store.as_published().transfers(None, None) == {}
    assert len(Graphs(desk.store).snapshot().graph.transfers) == 1
    assert not desk.store.check()


def test_no_files_for_a_record_are_made_of_it(desk, tmp_path):
    take(desk, PROPOSAL)
    form = find_format("neo4j-admin")
    write_export(contents_of(desk.graphs, Exported()), form, tmp_path / "before.neo4j")
    desk.judge("accept", "proposal-1")
    with pytest.raises(BadQuestion, match="proposals are accepted"):
        write_export(contents_of(desk.graphs, Exported()), form, tmp_path / "after.neo4j")
    assert not (tmp_path / "after.neo4j").exists()


def test_taken_back_it_leaves_no_trace_and_rejected_it_is_not_asked_again(desk):
    before = desk.snapshot.graph
    take(desk, PROPOSAL)
    (accepted,) = desk.judge("accept", "proposal-1")["judgements"]
    desk.undo(accepted["id"])
    assert desk.snapshot.graph == before
    assert open_kinds(desk) == ["proposal"]
    desk.judge("reject", "proposal-1")
    assert open_kinds(desk) == []
    assert desk.snapshot.graph == before


def test_two_who_disagree_about_one_are_a_disagreement(desk):
    take(desk, PROPOSAL)
    desk.judge("accept", "proposal-1")
    desk.judge("reject", "proposal-1", who="乙")
    assert open_kinds(desk) == ["disagreement"]
    assert not desk.snapshot.graph.transfers


def test_it_goes_and_comes_back_with_its_document(desk):
    take(desk, PROPOSAL)
    desk.judge("accept", "proposal-1")
    desk.store.remove(READING.document.id)
    assert not desk.snapshot.graph.transfers
    assert {one["loss"] for one in list_judgements(desk.snapshot, Part())["items"]} == {"gone"}
    desk.store.put_readings([READING])
    assert len(desk.snapshot.graph.transfers) == 1


def test_a_claim_that_it_brought_can_be_corrected(desk):
    take(desk, PROPOSAL)
    desk.judge("accept", "proposal-1")
    (transfer,) = desk.snapshot.graph.transfers
    desk.judge("correct", desk.claim(transfer, "action"), typed="sale")
    assert desk.snapshot.graph.transfers[transfer].action is Action.SALE


@pytest.mark.parametrize(
    "bad",
    [
        replace(PROPOSAL, document=READING.document.id + "0"),
        replace(PROPOSAL, quote=replace(PROPOSAL.quote, exact="別の言葉")),
        replace(PROPOSAL, provider=End(replace(words("倉庫番の男"), start=1, end=6))),
    ],
)
def test_words_that_do_not_stand_in_the_document_are_refused(desk, bad):
    with pytest.raises(BadInput) as refused:
        take(desk, bad)
    assert refused.value.place == "proposals.json"
    assert not desk.store.judgements()


@pytest.mark.parametrize("text", ["", "[]", '{"format": "leaktrail/1"}', written().decode()[:-1]])
def test_another_file_is_refused(desk, text):
    with pytest.raises(BadInput):
        desk.review.take(text.encode(), "x.json", By("甲"), Saving.SAVE)

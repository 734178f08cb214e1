"""What an audience is told is what a store would tell that had never held anything else.

The law: for each clearance, each kind of answer about any store is that of a store that was made of the visible
documents alone. Questions name everything that there is, hidden things too, and things that are nowhere; an error is an
answer like any other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from itertools import count, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.access import EVERYTHING, Audience, Marking
from app.domain.errors import LeaktrailError, NotFound
from app.domain.ports import Store
from app.domain.view import Policy, Reading, View
from app.services import detail, listing
from app.services.ask import Options, ask_holders, ask_lineage, ask_paths
from app.services.chokepoints import ask_chokepoints
from app.services.common_source import ask_common_source
from app.services.counts import ask_counts
from app.services.drawing import Drawn, ask_drawing
from app.services.export import Wanted, contents_of, pieces_of
from app.services.formats import FORMATS
from app.services.graph import Graphs
from app.services.outstanding import ask_outstanding
from app.services.paging import Part
from app.services.publish import publish
from app.services.review.history import list_judgements
from app.services.review.queue import list_queue
from app.services.seen import Seen, Sights
from app.services.sight import Sight
from app.services.single_source import Wanted as SingleWanted
from app.services.single_source import ask_single_source
from app.services.snapshot import ALL
from app.services.suggest import suggest
from app.services.withdrawal import ask_withdrawal
from app.services.words import find_words
from app.store.uri import open_store
from tests.unit.loaders.resolve.stories import judged, printed, theft
from tests.unit.loaders.resolve.test_resolve_properties import judged_stories

SLOW_FORMATS = {"html", "pdf"}  # they tell what the others tell, and take a second
DAY = "2031-06-30"
CASES = int(os.environ.get("LEAKTRAIL_SEEN_CASES") or 12)


def secret() -> bytes:
    return b"0" * 32


# ------------------------------------------------------------------ every kind of question


def names_of(readings: list[Reading]) -> list[str]:
    """What a question may name: documents by all their names, actors and datasets by local id and by label, nothing."""
    found = {"nothing", "元社員", "あさひ商店", "名簿"}
    for reading in readings:
        found |= {reading.document.id, reading.document.name, f"{reading.document.name}~2"}
        found |= {claim.subject for claim in reading.claims}
    return sorted(found)


def questions(names: list[str], formats: list[str]) -> Iterator[tuple[str, Callable[[Sight], object]]]:
    """(what is asked, how): every service that a door asks."""
    page = listing.Page()
    lists = {
        "actors": listing.list_actors,
        "transfers": listing.list_transfers,
        "documents": listing.list_documents,
        "claims": listing.list_claims,
        "conflicts": listing.list_conflicts,
        "incidents": listing.list_incidents,
        "datasets": listing.list_datasets,
        "events": listing.list_events,
    }
    for name, ask in lists.items():
        yield f"list {name}", lambda sight, ask=ask: ask(sight.snapshot(), page)
    yield "revision", lambda sight: sight.revision()
    yield "documents", lambda sight: (sight.documents(), sight.markings())
    yield "judgements", lambda sight: list_judgements(sight.snapshot(), Part(500, None))
    yield "review", lambda sight: list_queue(sight.snapshot(), Part(500, None))
    for options in (Options(), Options(mode="certain", by="2031-09-30"), Options(known_on=DAY)):
        yield f"holders {options}", lambda sight, o=options: ask_holders(sight, o)
        yield f"outstanding {options}", lambda sight, o=options: ask_outstanding(sight, "all", Part(500, None), o)
        yield f"drawing {options}", lambda sight, o=options: ask_drawing(sight, Drawn(limit=5), o)
        yield f"counts {options}", lambda sight, o=options: ask_counts(sight, None, None, Part(500, None), o)
        yield (
            f"single source {options}",
            lambda sight, o=options: ask_single_source(sight, SingleWanted(), Part(500, None), o),
        )
    for policy in Policy:
        yield f"policy {policy}", lambda sight, p=policy: ask_holders(sight, Options(policy=p.value))
    for name in names:
        yield f"actor {name}", lambda sight, n=name: detail.actor_detail(sight.snapshot(), n)
        yield f"drawing around {name}", lambda sight, n=name: ask_drawing(sight, Drawn(actor=n), Options())
        yield f"drawing of {name}", lambda sight, n=name: ask_drawing(sight, Drawn(incident=n), Options(known_on=DAY))
        yield f"transfer {name}", lambda sight, n=name: detail.transfer_detail(sight.snapshot(), n)
        yield f"document {name}", lambda sight, n=name: detail.document_detail(sight.snapshot(), n)
        yield f"text {name}", lambda sight, n=name: detail.text_of(sight.snapshot(), n)
        yield (
            f"claims of {name}",
            lambda sight, n=name: listing.list_claims(sight.snapshot(), page, listing.Wanted(thing=n, document=n)),
        )
        yield f"search {name}", lambda sight, n=name: listing.list_documents(sight.snapshot(), listing.Page(n))
        yield f"words {name}", lambda sight, n=name: find_words(sight, listing.Page(n))
        yield f"suggested {name}", lambda sight, n=name: suggest(sight, n, 50)
        yield f"after {name}", lambda sight, n=name: find_words(sight, listing.Page("社", cursor=f"{n}:0"))
        yield f"cursor {name}", lambda sight, n=name: listing.list_documents(sight.snapshot(), listing.Page(cursor=n))
        yield f"withdrawal {name}", lambda sight, n=name: ask_withdrawal(sight, n, Options())
        yield f"downstream {name}", lambda sight, n=name: ask_lineage(sight, n, "downstream", Options())
        yield f"upstream {name}", lambda sight, n=name: ask_lineage(sight, n, "upstream", Options(known_on=DAY))
    for start, goal in list(product(names, names))[::5]:
        yield f"paths {start} {goal}", lambda sight, a=start, b=goal: ask_paths(sight, a, b, 9, Options())
        yield f"chokes {start} {goal}", lambda sight, a=start, b=goal: ask_chokepoints(sight, a, b, Options())
        yield f"common {start} {goal}", lambda sight, a=start, b=goal: ask_common_source(sight, a, b, Options())
    for form in formats:
        yield f"export {form}", lambda sight, f=form: b"".join(pieces_of(contents_of(sight, Wanted()), FORMATS[f]))
    yield (
        "export known on",
        lambda sight: b"".join(pieces_of(contents_of(sight, Wanted(known_on=DAY)), FORMATS["leaktrail"])),
    )


def told(sight: Sight, ask: Callable[[Sight], object]) -> object:
    """An answer, without the time that it took; an error is what it says."""
    try:
        answer = ask(sight)
    except LeaktrailError as error:
        return type(error), str(error), getattr(error, "matches", None)
    return {k: v for k, v in answer.items() if k != "elapsed_ms"} if isinstance(answer, dict) else answer


def fill(store: Store, readings: list[Reading], judgements, markings) -> Store:
    store.put_readings(readings)
    store.put_judgements(judgements)
    for document, marking in markings.items():
        if marking is not None:
            store.mark(document, marking)
    return store


def ids(readings: list[Reading]) -> set[str]:
    return {key for one in readings for claim in one.claims for key in (claim.id, claim.subject)}


# ------------------------------------------------------------------ the law


@st.composite
def marked_stories(draw):
    """Readings, some with a text and some of one name; judgements about them; their markings."""
    readings, votes = draw(judged_stories())
    found = []
    for number, one in enumerate(readings):
        name = draw(st.sampled_from(("memo", one.document.name)))
        text = draw(st.sampled_from((None, f"{one.document.name}の元社員。名簿を渡した社員{number}人。\n")))
        reading = one if text is None else printed(one, text)
        found.append(replace(reading, document=replace(reading.document, name=name)))
    markings = {one.document.id: draw(st.sampled_from((None, *Marking))) for one in found}
    return found, votes, markings


@settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    drawn=marked_stories(),
    clearance=st.sampled_from(list(Marking)),
    unmarked=st.sampled_from((Marking.CLEAR, Marking.AMBER, Marking.RED)),
    form=st.sampled_from(sorted(FORMATS.keys() - SLOW_FORMATS)),
)
def test_an_audience_is_told_what_a_store_of_the_visible_documents_tells(drawn, clearance, unmarked, form):
    readings, votes, markings = drawn
    visible = [one for one in readings if (markings[one.document.id] or unmarked).rank <= clearance.rank]
    known = {one.document.id for one in visible}
    counted = [vote for vote in votes if ids(visible) >= {*vote.about}]
    with closing(open_store("sqlite:///:memory:")) as full, closing(open_store("sqlite:///:memory:")) as bare:
        fill(full, readings, votes, markings)
        fill(bare, visible, counted, {key: marking for key, marking in markings.items() if key in known})
        seen = Seen(Graphs(full), Audience(clearance), unmarked, secret)
        only = Graphs(bare)
        for asked, ask in questions(names_of(readings), [form]):
            assert told(seen, ask) == told(only, ask), asked


@settings(max_examples=8, deadline=None)
@given(marked_stories())
def test_whoever_sees_everything_is_told_everything(drawn):
    readings, votes, markings = drawn
    with closing(open_store("sqlite:///:memory:")) as full:
        graphs = Graphs(fill(full, readings, votes, markings))
        assert Sights(graphs, Marking.RED, secret).of(EVERYTHING) is graphs
        seen = Seen(graphs, Audience(Marking.RED), Marking.RED, secret)
        assert seen.snapshot() == graphs.snapshot()


@pytest.mark.parametrize("form", sorted(SLOW_FORMATS & FORMATS.keys()))
def test_reports_tell_nothing_else_either(form, tmp_path):
    shown, hidden = theft("d1", "x", "元社員"), theft("d2", "x", "元社員", publisher="隠れた新聞")
    with closing(open_store("sqlite:///:memory:")) as full, closing(open_store("sqlite:///:memory:")) as bare:
        fill(full, [shown, hidden], [], {"d2": Marking.RED})
        fill(bare, [shown], [], {})
        sights = Seen(Graphs(full), Audience(Marking.GREEN), Marking.GREEN, secret), Graphs(bare)
        seen, only = (b"".join(pieces_of(contents_of(one, Wanted()), FORMATS[form])) for one in sights)
    assert seen == only


# ------------------------------------------------------------------ what changes meanwhile


@pytest.fixture
def kept(tmp_path):
    """A store that keeps its graph in segments beside it."""
    with closing(open_store(f"sqlite:///{tmp_path / 'case.db'}")) as store:
        fill(store, [theft("d1", "x", "元社員"), theft("d2", "y", "元社員D")], [], {"d1": Marking.CLEAR})
        publish(store)
        yield store


def test_the_graph_beside_the_record_knows_of_no_audience_and_is_not_asked(kept):
    assert kept.published() == kept.revision()
    graphs = Graphs(kept)
    assert graphs.slice(ALL, None, None).is_slice
    seen = Seen(graphs, Audience(Marking.GREEN), Marking.RED, secret)
    part = seen.slice(ALL, None, None)
    assert not part.is_slice
    assert set(part.graph.documents) == {"d1"}
    with pytest.raises(NotFound):
        ask_lineage(seen, "d2:y", "upstream", Options())


def test_a_marking_counts_from_the_next_question_on(kept):
    seen = Seen(Graphs(kept), Audience(Marking.GREEN), Marking.RED, secret)
    for marks, visible in (
        ({}, {"d1"}),
        ({"d2": Marking.GREEN}, {"d1", "d2"}),
        ({"d1": Marking.AMBER}, {"d2"}),
        ({"d2": None}, set()),
        ({"d1": Marking.CLEAR}, {"d1"}),
    ):
        for document, marking in marks.items():
            kept.mark(document, marking)
        assert set(seen.snapshot().graph.documents) == visible
        assert {one.id for one in seen.documents()} == visible
        assert set(seen.snapshot(View(frozenset({"d1", "d2"}))).readings) == visible


def test_what_is_hidden_changes_no_revision(kept):
    seen = Seen(Graphs(kept), Audience(Marking.GREEN), Marking.RED, secret)
    before = seen.revision()
    kept.mark("d2", Marking.AMBER)
    kept.put_judgements([judged("reject", "d2:y", who="隠れた人")])
    kept.put_readings([theft("d3", "z", "元社員E")])
    assert seen.revision() == before
    kept.mark("d3", Marking.CLEAR)
    assert seen.revision() != before


def test_a_document_that_was_taken_out_shows_nothing_that_was_decided_about_it(kept):
    vote = judged("same", "d1:x", "d2:y", who="隠れた人")
    kept.put_judgements([vote])
    kept.mark("d2", Marking.CLEAR)
    seen = Seen(Graphs(kept), Audience(Marking.GREEN), Marking.RED, secret)
    assert seen.snapshot().view.judgements == (vote,)
    kept.remove("d2")
    assert seen.snapshot().view.judgements == ()


def test_a_judgement_about_what_is_hidden_joins_nothing(kept):
    """d3 and d4 are one only by way of d2, which green eyes do not see."""
    kept.put_readings([theft("d3", "z", "元社員E"), theft("d4", "w", "元社員B")])
    kept.mark("d3", Marking.CLEAR)
    kept.mark("d4", Marking.CLEAR)
    kept.put_judgements([judged("same", "d4:w", "d2:y"), judged("same", "d2:y", "d3:z")])
    graphs = Graphs(kept)
    seen = Seen(graphs, Audience(Marking.GREEN), Marking.RED, secret)
    everything, green = graphs.snapshot(), seen.snapshot()
    assert everything.present("d4:w") == everything.present("d3:z")
    assert green.present("d4:w") != green.present("d3:z")
    assert green.view.judgements == ()


def test_snapshots_are_kept_while_nothing_changes(kept):
    seen = Seen(Graphs(kept), Audience(Marking.GREEN), Marking.RED, secret)
    first = seen.snapshot()
    assert seen.snapshot() is first
    for day in range(20):
        seen.snapshot(View(frozenset({"d1"}), policy=list(Policy)[day % 3]))
        seen.snapshot(View(frozenset({f"x{day}"})))
    assert len(seen._visible.snapshots) <= 8
    kept.mark("d2", Marking.AMBER)
    assert seen.snapshot() is not first


def test_threads_that_ask_at_once_are_given_what_one_of_them_makes(kept):
    seen = Seen(Graphs(kept), Audience(Marking.RED, names=False), Marking.RED, secret)
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: seen.snapshot(), range(32)))
    assert all(one is made[0] for one in made)


def test_nothing_is_shown_while_nobody_can_say_whose_names_are_to_be_hidden(kept, monkeypatch):
    """The record changes between the graph and the search for its people."""
    graphs = Graphs(kept)
    seen = Seen(graphs, Audience(Marking.RED, names=False), Marking.RED, secret)
    expected = Seen(graphs, Audience(Marking.RED, names=False), Marking.RED, secret).snapshot()
    answers = count()
    real = Graphs.judged
    monkeypatch.setattr(Graphs, "judged", lambda *given: None if next(answers) == 1 else real(*given))
    assert seen.snapshot() == expected
    assert next(answers) == 4, "asked once more for both"

"""What is particular to Neo4j as a store: addresses and logins, other writers, the graph beside the record, limits."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path

import neo4j
import pytest

from app.domain.claim import Claim, Run, local_id
from app.domain.document import Block, BlockKind, Document, Mention, Metadata, Passage
from app.domain.errors import StoreTooNew, StoreUnavailable
from app.domain.ids import document_id
from app.domain.judgement import Judgement, Verdict
from app.domain.view import Reading, View
from app.domain.vocabulary import ThingKind
from app.services.files import find_files
from app.services.load import load
from app.services.publish import publish
from app.store import neo4j_publish
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from app.store.uri import open_store
from loaders.resolve import resolve
from tests.faults.picture import expected_of, picture_of
from tests.faults.stories import extractor, read_story, story
from tests.neo4j_server import Neo4j

pytestmark = pytest.mark.neo4j


def told(number: int, generation: int = 1, transfers: int = 2) -> Reading:
    """What that generation reads in a story."""
    data = story(number, transfers).encode()
    return read_story(data, f"story{number}.txt", Metadata(), extractor=extractor(generation))


@pytest.fixture
def opener(neo4j_empty: Neo4j) -> Callable[..., Neo4jStore]:
    """Opens the empty store, again and again."""

    def open_it(seconds: float = 60.0, uri: str = neo4j_empty.uri) -> Neo4jStore:
        return Neo4jStore.open(uri, Login(neo4j_empty.user, neo4j_empty.password, seconds))

    return open_it


@pytest.fixture
def store(opener: Callable[..., Neo4jStore]) -> Iterator[Neo4jStore]:
    with closing(opener()) as store:
        yield store


@pytest.fixture
def run(neo4j_driver: neo4j.Driver) -> Callable[..., list[list[object]]]:
    """Runs a statement as somebody else would."""

    def one(statement: str, **parameters: object) -> list[list[object]]:
        with neo4j_driver.session() as session:
            return session.run(statement, parameters).values()

    return one


def assert_published(store: Neo4jStore, driver: neo4j.Driver) -> None:
    """Record and graph are as if they had been made from the readings that count, in one go."""
    assert store.published() == store.revision()
    assert list(store.check()) == []
    there, wanted = picture_of(driver), expected_of(store.readings(), store.judgements())
    assert there.differences(wanted) == []


# ------------------------------------------------------------------ addresses and logins


def answering(answer: bytes | None) -> tuple[socket.socket, int]:
    """A server that gives each client that answer and is silent then; None: it closes at once."""
    listener = socket.create_server(("127.0.0.1", 0))
    kept = []

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            if answer is None:
                client.close()
                continue
            kept.append(client)
            if answer:
                client.recv(100)
                client.sendall(answer)

    threading.Thread(target=serve, daemon=True).start()
    return listener, listener.getsockname()[1]


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", "did not answer within 1 s"),
        (None, "cannot be reached: .*(reset by peer|incomplete handshake)"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", r"cannot be reached: .*looks like HTTP"),
        (b"\0\0\0\0", "cannot be reached: .*does not support communication with this driver"),
    ],
    ids=["silent", "closing", "http", "other version"],
)
def test_what_is_no_neo4j_is_told_in_time(scheme: str, answer: bytes | None, reason: str):
    listener, port = answering(answer)
    began = time.monotonic()
    with listener, pytest.raises(StoreUnavailable, match=reason):
        open_store(f"{scheme}://127.0.0.1:{port}", Login(seconds=1))
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        ("127.0.0.1:1", "cannot be reached: Connect call failed"),
        ("127.0.0.1:x", "is no address of Neo4j: .*'x'"),
        ("127.0.0.1:99999", "is no address of Neo4j: .*out of range"),
        ("127.0.0.1:7687/leaks", "is no address of Neo4j: .*'leaks'"),
        ("no.such.host.invalid", "cannot be reached: .*"),
        ("a..b", "is no address of Neo4j: .*label empty"),
        (f"{'a' * 300}", "is no address of Neo4j: .*label too long"),
    ],
)
def test_a_wrong_address_is_told_at_once_and_leaves_no_thread(scheme: str, rest: str, reason: str):
    before = {thread for thread in threading.enumerate() if thread.name == "neo4j"}
    with pytest.raises(StoreUnavailable, match=reason):
        open_store(f"{scheme}://{rest}", Login(seconds=5))
    assert {thread for thread in threading.enumerate() if thread.name == "neo4j"} <= before


@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc", "neo4j+s", "neo4j+ssc"])
def test_tls_with_a_plain_server_is_told_with_what_helps(neo4j_server: Neo4j, scheme: str):
    place = neo4j_server.uri.partition("://")[2]
    with pytest.raises(StoreUnavailable, match=r"cannot be reached: .* a server without TLS is bolt:// or neo4j://"):
        open_store(f"{scheme}://{place}", Login(seconds=5))


def test_a_wrong_password_is_told_at_once(neo4j_server: Neo4j):
    if neo4j_server.password is None:
        pytest.skip("this server asks for no password")
    began = time.monotonic()
    with pytest.raises(StoreUnavailable, match=r"refuses user and password \(set LEAKTRAIL_NEO4J_USER"):
        open_store(neo4j_server.uri, Login("neo4j", "wrong", 20))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_both_schemes_lead_to_the_record(opener: Callable[..., Neo4jStore], neo4j_empty: Neo4j, scheme: str):
    with closing(opener(uri=f"{scheme}://{neo4j_empty.uri.partition('://')[2]}")) as store:
        store.put_readings([told(0)])
        publish(store)
        assert store.get_reading(told(0).document.id) == told(0)


# ------------------------------------------------------------------ whose database it is


def test_a_database_of_another_program_is_left_alone(opener: Callable[..., Neo4jStore], run):
    run("MATCH (n:SchemaStep) DELETE n")
    run("CREATE (:Person {name: 'somebody'})")
    with pytest.raises(StoreUnavailable, match="belongs to another program"):
        opener()
    assert run("MATCH (n) RETURN labels(n)") == [[["Person"]]]


def test_a_step_of_the_schema_with_another_text_is_refused(opener: Callable[..., Neo4jStore], run):
    opener().close()
    run("MATCH (s:SchemaStep {id: '0002_indexes'}) SET s.checksum = 'another'")
    with pytest.raises(StoreUnavailable, match="its schema step 0002_indexes was applied with another text"):
        opener()


def test_a_database_of_a_later_build_is_refused(opener: Callable[..., Neo4jStore], run):
    opener().close()
    run("CREATE (:SchemaStep {id: '9999_later', checksum: 'x'})")
    with pytest.raises(StoreTooNew, match="has the schema step 9999_later"):
        opener()


def test_many_may_open_an_empty_database_at_once(opener: Callable[..., Neo4jStore], run):
    for statement in ("SHOW CONSTRAINTS YIELD name", "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
        kind = statement.split()[1].removesuffix("S").removesuffix("E")
        for name, *_ in run(statement):
            run(f"DROP {'CONSTRAINT' if kind == 'CONSTRAINT' else 'INDEX'} {name} IF EXISTS")
    with ThreadPoolExecutor(8) as threads:
        stores = list(threads.map(lambda _: opener(), range(8)))
    for store in stores:
        store.close()
    assert len(run("SHOW CONSTRAINTS YIELD name")) == 18
    assert len(run("MATCH (s:SchemaStep) RETURN s")) == 3


# ------------------------------------------------------------------ other writers


def test_what_a_stranger_deletes_meanwhile_is_tried_again(store: Neo4jStore, neo4j_driver: neo4j.Driver, run):
    store.put_readings([told(0)])
    run("MATCH (r:Run) CREATE (:Mention {id: 'odd', run: r.id})")
    with ThreadPoolExecutor(1) as thread, neo4j_driver.session() as session:
        stranger = session.begin_transaction()
        stranger.run("MATCH (m:Mention {id: 'odd'}) DELETE m").consume()
        writing = thread.submit(store.put_readings, [told(0, 2)])
        time.sleep(0.5)  # it has found the mention, and waits for its lock
        stranger.commit()
        writing.result()
    assert list(store.readings()) == [told(0, 2)]
    assert store.retries > 0


def test_readers_see_one_of_two_generations(opener: Callable[..., Neo4jStore], store: Neo4jStore):
    """While a document is read anew again and again, it comes whole, as one generation or the other made it."""
    generations = [told(0, 1, 12), told(0, 2, 12)]
    store.put_readings(generations)
    done = threading.Event()

    def write() -> None:
        with closing(opener()) as writer:
            while not done.is_set():
                for reading in generations:
                    writer.put_readings([reading])

    with ThreadPoolExecutor(1) as thread:
        writing = thread.submit(write)
        try:
            seen = [store.get_reading(generations[0].document.id) for _ in range(20)]
        finally:
            done.set()
        writing.result()
    assert all(reading in generations for reading in seen)
    assert sum(one != other for one, other in pairwise(seen)) > 1, "nothing changed while it was read"


def test_a_time_limit_in_the_middle_of_a_transaction_keeps_nothing(
    opener: Callable[..., Neo4jStore], store: Neo4jStore, neo4j_driver: neo4j.Driver
):
    store.put_readings([told(0)])
    before = store.revision()
    with closing(opener(1.0)) as hasty, neo4j_driver.session() as session:
        with session.begin_transaction() as stranger:
            stranger.run("MATCH (d:Document) SET d.held = true REMOVE d.held").consume()
            began = time.monotonic()
            with pytest.raises(StoreUnavailable, match=r"did not answer within 1 s|refuses: "), hasty.transaction():
                hasty.put_readings([told(1), told(0, 2)])
            assert time.monotonic() - began < 2.5
        assert hasty.revision() == before
        with hasty.transaction():
            hasty.put_readings([told(1), told(0, 2)])
        assert hasty.get_reading(told(0).document.id) == told(0, 2)


# ------------------------------------------------------------------ transactions with parts


class Failed(Exception):
    """What a part ends with."""


def fail_after(store: Neo4jStore, reading: Reading, then: Callable[[], None] = lambda: None) -> None:
    with store.transaction():
        store.put_readings([reading])
        then()
        raise Failed


def test_a_part_inside_a_part_is_undone_by_itself(store: Neo4jStore):
    with store.transaction():
        store.put_readings([told(0)])
        with store.transaction():
            store.put_readings([told(1)])
            with pytest.raises(Failed):
                fail_after(store, told(2))
            store.put_readings([told(0, 2)])
        assert store.remove(told(1).document.id)
    assert list(store.readings()) == [told(0, 2)]
    store.put_readings([told(1)])
    assert sorted(store.readings(), key=lambda r: r.document.id) == sorted(
        [told(0, 2), told(1)], key=lambda r: r.document.id
    )


def test_a_part_that_fails_on_the_server_is_undone_by_itself(store: Neo4jStore, run):
    """The transaction is of no use then, and what came before is done again."""
    too_long = replace(told(1), claims=tuple(_of_long_subject(told(1))))
    with store.transaction():
        store.put_readings([told(0)])
        with (
            pytest.raises(StoreUnavailable, match=r"too large to index.*\(nothing was half kept\)"),
            store.transaction(),
        ):
            store.put_readings([too_long])
        store.put_readings([told(2)])
    assert {reading.document.name for reading in store.readings()} == {"story0", "story2"}


def _of_long_subject(reading: Reading) -> Iterator[Claim]:
    for claim in reading.claims[:1]:
        yield replace(claim, subject="x" * 40_000)


def test_others_who_wrote_while_a_part_was_undone_are_noticed(opener: Callable[..., Neo4jStore], store: Neo4jStore):
    """What the transaction had read before no longer holds, so all of it ends."""
    with closing(opener()) as other, ThreadPoolExecutor(1) as thread:

        def let_in() -> None:
            thread.submit(other.put_readings, [told(5)])
            time.sleep(0.3)  # it waits for its turn, and gets it when the part is undone

        with pytest.raises(StoreUnavailable, match="another process wrote while a part was undone"):
            _fail_inside(store, let_in)
    assert list(store.readings()) == [told(5)]


def _fail_inside(store: Neo4jStore, then: Callable[[], None]) -> None:
    with store.transaction():
        store.put_readings([told(0)])
        fail_after(store, told(1), then)


# ------------------------------------------------------------------ threads and the end


def test_closing_ends_calls_that_wait(opener: Callable[..., Neo4jStore], store: Neo4jStore, neo4j_driver: neo4j.Driver):
    store.put_readings([told(0)])
    other = opener()
    with ThreadPoolExecutor(4) as threads, neo4j_driver.session() as session, session.begin_transaction() as stranger:
        stranger.run("MATCH (s:Store) SET s.held = true REMOVE s.held").consume()
        waiting = [threads.submit(other.put_readings, [told(number)]) for number in (1, 2)]
        reading = [threads.submit(_read_for_ever, other) for _ in range(2)]
        time.sleep(0.5)
        began = time.monotonic()
        other.close()
        for future in (*waiting, *reading):
            with pytest.raises(StoreUnavailable):
                future.result()
        assert time.monotonic() - began < 3
    assert list(store.readings()) == [told(0)]
    with pytest.raises(StoreUnavailable, match="is closed"):
        other.readings()


def _read_for_ever(store: Neo4jStore) -> None:
    while True:
        store.readings()


def test_an_interrupted_call_does_not_go_on_behind_our_back(store: Neo4jStore, neo4j_driver: neo4j.Driver, monkeypatch):
    """Ctrl-C while it waits: what it was about to do is not done when the way is free."""
    from concurrent.futures import Future

    def interrupted(self: object, timeout: float | None = None) -> None:
        time.sleep(0.3)
        raise KeyboardInterrupt

    with neo4j_driver.session() as session, session.begin_transaction() as stranger:
        stranger.run("MERGE (s:Store {id: 'store'}) SET s.held = true REMOVE s.held").consume()
        with monkeypatch.context() as patched:
            patched.setattr(Future, "result", interrupted)
            with pytest.raises(KeyboardInterrupt):
                store.put_readings([told(0)])
        stranger.commit()
    time.sleep(0.5)
    assert list(store.readings()) == []


# ------------------------------------------------------------------ the graph beside the record


@pytest.mark.parametrize("take_out", [Neo4jStore.remove, Neo4jStore.erase], ids=["removed", "erased"])
def test_a_document_that_went_and_came_is_in_the_graph_again(store: Neo4jStore, neo4j_driver, take_out):
    """The record is the same as when the graph was published; the graph has lost what rested on the document."""
    store.put_readings([told(0), told(3)])
    publish(store)
    assert take_out(store, told(0).document.id)
    store.put_readings([told(0)])
    assert store.published() is None
    publish(store)
    assert_published(store, neo4j_driver)


def test_a_generation_that_came_back_is_in_the_graph_again(store: Neo4jStore, neo4j_driver: neo4j.Driver):
    store.put_readings([told(0), told(3)])
    publish(store)
    store.put_readings([told(0, 2)])
    store.put_readings([told(0, 1)])
    publish(store)
    assert_published(store, neo4j_driver)


def test_judgements_are_in_the_graph(store: Neo4jStore, neo4j_driver: neo4j.Driver):
    store.put_readings([told(0), told(1)])
    actors = sorted({claim.subject for r in store.readings() for claim in r.claims if claim.kind is ThingKind.ACTOR})
    made = Judgement.of(Verdict.NOT_SAME, actors[:2], "調査員", datetime(2031, 5, 1, tzinfo=UTC), "他人")
    for judgements in ([made], [replace(made, undone=True)], [made]):
        store.put_judgements(judgements)
        publish(store)
        assert_published(store, neo4j_driver)


@pytest.mark.parametrize("statements", range(0, 30, 3))
def test_publishing_in_portions_can_break_off_anywhere(
    store: Neo4jStore, neo4j_driver: neo4j.Driver, monkeypatch: pytest.MonkeyPatch, statements: int
):
    """And the record may have gone back to where it was meanwhile: the graph is whole when it is published next."""
    store.put_readings([told(0), told(3)])
    publish(store)
    monkeypatch.setattr(neo4j_publish, "ONE_TRANSACTION", 0)
    monkeypatch.setattr(neo4j_publish, "BATCH", 5)
    store.put_readings([told(6), told(9)])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(store._link, "write", _failing_after(store._link.write, statements))
        with pytest.raises(Failed):
            publish(store)
    assert store.published() is None
    store.erase(told(6).document.id)
    store.erase(told(9).document.id)
    publish(store)
    assert_published(store, neo4j_driver)


def _failing_after(write: Callable[..., object], number: int) -> Callable[..., object]:
    left = iter(range(number + 1))

    def writing(work: object) -> object:
        if next(left, None) is None:
            raise Failed
        return write(work)

    return writing


@pytest.mark.parametrize("limit", [40_000, 0], ids=["in one transaction", "in portions"])
def test_publishers_at_once_do_not_hold_each_other_up(
    opener: Callable[..., Neo4jStore], store: Neo4jStore, neo4j_driver, run, monkeypatch, limit: int
):
    monkeypatch.setattr(neo4j_publish, "ONE_TRANSACTION", limit)
    monkeypatch.setattr(neo4j_publish, "BATCH", 50)
    store.put_readings([told(number) for number in range(6)])
    [[before]] = run("MATCH (s:Store) RETURN s.writes")
    stores = [opener() for _ in range(6)]
    with ThreadPoolExecutor(len(stores)) as threads:
        list(threads.map(publish, stores))
    for one in stores:
        one.close()
    [[after]] = run("MATCH (s:Store) RETURN s.writes")
    assert_published(store, neo4j_driver)
    if limit:
        assert after - before == 1, "one has published, the others have let it"


def test_a_graph_of_another_state_is_not_published(store: Neo4jStore):
    """Somebody wrote while the record was read: the graph is of no one state of it."""
    store.put_readings([told(0)])
    revision, readings = store.revision(), list(store.readings())
    graph = resolve(tuple(readings), View())
    assert store.publish(graph, [told(0, 2)], (), revision) is None
    store.put_readings([told(1)])
    assert store.publish(graph, readings, (), revision) is None
    assert store.published() is None


def test_a_load_that_writes_meanwhile_publishes_itself(
    opener: Callable[..., Neo4jStore], store: Neo4jStore, neo4j_driver: neo4j.Driver, tmp_path: Path
):
    files = []
    for number in range(6):
        files.append(tmp_path / f"story{number}.txt")
        files[-1].write_text(story(number, 2), "utf-8")

    def load_some(part: list[Path]) -> None:
        with closing(opener()) as one:
            list(load(one, find_files(part), partial(read_story)))

    def publish_often() -> None:
        with closing(opener()) as one:
            for _ in range(10):
                publish(one)

    with ThreadPoolExecutor(3) as threads:
        done = [threads.submit(load_some, files[::2]), threads.submit(load_some, files[1::2])]
        done.append(threads.submit(publish_often))
        for future in done:
            future.result()
    assert_published(store, neo4j_driver)


# ------------------------------------------------------------------ sizes


def long_reading(passages: int, length: int, generation: int) -> Reading:
    text = "".join((f"{number:06}" + "名簿が流出した。" * length)[:length] for number in range(passages))
    document = Document(document_id(text.encode()), "long", None, text)
    places = [(number, number * length, (number + 1) * length) for number in range(passages)]
    quotes = [document.quote(start, start + 6) for _, start, _ in places[::20]]
    things = [local_id(document.id, ThingKind.ACTOR, quote.start, quote.end) for quote in quotes]
    return Reading(
        document,
        Run(extractor(generation), ""),
        tuple(Block(BlockKind.PARAGRAPH, start, end) for _, start, end in places),
        tuple(Passage(document.id, number, BlockKind.PARAGRAPH, a, b, number) for number, a, b in places),
        tuple(Mention.of(quote, ThingKind.ACTOR, thing) for quote, thing in zip(quotes, things, strict=True)),
        (),
        tuple(
            Claim.of(thing, ThingKind.ACTOR, "label", f"会社{number}", [quote])
            for number, (thing, quote) in enumerate(zip(things, quotes, strict=True))
        ),
    )


def test_a_text_of_two_million_characters_comes_back(store: Neo4jStore):
    for generation in (1, 2):
        reading = long_reading(10_000, 200, generation)
        store.put_readings([reading])
        assert store.get_reading(reading.document.id) == reading
    assert store.find_passages("009999名簿", 5) == [(reading.document.id, 9_999)]
    publish(store)
    assert list(store.check()) == []
    assert store.erase(reading.document.id)
    assert list(store.readings()) == []

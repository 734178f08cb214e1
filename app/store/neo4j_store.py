"""The record in Neo4j, read and written through `Neo4jStore`; and the resolved graph beside it, for people.

    with closing(Neo4jStore.open("neo4j://127.0.0.1:7687", Login("neo4j", "…"))) as store:
        store.put_readings(readings)      # all or none; again: nothing changes
        store.revision()                  # 'revision-…', the same as a file with the same content has

The nodes are the record: a reading is put together again from its passages, mentions, sources and claims. Those of
runs that do not count (read anew since, or of a document taken out) bear the label Past. Threads may share a store,
each with its own transaction; writers take turns.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from threading import local

from app.domain.access import Marking
from app.domain.archive import Archive
from app.domain.document import Document, Quote
from app.domain.errors import StoreUnavailable
from app.domain.graph import Conflict, Graph, Transfer
from app.domain.ids import DatasetId, DocumentId, TransferId
from app.domain.judgement import Judgement
from app.domain.ports import Published, Sizes
from app.domain.view import Entry, Reading
from app.domain.words import fold
from app.property_graph import resolved_of
from app.store import neo4j_graph, neo4j_write
from app.store.cypher import queries
from app.store.login import NOBODY, Login
from app.store.neo4j_archive import open_archive
from app.store.neo4j_link import Neo4jLink, Row, Run, T, Work
from app.store.neo4j_publish import publish
from app.store.neo4j_read import RUNS_AT_ONCE, fill
from app.store.neo4j_rows import PARTS, document_from, readings_from
from app.store.neo4j_schema import check_schema, prepare
from app.store.neo4j_series import Series, take_turn
from app.store.rows import entry_from, judgement_from, judgement_row, revision_of, run_id, utc

LEFT_ON_SERVER = (
    "on a server that `leaktrail neo4j start` runs: leaktrail erase --rewrite --yes",
    "on another one: leaktrail backup FILE (or leaktrail export neo4j-admin, for what counts now), then stop it",
    "delete data/databases/neo4j and data/transactions/neo4j, start it, leaktrail restore FILE; delete that file",
)
"""How a server forgets: its files are written anew, and the old ones deleted."""

__all__ = ["Neo4jStore"]

_TRIES = 3


class Neo4jStore:
    """A `Store` (see `app.domain.ports`) in one database of Neo4j."""

    def __init__(self, link: Neo4jLink, place: str) -> None:
        """Over an open link to a prepared database; users call `open`."""
        self._link, self._place = link, place
        self._own = local()

    @classmethod
    def open(cls, uri: str, login: Login = NOBODY) -> Neo4jStore:
        """The store at that address; the schema is made or brought up to date. Raises StoreUnavailable, StoreTooNew."""
        link = Neo4jLink.open(uri, login)
        try:
            prepare(link, uri)
        except BaseException:
            link.close()
            raise
        return cls(link, uri)

    @property
    def retries(self) -> int:
        """How often transactions were done again, since another one stood in the way or a connection was lost."""
        return self._link.retries

    # ------------------------------------------------------------ readings

    def put_readings(self, readings: Iterable[Reading]) -> None:
        """Keep readings, all in one transaction. Raises BadInput for characters that cannot be kept."""
        self._write(neo4j_write.put_readings([(run_id(one), one) for one in readings]))

    def get_reading(self, document: DocumentId) -> Reading | None:
        """The current run of a document that is not removed; None if there is none."""
        return next(iter(self._readings("read/find_visible_run", document=document)), None)

    def readings(self) -> Sequence[Reading]:
        """The current runs of all documents that are not removed, by document id."""
        return self._readings("read/get_visible_runs")

    def documents(self) -> Sequence[Document]:
        """All documents that are not removed, by id."""
        found: list[Document] = []
        for part in neo4j_write.chunks(self._runs("read/get_visible_runs"), RUNS_AT_ONCE):
            found += [document_from(properties, body) for _, properties, body in self._read("read/get_runs", runs=part)]
        return sorted(found, key=lambda document: document.id)

    def entries(self) -> Sequence[Entry]:
        """All documents that are not removed, by id, without their texts."""
        rows = self._read("read/get_entries")
        return [entry_from(head, has_text=has_text) for _, head, has_text in rows]

    def runs(self) -> Mapping[DocumentId, str]:
        """The id of the current run of each document that is not removed: equal ids mean equal readings."""
        return {DocumentId(document): str(run) for run, document in self._read("read/get_visible_runs")}

    def remove(self, document: DocumentId) -> bool:
        """Take a document out (its evidence is kept, and a later put brings it back); False if it is not there."""
        return self._write(neo4j_write.remove(document))

    def erase(self, document: DocumentId) -> bool:
        """Delete a document and all that was ever read in it; False if it is not there."""
        return self._write(neo4j_write.erase(document))

    def removed(self) -> Mapping[DocumentId, str]:
        """What the documents hold that were removed and not erased."""
        found: dict[DocumentId, str] = {}
        for document, texts in self._read("read/get_removed"):
            told = "\n".join(str(text) for text in texts if text is not None)
            found[DocumentId(document)] = "\n".join(filter(None, (found.get(DocumentId(document)), told)))
        return found

    def purge(self) -> Sequence[str]:
        """Nothing: a server keeps what was deleted in free records and in its transaction logs."""
        return LEFT_ON_SERVER

    def markings(self) -> Mapping[DocumentId, Marking]:
        """The markings of the documents that bear one and are not removed."""
        return {DocumentId(key): Marking.of(word) for key, word in self._read("read/get_markings")}

    def mark(self, document: DocumentId, marking: Marking | None) -> bool:
        """Give a document a marking, or take it away; False if it is not there."""
        return self._write(neo4j_write.mark(document, marking))

    def find_passages(
        self, words: str, limit: int, after: tuple[DocumentId, int] | None = None
    ) -> Sequence[tuple[DocumentId, int]]:
        """Document and index of the passages that hold `words`, compared as `fold` does; at most `limit`."""
        wanted, (document, index) = fold(words), after or ("", -1)
        if not wanted:
            return []
        rows = self._read("read/find_passages", words=wanted, limit=limit, document=document, index=index)
        return [(DocumentId(key), number) for key, number in rows]

    # ------------------------------------------------------------ judgements

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements; the same id replaces (to undo)."""
        found = list(judgements)
        for one in found:
            judgement_row(one)  # refuses what no store can keep
        self._write(neo4j_write.put_judgements(found))

    def judgements(self) -> Sequence[Judgement]:
        """All judgements, by time and id, undone ones included."""
        found = [judgement_from(row) for row in self._read("read/get_judgements")]
        return sorted(found, key=lambda one: (utc(one.when), one.id))

    # ------------------------------------------------------------ the whole

    def revision(self) -> str:
        """A token that changes with every change of the record; equal tokens mean equal contents."""
        runs, judgements = self._runs("read/get_visible_runs"), self._read("read/get_judgements")
        return revision_of(runs, judgements, self.markings())

    def stamp(self) -> None:
        """Nothing can be told without asking the server."""
        return

    def published(self) -> str | None:
        """The revision of the record that the graph stands for; None while it is being written, or never was."""
        rows = self._read("read/get_published")
        return rows[0][0] if rows else None

    @property
    def publishes_late(self) -> bool:
        """False: people look at the graph, so it is published when the record has changed."""
        return False

    def as_published(self) -> Neo4jStore:
        """The graph in the database, which others may write anew while it is read."""
        return self

    def publish(
        self, graph: Graph, readings: Iterable[Reading], judgements: Iterable[Judgement], revision: str
    ) -> Published | None:
        """Bring the graph to `graph`; None if other writers did not let it come to an end."""
        found, decided = list(readings), list(judgements)
        if revision_of([*map(run_id, found)], [*map(judgement_row, decided)], self.markings()) != revision:
            return None  # the record changed while it was read
        return publish(
            self._link, lambda: resolved_of(graph, found, decided), revision, lambda: self.revision() == revision
        )

    def things(self) -> Graph:
        """The graph as published, without transfers, events, rows of the affected, conflicts, mentions and texts."""
        return neo4j_graph.things(self._link.read)

    def transfers(self, dataset: DatasetId | None, by: date | None) -> Mapping[TransferId, Transfer]:
        """The transfers of the graph that can matter for a question, without the words that they rest on."""
        return neo4j_graph.slice_of(self._link.read, dataset, by)

    def evidence(self, transfers: Sequence[TransferId]) -> Mapping[TransferId, tuple[Quote, ...]]:
        """The words that transfers of the graph rest on."""
        return neo4j_graph.evidence_from(self._link.read("read/get_evidence", transfers=list(transfers)))

    def conflicts(self, things: Sequence[str]) -> Sequence[Conflict] | None:
        """The conflicts of the graph about these things; None if a version that did not keep them wrote the graph."""
        return neo4j_graph.conflicts_from(self._link.read("read/get_conflicts", things=list(things)))

    def present(self, identifiers: Sequence[str]) -> Mapping[str, str]:
        """Of local and former ids those that lead to a thing of the graph, and where."""
        return {str(key): str(present) for key, present in self._link.read("read/get_present", ids=[*identifiers])}

    def sizes(self) -> Sizes:
        """How much there is of what is not removed."""
        [[documents, claims]] = self._read("read/get_sizes")
        return Sizes(documents, claims)

    def verify(self) -> None:
        """Raise StoreError unless the server answers and its schema is the one that this build writes."""
        check_schema(self._link, self._place)

    def archive(self) -> AbstractContextManager[Archive]:
        """All that is in the record; RecordChanged at the end if others wrote meanwhile."""
        return open_archive(self._read, self, self._place)

    def check(self) -> Sequence[tuple[str, int]]:
        """What does not hold in the database: the name of each failing check, and in how many places."""
        rows = [(one.name, len(self._link.read(one.name))) for one in queries("check")]
        return [(name.removeprefix("check/"), number) for name, number in rows if number]

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Several operations of this thread, all or none; inside another one a part that can fail by itself."""
        outer = self._series()
        if outer is not None:
            mark = outer.mark()
            try:
                yield
            except BaseException:
                outer.back_to(mark)
                raise
            return
        series = self._own.series = Series(self._link, self._place)
        try:
            yield
            series.commit()
        except BaseException:
            series.rollback()
            raise
        finally:
            self._own.series = None

    def close(self) -> None:
        """Give up all handles."""
        self._link.close()

    # ------------------------------------------------------------ below

    def _series(self) -> Series | None:
        return getattr(self._own, "series", None)

    def _write(self, work: Work[T]) -> T:
        async def in_turn(run: Run) -> T:
            await take_turn(run)
            return await work(run)

        series = self._series()
        return self._link.write(in_turn) if series is None else series.do(work)

    def _read(self, name: str, **parameters: object) -> list[Row]:
        async def one(run: Run) -> list[Row]:
            return await run(name, **parameters)

        series = self._series()
        return self._link.read(name, **parameters) if series is None else series.ask(one)

    def _runs(self, name: str, **parameters: object) -> list[str]:
        return [str(row[0]) for row in self._read(name, **parameters)]

    def _readings(self, name: str, **parameters: object) -> list[Reading]:
        """Of the runs that the statement `name` lists, by document; asked again while writers come in between."""
        kept: dict[str, Reading] = {}
        for _ in range(_TRIES):
            runs = self._runs(name, **parameters)
            for part in neo4j_write.chunks([run for run in runs if run not in kept], RUNS_AT_ONCE):
                found = self._read("read/get_runs", runs=part)
                kept |= readings_from(found, {of: self._read(f"read/get_{of}", runs=part) for of in PARTS})
            if kept.keys() >= set(runs):
                break
        else:
            runs = self._write(fill(kept, name, parameters))
        if missing := set(runs) - kept.keys():
            remedy = "leaktrail check tells what was changed from outside"
            raise StoreUnavailable(f"parts of {len(missing)} documents are missing", place=self._place, remedy=remedy)
        return sorted((kept[run] for run in runs), key=lambda reading: reading.document.id)

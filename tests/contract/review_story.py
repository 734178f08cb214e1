"""A small record that people review, and a plain account of what then has to hold: for every store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

from app.domain.claim import Claim, Run
from app.domain.document import Document, Mention, Quote
from app.domain.errors import NotFound
from app.domain.ids import DocumentId, LocalId, document_id
from app.domain.ports import Store
from app.domain.view import Reading, View
from app.domain.vocabulary import ThingKind
from app.services.copy import copy
from app.services.graph import Graphs
from app.services.paging import Part
from app.services.publish import publish
from app.services.review.history import list_judgements
from app.services.review.keep import By, Review, Saving
from app.services.review.queue import Wanted, list_queue
from app.services.review.rulings import Ruling
from app.store.desk import SqliteDesk
from app.store.sqlite_file import MEMORY
from loaders.resolve import resolve

DOCUMENTS = range(3)
VERSIONS = (1, 2)
PAIRS = (((0, "person"), (1, "person")), ((1, "firm"), (2, "firm")))
WORDS = ("same", "not_same", "unsure")
RULINGS = ("accept", "reject", "correct")
PEOPLE = ("甲", "乙")
CORRECTED = "cd"


def text_of(number: int) -> str:
    return f"第{number}章。元主任{number}は名簿を持ち出し、見本商会{number}に売った。"


def key_of(number: int) -> DocumentId:
    return document_id(text_of(number).encode())


def local(number: int, slot: str, version: int) -> LocalId:
    """Other rules give other ids to the same words."""
    return LocalId(f"{slot}-{number}-v{version}")


def reading(number: int, version: int) -> Reading:
    document = Document(key_of(number), f"chapter{number}", None, text_of(number))

    def words(text: str) -> Quote:
        start = text_of(number).index(text)
        return document.quote(start, start + len(text))

    person, firm, whole = words(f"元主任{number}"), words(f"見本商会{number}"), words(text_of(number)[4:])
    ids = {slot: local(number, slot, version) for slot in ("person", "firm", "transfer", "incident")}
    said = [
        (ThingKind.INCIDENT, ids["incident"], "name", f"事件{number}", whole),
        (ThingKind.ACTOR, ids["person"], "label", person.exact, person),
        (ThingKind.ACTOR, ids["person"], "kind", "person", person),
        (ThingKind.ACTOR, ids["firm"], "label", firm.exact, firm),
        (ThingKind.ACTOR, ids["firm"], "kind", "organization", firm),
        (ThingKind.TRANSFER, ids["transfer"], "incident", ids["incident"], whole),
        (ThingKind.TRANSFER, ids["transfer"], "provider", ids["person"], whole),
        (ThingKind.TRANSFER, ids["transfer"], "recipient", ids["firm"], whole),
        (ThingKind.TRANSFER, ids["transfer"], "medium", "usb", whole),
    ]
    claims = tuple(Claim.of(subject, kind, prop, value, [quote]) for kind, subject, prop, value, quote in said)
    mentions = (
        Mention.of(person, ThingKind.ACTOR, ids["person"]),
        Mention.of(firm, ThingKind.ACTOR, ids["firm"]),
    )
    return Reading(document, Run(f"rules {version}", ""), mentions=mentions, claims=claims)


@dataclass
class Said:
    """One judgement as the account has it: about a pair, or about the medium of a document's transfer."""

    who: str
    word: str
    about: tuple[tuple[int, str], ...]
    id: str
    undone: bool = False


@dataclass
class Story:
    """A store, what was done with it, and what has to hold."""

    open_store: Callable[[], Store]
    versions: dict[int, int] = field(default_factory=lambda: dict.fromkeys(DOCUMENTS, 1))
    present: set[int] = field(default_factory=lambda: {*DOCUMENTS})
    said: list[Said] = field(default_factory=list[Said])

    def __post_init__(self) -> None:
        self.restart()
        self.store.put_readings(reading(number, 1) for number in DOCUMENTS)
        publish(self.store)

    def restart(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
        self.store = self.open_store()
        self.graphs = Graphs(self.store)

    # -------------------------------------------------------------- what people do

    def judge_pair(self, pair: int, word: str, who: str) -> None:
        about = PAIRS[pair]
        self._judge(Ruling(word, (self._local(about[0]), self._local(about[1])), "見た"), word, who, about)

    def judge_claim(self, number: int, word: str, who: str) -> None:
        claim = next(c for c in reading(number, self.versions[number]).claims if c.property == "medium")
        typed = CORRECTED if word == "correct" else None
        self._judge(Ruling(word, (claim.id,), typed=typed), word, who, ((number, "medium"),))

    def _judge(self, ruling: Ruling, word: str, who: str, about: tuple[tuple[int, str], ...]) -> None:
        if all(number in self.present for number, _ in about):
            (made,) = self._review().judge(ruling, By(who), Saving.SAVE)["judgements"]  # type: ignore[misc]
            self.said.append(Said(who, word, about, made["id"]))
            return
        before = self.store.judgements()
        try:
            self._review().judge(ruling, By(who), Saving.SAVE)
        except NotFound:
            assert self.store.judgements() == before
            return
        raise AssertionError("judged what is not there")

    def undo(self, index: int, who: str) -> None:
        standing = [one for one in self.said if not one.undone]
        if standing:
            one = standing[index % len(standing)]
            self._review().undo(one.id, "見直し", By(who), Saving.SAVE)
            one.undone = True

    def load(self, number: int, version: int) -> None:
        self.store.put_readings([reading(number, version)])
        publish(self.store)
        self.versions[number] = version
        self.present.add(number)

    def remove(self, number: int) -> None:
        self.store.remove(key_of(number))
        publish(self.store)
        self.present.discard(number)

    def copied_to(self, other: Store) -> None:
        list(copy(self.store, other))
        self.holds(Graphs(other))

    # -------------------------------------------------------------- what has to hold

    def holds(self, graphs: Graphs | None = None) -> None:
        snapshot = (graphs or self.graphs).snapshot()
        judgements = snapshot.view.judgements
        assert {one.id: one.undone for one in judgements} == {one.id: one.undone for one in self.said}
        for pair in PAIRS:
            if {number for number, _ in pair} <= self.present:
                ends = [snapshot.present(self._local(end)) for end in pair]
                assert (ends[0] == ends[1]) == (self._verdict(pair) == "same")
        for number in self.present:
            transfer = snapshot.graph.transfers[local(number, "transfer", self.versions[number])]  # type: ignore[index]
            media = {"reject": "unknown", "correct": CORRECTED}
            assert transfer.medium == media.get(self._verdict(((number, "medium"),)) or "", "usb")
        queue = list_queue(snapshot, Part(limit=500), Wanted())
        assert queue["counts"]["disagreement"] == sum(self._is_disputed(about) for about in self._abouts())  # type: ignore[index]
        items = list_judgements(snapshot, Part(limit=500))["items"]
        states = {one["id"]: one["state"] for one in items}  # type: ignore[union-attr, index, call-overload]
        assert states == {one.id: self._state(one) for one in self.said}
        readings = [reading(number, self.versions[number]) for number in self.present]
        assert snapshot.graph == resolve(readings, View(judgements=judgements))

    def _abouts(self) -> set[tuple[tuple[int, str], ...]]:
        return {one.about for one in self.said if self._is_there(one.about)}

    def _is_there(self, about: tuple[tuple[int, str], ...]) -> bool:
        return {number for number, _ in about} <= self.present

    def _latest(self, about: tuple[tuple[int, str], ...]) -> dict[str, Said]:
        return {one.who: one for one in self.said if one.about == about and not one.undone}

    def _is_disputed(self, about: tuple[tuple[int, str], ...]) -> bool:
        return len({one.word for one in self._latest(about).values() if one.word != "unsure"}) > 1

    def _verdict(self, about: tuple[tuple[int, str], ...]) -> str | None:
        words = {one.word for one in self._latest(about).values() if one.word != "unsure"}
        return next(iter(words)) if len(words) == 1 else None

    def _state(self, one: Said) -> str:
        if one.undone:
            return "undone"
        if not self._is_there(one.about):
            return "lost"
        if self._latest(one.about)[one.who] is not one:
            return "superseded"
        return "disputed" if self._is_disputed(one.about) else "counts"

    def _local(self, end: tuple[int, str]) -> str:
        return local(*end, self.versions[end[0]])

    def _review(self) -> Review:
        return Review(self.store, self.graphs, self.graphs, SqliteDesk(MEMORY))

    def close(self) -> None:
        with closing(self.store):
            pass

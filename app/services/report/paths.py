"""A question from whom to whom → the report that answers it, as a `Sheet`.

    path_sheet(graphs, Asked("汐見原通販", "カガリ資産設計"), "ja")  →  Sheet("ja", "経路の報告: …", …)

What it says comes from the answer that `ask_paths` gives over the caller's sight; so no report can show what its reader
may not see. Equal records and questions give equal sheets.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from hashlib import sha256
from itertools import pairwise
from typing import cast

from app.domain.document import Document
from app.domain.errors import BadQuestion
from app.domain.path import Question
from app.domain.window import Window
from app.export.report.sheet import Block, Facts, Heading, Language, Listing, Paragraph, Sheet, Table
from app.services.ask import DEFAULT_PATHS, Options, answer_paths, ask
from app.services.describe import actor_ref, dataset_ref
from app.services.lookup import find_actor
from app.services.report.grounds import grounds
from app.services.report.phrases import Part, Phrases
from app.services.report.picture import picture
from app.services.report.sources import Sources
from app.services.report.why import reasons
from app.services.sight import Sight
from app.services.snapshot import Snapshot
from app.services.wire import Json, fingerprint
from app.settings import release

__all__ = ["MOST_PATHS", "Asked", "PathReport", "path_sheet", "record_rows", "state_of"]

MOST_PATHS = 50
"""Paths of one report: each takes some pages."""
_HOP_WIDTHS = (1, 5, 4, 3, 3, 3, 3)


@dataclass(frozen=True, slots=True)
class Asked:
    """From whom, to whom, how many paths, under which conditions."""

    start: str
    goal: str
    k: int = DEFAULT_PATHS
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class PathReport:
    """The sheet, and how many paths it shows."""

    sheet: Sheet
    paths: int


def path_sheet(graphs: Sight, asked: Asked, language: Language) -> PathReport:
    """The report of at most `MOST_PATHS` paths. Raises what `ask_paths` raises."""
    if not 1 <= asked.k <= MOST_PATHS:
        raise BadQuestion(f"must be from 1 to {MOST_PATHS}", place="k")
    seen: list[Snapshot] = []

    def answer(snapshot: Snapshot, question: Question) -> Json:
        shown, found = answer_paths(graphs, snapshot, question, (asked.start, asked.goal), asked.k)
        seen.append(shown)
        ends = {"from": find_actor(shown, asked.start), "to": find_actor(shown, asked.goal)}
        named = {key: actor_ref(shown, actor) for key, actor in ends.items()}
        return {**found, **named, "dataset": dataset_ref(shown, question.dataset)}

    told = cast("Part", ask(graphs, asked.options, answer, asked.start, asked.goal))
    writer = _Writer(told, asked, Sources(seen[-1], Phrases.of(language), graphs.markings()))
    return PathReport(writer.sheet(), len(told["paths"]))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the report of one answer."""

    told: Part
    asked: Asked
    sources: Sources

    def sheet(self) -> Sheet:
        phrases = self.sources.phrases
        start, goal = self.told["from"]["label"], self.told["to"]["label"]
        title = phrases.say("title_returns" if start == goal else "title_paths", start=start, goal=goal)
        body = [*self._paths(), *self._beside()]
        blocks = (*self._answer(), *self._question(), *_reading(phrases), *body, *self.sources.blocks())
        foot = phrases.say("foot", release=release())
        return Sheet(phrases.language, title, blocks, phrases.say("contents"), self.sources.marking(), foot)

    def _answer(self) -> Iterator[Block]:
        say, paths = self.sources.phrases.say, self.told["paths"]
        yield Heading(1, say("answer"), "answer")
        if not paths:
            yield Paragraph(say("no_path"), "warning")
        else:
            certain = sum(path["certain"] for path in paths)
            best = say("best", strength=self._strength(paths[0]["strength"]))
            yield Paragraph(f"{say('found', number=len(paths), certain=certain)}\n{best}", "warning")
            yield Listing(tuple(self._way(number, path) for number, path in enumerate(paths, start=1)))
        if self.told["truncated"]:
            yield Paragraph(say("cut_at", what=self._cut()), "warning")

    def _question(self) -> Iterator[Block]:
        phrases, options = self.sources.phrases, self.asked.options
        say = phrases.say
        dataset = self.told["dataset"]
        rows = [
            (say("from"), _named(self.told["from"])),
            (say("to"), _named(self.told["to"])),
            (say("mode"), phrases.word("mode", options.mode)),
            (say("by"), options.by or say("any_day")),
            (say("dataset"), say("any_dataset") if dataset is None else _named(dataset)),
            (say("min_status"), phrases.word("status", options.min_status)),
            (say("policy"), phrases.word("policy", options.policy)),
            (say("max_hops"), say("hops", number=options.max_hops)),
            (say("most_paths"), str(self.asked.k)),
            *record_rows(self.sources.snapshot, options.known_on, phrases),
        ]
        if self.told.get("undated_documents"):
            rows.append((say("undated"), phrases.join(self.told["undated_documents"])))
        rows.append((say("answer_state"), fingerprint(dict(self.told))))
        rows.append((say("cut"), say("cut_at", what=self._cut()) if self.told["truncated"] else say("not_cut")))
        yield Heading(1, say("question"), "question")
        yield Facts(tuple(rows))

    def _paths(self) -> Iterator[Block]:
        phrases = self.sources.phrases
        say = phrases.say
        for number, path in enumerate(self.told["paths"], start=1):
            order = say("order_certain" if path["certain"] else "order_possible")
            yield Heading(1, say("path", number=number, order=order), f"path-{number}")
            yield Paragraph(say("weak", strength=self._strength(path["strength"])))
            yield picture(path["hops"], say("figure", number=number), phrases)
            yield self._hops(number, path)
            joined = tuple(_joined(path["hops"], phrases))
            if joined:
                yield Listing(joined)
            yield from reasons(path, self.sources)
            yield Heading(2, say("grounds"))
            for place, hop in enumerate(path["hops"], start=1):
                ends = {"provider": phrases.end(hop, "provider"), "recipient": phrases.end(hop, "recipient")}
                yield Heading(3, say("hop", number=place, **ends))
                yield from grounds(hop, place, self.sources)

    def _way(self, number: int, path: Part) -> str:
        """A path in one line: who, in which order of days, how well supported."""
        phrases, hops = self.sources.phrases, path["hops"]
        stops = [phrases.end(hops[0], "provider"), *(phrases.end(hop, "recipient") for hop in hops)]
        order = phrases.say("order_certain" if path["certain"] else "order_possible")
        strength = self._strength(path["strength"])
        return phrases.say("way", number=number, stops=" → ".join(stops), order=order, strength=strength)

    def _hops(self, number: int, path: Part) -> Table:
        phrases = self.sources.phrases
        say = phrases.say
        header = ("number", "ends", "days", "what", "amount", "status", "sources_column")
        rows = [(str(place), *self._cells(hop)) for place, hop in enumerate(path["hops"], start=1)]
        return Table(say("hops_table", number=number), tuple(map(say, header)), tuple(rows), _HOP_WIDTHS)

    def _cells(self, hop: Part) -> Sequence[str]:
        phrases = self.sources.phrases
        say, days = phrases.say, phrases.days
        left = "" if hop["window"] == hop["stated"] else f"\n{say('days_left', days=days(hop['window']))}"
        amounts = [phrases.count(hop["record_count"]), phrases.price(hop["price"])]
        numbers = self.sources.numbers(hop["evidence"])
        return (
            phrases.ends(hop),
            f"{days(hop['stated'])}{left}",
            phrases.what(hop),
            "\n".join(filter(None, amounts)) or say("unstated"),
            phrases.status(hop),
            numbers or say("none"),
        )

    def _beside(self) -> Iterator[Block]:
        phrases, beside = self.sources.phrases, self.told["beside"]
        say = phrases.say
        yield Heading(1, say("beside"), "beside")
        if not beside:
            yield Paragraph(say("beside_none"))
        for fact in beside:
            yield Heading(2, say("beside_one", ends=phrases.ends(fact), status=phrases.word("status", fact["status"])))
            amounts = [phrases.days(fact["stated"]), phrases.what(fact), phrases.count(fact["record_count"])]
            yield Paragraph(phrases.join(amounts))
            yield from self.sources.quotations(fact["evidence"])

    def _strength(self, strength: Part) -> str:
        status = self.sources.phrases.word("status", strength["status"])
        confidence = f"{strength['confidence']:.2f}"
        return self.sources.phrases.say(
            "strength", status=status, documents=strength["documents"], confidence=confidence
        )

    def _cut(self) -> str:
        return self.sources.phrases.join(self.sources.phrases.word("cut", word) for word in self.told["cut"])


def record_rows(snapshot: Snapshot, known_on: str | None, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """What was looked at: how many documents, of what date the newest is, and a fingerprint of them all."""
    say, documents = phrases.say, snapshot.graph.documents.values()
    number = len(snapshot.graph.documents)
    view = say("view_all", number=number) if known_on is None else say("view_known", number=number, day=known_on)
    yield say("view"), view
    dates = [one.metadata.published_at for one in documents if one.metadata.published_at]
    yield say("record_to"), say("record_latest", day=max(dates, key=_last_day)) if dates else say("record_undated")
    yield say("record_state"), state_of(documents)


def state_of(documents: Iterable[Document]) -> str:
    """A hash over documents: which they are, and what is known of each."""
    told = sorted((one.id, one.sha256 or "", *(str(part or "") for part in astuple(one.metadata))) for one in documents)
    return sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _last_day(published: str) -> str:
    window = Window.from_partial(published)
    latest = None if window is None else window.latest
    return "" if latest is None else latest.isoformat()


def _reading(phrases: Phrases) -> Iterator[Block]:
    yield Heading(1, phrases.say("reading"), "reading")
    yield Listing(phrases.reads)


def _joined(hops: Sequence[Part], phrases: Phrases) -> Iterator[str]:
    """Junctions at which the one who received and the one who passed on are not plainly the same."""
    for number, (hop, after) in enumerate(pairwise(hops), start=1):
        first, second = hop["recipient"], after["provider"]
        if first["id"] != second["id"]:
            yield phrases.say("joined", hop=number, first=first["label"], second=second["label"])


def _named(reference: Part) -> str:
    return f"{reference['label']} ({reference['id']})"

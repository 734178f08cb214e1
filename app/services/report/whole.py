"""Contents → the report of all that is in them: each incident with its organizations, paths, transfers, events, words.

    whole_sheet(contents, "ja")  →  Sheet("ja", "漏えい事案の報告", …)

Of each incident the paths are drawn that are no part of another, the strongest for each pair of ends; what is cut is
told. All transfers stand below them, denied and planned ones too, with their status.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import cast

from app.domain.errors import BadQuestion
from app.domain.graph import Incident, Transfer
from app.domain.ids import IncidentId
from app.domain.path import Path, Question
from app.domain.view import View
from app.domain.vocabulary import ENDS_HOLDING
from app.engine import find_paths
from app.export.contents import Contents
from app.export.report.sheet import Block, Facts, Heading, Language, Listing, Paragraph, Sheet, Table
from app.services.answers import path_json
from app.services.describe import affected_json, conflict_json, event_json, transfer_fact
from app.services.report.dress import ReportForm, dress
from app.services.report.grounds import SLOT_WIDTHS, slots
from app.services.report.paths import record_rows
from app.services.report.phrases import Part, Phrases, language_of
from app.services.report.picture import picture
from app.services.report.sources import Sources
from app.services.report.why import disagreement
from app.services.snapshot import Snapshot

__all__ = ["MOST_CHAINS", "MOST_IN_PDF", "whole_sheet", "write_whole_html", "write_whole_pdf"]

MOST_CHAINS = 12
"""Paths that are drawn for one incident; the transfers are all listed, whatever is drawn."""
MOST_IN_PDF = 1000
"""Transfers of which a PDF is made: laying out more takes a GB of memory."""
_SECONDS = 2.0
_MOST_PAIRS = 200  # of ends in one incident, each of which is a search


def whole_sheet(contents: Contents, language: Language) -> Sheet:
    """The report of everything in the contents."""
    snapshot = Snapshot(View(policy=contents.policy), contents.graph, contents.readings, contents.names)
    return _Writer(contents, Sources(snapshot, Phrases.of(language), contents.markings)).sheet()


def write_whole_html(contents: Contents) -> Iterator[bytes]:
    """The report as an HTML file, in the language of the contents."""
    yield dress(whole_sheet(contents, language_of(contents.language)), ReportForm.HTML)


def write_whole_pdf(contents: Contents) -> Iterator[bytes]:
    """The same as a PDF. MissingExtra without the extra `pdf`; BadQuestion for more transfers than it may hold."""
    if len(contents.graph.transfers) > MOST_IN_PDF:
        message = f"a PDF holds at most {MOST_IN_PDF:,} transfers, and there are {len(contents.graph.transfers):,}"
        raise BadQuestion(message, place="format", remedy="export html, or a part of the graph")
    yield dress(whole_sheet(contents, language_of(contents.language)), ReportForm.PDF)


@dataclass(frozen=True, slots=True)
class _Writer:
    contents: Contents
    sources: Sources

    @property
    def phrases(self) -> Phrases:
        return self.sources.phrases

    @property
    def snapshot(self) -> Snapshot:
        return self.sources.snapshot

    def sheet(self) -> Sheet:
        phrases, graph = self.phrases, self.contents.graph
        incidents = sorted(graph.incidents.values(), key=lambda one: (one.name, one.id))
        body = [
            *(block for number, one in enumerate(incidents, start=1) for block in self._incident(one, number)),
            *self._rest(),
            *self._conflicts(),
            *self._actors(),
        ]
        reading = (Heading(1, phrases.say("reading"), "reading"), Listing(phrases.reads))
        blocks = (*self._overview(), *reading, *body, *self.sources.blocks())
        foot = phrases.say("foot", release=self.contents.release)
        title = phrases.say("title_whole")
        return Sheet(phrases.language, title, blocks, phrases.say("contents"), self.sources.marking(), foot)

    # -------------------------------------------------------- what there is

    def _overview(self) -> Iterator[Block]:
        phrases, graph = self.phrases, self.contents.graph
        say = phrases.say
        numbers = {
            "incidents": len(graph.incidents),
            "actors_number": len(graph.actors),
            "transfers_number": len(graph.transfers),
            "conflicts_number": len(graph.conflicts),
        }
        rows = [(say(key), f"{number:,}") for key, number in numbers.items()]
        rows += [(phrases.word("asked", name), value) for name, value in self.contents.asked.items()]
        rows += [(say("policy"), phrases.word("policy", self.contents.policy.value))]
        rows += record_rows(self.snapshot, self.contents.asked.get("known_on"), phrases)
        if self.contents.undated:
            rows.append((say("undated"), phrases.join(self.contents.undated)))
        yield Heading(1, say("overview"), "overview")
        if not graph.documents:
            yield Paragraph(say("no_documents"), "warning")
        yield Facts(tuple(rows))

    def _actors(self) -> Iterator[Block]:
        say, word = self.phrases.say, self.phrases.word
        actors = sorted(self.contents.graph.actors.values(), key=lambda one: (one.label, one.id))
        if not actors:
            return
        yield Heading(1, say("actors_number"), "actors")
        header = (say("actor"), say("kind"), say("aliases"), say("id"))
        rows = [
            (
                one.label,
                self.phrases.join([word("kind", one.kind.value), *(word("role", role.value) for role in one.roles)]),
                self.phrases.join(one.aliases),
                one.id,
            )
            for one in actors
        ]
        yield Table(say("actors_number"), header, tuple(rows), (4, 3, 3, 3))

    # -------------------------------------------------------- an incident

    def _incident(self, incident: Incident, number: int) -> Iterator[Block]:
        yield Heading(1, self.phrases.say("incident", name=incident.name or incident.id), f"incident-{number}")
        yield from self._of(incident.id)

    def _rest(self) -> Iterator[Block]:
        """What belongs to no incident."""
        blocks = tuple(self._of(None))
        if blocks:
            yield Heading(1, self.phrases.say("unassigned"), "unassigned")
            yield from blocks

    def _of(self, incident: IncidentId | None) -> Iterator[Block]:
        graph = self.contents.graph
        transfers = sorted((one for one in graph.transfers.values() if one.incident == incident), key=_by_time)
        yield from self._affected(incident)
        if transfers:
            yield from self._chains(transfers)
            yield Heading(2, self.phrases.say("transfers"))
            for number, transfer in enumerate(transfers, start=1):
                yield from self._transfer(transfer, number)
        yield from self._events(incident)

    def _affected(self, incident: IncidentId | None) -> Iterator[Block]:
        phrases = self.phrases
        say = phrases.say
        rows = [
            cast("Part", affected_json(self.snapshot, row))
            for row in sorted(self.contents.graph.affected, key=lambda one: one.id)
            if row.incident == incident
        ]
        if not rows:
            return
        header = (say("organization"), say("record_count"), say("fields"), say("affected_status"), say("side_words"))
        cells = [
            (
                str(row["organization"]["label"]),
                phrases.count(row["record_count"]) or say("unstated"),
                phrases.join(phrases.word("field", one) for one in row["fields"]),
                phrases.word("affected", row["status"]),
                self.sources.words(row["evidence"]),
            )
            for row in rows
        ]
        yield Heading(2, say("affected"))
        yield Table(say("affected"), header, tuple(cells), (3, 2, 3, 2, 5))

    def _chains(self, transfers: Sequence[Transfer]) -> Iterator[Block]:
        phrases = self.phrases
        say = phrases.say
        yield Heading(2, say("chains"))
        found, whole = self._paths(transfers)
        shown = found[:MOST_CHAINS]
        if not shown:
            yield Paragraph(say("no_chain"))
            return
        yield Paragraph(say("chains_note", most=MOST_CHAINS), "note")
        for path in shown:
            told = cast("Part", path_json(self.snapshot, path))
            hops = cast("Sequence[Part]", told["hops"])
            order = say("order_certain" if path.is_certain else "order_possible")
            ends = {"start": phrases.end(hops[0], "provider"), "goal": phrases.end(hops[-1], "recipient")}
            yield picture(hops, say("chain", order=order, **ends), phrases)
        if len(found) > len(shown) or not whole:
            yield Paragraph(say("chains_cut", shown=len(shown)), "warning")

    def _paths(self, transfers: Sequence[Transfer]) -> tuple[list[Path], bool]:
        """The strongest path for each pair of ends, without those that are a part of another; False if some were cut.

        What was recovered leads on to nobody. Longer paths come first, then stronger ones.
        """
        told = [one for one in transfers if one.status.can_lie_on_path and one.action not in ENDS_HOLDING]
        given = {one.provider for one in told if one.provider is not None}
        got = {one.recipient for one in told if one.recipient is not None}
        # where many are left out, those stay first who only gave and only got
        starts = sorted(given, key=lambda actor: (actor in got, actor))
        goals = sorted(got, key=lambda actor: (actor in given, actor))
        pairs = [(start, goal) for start, goal in product(starts, goals) if start != goal]
        pairs.sort(key=lambda pair: (pair[0] in got) + (pair[1] in given))
        found, whole = list[Path](), len(pairs) <= _MOST_PAIRS
        for start, goal in pairs[:_MOST_PAIRS]:
            paths = find_paths(self.contents.graph, start, goal, Question(seconds=_SECONDS), 1)
            found += paths.paths
            whole = whole and not set(paths.truncated) - {"k"}
        found.sort(key=lambda path: (-len(path.hops), path.strength.status.rank, -path.strength.documents, _ids(path)))
        kept: dict[str, Path] = {}
        for path in found:
            if not any(_ids(path) in longer for longer in kept):
                kept[_ids(path)] = path
        return list(kept.values()), whole

    def _transfer(self, transfer: Transfer, number: int) -> Iterator[Block]:
        phrases = self.phrases
        say = phrases.say
        fact = cast("Part", transfer_fact(self.snapshot, transfer))
        ends = {"provider": phrases.end(fact, "provider"), "recipient": phrases.end(fact, "recipient")}
        yield Heading(3, say("transfer", number=number, **ends))
        header = (say("slot"), say("value"), say("how"))
        rows = ((say("id"), transfer.id, ""), *slots(fact, phrases))
        yield Table(say("slots_transfer", number=number), header, rows, SLOT_WIDTHS)
        if not fact["evidence"]:
            yield Paragraph(say("no_words"), "warning")
        yield from self.sources.quotations(fact["evidence"])

    def _events(self, incident: IncidentId | None) -> Iterator[Block]:
        phrases = self.phrases
        say = phrases.say
        events = sorted(
            (one for one in self.contents.graph.events.values() if one.incident == incident),
            key=lambda one: (one.window.to_iso()[0] or one.window.to_iso()[1] or "~", one.id),
        )
        if not events:
            return
        facts = [cast("Part", event_json(self.snapshot, one)) for one in events]
        rows = [
            (
                phrases.days(fact["stated"]),
                phrases.word("event", fact["type"]),
                phrases.join(str(actor["label"]) for actor in fact["actors"]),
                self.sources.words(fact["evidence"]),
            )
            for fact in facts
        ]
        yield Heading(2, say("events"))
        header = (say("days"), say("event"), say("involved"), say("side_words"))
        yield Table(say("events"), header, tuple(rows), (3, 2, 3, 6))

    # -------------------------------------------------------- conflicts

    def _conflicts(self) -> Iterator[Block]:
        conflicts = sorted(self.contents.graph.conflicts, key=lambda one: one.id)
        if not conflicts:
            return
        yield Heading(1, self.phrases.say("conflicts"), "conflicts")
        for conflict in conflicts:
            yield disagreement(cast("Part", conflict_json(self.snapshot, conflict)), conflict.about, self.sources)


def _ids(path: Path) -> str:
    """The transfers of a path in their order; those of a part of it stand in it."""
    return "".join(f"|{hop.transfer.id}|" for hop in path.hops)


def _by_time(transfer: Transfer) -> tuple[str, str, str]:
    earliest, latest = transfer.window.to_iso()
    return (earliest or latest or "~", latest or "~", transfer.id)

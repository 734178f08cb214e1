"""Whose copies are out? → a page of them as a JSON object, each with the transfers it came by and their words.

ask_outstanding(graphs, "unlawful", Part(limit=10), Options(by="2031-05-31"))
→  {"by", "receipts", "dataset", "items": [{"actor", "dataset", "held", …, "receipts": […], "recoveries": […]}], …}
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.errors import BadQuestion
from app.domain.ids import TransferId, digest
from app.domain.outstanding import OutstandingCopy, Receipts
from app.domain.path import Question
from app.domain.window import Window
from app.engine.outstanding import find_outstanding
from app.services.answers import frame
from app.services.ask import Options, ask
from app.services.concerning import told_of
from app.services.describe import actor_ref, dataset_ref, day, transfer_fact, window_json
from app.services.paging import Part, page_of
from app.services.sight import Sight
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["ask_outstanding"]


def ask_outstanding(graphs: Sight, receipts: str, part: Part, options: Options, incident: str | None = None) -> Json:
    """The copies that nothing is told to have ended by the day `options.by` (None: whenever).

    `receipts`: `unlawful`, or `all`: what was lawfully entrusted, taken back or came back to its owner as well.
    `incident` (an id or a name): by its transfers alone. Raises BadQuestion, NotFound and Ambiguous.
    """
    if receipts not in list(Receipts):
        raise BadQuestion(f"must be one of {', '.join(Receipts)}", place="receipts")
    counted = Receipts(receipts)

    def answer(snapshot: Snapshot, question: Question) -> Json:
        graph, named = told_of(snapshot, incident)
        found = find_outstanding(graph, question, counted)
        shown, more = page_of(found.copies, part, _identifier)
        told = graphs.with_words(snapshot, {transfer for copy in shown for transfer in _transfers(copy)})
        return {
            "by": day(question.by),
            "dataset": dataset_ref(snapshot, question.dataset),
            "incident": named,
            "mode": question.mode.value,
            "receipts": counted.value,
            "items": [_copy(told, copy) for copy in shown],
            "next": _identifier(shown[-1]) if more else None,
            **frame(snapshot, (*found.truncated, *(["limit"] if more else []))),
        }

    return ask(graphs, options, answer, *(() if incident is None else (incident,)))


def _identifier(copy: OutstandingCopy) -> str:
    return digest("copy", copy.actor, copy.dataset or "")


def _transfers(copy: OutstandingCopy) -> Iterable[TransferId]:
    yield from (transfer for transfer, _ in copy.receipts)
    yield from (recovery.transfer for recovery in copy.recoveries)


def _copy(snapshot: Snapshot, copy: OutstandingCopy) -> Json:
    return {
        "id": _identifier(copy),
        "actor": actor_ref(snapshot, copy.actor),
        "dataset": dataset_ref(snapshot, copy.dataset),
        "held": copy.held.value,
        "certain": copy.certain,
        "status": copy.status.value,
        "lawful": copy.lawful,
        "since": window_json(copy.since),
        "named": copy.is_named,
        "receipts": [_transfer(snapshot, transfer, window) for transfer, window in copy.receipts],
        "recoveries": [
            {**_transfer(snapshot, near.transfer, near.window), "why": [reason.value for reason in near.why]}
            for near in copy.recoveries
        ],
        "path": list(copy.path),
    }


def _transfer(snapshot: Snapshot, identifier: TransferId, window: Window) -> Json:
    """The transfer as stated, and the days that the texts leave for it by the day asked for."""
    fact = transfer_fact(snapshot, snapshot.graph.transfers[identifier])
    return {"transfer": fact.pop("id"), **fact, "window": window_json(window)}

"""A record of any size for the two ways into Neo4j: transfers in documents, one claim and one passage each.

    case = bulk_case(1_000)   →  readings and the graph that they resolve to, made without the resolver

Actors are a tenth as many as transfers, documents a hundredth. Days run through thirty years; every third window is a
month, every hundredth recipient a group. Marks that files must not lose stand in the texts: quotes, commas, line ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from app.domain.claim import Claim, Run
from app.domain.document import Block, BlockKind, Document, Metadata, Passage, Quote
from app.domain.graph import Actor, Count, Dataset, Graph, Incident, Transfer
from app.domain.ids import ActorId, DatasetId, IncidentId, LocalId, TransferId, document_id
from app.domain.view import Reading
from app.domain.vocabulary import Action, ActorKind, Role, Status, ThingKind, Unit
from app.domain.window import Window

_FIRST = date(1995, 1, 1)
_PER_DOCUMENT = 100
_INCIDENT = IncidentId("incident-bulk")


@dataclass(frozen=True, slots=True)
class BulkCase:
    """Readings, and their graph."""

    readings: tuple[Reading, ...]
    graph: Graph


def bulk_case(transfers: int, seed: int = 7) -> BulkCase:
    """The case with that many transfers; equal for equal arguments."""
    rng = Random(seed)
    actors = {actor.id: actor for actor in _actors(max(10, transfers // 10))}
    datasets = {DatasetId(f"dataset-{i}"): Dataset(DatasetId(f"dataset-{i}"), f"名簿{i}") for i in range(50)}
    names = list(actors)
    readings, found = [], {}
    for start in range(0, transfers, _PER_DOCUMENT):
        numbers = range(start, min(start + _PER_DOCUMENT, transfers))
        made = [_transfer(rng, number, names) for number in numbers]
        reading, told = _reading(start // _PER_DOCUMENT, made)
        readings.append(reading)
        found.update({transfer.id: transfer for transfer in told})
    readings.sort(key=lambda reading: reading.document.id)
    documents = {reading.document.id: reading.document for reading in readings}
    incidents = {_INCIDENT: Incident(_INCIDENT, "大量の流出")}
    return BulkCase(tuple(readings), Graph(documents, incidents, actors, datasets, found))


def _actors(number: int) -> Iterator[Actor]:
    for i in range(number):
        group = i % 100 == 99
        yield Actor(
            ActorId(f"actor-{i:08d}"),
            f'業者{i} "甲", 乙',
            (f"第{i}",) if i % 5 == 0 else (),
            ActorKind.GROUP if group else ActorKind.ORGANIZATION,
            (Role.LIST_BROKER,),
            members=(ActorId(f"actor-{i - 1:08d}"), ActorId(f"actor-{i - 2:08d}")) if group else (),
        )


def _transfer(rng: Random, number: int, names: list[ActorId]) -> Transfer:
    provider, recipient = rng.sample(names, 2)
    day = _FIRST + timedelta(days=rng.randrange(10_950))
    window = Window.month(day.year, day.month) if number % 3 == 0 else Window.day(day)
    key = TransferId(f"transfer-{number:08d}")
    return Transfer(
        key,
        _INCIDENT,
        provider,
        recipient,
        DatasetId(f"dataset-{rng.randrange(50)}"),
        Action.SALE,
        "usb" if number % 2 else "電子メール",
        window,
        record_count=Count(number + 1, unit=Unit.RECORDS) if number % 4 == 0 else None,
        status=Status.CONFIRMED if number % 5 else Status.SUSPECTED,
    )


def _reading(number: int, transfers: list[Transfer]) -> tuple[Reading, list[Transfer]]:
    lines = [f'{t.id}: {t.provider} は "名簿" を、{t.recipient} に売った。\n' for t in transfers]
    text = "".join(lines)
    document = Document(document_id(text.encode()), f"bulk-{number}", None, text, Metadata("表題, 一", "見本社"))
    blocks, passages, claims, told, start = [], [], [], [], 0
    for i, (line, transfer) in enumerate(zip(lines, transfers, strict=True)):
        end = start + len(line)
        blocks.append(Block(BlockKind.PARAGRAPH, start, end))
        passages.append(Passage(document.id, i, BlockKind.PARAGRAPH, start, end, i))
        quote = document.quote(start, end - 1)
        claims.append(Claim.of(LocalId(transfer.id), ThingKind.TRANSFER, "action", "sale", [quote]))
        told.append(_with_words(transfer, quote, document))
        start = end
    reading = Reading(document, Run("bulk/1", ""), tuple(blocks), tuple(passages), claims=tuple(claims))
    return reading, told


def _with_words(transfer: Transfer, quote: Quote, document: Document) -> Transfer:
    return replace(transfer, evidence=(quote,), sources=(document.id,))

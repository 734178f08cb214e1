"""Contents → newline-delimited JSON: one thing a line, each with its `type`, for pipes, notebooks and log stores.

    {"type":"transfer","id":"t3","provider":"a1","recipient":"a2",…,"evidence":[{"document":"news",…}]}

The first line has the type `export` and says what was asked for. Then come documents, incidents, actors, datasets,
transfers, holdings, events, affected organizations, conflicts, suggestions, reprints and claims, each kind by id.
A transfer is a line of its own, as it is a record of its own in the model.

Left out: the texts of documents, with passages, mentions that no actor or dataset rests on, and diagnostics;
judgements, and which claims are superseded. A backup keeps all of that (`leaktrail backup`).

References:
    T. Hoeger, "ndjson: Newline Delimited JSON" (2014): UTF-8, LF after each line, and none inside.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain

from app.export import plain
from app.export.contents import Contents
from app.export.plain import Plain

__all__ = ["write_ndjson"]

FORMAT = "leaktrail-ndjson/1"


def write_ndjson(contents: Contents) -> Iterator[bytes]:
    """A line at a time."""
    yield _line("export", {"format": FORMAT, **contents.about()})
    for kind, rows in plain.kinds_of(contents):
        for row in rows:
            yield _line(kind, row)
    for row in _claims(contents):
        yield _line("claim", row)


def _claims(contents: Contents) -> Iterator[Plain]:
    """Of a part of the graph only the claims about what is in it."""
    graph = contents.graph
    rows = chain(graph.holdings, graph.affected, graph.conflicts)
    things = {*graph.incidents, *graph.actors, *graph.datasets, *graph.transfers, *graph.events, *(r.id for r in rows)}
    for _, reading in sorted(contents.readings.items()):
        sources = {source.id: source.label for source in reading.sources}
        for claim in sorted(reading.claims, key=lambda one: one.id):
            if not contents.is_part or graph.former.get(claim.subject, claim.subject) in things:
                yield plain.claim_object(contents, claim, sources, graph)


def _line(kind: str, row: Plain) -> bytes:
    """One line; a lone surrogate, which UTF-8 cannot hold, is its escape."""
    text = json.dumps({"type": kind, **row}, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace") + b"\n"

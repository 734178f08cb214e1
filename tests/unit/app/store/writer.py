"""A process that writes: `python -m tests.unit.app.store.writer FILE PREFIX ROUNDS` puts batches of five documents.

Round g gives each document of the batch its run `rules g`; `made` tells what such a reading must look like.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from app.domain.claim import Claim, Run
from app.domain.document import Document, Mention
from app.domain.ids import LocalId, document_id
from app.domain.view import Reading
from app.domain.vocabulary import ThingKind
from app.store.sqlite_store import SqliteStore

BATCH = 5


def made(prefix: str, number: int, generation: int) -> Reading:
    text = f"{prefix}{number}の記事です。" * 20
    document = Document(document_id(text.encode()), f"{prefix}{number}", None, text)
    quotes = [document.quote(i, i + 4) for i in range(60)]
    claims = [
        Claim.of(LocalId(f"t{i}"), ThingKind.TRANSFER, "time_text", f"{generation}", [quote])
        for i, quote in enumerate(quotes)
    ]
    mentions = tuple(Mention.of(quote, ThingKind.ACTOR, LocalId("a")) for quote in quotes)
    return Reading(document, Run(f"rules {generation}", ""), mentions=mentions, claims=tuple(claims))


def main(file: str, prefix: str, rounds: int) -> None:
    with closing(SqliteStore.open(Path(file))) as store:
        for generation in range(rounds):
            store.put_readings([made(prefix, number, generation) for number in range(BATCH)])
            print(generation, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))

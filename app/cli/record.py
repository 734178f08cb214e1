"""`load`, `extract`, `remove`, `import`: documents and graphs into the record, and out of it again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from app.bootstrap import read_document
from app.cli.progress import report
from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session
from app.domain.access import LOCAL
from app.domain.errors import BadInput
from app.domain.ids import DocumentId
from app.domain.view import Reading
from app.services.audit import note_all, note_loads
from app.services.beside import with_columns
from app.services.exchange import import_exchange
from app.services.extract import extract as extract_all
from app.services.extract import read_all
from app.services.files import check_published, find_files
from app.services.load import Outcome
from app.services.load import load as load_all
from app.services.marking import mark as mark_one
from app.services.marking import parse_marking
from app.services.readership import open_readers
from app.services.remove import remove as remove_one
from app.services.retention import days_beside, keeping, parse_last_day

__all__ = ["extract", "import_", "load", "mark", "remove"]

Paths: TypeAlias = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        readable=False,
        help="Files, .zip, folders (.txt .md .html .pdf .docx .eml; ledgers .csv .tsv .xlsx; STIX and FtM .json .jsonl "
        ".ndjson .ftm). Beside one STEM.meta.json is its metadata, STEM.columns.yaml tells a ledger's columns.",
    ),
]

ColumnsOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="FILE", readable=False, help="What the columns of all ledgers hold (YAML; docs/ledgers.md)."),
]

PublishedOption: TypeAlias = Annotated[
    str | None, typer.Option(metavar="DATE", help="Their date (YYYY[-MM[-DD]]), whatever the files say.")
]

KeepUntilOption: TypeAlias = Annotated[
    str | None, typer.Option(metavar="DATE", help="Until when they may be kept (YYYY-MM-DD); see erase --expired.")
]

MarkingOption: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="MARKING", help="How far they may go: clear … red (TLP 2.0); a stricter one stays."),
]

_FAILED = 3


def load(  # noqa: PLR0913 - one for each option
    ctx: typer.Context,
    paths: Paths,
    *,
    published: PublishedOption = None,
    keep_until: KeepUntilOption = None,
    again: Annotated[bool, typer.Option("--again", help="Read anew what is there already.")] = False,
    marking: MarkingOption = None,
    columns: ColumnsOption = None,
    workers: Annotated[
        str | None, typer.Option(metavar="N|auto", help="Processes that read (auto: one a core; 700 MB each).")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler whose workers read: tcp://host:port.")
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Read documents into the record; loading twice is loading once.

    A file is kept as a whole as soon as it is read; a broken one is told and does not stop the rest (exit 3 at the
    end). Files of up to 20 MB are read, of PDF, Word and mail 50. A long report takes about a minute for each 70,000
    characters of sentences that may tell of a transfer; beyond 200,000 of them the rest of the document is named and
    not read. The record does not depend on who reads. After an interruption the same command goes on where it ended.
    """
    check_published(published)
    last_day = parse_last_day(keep_until, "--keep-until")
    marked = None if marking is None else parse_marking(marking, "--marking")
    found = find_files(paths)
    days = days_beside(found.files)
    read = read_document if columns is None else with_columns(read_document, columns)
    with session(ctx, store) as services, open_readers(read, workers, cluster) as readers:
        events = load_all(
            *(services.store, found, read),
            readers=readers,
            published=published,
            again=again,
            secret=services.desk.secret,
            marking=marked,
        )
        kept = keeping(services.desk, events, days, last_day)
        counts = report(note_loads(kept, services.desk, LOCAL.who), found.files)
    numbers = {outcome.value: counts[outcome] for outcome in Outcome}
    if json:
        emit_json(numbers)
    else:
        emit(", ".join(f"{number} {word}" for word, number in numbers.items() if number) or "nothing to load")
    if counts[Outcome.FAILED]:
        raise typer.Exit(_FAILED)


def extract(paths: Paths, *, columns: ColumnsOption = None, json: JsonOption = False) -> None:
    """Print one leaktrail/1 object for all files; nothing is stored.

    The object is JSON on one line, with and without --json, and is resolved over all files, as `load` does. A text that
    tells of no leak gives empty sections; if no file can be read, nothing is printed (exit 3). Files of up to 20 MB
    are read, all of them held in memory.
    """
    del json
    readings: dict[DocumentId, Reading] = {}
    found = find_files(paths)
    read = read_document if columns is None else with_columns(read_document, columns)
    counts = report(read_all(found, read, readings), found.files)
    emit_json(extract_all(readings))
    if counts[Outcome.FAILED]:
        raise typer.Exit(_FAILED)


def remove(
    ctx: typer.Context,
    document: Annotated[str, typer.Argument(help="Its id, file stem, or title.")],
    *,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Take a document out of the record; loading it again brings it back."""
    with session(ctx, store) as services:
        removed = remove_one(services.store, document)
        services.desk.note(LOCAL.who, "document.remove", [removed.id])
    if json:
        emit_json({"removed": removed.name, "store_id": removed.id})
    else:
        emit(f"removed {removed.name}")


def mark(
    ctx: typer.Context,
    document: Annotated[str, typer.Argument(help="Its id, file stem, or title.")],
    marking: Annotated[str, typer.Argument(metavar="MARKING", help="clear, green, amber, amber+strict, red, or none.")],
    *,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Say how far a document may go (TLP 2.0): whoever asks a server with a key of a lower clearance does not see it.

    A document that nobody has marked counts as LEAKTRAIL_DEFAULT_MARKING says, else as red. It keeps its marking when
    it is read anew; loading only ever makes it stricter.
    """
    marked = None if marking == "none" else parse_marking(marking, "MARKING")
    with session(ctx, store) as services:
        found = mark_one(services.store, document, marked)
        services.desk.note(LOCAL.who, "document.mark", [found.id, marking if marked is None else marked.value])
    if json:
        emit_json({"document": found.name, "store_id": found.id, "marking": None if marked is None else marked.value})
    else:
        emit(f"{found.name}  {'no marking' if marked is None else marked.label}")


def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.json", readable=False, help="A leaktrail/1 object.")],
    *,
    namespace: Annotated[
        str | None, typer.Option(metavar="N", help="Put before all ids of the file, as N:id: letters, digits, - and _.")
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Take over a leaktrail/1 graph; importing twice is importing once."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(error.strerror or "cannot be read", place=str(file)) from error
    with session(ctx, store) as services:
        imported = import_exchange(services.store, data, str(file), namespace, services.desk.secret())
        note_all(services.desk, LOCAL.who, "document.import", imported.stored)
    for remark in imported.diagnostics:
        notice(f"{file}: {remark.code}: {remark.message}")
    numbers = {"documents": imported.documents, "claims": imported.claims, "unchanged": imported.unchanged}
    if json:
        emit_json(numbers)
    else:
        emit(", ".join(f"{number} {word}" for word, number in numbers.items()))

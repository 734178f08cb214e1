"""`load`, `extract`, `remove`, `import`, `export`: documents and graphs into the record and out of it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, TypeAlias

import typer
from rich.console import Console
from rich.progress import Progress

from app.bootstrap import read_document
from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session
from app.cli.text import visible
from app.domain.errors import BadInput
from app.domain.ids import DocumentId
from app.domain.view import Reading
from app.services.exchange import export_exchange, import_exchange
from app.services.extract import extract as extract_all
from app.services.extract import read_all
from app.services.files import check_published, find_files
from app.services.load import Event, Outcome
from app.services.load import load as load_all
from app.services.remove import remove as remove_one
from app.services.wire import to_json

__all__ = ["export", "extract", "import_", "load", "remove", "report"]

Paths: TypeAlias = Annotated[
    list[Path], typer.Argument(metavar="PATH…", help="Files and folders (.txt .md .html .htm).")
]

_FAILED = 3


def load(
    ctx: typer.Context,
    paths: Paths,
    *,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Their date, whatever the files say.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Read anew what is there already.")] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Read documents into the record; loading twice is loading once."""
    check_published(published)
    found = find_files(paths)
    with session(ctx, store) as services:
        counts = report(
            load_all(services.store, found, services.read, published=published, again=again), len(found.files)
        )
    numbers = {outcome.value: counts[outcome] for outcome in Outcome}
    if json:
        emit_json(numbers)
    else:
        emit(", ".join(f"{number} {word}" for word, number in numbers.items() if number) or "nothing to load")
    if counts[Outcome.FAILED]:
        raise typer.Exit(_FAILED)


def extract(paths: Paths, *, json: JsonOption = False) -> None:
    """Print one leaktrail/1 object for all files; nothing is stored. (It is JSON with and without --json.)"""
    del json
    readings: dict[DocumentId, Reading] = {}
    found = find_files(paths)
    counts = report(read_all(found, read_document, readings), len(found.files))
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
    if json:
        emit_json({"removed": removed.name, "store_id": removed.id})
    else:
        emit(f"removed {removed.name}")


def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="A leaktrail/1 object.")],
    *,
    namespace: Annotated[str | None, typer.Option(metavar="N", help="Put before the ids of the file.")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Take over a leaktrail/1 graph; importing twice is importing once."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(error.strerror or "cannot be read", place=str(file)) from error
    with session(ctx, store) as services:
        imported = import_exchange(services.store, data, str(file), namespace)
    for remark in imported.diagnostics:
        notice(f"{file}: {remark.code}: {remark.message}")
    numbers = {"documents": imported.documents, "claims": imported.claims, "unchanged": imported.unchanged}
    if json:
        emit_json(numbers)
    else:
        emit(", ".join(f"{number} {word}" for word, number in numbers.items()))


def export(
    ctx: typer.Context,
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="leaktrail (leaktrail/1).")],
    *,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write there.")] = None,
    store: StoreOption = None,
) -> None:
    """Write the whole graph in a format that other tools read."""
    if form != "leaktrail":
        raise typer.BadParameter("must be: leaktrail", param_hint="FORMAT")
    with session(ctx, store) as services:
        data = to_json(export_exchange(services.graphs), indent=1)
    if output is None:
        typer.echo(data.decode())
        return
    try:
        output.write_bytes(data + b"\n")
    except OSError as error:
        raise BadInput(error.strerror or "cannot be written", place=str(output)) from error


def report(events: Iterable[Event], total: int) -> Counter[Outcome]:
    """Tell of each file on stderr as it is done, and count what became of them."""
    counts: Counter[Outcome] = Counter()
    if sys.stderr.isatty():
        _report_on_terminal(events, total, counts)
        return counts
    for event in events:
        counts[event.outcome] += 1
        notice(_event_line(event))
    return counts


def _report_on_terminal(events: Iterable[Event], total: int, counts: Counter[Outcome]) -> None:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=total)
        for event in events:
            counts[event.outcome] += 1
            if event.outcome in (Outcome.FAILED, Outcome.IGNORED):
                progress.console.print(visible(_event_line(event)), markup=False, highlight=False, soft_wrap=True)
            if event.outcome is not Outcome.IGNORED:
                progress.update(task, advance=1)


def _event_line(event: Event) -> str:
    return f"{event.outcome.value}  {event.place}" + (f": {event.message}" if event.message else "")

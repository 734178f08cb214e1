"""Events of reading → lines on stderr while it goes on, and how many files came to what end.

loaded  in/a.txt: 27 claims
loaded  in/record.csv: 41 claims, 1 to look at
        row 6: not read: has no day, so it may not have happened (fill in the day)
reading  in/long.txt: 20 s so far, 12 of 340 files, 41 documents a minute, …
failed  in/scan.txt: is a PDF file, not text (save its text as .txt or .html and load that)

Of many files only those are named that ask for a look, and every few seconds there is a line on all of them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event as Signal
from threading import Thread
from time import monotonic

from app.cli.pace import Pace
from app.cli.session import notice
from app.cli.text import visible
from app.domain.diagnostic import Severity
from app.services.load import Event, Outcome

__all__ = ["report"]

_PATIENCE = 10.0  # seconds until the first sign of life, and between two
_EACH = 20  # files; of more than these not each is named
_MENDABLE = ("ledger.", "stix.", "ftm.")  # remarks on rows and objects, which a person can mend in the file
_SHOWN = 20  # remarks on one file


def report(events: Iterable[Event], files: Sequence[Path]) -> Counter[Outcome]:
    """Tell of each file as it is done, and of one that takes long; count what became of them.

    `files` are those that the events will be about, in that order.
    """
    if sys.stderr.isatty():
        return _on_terminal(events, files)
    counts: Counter[Outcome] = Counter()
    pace = Pace(len(files))
    began, reading = monotonic(), next(rest := map(str, files), "")

    def tell() -> None:
        seconds = monotonic() - began
        if reading and seconds >= _PATIENCE:
            notice(f"reading  {reading}: {seconds:.0f} s so far, {pace}")
        elif reading and len(files) > _EACH:
            notice(f"reading  {pace}")

    with _repeated(tell):
        for event in events:
            counts[event.outcome] += 1
            lines = list(_lines(event))
            for line in lines if len(files) <= _EACH or _asks_for_a_look(event, lines) else ():
                notice(line)
            following = _following(event, reading, rest)
            pace.count(event, files=int(following != reading))
            reading, began = following, monotonic()
    return counts


def _on_terminal(events: Iterable[Event], files: Sequence[Path]) -> Counter[Outcome]:
    from rich.console import Console  # noqa: PLC0415 - takes long to import, and only this needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    counts: Counter[Outcome] = Counter()
    reading = next(rest := map(str, files), "")
    pace = Pace(len(files))
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(files))
        for event in events:
            counts[event.outcome] += 1
            lines = list(_lines(event))
            if _asks_for_a_look(event, lines):
                for line in lines:
                    progress.console.print(visible(line), markup=False, highlight=False, soft_wrap=True)
            following = _following(event, reading, rest)
            pace.count(event, files=int(following != reading))
            progress.update(task, advance=int(following != reading), description=pace.speed())
            reading = following
    return counts


def _asks_for_a_look(event: Event, lines: Sequence[str]) -> bool:
    """True if it was not read, or has remarks that a person can mend."""
    return event.outcome in (Outcome.FAILED, Outcome.IGNORED) or len(lines) > 1


def _following(event: Event, reading: str, rest: Iterator[str]) -> str:
    """The file that is read after the event: the next one, if the event was about the one that was read.

    An archive is read until the next file is told of: nobody knows beforehand what it holds.
    """
    if reading.lower().endswith(".zip") and event.outcome in (Outcome.LOADED, Outcome.SKIPPED):
        while reading and reading != event.place and not event.place.startswith(f"{reading}/"):
            reading = next(rest, "")
    return next(rest, "") if event.place == reading else reading


@contextmanager
def _repeated(tell: Callable[[], None]) -> Generator[None]:
    """Call `tell` every few seconds, in a thread of its own, while the block runs."""
    done = Signal()

    def repeat() -> None:
        while not done.wait(_PATIENCE):
            tell()

    thread = Thread(target=repeat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _lines(event: Event) -> Iterator[str]:
    """What became of a file, and the remarks on its rows or objects."""
    yield f"{event.outcome.value}  {event.place}" + (f": {event.message}" if event.message else "")
    remarks = [
        f"        {one.message}" + (f" ({one.remedy})" if one.remedy else "")
        for one in event.diagnostics
        if one.code.startswith(_MENDABLE) and one.severity is not Severity.INFO
    ]
    yield from remarks[:_SHOWN]
    if len(remarks) > _SHOWN:
        yield f"        and {len(remarks) - _SHOWN} more remarks"

"""Events of reading → lines on stderr while it goes on, and how many files came to what end.

loaded  in/a.txt: 27 claims
reading  in/long.txt: 20 s so far
failed  in/scan.txt: is a PDF file, not text (save its text as .txt or .html and load that)
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

from rich.console import Console
from rich.progress import Progress

from app.cli.session import notice
from app.cli.text import visible
from app.services.load import Event, Outcome

__all__ = ["report"]

_PATIENCE = 10.0  # seconds until the first sign of life, and between two


def report(events: Iterable[Event], files: Sequence[Path]) -> Counter[Outcome]:
    """Tell of each file as it is done, and of one that takes long; count what became of them.

    `files` are those that the events will be about, in that order.
    """
    if sys.stderr.isatty():
        return _on_terminal(events, files)
    counts: Counter[Outcome] = Counter()
    began, reading = monotonic(), next(rest := map(str, files), "")

    def tell() -> None:
        seconds = monotonic() - began
        if reading and seconds >= _PATIENCE:
            notice(f"reading  {reading}: {seconds:.0f} s so far")

    with _repeated(tell):
        for event in events:
            counts[event.outcome] += 1
            notice(_line(event))
            reading = _following(event, reading, rest)
            began = monotonic()
    return counts


def _on_terminal(events: Iterable[Event], files: Sequence[Path]) -> Counter[Outcome]:
    counts: Counter[Outcome] = Counter()
    reading = next(rest := map(str, files), "")
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=len(files))
        for event in events:
            counts[event.outcome] += 1
            if event.outcome in (Outcome.FAILED, Outcome.IGNORED):
                progress.console.print(visible(_line(event)), markup=False, highlight=False, soft_wrap=True)
            following = _following(event, reading, rest)
            progress.update(task, advance=int(following != reading))
            reading = following
    return counts


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


def _line(event: Event) -> str:
    return f"{event.outcome.value}  {event.place}" + (f": {event.message}" if event.message else "")

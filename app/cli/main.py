"""Arguments → a command run → an exit code: the door for people and scripts.

    0 done    1 no answer, not found, ambiguous    2 usage    3 bad input    4 store unreachable    130 interrupted

Errors are one line on stderr, `leaktrail: place: what happened (remedy)`, and never a traceback.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Annotated

import typer

from app.cli import lists, questions, record, show, upkeep
from app.cli.chokepoints import chokepoints
from app.cli.common_source import common_source
from app.cli.counts import counts
from app.cli.neo4j import neo4j
from app.cli.outstanding import outstanding
from app.cli.propose import propose
from app.cli.rules import explain, rules
from app.cli.session import StoreOption, emit, notice
from app.cli.single_source import single_source
from app.cli.withdrawal import without
from app.domain.errors import Ambiguous, LeaktrailError
from app.settings import release

__all__ = ["main", "run"]

_INTERRUPTED = 130

app = typer.Typer(
    name="leaktrail",
    help="""Who could have had the data, by which way, on which words.

    Results go to stdout, progress and notices to stderr. Exit codes: 0 done; 1 no answer, not found, or several things
    of that name; 2 usage; 3 a file that cannot be used; 4 a store or an endpoint that cannot be used; 130 interrupted.
    """,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (show.demo, record.extract, record.load, record.remove):
    app.command()(command)
app.command("import")(record.import_)
app.command()(record.export)
app.command()(propose)
for command in (lists.actors, lists.transfers, lists.documents, lists.passages, lists.conflicts):
    app.command()(command)
for command in (questions.paths, questions.downstream, questions.upstream, questions.holders):
    app.command()(command)
app.command()(outstanding)
app.command("single-source")(single_source)
app.command("common-source")(common_source)
app.command()(chokepoints)
app.command()(counts)
app.command()(without)
for command in (upkeep.check, upkeep.copy, upkeep.publish, show.serve, show.where):
    app.command()(command)
app.command()(explain)
app.add_typer(rules, name="rules")
app.add_typer(neo4j, name="neo4j")


def _tell_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        emit(f"leaktrail {release()}")
        raise typer.Exit


@app.callback()
def _root(  # pyright: ignore[reportUnusedFunction] - registered above
    *,
    store: StoreOption = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code."""
    command = typer.main.get_command(app)
    try:
        result = command.main(list(arguments) or ["--help"], prog_name="leaktrail", standalone_mode=False)
    except LeaktrailError as error:
        _tell(error)
        return error.exit_code
    except typer.TyperException as error:
        notice(f"leaktrail: {error.format_message()} (see leaktrail --help)")
        return error.exit_code
    except KeyboardInterrupt:  # while nothing of ours ran yet, or no more
        return _INTERRUPTED
    return result if isinstance(result, int) else 0


def main() -> None:
    """The program `leaktrail`."""
    sys.excepthook = _tell_unforeseen
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our pipe has seen enough. Python would complain once more at its end, so give it another end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _tell(error: LeaktrailError) -> None:
    notice(f"leaktrail: {error}")
    if isinstance(error, Ambiguous):
        for identifier, label in error.matches:
            notice(f"  {identifier}  {label}")


def _tell_unforeseen(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An error that nobody foresaw is ours: one line, and the traceback only for who asks for it."""
    if os.environ.get("LEAKTRAIL_DEBUG"):
        sys.__excepthook__(kind, error, trace)
        return
    notice(f"leaktrail: unforeseen {kind.__name__}: {error} (LEAKTRAIL_DEBUG=1 shows where; please report it)")

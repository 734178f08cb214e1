"""Arguments → a command run → an exit code: the door for people and scripts.

    0 done    1 no answer, not found, ambiguous    2 usage    3 bad input    4 store unreachable    130 interrupted

After SIGTERM it is 143; 0 for `serve`, which has then ended as it was told.

Errors are one line on stderr, `leaktrail: place: what happened (remedy)`, and never a traceback.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Annotated, ClassVar, NoReturn

import typer

from app.cli.commands import Commands
from app.cli.session import StoreOption, emit, notice
from app.domain.errors import Ambiguous, LeaktrailError
from app.settings import release, unknown_names

__all__ = ["main", "run"]

_INTERRUPTED = 130
_TERMINATED = 143


class _Leaktrail(Commands):
    places: ClassVar = {
        "demo": "app.cli.show:demo",
        "extract": "app.cli.record:extract",
        "load": "app.cli.record:load",
        "remove": "app.cli.record:remove",
        "erase": "app.cli.erase:erase",
        "mark": "app.cli.record:mark",
        "import": "app.cli.record:import_",
        "export": "app.cli.export:export",
        "propose": "app.cli.propose:propose",
        "actors": "app.cli.lists:actors",
        "transfers": "app.cli.lists:transfers",
        "documents": "app.cli.lists:documents",
        "passages": "app.cli.lists:passages",
        "conflicts": "app.cli.lists:conflicts",
        "paths": "app.cli.questions:paths",
        "report": "app.cli.report:report",
        "downstream": "app.cli.questions:downstream",
        "upstream": "app.cli.questions:upstream",
        "holders": "app.cli.questions:holders",
        "outstanding": "app.cli.outstanding:outstanding",
        "single-source": "app.cli.single_source:single_source",
        "common-source": "app.cli.common_source:common_source",
        "chokepoints": "app.cli.chokepoints:chokepoints",
        "counts": "app.cli.counts:counts",
        "without": "app.cli.withdrawal:without",
        "review": "app.cli.review:review",
        "backup": "app.cli.backup:backup",
        "backups": "app.cli.backup:backups",
        "restore": "app.cli.backup:restore",
        "check": "app.cli.upkeep:check",
        "copy": "app.cli.upkeep:copy",
        "publish": "app.cli.upkeep:publish",
        "keys": "app.cli.keys:keys",
        "audit": "app.cli.audit:audit",
        "serve": "app.cli.show:serve",
        "mcp": "app.cli.mcp:mcp",
        "where": "app.cli.show:where",
        "settings": "app.cli.settings:settings",
        "explain": "app.cli.rules:explain",
        "rules": "app.cli.rules:rules",
        "neo4j": "app.cli.neo4j:neo4j",
    }


app = typer.Typer(
    name="leaktrail",
    cls=_Leaktrail,
    help="""Who could have had the data, by which way, on which words.

    Results go to stdout, progress and notices to stderr. Exit codes: 0 done; 1 no answer, not found, or several things
    of that name; 2 usage; 3 a file that cannot be used; 4 a store or an endpoint that cannot be used; 130 interrupted.
    """,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
    signal.signal(signal.SIGTERM, _terminate)
    for name, nearest in unknown_names(os.environ):
        notice(
            f"leaktrail: {name}: no setting has that name{f'; {nearest} has' if nearest else ''} (leaktrail settings)"
        )
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


def _terminate(*_: object) -> NoReturn:
    """What is open is closed on the way out, as after Ctrl-C."""
    sys.exit(_TERMINATED)


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

"""`audit`, `audit verify`: who did what to the record, and whether anybody has tampered with the log of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from app.cli.session import JsonOption, StoreOption, desk_session, emit, emit_json, notice
from app.services.audit import list_audit, verify_audit

__all__ = ["audit"]

_BROKEN = 1

audit = typer.Typer(
    name="audit",
    add_completion=False,
    help="Who did what to the record: by ids, never by names.",
    rich_markup_mode=None,
)


@audit.callback(invoke_without_command=True)
def _list(  # pyright: ignore[reportUnusedFunction] - registered above
    ctx: typer.Context,
    *,
    after: Annotated[int, typer.Option(min=0, metavar="N", help="Go on after the line of this number.")] = 0,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many lines at most.")] = 1_000,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Who did what to the record: loaded, removed, marked, judged, erased; which keys were made and revoked.

    A line has its number, the time (UTC), who (the id of a key, or local), what, and the ids of what it was done to.
    """
    if ctx.invoked_subcommand is not None:
        return
    with desk_session(ctx, store) as desk:
        answer = list_audit(desk, after, limit)
    if json:
        emit_json(asdict(answer))
        return
    for line in answer.items:
        emit("  ".join([str(line.number), line.when, line.who, line.what, *line.about]))
    if not answer.items:
        notice("leaktrail: nothing is noted")
    if answer.next is not None:
        notice(f"leaktrail: there is more: --after {answer.next}")


@audit.command()
def verify(
    ctx: typer.Context,
    *,
    noted: Annotated[
        str | None,
        typer.Option(metavar="DIGEST", help="A last digest that an earlier run printed: it must still stand there."),
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Check that each line of the log follows from the one before it (exit 1 at the first that does not).

    That tells what was changed, moved, put in, or taken out of the middle. It cannot tell whether lines were cut off
    the end, or all were written anew: for that, keep the digest that is printed at another place, and give it as
    --noted the next time.
    """
    with desk_session(ctx, store) as desk:
        answer = verify_audit(desk, noted)
    if json:
        emit_json(asdict(answer))
    else:
        told = f"holds to line {answer.lines}" if answer.lines else "holds no line"
        broken = "" if answer.broken is None else f"; broken at line {answer.broken}"
        emit(f"{told}{broken}")
        emit(f"last digest {answer.last}")
        if answer.has_noted is not None:
            emit(f"the digest that was noted {'stands in it' if answer.has_noted else 'is not in it: lines are gone'}")
    if not answer.holds:
        raise typer.Exit(_BROKEN)

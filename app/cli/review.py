"""`review …`: people correct the machine; what would follow is told before it is saved, and all of it can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias, cast

import typer

from app.cli.deciding import Act, carry_out, decides, judge
from app.cli.lists import Cursor, Limit, tell_list
from app.cli.questions import Answer
from app.cli.review_text import entry_lines, judgement_lines, shown_lines
from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session
from app.domain.errors import BadInput
from app.domain.judgement import Verdict
from app.services.paging import Part as PageOf
from app.services.review.history import Sought, list_judgements
from app.services.review.queue import Wanted, list_queue
from app.services.review.rulings import CHOOSE, Ruling
from app.services.review.show import show as show_all

__all__ = ["review"]

review = typer.Typer(
    name="review",
    add_completion=False,
    help="""What the machine leaves open, and what people decide. Each decision is kept with who, when and why.

    Before it is saved, what follows from it is printed; --dry-run saves nothing. undo takes back; the history stays.
    """,
    rich_markup_mode=None,
    no_args_is_help=True,
)

A: TypeAlias = Annotated[str, typer.Argument(metavar="A", help="An id, or a name.")]
B: TypeAlias = Annotated[str, typer.Argument(metavar="B", help="An id, or a name.")]
Claim: TypeAlias = Annotated[
    str, typer.Argument(metavar="CLAIM", help="The id of a claim, a proposal, a transfer or an event.")
]


@review.command()
def queue(
    ctx: typer.Context,
    *,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="identity, conflict, disagreement, proposal or lost.")
    ] = None,
    incident: Annotated[str | None, typer.Option(metavar="INCIDENT", help="Only about it: an id, or a name.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="ACTOR", help="Only about it: an id, or a name.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """What is open, what matters most for paths first: who is who, conflicts, disagreements, proposals, lost ones."""
    with session(ctx, store) as services:
        wanted = Wanted(kind, incident, actor)
        answer = cast("Answer", list_queue(services.graphs.snapshot(), PageOf(limit, cursor), wanted))
    tell_list(answer, None if json else entry_lines, "nothing is open")


@review.command()
def show(
    ctx: typer.Context,
    asked: Annotated[
        str,
        typer.Argument(metavar="ID", help="An id of the queue, a claim, a judgement; of a thing, or its name."),
    ],
    *,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """An open question, or a thing: its parts with their words, its claims, and what was decided about it."""
    with session(ctx, store) as services:
        answer = cast("Answer", show_all(services.graphs.snapshot(), asked))
    if json:
        emit_json(answer)
        return
    for line in shown_lines(answer):
        emit(line)
    if answer["truncated"]:
        notice("leaktrail: not all of its claims are listed")


@review.command()
@decides
def same(
    ctx: typer.Context,
    a: A,
    b: B,
    *,
    act: Act,
) -> None:
    """A and B are one: actors, datasets, transfers, incidents or events."""
    judge(ctx, Ruling(Verdict.SAME, (a, b), act.why), act)


@review.command("not-same")
@decides
def not_same(
    ctx: typer.Context,
    a: A,
    b: B,
    *,
    act: Act,
) -> None:
    """A and B are two; to take apart what the machine joined, give the ids of two parts (review show)."""
    judge(ctx, Ruling(Verdict.NOT_SAME, (a, b), act.why), act)


@review.command()
@decides
def unsure(
    ctx: typer.Context,
    a: A,
    b: B,
    *,
    act: Act,
) -> None:
    """Nobody can tell yet whether A and B are one; the question stays open, with your reason beside it."""
    judge(ctx, Ruling(Verdict.UNSURE, (a, b), act.why), act)


@review.command()
@decides
def accept(
    ctx: typer.Context,
    claim: Claim,
    *,
    act: Act,
) -> None:
    """The claim is right; of a transfer or an event, all its claims."""
    judge(ctx, Ruling(Verdict.ACCEPT, (claim,), act.why), act)


@review.command()
@decides
def reject(
    ctx: typer.Context,
    claim: Claim,
    *,
    act: Act,
) -> None:
    """The claim is wrong and does not count; of a transfer or an event, all its claims."""
    judge(ctx, Ruling(Verdict.REJECT, (claim,), act.why), act)


@review.command()
@decides
def correct(
    ctx: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim.")],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="Words, an id or a name, 2006-04-01/2006-04-30, a number, or JSON.")
    ],
    *,
    act: Act,
) -> None:
    """The claim should say VALUE."""
    judge(ctx, Ruling(Verdict.CORRECT, (claim,), act.why, typed=value), act)


@review.command()
@decides
def choose(
    ctx: typer.Context,
    conflict: Annotated[str, typer.Argument(metavar="CONFLICT", help="Its id.")],
    side: Annotated[int, typer.Argument(metavar="SIDE", help="Which side is right, from 1, as listed.")],
    *,
    act: Act,
) -> None:
    """One side of a conflict is right: its claims are accepted, those of the other sides rejected, in one act."""
    judge(ctx, Ruling(CHOOSE, (conflict,), act.why, side=side), act)


@review.command()
@decides
def undo(
    ctx: typer.Context,
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Its id (review history).")],
    *,
    act: Act,
) -> None:
    """Take back a judgement, and what was decided with it in one act; another person's only with --why."""
    carry_out(ctx, lambda one: one.undo(judgement, act.why, act.by, act.saving), act)


@review.command()
@decides
def take(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="What propose -o wrote.")],
    *,
    act: Act,
) -> None:
    """Put the proposals of a language model up for review: they come into the queue, and on no path before accepted."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(error.strerror or "cannot be read", place=str(file)) from error
    carry_out(ctx, lambda one: one.take(data, str(file), act.by, act.saving), act)


@review.command()
def history(  # noqa: PLR0913 - one parameter an option
    ctx: typer.Context,
    thing: Annotated[
        str | None, typer.Argument(metavar="THING", help="Only about it: an id (a claim's too), or a name.")
    ] = None,
    *,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only this person's.")] = None,
    verdict: Annotated[str | None, typer.Option(help="same, not_same, unsure, accept, reject or correct.")] = None,
    state: Annotated[str | None, typer.Option(help="counts, disputed, superseded, lost or undone.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """What was decided, the latest first, and whether it counts; what was taken back as well."""
    with session(ctx, store) as services:
        sought = Sought(thing, by, verdict, state)
        answer = cast("Answer", list_judgements(services.graphs.snapshot(), PageOf(limit, cursor), sought))
    tell_list(answer, None if json else judgement_lines, "nothing was decided")

"""Deciding: the options that all commands of `review` share which decide something, and carrying it out.

@review.command()
@decides
def same(ctx, a, b, *, act: Act): …     takes --why --who --dry-run --store --json
"""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, cast

import typer

from app.cli.asking import sharing
from app.cli.questions import Answer, tell_cut
from app.cli.review_text import effect_lines, judgement_lines
from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session
from app.cli.text import Part
from app.domain.errors import BadQuestion
from app.services.review.keep import By, Review, Saving
from app.services.review.rulings import Ruling

__all__ = ["Act", "carry_out", "decides", "judge"]


@dataclass(frozen=True, slots=True)
class Act:
    """What all commands that decide something take."""

    why: str
    who: str | None
    dry_run: bool
    store: str | None
    json: bool

    @property
    def by(self) -> By:
        """Who decides: the name that was given, else the login name."""
        return By(self.who if self.who is not None else _login())

    @property
    def saving(self) -> Saving:
        """Whether it is saved."""
        return Saving.PREVIEW if self.dry_run else Saving.SAVE


def _act_of(
    *,
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why; others read it.")] = "",
    who: Annotated[str | None, typer.Option(metavar="NAME", help="Who decides (else your login name).")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would follow; save nothing.")] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> Act:
    return Act(why, who, dry_run, store, json)


decides = sharing("act", _act_of)
"""For the commands that decide: with these options in place of their parameter `act`."""


def judge(ctx: typer.Context, ruling: Ruling, act: Act) -> None:
    """Decide it."""
    carry_out(ctx, lambda one: one.judge(ruling, act.by, act.saving), act)


def carry_out(ctx: typer.Context, do: Callable[[Review], object], act: Act) -> None:
    """What follows first, then what was decided, and whether it is saved."""
    with session(ctx, act.store) as services:
        tell = None if act.json else _tell
        answer = cast("Answer", do(Review(services.store, services.graphs, services.graphs, services.desk, tell)))
    if act.json:
        emit_json(answer)
        return
    for one in answer["judgements"]:
        for line in judgement_lines(one):
            emit(line)
    notice("leaktrail: saved" if answer["saved"] else "leaktrail: nothing is saved (--dry-run)")
    tell_cut(answer)


def _tell(effects: Part) -> None:
    """Before anything is saved."""
    for line in effect_lines(effects):
        emit(line)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise BadQuestion("the login name is not known", place="--who", remedy="say who decides") from None

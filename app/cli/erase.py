"""`erase`: a document, or the name of a person, out of the record for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session
from app.domain.access import LOCAL
from app.domain.errors import BadQuestion
from app.services.erase import Erasure, plan_documents, plan_expired, plan_person
from app.services.erase import erase as erase_all

__all__ = ["erase"]


def erase(
    ctx: typer.Context,
    *,
    document: Annotated[
        list[str] | None, typer.Option(metavar="DOCUMENT", help="Its id, file stem, or title; may be given again.")
    ] = None,
    person: Annotated[str | None, typer.Option(metavar="ACTOR", help="The id or name of a person.")] = None,
    expired: Annotated[
        bool, typer.Option("--expired", help="All documents whose last day is over (load --keep-until).")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it; without, what would go is told and nothing is done.")
    ] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Erase documents, or the name of a person, for good; without --yes, only tell what would go.

    A document goes with all that was ever read in it. Of a person the name goes, in all its forms, from texts, quotes,
    labels, judgements and older runs; a pseudonym stays in its place, so that the chain can still be read. The files of
    the store are written anew, so that no trace is left in them. What was loaded, exported or backed up before is
    elsewhere, and has to be deleted there.
    """
    if sum((person is not None, bool(document), expired)) != 1:
        raise BadQuestion("give one of --document, --person and --expired", place="erase")
    with session(ctx, store) as services:
        if person is not None:
            plan = plan_person(services.store, person, services.desk.secret())
        elif expired:
            plan = plan_expired(services.store, services.desk, datetime.now(UTC).date())
        else:
            plan = plan_documents(services.store, document or ())
        left = erase_all(services.store, services.desk, plan, LOCAL.who) if yes and not plan.is_empty else ()
        backups = [one for one in services.desk.backups() if Path(one.path).exists()]
    if json:
        emit_json({**_told(plan), "done": yes, "left": list(left), "backups": [one.path for one in backups]})
        return
    _print(plan, left, is_done=yes)
    for one in backups:
        notice(f"leaktrail: a backup of {one.made.date()} still has it: {one.path}")


def _told(plan: Erasure) -> dict[str, object]:
    return {
        "documents": list(plan.names),
        "claims": plan.claims,
        "places": plan.places,
        "judgements": len(plan.judgements),
        "removed": plan.removed,
        "pseudonym": plan.pseudonym,
    }


def _print(plan: Erasure, left: Sequence[str], *, is_done: bool) -> None:
    verb = "erased" if is_done else "would erase"
    if plan.pseudonym is None:
        emit(f"{verb} {len(plan.documents)} documents with {plan.claims} claims: {', '.join(plan.names)}")
    else:
        emit(
            f"{verb} a name at {plan.places} places of {len(plan.readings)} documents, in {plan.claims} claims and "
            f"{len(plan.judgements)} judgements; {plan.pseudonym} stays in its place"
        )
        emit(f"documents: {', '.join(plan.names) or 'none'}")
        if plan.removed:
            emit(f"{verb} {plan.removed} documents that were removed before and hold it, or whose words are not here")
    for step in left:
        notice(f"leaktrail: left to do: {step}")
    notice("leaktrail: the files that were loaded, exports and backups are not touched; delete what holds it there")
    if not is_done:
        notice("leaktrail: nothing is done yet; --yes does it, and it cannot be undone")

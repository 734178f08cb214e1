"""`erase`: a document, or the name of a person, out of the record for good."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.bootstrap import Services
from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session, settings_of
from app.domain.access import LOCAL
from app.domain.archive import KeptBackup
from app.domain.errors import BadQuestion
from app.domain.ports import Store
from app.services.erase import Erasure, plan_documents, plan_expired, plan_person
from app.services.erase import erase as erase_all

__all__ = ["erase"]


def erase(  # noqa: PLR0913 - one for each option
    ctx: typer.Context,
    *,
    document: Annotated[
        list[str] | None, typer.Option(metavar="DOCUMENT", help="Its id, file stem, or title; may be given again.")
    ] = None,
    person: Annotated[str | None, typer.Option(metavar="ACTOR", help="The id, name or pseudonym of a person.")] = None,
    expired: Annotated[
        bool, typer.Option("--expired", help="All documents whose last day is over (load --keep-until).")
    ] = False,
    rewrite: Annotated[
        bool, typer.Option("--rewrite", help="Of `leaktrail neo4j`: write the files of its database anew as well.")
    ] = False,
    home: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The home of that server (else the user's data folder).")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, only tell what would go.")] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Erase documents, or the name of a person, for good; without --yes, only tell what would go.

    A document goes with all that was ever read in it. Of a person the name goes, in all its forms, from texts, quotes,
    labels, judgements and older runs; a pseudonym stays in its place, so that the chain can still be read. A record in
    a file is written anew, so that no trace is left. A Neo4j server keeps traces in its own files: --rewrite reads the
    record out of one of ours, and puts it back into new files, in one transaction; for others the steps are told. What
    was loaded, exported or backed up before is elsewhere, and has to be deleted there.
    """
    wanted = sum((person is not None, bool(document), expired))
    if wanted > 1 or not (wanted or rewrite):
        raise BadQuestion("give one of --document, --person and --expired", place="erase")
    with session(ctx, store) as services:
        plan = _plan(services, document or (), person, expired=expired) if wanted else Erasure("record.rewrite", ())
        left = erase_all(services.store, services.desk, plan, LOCAL.who) if yes and not plan.is_empty else ()
        backups = [one for one in services.desk.backups() if Path(one.path).exists()]
    if rewrite and yes:
        _rewrite(ctx, store, home)
        left = ()
    if json:
        told = {"done": yes, "left": list(left), "backups": [one.path for one in backups]}
        emit_json({**_told(plan), **told})
        return
    _print(plan, is_done=yes)
    _print_left(left, backups, is_done=yes)


def _plan(services: Services, documents: Sequence[str], person: str | None, *, expired: bool) -> Erasure:
    if person is not None:
        return plan_person(services.store, person, services.desk.secret())
    if expired:
        return plan_expired(services.store, services.desk, datetime.now(UTC).date())
    return plan_documents(services.store, documents)


def _rewrite(ctx: typer.Context, store: str | None, home: Path | None) -> None:
    from app.services.neo4j_local import default_home  # noqa: PLC0415 - servers are started by few commands
    from app.services.rewrite import rewrite  # noqa: PLC0415

    @contextmanager
    def opened() -> Generator[Store]:
        with session(ctx, store) as services:
            yield services.store

    uri = settings_of(ctx, store).store
    rewrite(home or default_home(), uri, opened, lambda line: notice(f"leaktrail: {line}"))


def _told(plan: Erasure) -> dict[str, object]:
    return {
        "documents": list(plan.names),
        "claims": plan.claims,
        "places": plan.places,
        "judgements": len(plan.judgements),
        "removed": plan.removed,
        "pseudonym": plan.pseudonym,
        "alike": list(plan.alike),
    }


def _print(plan: Erasure, *, is_done: bool) -> None:
    verb = "erased" if is_done else "would erase"
    if plan.what == "record.rewrite":
        emit("written anew" if is_done else "would write the files of the database anew")
    elif plan.pseudonym is None:
        emit(f"{verb} {len(plan.documents)} documents with {plan.claims} claims: {', '.join(plan.names)}")
    else:
        emit(
            f"{verb} a name at {plan.places} places of {len(plan.readings)} documents, in {plan.claims} claims and "
            f"{len(plan.judgements)} judgements; {plan.pseudonym} stays in its place"
        )
        emit(f"documents: {', '.join(plan.names) or 'none'}")
        if plan.removed:
            emit(f"{verb} {plan.removed} documents that were removed before and hold it, or whose words are not here")
        if plan.alike:
            emit(f"others there are called alike, and stay; erase who is this person, too: {' '.join(plan.alike)}")


def _print_left(left: Sequence[str], backups: Sequence[KeptBackup], *, is_done: bool) -> None:
    for step in left:
        notice(f"leaktrail: left to do: {step}")
    for one in backups:
        notice(f"leaktrail: a backup of {one.made.date()} may still have it: {one.path}")
    notice("leaktrail: the files that were loaded, exports and backups are not touched; delete what holds it there")
    if not is_done:
        notice("leaktrail: nothing is done yet; --yes does it, and it cannot be undone")

"""`keys add`, `keys list`, `keys revoke`: who may ask a server, and what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from app.cli.commands import tell_help
from app.cli.session import JsonOption, StoreOption, desk_session, emit, emit_json, notice, settings_of
from app.domain.access import Key, Scope
from app.domain.errors import BadQuestion
from app.services.keyring import make_key, revoke_key
from app.services.marking import parse_marking
from app.services.wire import Json

__all__ = ["keys"]

keys = typer.Typer(
    name="keys",
    add_completion=False,
    help="The keys of a server: from the first one on, each request needs one.",
    rich_markup_mode=None,
)


keys.callback(invoke_without_command=True)(tell_help)


@keys.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="For people: whose key it is, or of which program.")],
    *,
    scope: Annotated[
        list[str],
        typer.Option(
            metavar="SCOPE",
            help="read (ask, list, export), load, review, names (of private persons), admin (remove, mark, erase, the "
            "audit log). Once for each; none includes another.",
        ),
    ],
    clearance: Annotated[
        str, typer.Option(metavar="MARKING", help="It sees documents up to clear, green, amber, amber+strict or red.")
    ],
    expires: Annotated[
        str | None, typer.Option(metavar="DATE", help="Its last day (UTC), or never.  [default: a year from now]")
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Make a key and print it, once: only its SHA-256 is kept. Send it as Authorization: Bearer KEY."""
    marking, unmarked = parse_marking(clearance, "--clearance"), settings_of(ctx, store).unmarked
    with desk_session(ctx, store) as desk:
        made = make_key(desk, name, [_scope(word) for word in scope], marking, expires)
    if json:
        emit_json({"secret": made.secret, **_json(made.key)})
    else:
        emit(made.secret)
        notice(f"leaktrail: {_line(made.key)}")
    if marking.rank < parse_marking(unmarked, "LEAKTRAIL_DEFAULT_MARKING").rank:
        notice(f"leaktrail: it sees no document without a marking, which counts as {unmarked} (leaktrail mark)")


@keys.command(name="list")
def list_(ctx: typer.Context, *, store: StoreOption = None, json: JsonOption = False) -> None:
    """All keys, expired and revoked ones too."""
    with desk_session(ctx, store) as desk:
        found = desk.all_keys()
    if json:
        emit_json({"items": [_json(key) for key in found]})
        return
    for key in found:
        emit(_line(key))
    if not found:
        notice("leaktrail: there are no keys")


@keys.command()
def revoke(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="Its id, or its name if no other valid key bears it.")],
    *,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Let a key open nothing any more, in servers that run, too."""
    with desk_session(ctx, store) as desk:
        revoked = revoke_key(desk, key)
    if json:
        emit_json(_json(revoked))
    else:
        emit(_line(revoked))


def _scope(word: str) -> Scope:
    try:
        return Scope(word.lower())
    except ValueError:
        raise BadQuestion(f"must be one of {', '.join(Scope)}", place="--scope") from None


def _json(key: Key) -> Json:
    return {
        "id": key.id,
        "name": key.name,
        "scopes": sorted(key.scopes),
        "clearance": key.clearance.value,
        "made": key.made.isoformat(),
        "expires": None if key.expires is None else key.expires.isoformat(),
        "revoked": None if key.revoked is None else key.revoked.isoformat(),
    }


def _line(key: Key) -> str:
    now = datetime.now(UTC)
    end = "never expires" if key.expires is None else f"valid to the end of {key.expires - timedelta(1):%Y-%m-%d} (UTC)"
    state = f"revoked {key.revoked:%Y-%m-%d}" if key.revoked is not None else end if key.is_valid(now) else "expired"
    return f"{key.id}  {key.name}  {' '.join(sorted(key.scopes))}  {key.clearance.label}  {state}"

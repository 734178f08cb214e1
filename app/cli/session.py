"""What all commands share: the options that recur, the open store, and where results and notices go.

Results go to stdout, everything else to stderr, so that a pipe carries results only.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from typing import Annotated, TypeAlias

import typer

from app.bootstrap import Services, open_desk, open_services
from app.cli.text import visible
from app.domain.ports import Desk
from app.services.wire import to_json
from app.settings import Settings, read_settings

__all__ = ["JsonOption", "StoreOption", "desk_session", "emit", "emit_json", "notice", "session", "settings_of"]

StoreOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--store", metavar="URI", help="Where the record lies, as sqlite:///file.db (else LEAKTRAIL_STORE)."),
]
JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help="Print the answer as JSON, for machines.")]


def settings_of(ctx: typer.Context, store: str | None) -> Settings:
    """Settings: `--store` of the command, else of `leaktrail` itself, else the environment."""
    outer = ctx.find_root().params.get("store")
    return read_settings(os.environ, store or (str(outer) if outer else None))


@contextmanager
def session(ctx: typer.Context, store: str | None) -> Generator[Services]:
    """The services over the store that the options name; closed at the end. Raises StoreError."""
    with open_services(settings_of(ctx, store)) as services:
        yield services


@contextmanager
def desk_session(ctx: typer.Context, store: str | None) -> Generator[Desk]:
    """The desk that goes with the store that the options name, without a look at that store."""
    with open_desk(settings_of(ctx, store)) as desk:
        yield desk


def emit(line: str = "") -> None:
    """One line of the result, uncut and unwrapped."""
    typer.echo(visible(line))


def emit_json(value: object) -> None:
    """The result as one line of JSON."""
    typer.echo(to_json(value).decode())


def notice(line: str) -> None:
    """One line that is no result: progress, a warning, a reason."""
    typer.echo(visible(line), err=True)

"""`neo4j start|stop|status|admin`: a Neo4j server on this machine, for a store and for Browser."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from app.cli.session import JsonOption, emit, emit_json, notice
from app.services import neo4j_local
from app.services.neo4j_local import Ending, Options, Server

__all__ = ["neo4j"]

neo4j = typer.Typer(
    name="neo4j",
    add_completion=False,
    help="""A Neo4j server on this machine, from its published jars; no Docker, and no Java of the system asked for.

    It listens on 127.0.0.1 only. The jars (170 MB) are fetched once, by Maven or by jgo, and checked at each start.
    """,
    rich_markup_mode=None,
    no_args_is_help=True,
)

_NOT_RUNNING = 1

HomeOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="Where its data, password and logs lie (else the user's data folder)."),
]
PortOption: TypeAlias = Annotated[
    int | None,
    typer.Option(
        min=0, max=65535, metavar="PORT", help="0 takes any free one (else as last time, else the usual one)."
    ),
]


@neo4j.command()
def start(
    *,
    home: HomeOption = None,
    bolt_port: PortOption = None,
    http_port: PortOption = None,
    heap: Annotated[str, typer.Option(metavar="SIZE", help="Memory of Java, as 512m or 2g.")] = "1g",
    page_cache: Annotated[str, typer.Option(metavar="SIZE", help="Memory for data files.")] = "256m",
    no_auth: Annotated[bool, typer.Option("--no-auth", help="Ask nobody for a password.")] = False,
    json: JsonOption = False,
) -> None:
    """Start it, or find it running; it answers when this returns. Data and ports are kept until the next start."""
    options = Options(
        home=home or neo4j_local.default_home(),
        bolt_port=bolt_port,
        http_port=http_port,
        auth=not no_auth,
        heap=heap,
        page_cache=page_cache,
    )
    server = neo4j_local.start(options, _say)
    if json:
        emit_json({"running": True, **asdict(server)})
        return
    _print(server)
    words = f"export LEAKTRAIL_STORE={server.bolt}"
    emit(f"{words} LEAKTRAIL_NEO4J_PASSWORD_FILE='{server.password_file}'" if server.password_file else words)


@neo4j.command()
def stop(
    *,
    home: HomeOption = None,
    force: Annotated[bool, typer.Option("--force", help="At once, without a word; the next start recovers.")] = False,
    patience: Annotated[float, typer.Option(min=0, metavar="SECONDS", help="Then it is killed.")] = 120,
) -> None:
    """Stop it, which takes it ten seconds and more. What was written stays."""
    ending = neo4j_local.stop(home or neo4j_local.default_home(), _say, patience=patience, force=force)
    notice(f"leaktrail: {ending.value}" if ending is Ending.NOT_RUNNING else f"leaktrail: the server is {ending.value}")


@neo4j.command()
def status(*, home: HomeOption = None, json: JsonOption = False) -> None:
    """Tell whether it runs, and where (exit 1 if it does not)."""
    folder = home or neo4j_local.default_home()
    server = neo4j_local.status(folder)
    if json:
        emit_json({"running": False, "home": str(folder)} if server is None else {"running": True, **asdict(server)})
    elif server is None:
        emit(f"not running ({folder})")
    else:
        _print(server)
    if server is None:
        raise typer.Exit(_NOT_RUNNING)


@neo4j.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
def admin(
    arguments: Annotated[list[str] | None, typer.Argument(metavar="ARG...", help="As for neo4j-admin.")] = None,
    *,
    home: HomeOption = None,
) -> None:
    """Run neo4j-admin in its home: database import, dump, load, check; server memory-recommendation, report."""
    raise typer.Exit(neo4j_local.admin(home or neo4j_local.default_home(), arguments or [], _say))


def _print(server: Server) -> None:
    memory = "" if server.memory is None else f", {server.memory / 2**20:.0f} MB in use"
    version = f"Neo4j {server.version}" if server.version else "a server that does not answer (yet)"
    emit(f"running   {version}, process {server.pid}, heap {server.heap}{memory}")
    emit(f"bolt      {server.bolt}")
    emit(f"browser   {server.browser}")
    emit(f"home      {server.home}")
    told = server.password_file or "not known here"
    emit(f"password  {told if server.auth else 'none is asked for'}")


def _say(line: str) -> None:
    notice(f"leaktrail: {line}")

"""`demo`, `serve`, `where`: Leaktrail on its own samples, in the browser, and where its record lies."""

from __future__ import annotations

import socket
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, cast

import typer

from app.bootstrap import open_services, store_file
from app.cli.progress import report
from app.cli.questions import print_paths
from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session, settings_of
from app.domain.errors import LeaktrailError
from app.services.ask import Options, ask_paths
from app.services.demo import demo_question, sample_folder
from app.services.files import Found, find_files
from app.services.listening import check_listening
from app.services.load import load
from app.settings import Settings, store_uri

__all__ = ["demo", "serve", "where"]


def demo(ctx: typer.Context, *, store: StoreOption = None, json: JsonOption = False) -> None:
    """Load the bundled samples and answer one question, with the words the answer rests on."""
    with sample_folder() as folder, _demo_store(ctx, store) as settings, open_services(settings) as services:
        start, goal = demo_question(folder)
        found = Found(find_files([folder]).files)
        notice(f"reading {len(found.files)} bundled documents; the language models take some seconds to start")
        report(load(services.store, found, services.read, secret=services.desk.secret), found.files)
        answer = cast("dict[str, Any]", ask_paths(services.graphs, start, goal, 1, Options()))
    if json:
        emit_json(answer)
        return
    emit(f"How could data get from {start} to {goal}?")
    emit()
    print_paths(answer)
    if not answer["paths"]:
        raise LeaktrailError("the samples give no path", remedy="this is a fault of Leaktrail; please report it")


def serve(
    ctx: typer.Context,
    *,
    host: Annotated[str, typer.Option(help="127.0.0.1, ::1 or localhost: this machine only. Others need keys.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 8000,
    published_on: Annotated[str | None, typer.Option(help="In a container: where its port is published.")] = None,
    is_open: Annotated[bool, typer.Option("--open", help="Ask nobody at this machine for a key.")] = False,
    store: StoreOption = None,
) -> None:
    """Serve the API; /docs describes it.

    As long as there is no key, whoever sits at this machine may do everything. From the first key on (leaktrail keys)
    each request needs one, at this machine too, except with --open. Beyond this machine nothing is served without keys;
    other names than localhost have to stand in LEAKTRAIL_HOSTS, and a proxy has to bring the encryption.
    """
    settings = settings_of(ctx, store)
    # The port of a container is reached where it is published, so that is what must be this machine.
    reached, place = (host, "--host") if published_on is None else (published_on, "--published-on")
    with session(ctx, store) as services:
        check_listening(reached, place, settings.hosts, services.keyring, is_open=is_open)
        services.graphs.check()
        asks = not (is_open or services.keyring.is_empty())
    from uvicorn.importer import import_from_string  # noqa: PLC0415 - no other command needs it, nor what it serves

    from app.cli.server import open_log, run_server  # noqa: PLC0415

    name = f"[{reached}]" if ":" in reached else reached
    log = open_log(sys.stderr, settings.log, settings.log_level)
    make = import_from_string("app.api.main:from_settings")
    served = replace(settings, hosts=(*settings.hosts, name))
    app = make(served, log, is_open=is_open, is_published=published_on is not None)
    with _listen(host, port) as listener:
        log.info("serving (Ctrl-C ends it)", url=f"http://{name}:{listener.getsockname()[1]}/docs", asks_for_keys=asks)
        code = run_server(listener, app, settings.stop_seconds, log)
    raise typer.Exit(code)


def where(ctx: typer.Context, *, store: StoreOption = None, json: JsonOption = False) -> None:
    """Print the URI of the record, and its file."""
    settings = settings_of(ctx, store)
    path = store_file(settings)
    if json:
        emit_json({"store": settings.store, "file": None if path is None else str(path)})
        return
    emit(settings.store)
    if path is not None:
        emit(str(path) if path.exists() else f"{path} (not there yet)")


@contextmanager
def _demo_store(ctx: typer.Context, store: str | None) -> Generator[Settings]:
    if store is not None or ctx.find_root().params.get("store"):
        yield settings_of(ctx, store)
        return
    with TemporaryDirectory(prefix="leaktrail-demo-", ignore_cleanup_errors=True) as folder:
        yield Settings(store_uri(Path(folder, "demo.db")))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # before its address is told: who comes early waits
    except OSError as error:
        listener.close()
        message = (error.strerror or "cannot be used").lower()
        raise LeaktrailError(message, place=f"{host}:{port}", remedy="choose another --port") from error
    return listener

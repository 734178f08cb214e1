"""`export`: the whole graph, or a part of it, for other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from app.cli.asking import By, Dataset, KnownOn
from app.cli.session import StoreOption, notice, session
from app.services.export import Wanted, contents_of, pieces_of, write_export
from app.services.formats import FORMATS, FileFormat, Format, find_format

__all__ = ["export"]

_FORMATS = "; ".join(f"{one.name}: {one.about}" for one in FORMATS.values())
_STDOUT = Path("-")

_Form: TypeAlias = Annotated[str, typer.Argument(metavar="FORMAT", help=f"{_FORMATS}.")]
_Output: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="PATH",
        help="Write there; without it, and for -, to stdout. What is several files becomes a new folder, or an archive "
        "if PATH ends in .zip.",
    ),
]
_Incident: TypeAlias = Annotated[
    str | None, typer.Option(metavar="INCIDENT", help="Only what belongs to this incident: an id, or a name.")
]
_MinStatus: TypeAlias = Annotated[
    str | None,
    typer.Option(help="confirmed, alleged or suspected: the weakest that counts. Else all, denied ones included."),
]
_Policy: TypeAlias = Annotated[
    str, typer.Option(help="Which of several claims counts: all, latest_official or most_sources.")
]


def export(  # noqa: PLR0913 - one for each option
    ctx: typer.Context,
    form: _Form,
    *,
    output: _Output = None,
    incident: _Incident = None,
    dataset: Dataset = None,
    by: By = None,
    known_on: KnownOn = None,
    min_status: _MinStatus = None,
    policy: _Policy = "all",
    language: Annotated[str, typer.Option(help="ja or en: the words that html and pdf add.")] = "ja",
    store: StoreOption = None,
) -> None:
    """Write the whole graph, or a part of it, in a format that other tools read.

    A file is there whole or not at all. The files of neo4j-admin go into an empty database: leaktrail neo4j admin
    database import full neo4j @PATH/import.args, while that server is stopped; of an archive @import.args, where it
    is unpacked.
    """
    chosen = find_format(form)
    if output is None or output == _STDOUT:
        _refuse_terminal(chosen)
    with session(ctx, store) as services:
        contents = contents_of(services.graphs, Wanted(incident, dataset, by, known_on, min_status, policy, language))
        if contents.undated:
            notice(f"leaktrail: left out, since they have no date: {', '.join(contents.undated)}")
        if output is not None and output != _STDOUT:
            write_export(contents, chosen, output)
            return
        stdout = typer.get_binary_stream("stdout")
        stdout.writelines(pieces_of(contents, chosen))
        stdout.flush()


def _refuse_terminal(form: Format) -> None:
    """An archive does no good there, and may do harm."""
    is_text = isinstance(form, FileFormat) and form.is_text
    if not is_text and sys.stdout.isatty():
        raise typer.BadParameter(f"{form.name} is no text for a terminal: name a file", param_hint="-o")

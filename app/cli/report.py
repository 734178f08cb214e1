"""`report`: the paths from one to another as a document to hand on, in HTML or PDF, with all the words they rest on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli.asking import asks
from app.cli.questions import end_without
from app.cli.session import StoreOption, session
from app.services.ask import DEFAULT_PATHS, Options
from app.services.report.dress import ReportForm, dress, form_of
from app.services.report.paths import MOST_PATHS, Asked, path_sheet
from app.services.report.phrases import language_of
from app.services.whole_file import write_whole

__all__ = ["report"]

_STDOUT = Path("-")


@asks
def report(  # noqa: PLR0913 - one for each option
    ctx: typer.Context,
    start: Annotated[str, typer.Argument(metavar="FROM", help="The first holder: an id, or a name.")],
    goal: Annotated[str, typer.Argument(metavar="TO", help="The last recipient; the same as FROM asks for returns.")],
    *,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="FILE.html or FILE.pdf; else to stdout.")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", help="html or pdf; else what the name of FILE ends in, or html.")
    ] = None,
    language: Annotated[str, typer.Option(help="ja or en: the words of the report; quotes stay as they are.")] = "ja",
    k: Annotated[int, typer.Option("-k", help=f"How many paths at most, 1 to {MOST_PATHS}.")] = DEFAULT_PATHS,
    options: Options,
    store: StoreOption = None,
) -> None:
    """Write a report of the paths from FROM to TO: pictures, hops, reasons, all quotes, sources.

    Without a path the report says so, and the exit code is 1. A PDF needs pip install 'leaktrail[pdf]'. Equal records
    and questions give equal files.
    """
    chosen = _form(form, output)
    words = language_of(language)
    with session(ctx, store) as services:
        made = path_sheet(services.graphs, Asked(start, goal, k, options), words)
    data = dress(made.sheet, chosen)
    if output is None or output == _STDOUT:
        stdout = typer.get_binary_stream("stdout")
        stdout.write(data)
        stdout.flush()
    else:
        write_whole(output, [data])
    if not made.paths:
        end_without(f"the report says that no path from {start} to {goal} was found under these conditions")


def _form(form: str | None, output: Path | None) -> ReportForm:
    suffix = "" if output is None else output.suffix.lower().removeprefix(".")
    chosen = form_of(form or ("pdf" if suffix == "pdf" else "html"))
    if form is None and suffix not in ("", "html", "htm", "pdf"):
        raise typer.BadParameter("must end in .html or .pdf, or give --format", param_hint="-o")
    if chosen is ReportForm.PDF and (output is None or output == _STDOUT) and sys.stdout.isatty():
        raise typer.BadParameter("a PDF is no text for a terminal: name a file", param_hint="-o")
    return chosen

"""`mcp`: the questions for a language model, over stdin and stdout."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from app.cli.session import StoreOption, notice, session
from app.domain.access import Audience, Marking
from app.domain.errors import MissingExtra

__all__ = ["mcp"]


def mcp(
    ctx: typer.Context,
    *,
    clearance: Annotated[
        Marking, typer.Option(help="Documents up to this marking are shown to the model.")
    ] = Marking.CLEAR,
    names: Annotated[bool, typer.Option("--names", help="Show it the names of private persons, too.")] = False,
    store: StoreOption = None,
) -> None:
    """Answer a language model over stdin and stdout (Model Context Protocol): fixed questions, nothing is changed.

    The model may run anywhere, so it sees no more than everybody may: documents that are marked TLP:CLEAR, and
    pseudonyms in place of names. A host starts this command; it is not for typing into.
    """
    if find_spec("mcp") is None:
        raise MissingExtra("the library for it is not installed", place="mcp", remedy="pip install 'leaktrail[mcp]'")
    from app.mcp.server import make_server  # noqa: PLC0415 - the library is an extra, and takes a second

    with session(ctx, store) as services:
        sight, all_there = services.sights.of(Audience(clearance, names)), len(services.graphs.documents())
        shown = len(sight.documents())
        of_persons = "names as they are" if names else "names masked"
        notice(f"leaktrail mcp: shows {shown} of {all_there} documents (up to {clearance.label}), {of_persons}")
        if shown < all_there:
            notice("leaktrail mcp: `leaktrail mark DOCUMENT clear` or --clearance shows more")
        make_server(sight).run()

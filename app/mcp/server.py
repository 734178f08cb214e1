"""Sight → a server that speaks the Model Context Protocol over stdin and stdout.

    make_server(sight).run()

The only module that knows the library. A tool's answer is JSON as text; what a user can mend is told in words and never
repeats what was asked; anything unforeseen is told as such and goes to stderr.

References:
    Model Context Protocol, specification (modelcontextprotocol.io): tools, their annotations, the transport `stdio`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from app.domain.errors import Ambiguous, LeaktrailError
from app.mcp.tools import NOTICE, Tools
from app.services.sight import Sight
from app.services.wire import Json, to_json
from app.settings import release

__all__ = ["make_server"]

_ABOUT = (
    "Leaktrail: who could have had leaked personal data, by which way, on which words. Look for actors first, then ask "
    "with their ids. " + NOTICE
)
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def make_server(sight: Sight) -> MCPServer[Any]:
    """The server; `run()` of it speaks over stdin and stdout until these end."""
    server = MCPServer[Any]("leaktrail", title="Leaktrail", instructions=_ABOUT, version=release(), log_level="WARNING")
    for tool in Tools(sight).all():
        server.add_tool(_spoken(tool), annotations=_READS, structured_output=False)
    return server


def _spoken(tool: Callable[..., Json]) -> Callable[..., str]:
    """The tool, with its answer as text and errors that a model can mend as words."""

    @wraps(tool)
    def asked(*args: object, **kwargs: object) -> str:
        try:
            return to_json(tool(*args, **kwargs)).decode()
        except LeaktrailError as error:
            raise ToolError(_words(error)) from error

    asked.__annotations__ = {**tool.__annotations__, "return": str}
    return asked


def _words(error: LeaktrailError) -> str:
    """What happened, without what was asked for: that may be a name."""
    told = f"{error.code}: {error.message}" + (f" ({error.remedy})" if error.remedy else "")
    if isinstance(error, Ambiguous):
        told += ": " + "; ".join(f"{identifier} {label}" for identifier, label in error.matches)
    return told

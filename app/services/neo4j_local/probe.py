"""Ports → whether a Neo4j answers there, of which version, and whether it takes the password.

By hand and not by the driver, which belongs to the store: 20 bytes of Bolt, and two requests over HTTP.

References: Neo4j, "Bolt protocol handshake specification" (magic number, four proposals, the server's choice); "HTTP
API, discovery"; "Query API".
"""

from __future__ import annotations

import http.client
import json
import socket
import struct
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from app.services.neo4j_local.ports import LOOPBACK, Ports

__all__ = ["Answer", "ask_server", "takes_password"]

_MAGIC = 0x6060B017
_PROPOSALS = (0x00080805, 0x00040404, 0, 0)  # 5.8 and the eight before, 4.4 and the four before
_PATIENCE = 5.0
_REFUSED = 401


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says of itself."""

    version: str
    edition: str


def ask_server(ports: Ports) -> Answer | None:
    """None unless both Bolt and HTTP answer."""
    if not _bolt_answers(ports.bolt):
        return None
    status, told = _request(ports.http, "GET", "/", {"Accept": "application/json"})
    if status != http.client.OK or "neo4j_version" not in told:
        return None
    return Answer(str(told["neo4j_version"]), str(told["neo4j_edition"]))


def takes_password(ports: Ports, user: str, password: str) -> bool:
    """False if the server refuses it; True if it takes it, or cannot be asked."""
    known = b64encode(f"{user}:{password}".encode()).decode()
    headers = {"Authorization": f"Basic {known}", "Content-Type": "application/json", "Accept": "application/json"}
    status, _ = _request(ports.http, "POST", "/db/neo4j/query/v2", headers, '{"statement": "RETURN 1"}')
    return status != _REFUSED


def _bolt_answers(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=_PATIENCE) as connection:
            connection.sendall(struct.pack(">5I", _MAGIC, *_PROPOSALS))
            chosen = connection.recv(4, socket.MSG_WAITALL)
    except OSError:
        return False
    return len(chosen) == 4 and any(chosen)


def _request(
    port: int, method: str, path: str, headers: Mapping[str, str], body: str | None = None
) -> tuple[int, dict[str, Any]]:
    """Status and object of the answer; 0 and nothing if there is none."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_PATIENCE)
    try:
        connection.request(method, path, body, dict(headers))
        response = connection.getresponse()
        told = json.loads(response.read() or b"{}")
    except (OSError, http.client.HTTPException, ValueError):
        return 0, {}
    finally:
        connection.close()
    return response.status, cast("dict[str, Any]", told) if isinstance(told, dict) else {}

"""Ports that were asked for, or used before, or are usual, or are free → two ports for a start.

Nothing asked for, 7687 in use  →  Ports(bolt=43121, http=7474)
"""

from __future__ import annotations

import socket
from dataclasses import dataclass

from app.services.neo4j_local.errors import PortTaken

__all__ = ["LOOPBACK", "USUAL", "Ports", "choose_ports", "is_free"]

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the server listens: Bolt for drivers, HTTP for Browser."""

    bolt: int
    http: int


USUAL = Ports(7687, 7474)


def choose_ports(bolt: int | None, http: int | None, usual: Ports) -> Ports:
    """Ports that were free just now. Those that are given are taken or refused (PortTaken); 0 stands for any."""
    chosen = _choose(bolt, usual.bolt, "--bolt-port", set())
    return Ports(chosen, _choose(http, usual.http, "--http-port", {chosen}))


def _choose(wanted: int | None, usual: int, option: str, taken: set[int]) -> int:
    if wanted:
        if wanted in taken or not is_free(wanted):
            raise PortTaken(f"port {wanted} is in use", place=option, remedy="choose another, or none")
        return wanted
    if wanted is None and usual not in taken and is_free(usual):
        return usual
    while (port := _any_free()) in taken:
        pass
    return port


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Java does: a port just left is free
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _any_free() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])

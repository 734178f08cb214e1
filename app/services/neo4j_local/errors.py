"""What can go wrong with a server on this machine, each with a remedy.

StoreUnavailable
└── LocalServerError    exit 4
    ├── NoJava          nothing here runs it
    ├── NoJars          its files cannot be fetched
    │   └── BadJar      they are not what jars.lock says
    ├── HomeTaken       its home cannot be used, or is used by another process
    ├── PortTaken       a port that was asked for is in use
    ├── ServerDied      it ended, or did not answer in time
    └── ServerRuns      it must be stopped first
"""

from __future__ import annotations

from app.domain.errors import StoreUnavailable

__all__ = [
    "BadJar",
    "HomeTaken",
    "LocalServerError",
    "NoJars",
    "NoJava",
    "PortTaken",
    "ServerDied",
    "ServerRuns",
]


class LocalServerError(StoreUnavailable):
    """The Neo4j server of this machine cannot be started, stopped or looked at."""

    code = "local_server"


class NoJava(LocalServerError):
    """There is no Java that is new enough."""


class NoJars(LocalServerError):
    """The jars of Neo4j are not here and cannot be fetched."""


class BadJar(NoJars):
    """A jar is missing, too many, or other than `jars.lock` says."""


class HomeTaken(LocalServerError):
    """The home directory cannot be written, or another process holds it."""


class PortTaken(LocalServerError):
    """A port that was asked for is in use."""


class ServerDied(LocalServerError):
    """The server ended while it started, or did not answer in time."""


class ServerRuns(LocalServerError):
    """Something needs a server that is stopped, and it runs."""

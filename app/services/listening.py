"""Where a server is to listen → whether it may: beyond this machine only where keys are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.errors import BadQuestion
from app.services.keyring import Keyring

__all__ = ["LOOPBACK", "check_listening"]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_REMEDY = "leaktrail keys add NAME --scope read --clearance clear makes one"


def check_listening(reached: str, place: str, hosts: Sequence[str], keyring: Keyring, *, is_open: bool) -> None:
    """Raises BadQuestion if others could ask without a key; `reached` is the address at which the server is reached.

    A name for others (`hosts`) is as good as an address for others: somebody forwards it to this machine.
    """
    others = place if reached not in LOOPBACK else "LEAKTRAIL_HOSTS" if hosts else None
    if others is None:
        return
    if is_open:
        raise BadQuestion("goes with this machine only, for it asks for no keys", place="--open")
    if keyring.opens_nothing():
        raise BadQuestion("without a key only this machine is served", place=others, remedy=_REMEDY)

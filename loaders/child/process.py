"""The parent's side: one child for this process, started when needed, asked in turn, ended and replaced when it fails.

A child that takes too long is killed, and one that dies is reaped; both are a refusal of the file that it read, never
an end of ours. After a fork each process has a child of its own.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
from functools import lru_cache
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from threading import Event, Lock, Timer
from typing import IO, Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from app.domain.errors import UnreadableDocument
from loaders.child import limits

__all__ = ["call_in_child"]

_T = TypeVar("_T")
_MEND = "open it in its own program and save it anew, or save its text as .txt"
_SMALLER = "split it, or save its text as .txt"
_START = "from loaders.child.serve import serve; serve()"
_PASSED_ON = ("SYSTEMROOT", "LD_LIBRARY_PATH")
"""What an interpreter may need to start; nothing else of the environment, where passwords stand, is handed on."""
_PATIENCE = 5.0
"""Seconds for a child to end by itself."""


def call_in_child(function: str, data: bytes, filename: str, returns: type[_T]) -> _T:
    """The value of `module:function` for `(data, filename)`, called in the child and checked against `returns`.

    The function must be importable, return what JSON can hold (dataclasses too, bytes not), and raise
    UnreadableDocument for what it refuses. UnreadableDocument also if it breaks off or exceeds `limits`.
    """
    with _kept.lock:
        told = _kept.ask(function, data, filename)
    if "value" not in told:
        message, remedy = told["refused"] if "refused" in told else _why(told)
        raise UnreadableDocument(message, place=filename, remedy=remedy)
    try:
        return cast("_T", _adapter(returns).validate_python(told["value"]))
    except ValidationError as error:
        message = f"is damaged: its reader made no sense of it ({error.error_count()} faults)"
        raise UnreadableDocument(message, place=filename, remedy=_MEND) from None


@lru_cache
def _adapter(returns: type[object]) -> TypeAdapter[object]:
    return TypeAdapter(returns)


class _Kept:
    """The child of this process, or none yet."""

    def __init__(self) -> None:
        self.lock = Lock()
        self._popen: Popen[bytes] | None = None

    def ask(self, function: str, data: bytes, filename: str) -> dict[str, Any]:
        """What the child answers, or what ended it."""
        self._popen = popen = self._popen or _start()
        late = Event()

        def end() -> None:
            late.set()
            popen.kill()

        timer = Timer(limits.WALL_SECONDS, end)
        timer.start()
        try:
            answer = _exchange(popen, function, data, filename)
        finally:
            timer.cancel()
        if "value" not in answer and "refused" not in answer:
            code = self.close()
            return answer or {"refused": _end_of(code, late)}
        return answer

    def close(self) -> int:
        """End the child and reap it; its exit code, 0 if there was none."""
        popen, self._popen = self._popen, None
        if popen is None:
            return 0
        _shut(popen)
        try:
            return popen.wait(_PATIENCE)
        except TimeoutExpired:
            popen.kill()
            return popen.wait()

    def forget(self) -> None:
        """After a fork: the child is that of the parent."""
        popen, self._popen = self._popen, None
        self.lock = Lock()
        if popen is not None:
            popen.returncode = 0
            _shut(popen)


_kept = _Kept()
atexit.register(_kept.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_kept.forget)


def _start() -> Popen[bytes]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment = {**kept, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", "-B", "-c", _START]
    return Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment)  # noqa: S603 - our own words


def _exchange(popen: Popen[bytes], function: str, data: bytes, filename: str) -> dict[str, Any]:
    """The answer of the child; empty if it died."""
    requests, answers = cast("IO[bytes]", popen.stdin), cast("IO[bytes]", popen.stdout)
    request = {"function": function, "filename": filename, "size": len(data)}
    try:
        requests.write(json.dumps(request).encode() + b"\n" + data)
        requests.flush()
        size = int.from_bytes(answers.read(8), "big")
        if size > limits.LARGEST_ANSWER:
            return {"spent": f"{limits.LARGEST_ANSWER // 1_000_000:,} MB of text"}
        body = answers.read(size)
    except OSError:  # it died while it was written to
        return {}
    return cast("dict[str, Any]", json.loads(body)) if 0 < len(body) == size else {}


def _why(told: dict[str, Any]) -> tuple[str, str]:
    """What the child itself says of its end."""
    if "spent" in told:
        return f"takes more than {told['spent']} to read", _SMALLER
    return f"is damaged: its reader broke off ({told['broken']})", _MEND


def _end_of(code: int, late: Event) -> tuple[str, str]:
    """Why a child ended without an answer."""
    if late.is_set():
        return f"takes more than {limits.WALL_SECONDS:.0f} seconds to read", _SMALLER
    if code == limits.OUT_OF_SECONDS:
        return f"takes more than {limits.CPU_SECONDS} seconds of work to read", _SMALLER
    return f"is damaged: its reader broke down (exit {code})", _MEND


def _shut(popen: Popen[bytes]) -> None:
    """Close the pipes; what was not sent is lost with the child."""
    for pipe in (popen.stdin, popen.stdout):
        try:
            if pipe is not None:
                pipe.close()
        except OSError:
            continue

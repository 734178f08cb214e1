r"""The child's side: requests from stdin, answers to stdout, until stdin ends.

    {"function": "loaders.readers.pdf:read_pdf", "filename": "a.pdf", "size": 3}\n%PD   ->   {"value": ...}

An answer is 8 bytes of length and one JSON object: `value`, `refused` (message and remedy of UnreadableDocument), or
what ends the child: `spent` (what was used up), `broken` (a fault that no reader foresees). Dataclasses become objects.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import fields
from importlib import import_module
from types import TracebackType
from typing import IO, Any

from app.domain.errors import UnreadableDocument
from loaders.child.limits import MEMORY, confine, grant_seconds

__all__ = ["serve"]

_LONGEST_FAULT = 200


def serve() -> None:
    """Answer until there is no further request, or one has cost the memory."""
    requests, answers = sys.stdin.buffer, _only_answers()
    logging.disable(logging.CRITICAL)
    confine()

    def tell(kind: type[BaseException], fault: BaseException, _: TracebackType | None) -> None:
        words = f"{kind.__name__}: {fault}".split("\n", 1)[0][:_LONGEST_FAULT]
        _answer(answers, {"broken": words.rstrip(": ")})

    sys.excepthook = tell
    told: dict[str, object] = {}
    while "spent" not in told and (line := requests.readline()):
        request = json.loads(line)
        data = requests.read(request["size"])
        grant_seconds()
        told = _told(request["function"], data, request["filename"])
        _answer(answers, told)


def _only_answers() -> IO[bytes]:
    """Stdout for answers alone: whatever a library prints goes nowhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return answers


def _told(name: str, data: bytes, filename: str) -> dict[str, object]:
    module, _, function = name.partition(":")
    call: Callable[[bytes, str], object] = getattr(import_module(module), function)
    try:
        return {"value": call(data, filename)}
    except UnreadableDocument as error:
        return {"refused": [error.message, error.remedy]}
    except MemoryError:
        return {"spent": f"{MEMORY // 1_000_000:,} MB of memory"}


def _answer(answers: IO[bytes], told: dict[str, object]) -> None:
    body = json.dumps(told, default=_object).encode()
    answers.write(len(body).to_bytes(8, "big") + body)
    answers.flush()


def _object(value: Any) -> dict[str, object]:  # noqa: ANN401 - a dataclass of any kind
    return {field.name: getattr(value, field.name) for field in fields(value)}

"""Answer → bytes: the one JSON form that the command line, HTTP and files share.

>>> to_json({"actor": "名簿業者"}).decode()
'{"actor":"名簿業者"}'
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TypeAlias

__all__ = ["Json", "fingerprint", "to_json"]

Json: TypeAlias = "dict[str, object]"
"""A JSON object."""

_VOLATILE = "elapsed_ms"


def to_json(value: object, *, indent: int | None = None) -> bytes:
    """UTF-8 JSON. NaN raises ValueError. A lone surrogate, which UTF-8 cannot hold, comes out as its escape."""
    separators = (",", ":") if indent is None else (",", ": ")
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=separators, indent=indent)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False, separators=separators, indent=indent).encode()


def fingerprint(answer: Json) -> str:
    """A short hash of what an answer says; the time it took is no part of that."""
    return sha256(to_json({k: v for k, v in answer.items() if k != _VOLATILE})).hexdigest()[:32]

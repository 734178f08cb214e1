"""What schemathesis asks of us: how bodies of files go onto the wire, which are bytes as they are.

`schemathesis.toml` names this module.
"""

from __future__ import annotations

from typing import Any

import schemathesis

from app.api.upload import MEDIA_TYPES

__all__: list[str] = []


@schemathesis.serializer(*MEDIA_TYPES, "application/octet-stream")
def as_it_is(_: object, value: Any) -> bytes:
    """Bytes for bytes, and any other value as text."""
    return value if isinstance(value, bytes) else str(value).encode()

"""The page: its sources (`src`, TypeScript), and how what is built of them is read.

    page_file("index.html")  →  PageFile(content=b"<!doctype html>…", packed=b"…", media_type="text/html")

`build_hook.py` builds it when the package is installed; nothing that is built, and nothing of others, is in git.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

__all__ = ["BUILT", "INDEX", "PageFile", "page_file"]

BUILT = "built"
"""The folder of what is built, in this package."""
INDEX = "index.html"

_NAME = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
_LONGEST = 100  # characters; a file system refuses longer names by an error of its own
_MEDIA_TYPES = {
    "css": "text/css",
    "html": "text/html",
    "js": "text/javascript",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True)
class PageFile:
    """One file of the page; `packed` is the same compressed with gzip, if that is shorter."""

    content: bytes
    packed: bytes | None
    media_type: str


def page_file(name: str) -> PageFile | None:
    """The file of that name, or None: there is none, or the page was not built."""
    ending = name.rpartition(".")[2]
    if len(name) > _LONGEST or _NAME.fullmatch(name) is None or ending not in _MEDIA_TYPES:
        return None
    folder = files("app.ui") / BUILT
    try:
        content = (folder / name).read_bytes()
    except FileNotFoundError:
        return None
    packed = folder / f"{name}.gz"
    return PageFile(content, packed.read_bytes() if packed.is_file() else None, _MEDIA_TYPES[ending])

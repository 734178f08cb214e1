"""Reading of hostile bytes in a process of its own: bytes and the name of a function -> its value, or a refusal.

    call_in_child("loaders.readers.pdf:read_pdf", data, "a.pdf", ReadText)  ->  ReadText(...)

Binary formats are read there, because their libraries can be made to eat memory, to hang, or to break down. The child
gets the bytes and nothing else: no secrets of the environment, no open file, no right to write one. It is started when
it is first needed, kept for the next file, and replaced when a file has cost it its life.
"""

from __future__ import annotations

from loaders.child.process import call_in_child

__all__ = ["call_in_child"]

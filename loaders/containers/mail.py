"""Mail -> its attachments as files of their own; a mail that it forwards is one of them.

    attachments(data, "a.eml")  ->  (Attachment("report.pdf", b"%PDF..."), Attachment("message-1.eml", b"From: ..."))

The words of the mail itself are read by `loaders.readers.mail`. Both happen in the child.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass

from loaders.child import call_in_child
from loaders.readers.mail_parts import file_of, parts_of

__all__ = ["Attachment", "attachments", "spell_attachments"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail, by the name that the mail gives it."""

    name: str
    data: bytes


def attachments(data: bytes, filename: str) -> tuple[Attachment, ...]:
    """The attachments in order. UnreadableDocument for a mail that cannot be taken apart."""
    spelt = call_in_child("loaders.containers.mail:spell_attachments", data, filename, list[tuple[str, str]])
    return tuple(Attachment(name, b64decode(letters)) for name, letters in spelt)


def spell_attachments(data: bytes, filename: str) -> list[tuple[str, str]]:
    """The child's part: names, and bytes in base64."""
    files = parts_of(data, filename).files
    named = [file_of(part, number) for number, part in enumerate(files, start=1)]
    return [(name, b64encode(content).decode("ascii")) for name, content in named]

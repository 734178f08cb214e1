"""Mail -> the parts that are its words, and those that are files that came with it.

    parts_of(b"Content-Type: multipart/mixed; ...")  ->  Mail(message, texts=[part], files=[part, ...])

Of alternatives that say the same, plain text is taken, unless it is blank. Headers are decoded, whatever they are
written in; a letter that no encoding gives becomes U+FFFD.

References: RFC 5322 (headers), RFC 2046 5.1.4 (alternatives), RFC 2047 (encoded words).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import HeaderParseError
from email.generator import BytesGenerator
from email.header import decode_header
from email.message import Message
from io import BytesIO
from typing import Any, TypeAlias, cast

from app.domain.errors import UnreadableDocument
from loaders.readers.encodings import decode, decode_jis

__all__ = ["Mail", "Part", "file_of", "header_of", "parts_of", "text_of"]

Part: TypeAlias = "Message[Any, Any]"

_MOST_NESTED = 50
_MOST_PARTS = 1000
_LONGEST_HEADER = 100_000
_CODECS = {"shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932"}
_BLANK = re.compile(r"\s+")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail and, in order, its parts that are words and those that are files."""

    message: Part
    texts: list[Part] = field(default_factory=list[Part])
    files: list[Part] = field(default_factory=list[Part])


def parts_of(data: bytes, filename: str) -> Mail:
    """The mail taken apart. UnreadableDocument if its parts are too many or nest too deep."""
    try:
        mail = Mail(message_from_bytes(data))
    except RecursionError:
        raise _too_deep(filename) from None
    waiting: list[tuple[Part, int]] = [(mail.message, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if depth > _MOST_NESTED or seen > _MOST_PARTS:
            raise _too_deep(filename)
        kind = part.get_content_type()
        if kind.startswith("multipart/"):
            inside = _children(part)
            chosen = _alternative(inside) if kind == "multipart/alternative" else inside
            waiting += [(child, depth + 1) for child in reversed(chosen)]
        else:
            (mail.texts if _is_text(part) else mail.files).append(part)
    return mail


def file_of(part: Part, number: int) -> tuple[str, bytes]:
    """The name and the bytes of a file part; one without a name is called `attachment-N` (`message-N.eml`)."""
    name = _decoded(part.get_filename() or "").replace("\\", "/").rpartition("/")[2].strip()
    if part.get_content_type() == "message/rfc822":
        out = BytesIO()
        for message in _children(part):
            BytesGenerator(out, mangle_from_=False, maxheaderlen=0).flatten(message)
        return (name if name.lower().endswith(".eml") else f"message-{number}.eml"), out.getvalue()
    return name or f"attachment-{number}", _bytes_of(part)


def header_of(part: Part, name: str) -> str:
    """A header on one line, its encoded words decoded; "" if it is not there."""
    raw = cast("Iterable[tuple[str, str]]", part.raw_items())
    values = [_decoded(value) for key, value in raw if key.lower() == name.lower()]
    return ", ".join(filter(None, values))


def text_of(part: Part, filename: str) -> str:
    """The text of a text part: in the encoding that it names, or the one that it turns out to have."""
    data = _bytes_of(part)
    charset = (part.get_content_charset() or "").lower()
    return _in_charset(data, charset) or decode(data, filename)


def _in_charset(data: bytes, charset: str) -> str | None:
    """The bytes as text of the encoding that a mail names; None if they are none."""
    if charset.startswith("iso-2022-jp"):
        return decode_jis(data)
    try:
        return data.decode(_CODECS.get(charset, charset))
    except (LookupError, UnicodeError):
        return None


def _too_deep(filename: str) -> UnreadableDocument:
    message = f"has parts that nest deeper than {_MOST_NESTED} levels, or more than {_MOST_PARTS} of them"
    return UnreadableDocument(message, place=filename, remedy="save its words as .txt and its attachments as files")


def _children(part: Part) -> list[Part]:
    payload = part.get_payload()
    return cast("list[Part]", payload) if isinstance(payload, list) else []


def _alternative(parts: list[Part]) -> list[Part]:
    """The one to read: plain text with words, else HTML or what holds it, else the last, which says it best."""
    plain = [part for part in parts if part.get_content_type() == "text/plain" and _bytes_of(part).strip()]
    rich = [part for part in parts if part.get_content_type() == "text/html" or part.is_multipart()]
    return plain[:1] or rich[:1] or parts[-1:]


def _is_text(part: Part) -> bool:
    is_file = part.get_content_disposition() == "attachment" or part.get_filename() is not None
    return part.get_content_type() in {"text/plain", "text/html"} and not is_file


def _bytes_of(part: Part) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(value: str) -> str:
    """A header in letters. UnreadableDocument for one so long that decoding it takes for ever."""
    if len(value) > _LONGEST_HEADER:
        message = f"has a header of {len(value):,} characters, more than {_LONGEST_HEADER:,}"
        raise UnreadableDocument(message, remedy="save its words as .txt")
    try:
        pieces = cast("list[tuple[bytes | str, str | None]]", decode_header(value))
    except (HeaderParseError, ValueError):
        pieces = [(value, None)]
    words = "".join(_piece(piece, charset) for piece, charset in pieces)
    return _NO_TEXT.sub("\ufffd", _BLANK.sub(" ", words)).strip()


def _piece(piece: bytes | str, charset: str | None) -> str:
    """A stretch of a header; bytes beyond ASCII that name no encoding stand there as lone surrogates."""
    raw = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
    words = _in_charset(raw, (charset or "utf-8").lower())
    if words is not None:
        return words
    try:
        return decode(raw, "header")
    except UnreadableDocument:
        return raw.decode("utf-8", "replace")

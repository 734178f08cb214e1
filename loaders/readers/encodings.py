"""Bytes -> text: byte order marks, ISO-2022-JP, UTF-8, Shift_JIS, EUC-JP, told apart by strict decoding.

The bytes 8c da 8b 71 are no UTF-8; as Shift_JIS they read 顧客, as EUC-JP nothing: Shift_JIS it is. Where both
decode, the reading with more plausible Japanese wins. Bytes that are no text (NUL bytes, PDF, ZIP, images …)
are refused by name.
"""

# ruff: noqa: RUF001 - full-width signs are what this module reads

from __future__ import annotations

import codecs
import re

from app.domain.errors import UnreadableDocument

__all__ = ["decode", "decode_jis", "refuse_binary"]

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF file", "save its text as .txt or .html and load that"),
    (b"PK\x03\x04", "a ZIP or Office file", "unpack it, or save the document as .txt or .html"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file", "save the document as .txt or .html"),
    (b"{\\rtf", "an RTF file", "save the document as .txt or .html"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", "give the text that the image shows"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text that the image shows"),
    (b"GIF8", "a GIF image", "give the text that the image shows"),
    (b"II*\x00", "a TIFF image", "give the text that the image shows"),
    (b"MM\x00*", "a TIFF image", "give the text that the image shows"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR file", "unpack it first"),
    (b"SQLite format 3\x00", "an SQLite database", "export the records as text"),
    (b"\x7fELF", "a program", "give a document"),
    (b"MZ\x90\x00", "a program", "give a document"),
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JIS_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\([BJI]|\$\(D)")
_KANJI_IN_JIS = re.compile(rb"\x1b\$[@B]((?:[\x21-\x7e]{2})*)(?![\x21-\x7e])")
_NO_JIS = re.compile(rb"[\x1b\x7f]")
_SAVE_AS_UTF8 = "save the file as UTF-8 text"
_LIKELY = re.compile("[ぁ-ゖァ-ヺー、。「」（）・一-龠０-９Ａ-Ｚａ-ｚ]")
_UNLIKELY = re.compile("[\uff61-\uff9f\ue000-\uf8ff\x80-\x9f\u0400-\u04ff\u0370-\u03ff]|[\u2500-\u257f]")


def decode(data: bytes, filename: str) -> str:
    """The text of the bytes, line ends and a UTF-8 byte order mark kept. UnreadableDocument if they are no text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name, filename)
    refuse_binary(data, filename)
    if _JIS_ESCAPE.search(data) and data.isascii():
        return decode_jis(data) or _strict(data, "iso2022_jp_ext", filename)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _japanese(data, filename, error.start)


def decode_jis(data: bytes) -> str | None:
    r"""ISO-2022-JP as it is written: with the signs of Windows (①, ㈱), which the standard has no place for.

    >>> decode_jis(b"\x1b$B-!L>Jm\x1b(B.txt")
    '①名簿.txt'
    """
    try:
        return data.decode("iso2022_jp_ext")
    except UnicodeDecodeError:
        plain = _KANJI_IN_JIS.sub(_jis_to_shift_jis, data).replace(b"\x1b(J", b"").replace(b"\x1b(B", b"")
        return None if _NO_JIS.search(plain) else _try(plain, "cp932")


def _jis_to_shift_jis(match: re.Match[bytes]) -> bytes:
    """A run of two-byte characters; JIS X 0208 and Shift_JIS number the same table in two ways."""
    out = bytearray()
    for row, cell in zip(match[1][::2], match[1][1::2], strict=True):
        lead = (row + 1) // 2 + (0x70 if row < 0x5F else 0xB0)
        out += bytes([lead, cell + (0x1F + (cell > 0x5F) if row % 2 else 0x7E)])
    return bytes(out)


def refuse_binary(data: bytes, filename: str) -> None:
    """UnreadableDocument that names what the bytes are, if they are no text."""
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise UnreadableDocument(f"is {what}, not text", place=filename, remedy=remedy)
    if (place := data.find(b"\0")) >= 0:
        message = f"holds a NUL byte at byte {place}: no text of a known encoding"
        raise UnreadableDocument(message, place=filename, remedy=_SAVE_AS_UTF8)


def _strict(data: bytes, encoding: str, filename: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"is marked as {encoding} but byte {error.start} is no such character"
        raise UnreadableDocument(message, place=filename, remedy=_SAVE_AS_UTF8) from None


def _japanese(data: bytes, filename: str, place: int) -> str:
    """The more plausible of the readings as Shift_JIS and as EUC-JP, unless the bytes are damaged UTF-8."""
    if _is_damaged_utf8(data):
        message = f"is UTF-8 but for byte {place}, which is no character"
        raise UnreadableDocument(message, place=filename, remedy="repair the file, or cut it behind a whole character")
    readings = [text for name in ("cp932", "euc_jp") if (text := _try(data, name)) is not None]
    if not readings or max(map(_plausibility, readings)) <= 0:
        message = f"byte {place} is no UTF-8, and the file is neither Shift_JIS nor EUC-JP nor ISO-2022-JP"
        raise UnreadableDocument(message, place=filename, remedy=_SAVE_AS_UTF8)
    return max(readings, key=_plausibility)


def _is_damaged_utf8(data: bytes) -> bool:
    """True if most characters beyond ASCII are UTF-8: read as Shift_JIS they would be nonsense that looks Japanese."""
    text = data.decode("utf-8", "replace")
    beyond = sum(not char.isascii() for char in text)
    return text.count("\ufffd") * 4 < beyond


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausibility(text: str) -> float:
    """Share of likely Japanese characters among those beyond ASCII, less that of unlikely ones; -1 … 1."""
    beyond = sum(not char.isascii() for char in text[:20_000])
    likely, unlikely = len(_LIKELY.findall(text[:20_000])), len(_UNLIKELY.findall(text[:20_000]))
    return (likely - 2 * unlikely) / beyond if beyond else 0.0

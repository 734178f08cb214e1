"""HTML -> its words, block by block: headings, paragraphs, list items, table rows with their cells.

`<h2>経緯</h2><p>甲社は<b>乙社</b>に渡した。</p>` becomes `経緯` and `甲社は乙社に渡した。`, a heading and a
paragraph. The page's furniture (navigation, scripts, footers …) is left out and counted in one remark. Nothing
is fetched, entities of a document type are not expanded, broken markup is read as far as it goes.

References: WHATWG HTML Living Standard, 4 (elements), 13.2.3.2 (encoding declarations).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from lxml import etree
from lxml import html as markup

from app.domain.diagnostic import Diagnostic, Severity
from loaders.readers.base import ReadText
from loaders.readers.encodings import decode, refuse_binary
from loaders.readers.html_table import caption_of, holds_data, rows_of
from loaders.readers.html_text import HtmlText
from loaders.structure.blocks import blocks_of

__all__ = ["HtmlReader"]

_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
_OPENING = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_-]{2,30})", re.IGNORECASE)
_SEEN = 4096
_JAPANESE = {"shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932"}
_NO_MARKUP = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FURNITURE = frozenset(
    {"script", "style", "nav", "header", "footer", "aside", "noscript", "template", "svg", "math", "iframe", "object"}
    | {"button", "select", "input", "textarea", "dialog", "canvas", "audio", "video", "menu"}
)
_SILENT = frozenset({"head", "rt", "rp"})
_INSIDE_MAIN = frozenset({"article", "main"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


class HtmlReader:
    """Web pages, in the encoding they declare or, where that is wrong, the one that they decode in."""

    name = "html"

    def detect(self, data: bytes, filename: str) -> bool:
        """True if the bytes open as a page does, or by the name's ending."""
        opening = data[:_SEEN].replace(b"\0", b"")
        return _OPENING.search(opening) is not None or PurePath(filename).suffix.casefold() in _ENDINGS

    def read(self, data: bytes, filename: str) -> ReadText:
        """The words of the page and their blocks. UnreadableDocument for bytes that are no text."""
        root, remarks = _tree(_decoded(data, filename))
        if root is None:
            return ReadText("", (), remarks)
        out = HtmlText()
        dropped = _walk(root, out)
        text, given = out.finish()
        return ReadText(text, blocks_of(text, given), (*remarks, *_left_out_remark(dropped)), _title(root))


def _decoded(data: bytes, filename: str) -> str:
    """The markup as text: the declared encoding if the bytes keep to it, else what `encodings` finds."""
    declared = _CHARSET.search(data[:_SEEN])
    if declared is not None and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        refuse_binary(data, filename)
        name = declared.group(1).decode("ascii").lower()
        try:
            return data.decode(_JAPANESE.get(name, name))
        except (UnicodeDecodeError, LookupError):
            return decode(data, filename)
    return decode(data, filename)


def _tree(text: str) -> tuple[markup.HtmlElement | None, tuple[Diagnostic, ...]]:
    """The parsed page, None if it holds no element; control characters, of which markup knows none, are blanked."""
    parser = markup.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    clean = _NO_MARKUP.sub(" ", text.lstrip("\ufeff"))
    try:
        root = markup.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, ()
    fatal = [entry for entry in parser.error_log if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT]
    return root, tuple(map(_cut_remark, fatal[:1]))


def _walk(root: markup.HtmlElement, out: HtmlText) -> Counter[str]:
    """Hand every element that is read to `out`, in document order; what was left out, counted by name.

    Deep nesting costs no stack.
    """
    dropped: Counter[str] = Counter()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        reason = _reason_to_drop(element)
        if event == "end":
            if reason is None:
                out.close(str(element.tag))
            if element is not root:
                out.add(element.tail)
        elif reason is None and element.tag == "table" and holds_data(element):
            out.paragraph(caption_of(element, _is_left_out))
            out.table(rows_of(element, _is_left_out))
            walker.skip_subtree()
        elif reason is None:
            out.open(str(element.tag))
            out.add(element.text)
        else:
            walker.skip_subtree()
            dropped[reason] += 1
    del dropped[""]
    return dropped


def _is_left_out(element: markup.HtmlElement) -> bool:
    return _reason_to_drop(element) is not None


def _reason_to_drop(element: markup.HtmlElement) -> str | None:
    """Under what name an element is left out; "" for what has no words of its own; None for one that is read."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _SILENT or not tag:
        return ""
    if tag == "header" and any(around.tag in _INSIDE_MAIN for around in element.iterancestors()):
        return None
    if tag in _FURNITURE:
        return tag
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return "hidden" if hidden or _HIDDEN.search(element.get("style", "")) else None


def _title(root: markup.HtmlElement) -> str | None:
    """The words of the first `title` element."""
    title = root.find(".//title")
    words = " ".join((title.text or "").split()) if title is not None else ""
    return words or None


def _left_out_remark(dropped: Counter[str]) -> Iterator[Diagnostic]:
    if dropped:
        counts = ", ".join(f"{count} {name}" for name, count in sorted(dropped.items()))
        yield Diagnostic("html.left_out", f"parts of the page that are no text of its own: {counts}", Severity.INFO)


def _cut_remark(entry: object) -> Diagnostic:
    message = f"the markup nests too deep and is read only so far: {entry}"
    return Diagnostic("html.cut", message, Severity.ERROR, remedy="save the page's text as .txt and load that")

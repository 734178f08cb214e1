"""Elements of a Word document -> one text and its blocks, by way of the same writer as pages.

    WordText(styles, notes).blocks(body)     # a paragraph, a heading, a list item, a table, one after the other

References: ISO/IEC 29500-1, 17.3.1 (paragraph properties: outlineLvl, numPr), 17.4 (gridSpan, vMerge), 17.7 (styles).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from docx.oxml.ns import qn
from lxml import etree

from loaders.readers.html_table import Cell
from loaders.readers.html_text import HtmlText
from loaders.structure.outline import Draft

__all__ = ["Element", "Styles", "WordText", "tag"]

Element: TypeAlias = Any
"""An lxml element; python-docx derives its own classes from it."""

_DEEPEST = 6
_LONGEST_CELL = 3000
_WIDEST_SPAN = 50
_HEADING = re.compile(r"(?:heading|見出し)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|表題", re.IGNORECASE)


def tag(name: str) -> str:
    """The full name of a tag or attribute of word processing, `p` for instance."""
    return qn(f"w:{name}")


_P, _TABLE, _ROW, _CELL = tag("p"), tag("tbl"), tag("tr"), tag("tc")
_WRAPPERS = frozenset(map(tag, ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")))
_BOX = tag("txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DELETED = frozenset({tag("del"), tag("moveFrom")})
_SILENT = frozenset({tag("pPr"), tag("rt"), _BOX, _FALLBACK, *_DELETED})
_BREAKS = frozenset({tag("br"), tag("cr")})
_NOTES = {tag("footnoteReference"): "footnote", tag("endnoteReference"): "endnote"}
_PLAIN = {tag("tab"): "\t", tag("noBreakHyphen"): "-"}


@dataclass(frozen=True, slots=True)
class Styles:
    """By the id of a style: its rank as a heading, and the level of its list."""

    headings: Mapping[str, int]
    titles: frozenset[str]
    lists: Mapping[str, int]

    @classmethod
    def of(cls, styles: Element) -> Styles:
        """The styles of a document; one that says nothing does as the style that it is based on."""
        known = {style.get(tag("styleId"), ""): style for style in styles.iter(tag("style"))}
        headings: dict[str, int] = {}
        lists: dict[str, int] = {}
        for key in known:
            for style in _line_of_descent(known, key):
                rank, level = _rank(style), _list_level(style)
                if rank is not None:
                    headings.setdefault(key, rank)
                if level is not None:
                    lists.setdefault(key, level)
        titles = frozenset(key for key, style in known.items() if _TITLE.fullmatch(_name(style)))
        return cls({**headings, **dict.fromkeys(titles, 1)}, titles, lists)


class WordText:
    """Writes the blocks of a document in order; counts what it leaves out."""

    def __init__(self, styles: Styles, notes: Mapping[tuple[str, str], Element]) -> None:
        """Start with no text."""
        self.left_out: Counter[str] = Counter()
        self.title: str | None = None
        self._out = HtmlText()
        self._styles, self._notes = styles, notes
        self._noted = 0

    def blocks(self, parent: Element) -> None:
        """The paragraphs and tables inside an element."""
        for child in parent:
            if child.tag == _P:
                self._paragraph(child)
            elif child.tag == _TABLE:
                self._table(child)
            elif child.tag in _WRAPPERS:
                self.blocks(child)

    def finish(self) -> tuple[str, tuple[Draft, ...]]:
        """The text, and the blocks that styles and tables mark."""
        return self._out.finish()

    def _paragraph(self, paragraph: Element) -> None:
        style, rank, level = self._form(paragraph)
        tags = [f"h{min(rank, _DEEPEST)}"] if rank else [*["ul"] * (level + 1), "li"] if level is not None else ["p"]
        for one in tags:
            self._out.open(one)
        pieces = list(self._words(paragraph))
        for piece in pieces:
            if piece == "\n":
                self._out.open("br")
            else:
                self._out.add(piece)
        for one in reversed(tags):
            self._out.close(one)
        if self.title is None and rank and (style in self._styles.titles or rank == 1):
            self.title = " ".join("".join(pieces).split()) or None
        for box in paragraph.iter(_BOX):
            if next(box.iterancestors(_P)) is paragraph and not any(True for _ in box.iterancestors(_FALLBACK)):
                self.blocks(box)
        self._notes_of(paragraph)

    def _form(self, paragraph: Element) -> tuple[str, int, int | None]:
        """The style of a paragraph, its rank as a heading (0 = none), its level as a list item."""
        given = paragraph.find(f"{tag('pPr')}/{tag('pStyle')}")
        style = "" if given is None else given.get(tag("val"), "")
        rank, level = _rank(paragraph), _list_level(paragraph)
        rank = self._styles.headings.get(style, 0) if rank is None else rank
        level = self._styles.lists.get(style) if level is None else level
        return style, rank, level if level is None or level >= 0 else None

    def _words(self, element: Element) -> Iterator[str]:
        """Words and line breaks of an element, without what is deleted, hidden, or in a box of its own."""
        walker = etree.iterwalk(element, events=("start",))
        for _, node in walker:
            if node.tag in _SILENT:
                self.left_out["deleted"] += node.tag in _DELETED
                walker.skip_subtree()
            elif node.tag == tag("r") and node.find(f"{tag('rPr')}/{tag('vanish')}") is not None:
                self.left_out["hidden"] += 1
                walker.skip_subtree()
            elif node.tag == tag("t"):
                yield node.text or ""
            elif node.tag in _BREAKS:
                yield "\n"
            elif node.tag in _PLAIN:
                yield _PLAIN[node.tag]

    def _notes_of(self, element: Element) -> None:
        """The notes that an element refers to, each a footnote behind it."""
        for reference in element.iter(*_NOTES):
            note = self._notes.get((_NOTES[reference.tag], reference.get(tag("id"), "")))
            words = "" if note is None else " ".join(self._line(one) for one in note.iter(_P)).strip()
            if words:
                self._noted += 1
                self._out.open("p")
                self._out.add(f"注{self._noted}) {words}")
                self._out.close("p")

    def _line(self, paragraph: Element) -> str:
        return "".join(self._words(paragraph)).replace("\n", " ").strip()

    def _table(self, table: Element) -> None:
        """A table of data; one that only lays out the page is read cell by cell."""
        rows = [list(_cells(row)) for row in _inside(table, _ROW)]
        nested = any(True for _ in table.iterdescendants(_TABLE))
        widest = max(map(len, rows), default=0)
        drawn = [[self._cell(cell) for cell in row] for row in rows] if widest > 1 and not nested else []
        if drawn and all(len(cell.words) <= _LONGEST_CELL for row in drawn for cell in row):
            self._out.table(drawn)
            self._notes_of(table)
            return
        for cell in (cell for row in rows for cell, _ in row if cell is not None):
            self.blocks(cell)

    def _cell(self, placed: tuple[Element | None, bool]) -> Cell:
        cell, head = placed
        words = "" if cell is None else " ".join(filter(None, map(self._line, cell.iter(_P))))
        return Cell(re.sub(r"\s+", " ", words), head)


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The children of that name, also those that content controls wrap; rows that are deleted are gone."""
    for child in parent:
        if child.tag == name and child.find(f"{tag('trPr')}/{tag('del')}") is None:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, name)


def _cells(row: Element) -> Iterator[tuple[Element | None, bool]]:
    """The cells of a row as wide as they are drawn, None for what another one covers; True in a row of column heads."""
    head = row.find(f"{tag('trPr')}/{tag('tblHeader')}") is not None
    before = row.find(f"{tag('trPr')}/{tag('gridBefore')}")
    yield from [(None, head)] * (0 if before is None else _number(before, 0))
    for cell in _inside(row, _CELL):
        merge, span = cell.find(f"{tag('tcPr')}/{tag('vMerge')}"), cell.find(f"{tag('tcPr')}/{tag('gridSpan')}")
        covered = merge is not None and merge.get(tag("val"), "continue") == "continue"
        yield (None if covered else cell), head
        yield from [(None, head)] * (0 if span is None else _number(span, 1) - 1)


def _line_of_descent(styles: Mapping[str, Element], key: str) -> Iterator[Element]:
    """A style, the one that it is based on, and so on."""
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        yield styles[key]
        base = styles[key].find(tag("basedOn"))
        key = "" if base is None else base.get(tag("val"), "")


def _rank(element: Element) -> int | None:
    """The rank that a style or a paragraph gives itself as a heading: 0 for none, None if it says nothing."""
    outline = element.find(f"{tag('pPr')}/{tag('outlineLvl')}")
    if outline is not None:
        level = _number(outline, 9)
        return level + 1 if level < 9 else 0
    named = _HEADING.fullmatch(_name(element))
    return int(named.group(1)) if named else None


def _list_level(element: Element) -> int | None:
    """The level in its list, from 0; -1 if it is taken out of its list, None if nothing is said."""
    numbering = element.find(f"{tag('pPr')}/{tag('numPr')}")
    if numbering is None:
        return None
    number, level = numbering.find(tag("numId")), numbering.find(tag("ilvl"))
    if number is not None and _number(number, 1) == 0:
        return -1
    return 0 if level is None else _number(level, 0)


def _name(style: Element) -> str:
    name = style.find(tag("name"))
    return "" if name is None else name.get(tag("val"), "")


def _number(element: Element, otherwise: int) -> int:
    value = element.get(tag("val"), "")
    return min(int(value), _WIDEST_SPAN) if re.fullmatch("[0-9]{1,4}", value) else otherwise

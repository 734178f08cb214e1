"""Sheet → PDF, by Typst: tagged for readers that speak, and with text that can be searched and copied.

    to_pdf(Sheet("ja", "経路の報告", …))  →  b"%PDF-…"

Words go to Typst as JSON values, not as its markup, so nothing in them is obeyed. The file bears no day of its making:
equal sheets give equal bytes. `report.typ` lays it out. Two characters for which the typeface has one shape only
(compatibility forms such as ｱ are not among them) are copied out as they were put in.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from app.domain.errors import LeaktrailError, MissingExtra
from app.domain.words import spell_hidden
from app.export.report.sheet import Sheet
from app.export.report.typeface import REMEDY, Typeface

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["to_pdf"]


def to_pdf(sheet: Sheet) -> bytes:
    """The whole file. MissingExtra where Typst or the typeface is not installed."""
    typst, typeface = _typst(), Typeface.find()
    blocks = [{"type": type(block).__name__, **asdict(block)} for block in sheet.blocks]
    whole = _spelled(asdict(sheet) | {"blocks": blocks}, typeface)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(map(str, typeface.folders))
    )
    layout = files("app.export.report").joinpath("report.typ").read_bytes()
    try:
        made, warnings = typst.compile_with_warnings(
            layout, font_paths=fonts, sys_inputs={"sheet": json.dumps(whole)}, format="pdf"
        )
    except typst.TypstError as error:
        raise LeaktrailError(f"Typst could not lay out the report: {error}", remedy="please report it") from error
    if warnings:  # an unknown font, say: the file would not show what it should
        message = f"Typst laid the report out with a fault: {warnings[0].message}"
        raise LeaktrailError(message, remedy="please report it")
    return cast("bytes", made)


def _typst() -> ModuleType:
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtra("a PDF needs Typst, which is not installed", remedy=REMEDY) from None
    return typst


def _spelled(value: object, typeface: Typeface) -> object:
    """The value with all texts in it as they can be printed; SVG is left to its maker, but for what has no shape."""
    if isinstance(value, str):
        return typeface.spell(spell_hidden(value).replace("\r\n", "\n").replace("\f", "\n"))
    if isinstance(value, dict):
        return {key: _spelled(one, typeface) for key, one in cast("dict[str, object]", value).items()}
    if isinstance(value, list | tuple):
        return [_spelled(one, typeface) for one in cast("list[object]", value)]
    return value

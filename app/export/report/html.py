r"""Sheet → one HTML file: no script, nothing from another host, and all words as text.

    to_html(Sheet("ja", "経路の報告", …))  →  b"<!DOCTYPE html>\n<html lang=\"ja\">…"

Line ends inside a quote stay as they are; control signs, and those that turn the direction of a text about, are spelled
out. Equal sheets give equal bytes.

References:
    W3C, "Web Content Accessibility Guidelines (WCAG) 2.2" (2023): language, headings, header cells, text for pictures.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from app.domain.words import spell_hidden
from app.export.report.sheet import Block, Facts, Figure, Heading, Listing, Paragraph, Quotation, Sheet, Table

__all__ = ["to_html"]

_SVG = "{http://www.w3.org/2000/svg}"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_CONTENTS_FROM = 3  # headings; a shorter report is seen at a glance
_STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.25rem 1rem 3rem;max-width:62rem;color:#1b1f24;background:#fff;
 font:1rem/1.65 "Noto Sans JP","Noto Sans CJK JP","Hiragino Sans","Yu Gothic",Meiryo,system-ui,sans-serif;
 overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.3;margin:.4rem 0 1rem}
h2{font-size:1.3rem;margin:2.4rem 0 .6rem;padding-top:.5rem;border-top:2px solid #1b1f24}
h3{font-size:1.08rem;margin:1.6rem 0 .4rem}
h4{font-size:1rem;margin:1.2rem 0 .3rem}
p{margin:.5rem 0;white-space:pre-line}
.mark{display:inline-block;margin:0;padding:.1rem .5rem;border:2px solid #1b1f24;font-weight:700}
.note{color:#59636e}
.warning{border:1px solid #1b1f24;border-left-width:6px;padding:.5rem .75rem}
dl{display:grid;grid-template-columns:minmax(7rem,14rem) 1fr;margin:.6rem 0;border-top:1px solid #c9d1d9}
dt,dd{margin:0;padding:.3rem .5rem;border-bottom:1px solid #c9d1d9;white-space:pre-line}
dt{font-weight:600}
.wide{overflow-x:auto;margin:.8rem 0}
.wide:focus-visible,a:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.2rem 0}
th,td{border:1px solid #8b949e;padding:.35rem .5rem;text-align:left;vertical-align:top;
 white-space:pre-line;min-width:3.5rem}
thead th{background:#eef1f4}
tbody th{font-weight:600}
figure{margin:1rem 0}
figure svg{display:block}
figcaption{font-size:.85rem;color:#59636e;margin-top:.3rem}
blockquote{margin:.6rem 0;padding:.4rem .8rem;border-left:4px solid #8b949e;background:#f6f8fa}
blockquote p{margin:0;white-space:pre-wrap}
blockquote footer{font-size:.85rem;color:#59636e;margin-top:.2rem}
a{color:#0b57d0}
nav ol{margin:.3rem 0;padding-left:1.6rem}
footer.foot{margin-top:3rem;padding-top:.6rem;border-top:1px solid #8b949e;font-size:.85rem;color:#59636e}
@media (max-width:40rem){dl{grid-template-columns:1fr}dt{border-bottom:0;padding-bottom:0}
 .wide table{min-width:36rem}}
@media print{body{max-width:none;padding:0;font-size:10pt}.wide{overflow:visible}figure svg{width:100%;height:auto}
 h2,h3,h4,thead{break-after:avoid}blockquote,figure,tr{break-inside:avoid}a{color:inherit;text-decoration:none}
 .wide table{min-width:0}}
@page{margin:18mm 16mm}
"""


def to_html(sheet: Sheet) -> bytes:
    """The whole file, UTF-8."""
    root = ET.Element("html", {"lang": sheet.language})
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    ET.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width"})
    _put(head, "title", sheet.title)
    ET.SubElement(head, "style").text = _STYLE
    body = ET.SubElement(root, "body")
    top = ET.SubElement(body, "header")
    if sheet.marking:
        _put(top, "p", sheet.marking, {"class": "mark"})
    _put(top, "h1", sheet.title)
    _add_contents(body, sheet)
    main = ET.SubElement(body, "main")
    for block in sheet.blocks:
        _add(main, block)
    if sheet.foot:
        _put(body, "footer", sheet.foot, {"class": "foot"})
    return b"<!DOCTYPE html>\n" + ET.tostring(root, encoding="utf-8", method="html") + b"\n"


def _add_contents(body: ET.Element, sheet: Sheet) -> None:
    led = [block for block in sheet.blocks if isinstance(block, Heading) and block.level == 1 and block.anchor]
    if len(led) < _CONTENTS_FROM:
        return
    points = ET.SubElement(ET.SubElement(body, "nav", {"aria-label": sheet.contents}), "ol")
    for heading in led:
        _put(ET.SubElement(points, "li"), "a", heading.text, {"href": f"#{heading.anchor}"})


def _add(main: ET.Element, block: Block) -> None:
    match block:
        case Heading():
            _put(main, f"h{block.level + 1}", block.text, {"id": block.anchor} if block.anchor else {})
        case Paragraph():
            _put(main, "p", block.text, {} if block.kind == "plain" else {"class": block.kind})
        case Listing():
            points = ET.SubElement(main, "ul")
            for item in block.items:
                _put(points, "li", item)
        case Facts():
            terms = ET.SubElement(main, "dl")
            for term, said in block.rows:
                _put(terms, "dt", term)
                _put(terms, "dd", said)
        case Table():
            _add_table(main, block)
        case Quotation():
            _add_quotation(main, block)
        case Figure():
            _add_figure(main, block)


def _add_table(main: ET.Element, block: Table) -> None:
    """In a frame of its own that can be moved sideways, by keys too."""
    table = ET.SubElement(_frame(main, block.caption), "table")
    _put(table, "caption", block.caption)
    columns = ET.SubElement(table, "colgroup")
    for share in block.widths:
        ET.SubElement(columns, "col", {"style": f"width:{share / sum(block.widths):.0%}"})
    header = ET.SubElement(ET.SubElement(table, "thead"), "tr")
    for name in block.header:
        _put(header, "th", name, {"scope": "col"})
    rows = ET.SubElement(table, "tbody")
    for first, *cells in block.rows:
        row = ET.SubElement(rows, "tr")
        _put(row, "th", first, {"scope": "row"})
        for cell in cells:
            _put(row, "td", cell)


def _add_quotation(main: ET.Element, block: Quotation) -> None:
    quote = ET.SubElement(main, "blockquote")
    _put(quote, "p", block.text)
    place = ET.SubElement(quote, "footer")
    if block.source:
        _put(place, "a", block.place, {"href": f"#{block.source}"})
    else:
        place.text = spell_hidden(block.place)


def _add_figure(main: ET.Element, block: Figure) -> None:
    figure = ET.SubElement(main, "figure")
    picture = ET.fromstring(block.svg)  # noqa: S314  # nosec B314 - made by `chain`, never from outside
    for part in picture.iter():
        part.tag = part.tag.removeprefix(_SVG)
    picture.attrib |= {"role": "img", "aria-label": spell_hidden(block.alt)}
    _frame(figure, block.caption).append(picture)
    _put(figure, "figcaption", block.caption)


def _frame(parent: ET.Element, label: str) -> ET.Element:
    frame = {"class": "wide", "role": "region", "tabindex": "0", "aria-label": spell_hidden(label)}
    return ET.SubElement(parent, "div", frame)


def _put(parent: ET.Element, tag: str, text: str, attributes: dict[str, str] | None = None) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes or {})
    element.text = spell_hidden(text).replace("\f", "\n")
    return element

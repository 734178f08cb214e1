"""Files of the formats that are no text, made for tests: PDF, Word, mail, ZIP; all words invented."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

MINCHO, GOTHIC = "HeiseiMin-W3", "HeiseiKakuGo-W5"
WIDTH, HEIGHT = A4
LEFT, TOP, PITCH = 60.0, 90.0, 16.0


class Pdf:
    """Draws pages; `y` counts from the top, in points."""

    def __init__(self, **options) -> None:
        for font in (MINCHO, GOTHIC):
            pdfmetrics.registerFont(UnicodeCIDFont(font))
        self._out = BytesIO()
        self._canvas = Canvas(self._out, pagesize=A4, pageCompression=1, **options)

    def line(self, text: str, y: float, x: float = LEFT, size: float = 10.5, font: str = MINCHO) -> Pdf:
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, HEIGHT - y, text)
        return self

    def lines(self, texts: Sequence[str], y: float = TOP, x: float = LEFT, size: float = 10.5) -> Pdf:
        for number, text in enumerate(texts):
            if text:
                self.line(text, y + number * PITCH, x, size)
        return self

    def table(
        self, rows: Sequence[Sequence[str]], y: float, widths: Sequence[float] = (120, 80, 160), x: float = LEFT
    ) -> Pdf:
        """A ruled table whose upper edge is at `y`; a line of a cell that ends in a line break goes on below."""
        heights = [PITCH * max(cell.count("\n") + 1 for cell in row) + 4 for row in rows]
        edges = [x + sum(widths[:number]) for number in range(len(widths) + 1)]
        place = y
        for row, height in zip(rows, heights, strict=True):
            self._canvas.grid(edges, [HEIGHT - place, HEIGHT - place - height])
            for edge, cell in zip(edges, row, strict=False):
                self.lines(cell.split("\n"), place + 13, edge + 3, 9)
            place += height
        return self

    def box(self, x: float, y: float, width: float, height: float) -> Pdf:
        self._canvas.rect(x, HEIGHT - y - height, width, height)
        return self

    def askew(self, text: str) -> Pdf:
        self._canvas.saveState()
        self._canvas.translate(200, 300)
        self._canvas.rotate(45)
        self._canvas.setFont(GOTHIC, 40)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()
        return self

    def picture(self) -> Pdf:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        self._canvas.drawImage(ImageReader(Image.new("1", (80, 80))), 50, 50, 400, 600)
        return self

    def end_page(self) -> Pdf:
        self._canvas.showPage()
        return self

    def data(self) -> bytes:
        self._canvas.save()
        return self._out.getvalue()


def prose(words: str, columns: int = 40) -> list[str]:
    """The words as lines of so many characters."""
    return [words[place : place + columns] for place in range(0, len(words), columns)]


def pdf_of(*pages: Sequence[str]) -> bytes:
    """A file of pages of lines."""
    pdf = Pdf()
    for lines in pages:
        pdf.lines(lines).end_page()
    return pdf.data()


def docx_of(*paragraphs: str | tuple[str, str]) -> bytes:
    """A Word document of paragraphs, each a text or a style and a text."""
    document = docx.Document()
    for paragraph in paragraphs:
        style, text = paragraph if isinstance(paragraph, tuple) else ("Normal", paragraph)
        document.add_paragraph(text, style=style)
    return saved(document)


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def mail_of(body: str, subject: str = "件名", **files: bytes) -> bytes:
    """A mail with a text and attachments; in their names `__` stands for the dot."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "青葉台商会 <info@example.jp>"
    message["To"] = "desk@example.jp"
    message["Date"] = "Mon, 03 Feb 2031 23:30:00 +0900"
    message.set_content(body)
    for name, data in files.items():
        message.add_attachment(data, "application", "octet-stream", filename=name.replace("__", "."))
    return message.as_bytes()


def zip_of(files: dict[str | ZipInfo, bytes], method: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()

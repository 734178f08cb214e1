"""Files that are made to hurt whoever opens them, and what a user is to see of each.

python -m tests.faults.hostile      # each in a process of its own: what the user sees, seconds, peak memory
"""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from app.domain.errors import BadInput
from app.services.files import Item, items_of
from loaders.child import process
from loaders.readers.document import read_document
from tests.made_files import Pdf, docx_of, mail_of, pdf_of, zip_of

_LONG = 1_000_000
"""Bytes of a text that is not read here: how long prose takes is asked elsewhere."""
WORDS = "甲社は名簿を乙社に渡した。"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@dataclass(frozen=True, slots=True)
class Case:
    """A file by its name, how it is made, and a part of the line that the user sees; "" if it is read after all."""

    name: str
    filename: str
    make: Callable[[], bytes]
    told: str


def see(path: Path) -> Iterator[str]:
    """A line for each document of the file: what is wrong with it, or how many characters it has."""
    for inside in items_of(path):
        try:
            if isinstance(inside, BadInput):
                raise inside
            if isinstance(inside, Item) and len(inside.data) > _LONG and inside.name.endswith(".txt"):
                yield "a long text"
            elif isinstance(inside, Item):
                document, _, remarks = read_document(inside.data, inside.name, inside.metadata)
                told = [f"; {remark.message}" for remark in remarks if remark.severity != "info"]
                yield f"{inside.name}: read, {len(document.text or ''):,} characters{''.join(told)}"
            else:
                yield f"{inside.place}: passed over"
        except BadInput as error:
            yield str(error)


# ------------------------------------------------------------------ archives


def link() -> ZipInfo:
    info = ZipInfo("a.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def encrypted() -> bytes:
    data = bytearray(zip_of({"a.txt": b"secret"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def many(count: int, size: int) -> bytes:
    """Files that are harmless each, and shrink as prose does."""
    out = BytesIO()
    noise = (os.urandom(40) + bytes(300)) * (size // 340)
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", noise)
    return out.getvalue()


def overlapping() -> bytes:
    """Entries that share one body, as in `A better zip bomb`: small on disk, large unpacked."""
    body = zip_of({"a.txt": os.urandom(1_500_000)}, ZIP_STORED)
    start, end = body.index(b"PK\x01\x02"), body.index(b"PK\x05\x06")
    entry, count = body[start:end], 5000
    closing = bytearray(body[end:])
    closing[8:10] = closing[10:12] = count.to_bytes(2, "little")
    closing[12:16] = (count * len(entry)).to_bytes(4, "little")
    return body[:start] + entry * count + bytes(closing)


def within(levels: int, data: bytes = b"x") -> bytes:
    for _ in range(levels):
        data = zip_of({"in.zip": data})
    return data


# ------------------------------------------------------------------ Word


def word_part(name: str, content: bytes) -> bytes:
    with ZipFile(BytesIO(docx_of(WORDS))) as package:
        parts: dict[str | ZipInfo, bytes] = {info.filename: package.read(info) for info in package.infolist()}
    return zip_of({**parts, name: content})


def word(declaration: str, body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<?xml version="1.0"?>{declaration}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return word_part("word/document.xml", xml.encode())


def laughs() -> str:
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))]
    return f"<!DOCTYPE x [{''.join(lines)}]>"


# ------------------------------------------------------------------ PDF


def pdf_objects(*objects: bytes, root: int = 1, extra: bytes = b"") -> bytes:
    """A file of numbered objects, with its table."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, extra, table)
    return bytes(out)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>/Font<</F 6 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n" % (len(data), extra) + data + b"\nendstream"


def deflated_zeros(size: int) -> bytes:
    packer = zlib.compressobj(9)
    chunk = bytes(10_000_000)
    return b"".join(packer.compress(chunk) for _ in range(size // len(chunk))) + packer.flush()


def pdf_with(content: bytes, extra: bytes = b"", form: bytes = b"null") -> bytes:
    return pdf_objects(CATALOG, PAGES, PAGE, stream(content, extra), form, FONT)


def pages_of(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return pdf_objects(CATALOG, pages, *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * count)


def form_loop() -> bytes:
    """A form that draws itself."""
    form = stream(b"/A Do /A Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>")
    return pdf_with(b"/A Do", form=form)


def locked() -> bytes:
    return Pdf(encrypt="geheim").lines([WORDS]).data()


# ------------------------------------------------------------------ mail and markup


def parts_within(levels: int) -> bytes:
    opened = b"".join(b"--%d\nContent-Type: multipart/mixed; boundary=%d\n\n" % (n, n + 1) for n in range(1, levels))
    return b"Content-Type: multipart/mixed; boundary=1\n\n" + opened + b"--%d\n\nx" % levels


def parts_beside(count: int) -> bytes:
    return b"Content-Type: multipart/mixed; boundary=1\n\n" + b"--1\n\nx\n" * count


def mails_within(levels: int) -> bytes:
    data = mail_of(WORDS)
    for _ in range(levels):
        data = mail_of(WORDS, a__eml=data)
    return data


CASES = (
    Case(
        "a file of zeros that unfolds to 10 GB",
        "a.zip",
        lambda: zip_of({"a.txt": bytes(15_000_000)}),
        "times its packed size",
    ),
    Case("55 files, 550 MB together", "a.zip", lambda: many(55, 10_000_000), "unfolds to more than 500 MB"),
    Case(
        "5,000 entries that share one body",
        "a.zip",
        overlapping,
        "is damaged in the archive|unfolds to more than 500 MB",
    ),
    Case("archives 20 levels deep", "a.zip", lambda: within(20), "within more than 3 archives"),
    Case(
        "a name that leads out", "a.zip", lambda: zip_of({"../../etc/cron.d/a.txt": b"x"}), "leads out of the archive"
    ),
    Case("a symbolic link", "a.zip", lambda: zip_of({link(): b"/etc/passwd"}), "is a link"),
    Case("an encrypted member", "a.zip", encrypted, "is encrypted"),
    Case(
        "20,000 members",
        "a.zip",
        lambda: zip_of({f"{n}.txt": b"" for n in range(20_000)}, ZIP_STORED),
        "holds 20,000 files",
    ),
    Case("half an archive", "a.zip", lambda: zip_of({"a.txt": os.urandom(9000)})[:5000], "is no ZIP archive"),
    Case("an empty archive", "a.zip", lambda: zip_of({}), "holds no document"),
    Case("a picture named .zip", "a.zip", lambda: PNG, "is no ZIP archive"),
    Case(
        "billion laughs",
        "a.docx",
        lambda: word(laughs(), "<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>"),
        "declares XML entities|cannot|no Word",
    ),
    Case(
        "an entity that fetches a file",
        "a.docx",
        lambda: word('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"),
        "declares XML entities",
    ),
    Case("100,000 nested elements", "a.docx", lambda: word("", "<w:p>" * 100_000), "is no Word document"),
    Case(
        "a part that unfolds to 210 MB",
        "a.docx",
        lambda: word_part("word/media/a.png", bytes(210_000_000)),
        "unfolds to",
    ),
    Case("a part of 72 MB of markup", "a.docx", lambda: word("", "<w:p/>" * 12_000_000), "MB of memory|seconds"),
    Case(
        "locked with a password",
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
        "locked with a password",
    ),
    Case("half a document", "a.docx", lambda: docx_of(WORDS)[:9000], "is no Word document"),
    Case("an archive of something else", "a.docx", lambda: zip_of({"a.txt": b"x"}), "is no Word document"),
    Case("5,000 pages", "a.pdf", lambda: pages_of(5000), "has more than 1,000 pages"),
    Case("a count of a billion pages", "a.pdf", lambda: pdf_of([WORDS]).replace(b"/Count 1", b"/Count 999999999"), ""),
    Case(
        "a page tree that holds itself",
        "a.pdf",
        lambda: pdf_objects(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        "holds no text",
    ),
    Case(
        "a stream that unfolds to 1.2 GB",
        "a.pdf",
        lambda: pdf_with(deflated_zeros(1_200_000_000), b"/Filter/FlateDecode"),
        "MB of memory|seconds",
    ),
    Case("a form that draws itself", "a.pdf", form_loop, "holds no text|broke off"),
    Case(
        "10 million operators",
        "a.pdf",
        lambda: pdf_with(zlib.compress(b"q 1 0 0 1 0 0 cm Q " * 5_000_000), b"/Filter/FlateDecode"),
        "seconds|MB of memory",
    ),
    Case("100,000 nested lists", "a.pdf", lambda: pdf_with(b"[" * 100_000), "holds no text|broke off"),
    Case(
        "a table of objects that refers to itself",
        "a.pdf",
        lambda: pdf_objects(CATALOG, PAGES, extra=b"/Prev 0"),
        "no PDF|holds no text|broke off",
    ),
    Case("locked with a password", "a.pdf", locked, "locked with a password"),
    Case("half a file", "a.pdf", lambda: pdf_of([WORDS] * 9)[:1500], "no PDF|holds no text|broke off"),
    Case("nothing but the mark", "a.pdf", lambda: b"%PDF-1.7", "no PDF"),
    Case("an empty file", "a.pdf", lambda: b"", "holds no text"),
    Case("a picture named .pdf", "a.pdf", lambda: PNG, "is a PNG image"),
    Case("a scan without text", "a.pdf", lambda: Pdf().picture().end_page().data(), "pictures of 1 pages and no text"),
    Case("a PDF named .txt", "a.txt", lambda: pdf_of([WORDS]), ""),
    Case("a program named .txt", "a.txt", lambda: b"\x7fELF" + bytes(500), "is a program"),
    Case("an empty file", "a.txt", lambda: b"", "holds no text"),
    Case("100,000 nested elements", "a.html", lambda: b"<div>" * 100_000 + WORDS.encode(), "nests too deep"),
    Case("100,000 nested tables", "a.html", lambda: b"<table><tr><td>" * 33_000 + WORDS.encode(), "nests too deep"),
    Case("parts 2,000 levels deep", "a.eml", lambda: parts_within(2000), "nest deeper"),
    Case("20,000 parts", "a.eml", lambda: parts_beside(20_000), "nest deeper"),
    Case("mails 6 levels deep", "a.eml", lambda: mails_within(6), "within more than 3 archives or mails"),
    Case(
        "a header of 300,000 encoded words",
        "a.eml",
        lambda: b"Subject: " + b"=?utf-8?q?a?= " * 300_000 + b"\n\n" + WORDS.encode(),
        "has a header of 4,200,000 characters",
    ),
)


def main(number: int | None) -> None:
    """Show one case, or have each shown by a process of its own."""
    if number is None:
        for each in range(len(CASES)):
            subprocess.run([sys.executable, "-m", "tests.faults.hostile", str(each)], check=True)
        return
    case = CASES[number]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, case.filename)
        path.write_bytes(case.make())
        size, began = path.stat().st_size, time.perf_counter()
        lines = list(dict.fromkeys(see(path)))
        seconds = time.perf_counter() - began
    process._kept.close()
    ours, child = (
        resource.getrusage(who).ru_maxrss // 1000 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    shown = " // ".join(
        line.removeprefix(folder + "/") for line in (lines if len(lines) < 4 else [lines[0], "…", lines[-1]])
    )
    print(f"| {case.name} | {case.filename} | {size:,} | {shown} | {seconds:.1f} | {ours} | {child} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else None)

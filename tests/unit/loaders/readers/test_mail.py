"""Mails become their headers and their words, whatever these are written in."""

from __future__ import annotations

from base64 import b64encode
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import BlockKind, Metadata
from app.domain.errors import UnreadableDocument
from loaders.readers.document import read_document
from loaders.readers.mail import read_mail
from loaders.readers.mail_parts import file_of, parts_of
from tests.made_files import mail_of


def told(result):
    return [result.text[block.start : block.end] for block in result.blocks]


def test_headers_are_paragraphs_and_give_title_and_day():
    result = read_mail(mail_of("名簿が流出した。\n\n・氏名\n・住所\n", "流出の件"), "a.eml")
    assert told(result)[:5] == [
        "Subject: 流出の件",
        "From: 青葉台商会 <info@example.jp>",
        "To: desk@example.jp",
        "Date: Mon, 03 Feb 2031 23:30:00 +0900",
        "名簿が流出した。",
    ]
    assert [block.kind for block in result.blocks[5:]] == [BlockKind.LIST_ITEM] * 2
    assert (result.title, result.published_at) == ("流出の件", "2031-02-03")


def test_what_a_person_says_of_the_mail_beats_its_headers():
    data = mail_of("名簿が流出した。")
    told = Metadata(title="別題", published_at="2031-03")
    assert read_document(data, "a.eml", told)[0].metadata == told
    assert read_document(data, "a.eml", Metadata())[0].metadata.published_at == "2031-02-03"


def raw(headers, body=b"x"):
    return headers + b"\n\n" + body


JIS = b"\x1b$BL>Jm$N-!7o\x1b(B"
"""名簿の①件, as mail programs of Windows write it."""


@pytest.mark.parametrize(
    "subject",
    [
        b"=?UTF-8?B?" + b64encode("名簿の①件".encode()) + b"?=",
        b"=?ISO-2022-JP?B?" + b64encode(JIS) + b"?=",
        b"=?Shift_JIS?B?" + b64encode("名簿の①件".encode("cp932")) + b"?=",
        b"=?UTF-8?B?" + b64encode("名簿の".encode()) + b"?=\n =?UTF-8?B?" + b64encode("①件".encode()) + b"?=",
        "名簿の①件".encode(),
        "名簿の①件".encode("cp932"),
    ],
    ids=["utf-8", "iso-2022-jp", "shift_jis", "two words", "raw", "raw cp932"],
)
def test_subjects_in_all_encodings(subject):
    assert read_mail(raw(b"Subject: " + subject), "a.eml").title == "名簿の①件"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("iso-2022-jp", "iso2022_jp_ext"),
        ("Shift_JIS", "cp932"),
        ("utf-8", "utf-8"),
        ("nonsense", "utf-8"),
        ("us-ascii", "cp932"),
    ],
)
def test_bodies_in_all_encodings(charset, encoding):
    head = f"Subject: a\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64".encode()
    body = "甲社は顧客の名簿を業者に渡した。ひらがなも続く。"
    result = read_mail(raw(head, b64encode(body.encode(encoding))), "a.eml")
    assert told(result)[-1] == body


def alternatives(plain, html):
    message = EmailMessage()
    message["Subject"] = "題"
    message.set_content(plain)
    message.add_alternative(html, subtype="html")
    return message.as_bytes()


def test_of_alternatives_the_plain_text_is_read_and_html_where_it_is_blank():
    assert told(read_mail(alternatives("平文である。", "<p>頁である。"), "a.eml"))[1:] == ["平文である。"]
    result = read_mail(
        alternatives(" \n", "<h1>題</h1><table><tr><th>組織<th>件数<tr><td>甲市<td>3件</table>"), "a.eml"
    )
    assert told(result)[1:] == ["題", "組織\t件数", "甲市\t3件"]
    assert [[result.text[a:b] for a, b in block.cells] for block in result.blocks[2:]] == [
        ["組織", "件数"],
        ["甲市", "3件"],
    ]
    assert [(block.parent, block.header) for block in result.blocks] == [(None, None), (None, None), (1, None), (1, 2)]


def test_tables_of_two_parts_stay_two():
    message = EmailMessage()
    message.set_content("<table><tr><th>組織<th>件数<tr><td>甲市<td>3件</table>", subtype="html")
    message.make_mixed()
    second = EmailMessage()
    second.set_content("<table><tr><th>組織<th>件数<tr><td>乙町<td>4件</table>", subtype="html")
    message.attach(second)
    result = read_mail(message.as_bytes(), "a.eml")
    assert len({block.table for block in result.blocks}) == 2
    assert [block.header for block in result.blocks] == [None, 0, None, 2]


def test_attachments_are_files_with_their_names():
    files = parts_of(mail_of("本文。", 名簿__txt=b"abc", b__pdf=b"%PDF-"), "a.eml").files
    assert [file_of(part, number) for number, part in enumerate(files, 1)] == [
        ("名簿.txt", b"abc"),
        ("b.pdf", b"%PDF-"),
    ]


@pytest.mark.parametrize(
    ("given_name", "name"),
    [("../../etc/passwd", "passwd"), ("C:\\temp\\a.txt", "a.txt"), ("", "attachment-7")],
)
def test_a_name_of_an_attachment_is_a_name_only(given_name, name):
    head = f'Content-Type: application/pdf\nContent-Disposition: attachment; filename="{given_name}"'.encode()
    mail = parts_of(raw(head.replace(b"\\", b"\\\\")), "a.eml")
    assert file_of(mail.files[0], 7)[0] == name


def test_a_forwarded_mail_is_a_file():
    message = EmailMessage()
    message.set_content("転送する。")
    inner = EmailMessage()
    inner["Subject"] = "内側"
    inner.set_content("元の文。")
    message.add_attachment(inner)
    mail = parts_of(message.as_bytes(), "a.eml")
    name, data = file_of(mail.files[0], 1)
    assert name == "message-1.eml"
    assert read_mail(data, name).title == "内側"


def nested(levels):
    """Multiparts, each within the one before."""
    opened = b"".join(b"--%d\nContent-Type: multipart/mixed; boundary=%d\n\n" % (n, n + 1) for n in range(1, levels))
    return b"Content-Type: multipart/mixed; boundary=1\n\n" + opened + b"--%d\n\nx" % levels


@pytest.mark.parametrize("levels", [60, 5000])
def test_parts_that_nest_too_deep_are_refused(levels):
    with pytest.raises(UnreadableDocument, match="nest deeper"):
        read_mail(nested(levels), "a.eml")


def test_a_date_that_is_none_is_no_day():
    for date in (b"yesterday", b"Mon, 99 Feb 2031 10:00:00 +0900", b"Mon, 3 Feb 2031 10:00:00 +9999", b""):
        assert read_mail(raw(b"Date: " + date), "a.eml").published_at in (None, "2031-02-03")


@given(st.binary(max_size=300), st.binary(max_size=60))
def test_any_bytes_are_a_mail_or_refused(body, header):
    head = b"Subject: " + header.replace(b"\n", b" ") + b"\nDate: " + header[:20].replace(b"\n", b" ")
    try:
        result = read_mail(raw(head, body), "a.eml")
    except UnreadableDocument:
        return
    assert all(0 <= block.start <= block.end <= len(result.text) for block in result.blocks)

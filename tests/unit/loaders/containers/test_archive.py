"""Names and bytes of an archive; what is not to be unpacked is refused alone, and the rest is read."""

from __future__ import annotations

import stat
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_STORED, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UnreadableDocument
from loaders.containers import Archive, Budget, archive, budget
from tests.made_files import zip_of

PLACE = "inbox.zip"


def opened(data):
    return Archive(BytesIO(data), PLACE)


def read(data, number=0):
    with opened(data) as one:
        return one.read(one.members[number], Budget())


def refusal(data, number=0):
    with pytest.raises(UnreadableDocument) as caught:
        read(data, number)
    assert caught.value.remedy
    return caught.value


def unmarked(files):
    """An archive of names as bytes, as Windows writes them: zipfile itself would mark them as UTF-8."""
    stand_ins = {raw: bytes([65 + number]) * len(raw) for number, raw in enumerate(files)}
    data = zip_of({stand_ins[raw].decode(): content for raw, content in files.items()})
    for raw, stand_in in stand_ins.items():
        data = data.replace(stand_in, raw)
    return data


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("名簿/表.txt".encode("cp932"), "名簿/表.txt"),  # the second byte of 表 is a backslash
        ("能力\\ソ.txt".encode("cp932"), "能力/ソ.txt"),
        ("名簿.txt".encode(), "名簿.txt"),
        (b"a.txt", "a.txt"),
        (b"caf\x82.txt", "caf\u00e9.txt"),  # cp437, which cp932 is not
    ],
    ids=repr,
)
def test_names_are_read_as_they_were_meant(raw, name):
    with opened(unmarked({raw: b"x"})) as one:
        assert [member.name for member in one.members] == [name]


def test_names_that_are_marked_as_utf8_and_folders():
    with opened(zip_of({"箱/": b"", "箱/名簿.txt": "中身".encode(), ".hidden": b"", "__MACOSX/._a.txt": b""})) as one:
        assert [(member.name, member.is_hidden) for member in one.members] == [
            ("箱/名簿.txt", False),
            (".hidden", True),
            ("__MACOSX/._a.txt", True),
        ]
        assert one.read(one.members[0], Budget()).decode() == "中身"


@pytest.mark.parametrize("name", ["../a.txt", "a/../../b.txt", "/etc/passwd.txt", "C:\\a.txt", "..\\a.txt"])
def test_a_name_that_leads_out_is_refused(name):
    assert refusal(zip_of({name: b"x"})).message == "has a name that leads out of the archive"


def test_dots_in_a_name_lead_nowhere():
    assert read(zip_of({"a..b/c...txt": b"x"})) == b"x"


def test_a_link_is_refused():
    link = ZipInfo("a.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    caught = refusal(zip_of({link: b"/etc/passwd"}))
    assert (caught.message, caught.place) == ("is a link, not a file", "inbox.zip/a.txt")


def test_an_encrypted_member_is_refused_and_the_next_one_read():
    data = bytearray(zip_of({"a.txt": b"secret", "b.txt": b"open"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert refusal(bytes(data)).message == "is encrypted"
    assert read(bytes(data), 1) == b"open"


def test_other_methods_are_refused_by_number():
    assert refusal(zip_of({"a.txt": b"x" * 100}, ZIP_BZIP2)).message == "is packed by method 12, which is not read"


def test_a_bomb_is_refused_before_it_unfolds():
    assert "unfolds to more than 250 times" in refusal(zip_of({"a.txt": bytes(10_000_000)})).message
    assert len(read(zip_of({"a.txt": bytes(900_000)}))) == 900_000


def test_a_file_that_is_too_large_is_refused():
    assert "has 20,000,001 bytes" in refusal(zip_of({"a.txt": bytes(20_000_001)}, ZIP_STORED)).message


def test_a_size_that_lies_is_found_out():
    data = zip_of({"a.txt": b"x" * 5000})
    assert (
        "is damaged in the archive"
        in refusal(data.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))).message
    )


def test_all_files_together_have_an_end(monkeypatch):
    monkeypatch.setattr(budget, "LARGEST_CONTENT", 1000)
    spent = Budget()
    with opened(zip_of({"a.txt": b"x" * 600, "b.txt": b"y" * 600})) as one:
        one.read(one.members[0], spent)
        with pytest.raises(UnreadableDocument, match="with what came before it"):
            one.read(one.members[1], spent)


def test_files_and_the_list_of_them_have_an_end(monkeypatch):
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    with pytest.raises(UnreadableDocument, match="holds 4 files, more than 3"):
        opened(zip_of({f"{number}.txt": b"" for number in range(4)}))
    monkeypatch.undo()
    monkeypatch.setattr(archive, "LARGEST_DIRECTORY", 2000)
    with pytest.raises(UnreadableDocument, match="list of contents"):
        opened(zip_of({f"{number}.txt": b"" for number in range(100)}))


WHOLE = zip_of({"a.txt": b"x" * 500, "b/c.txt": bytes(range(256))})


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), WHOLE[:300], WHOLE[:-10], WHOLE[100:]],
    ids=["nothing", "mark", "empty", "half", "cut", "headless"],
)
def test_what_is_no_archive_is_refused_or_empty(data):
    try:
        with opened(data) as one:
            assert [one.read(member, Budget()) for member in one.members] == []
    except UnreadableDocument as error:
        assert error.remedy  # noqa: PT017 - some of these are empty archives


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.integers(0, len(WHOLE)))
def test_any_damage_is_a_refusal(place, byte, end):
    data = bytearray(WHOLE)
    data[place] = byte
    for broken in (bytes(data), WHOLE[:end], bytes(data[end:])):
        try:
            with opened(broken) as one:
                for member in one.members:
                    one.read(member, Budget())
        except UnreadableDocument as error:
            assert "\n" not in str(error)  # noqa: PT017 - it may be read, too

"""Stretches of a text: every word once, every place of the original in its piece, names whole, lines whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import Document, Mask, Metadata
from app.domain.errors import BadQuestion, NotFound
from app.domain.graph import Graph
from app.domain.ids import DocumentId
from app.domain.view import View
from app.services.snapshot import Snapshot
from app.services.stretch import MAX_STRETCH, Stretch, stretch_of
from tests.builders import plain_reading

TEXT = "𠮷岡商店の名簿😀\n三宅健一が受け取った。\r\n以上"
SHOWN = "〔人物1〕"


def snapshot_of(text: str, *masks: Mask) -> Snapshot:
    reading = plain_reading(text.encode(), "memo.txt", Metadata())
    document = replace(reading.document, masks=masks)
    for mask in reversed(masks):
        document = replace(document, text=document.text[: mask.start] + mask.shown + document.text[mask.end :])
    reading = replace(reading, document=document)
    return Snapshot(View(), Graph(), {document.id: reading}, {document.id: "memo"})


def masked() -> Snapshot:
    start = TEXT.index("三宅健一")
    return snapshot_of(TEXT, Mask(start, start + 4, start, SHOWN))


def test_places_count_characters_beyond_the_basic_plane_as_one():
    found = stretch_of(snapshot_of(TEXT), "memo", Stretch(5, 9))
    assert found["pieces"] == [{"start": 5, "end": 9, "text": "名簿😀\n"[:4], "masked": False}]
    assert found["characters"] == len(TEXT)


def test_a_name_is_shown_whole_in_the_stretch_in_which_it_begins():
    start = TEXT.index("三宅健一")
    before = stretch_of(masked(), "memo", Stretch(start - 2, start + 2))
    assert [piece["text"] for piece in before["pieces"]] == ["😀\n", SHOWN]
    assert before["pieces"][1] == {"start": start, "end": start + 4, "text": SHOWN, "masked": True}
    behind = stretch_of(masked(), "memo", Stretch(start + 2, start + 6))
    assert [piece["text"] for piece in behind["pieces"]] == ["が受"]
    assert behind["characters"] == len(TEXT)


@given(st.integers(1, 7), st.sampled_from(["characters", "lines"]))
def test_stretches_that_follow_each_other_give_the_whole_once(size, by):
    snapshot = masked()
    found = [stretch_of(snapshot, "memo", Stretch(at, at + size, by)) for at in range(0, len(TEXT), size)]
    pieces = [piece for one in found for piece in one["pieces"]]
    assert "".join(piece["text"] for piece in pieces) == TEXT.replace("三宅健一", SHOWN)
    for one in pieces:
        assert one["text"] == (SHOWN if one["masked"] else TEXT[one["start"] : one["end"]])


def test_by_lines_a_stretch_begins_where_a_line_does():
    snapshot = masked()
    line = TEXT.index("\n") + 1
    assert stretch_of(snapshot, "memo", Stretch(0, 3, "lines"))["end"] == line
    assert stretch_of(snapshot, "memo", Stretch(line, line + 1, "lines"))["start"] == line
    assert stretch_of(snapshot, "memo", Stretch(line + 1, line + 2, "lines"))["start"] == TEXT.index("以上")


def test_what_lies_behind_the_end_is_left_out():
    found = stretch_of(snapshot_of(TEXT), "memo", Stretch(1_000, 2_000))
    assert (found["start"], found["end"], found["pieces"]) == (len(TEXT), len(TEXT), [])


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (0, MAX_STRETCH + 1)])
def test_a_stretch_has_limits(start, end):
    with pytest.raises(BadQuestion):
        stretch_of(snapshot_of(TEXT), "memo", Stretch(start, end))


def test_a_text_that_is_not_here_is_not_found():
    document = Document(DocumentId("doc-1"), "memo", None, None)
    reading = replace(plain_reading(b"-", "memo.txt", Metadata()), document=document)
    with pytest.raises(NotFound):
        stretch_of(Snapshot(View(), Graph(), {document.id: reading}, {document.id: "memo"}), "memo", Stretch(0, 1))

"""Objects to lines: one form for equal objects, and a file is told by what it holds, damaged or not."""

import json

import pytest

from loaders.structured.kinds import JsonKind, kind_of_json
from loaders.structured.objects import ObjectLines


def test_equal_objects_give_equal_lines_and_blocks_cover_them():
    one, other = ObjectLines(), ObjectLines()
    first = one.add({"b": [1, {"d": "名", "c": None}], "a": True})
    assert other.add({"a": True, "b": [1, {"c": None, "d": "名"}]}) == first
    second = one.add({"a": "\n\t\u2028"})
    assert one.text == f"{first.text}\n{second.text}\n"
    assert [one.text[block.start : block.end] for block in one.blocks] == [first.text, second.text]
    assert json.loads(second.text) == {"a": "\n\t\u2028"}


@pytest.mark.parametrize(
    ("value", "exact"), [("名\n前", "名\\n前"), ('a"b', 'a\\"b'), ("そこに無い", '{"a":["名\\n前","a\\"b"]}')]
)
def test_a_text_is_found_as_it_is_written(value, exact):
    lines = ObjectLines()
    lines.add({"x": 1})
    line = lines.add({"a": ["名\n前", 'a"b']})
    assert lines.text[slice(*line.place_of(value))] == exact


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'{"objects": [], "type": "bundle"}', JsonKind.STIX),
        (b'{"type" : "bundle", "objects": [', JsonKind.STIX),
        (b'{"id": "a", "schema": "Person", "properties": {}}', JsonKind.FTM),
        (b'{"format": "leaktrail/1", "x": "bundle", "x_type": {"type": "bundle"}}', None),
        (b'{"$schema": "x", "properties": {}}', None),
        (b'{"schema": "Person"}', None),
        (b'{"name": "bundle", "type": "module"}', None),
        (b"", None),
    ],
    ids=repr,
)
def test_a_file_is_told_by_what_it_holds(data, kind):
    assert kind_of_json(data) is kind

"""JSON that means one thing gets through, anything else is refused without being repeated."""

import json

import pytest

from app.api.strict_json import check_json
from app.domain.errors import BadInput


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"null",
        b'{"a": [1, -2.5, "x", true, null]}',
        b"9" * 18,
        b"-" + b"9" * 18,
        '{"名簿": "\\u3042\\n"}'.encode(),
        b'{"a": "[[[[" }',
        json.dumps({"a": ["{" * 200]}).encode(),
        b"[" * 32 + b"]" * 32,
    ],
    ids=repr,
)
def test_plain_json_gets_through(body):
    check_json(body)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"a": 1, "a": 2}', "a key twice"),
        (b'{"x": {"secret": 1, "secret": 1}}', "a key twice"),
        (b'{"a": 1, "\\u0061": 2}', "a key twice"),
        (b"NaN", "NaN"),
        (b'{"a": Infinity}', "NaN or Infinity"),
        (b'{"a": -Infinity}', "NaN or Infinity"),
        (b"1e999", "without bounds"),
        (b"9" * 19, "18 digits"),
        (b"9" * 5_000, "18 digits"),
        (b'"\\ud800"', "no text has"),
        (b'{"\\udfff": 1}', "no text has"),
        (b'"a\\u0000b"', "no text has"),
        (b"\xff", "UTF-8"),
        (b"\xef\xbb\xbf{}", "no JSON"),
        (b"{'a': 1}", "no JSON"),
        (b"{} {}", "no JSON"),
        (b"[1,]", "no JSON"),
        (b"[" * 33 + b"]" * 33, "32 levels"),
        (b"[" * 100_000, "32 levels"),
        (b'{"a":' * 50_000, "32 levels"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_read_in_several_ways_is_refused(body, reason):
    with pytest.raises(BadInput, match=reason) as caught:
        check_json(body)
    assert "secret" not in str(caught.value)

"""The JSON of answers: what is written once for HTTP says what `to_json` says."""

import json

import pytest

from app.domain.path import Mode
from app.services.wire import answer_json, to_json

ANSWERS = [
    {},
    {"elapsed_ms": 0.25},
    {"paths": [], "elapsed_ms": 12.5},
    {"items": [{"label": "名簿業者\u2028<b>", "mode": Mode.CERTAIN, "pair": ("a", None), "confidence": 0.1}]},
    {"label": "half \ud83d of a pair", "elapsed_ms": 1.0},
    {"count": 2**70, "elapsed_ms": 1.0},
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_it_says_what_the_slow_way_says(answer):
    body, _ = answer_json(answer)
    assert body == to_json(answer)


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_fingerprint_is_that_of_what_is_said(answer):
    _, tag = answer_json(answer | {"elapsed_ms": 1e9})
    assert tag == answer_json({key: value for key, value in answer.items() if key != "elapsed_ms"})[1]
    assert tag != answer_json(answer | {"more": 1})[1]


def test_the_time_stands_last_wherever_it_stood():
    body, _ = answer_json({"elapsed_ms": 2.0, "paths": []})
    assert json.loads(body) == {"paths": [], "elapsed_ms": 2.0}
    assert body.endswith(b',"elapsed_ms":2.0}')

"""Links whose role says that personal data passed, and the many that say nothing of the kind."""

from __future__ import annotations

import json

import pytest

from app.domain.document import Metadata
from loaders.ftm import read_ftm

ENDS = [
    {"id": "a", "schema": "Person", "properties": {"name": ["元契約社員"]}},
    {"id": "b", "schema": "Company", "properties": {"name": ["あさひ名簿店"]}},
]
LINK = {"subject": ["a"], "object": ["b"], "role": ["transfer of personal data: sale"], "status": ["alleged"]}


def read(*links):
    rows = [*ENDS, *({"id": f"l{n}", "schema": "UnknownLink", "properties": one} for n, one in enumerate(links))]
    return read_ftm("\n".join(map(json.dumps, rows)).encode(), "case.ftm", Metadata())


def said(reading):
    return {claim.property: claim.value for claim in reading.claims if claim.kind.value == "transfer"}


def test_a_link_of_that_role_is_a_transfer():
    reading = read({**LINK, "date": ["2031-03"], "summary": ["medium: usb; lawful: yes; data: 名簿; medium: paper"]})
    key = f"ftm-{reading.document.id.removeprefix('doc-')}"
    assert said(reading) == {
        "provider": f"{key}:a",
        "recipient": f"{key}:b",
        "action": "sale",
        "status": "alleged",
        "lawful": True,
        "medium": "usb",
        "window": {"earliest": "2031-03-01", "latest": "2031-03-31"},
    }
    assert reading.diagnostics == ()


@pytest.mark.parametrize("role", ["friend", "sale", "transfer of personal data by post", ""])
def test_any_other_role_says_nothing_of_data(role):
    reading = read({**LINK, "role": [role]})
    assert said(reading) == {}
    assert [one.code for one in reading.diagnostics] == ["ftm.passed_over"]


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ({"role": ["transfer of personal data: barter"]}, "no way in which data passes"),
        ({"subject": ["a", "b"]}, "one subject and one object"),
        ({"object": ["nobody"]}, "the file has no actor nobody"),
        ({"status": ["likely"]}, "status must be one of"),
        ({"status": ["alleged", "denied"]}, "status must be one of"),
        ({"date": ["soon"]}, "'soon' is no date"),
        ({"summary": ["window: 2031-03-02/2031-03-01"]}, "are no days"),
        ({"summary": ["medium: <b>USB</b>"]}, "no medium"),
    ],
)
def test_a_link_that_is_not_clear_is_told_and_not_read(fault, why):
    reading = read({**LINK, **fault})
    assert said(reading) == {}
    (remark,) = reading.diagnostics
    assert remark.code == "ftm.bad_link"
    assert why in remark.message

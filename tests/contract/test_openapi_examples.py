"""Every operation has an example of its answer, which is a real one and fits its schema."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from app.api.main import create_app
from app.bootstrap import wire
from app.store.sqlite_store import SqliteStore
from tests.contract.openapi_examples import FILE, examples

FILES = {"report", "text", "export", "metrics"}
"""Operations whose answer is a file or a text."""


@pytest.fixture(scope="module")
def described():
    store = SqliteStore.open(Path(":memory:"))
    yield create_app(wire(store)).openapi()
    store.close()


def operations(described):
    return [one for methods in described["paths"].values() for one in methods.values()]


def test_the_examples_are_what_is_answered():
    assert json.loads(FILE.read_text("utf-8")) == examples(), "python -m tests.contract.openapi_examples"


def test_every_operation_has_one_that_fits_its_schema(described):
    shown = set()
    for operation in operations(described):
        for status in ("200", "202"):
            content = operation["responses"].get(status, {}).get("content", {}).get("application/json", {})
            if "example" in content:
                schema = {**content["schema"], "components": described["components"]}
                Draft202012Validator(schema).validate(content["example"])
                shown.add(operation["operationId"])
    assert {one["operationId"] for one in operations(described)} - shown == FILES


def test_what_is_sent_has_examples(described):
    for operation in operations(described):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            assert "example" in content or "examples" in content, operation["operationId"]


def test_operation_ids_are_words_that_stay(described):
    ids = {one["operationId"] for one in operations(described)}
    assert {"paths", "lineage", "holders", "actors", "send_document", "cancel_job", "remove_document"} <= ids
    assert all(name.isidentifier() and name.islower() for name in ids)

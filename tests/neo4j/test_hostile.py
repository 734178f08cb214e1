"""Hostile strings on a real server: break-outs of Cypher stay words, whatever input they come through."""

from __future__ import annotations

import json
from contextlib import closing

import pytest
from starlette.testclient import TestClient

from app.api.main import create_app
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from tests.fuzz import hostile
from tests.fuzz.server import filled

pytestmark = pytest.mark.neo4j

_WHOLE = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, properties(n) AS p, count(r) AS r"


def test_nothing_in_the_database_changes(neo4j_empty, neo4j_driver, tmp_path):
    held = json.loads(hostile.FILE.read_text("utf-8"))["strings"]
    login = Login(neo4j_empty.user, neo4j_empty.password)
    with closing(Neo4jStore.open(neo4j_empty.uri, login)) as store:
        services = filled(store, tmp_path)
        before, revision = whole(neo4j_driver), store.revision()
        with TestClient(create_app(services), raise_server_exceptions=False) as client:
            assert hostile.attack(client, [*held["cypher"], *held["width"][:10], *held["control"][:10]], every=31) > 200
            names = ("/v1/paths?to=dealer&from=", "/v1/actors?q=", "/v1/passages?q=", "/v1/holders?dataset=")
            for text in held["cypher"]:
                for address in names:
                    assert client.get(address + hostile.quote(text, safe="")).status_code in (200, 404, 409, 422), text
        services.jobs.close()
        assert store.revision() == revision
        assert list(store.check()) == []
    assert whole(neo4j_driver) == before


def whole(driver) -> list[str]:
    records, _, _ = driver.execute_query(_WHOLE)
    return sorted(json.dumps([row["l"], row["p"], row["r"]], default=str, sort_keys=True) for row in records)

"""Every statement is understood by a real server, without a warning; reading ones cannot write."""

from __future__ import annotations

import re
from contextlib import closing

import pytest
from neo4j.exceptions import ClientError

from app.domain.errors import StoreUnavailable
from app.store.cypher import FOLDERS, Query, queries
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore

pytestmark = pytest.mark.neo4j

ALL = [one for folder in FOLDERS for one in queries(folder)]


@pytest.fixture
def session(neo4j_empty, neo4j_driver):
    """A READ session on a database with the schema."""
    Neo4jStore.open(neo4j_empty.uri, Login(neo4j_empty.user, neo4j_empty.password)).close()
    with neo4j_driver.session(default_access_mode="READ", notifications_disabled_classifications=["UNRECOGNIZED"]) as s:
        yield s


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_it_is_understood_without_a_warning(session, one: Query):
    language, _, rest = one.text.rpartition("CYPHER 25")
    text = f"{language}CYPHER 25 EXPLAIN {rest}" if language else f"EXPLAIN {one.text}"
    # Labels and types that are parameters are looked at when the statement is understood.
    given = dict.fromkeys(one.params) | {name: "Actor" for name in one.params if name == "label"}
    result = session.run(text, given)
    assert list(result.keys()) == re.findall(r"(\w+)\s*:", re.sub(r"\{[^}]*\}", "", one.header["returns"]))
    summary = result.consume()
    found = [status for status in summary.gql_status_objects if status.is_notification]
    assert [str(status) for status in found if status.severity == "WARNING"] == []
    assert summary.query_type == ("r" if one.mode == "read" else summary.query_type)


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (:Actor {id: 'x'})",
        "MERGE (:Actor {id: 'x'})",
        "MATCH (n) SET n.x = 1",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) REMOVE n.id",
        "CREATE INDEX x FOR (n:Actor) ON (n.x)",
        "MATCH (n) CALL (n) { SET n.x = 1 }",
        "FOREACH (i IN [1] | CREATE (:Actor))",
    ],
)
def test_a_session_for_reading_cannot_write(session, text: str):
    with pytest.raises(ClientError, match=r"(?i)read access mode"):
        session.run(text).consume()


def test_a_question_of_ours_cannot_write(neo4j_empty, monkeypatch: pytest.MonkeyPatch):
    """Even a statement that says it reads, and writes: the server refuses it."""
    import app.store.neo4j_link as link

    sly = Query("read/sly", "MERGE (n:Actor {id: 'x'}) RETURN n.id AS id", {"mode": "read"}, ())
    with closing(Neo4jStore.open(neo4j_empty.uri, Login(neo4j_empty.user, neo4j_empty.password))) as store:
        monkeypatch.setattr(link, "query", lambda _: sly)
        with pytest.raises(StoreUnavailable, match="refuses"):
            store.published()

"""What people decided holds through everything that happens to a record: the same story in every store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.ports import Store
from app.store.login import Login
from app.store.uri import open_store
from tests.contract.review_story import DOCUMENTS, PAIRS, PEOPLE, RULINGS, VERSIONS, WORDS, Story

people, numbers = st.sampled_from(PEOPLE), st.sampled_from(DOCUMENTS)


class Reviewing(RuleBasedStateMachine):
    """People judge and take back, documents are read by other rules, go and come back, the program starts anew."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "case.db"
        self.story = Story(lambda: open_store(f"sqlite:///{self.path}"))

    @rule(pair=st.integers(0, len(PAIRS) - 1), word=st.sampled_from(WORDS), who=people)
    def judge_pair(self, pair: int, word: str, who: str) -> None:
        self.story.judge_pair(pair, word, who)

    @rule(number=numbers, word=st.sampled_from(RULINGS), who=people)
    def judge_claim(self, number: int, word: str, who: str) -> None:
        self.story.judge_claim(number, word, who)

    @rule(index=st.integers(0, 20), who=people)
    def undo(self, index: int, who: str) -> None:
        self.story.undo(index, who)

    @rule(number=numbers, version=st.sampled_from(VERSIONS))
    def load(self, number: int, version: int) -> None:
        self.story.load(number, version)

    @rule(number=numbers)
    def remove(self, number: int) -> None:
        self.story.remove(number)

    @rule()
    def restart(self) -> None:
        self.story.restart()

    @rule()
    def copy(self) -> None:
        with closing(open_store("sqlite:///:memory:")) as other:
            self.story.copied_to(other)

    @invariant()
    def it_holds(self) -> None:
        self.story.holds()

    def teardown(self) -> None:
        self.story.close()
        self.folder.cleanup()


TestReviewing = Reviewing.TestCase
TestReviewing.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    if request.param == "neo4j":
        server = request.getfixturevalue("neo4j_server")
        request.getfixturevalue("neo4j_driver").execute_query("MATCH (n) WHERE NOT n:SchemaStep DETACH DELETE n")
        return lambda: open_store(server.uri, Login(server.user, server.password))
    return lambda: open_store(f"sqlite:///{tmp_path}/case.db")


@pytest.fixture
def story(opener: Callable[[], Store]) -> Iterator[Story]:
    told = Story(opener)
    yield told
    told.close()


def test_a_review_is_told_alike_by_every_store(story: Story, tmp_path: Path):
    steps: list[Callable[[], object]] = [
        lambda: story.judge_pair(0, "same", "甲"),
        lambda: story.judge_claim(1, "correct", "甲"),
        lambda: story.load(0, 2),
        lambda: story.load(1, 2),
        lambda: story.judge_pair(0, "not_same", "乙"),
        story.restart,
        lambda: story.judge_claim(1, "reject", "乙"),
        lambda: story.undo(1, "乙"),
        lambda: story.remove(1),
        lambda: story.judge_pair(0, "same", "乙"),
        lambda: story.load(1, 1),
        lambda: story.undo(1, "甲"),
        lambda: story.judge_pair(1, "unsure", "甲"),
    ]
    for step in steps:
        step()
        story.holds()
    assert not story.store.check()
    with closing(open_store(f"sqlite:///{tmp_path}/other.db")) as other:
        story.copied_to(other)

"""Laws of the policies on random small stories: one source, any order, nothing lost, and the choice by brute force."""

from collections import Counter
from dataclasses import fields, replace
from functools import reduce

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.graph import Graph
from app.domain.view import Policy, View
from app.domain.vocabulary import How, Status
from app.domain.window import Window
from loaders.resolve import resolve
from tests.unit.loaders.resolve.stories import actor, affected, count, dataset, event, judged, person, story, transfer

OFFICIAL = ("あさひ商店", "白波県警", "個人情報保護委員会", "あさひ商店広報部")
PRESS = ("見本新聞", "港日報", "週刊見本", "名簿業者の東名簿センター")
DAYS = (None, "2031", "2031-06", "2031-06-01", "2031-06-20", "2031-07-01")
WINDOWS = ("2031-04", "2031-04-03", "2031-04-05", ("2031-04-02", None), None)
STATUSES = ("confirmed", "confirmed", "alleged", "denied")
CHOSEN_SECTIONS = {"transfers", "holdings", "events", "affected"}


@st.composite
def documents(draw, publishers, size=5):
    """What documents tell of one passing, each with other words; their passings are one, as a person said."""
    readings = []
    for index in range(draw(st.integers(1, size))):
        one = lambda *values: draw(st.sampled_from(values))  # noqa: E731
        readings.append(
            story(
                f"d{index}",
                actor("shop", "あさひ商店", roles=["data_controller"]),
                person("x", "元社員", "insider"),
                person("y", "知人", "acquaintance"),
                transfer(
                    "t",
                    one("shop", None),
                    one("x", "y"),
                    draw(st.sampled_from(WINDOWS)),
                    dataset="list",
                    action=one("copy", "handover", "exfiltration"),
                    medium=one(None, "unknown", "usb", "pc"),
                    status=one(*STATUSES),
                    record_count=one(None, count(1200), count(1300), count(1200, "records")),
                    lawful=one(True, False),
                ),
                dataset("list", "会員名簿", count(32759)),
                event("told", "disclosure", one("2031-05-10", "2031-05"), "shop"),
                affected("row", "shop", count(one(1200, 1300)), one("leaked", "unknown")),
                publisher=draw(st.sampled_from(publishers)),
                published=one(*DAYS),
                how=one(How.STATED, How.STATED, How.IMPLIED),
                confidence=one(1.0, 0.6),
            )
        )
    return readings


def votes(draw, readings):
    """All passings are one; and what people say of some claims."""
    claims = [claim for reading in readings for claim in reading.claims if claim.subject.endswith(":t")]
    found = [judged("same", "d0:t", f"{reading.document.id}:t") for reading in readings[1:]]
    decided = draw(
        st.dictionaries(st.sampled_from([c.id for c in claims]), st.sampled_from(("accept", "reject")), max_size=2)
    )
    return (*found, *(judged(verdict, claim) for claim, verdict in decided.items()))


def plain(graph):
    """The graph without the note of what the policy decided."""
    return replace(graph, transfers={key: replace(one, by_policy=()) for key, one in graph.transfers.items()})


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_one_source_alone_says_the_same_under_every_policy(data):
    readings = data.draw(documents([data.draw(st.sampled_from((*OFFICIAL, *PRESS)))]))
    judgements = votes(data.draw, readings)
    found = [plain(resolve(readings, View(judgements=judgements, policy=policy))) for policy in Policy]
    assert found[1] == found[0]
    assert found[2] == found[0]


@settings(max_examples=50, deadline=None)
@given(st.data(), st.sampled_from(Policy), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_graph(data, policy, random):
    readings = data.draw(documents((*OFFICIAL, *PRESS, None)))
    view = View(judgements=votes(data.draw, readings), policy=policy)
    shuffled = list(readings)
    random.shuffle(shuffled)
    assert resolve(shuffled, view) == resolve(readings, view)


@settings(max_examples=50, deadline=None)
@given(st.data(), st.sampled_from(Policy))
def test_only_what_is_chosen_differs(data, policy):
    readings = data.draw(documents((*OFFICIAL, *PRESS, None)))
    judgements = votes(data.draw, readings)
    whole, found = (resolve(readings, View(judgements=judgements, policy=one)) for one in (Policy.ALL, policy))
    for section in fields(Graph):
        if section.name not in CHOSEN_SECTIONS:
            assert getattr(found, section.name) == getattr(whole, section.name)
    assert found.transfers.keys() == whole.transfers.keys()
    assert found.events.keys() == whole.events.keys()
    assert [row.id for row in found.affected] == [row.id for row in whole.affected]
    for key, one in found.transfers.items():
        assert (one.evidence, one.sources) == (whole.transfers[key].evidence, whole.transfers[key].sources)


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from((Policy.LATEST_OFFICIAL, Policy.MOST_SOURCES)))
def test_status_and_window_are_those_of_the_voices_that_count(data, policy):
    """Each publisher has one document with a full day or none, so that nothing is superseded."""
    voices = data.draw(st.lists(st.sampled_from((*OFFICIAL[:3], *PRESS[:3])), min_size=2, max_size=6, unique=True))
    told = [
        (
            voice,
            data.draw(st.sampled_from((None, "2031-06-01", "2031-06-20", "2031-07-01"))),
            data.draw(st.sampled_from(("2031-04-01", "2031-04-03", "2031-04-05"))),
            data.draw(st.sampled_from(("confirmed", "denied"))),
        )
        for voice in voices
    ]
    readings = [
        story(
            f"d{index}",
            actor("shop", "あさひ商店", roles=["data_controller"]),
            person("x", "元社員", "insider"),
            transfer("t", "shop", "x", day, status=status),
            event("told", "disclosure", "2031-05-10", "shop"),
            publisher=voice,
            published=published,
        )
        for index, (voice, published, day, status) in enumerate(told)
    ]
    judgements = tuple(judged("same", "d0:t", f"{reading.document.id}:t") for reading in readings[1:])
    shop = tuple(judged("same", "d0:shop", f"{reading.document.id}:shop") for reading in readings[1:])
    case = tuple(judged("same", "d0:i", f"{reading.document.id}:i") for reading in readings[1:])
    graph = resolve(readings, View(judgements=(*judgements, *shop, *case), policy=policy))
    (found,) = graph.transfers.values()
    expected = _statuses(told, policy)
    assert found.status in expected
    assert found.window == reduce(Window.hull, (Window.from_iso(day, day) for day in _days(told, policy)))


def _counting(told, policy):
    """The voices that the policy counts; none if it has nothing to go by."""
    if policy is Policy.MOST_SOURCES:
        return told
    official = [one for one in told if one[0] in OFFICIAL]
    last = max((one[1] for one in official if one[1]), default=None)
    return [one for one in official if one[1] in (None, last)]


def _top(values):
    """The value that stands there most often, if it is one."""
    first = Counter(values).most_common()
    return [first[0][0]] if len(first) == 1 or first[0][1] > first[1][1] else []


def _statuses(told, policy):
    """The statuses that may be shown: where several count together, what is best supported of them."""
    counting = [one[3] for one in _counting(told, policy)]
    if policy is Policy.MOST_SOURCES:
        counting = _top(counting)
    return {Status(one) for one in counting} or {Status.CONFIRMED, Status.DENIED}


def _days(told, policy):
    saying = [one for one in told if one[3] != "denied"]
    days = [one[2] for one in _counting(saying, policy)]
    if policy is Policy.MOST_SOURCES and days:
        days = _top(days)
    return days or [one[2] for one in told]

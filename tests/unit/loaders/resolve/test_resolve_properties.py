"""Laws of the resolver on random small stories: order, removal, judgements, clusters."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.ids import DocumentId
from app.domain.view import View
from app.domain.vocabulary import ThingKind
from loaders.resolve import resolve
from tests.unit.loaders.resolve.stories import actor, count, dataset, event, judged, person, story, transfer

LABELS = ("元社員", "元社員C", "元社員D", "取引先社員", "20代の元社員", "何者か")
SHOPS = ("あさひ商店", "株式会社あさひ商店", "いろは通販")
DAYS = ("2031-04", "2031-04-10", "2031-09", None)


@st.composite
def stories(draw, size=4):
    readings = []
    for index in range(draw(st.integers(1, size))):
        name = f"d{index}"
        readings.append(
            story(
                name,
                actor("shop", draw(st.sampled_from(SHOPS)), roles=["data_controller"]),
                person("x", draw(st.sampled_from(LABELS)), "insider"),
                person("y", draw(st.sampled_from(LABELS)), draw(st.sampled_from(("insider", "acquaintance")))),
                transfer("t", "shop", "x", draw(st.sampled_from(DAYS)), dataset="list", action="exfiltration"),
                transfer("u", draw(st.sampled_from(("x", None))), "y", draw(st.sampled_from(DAYS)), dataset="list"),
                dataset("list", "名簿", count(draw(st.sampled_from((32759, 4100))))),
                event("told", "disclosure", draw(st.sampled_from(("2031-05-10", "2031-10-02"))), "shop"),
                published=draw(st.sampled_from((None, "2031-05", "2031-06-01"))),
            )
        )
    return readings


def keys(readings):
    return sorted({f"{r.document.id}:{key}" for r in readings for key in ("x", "y")})


@st.composite
def judged_stories(draw):
    readings = draw(stories())
    pairs = st.sampled_from(list(combinations(keys(readings), 2)))
    votes = draw(st.lists(st.tuples(st.sampled_from(("same", "not_same", "unsure")), pairs), max_size=4))
    return readings, tuple(judged(verdict, *pair, who=str(n)) for n, (verdict, pair) in enumerate(votes))


@settings(max_examples=60, deadline=None)
@given(judged_stories(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_graph(drawn, random):
    readings, votes = drawn
    shuffled, mixed = list(readings), list(votes)
    random.shuffle(shuffled)
    random.shuffle(mixed)
    assert resolve(shuffled, View(judgements=tuple(mixed))) == resolve(readings, View(judgements=votes))


@settings(max_examples=40, deadline=None)
@given(stories(), st.integers(0, 3))
def test_without_a_document_is_as_if_it_had_never_been_read(readings, index):
    rest = [r for n, r in enumerate(readings) if n != index]
    seen = frozenset(DocumentId(r.document.id) for r in rest)
    assert resolve(readings, View(seen)) == resolve(rest, View())


@settings(max_examples=60, deadline=None)
@given(judged_stories())
def test_nothing_is_joined_that_a_person_keeps_apart(drawn):
    readings, votes = drawn
    former = resolve(readings, View(judgements=votes)).former
    for vote in votes:
        a, b = vote.about
        if vote.verdict == "not_same":
            assert former.get(a, a) != former.get(b, b)


@settings(max_examples=40, deadline=None)
@given(stories())
def test_one_vote_for_a_pair_joins_it(readings):
    for pair in list(combinations(keys(readings), 2))[:3]:
        former = resolve(readings, View(judgements=(judged("same", *pair),))).former
        assert former.get(pair[0], pair[0]) == former.get(pair[1], pair[1])


@settings(max_examples=60, deadline=None)
@given(stories())
def test_clusters_are_named_after_their_least_and_hold_one_of_a_document(readings):
    graph = resolve(readings, View())
    clusters = {}
    for key, root in graph.former.items():
        assert root < key
        assert root not in graph.former
        clusters.setdefault(root, {root}).add(key)
    for members in clusters.values():
        assert len({key.split(":")[0] for key in members}) == len(members)


@settings(max_examples=60, deadline=None)
@given(stories())
def test_every_reference_leads_to_a_thing(readings):
    graph = resolve(readings, View())
    for found in graph.transfers.values():
        assert {found.provider, found.recipient} - {None} <= graph.actors.keys()
        assert found.dataset in graph.datasets
        assert found.incident in graph.incidents
        assert found.evidence
    for found in graph.suggestions:
        known = graph.actors if found.kind is ThingKind.ACTOR else graph.datasets
        assert {found.left, found.right} <= known.keys()

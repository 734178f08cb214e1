"""Which claims count, from files to answers: two papers tell of a sale, and the police deny it later."""

import json
from contextlib import closing

import pytest
from starlette.testclient import TestClient

from app.api.main import create_app
from app.bootstrap import wire
from app.domain.view import Policy
from app.store.uri import open_store

TEXTS = {
    "mihon": (
        *("見本新聞", "2031-06-01"),
        "汐見原通販の元契約社員が2031年4月、会員名簿3万2759人分をUSBメモリで持ち出した。\n"
        "元契約社員は2031年5月10日、会員名簿を都内の名簿業者に売った。\n",
    ),
    "minato": (
        *("港日報", "2031-06-02"),
        "汐見原通販の元契約社員は2031年4月、会員名簿3万2759人分をUSBメモリで持ち出した。\n"
        "元契約社員は2031年5月、会員名簿を名簿業者に売った。\n",
    ),
    "kenkei": (
        *("磯波県警", "2031-06-20"),
        "汐見原通販の元契約社員が2031年4月3日、会員名簿3万2759人分をUSBメモリで持ち出した。\n"
        "元契約社員が2031年5月10日、会員名簿を名簿業者に売ったことは、捜査の結果、否定された。\n",
    ),
}
QUESTION = ("汐見原通販", "名簿業者")


@pytest.fixture
def told(uri, leaktrail, tmp_path):
    """The store with the three documents."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name, (publisher, day, text) in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
        sidecar = {"publisher": publisher, "published_at": day}
        (folder / f"{name}.meta.json").write_text(json.dumps(sidecar), "utf-8")
    assert leaktrail("load", str(folder))[0] == 0
    return uri


def test_the_sale_is_on_the_path_unless_the_latest_official_word_counts(told, leaktrail):
    days = {}
    with closing(open_store(told)) as store, TestClient(create_app(wire(store))) as client:
        for policy in Policy:
            code, out, _ = leaktrail("paths", *QUESTION, "--policy", policy, "--json")
            answer = json.loads(out)
            by_http = client.get("/v1/paths", params={"from": QUESTION[0], "to": QUESTION[1], "policy": policy.value})
            assert {**by_http.json(), "elapsed_ms": 0} == {**answer, "elapsed_ms": 0}
            assert answer["policy"] == policy
            assert code == (0 if answer["paths"] else 1)
            facts = [hop for path in answer["paths"] for hop in path["hops"]] + answer["beside"]
            days[policy.value] = [
                (fact["action"], fact["status"], fact["stated"]["earliest"], fact["stated"]["latest"]) for fact in facts
            ]
        lineage = client.get(f"/v1/lineage/{QUESTION[0]}?policy=latest_official").json()
        conflicts = client.get("/v1/conflicts").json()
    assert days == {
        "all": [
            ("exfiltration", "confirmed", "2031-04-01", "2031-04-30"),
            ("sale", "confirmed", "2031-05-01", "2031-05-31"),
        ],
        "latest_official": [("sale", "denied", "2031-05-01", "2031-05-31")],
        "most_sources": [
            ("exfiltration", "confirmed", "2031-04-01", "2031-04-30"),
            ("sale", "confirmed", "2031-05-01", "2031-05-31"),
        ],
    }
    assert [entry["actor"]["label"] for entry in lineage["actors"]] == ["元契約社員"]
    assert (lineage["policy"], conflicts["policy"]) == ("latest_official", "all")
    assert [one["property"] for one in conflicts["items"]] == ["status"]


@pytest.mark.usefixtures("told")
def test_people_are_told_what_the_policy_decided(leaktrail):
    code, out, err = leaktrail("paths", QUESTION[0], "元契約社員", "--policy", "latest_official")
    assert code == 0
    assert "汐見原通販 → 元契約社員  [2031-04-03]  exfiltration, usb, 32,759人, confirmed\n" in out
    assert "    decided by the policy: provider, recipient, dataset, stated, action, medium, " in out
    assert "what a line does not name as decided by latest_official is as under the policy all\n" in err
    code, out, err = leaktrail("paths", QUESTION[0], "元契約社員")
    assert code == 0
    assert "decided" not in out + err


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("word", ["latest", "LATEST_OFFICIAL", ""])
def test_another_word_is_refused_with_those_that_there_are(leaktrail, word):
    code, out, err = leaktrail("paths", *QUESTION, "--policy", word)
    assert (code, out) == (2, "")
    assert err == "leaktrail: policy: must be one of all, latest_official, most_sources\n"

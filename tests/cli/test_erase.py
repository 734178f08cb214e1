"""`erase` tells what would go, and does it only with --yes."""

import json

import pytest

TEXT = (
    "県警は2031年4月3日、みどり沢通販の元社員、筒城由紀夫容疑者(43)を逮捕した。\n"
    "筒城容疑者は2031年3月3日、会員約4万件の名簿を知人の三宅健一氏に渡した。\n"
)


@pytest.fixture
def loaded(leaktrail, uri, tmp_path):
    path = tmp_path / "news.txt"
    path.write_text(TEXT, "utf-8")
    assert leaktrail("load", str(path))[0] == 0
    path.unlink()
    return tmp_path


def test_without_yes_nothing_is_done(leaktrail, loaded):
    code, out, err = leaktrail("erase", "--person", "筒城由紀夫")
    assert code == 0
    assert out.startswith("would erase a name at 2 places of 1 documents")
    assert "nothing is done yet" in err
    assert "筒城由紀夫" in leaktrail("actors")[1]
    code, out, _ = leaktrail("erase", "--document", "news", "--json")
    assert json.loads(out)["done"] is False
    assert "news" in leaktrail("documents")[1]


def test_a_person_is_erased_and_the_path_stays(leaktrail, loaded):
    code, out, err = leaktrail("erase", "--person", "筒城由紀夫", "--yes")
    assert code == 0
    assert out.startswith("erased a name at 2 places")
    assert "backups are not touched" in err
    _, actors, _ = leaktrail("actors")
    assert "筒城" not in actors
    assert "〔人物" in actors
    files = [path for path in loaded.rglob("*") if path.is_file()]
    assert len(files) >= 2
    assert not [path for path in files if "筒城".encode() in path.read_bytes()]
    assert "person.erase" in leaktrail("audit")[1]
    assert leaktrail("check")[0] == 0


def test_a_document_is_erased(leaktrail, loaded):
    code, out, _ = leaktrail("erase", "--document", "news", "--yes", "--json")
    assert code == 0
    assert json.loads(out) | {"claims": 0} == {
        "documents": ["news"],
        "claims": 0,
        "places": 0,
        "judgements": 0,
        "removed": 0,
        "pseudonym": None,
        "alike": [],
        "done": True,
        "left": [],
        "backups": [],
    }
    assert not [p for p in loaded.rglob("*") if p.is_file() and "筒城".encode() in p.read_bytes()]


@pytest.mark.parametrize("given", [[], ["--document", "news", "--person", "筒城由紀夫"]])
def test_one_of_both_must_be_given(leaktrail, loaded, given):
    code, out, err = leaktrail("erase", *given)
    assert (code, out) == (2, "")
    assert "give one of --document, --person and --expired" in err


def test_who_is_not_there_is_told(leaktrail, loaded):
    code, _, err = leaktrail("erase", "--person", "誰でもない", "--yes")
    assert code == 1
    assert "no actor has that id or name" in err


def test_what_is_over_is_erased_and_what_is_not_stays(leaktrail, uri, tmp_path):
    for name, until in (("old", "2020-03-31"), ("young", "2999-12-31"), ("free", None)):
        (tmp_path / f"{name}.txt").write_text(f"{name}\n{TEXT}", "utf-8")
        if until is not None:
            (tmp_path / f"{name}.meta.json").write_text(json.dumps({"title": name, "retain_until": until}), "utf-8")
    assert leaktrail("load", str(tmp_path))[0] == 0
    assert json.loads(leaktrail("erase", "--expired", "--json")[1])["documents"] == ["old"]
    assert leaktrail("erase", "--expired", "--yes")[0] == 0
    assert json.loads(leaktrail("erase", "--expired", "--json")[1])["documents"] == []
    items = json.loads(leaktrail("documents", "--json")[1])["items"]
    assert {item["id"] for item in items} == {"young", "free"}


def test_a_day_that_is_given_comes_before_that_of_the_sidecar(leaktrail, uri, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.meta.json").write_text('{"retain_until": "2999-12-31"}', "utf-8")
    assert leaktrail("load", str(tmp_path / "a.txt"), "--keep-until", "2020-01-01")[0] == 0
    assert json.loads(leaktrail("erase", "--expired", "--json")[1])["documents"] == ["a"]


def test_what_is_no_day_is_told_before_anything_is_loaded(leaktrail, uri, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    code, _, err = leaktrail("load", str(tmp_path / "a.txt"), "--keep-until", "soon")
    assert code == 2
    assert "--keep-until" in err
    (tmp_path / "a.meta.json").write_text('{"retain_until": "2031-02-30"}', "utf-8")
    code, _, err = leaktrail("load", str(tmp_path / "a.txt"))
    assert code == 3
    assert "retain_until is no day" in err
    assert "a.meta.json" in err


def test_backups_that_still_hold_it_are_named(leaktrail, loaded):
    assert leaktrail("backup", str(loaded / "case.backup"))[0] == 0
    _, _, err = leaktrail("erase", "--person", "筒城由紀夫", "--yes")
    assert "may still have it: " + str(loaded / "case.backup") in err

"""`leaktrail report` at the command line: files, forms, exit codes."""

import json

import pytest

ENDS = ("みどり沢通販", "白鳥宝飾")


def test_the_name_of_the_file_says_the_form(filled, leaktrail, tmp_path):
    for name, begins in (("r.html", b"<!DOCTYPE html>"), ("r.pdf", b"%PDF-")):
        code, out, _ = leaktrail("report", *ENDS, "-o", str(tmp_path / name))
        assert (code, out) == (0, "")
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_without_a_file_it_goes_to_stdout(filled, leaktrail):
    code, out, _ = leaktrail("report", *ENDS, "--language", "en", "-k", "1")
    assert code == 0
    assert out.startswith('<!DOCTYPE html>\n<html lang="en">')


def test_without_a_path_there_is_a_report_all_the_same(filled, leaktrail, tmp_path):
    code, _, err = leaktrail("report", *reversed(ENDS), "-o", str(tmp_path / "none.html"))
    assert code == 1
    assert "no path from 白鳥宝飾 to みどり沢通販" in err
    assert "時間の順序に合う経路は見つからない" in (tmp_path / "none.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((*ENDS, "-o", "r.docx"), 2, "must end in .html or .pdf"),
        ((*ENDS, "--format", "docx"), 2, "must be one of html, pdf"),
        ((*ENDS, "--language", "fr"), 2, "must be one of ja, en"),
        ((*ENDS, "-k", "0"), 2, "must be from 1 to 50"),
        (("だれか", "白鳥宝飾"), 1, "no actor has that id or name"),
        ((*ENDS, "-o", "no/such/folder/r.html"), 3, "no/such/folder/r.html"),
    ],
)
def test_bad_arguments_are_told(filled, leaktrail, tmp_path, monkeypatch, arguments, code, said):
    monkeypatch.chdir(tmp_path)
    assert leaktrail("report", *arguments)[0] == code
    assert said in leaktrail("report", *arguments)[2]
    assert list(tmp_path.glob("r.*")) == []


def test_the_whole_graph_in_both_languages(filled, leaktrail, tmp_path):
    for language, title in (("ja", "漏えい事案の報告"), ("en", "Report of leak incidents")):
        path = tmp_path / f"{language}.html"
        assert leaktrail("export", "html", "-o", str(path), "--language", language)[0] == 0
        assert f"<title>{title}</title>" in path.read_text("utf-8")


def test_stix_goes_out_and_comes_in(filled, leaktrail, tmp_path, monkeypatch):
    path = tmp_path / "case.stix.json"
    assert leaktrail("export", "stix", "-o", str(path))[0] == 0
    monkeypatch.setenv("LEAKTRAIL_STORE", f"sqlite:///{tmp_path}/other.db")
    code, _, err = leaktrail("load", str(path))
    assert code == 0
    assert "its facts are told twice" in err
    _, out, _ = leaktrail("transfers", "--json")
    ends = {(one["provider"]["label"], one["recipient"]["label"]) for one in json.loads(out)["items"]}
    assert ("元社員", "東名簿センター") in ends

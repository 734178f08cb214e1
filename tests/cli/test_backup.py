"""`backup`, `restore`, `backups`, as a person types them."""

import json


def test_there_and_back(leaktrail, filled, tmp_path):
    file, other = tmp_path / "case.backup", f"sqlite:///{tmp_path}/other.db"
    code, out, _ = leaktrail("backup", str(file))
    assert code == 0
    path, digest = out.splitlines()
    assert path == str(file)
    code, out, _ = leaktrail("restore", str(file), "--store", other, "--json")
    assert code == 0
    done = json.loads(out)
    assert (f"digest {done['digest']}", done["documents"]) == (digest, 2)
    before = json.loads(leaktrail("paths", "shop", "dealer", "--json")[1])
    after = json.loads(leaktrail("paths", "shop", "dealer", "--json", "--store", other)[1])
    assert before | {"elapsed_ms": 0} == after | {"elapsed_ms": 0}
    for store in ([], ["--store", other]):
        (one,) = json.loads(leaktrail("backups", "--json", *store)[1])["items"]
        assert (one["file"], one["is_there"]) == (str(file), True)
    file.unlink()
    assert "(not there any more)" in leaktrail("backups")[1]
    noted = [line["what"] for line in json.loads(leaktrail("audit", "--json")[1])["items"]]
    assert noted[-1] == "record.backup"


def test_what_cannot_be_is_one_line_and_exit_3(leaktrail, filled, tmp_path):
    (tmp_path / "memo").write_text("x")
    for arguments in (["backup", str(tmp_path / "memo")], ["restore", str(tmp_path / "memo")], ["restore", "/none"]):
        code, out, err = leaktrail(*arguments)
        assert (code, out, err.count("\n")) == (3, "", 1)
    leaktrail("backup", str(tmp_path / "case.backup"))
    code, _, err = leaktrail("restore", str(tmp_path / "case.backup"))
    assert code == 3
    assert "holds something (give --store a new one" in err


def test_nothing_was_backed_up_yet(leaktrail, uri):
    assert leaktrail("backups") == (0, "", "")

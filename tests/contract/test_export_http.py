"""`/v1/export`: every format as a download, negotiated, tagged, and the same bytes as on the command line."""

from __future__ import annotations

import io
import zipfile
from contextlib import closing

import pytest
from starlette.testclient import TestClient

from app.api.main import create_app
from app.bootstrap import wire
from app.cli.main import run
from app.services.exchange import import_exchange
from app.services.formats import FORMATS
from app.services.wire import to_json
from app.store.uri import open_store
from tests.builders import case


@pytest.fixture(scope="module")
def uri(tmp_path_factory):
    return f"sqlite:///{tmp_path_factory.mktemp('http')}/case.db"


@pytest.fixture(scope="module")
def client(uri):
    with closing(open_store(uri)) as store:
        import_exchange(store, to_json(case()), "case.json")
        with TestClient(create_app(wire(store)), raise_server_exceptions=False) as client:
            yield client


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_format_is_a_download_and_what_the_command_writes(client, uri, name, tmp_path):
    response = client.get(f"/v1/export?format={name}")
    assert response.status_code == 200, response.text
    form = FORMATS[name]
    assert response.headers["content-type"].partition(";")[0] == form.media_type.partition(";")[0]
    assert response.headers["content-disposition"] == f'attachment; filename="leaktrail{form.suffix}"'
    assert int(response.headers["content-length"]) == len(response.content) > 0
    assert response.headers["x-content-type-options"] == "nosniff"
    path = tmp_path / "made.zip"
    assert run(["--store", uri, "export", name, "-o", str(path)]) == 0
    assert path.read_bytes() == response.content


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_file_that_the_client_has_is_304(client, name):
    first = client.get(f"/v1/export?format={name}")
    again = client.get(f"/v1/export?format={name}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = client.get(f"/v1/export?format={name}", headers={"if-none-match": '"other"'})
    assert other.content == first.content


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("application/gexf+xml", "application/gexf+xml"),
        ("text/vnd.graphviz;q=0.2, application/graphml+xml;q=0.9, */*;q=0.1", "application/graphml+xml"),
        ("text/vnd.mermaid, application/json;q=0", "text/vnd.mermaid; charset=utf-8"),
        ("application/zip", "application/zip"),
    ],
)
def test_without_a_format_the_media_type_chooses(client, accept, media_type):
    response = client.get("/v1/export", headers={"accept": accept})
    assert response.headers["content-type"] == media_type
    assert response.headers["vary"] == "accept"


def test_a_media_type_that_nothing_has_is_406(client):
    response = client.get("/v1/export", headers={"accept": "image/png, text/*;q=0"})
    assert response.status_code == 406
    assert response.json()["code"] == "not_acceptable"
    assert "application/gexf+xml" in response.json()["detail"]


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("format=papyrus", 422, "format"),
        ("format=gexf&by=2031", 422, "by"),
        ("format=gexf&min_status=denied", 422, "min_status"),
        ("format=gexf&policy=mine", 422, "policy"),
        ("format=neo4j-admin&incident=i1", 422, "incident"),
        ("format=gexf&max_hops=3", 422, "max_hops"),
    ],
)
def test_what_cannot_be_asked_for_is_told(client, query, status, parameter):
    response = client.get(f"/v1/export?{query}")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"][0]["parameter"] == parameter
    assert "papyrus" not in response.text


def test_what_is_not_there_is_404(client):
    assert client.get("/v1/export?format=gexf&incident=none").status_code == 404
    assert client.get("/v1/export?format=gexf&dataset=none").status_code == 404


def test_a_part_is_asked_for_by_names(client):
    query = "format=dot&incident=みどり沢通販 会員名簿の流出&dataset=会員名簿&by=2030-02-28&min_status=confirmed"
    text = client.get(f"/v1/export?{query}").text
    assert text.count(" -> ") == 2
    assert 'dataset="会員名簿"' in text


def test_all_media_types_are_described(client):
    described = client.get("/openapi.json").json()["paths"]["/v1/export"]["get"]
    assert described["responses"]["200"]["content"].keys() == {form.media_type for form in FORMATS.values()}
    (parameter,) = [one for one in described["parameters"] if one["name"] == "format"]
    assert set(str(parameter).split("'")) >= set(FORMATS)


def test_the_files_for_neo4j_name_each_other_wherever_they_are_unpacked(client):
    with zipfile.ZipFile(io.BytesIO(client.get("/v1/export?format=neo4j-admin").content)) as archive:
        names = set(archive.namelist())
        arguments = archive.read("import.args").decode().splitlines()
    files = {one.strip('"').rpartition("=")[2] for one in arguments if one.endswith('.csv"')}
    assert files == {f"./{name}" for name in names - {"import.args"}}

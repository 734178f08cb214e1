"""Loading in the browser: real files are chosen or dropped, sent, and told of; what cannot be read says why."""

from __future__ import annotations

import zipfile

import pytest

from tests.browser.page.desks import ask, own_server

LARGEST = 200_000
READING = 150_000  # milliseconds, in which a busy machine has read a few lines
REPORT = (
    "2031年4月2日、潮見電機は、顧客名簿8,214件が外部に流出したと発表した。"
    "元派遣社員の男が2031年1月15日に名簿をUSBメモリーで持ち出し、名簿業者の湊リストに売却した。\n"
)


@pytest.fixture(scope="module")
def own(root, built, case, tmp_path_factory):
    """A server over a record that tests here change, which takes small files only."""
    limits = {"LEAKTRAIL_LARGEST_UPLOAD": str(LARGEST)}
    with own_server(root, case, tmp_path_factory.mktemp("load"), **limits) as address:
        yield address


@pytest.fixture
def files(tmp_path):
    """A text, a broken PDF, an archive of both, and one that is too large."""
    (tmp_path / "shiomi.txt").write_text(REPORT, "utf-8")
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.7\nnothing that is a page")
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        for name in ("shiomi.txt", "torn.pdf"):
            archive.write(tmp_path / name, name)
    (tmp_path / "huge.txt").write_bytes(b"a" * (LARGEST + 1))
    (tmp_path / "tool.exe").write_bytes(b"MZ")
    names = ("shiomi.txt", "torn.pdf", "two.zip", "huge.txt", "tool.exe")  # the order in which they are sent
    return {name: str(tmp_path / name) for name in names}


def test_files_are_sent_and_told_of(visit, own, files):
    page = visit("?view=load", at=own)
    page.get_by_text("200 kB まで").wait_for()
    page.set_input_files("input[type=file]", [*files.values()])
    told = {name: page.locator(".chosen li", has_text=name).inner_text() for name in ("huge.txt", "tool.exe")}
    assert "大きすぎて送れません(上限 200 kB)" in told["huge.txt"]
    assert "読める種類ではありません" in told["tool.exe"]
    page.get_by_text("すべてに共通の情報").click()
    common = page.locator(".known-fields").first
    assert "TLP:RED" in common.inner_text()
    common.get_by_label("発行元").fill("潮見新報")
    common.get_by_label("取り扱いの印").select_option("amber")
    page.get_by_role("button", name="3 件を取り込む").click()
    page.locator(".job-done", has_text="shiomi.txt").first.wait_for(timeout=READING)
    page.locator(".job-failed", has_text="torn.pdf").wait_for(timeout=READING)
    page.locator(".job-done", has_text="two.zip").wait_for(timeout=READING)
    broken = page.locator(".job-failed").inner_text()
    assert "PDF として開けません" in broken
    assert ".txt に保存して取り込んでください" in broken
    assert "既にありました" in page.locator(".job", has_text="two.zip").inner_text()
    found = [one for one in ask(own, "GET", "/v1/documents?q=shiomi")["items"] if one["publisher"] == "潮見新報"]
    assert [one["marking"] for one in found] == ["amber"]
    page.reload()
    text = page.locator(".job", has=page.get_by_role("heading", name="shiomi.txt"))
    assert "記述" in text.inner_text()
    text.get_by_role("link", name="文書を開く").click()
    page.get_by_text("湊リスト").first.wait_for()


def test_files_can_be_dropped_and_left_out_and_a_job_cancelled(visit, own, files):
    page = visit("?view=load", at=own, lang="en")
    page.get_by_text("Drop documents").wait_for()
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          for (const name of ["one.txt", "two.txt", "three.txt"]) data.items.add(new File([text + name], name));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        REPORT * 40,
    )
    page.get_by_role("button", name="Leave out two.txt").click()
    page.get_by_role("button", name="Load 2").click()
    page.get_by_role("button", name="Cancel three.txt").click()
    page.locator(".job-cancelled", has_text="three.txt").wait_for()
    page.locator(".job-done", has_text="one.txt").wait_for(timeout=READING)
    assert ask(own, "GET", "/v1/documents?q=three")["items"] == []

"""EPUBCheck's verdict arrives, and its silence is not taken for consent."""

from __future__ import annotations

from pathlib import Path

import pytest
from ebooklib import epub

from pipeline.checks.epubcheck import check_epubs, read_report
from pipeline.finding import Severity


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """An EPUB with an element that XHTML does not have."""
    book = epub.EpubBook()
    book.set_identifier("x")
    book.set_title("Faulty")
    page = epub.EpubHtml(title="page", file_name="page.xhtml")
    page.content = "<p>before <blah/> after</p>"
    for item in (page, epub.EpubNav(), epub.EpubNcx()):
        book.add_item(item)
    book.spine, book.toc = ["nav", page], [page]
    epub.write_epub(str(tmp_path / "faulty.epub"), book)
    return tmp_path / "faulty.epub"


def test_each_of_many_files_gets_its_verdict(faulty: Path) -> None:
    torn = faulty.with_name("torn.epub")
    torn.write_bytes(faulty.read_bytes()[:500])
    missing = faulty.with_name("missing.epub")
    found = check_epubs([faulty, torn, missing])
    codes = {path: {one.code for one in found if one.path == path} for path in (faulty, torn)}
    assert "epubcheck-rsc-005" in codes[faulty]
    assert codes[torn] == {"epubcheck-pkg-008"}
    assert any("page.xhtml" in one.message and "blah" in one.message for one in found)
    assert [(one.path, one.code) for one in found[-1:]] == [(missing, "epubcheck-failed")]
    assert {one.severity for one in found} == {Severity.ERROR}


def test_a_single_file_is_checked_without_jpype(tmp_path: Path) -> None:
    (tmp_path / "torn.epub").write_bytes(b"PK")
    assert {one.code for one in check_epubs([tmp_path / "torn.epub"])} == {
        "epubcheck-pkg-003",
        "epubcheck-pkg-008",
    }


@pytest.mark.parametrize("report", ["", "{}", '{"messages": [], "items": []}', None])
def test_silence_is_a_finding(tmp_path: Path, report: str | None) -> None:
    if report is not None:
        (tmp_path / "report.json").write_text(report)
    found = read_report(tmp_path / "x.epub", tmp_path / "report.json", "java: killed\n")
    assert [one.code for one in found] == ["epubcheck-failed"]

"""veraPDF, where this machine has one: that it is heard, and that it sees a fault put in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from pipeline.checks.verapdf import check_with_verapdf, find_verapdf
from pipeline.finding import Severity
from pipeline.model.book import XHTML, Book
from pipeline.outputs.pdf import write_pdf
from pipeline.tei.metadata import Metadata


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    metadata = Metadata("Valid", "en", "urn:example:valid", datetime(2026, 3, 1, tzinfo=UTC))
    body = etree.fromstring(f'<body xmlns="{XHTML}"><p>Words <i lang="fr">mots</i>.</p></body>')
    path = tmp_path / "valid.pdf"
    path.write_bytes(write_pdf(Book(metadata, "corrected", body, [], [])).data)
    return path


@pytest.mark.slow
def test_verapdf_confirms_and_sees_a_fault(pdf: Path) -> None:
    if find_verapdf() is None:
        pytest.skip("no veraPDF here: python -m pipeline.checks.verapdf fetches it with Maven")
    assert check_with_verapdf(pdf, "pdf/ua-1") == []
    with pikepdf.open(pdf, allow_overwriting_input=True) as broken:
        del broken.Root.Lang
        broken.save(pdf)
    found = check_with_verapdf(pdf, "pdf/ua-1")
    assert any("Natural language" in each.message for each in found)


def test_without_verapdf_the_check_says_so(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERAPDF", "off")
    found = check_with_verapdf(pdf, "pdf/ua-1")
    assert [(each.code, each.severity) for each in found] == [("verapdf-missing", Severity.INFO)]

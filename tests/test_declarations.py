"""The note on the text is made from the header: the header must not contradict the markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks.declarations import check_declarations
from pipeline.checks.edition import check_edition
from pipeline.edition import edition_of_file
from pipeline.tei.parse import read_master

ROOT = Path(__file__).parent.parent
MASTER = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>Small</title></titleStmt><publicationStmt><p>No.</p></publicationStmt><sourceDesc><p>No.</p>
</sourceDesc></fileDesc><encodingDesc><editorialDecl>{0}</editorialDecl></encodingDesc></teiHeader>
<text><body>
<p>{1}</p></body></text></TEI>
"""
SILENT = "<correction method='silent'><p>Silently.</p></correction>"
MARKUP = "<correction method='markup'><p>In markup.</p></correction>"
NOTHING = "<normalization><p>Nothing was normalized.</p></normalization>"
REGULARISED = "<choice><orig>olde</orig><reg>old</reg></choice>"
ALL_MARKS = "<quotation marks='all'><p>Kept.</p></quotation>"
NO_MARKS = "<quotation marks='none'><p>Left out.</p></quotation>"
NO_HYPHENS = "<hyphenation eol='none'><p>None.</p></hyphenation>"


def codes(folder: Path, declared: str, text: str) -> list[tuple[str, int]]:
    path = folder / "m.xml"
    path.write_text(MASTER.format(declared, text), "utf-8")
    return [(found.code, found.line) for found in check_declarations(read_master(path))]


@pytest.mark.parametrize(
    ("declared", "text", "code"),
    [
        (SILENT, "a <choice><sic>tow</sic><corr>two</corr></choice>", "CORRECTION"),
        (SILENT, "a <sic>tow</sic>", "CORRECTION"),
        (NOTHING, f"an {REGULARISED} man", "NORMALIZATION"),
        ("<normalization method='silent'><p>x</p></normalization>", REGULARISED, "NORMALIZATION"),
        (NO_MARKS, "he said <q>“no”</q>", "QUOTATION"),
        (ALL_MARKS, "he said <q>no</q>", "QUOTATION"),
        (NO_HYPHENS, "co-<lb break='no'/>operate", "HYPHENATION"),
    ],
)
def test_a_declaration_that_the_text_belies_is_found(
    tmp_path: Path, declared: str, text: str, code: str
) -> None:
    assert codes(tmp_path, declared, text) == [(f"declaration-{code.lower()}", 5)]


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        (MARKUP, "a <choice><sic>tow</sic><corr>two</corr></choice>"),
        (SILENT, "a two<note>He has <q>tow</q>.</note>"),
        (NOTHING, "an olde man"),
        ("<normalization method='markup'><p>Long s was normalized.</p></normalization>",
         REGULARISED),
        (ALL_MARKS, "he said <q>“no”</q>, and “<q>yes</q>”, and “<q>no,</q>”"),
        (NO_MARKS, "he said <q>it’s no</q><note>He wrote “no”.</note>"),
        (NO_HYPHENS, "co<lb break='no'/>operate, five-<lb/>"),
    ],
)  # fmt: skip
def test_a_declaration_that_is_kept_is_not(tmp_path: Path, declared: str, text: str) -> None:
    assert codes(tmp_path, declared, text) == []


def test_the_chapter_keeps_its_declarations() -> None:
    assert check_declarations(read_master(ROOT / "source" / "chapter-6.xml")) == []


def test_edition_check_fails_on_it(tmp_path: Path) -> None:
    path = tmp_path / "m.xml"
    path.write_text(MASTER.format(SILENT, "a <sic>tow</sic>"))
    checked = check_edition(edition_of_file(path, tmp_path / "dist").select(["text"]))
    assert "declaration-correction" in {found.code for found in checked.findings}

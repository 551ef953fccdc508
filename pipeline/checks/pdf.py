"""The PDF as a reader's program finds it: tagged, named, with bookmarks and all its fonts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.checks.pdf_letters import stray_glyphs
from pipeline.checks.pdf_text import PdfText, pdf_text
from pipeline.finding import EditionError, Finding, Severity
from pipeline.model.book import Book, every_division

__all__ = ["PdfText", "check_pdf", "pdf_text"]

_DEFECT = "This is a defect of the edition's PDF output: please report it with the TEI file."


def check_pdf(path: Path, book: Book) -> list[Finding]:
    """Compare a PDF with what ISO 32000-1 and ISO 14289-1 ask of a tagged file, and with its book.

    Reported are a file that does not open or whose syntax is damaged, a
    missing structure tree, title, language or bookmark, fonts that are not
    inside the file, links that lead nowhere, and letters outside of the paper.
    """
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            problems = [
                *(f"its syntax is damaged: {problem}" for problem in pdf.check_pdf_syntax()),
                *_tagging(pdf),
                *_identity(pdf, book),
                *_bookmarks(pdf, book),
                *_fonts(pdf),
                *_links(pdf),
            ]
    except (pikepdf.PdfError, OSError) as error:
        return [_finding(path, f"it does not open: {error}")]
    try:
        problems += [
            f"on page {page} “{text}” stands off the paper" for page, text in stray_glyphs(path)
        ]
    except EditionError as error:
        return [*(_finding(path, problem) for problem in problems), *error.findings]
    return [_finding(path, problem) for problem in problems]


def _finding(path: Path, problem: str) -> Finding:
    return Finding(
        "pdf-check",
        Severity.ERROR,
        f"the PDF is not as it should be: {problem}",
        path,
        remedy=_DEFECT,
    )


def _tagging(pdf: Any) -> Iterator[str]:
    """ISO 32000-1, 14.7 and 14.8: marked content and a structure tree over it."""
    root = pdf.Root
    if "/MarkInfo" not in root or not bool(root.MarkInfo.get("/Marked", False)):
        yield "it does not say that it is tagged (MarkInfo)"
    if "/StructTreeRoot" not in root or not len(root.StructTreeRoot.get("/K", [])):
        yield "it has no structure tree"
    if "/ViewerPreferences" not in root or not root.ViewerPreferences.get("/DisplayDocTitle"):
        yield "it does not ask viewers to show its title"
    bare = [number for number, page in enumerate(pdf.pages, 1) if "/StructParents" not in page]
    if bare:
        yield f"{len(bare)} page(s) have content outside of the structure, the first is {bare[0]}"


def _identity(pdf: Any, book: Book) -> Iterator[str]:
    metadata = book.metadata
    title = str(pdf.docinfo.get("/Title", ""))
    if not title.startswith(metadata.title):
        yield f"its title is “{title}”, not “{metadata.title}”"
    language = str(pdf.Root.get("/Lang", ""))
    if language != metadata.language:
        yield f"its language is “{language}”, not “{metadata.language}”"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        if xmp.get("dc:title") != title:
            yield "its XMP metadata give another title"
        if "pdfuaid:part" not in xmp and "pdfaid:part" not in xmp:
            yield "its XMP metadata do not say which standard it follows"


def _bookmarks(pdf: Any, book: Book) -> Iterator[str]:
    wanted = [each.heading for each in every_division(book.divisions) if each.heading]
    with pdf.open_outline() as outline:
        present = list(_titles(outline.root))
    for heading in wanted:
        if not any(title == heading or title.endswith(f". {heading}") for title in present):
            yield f"there is no bookmark for “{heading}”"


def _titles(items: Any) -> Iterator[str]:
    for item in items:
        yield str(item.title)
        yield from _titles(item.children)


def _fonts(pdf: Any) -> Iterator[str]:
    for font in _all_fonts(pdf):
        name = str(font.get("/BaseFont", "/?"))[1:]
        for each in font.get("/DescendantFonts", [font]):
            descriptor = each.get("/FontDescriptor", {})
            if not any(f"/FontFile{suffix}" in descriptor for suffix in ("", "2", "3")):
                yield f"the font {name} is not embedded"
        if "/ToUnicode" not in font:
            yield f"the font {name} does not say which letters its glyphs are"


def embedded_fonts(path: Path) -> set[str]:
    """The names of the fonts of a PDF, without the prefix of a subset."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        return {str(font.BaseFont)[1:].split("+")[-1] for font in _all_fonts(pdf)}


def _all_fonts(pdf: Any) -> Iterator[Any]:
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            if font.objgen not in seen:
                seen.add(font.objgen)
                yield font


def _links(pdf: Any) -> Iterator[str]:
    names = {str(name) for name in _destination_names(pdf)}
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.get("/Annots", []):
            target = annotation.get("/Dest")
            if target is not None and not _is_array(target) and str(target) not in names:
                yield f"a link on page {number} leads to “{target}”, which is nowhere"


def _is_array(target: Any) -> bool:
    import pikepdf

    return isinstance(target, pikepdf.Array)


def _destination_names(pdf: Any) -> list[Any]:
    names = pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    return list(names)[::2]

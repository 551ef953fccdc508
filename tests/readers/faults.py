"""Well-made books with one thing broken each: every check must be seen to fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import ace, calibre, foliate
from .result import Result
from .sample import sample_files, write_book

ONE, TWO, NOTES = (f"EPUB/text/{name}.xhtml" for name in ("one", "two", "notes"))
NAV, STYLES = "EPUB/nav.xhtml", "EPUB/book.css"


@dataclass(frozen=True, slots=True)
class Fault:
    """In `path`, `old` becomes `new`; the check of that name must fail, and say `says`."""

    name: str
    check: str
    path: str
    old: str
    new: str
    says: str


def break_book(book: Path, faults: Iterable[Fault]) -> Path:
    """Writes the sample with these faults in it."""
    files = sample_files()
    for fault in faults:
        whole = files[fault.path]
        assert isinstance(whole, str) and fault.old in whole, f"{fault.name}: nothing to break"
        files[fault.path] = whole.replace(fault.old, fault.new, 1)
    return write_book(book, files)


# Faults that do not hide one another share a book: to open one takes seconds.
NAVIGATION_AND_CALLS = (
    Fault("dead toc target", "foliate: toc", NAV, "#late", "#never", "A late section"),
    Fault("dead landmark", "foliate: landmarks", NAV,
          'epub:type="endnotes" href="text/notes.xhtml#notes"',
          'epub:type="endnotes" href="text/notes.xhtml#gone"', "#gone"),
    Fault("page left out", "foliate: page-list", TWO, "<h2>",
          '<span role="doc-pagebreak" aria-label="page 3" id="page3"></span><h2>',
          "two.xhtml#page3 is marked as a page"),
    Fault("dead page", "foliate: page-list", NAV, "#page1", "#page11", "#page11"),
    Fault("page break not laid out", "foliate: page-list", STYLES, "h1 {",
          "[id=page2] { display: none } h1 {", "#page2: the place is not on the page"),
    Fault("call to nowhere", "foliate: note calls", ONE, "#note3", "#note33",
          "call “3” #call3: leads nowhere"),
    Fault("call to the wrong note", "foliate: note calls", ONE, "#note1", "#note3",
          "call “1” #call1: leads to the note that begins “3 "),
    Fault("call to all notes", "foliate: note calls", ONE, "#note2", "#notes",
          "call “2” #call2: leads to several notes at once"),
    Fault("call that takes no click", "foliate: note calls", STYLES, ".noteref {",
          "[id=call4] { pointer-events: none } .noteref {", "call “4” #call4: nothing opened"),
    Fault("note hidden", "foliate: note calls", STYLES, ".note {",
          "[id=note5] .remark { visibility: hidden } .note {",
          "call “5” #call5: some of its note is hidden"),
)  # fmt: skip

BACKLINKS_AND_INK = (
    Fault("call without a sign", "foliate: note calls", ONE,
          'epub:type="noteref" role="doc-noteref" id="call3"', 'id="call3"',
          "no note call leads to note #note3"),
    Fault("backlink to another call", "foliate: note calls", NOTES, "#call5", "#call4",
          "call “5” #call5: its note does not lead back"),
    Fault("dead backlink", "foliate: backlinks", NOTES, "#call1", "#call11",
          "backlink “1” #0: does not return"),
    Fault("black ink", "foliate: night theme", STYLES, "p {", "p { color: black;", ": p has"),
    Fault("white paper", "foliate: dark theme", STYLES, "h1 {", "h1 { background: white;", "h1"),
    Fault("fixed type", "foliate: type at 200 %", STYLES, "1.4em", "22px", "h1 goes from 22 px"),
    Fault("fixed width", "foliate: measure", STYLES, "h1 {", "h1 { width: 700px;",
          "h1 “The first chapter” stands out"),
    Fault("word without room", "foliate: measure", STYLES, "p {",
          "h2 { width: 2em; overflow-wrap: anywhere } p {", "h2 breaks “section” without"),
    Fault("image from abroad", "foliate: no request", TWO, "<h2>",
          "<img src='https://example.org/x.png' alt='x'/><h2>", "https://example.org/x.png"),
    Fault("script that breaks", "foliate: no error", TWO, "</body>",
          "<script>throw new Error('a broken page')</script></body>", "a broken page"),
)  # fmt: skip

SEEN_BY_ACE = (
    Fault("image without alt", "ace", ONE, " alt='A grey square'", "", "image-alt"),
    Fault("pale type", "ace", STYLES, "h1 {", "h1 { color: #bbb;", "color-contrast"),
)

# Calibre drops what the style sheet hides.
SEEN_BY_CALIBRE = (
    Fault("words hidden", "calibre", STYLES, "h1 {", "h2 { display: none } h1 {",
          "the book goes on “alatesection"),
)  # fmt: skip


def see_faults(scratch: Path, engines: frozenset[str]) -> Iterator[Result]:
    """The sample passes every check of these engines, and each fault is seen."""
    scratch.mkdir(parents=True, exist_ok=True)
    good = write_book(scratch / "good.epub", sample_files())
    if "foliate" in engines:
        yield from _foliate(good, scratch)
    if "ace" in engines:
        yield ace.inspect(good, scratch)
        broken = break_book(scratch / "ace.epub", SEEN_BY_ACE)
        yield from _seen(SEEN_BY_ACE, [ace.inspect(broken, scratch)])
    if "calibre" in engines:
        yield calibre.convert(good, scratch)
        broken = break_book(scratch / "calibre.epub", SEEN_BY_CALIBRE)
        yield from _seen(SEEN_BY_CALIBRE, [calibre.convert(broken, scratch)])


def _foliate(good: Path, scratch: Path) -> Iterator[Result]:
    groups = (NAVIGATION_AND_CALLS, BACKLINKS_AND_INK)
    broken = [
        break_book(scratch / f"foliate-{number}.epub", group)
        for number, group in enumerate(groups, start=1)
    ]
    visits = [foliate.Visit(book) for book in (good, *broken)]
    sound, *results = foliate.visit(visits, scratch)
    yield from sound
    for group, found in zip(groups, results, strict=True):
        yield from _seen(group, found)


def _seen(faults: Iterable[Fault], results: list[Result]) -> Iterator[Result]:
    """For each fault: well if the check meant for it failed, and named its place."""
    for fault in faults:
        told = [told for result in results if result.name == fault.check for told in result.faults]
        result = Result(f"self-test: {fault.name}", f"found out by “{fault.check}”")
        if not any(fault.says in one for one in told):
            result.faults.append(f"not told; the check says: {'; '.join(told) or 'nothing'}")
        yield result

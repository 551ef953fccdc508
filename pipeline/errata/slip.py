"""The errata slip: what to correct in the old edition, and where; as text, HTML and JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

from pipeline.errata.added import added_notes
from pipeline.errata.comparison import Change, changes
from pipeline.errata.printed import PrintedPages, Printout
from pipeline.errata.reading import read
from pipeline.errata.sources import Source
from pipeline.model.book import Note
from pipeline.model.interpret import interpret
from pipeline.tei.metadata import Metadata
from pipeline.tei.parse import Master
from pipeline.tei.reading import Policy
from pipeline.terms import Terms, terms_for

_COLUMNS = 72


@dataclass(frozen=True, slots=True)
class Erratum:
    """One thing to correct. `page` and `line` are of the old printout; "" and 0 without one."""

    old: str
    new: str
    after: str
    page: str
    line: int
    sections: tuple[str, ...]
    paragraph: str
    paragraph_id: str
    note: str
    part: str  # "heading", "table" or "figure" of the page, if it is in one
    added_note: str = ""  # of the note that `new` is to become: its number in the new edition


@dataclass(frozen=True, slots=True)
class Slip:
    """All that is to be corrected in one edition to make it another."""

    title: str
    author: str
    language: str
    old: str  # "Revision 1.0", else the file's name
    new: str
    errata: tuple[Erratum, ...]
    printed: bool  # the addresses are pages and lines, counted from the top of the page

    @property
    def terms(self) -> Terms:
        """The words in which the slip speaks: those of the text's language."""
        return terms_for(self.language)

    def grouped(self) -> list[tuple[list[str], str]]:
        """Places and instruction of each erratum, in order; the same one said once."""
        groups: dict[str, list[str]] = {}
        for erratum in self.errata:
            places = groups.setdefault(instruction(erratum, self.terms), [])
            place = where(erratum, self.terms)
            if place not in places:
                places.append(place)
        return [(places, said) for said, places in groups.items()]


def slip(old: Source, new: Source, policy: Policy = "corrected", odd: Path | None = None) -> Slip:
    """Compare what the readers of two editions read.

    With a PDF for the old one, each place is a page and line of it; otherwise
    the section and the paragraph.
    """
    before = read(old.master, policy, _notes(old.master, policy, odd))
    after = read(new.master, policy)
    found = changes(before, after)
    printout: Printout | None = None
    if old.pdf is not None and (found.of_text or found.of_notes or found.added_notes):
        printout = PrintedPages(old.pdf, before)
    of_text = [(each, "") for each in found.of_text]
    if found.added_notes:
        book = interpret(new.master, policy, odd)
        added = added_notes(before, after, book, found)
        of_text += [(each, label or "*") for label, each in added]
        of_text.sort(key=lambda each: (each[0].start < 0, each[0].start))
    errata = [_erratum(each, printout, added_note=label) for each, label in of_text]
    errata += [_erratum(each, printout, of_note=True) for each in found.of_notes]
    if all(each.page.isdecimal() for each in errata):
        errata.sort(key=lambda each: (int(each.page), not each.line, each.line))
    metadata = new.master.metadata
    return Slip(
        title=metadata.title,
        author=", ".join(person.name for person in metadata.by_relator("aut")),
        language=metadata.language,
        old=_named(old, new),
        new=_named(new, old),
        errata=tuple(errata),
        printed=printout is not None and printout.from_the_top,
    )


def _notes(master: Master, policy: Policy, odd: Path | None) -> Sequence[Note]:
    """The notes of the outputs, which say what each is called."""
    has_notes = any(True for _ in master.root.iterfind(".//{*}note"))
    return interpret(master, policy, odd).notes if has_notes else ()


def _erratum(
    change: Change, printout: Printout | None, *, of_note: bool = False, added_note: str = ""
) -> Erratum:
    address = None
    if printout is not None and change.start >= 0:
        find = printout.of_note if of_note else printout.of_text
        address = find(change.start)
    place = change.place
    return Erratum(
        change.old,
        change.new,
        change.after,
        address.page if address else "",
        address.line if address else 0,
        place.sections,
        place.paragraph,
        place.paragraph_id,
        place.note,
        address.part if address else "",
        added_note,
    )


def _named(source: Source, other: Source) -> str:
    """The revision, unless both have the same: then the file."""
    own = _revision(source.master.metadata)
    return own if own and own != _revision(other.master.metadata) else source.name


def _revision(metadata: Metadata) -> str:
    terms = terms_for(metadata.language)
    return f"{terms('revision')} {metadata.revision}" if metadata.revision else ""


def where(erratum: Erratum, terms: Terms) -> str:
    """The place, as a reader looks for it."""
    said = []
    if erratum.page:
        key = "errata_page_line" if erratum.line else "errata_page"
        said.append(terms(key, page=erratum.page, line=erratum.line))
        if erratum.part:
            said.append(terms(f"errata_{erratum.part}"))
    else:
        said += erratum.sections[-1:]
        if erratum.paragraph:
            said.append(f"¶\u00a0{erratum.paragraph}")
    if erratum.note:
        said.append(terms("errata_note", number=erratum.note))
    return ", ".join(said)


def instruction(erratum: Erratum, terms: Terms) -> str:
    """What to do there."""
    if not erratum.old:
        key, new = "errata_add" if erratum.after else "errata_add_first", erratum.new
        if erratum.added_note:
            # Its number would be that of another note in the old edition.
            note = terms("errata_note", number="").strip(" .\N{NO-BREAK SPACE}")
            new = f"[{note}: {new}]"
        return terms(key, after=erratum.after, new=new)
    if not erratum.new:
        return terms("errata_strike", old=erratum.old)
    return terms("errata_for_read", old=erratum.old, new=erratum.new)


def heading(slip: Slip) -> str:
    """Author and title of the edition."""
    return f"{slip.author}: {slip.title}" if slip.author else slip.title


def explanation(slip: Slip) -> str:
    """Between what the slip is, and how to count lines."""
    said = slip.terms("errata_between", old=slip.old, new=slip.new)
    return f"{said} {slip.terms('errata_lines')}" if slip.printed else said


def as_text(slip: Slip) -> str:
    """The slip as plain text of 72 columns."""
    terms = slip.terms
    lines = [terms("errata"), "", *_wrapped(heading(slip)), *_wrapped(explanation(slip)), ""]
    for places, said in slip.grouped():
        place = "; ".join(filter(None, places))
        lines += _wrapped(f"{place}: {said}" if place else said, "    ")
    if not slip.errata:
        lines += _wrapped(terms("errata_none"))
    return "\n".join(lines) + "\n"


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, _COLUMNS, subsequent_indent=indent, break_long_words=False,
                         break_on_hyphens=False)  # fmt: skip


def as_json(slip: Slip) -> str:
    """The slip for a program: every erratum by itself."""
    return json.dumps(asdict(slip), ensure_ascii=False, indent=2) + "\n"


def body(slip: Slip) -> str:
    """The slip as XHTML, for a page of its own or the sheet to hand out."""
    terms = slip.terms
    items = "".join(
        f'<li><span class="place">{escape("; ".join(filter(None, places)))}</span> '
        f'<span class="said">{escape(said)}</span></li>'
        for places, said in slip.grouped()
    )
    listed = f"<ul>{items}</ul>" if items else f"<p>{escape(terms('errata_none'))}</p>"
    author = f'<p class="author">{escape(slip.author)}</p>' if slip.author else ""
    return (
        f'<header>{author}<p class="title">{escape(slip.title)}</p>'
        f"<h1>{escape(terms('errata'))}</h1>"
        f'<p class="between">{escape(terms("errata_between", old=slip.old, new=slip.new))}</p>'
        f"</header>{listed}"
        + (f'<p class="lines">{escape(terms("errata_lines"))}</p>' if slip.printed else "")
    )


def as_html(slip: Slip) -> str:
    """The slip as a page of HTML that needs no other file."""
    from pipeline.resources import read_style

    style = read_style("errata.css").decode("utf-8")
    title = escape(f"{slip.terms('errata')}: {slip.title}")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(slip.language)}"><head><meta charset="utf-8"/>'
        f'<meta name="viewport" content="width=device-width"/><title>{title}</title>'
        f'<style>\n{style}</style></head><body class="errata">{body(slip)}</body></html>\n'
    )

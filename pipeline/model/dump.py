"""A `Book` as one XHTML file that a person can read: what every output is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from lxml import etree

from pipeline.model.book import XHTML, Book, Division
from pipeline.tei.interventions import Intervention

_STYLE = """\
body { font: 1em/1.5 serif; margin: 2em auto; max-width: 50em }
h1.dump { font: bold 1em sans-serif; border-top: 1px solid; margin-top: 3em; padding-top: 1em }
table.dump, dl.dump { font: 0.8em/1.4 sans-serif } .dump th, .dump td { text-align: left;
vertical-align: top; padding-right: 1em } span.pb::before { content: "|" attr(aria-label) "|" }
"""


def dump_book(book: Book) -> bytes:
    """Metadata, contents, text, notes, interventions, pages, images and register, in this order."""
    return "".join(_pieces(book)).encode("utf-8")


def _pieces(book: Book) -> Iterator[str]:
    language = escape(book.metadata.language)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
    yield f'<html xmlns="{XHTML}" xml:lang="{language}" lang="{language}">\n<head>\n'
    yield f"<title>{escape(book.metadata.title)} ({book.policy})</title>\n"
    yield f"<style>\n{_STYLE}</style>\n</head>\n<body>\n"
    yield _heading("Metadata")
    yield _metadata(book)
    yield _heading("Contents")
    yield _contents(book.divisions)
    yield _heading("Text")
    yield _markup(book.content, "div")
    yield _heading("Notes")
    for note in book.notes:
        yield (
            f'<div id="{escape(note.id)}" data-kind="{escape(note.kind)}" '
            f'data-place="{escape(note.place)}" data-responsible="{escape(note.responsible)}">'
            f"<p>{escape(note.label)}, called from {escape(', '.join(note.calls) or 'nowhere')}</p>"
        )
        yield _markup(note.content, "div") + "</div>\n"
    yield _heading("Interventions")
    yield _table(Intervention._fields, (map(str, item) for item in book.interventions))
    yield _heading("Pages")
    yield _table(("id", "label"), ((page.id, page.label) for page in book.page_breaks))
    yield _heading("Images")
    yield _table(
        ("name", "type", "size"),
        (
            (image.name, image.media_type, f"{image.width} × {image.height}")
            for image in book.images
        ),
    )
    yield _heading("Register")
    yield _table(
        ("id", "kind", "name", "facts"),
        ((entry.id, entry.kind, entry.name, "; ".join(entry.facts)) for entry in book.register),
    )
    yield "</body>\n</html>\n"


def _heading(text: str) -> str:
    return f'<h1 class="dump">{text}</h1>\n'


def _metadata(book: Book) -> str:
    rows = (
        f"<dt>{name}</dt>"
        + "".join(f"<dd>{escape(str(item))}</dd>" for item in _items(value))
        + "\n"
        for name, value in book.metadata._asdict().items()
        if value
    )
    return f'<dl class="dump">\n{"".join(rows)}</dl>\n'


def _items(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _contents(divisions: Iterable[Division]) -> str:
    entries = "".join(
        f'<li><a href="#{escape(division.id)}">{escape(division.heading) or "(no heading)"}</a> '
        f"{escape(division.part)}, {escape(division.kind)}{_contents(division.children)}</li>\n"
        for division in divisions
    )
    return f"<ul>\n{entries}</ul>\n" if entries else ""


def _markup(element: etree._Element, name: str) -> str:
    """The element's content in an element of another name, its text untouched."""
    inside = escape(element.text or "", quote=False) + "".join(
        etree.tostring(child, encoding="unicode") for child in element
    )
    return f"<{name}>{inside}</{name}>\n".replace(f' xmlns="{XHTML}"', "")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    def row(cells: Iterable[str], cell: str) -> str:
        return "<tr>" + "".join(f"<{cell}>{escape(text)}</{cell}>" for text in cells) + "</tr>\n"

    body = "".join(row(cells, "td") for cells in rows)
    return f'<table class="dump">\n{row(head, "th")}{body}</table>\n' if body else "<p>none</p>\n"

"""A correction is taken back: the passage as it was written, and every trace in the header."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from pipeline.editing.document import Document, Span
from pipeline.editing.edits import Edit, applied
from pipeline.editing.evidence import without_notes
from pipeline.editing.placing import is_correction
from pipeline.editing.revision import without_targets
from pipeline.finding import EditionError, Finding, Severity
from pipeline.tei.names import XML_ID


def undone(document: Document, names: Sequence[str]) -> str:
    """The source of `document` without these corrections; raises `EditionError` for others."""
    choices = {_choice(document, name) for name in names}
    for one in choices:
        if any(above in choices for above in list(one.lineage())[1:]):
            raise _error(document, f"{_name(one)} stands inside another of them.", one,
                         "Take back the outer one only, or first the inner one.")  # fmt: skip
    edits = [_unwrapped(document, choice) for choice in choices]
    gone = {_name(part) for choice in choices for part in (choice, *choice.children)} - {""}
    edits += without_notes(document, gone)
    edits += without_targets(document, gone)
    return applied(document.text, edits)


def _choice(document: Document, name: str) -> Span:
    span = document.by_id.get(name.removeprefix("#"))
    if span is None:
        corrections = [_name(each) for each in document.spans if is_correction(each)]
        near = get_close_matches(name, list(filter(None, corrections)), 3, 0.5)
        hint = f"Near it: {', '.join(near)}." if near else ""
        raise _error(document, f"Nothing has the id “{name}”.", None,
                     f"{hint} edition corrections lists them all.".strip())  # fmt: skip
    if span.name in {"sic", "corr"} and span.parent is not None:
        span = span.parent
    if not is_correction(span):
        raise _error(document, f"“{name}” is a <{span.name}>, not a <choice> of <sic> and <corr>.",
                     span, "Only corrections can be taken back.")  # fmt: skip
    if not span.written:
        raise _error(document, f"“{name}” stands in an entity.", span, "Edit the entity.")
    return span


def _unwrapped(document: Document, choice: Span) -> Edit:
    sic = next(child for child in choice.children if child.name == "sic")
    return Edit(choice.start, choice.end, document.text[sic.opened : sic.closing])


def references(document: Document, names: Sequence[str]) -> list[Span]:
    """What else points to these corrections, and would point nowhere without them."""
    pointers = {f"#{name}" for name in names}
    return [
        span
        for span in document.spans
        if span.name != "change"
        and not (span.name == "note" and span.element.get("type") == "evidence")
        and any(
            not pointers.isdisjoint(str(value).split())
            for key, value in span.element.attrib.items()
            if key != XML_ID
        )
    ]


def _name(span: Span) -> str:
    return span.element.get(XML_ID) or ""


def _error(document: Document, message: str, span: Span | None, remedy: str) -> EditionError:
    line, column = document.source.position(span.start) if span is not None else (0, 0)
    path = document.source.path
    return EditionError(
        Finding("undo-refused", Severity.ERROR, message, path, line, column, remedy)
    )

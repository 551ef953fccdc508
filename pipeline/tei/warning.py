"""A doubt about a document, at the element of which it is said."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from pipeline.finding import Finding, Severity
from pipeline.tei.places import place_of


def warning(
    code: str,
    message: str,
    path: Path,
    element: etree._Element,
    remedy: str,
    attribute: str = "",
) -> Finding:
    """A warning at the start tag of `element` in the file at `path`, or an attribute in it."""
    place = place_of(element, path, attribute)
    return Finding(code, Severity.WARNING, message, *place, remedy)

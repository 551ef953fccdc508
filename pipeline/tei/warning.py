"""A doubt about a document, at the element of which it is said."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from pipeline.finding import Finding, Severity
from pipeline.tei.names import line_of


def warning(code: str, message: str, path: Path, element: etree._Element, remedy: str) -> Finding:
    """A warning at the line of `element`, in the file at `path`."""
    return Finding(code, Severity.WARNING, message, path, line_of(element), 1, remedy)

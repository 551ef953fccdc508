"""What is too large to mean anything: left out at the door, and said (TEI Guidelines 1.3.1)."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from lxml import etree

from pipeline.finding import Finding
from pipeline.tei.names import local_name
from pipeline.tei.warning import warning

_LONGEST = 100_000
_LONG = etree.XPath(f"descendant-or-self::*/@*[string-length() > {_LONGEST}]/..")


def leave_out_long_attributes(root: etree._Element, path: Path) -> list[Finding]:
    """Take away the attributes that are longer than any list of pointers, with a finding each.

    No word of the text stands in an attribute; to split, match or repeat one
    of 50 MB would take more time and memory than the text.
    """
    findings = []
    for element in cast("list[etree._Element]", _LONG(root)):
        for name, value in element.items():
            if len(value) > _LONGEST:
                del element.attrib[name]
                findings.append(_too_long(element, str(name), len(value), path))
    return findings


def _too_long(element: etree._Element, name: str, size: int, path: Path) -> Finding:
    where = f"@{local_name(name)[:40]} of <{local_name(element.tag)[:40]}>"
    message = (
        f"{where} has {size:,} characters, and is not read: more than {_LONGEST:,} are too many."
    )
    return warning("tei-long-attribute", message, path, element, "Shorten the attribute.")

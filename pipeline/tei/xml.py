"""Bytes become a trusted tree: the one place where XML is parsed.

Nothing outside the file is opened (no DTD, no external entity, no network),
entity expansion is bounded, and what is wrong is said with line, column,
excerpt and remedy (XML 1.0 §2.1, §4.4).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline.finding import EditionError, Finding, Severity
from pipeline.tei.kinds import kind_of

_ENTITY = b"<!ENTITY"
_DECLARED_ENCODING = re.compile(rb"""^[^<]*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_ASCII_COMPATIBLE = re.compile(
    rb"(utf-?(8|16|32)(le|be)?|ucs-?[24]|(us-)?ascii|iso-?8859-?\d+|latin-?\d|windows-\d+|cp125\d"
    rb"|koi8-[ru]|macintosh|gb2312|gbk|gb18030|big5|euc-(jp|kr)|shift_jis)$",
    re.IGNORECASE,
)


_FRAMES = 30_000  # of Python's: libxml2 stops at a depth of 2,048 elements


def recurse_as_deep_as_trees_are() -> None:
    """Let functions that call themselves go down any tree that libxml2 gives."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _FRAMES))


class _Nothing(etree.Resolver):
    """Answers every request for an external resource with an empty comment.

    `resolve_empty()` would let libxml2 open the file after all.
    """

    def resolve(self, *request: Any) -> Any:
        """Answer a request: its system id, public id and context."""
        return self.resolve_string("<!-- -->", request[-1])  # type: ignore[call-arg]


def parse_xml(source: bytes, path: Path) -> etree._Element:
    """The root element of `source`, which was read from `path`.

    Comments and processing instructions are left out. Raises `EditionError`
    when the bytes are not well-formed XML or expand beyond reason.
    """
    recurse_as_deep_as_trees_are()
    if b"\0" in source and not source.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse_nul(source, path)
    parser = etree.XMLParser(
        collect_ids=False,
        resolve_entities="internal",  # type: ignore[arg-type]
        load_dtd=False,
        no_network=True,
        huge_tree=_is_free_of_entities(source),
        remove_comments=True,
        remove_pis=True,
    )
    parser.resolvers.add(_Nothing())
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        from pipeline.tei.diagnosis import diagnose

        raise EditionError(diagnose(parser.error_log, error, source, path)) from None
    except (ValueError, LookupError) as error:
        raise EditionError(
            Finding(
                "xml-encoding", Severity.ERROR, f"The file cannot be decoded: {error}.", path, 1, 1
            )
        ) from None
    _refuse_unresolved_entities(root, source, path)
    _put_into_namespace(root)
    return root


def _put_into_namespace(root: etree._Element) -> None:
    """Markup in an entity belongs where the entity is used (XML Namespaces 1.0 §6.2).

    libxml2 reads it as if no default namespace were declared there. An
    element that undeclares it itself (`xmlns=""`) shows so in its `nsmap`.
    """
    if root.getroottree().docinfo.internalDTD is None:
        return
    for element in root.iter("{}*"):
        if namespace := element.nsmap.get(None):
            element.tag = f"{{{namespace}}}{element.tag}"


def _refuse_unresolved_entities(root: etree._Element, source: bytes, path: Path) -> None:
    """An entity that only an external DTD declares would leave a hole in the text."""
    found = {str(entity.text)[1:-1] for entity in root.iter(etree.Entity)}
    if not found:
        return
    from pipeline.tei.diagnosis import excerpt, undeclared_entity

    findings = []
    for name in sorted(found):
        code, message, remedy = undeclared_entity(name, source)
        at = max(0, source.find(f"&{name};".encode()))
        line = source.count(b"\n", 0, at) + 1
        column = at - source.rfind(b"\n", 0, at)
        findings.append(
            Finding(
                code,
                Severity.ERROR,
                message,
                path,
                line,
                column,
                remedy,
                excerpt(source, line, column),
            )
        )
    raise EditionError(*findings)


def _is_free_of_entities(source: bytes) -> bool:
    """Whether libxml2's limits may be lifted: they are what stops an entity bomb."""
    declared = _DECLARED_ENCODING.match(source[:300].replace(b"\0", b""))
    if declared and not _ASCII_COMPATIBLE.match(declared[1]):
        return False
    plain = source.replace(b"\0", b"") if b"\0" in source[:200] else source
    return _ENTITY not in plain


def _refuse_nul(source: bytes, path: Path) -> None:
    if source.startswith((b"<\0", b"\0<", b"\0\0\0<")):
        return  # UTF-16 or UTF-32 without a byte order mark
    at = source.index(b"\0")
    if found := kind_of(source):
        kind, remedy = found.name, found.remedy
    elif b"\0" in source[:64] and not source.lstrip().startswith(b"<"):
        kind, remedy = "a binary file", "Name the TEI-XML file itself."
    else:
        kind, remedy = "", "Remove the NUL byte; XML allows none (XML 1.0 §2.2)."
    line = source.count(b"\n", 0, at) + 1
    column = at - (source.rfind(b"\n", 0, at) + 1) + 1
    message = f"This is {kind}, not XML." if kind else f"A NUL byte stands at line {line}."
    raise EditionError(Finding("xml-nul", Severity.ERROR, message, path, line, column, remedy))

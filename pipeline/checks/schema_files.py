"""Which files a schema is made of: none may lie outside the folder of the document.

What reads a schema (libxml2, Jing, the stylesheets of Schematron) opens
whatever the schema names. So its references are read first as those read
them: from the parsed tree, or from the tokens of the compact syntax, where
no character reference, escape or other encoding can hide one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from pipeline.finding import EditionError, Finding, Severity
from pipeline.tei.names import XML_BASE, local_name
from pipeline.tei.xml import parse_xml

_XHTML = "{http://www.w3.org/1999/xhtml}"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
# RELAX NG Compact Syntax, appendix A: literals, comments, names, single signs.
_TOKEN = re.compile(
    r'"""(?P<a>.*?)"""|'
    r"'''(?P<b>.*?)'''|"
    r'"(?P<c>[^"\n]*)"|'
    r"'(?P<d>[^'\n]*)'|"
    r"#[^\n]*|(?P<name>\\?[\w.:-]+)|(?P<sign>\S)",
    re.DOTALL,
)


def refuse_far_files(path: Path, folder: Path, *, compact: bool = False) -> None:
    """Raise `EditionError` where the schema at `path` names a file that is not in `folder`."""
    seen: set[Path] = set()
    waiting = [path]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        names = _of_compact(here) if compact else _of_xml(here)
        waiting += [_near(name, here, folder, path) for name in names]


def _near(name: str, here: Path, folder: Path, schema: Path) -> Path:
    try:
        target = (here.parent / unquote(name)).resolve()
        near = not _ADDRESS.match(name) and target.is_relative_to(folder) and target.is_file()
    except (OSError, ValueError, RuntimeError):
        near = False
    if not near:
        raise _unusable(schema, f"it includes {name[:80]}, which is no file of its folder")
    return target


def _of_xml(path: Path) -> Iterator[str]:
    root = parse_xml(path.read_bytes(), path)
    if root.getroottree().docinfo.doctype:  # type: ignore[attr-defined]
        raise _unusable(path, "it has a DTD")
    for element in root.iter("*"):
        if XML_BASE in element.attrib:
            raise _unusable(path, "it has an xml:base")
        if not str(element.tag).startswith(_XHTML):
            yield from (str(value) for name, value in element.items() if local_name(name) == "href")


def _of_compact(path: Path) -> Iterator[str]:
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unusable(path, "it is not in UTF-8") from None
    if "\\x" in source or "\0" in source:
        raise _unusable(path, "it has characters written as \\x{…}")
    tokens = [found for found in _TOKEN.finditer(source) if not found[0].startswith("#")]
    for at, token in enumerate(tokens):
        if token["name"] not in ("include", "external"):
            continue
        following = [each[0] for each in tokens[at + 1 : at + 3]]
        literal = tokens[at + 1] if following else token
        if literal["name"] or literal["sign"]:
            continue  # the name of something, or a mistake
        if following[1:] == ["~"]:
            raise _unusable(path, "it includes a file whose name is in pieces")
        yield next(text for text in literal.group("a", "b", "c", "d") if text is not None)


def _unusable(path: Path, why: str) -> EditionError:
    message = f"the schema cannot be used: {why}"
    remedy = "Put all its files into the folder of the document."
    return EditionError(Finding("schema-unusable", Severity.WARNING, message, path, 1, 1, remedy))


def without_reading(validator: etree._Element) -> etree.XSLT:
    """The stylesheet as one that opens and writes no file, whatever it asks for."""
    nothing = etree.XSLTAccessControl.DENY_ALL  # type: ignore[attr-defined]
    return etree.XSLT(validator, access_control=nothing)

"""XInclude, confined to the edition's own folder (XInclude 1.1; TEI Guidelines 15.6)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from pipeline.finding import EditionError, Finding, Severity
from pipeline.tei.names import XINCLUDE, XML_ID, has_own_words, tei
from pipeline.tei.places import place_of
from pipeline.tei.plain_text import shortened
from pipeline.tei.warning import warning

_INCLUDE = f"{{{XINCLUDE}}}include"
_FALLBACK = f"{{{XINCLUDE}}}fallback"
_DEEPEST = 20
_MOST = 10_000  # inclusions: files that include ten others each would never come to an end
# What Python decodes besides, by rules of a program or of names in the network.
_NO_CHARSETS = frozenset(
    "idna punycode raw-unicode-escape unicode-escape undefined mbcs oem".split()
)
_MOST_BYTES = 200 * 2**20
_REMEDY = "Put the file into the same folder, or below it."
_NO_XML = "[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"  # XML 1.0 §2.2

Parse = Callable[[bytes, Path], etree._Element]


@dataclass(slots=True)
class Includes:
    """What the inclusion of other files did: where included roots come from, and findings.

    `read` holds the bytes of each file that was opened, `sought` the files
    that were not there: with the one or the other changed, the tree would be another.
    """

    files: dict[etree._Element, Path] = field(default_factory=dict)
    read: dict[Path, bytes] = field(default_factory=dict)
    sought: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    number: int = 0
    size: int = 0

    def open(self, target: Path, include: etree._Element, path: Path) -> bytes:
        """The bytes of a file to be included. Raises `EditionError` when it is one too many."""
        self.number += 1
        self.size += target.stat().st_size
        if self.number > _MOST or self.size > _MOST_BYTES:
            most = f"{_MOST:,} inclusions or {_MOST_BYTES // 2**20} MB of them"
            message = f"This document includes other files beyond all reason: more than {most}."
            remedy = "Include each file once; look for files that include one another many times."
            if target.stat().st_size > _MOST_BYTES:
                message = f"{target.name} is larger than {_MOST_BYTES // 2**20} MB."
                remedy = "Divide it into documents of a reasonable size."
            place = *place_of(include, path), remedy
            raise EditionError(Finding("tei-include", Severity.ERROR, message, *place))
        self.read[target] = target.read_bytes()
        return self.read[target]


def resolve_includes(root: etree._Element, path: Path, parse: Parse) -> Includes:
    """Put the files that `root` includes in their places.

    A file outside the folder of `path` (also through a symbolic link) or on
    the network is never opened: its fallback stands in, with a finding.
    Raises `EditionError` where a file is not well-formed XML (XInclude 1.1
    §4.1), and where the inclusions never come to an end.
    """
    result = Includes()
    _expand(root, path, path.resolve().parent, (path.resolve(),), result, parse)
    return result


def confined(href: str, base: Path, folder: Path) -> Path | None:
    """The real file that `href` names beside `base`, or None when it lies outside `folder`."""
    name = _local_name_in(href)
    try:
        real = (base.parent / name).resolve()
        # A pipe or a device would be read for ever.
        return real if name and real.is_relative_to(folder) and real.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None  # no name that the file system knows: too long, a loop of links


def named(href: str, base: Path, folder: Path) -> list[Path]:
    """Where `confined` would look for a file that is not there yet; nothing outside `folder`."""
    name = _local_name_in(href)
    try:
        path = base.resolve().parent / name
        inside = bool(name) and path.parent.resolve().is_relative_to(folder)
        return [path] if inside and (path.is_file() or not path.exists()) else []
    except (OSError, ValueError, RuntimeError):
        return []


def _local_name_in(href: str) -> str:
    """The path of a relative address; "" for any other, and for what is no address (RFC 3986)."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    name = unquote(parts.path)
    return "" if parts.scheme or parts.netloc or "\0" in name else name


def _expand(
    root: etree._Element,
    path: Path,
    folder: Path,
    chain: tuple[Path, ...],
    result: Includes,
    parse: Parse,
) -> None:
    for include in list(root.iter(_INCLUDE)):
        if not any(ancestor is root for ancestor in include.iterancestors()):
            continue  # inside a fallback that was not needed
        content = _content(include, path, folder, chain, result, parse)
        fallbacks = sum(1 for _ in include.iter(_FALLBACK))
        if 0 < fallbacks <= _DEEPEST and isinstance(content, list):
            content = _expanded(content, path, folder, chain, result, parse)
        _replace(include, content)


def _expanded(
    content: list[etree._Element],
    path: Path,
    folder: Path,
    chain: tuple[Path, ...],
    result: Includes,
    parse: Parse,
) -> list[etree._Element]:
    """What a fallback gives, with what it includes in its turn (XInclude 1.1 §4.4)."""
    holder = etree.Element("holder")
    holder.extend(content)
    _expand(holder, path, folder, chain, result, parse)
    return list(holder)


def _content(
    include: etree._Element,
    path: Path,
    folder: Path,
    chain: tuple[Path, ...],
    result: Includes,
    parse: Parse,
) -> list[etree._Element] | str:
    href = include.get("href", "")
    target = confined(href, path, folder)
    if target is None:
        result.sought += named(href, path, folder)
        return _fallback(include, path, _why_not(href), result)
    if target in chain:
        said, remedy = f"The file {href} includes itself.", "Take this xi:include out."
        return _fallback(include, path, said, result, remedy)
    if len(chain) > _DEEPEST:
        said = f"{href} stands more than {_DEEPEST} inclusions deep."
        return _fallback(include, path, said, result, "Include it from the document itself.")
    if include.get("parse") == "text":
        return _text(include, path, target, result)
    source = result.open(target, include, path)
    try:
        included = parse(source, target)
    except EditionError as error:
        said = f"The file {href}, which is included here, cannot be read."
        place = *place_of(include, path), "Correct that file, or take this xi:include out."
        here = Finding("tei-include", Severity.ERROR, said, *place)
        raise EditionError(*error.findings, here) from None
    _expand(included, target, folder, (*chain, target), result, parse)
    chosen = _pointed_at(included, include.get("xpointer", ""))
    if chosen is None:
        said = f"{href} has no element “{include.get('xpointer')}”."
        remedy = "Write the xml:id of an element of that file into the attribute xpointer."
        return _fallback(include, path, said, result, remedy)
    result.files[chosen] = target
    return [chosen]


def _text(
    include: etree._Element, path: Path, target: Path, result: Includes
) -> list[etree._Element] | str:
    """The file as text (XInclude 1.1 §4.3)."""
    href = include.get("href", "")
    source = result.open(target, include, path)
    try:
        text = _decoded(source, include.get("encoding", "utf-8"))
    except (UnicodeError, LookupError):
        said = f"{href} is not text in the encoding named."
        remedy = "Save it as UTF-8, or write its encoding into the attribute encoding."
        return _fallback(include, path, said, result, remedy)
    if bad := re.search(_NO_XML, text):
        said = f"{href} has the character U+{ord(bad[0]):04X}, which XML does not allow."
        return _fallback(include, path, said, result, "Take the character out of that file.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _why_not(href: str) -> str:
    if not href:
        return "This xi:include names no file."
    if href.lower().startswith(("http:", "https:", "ftp:")):
        return f"{shortened(href)} is on the network, which is never used."
    return f"“{shortened(href)}” is not a file inside the folder of this document."


def _fallback(
    include: etree._Element, path: Path, problem: str, result: Includes, remedy: str = _REMEDY
) -> list[etree._Element]:
    fallback = include.find(_FALLBACK)
    if fallback is not None:
        problem += " Its fallback stands in its place."
    result.findings.append(warning("tei-include", problem, path, include, remedy))
    if fallback is None:
        return []
    copy = deepcopy(fallback)
    if not has_own_words(copy):
        return list(copy)
    copy.tag = tei("seg")
    return [copy]


def _pointed_at(root: etree._Element, pointer: str) -> etree._Element | None:
    if not pointer:
        return root
    name = pointer.removeprefix("element(").removesuffix(")")
    return next((element for element in root.iter("*") if element.get(XML_ID) == name), None)


def _replace(include: etree._Element, content: list[etree._Element] | str) -> None:
    parent = include.getparent()
    if parent is None:
        return
    at = parent.index(include)
    tail = include.tail or ""
    parent.remove(include)
    if isinstance(content, str):
        _append_text(parent, at, content + tail)
        return
    for offset, element in enumerate(content):
        element.tail = element.tail if offset < len(content) - 1 else None
        parent.insert(at + offset, element)
    _append_text(parent, at + len(content), tail)


def _append_text(parent: etree._Element, at: int, text: str) -> None:
    if not text:
        return
    if at == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text


def _decoded(source: bytes, encoding: str) -> str:
    """The text of a file in a charset of the world. Raises `LookupError`, or `UnicodeError`."""
    if codecs.lookup(encoding).name in _NO_CHARSETS:
        raise LookupError(encoding)
    return source.decode(encoding)

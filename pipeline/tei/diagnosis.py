"""What libxml2 says of a file that is not XML, said so that a person can mend it."""

from __future__ import annotations

import codecs
import html
import re
from pathlib import Path

from lxml import etree

from pipeline.finding import Finding, Severity
from pipeline.tei.kinds import kind_of
from pipeline.tei.wording import in_words

_MISMATCH = r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)"
_PREMATURE = r"Premature end of data in tag (\S+) line (\d+)"
_UNDECLARED = r"Entity '([^']+)' not defined"
_BAD_CHARACTER = r"(?:invalid xmlChar value|Char 0x|invalid Char value) ?(\w+)"
_ENTITY_LOOP = "entity reference loop"
_OF_ENTITIES = (_ENTITY_LOOP, "amplification")
_UNCLOSED = (("Comment not terminated", b"<!--", b"-->"), ("CData section", b"<![CDATA[", b"]]>"))
_EXTERNAL = r"<!ENTITY\s+(%%\s+)?%s\s+(?:SYSTEM|PUBLIC\s+(?:\"[^\"]*\"|'[^']*'))\s+[\"']([^\"'<]*)"
_DECLARED = r"<!ENTITY\s+%%\s+%s\s"
_DECLARED_ENCODING = rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"'>]*)"""
_WIDE_DECLARED = (
    rb"""(?i)<\?xml[^>]*?encoding\s*=\s*["']((?:utf-?|ucs-?|iso-10646-ucs-)(?:2|4|16|32)\w*)"""
)
_BEGINNING = rb"<\?xml\b|<(?:\w+:)?TEI\b"
_INTERNAL = rb"""<!ENTITY\s+([^\s%"']+)\s+["']([^"']*)["']"""
_STRICT = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_WIDTH = 76


def diagnose(
    log: etree._ListErrorLog, error: etree.XMLSyntaxError, source: bytes, path: Path
) -> Finding:
    """The finding for a file that the parser's `log` says is not well-formed (XML 1.0 §2.1)."""
    line, column, said = _first_entry(log, error)
    part = None if kind_of(source) else _part_in_entity(said, source)
    code, message, remedy = _of_entity(part) if part else _explain(said, line, source)
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        source = source.decode("utf-16", "replace").encode()
    at = part.start() if part else _beginning(said, source, line)
    if at >= 0:
        line, column = source.count(b"\n", 0, at) + 1, at - source.rfind(b"\n", 0, at)
    return Finding(
        code, Severity.ERROR, message, path, line, column, remedy, excerpt(source, line, column)
    )


def excerpt(source: bytes, line: int, column: int) -> str:
    """The source line and, under it, a caret at `column`; "" where there is no such line."""
    lines = source.split(b"\n", line)
    if line < 1 or len(lines) < line:
        return ""
    text = lines[line - 1].decode("utf-8", "backslashreplace").rstrip("\r").replace("\t", " ")
    start = max(0, min(column - 1, len(text)) - _WIDTH // 2)
    shown = text[start : start + _WIDTH]
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in shown)
    return f"{shown}\n{' ' * max(0, column - 1 - start)}^"


def _first_entry(log: etree._ListErrorLog, error: etree.XMLSyntaxError) -> tuple[int, int, str]:
    for entry in log:
        return max(1, entry.line), max(1, entry.column), entry.message.strip()
    line, column = error.position
    return max(1, line or 1), max(1, column or 1), error.msg or ""


def _beginning(said: str, source: bytes, line: int) -> int:
    """Where the cause stands that is before or after the place where libxml2 stopped; else -1."""
    at = -1
    for words, opening, closing in _UNCLOSED:
        if words in said:
            at = source.find(opening, source.rfind(closing) + 1)
    if any(words in said for words in _OF_ENTITIES):  # its place may be one in the entity's text
        at = source.find(b"<!ENTITY")
        at = at if line <= source.count(b"\n", 0, max(at, 0)) else -1
    return at


def _explain(said: str, line: int, source: bytes) -> tuple[str, str, str]:
    if kind := kind_of(source):
        return "xml-syntax", f"This is {kind.name}, not XML.", kind.remedy
    if _ends_in_a_tag(source, line) or said.startswith("Incomplete UTF-8 sequence"):
        return (
            "xml-syntax",
            "The file ends in the middle of a tag or a character.",
            "The file is cut short: fetch it again, or complete it.",
        )
    if not source.strip():
        return "xml-syntax", "The file is empty.", "Fetch it again, or save it again."
    if "amplification" in said:
        return _expansion(source, line)
    if declared := re.match(_WIDE_DECLARED, source):
        return (
            "xml-encoding",
            f"The file says that its encoding is “{declared[1].decode()}”, and it is not.",
            'Write encoding="UTF-8" in its first line, if that is what it is.',
        )
    begun = re.search(_BEGINNING, source.removeprefix(codecs.BOM_UTF8)[:1000])
    if "Start tag expected" in said and begun and begun.start():
        return (
            "xml-syntax",
            f"Something stands before “{begun[0].decode()}”, where the XML begins.",
            "Take it out; it may be invisible: a byte order mark too many, or a header.",
        )
    if _ENTITY_LOOP in said:
        return (
            "xml-entities",
            "An entity declared here contains itself, through others or at once.",
            "Replace the <!ENTITY …> declarations with the text they stand for.",
        )
    if match := re.search(_MISMATCH, said):
        opened, opened_at, closed = match.groups()
        return (
            "xml-syntax",
            f"<{opened}>, opened at line {opened_at}, is closed by </{closed}>.",
            f"Close <{opened}> before </{closed}>, or remove one of the two tags.",
        )
    if match := re.search(_PREMATURE, said):
        return (
            "xml-syntax",
            f"The file ends while <{match[1]}>, opened at line {match[2]}, is still open.",
            "The file is cut short: fetch it again, or close what is open.",
        )
    if match := re.search(_UNDECLARED, said):
        return undeclared_entity(match[1], source)
    if "encoding" in said.lower() or "bytes" in said.lower():
        return _encoding(said, source)
    if match := re.search(_BAD_CHARACTER, said):
        return (
            "xml-character",
            f"{_character(match[1])} is not allowed in XML (§2.2).",
            "Remove it.",
        )
    message, remedy = in_words(said)
    return "xml-syntax", message, remedy


def _expansion(source: bytes, line: int) -> tuple[str, str, str]:
    """What multiplies its text: entities, else attributes that each element has by default."""
    if b"<!ENTITY" not in source.replace(b"\0", b""):
        return (
            "xml-entities",
            "The default values of attributes in the DOCTYPE fill the document beyond all reason"
            f" (refused at line {line}).",
            "Take the <!ATTLIST …> out, or shorten its values.",
        )
    return (
        "xml-entities",
        f"The entities declared here expand beyond all reason (refused at line {line}).",
        "Replace the <!ENTITY …> declarations with the text they stand for.",
    )


def _part_in_entity(said: str, source: bytes) -> re.Match[bytes] | None:
    """The declaration in the file of an entity whose text is not well-formed by itself."""
    if not re.search(f"{_MISMATCH}|{_PREMATURE}|Start Tag", said):
        return None
    for declared in re.finditer(_INTERNAL, source):
        text = html.unescape(declared[2].decode("utf-8", "replace"))
        if "<" in text:
            try:
                etree.fromstring(f"<x>{re.sub('&[^;]*;', '', text)}</x>", _STRICT)
            except etree.XMLSyntaxError:
                return declared
    return None


def _of_entity(part: re.Match[bytes]) -> tuple[str, str, str]:
    name = part[1].decode("utf-8", "replace")
    return (
        "xml-entities",
        f"The entity &{name}; holds a part of an element: a tag that it does not close.",
        f"Write the text in place of &{name};, or let it hold whole elements (XML §4.3.2).",
    )


def _ends_in_a_tag(source: bytes, line: int) -> bool:
    """Whether the parser stopped in the last line, and that line in a tag."""
    end = source.rstrip()
    return line > end.count(b"\n") and end.rfind(b"<") > end.rfind(b">")


def undeclared_entity(name: str, source: bytes = b"") -> tuple[str, str, str]:
    """Code, message and remedy for a reference to an entity of which `source` has no text."""
    text = source.replace(b"\0", b"").decode("utf-8", "replace")
    if declared := re.search(_EXTERNAL % re.escape(name), text):
        of_dtd, file = declared[1], declared[2][:80]
        if of_dtd:
            return (
                "xml-entity",
                f"The entities in “{file}” (%{name};) are not known: no other file is ever read.",
                "Resolve the entities first (xmllint --noent FILE > NEW), then build from that.",
            )
        return (
            "xml-entity",
            f"The entity &{name}; stands for “{file}”, and no other file is ever read.",
            f"Write the text itself in place of &{name};, or use xi:include.",
        )
    if re.search(_DECLARED % re.escape(name), text):
        return (
            "xml-entity",
            f"The DOCTYPE uses the parameter entity %{name};, which is not read.",
            f"Take %{name}; out of the DOCTYPE; TEI P5 needs none.",
        )
    if "<TEI.2" in text or "<teiCorpus.2" in text:
        return (
            "xml-entity",
            f"This is TEI P4, and the entity &{name}; is declared in its DTD, which is not read.",
            "Convert it to P5 first, for example with the TEI Consortium's p4top5.xsl.",
        )
    return (
        "xml-entity",
        f"The entity &{name}; is not declared in this file.",
        f"Write the character itself in place of &{name};, or declare it in the DOCTYPE.",
    )


def _encoding(said: str, source: bytes) -> tuple[str, str, str]:
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return (
            "xml-encoding",
            "The file begins as UTF-16, and is not UTF-16 throughout.",
            "Save the file as UTF-8.",
        )
    if source.startswith(_EBCDIC):
        return (
            "xml-encoding",
            "The file is in EBCDIC, which is not read.",
            "Save the file as UTF-8.",
        )
    declared = re.match(_DECLARED_ENCODING, source)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        name = declared[1].decode("ascii", "replace")
        bad = _bad_byte(source, name)
        why = f"{bad} is none of it" if bad else said
        return (
            "xml-encoding",
            f"The file says that its encoding is “{name}”: {why}.",
            'Save the file as UTF-8, and write encoding="UTF-8" in its first line.',
        )
    if bad := _bad_byte(source, "utf-8"):
        return (
            "xml-encoding",
            f"{bad[0].upper()}{bad[1:]} is not valid UTF-8.",
            "Save the file as UTF-8, or state its real encoding in the XML declaration.",
        )
    return "xml-encoding", f"The file cannot be decoded: {said}.", "Save the file as UTF-8."


_EBCDIC = "<?xm".encode("cp037")


def _bad_byte(source: bytes, encoding: str) -> str:
    """The first byte that is no character in this encoding, and its line; "" if there is none."""
    try:
        source.decode(encoding)
    except UnicodeDecodeError as fault:
        line = source.count(b"\n", 0, fault.start) + 1
        return f"the byte 0x{source[fault.start]:02X} at line {line}"
    except (LookupError, ValueError):
        pass
    return ""


def _character(value: str) -> str:
    number = int(value, 16) if value.startswith("0") and len(value) > 1 else _decimal(value)
    return f"The character U+{number:04X}"


def _decimal(value: str) -> int:
    return int(value) if value.isdigit() else int(value, 16)

"""What libxml2 says of a file that is not XML, said so that a person can mend it."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from pipeline.finding import Finding, Severity

_MISMATCH = re.compile(r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)")
_PREMATURE = re.compile(r"Premature end of data in tag (\S+) line (\d+)")
_UNDECLARED = re.compile(r"Entity '([^']+)' not defined")
_BAD_CHARACTER = re.compile(r"(?:invalid xmlChar value|Char 0x|invalid Char value) ?(\w+)")
_WIDTH = 76


def diagnose(
    log: etree._ListErrorLog, error: etree.XMLSyntaxError, source: bytes, path: Path
) -> Finding:
    """The finding for a file that the parser's `log` says is not well-formed (XML 1.0 §2.1)."""
    line, column, said = _first_entry(log, error)
    code, message, remedy = _explain(said, line, source)
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


def _explain(said: str, line: int, source: bytes) -> tuple[str, str, str]:
    if source.startswith(b"PK\x03\x04"):
        return (
            "xml-syntax",
            "This is a ZIP archive, not XML.",
            "Unpack it, and name the XML file inside.",
        )
    if "amplification" in said:
        return (
            "xml-entities",
            f"The entities declared here expand beyond all reason (refused at line {line}).",
            "Replace the nested <!ENTITY …> declarations with the text they stand for.",
        )
    if match := _MISMATCH.search(said):
        opened, opened_at, closed = match.groups()
        return (
            "xml-syntax",
            f"<{opened}>, opened at line {opened_at}, is closed by </{closed}>.",
            f"Close <{opened}> before </{closed}>, or remove one of the two tags.",
        )
    if match := _PREMATURE.search(said):
        return (
            "xml-syntax",
            f"The file ends while <{match[1]}>, opened at line {match[2]}, is still open.",
            "The file is cut short: fetch it again, or close what is open.",
        )
    if match := _UNDECLARED.search(said):
        return undeclared_entity(match[1])
    if "encoding" in said.lower() or "bytes" in said.lower():
        return _encoding(said, source)
    if match := _BAD_CHARACTER.search(said):
        return (
            "xml-character",
            f"{_character(match[1])} is not allowed in XML (§2.2).",
            "Remove it.",
        )
    if "Start tag expected" in said or "Document is empty" in said:
        return (
            "xml-syntax",
            "The file has no root element: it is empty, or it is not XML.",
            "Name a TEI-XML file.",
        )
    return (
        "xml-syntax",
        f"The file is not well-formed XML: {said}.",
        "Mend the markup at this place.",
    )


def undeclared_entity(name: str) -> tuple[str, str, str]:
    """Code, message and remedy for a reference to an entity that nothing declares."""
    return (
        "xml-entity",
        f"The entity &{name}; is not declared in this file.",
        f"Write the character itself in place of &{name};, or declare it in the DOCTYPE.",
    )


def _encoding(said: str, source: bytes) -> tuple[str, str, str]:
    try:
        source.decode("utf-8")
    except UnicodeDecodeError as fault:
        bad = source[fault.start]
        at = source.count(b"\n", 0, fault.start) + 1
        return (
            "xml-encoding",
            f"The byte 0x{bad:02X} at line {at} is not valid UTF-8.",
            "Save the file as UTF-8, or state its real encoding in the XML declaration.",
        )
    return "xml-encoding", f"The file cannot be decoded: {said}.", "Save the file as UTF-8."


def _character(value: str) -> str:
    number = int(value, 16) if value.startswith("0") and len(value) > 1 else _decimal(value)
    return f"The character U+{number:04X}"


def _decimal(value: str) -> int:
    return int(value) if value.isdigit() else int(value, 16)

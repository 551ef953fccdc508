"""The schema as a page for people: `python -m pipeline.checks.schema_docs SCHEMA.rng > PAGE.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from pipeline.checks.expected import expected_in
from pipeline.tei.xml import parse_xml

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_DOC = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_EXAMPLE = "{http://www.tei-c.org/ns/Examples}egXML"
_KINDS = {
    "ID": "a name of its own",
    "language": "a language tag",
    "anyURI": "a pointer or an address",
    "NMTOKEN": "a word",
    "nonNegativeInteger": "a number",
}
_HEAD = """\
# What may stand where

The masters of this project are TEI P5 with fewer elements, and less freedom in them, than TEI
allows: whatever this schema accepts, TEI accepts. `edition check` validates a master against the
schemas that its first lines name:

```xml
<?xml-model href="schema/edition.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>
<?xml-model href="schema/edition.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>
```

This page is made from `source/schema/edition.rng`; the rules at its end from `edition.sch`.
"""


def schema_page(path: Path) -> str:
    """The page in Markdown, with the Schematron rules that lie beside the grammar."""
    schema = parse_xml(path.read_bytes(), path)
    parts = [_HEAD]
    shared = next(schema.iter(f"{_RNG}define"))
    parts.append(f"Every element may have: {_attributes(shared)}.\n")
    for group in schema.iterfind(f"{_RNG}div"):
        parts.append(f"## {group.findtext(_DOC)}\n")
        for element in group.iter(f"{_RNG}element"):
            parts.append(_element(schema, element))
    rules = path.with_suffix(".sch")
    if rules.is_file():
        parts.append("## Rules\n")
        parts += _rules(parse_xml(rules.read_bytes(), rules))
    return "\n".join(parts).rstrip() + "\n"


def _element(schema: etree._Element, element: etree._Element) -> str:
    name = element.get("name", "")
    inside = expected_in(schema, name)
    text = any(_has_text(schema, child) for child in element)
    may = [*(["text"] if text else []), *(f"`{each}`" for each in inside)]
    lines = [f"### `{name}`\n", element.findtext(_DOC) or "", ""]
    shared = next(schema.iter(f"{_RNG}define"))
    own = _attributes(
        element, frozenset(a.get("name", "") for a in shared.iter(f"{_RNG}attribute"))
    )
    if own:
        lines.append(f"Attributes: {own}.\n")
    lines.append(f"Inside: {', '.join(may) or 'nothing'}.\n")
    lines.append(f"```xml\n{element.findtext(_EXAMPLE)}\n```\n")
    return "\n".join(lines)


def _has_text(schema: etree._Element, pattern: etree._Element) -> bool:
    if pattern.tag in {f"{_RNG}text", f"{_RNG}mixed"}:
        return True
    if pattern.tag == f"{_RNG}ref" and pattern.get("name") in {"words", "prose"}:
        return True
    nested = pattern.tag not in {f"{_RNG}attribute", f"{_RNG}optional"}
    return nested and any(_has_text(schema, child) for child in pattern)


def _attributes(owner: etree._Element, besides: frozenset[str] = frozenset()) -> str:
    said = []
    for attribute in owner.iter(f"{_RNG}attribute"):
        name, parent = attribute.get("name", ""), attribute.getparent()
        if name not in besides:
            needed = parent is not None and parent.tag != f"{_RNG}optional"
            said.append(f"`@{name}`{' (needed)' if needed else ''}: {_value(attribute)}")
    return "; ".join(said)


def _value(attribute: etree._Element) -> str:
    values = [value.text or "" for value in attribute.iter(f"{_RNG}value")]
    if values:
        return ", ".join(values)
    if attribute.find(f"{_RNG}ref[@name='when']") is not None:
        return "a date, as 1936 or 1936-05-17"
    kind = next(attribute.iter(f"{_RNG}data"), None)
    said = _KINDS.get(kind.get("type", ""), "text") if kind is not None else "text"
    return f"{said}, or several" if attribute.find(f"{_RNG}list") is not None else said


def _rules(rules: etree._Element) -> Iterator[str]:
    for said in rules.iter("{http://purl.oclc.org/dsdl/schematron}assert"):
        words = (said.text or "") + "".join(f"…{child.tail or ''}" for child in said)
        yield f"- {' '.join(words.split())}"


if __name__ == "__main__":
    sys.stdout.write(schema_page(Path(sys.argv[1])))

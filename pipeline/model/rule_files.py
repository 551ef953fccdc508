"""A rule file is read: a TEI ODD, of which the `elementSpec`s with processing models count.

TEI Guidelines 22 and 23.3: what belongs to a schema stands in its
`schemaSpec`, or in a `specGrp` to which a `specGrpRef` there points. A file
without a `schemaSpec` is a collection of rules, and all of them count.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from pipeline.customization import named_by, source_of
from pipeline.finding import EditionError, Finding, Severity
from pipeline.tei.names import TEI, XML_ID, local_name, tei
from pipeline.tei.places import place_of
from pipeline.tei.warning import warning
from pipeline.tei.xml import parse_xml

_SPEC, _GROUP, _REFERENCE = tei("elementSpec"), tei("specGrp"), tei("specGrpRef")
_OF_TEI = ("tei:", "p5subset")  # a source that has no processing models to give


class RuleFile(NamedTuple):
    """The `elementSpec`s of a rule file by element name, and what is not followed in it."""

    path: Path
    specs: dict[str, list[etree._Element]]
    findings: list[Finding]


@lru_cache(maxsize=8)
def read_rule_file(path: Path) -> etree._Element:
    """The root of a rule file. Raises `EditionError` when it cannot be read."""
    try:
        return parse_xml(path.read_bytes(), path)
    except OSError as error:
        raise EditionError(
            Finding(
                "odd-read",
                Severity.ERROR,
                f"The rule file cannot be read: {error.strerror}.",
                path,
                remedy="Check `odd` in edition.toml.",
            )
        ) from None


@lru_cache(maxsize=8)
def read_specs(path: Path) -> RuleFile:
    """The rules of a file. Raises `EditionError` when there are none."""
    root = read_rule_file(path)
    schemas = list(root.iter(tei("schemaSpec")))
    file = RuleFile(path, {}, [])
    namespace = schemas[0].get("ns", TEI) if schemas else TEI
    for spec in _specs_of(schemas[0], file) if schemas else root.iter(_SPEC):
        if spec.get("ns", namespace) == TEI:
            file.specs.setdefault(spec.get("ident", ""), []).append(spec)
    file.findings.extend(_not_followed(schemas, path))
    if not file.specs and named_by(source_of(path), path) is None:
        raise EditionError(
            Finding(
                "odd-empty",
                Severity.ERROR,
                "There is no elementSpec for an element of TEI in this file"
                f" (its root is <{local_name(root.tag)}>).",
                *place_of(root, path),
                "A rule file is a TEI ODD with processing models."
                if root.tag != local_name(root.tag)
                else f'Write xmlns="{TEI}" on the <{root.tag}>.',
            )
        )
    return file


def _specs_of(schema: etree._Element, file: RuleFile) -> Iterator[etree._Element]:
    """The `elementSpec`s in a schema, in its groups and in those that it refers to, once each."""
    groups = {group.get(XML_ID, ""): group for group in schema.getroottree().iter(_GROUP)}
    agenda, seen = [schema], {schema}
    while agenda:
        for each in agenda.pop(0).iter(_SPEC, _REFERENCE):
            if each.tag == _SPEC:
                yield each
                continue
            target = each.get("target", "")
            group = groups.get(target.removeprefix("#"))
            if group is not None and group not in seen:
                agenda.append(group)
                seen.add(group)
            elif not target.startswith("#"):
                file.findings.append(
                    unsupported(
                        each,
                        file.path,
                        f"The rules in “{target}” are not read: they stand in another file.",
                        "Name that file as the @source of the schemaSpec.",
                    )
                )


def _not_followed(schemas: list[etree._Element], path: Path) -> Iterator[Finding]:
    for other in schemas[1:]:
        if next(other.iter(_SPEC, _REFERENCE), None) is not None:
            yield unsupported(
                other,
                path,
                f"The rules of the schema “{other.get('ident', '')}” are not read: only those of"
                " the first schemaSpec are.",
                "Put them into a file of their own.",
            )
    source = schemas[0].get("source", "") if schemas else ""
    if source and not any(each in source for each in _OF_TEI) and named_by(source, path) is None:
        yield unsupported(
            schemas[0],
            path,
            f"The rules of “{source}”, on which this file builds, are not read:"
            " there is no such file beside it.",
            "Put it there; until then the rules of this program stand below.",
        )


def unsupported(element: etree._Element, path: Path, message: str, remedy: str) -> Finding:
    """What a rule file asks for that is not done."""
    return warning("odd-unsupported", message, path, element, remedy)

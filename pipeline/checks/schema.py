"""A master against the schemas that its `<?xml-model?>` names (W3C, "Associating Schemas").

RELAX NG in XML is validated by lxml, Schematron by lxml's ISO Schematron; the
compact syntax and the messages of RELAX NG come from Jing (which EPUBCheck
brings) where the extra `checks` is installed. A schema is read only from the
folder of the master; an address on the network is not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree, isoschematron  # type: ignore[attr-defined]

from pipeline.checks import jing
from pipeline.checks.expected import expected_in
from pipeline.checks.schema_files import refuse_far_files, without_reading
from pipeline.finding import EditionError, Finding, Severity
from pipeline.tei.names import line_of
from pipeline.tei.xml import parse_xml

if TYPE_CHECKING:
    from pipeline.tei.parse import Master

RELAXNG = "http://relaxng.org/ns/structure/1.0"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_MODEL = re.compile(r"<\?xml-model\s+(.*?)\?>", re.DOTALL)
_PSEUDO = re.compile(r"([\w-]+)\s*=\s*([\"'])(.*?)\2", re.DOTALL)
_NETWORK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_ELEMENT = re.compile(r"(?:element|Element) \{?(?:[^}\s]*\})?([\w.-]+)")
_MOST = 200
_REMEDY = "docs/schema.md says what may stand where, if the schema is this project's."


@dataclass(frozen=True, slots=True)
class _Model:
    """A schema that the master names: where, and of which kind."""

    href: str
    kind: str  # relaxng, compact or schematron
    line: int


def check_schema(master: Master) -> list[Finding]:
    """What the schemas of `master` find in it; nothing where it names none."""
    findings: list[Finding] = []
    for model in _models(master.source):
        path = _local(model, master)
        if isinstance(path, Finding):
            findings.append(path)
        elif path is not None:
            findings += _validate(master, model, path)
    return findings


def has_schema(master: Master) -> bool:
    """Whether the master names a schema that is at hand."""
    return any(isinstance(_local(model, master), Path) for model in _models(master.source))


def _models(source: bytes) -> Iterator[_Model]:
    prolog = source[: source.find(b"<TEI")].decode("utf-8", "replace")
    for found in _MODEL.finditer(prolog):
        said = {name: value for name, _, value in _PSEUDO.findall(found[1])}
        href, types = said.get("href", ""), said.get("schematypens", "")
        compact = said.get("type") == "application/relax-ng-compact-syntax"
        if types == SCHEMATRON or (not types and href.endswith(".sch")):
            kind = "schematron"
        elif compact or href.endswith(".rnc"):
            kind = "compact"
        elif types == RELAXNG or (not types and href.endswith(".rng")):
            kind = "relaxng"
        else:
            continue
        yield _Model(href, kind, prolog.count("\n", 0, found.start()) + 1)


def _local(model: _Model, master: Master) -> Path | Finding | None:
    """The file of the schema, below the master's folder; None for an address elsewhere."""
    if _NETWORK.match(model.href) or not model.href:
        return None
    folder = master.path.resolve().parent
    path = (folder / unquote(model.href)).resolve()
    if not path.is_relative_to(folder):
        return None
    if path.is_file():
        return path
    message = f"the schema {model.href}, which the document names, is not there"
    return Finding("schema-missing", Severity.WARNING, message, master.path, model.line, 1,
                   "Put it there, or correct the <?xml-model?>.")  # fmt: skip


def _validate(master: Master, model: _Model, path: Path) -> list[Finding]:
    try:
        folder = master.path.resolve().parent
        refuse_far_files(path, folder, compact=model.kind == "compact")
        if model.kind == "compact":
            return _by_jing(master, path, compact=True)
        schema = parse_xml(path.read_bytes(), path)
        if model.kind == "schematron":
            return _by_schematron(master, schema)
        return _by_relaxng(master, schema, path)
    except EditionError as error:
        return list(error.findings)
    except (etree.LxmlError, OSError) as error:
        said = str(error).strip().split("\n")[0]
        message = f"the schema cannot be used: {said}"
        remedy = "Only XSLT 1 can be read in Schematron, and no other file by its rules."
        return [Finding("schema-unusable", Severity.WARNING, message, path, remedy=remedy)]


def _by_relaxng(master: Master, schema: etree._Element, path: Path) -> list[Finding]:
    tree = etree.ElementTree(schema)
    tree.docinfo.URL = path.as_uri()
    validator = etree.RelaxNG(tree)
    if validator.validate(etree.ElementTree(master.root)):
        return []
    better = _by_jing(master, path) if jing.is_there() and jing.can_read(master) else []
    return better or list(_plain(master, schema, validator))


def _by_jing(master: Master, path: Path, *, compact: bool = False) -> list[Finding]:
    if not jing.is_there():
        message = "not validated: the compact syntax needs Jing, which is not installed"
        remedy = 'Install what the checks need: python -m pip install "tei-edition[checks]"'
        return [Finding("schema-not-checked", Severity.WARNING, message, path, remedy=remedy)]
    said = jing.validate(master, path, compact=compact)
    return [
        Finding("schema-invalid", Severity.ERROR, each.message, master.path, each.line, each.column,
                _REMEDY)
        for each in said[:_MOST]
    ]  # fmt: skip


def _plain(master: Master, schema: etree._Element, validator: etree.RelaxNG) -> Iterator[Finding]:
    """Without Jing: where libxml2 stops, and what the schema lets stand there."""
    by_line: dict[int, list[etree._Element]] = {}
    for element in master.root.iter("*"):
        by_line.setdefault(line_of(element), []).append(element)
    seen = set()
    for error in list(validator.error_log)[:_MOST]:
        found = _ELEMENT.search(error.message)
        name = found[1] if found else ""
        here = by_line.get(error.line, [])
        named = [e for e in here if etree.QName(e).localname == name]
        element = (named or here or [master.root])[0]
        if element in seen:
            continue
        seen.add(element)
        said = error.message.strip()
        parent = element.getparent()
        if parent is not None and (allowed := expected_in(schema, etree.QName(parent).localname)):
            inside = etree.QName(parent).localname
            said += f"; inside <{inside}> the schema lets stand: {', '.join(allowed)}"
        place = master.place_of(element)
        yield Finding("schema-invalid", Severity.ERROR, said, *place, _REMEDY)


def _by_schematron(master: Master, schema: etree._Element) -> list[Finding]:
    validator = isoschematron.Schematron(schema, store_xslt=True)
    report = without_reading(validator.validator_xslt)(etree.ElementTree(master.root))
    findings = []
    for said in report.iter(f"{_SVRL}failed-assert", f"{_SVRL}successful-report"):
        words = " ".join("".join(map(str, said.itertext())).split())
        found = master.root.xpath(said.get("location", "/*"))
        element = found[0] if isinstance(found, list) and found else master.root
        severe = said.get("role", "error") in {"error", "fatal"}
        severity = Severity.ERROR if severe else Severity.WARNING
        if isinstance(element, etree._Element):
            findings.append(Finding("schema-rule", severity, words, *master.place_of(element)))
    return findings[:_MOST]

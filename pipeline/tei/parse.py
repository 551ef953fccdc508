"""Reading: a path becomes a `Master`."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from pipeline.finding import EditionError, Finding, Severity, of_each_kind
from pipeline.tei.bounds import leave_out_long_attributes
from pipeline.tei.header.reading import read_metadata
from pipeline.tei.includes import resolve_includes
from pipeline.tei.interventions import Intervention, find_interventions
from pipeline.tei.kinds import HTML_PAGE, vocabulary_of
from pipeline.tei.metadata import Metadata
from pipeline.tei.mistaken_encoding import mistaken_encoding
from pipeline.tei.names import TEI, XML_ID, declared_ids, line_of, local_name, tei, with_ids
from pipeline.tei.places import Place, place_of, place_of_doctype
from pipeline.tei.structure import structural_warnings
from pipeline.tei.styles import active_styles
from pipeline.tei.values import doubtful_values
from pipeline.tei.warning import warning
from pipeline.tei.windows_1252 import mend_controls
from pipeline.tei.xml import parse_xml

_LARGEST = 200 * 2**20
_ROOTS = (tei("TEI"), tei("teiCorpus"))
_ROOT_NAMES = {local_name(root).lower(): local_name(root) for root in _ROOTS}
_WITH_TEXT = (tei("text"), tei("sourceDoc"), tei("standOff"))


class Master(NamedTuple):
    """A trusted TEI tree with what the other rooms need to know of it.

    `ids` are all its `xml:id`s; `interventions` pairs each record with its element,
    in document order; `files` names the file of each included root; `included` are the bytes of
    every file that was included, `sought` those that were not there.
    """

    path: Path
    root: etree._Element
    source: bytes
    metadata: Metadata
    ids: frozenset[str] = frozenset()
    interventions: tuple[tuple[etree._Element, Intervention], ...] = ()
    findings: tuple[Finding, ...] = ()
    files: Mapping[etree._Element, Path] = MappingProxyType({})
    included: Mapping[Path, bytes] = MappingProxyType({})
    sought: tuple[Path, ...] = ()

    def file_of(self, element: etree._Element) -> Path:
        """The file in which `element` stands: the master, or a file it includes."""
        if self.files:
            for node in (element, *element.iterancestors()):
                if node in self.files:
                    return self.files[node]
        return self.path

    def place_of(self, element: etree._Element, attribute: str = "") -> Place:
        """Where the start tag of `element` begins, or an attribute in it."""
        return place_of(element, self.file_of(element), attribute)


def read_master(path: Path) -> Master:
    """Read the TEI document at `path`, with the files of its folder that it includes.

    Raises `EditionError` when there is no such file, when it is not
    well-formed XML, and when it is not a TEI P5 document with a text.
    """
    source = _read(path)
    root = parse_xml(source, path)
    require_tei(root, path)
    included = resolve_includes(root, path, parse_xml)
    _require_text(root, path)
    too_long = leave_out_long_attributes(root, path)
    mended = mend_controls(root, (source, *included.read.values()), path)
    metadata, header_findings = read_metadata(root, path)
    declared = declared_ids(root)
    ids = frozenset(declared)
    findings = [
        *included.findings,
        *too_long,
        *mended,
        *header_findings,
        *mistaken_encoding(source, path),
        *(each for file, read in included.read.items() for each in mistaken_encoding(read, file)),
        *_external_dtd(root, path),
        *(_duplicate_ids(root, path) if len(ids) < len(declared) else ()),
        *doubtful_values(root, ids, path),
        *structural_warnings(root, path),
        *active_styles(root, path),
    ]
    return Master(
        path,
        root,
        source,
        metadata,
        ids,
        find_interventions(root, ids),
        tuple(of_each_kind(findings)),
        included.files,
        included.read,
        tuple(included.sought),
    )


def _read(path: Path) -> bytes:
    """The bytes of the master: an ordinary file that fits in memory with what is made of it."""
    try:
        path.name.encode()
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError
        if not stat.S_ISREG(status.st_mode):
            message = "This is a pipe or a device, not a file."
            remedy = "Save the document in a file, and name that."
        elif status.st_size > _LARGEST:
            message = f"The file is larger than {_LARGEST // 2**20} MB."
            remedy = "Divide it, for example into the parts of a teiCorpus."
        else:
            return path.read_bytes()
    except UnicodeError:
        message, remedy = "The name of the file is not in UTF-8.", "Rename it."
    except FileNotFoundError:
        message, remedy = "There is no such file.", "Check the name and the folder."
    except IsADirectoryError:
        message, remedy = "This is a folder, not a file.", "Name the TEI-XML file in it."
    except OSError as error:
        message, remedy = f"The file cannot be read: {error.strerror}.", "Check its permissions."
    raise EditionError(Finding("file-read", Severity.ERROR, message, path, remedy=remedy))


def require_tei(root: etree._Element, path: Path) -> None:
    """Raise `EditionError` where the root element is not one of TEI P5."""
    if root.tag in _ROOTS:
        return
    name = local_name(root.tag)
    namespace = str(root.tag).rpartition("}")[0].removeprefix("{")
    if name in {"TEI.2", "teiCorpus.2"}:
        message = f"This is TEI P4 (its root is <{name}>), not P5."
        remedy = "Convert it to P5 first, for example with the TEI Consortium's p4top5.xsl."
    elif name == "html":
        message = "This is an HTML page (its root is <html>), not TEI."
        remedy = HTML_PAGE.remedy
    elif name in {"TEI", "teiCorpus"} and namespace:
        message = f"The root <{name}> is in the namespace “{namespace}”, which is not TEI's."
        remedy = f'Write xmlns="{TEI}" on the root element.'
    elif name in {"TEI", "teiCorpus"}:
        message = f"The root <{name}> is in no namespace."
        remedy = f'Write xmlns="{TEI}" on the root element.'
    elif right := _ROOT_NAMES.get(name.lower()):
        message = f"The root element is <{name}>, and TEI writes it <{right}>: XML tells capitals."
        remedy = f"Write <{right}>, and the other names as the Guidelines do: <p>, <div>, <lb>."
    else:
        message = f"The root element is <{name[:80]}>, not <TEI> or <teiCorpus>."
        remedy = "Only TEI P5 documents can be read."
        if vocabulary := vocabulary_of(name, namespace):
            message = f"This is {vocabulary} (its root is <{name[:80]}>), not TEI."
            remedy = "Convert it to TEI P5 first: TEIGarage, for one, reads many formats."
        if namespace == TEI:
            remedy = f"Put the <{name[:80]}> into a whole document: <TEI>, with a <teiHeader>."
    at = *place_of(root, path), remedy
    raise EditionError(Finding("tei-root", Severity.ERROR, message, *at))


def _require_text(root: etree._Element, path: Path) -> None:
    if next(root.iter(*_WITH_TEXT), None) is not None:
        return
    place, message = root, "There is no <text> in this document, and no <sourceDoc>."
    remedy = "Put the text into <text><body>…</body></text> after the teiHeader."
    if (elsewhere := next(root.iter("{*}text"), None)) is not None:
        place, message = elsewhere, "The <text> is not in the namespace of TEI."
        remedy = f'Write xmlns="{TEI}" on it, or take another xmlns from it.'
    at = *place_of(place, path), remedy
    raise EditionError(Finding("tei-no-text", Severity.ERROR, message, *at))


def _external_dtd(root: etree._Element, path: Path) -> list[Finding]:
    """What a DTD elsewhere would add (default attributes, entities) is not known here."""
    address = root.getroottree().docinfo.system_url  # type: ignore[attr-defined]
    if not address:
        return []
    return [
        Finding(
            "xml-external-dtd",
            Severity.WARNING,
            f"The DTD “{address[:80]}” is not read: only what the file itself says counts.",
            *place_of_doctype(path),
            "Take the external identifier out of the DOCTYPE; TEI P5 needs none.",
        )
    ]


def _duplicate_ids(root: etree._Element, path: Path) -> list[Finding]:
    first: dict[str, etree._Element] = {}
    findings = []
    for element in with_ids(root):
        name = element.get(XML_ID, "")
        if name not in first:
            first[name] = element
            continue
        said = f'xml:id="{name}" stands here and at line {line_of(first[name])}.'
        remedy = "Give one of the two another name; links lead to the first."
        findings.append(warning("tei-duplicate-id", said, path, element, remedy, "xml:id"))
    return findings

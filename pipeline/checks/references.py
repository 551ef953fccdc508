"""Every pointer of a master arrives (TEI att.pointing, att.global.linking; Guidelines 17.2).

A pointer is followed as far as the document itself: to an `xml:id`, and
through a private URI scheme that a `prefixDef` declares (17.2.3). Addresses
on the network are never looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from pipeline.finding import Finding, Severity
from pipeline.tei.names import XML_ID, tei

if TYPE_CHECKING:
    from pipeline.tei.parse import Master

_TEI = tei("")
SHOWN = 5

# Attributes whose values are pointers wherever they stand (teidata.pointer).
_POINTERS = frozenset(
    "target targetEnd ref resp corresp who wit source ana sameAs copyOf next prev synch exclude "
    "select decls facs hand rendition spanTo change edRef scheme inst mutual active passive parts "
    "feats fVal new origin calendar period datingPoint datingMethod since follow adj adjFrom adjTo "
    "toWhom perf location domains mergedIn script datcat valueDatcat targetDatcat".split()
)
# The same, on these elements only: elsewhere they hold dates, keys, words.
_POINTERS_OF = {
    "app": frozenset(("from", "to")),
    "span": frozenset(("from", "to")),
    "arc": frozenset(("from", "to")),
    "node": frozenset(("value",)),
    "iNode": frozenset(("value",)),
    "leaf": frozenset(("value",)),
}
# Here an attribute of that name holds something else (a name, a number, a free text).
_NOT_POINTERS = {
    "change": frozenset(("change",)),
    "gi": frozenset(("scheme",)),
    "att": frozenset(("scheme",)),
    "val": frozenset(("scheme",)),
    "tag": frozenset(("scheme",)),
    "code": frozenset(("scheme",)),
    "locus": frozenset(("scheme",)),
    "scriptNote": frozenset(("script",)),
    "handNote": frozenset(("script",)),
    "handShift": frozenset(("script",)),
    "param": frozenset(("value",)),
}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_XPOINTER = re.compile(r"(xpath|left|right|range|string-range|match|xpointer|element|path)\(")
_NAME = re.compile(r"[^\W\d][\w.-]*")
_REPEATED_GROUP = re.compile(r"\)[*+?{]")
_LONGEST = 200  # characters of a private pointer that are matched against a document's own pattern
_LONGEST_REPLACEMENT = 2_000
_MOST_IDS = 500  # among which a likely one is looked for
_LOOKS_LIKE_FILE = re.compile(r"\.[A-Za-z0-9]{1,5}$")


@dataclass(frozen=True, slots=True)
class _Prefix:
    """A private URI scheme (TEI 17.2.3)."""

    pattern: str
    replacement: str

    def expanded(self, rest: str) -> str | None:
        """The pointer that `rest`, after the colon, stands for; None where it does not match."""
        is_endless = len(rest) > _LONGEST or len(self.replacement) > _LONGEST_REPLACEMENT
        if is_endless or _REPEATED_GROUP.search(self.pattern):
            return ""  # matching could take for ever; nothing can be said
        try:
            match = re.fullmatch(self.pattern, rest)
        except re.error:
            return ""  # a pattern of XPath that Python does not read: nothing can be said
        if match is None:
            return None
        return re.sub(r"\$(\d)", lambda found: _group(match, int(found[1])), self.replacement)


def _group(match: re.Match[str], number: int) -> str:
    return (match[number] or "") if number <= match.re.groups else ""


@dataclass(slots=True)
class _Targets:
    """What the pointers of one document can reach."""

    ids: frozenset[str]
    prefixes: dict[str, list[_Prefix]] = field(default_factory=dict)


def check_references(master: Master) -> list[Finding]:
    """Pointers of the master that lead nowhere; of many that fail alike, the first."""
    targets = _targets(master.root)
    by_pointer: dict[tuple[str, str], list[Finding]] = {}
    for element, attribute, pointer in _pointers(master.root):
        problem = _problem(pointer, targets)
        if problem is None:
            continue
        said, remedy, code = problem
        finding = Finding(
            code,
            Severity.WARNING,
            f"@{attribute} of <{etree.QName(element).localname}> {said}.",
            *master.place_of(element, attribute),
            remedy,
        )
        by_pointer.setdefault((code, pointer), []).append(finding)
    return [finding for group in by_pointer.values() for finding in _few(group)]


def _few(findings: list[Finding]) -> list[Finding]:
    """One finding for many pointers that fail alike, with the lines of the first few others."""
    if len(findings) <= 2:
        return findings
    first = findings[0]
    lines = ", ".join(str(finding.line) for finding in findings[1 : SHOWN + 1])
    more = ", …" if len(findings) > SHOWN + 1 else ""
    others = f" (and so in {len(findings) - 1} other places: lines {lines}{more})."
    return [first._replace(message=first.message.removesuffix(".") + others)]


def _targets(root: etree._Element) -> _Targets:
    ids = frozenset(element.get(XML_ID, "") for element in root.iterfind(f".//*[@{XML_ID}]"))
    own = root.get(XML_ID)
    targets = _Targets(ids | {own} if own else ids)
    for definition in root.iter(tei("prefixDef")):
        prefix = _Prefix(
            definition.get("matchPattern", "(.*)"), definition.get("replacementPattern", "")
        )
        targets.prefixes.setdefault(definition.get("ident", ""), []).append(prefix)
    return targets


def _pointers(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Every pointer, with the element and the attribute that hold it."""
    for element in root.iter(tei("*")):
        if not element.attrib:
            continue
        name = str(element.tag)[len(_TEI) :]
        more = _POINTERS_OF.get(name, frozenset())
        less = _NOT_POINTERS.get(name, frozenset())
        for attribute, value in element.attrib.items():
            key = str(attribute)
            if (key in _POINTERS and key not in less) or key in more:
                for pointer in str(value).split():
                    yield element, key, pointer


def _problem(pointer: str, targets: _Targets) -> tuple[str, str, str] | None:
    """What is wrong with a pointer, what to do about it, and the code; None if nothing is."""
    if pointer.startswith("#"):
        return _dangling(pointer, pointer, targets)
    scheme = _SCHEME.fullmatch(pointer)
    if scheme is not None:
        return _of_scheme(pointer, scheme[1], scheme[2], targets)
    if pointer in targets.ids and _NAME.fullmatch(pointer) and not _LOOKS_LIKE_FILE.search(pointer):
        return (
            f"is “{pointer}”, which names a file, while there is an xml:id “{pointer}” here",
            f"Write #{pointer}.",
            "ref-no-hash",
        )
    return None


def _dangling(shown: str, pointer: str, targets: _Targets) -> tuple[str, str, str] | None:
    name = unquote(pointer[1:])
    if not name or name in targets.ids or _XPOINTER.match(name):
        return None
    like = get_close_matches(name, targets.ids, 1) if len(targets.ids) < _MOST_IDS else []
    meant = f" Did you mean #{like[0]}?" if like else ""
    where = f"“{shown}”" if shown == pointer else f"“{shown}”, that is “{pointer}”,"
    return (
        f"points to {where} but nothing here has this xml:id",
        f"Give the element meant xml:id=“{name}”, or correct the pointer.{meant}",
        "ref-dangling",
    )


def _of_scheme(
    pointer: str, scheme: str, rest: str, targets: _Targets
) -> tuple[str, str, str] | None:
    definitions = targets.prefixes.get(scheme)
    if not definitions:
        return None  # an address, or a scheme explained elsewhere
    expansions = [each for prefix in definitions if (each := prefix.expanded(rest)) is not None]
    if not expansions:
        return (
            f"is “{pointer}”, which no matchPattern of the prefix “{scheme}” matches",
            f"Correct it, or the prefixDef of “{scheme}”.",
            "ref-prefix",
        )
    local = [each for each in expansions if each.startswith("#")]
    if len(local) < len(expansions):
        return None
    problems = [_dangling(pointer, each, targets) for each in local]
    return problems[0] if None not in problems else None

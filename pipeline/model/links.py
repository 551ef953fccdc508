"""Links: only to places that exist in the book, and only by schemes that do no harm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from pipeline.model.book import ids_in
from pipeline.model.references import SIGN, References
from pipeline.model.xhtml import PHRASING, plain_tag, qualified
from pipeline.tei.names import tei
from pipeline.tei.pointers import work_named_by

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation

_SCHEMES = frozenset({"http", "https", "mailto", "ftp", "tel"})
_HOSTED = frozenset({"http", "https", "ftp"})
_PLAIN_PATTERN = re.compile(r"\^?[\w./:-]*\((?:\.|\[[\w\\^ .:/-]+\]|\\[wdS])[+*]\)[\w./:-]*\$?")
_UNSAFE = re.compile(r"""[\s<>"{}|\\^`\x00-\x20]""")
_UNSAFE_IN_PATH = re.compile(rf"{_UNSAFE.pattern}|[\[\]#]")
_AUTHORITY = re.compile("[^/?]*//[^/?]*")  # of an IPv6 host brackets are a part
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")  # RFC 3986, 3.1
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")  # RFC 3986, 2.1
_LONGEST = 2000
_LONGEST_LABEL = 63  # of a host: RFC 1034, 3.1


class Links:
    """Resolves `@target` and `@ref` when the whole book is known (TEI 17.1, 17.2.3)."""

    def __init__(self, run: Interpretation) -> None:
        self._run = run
        self._inner: list[tuple[etree._Element, str, etree._Element]] = []
        self._references = References(run.master.root, run.policy)
        self._prefixes = _prefixes(run.master.root)

    def point(self, link: etree._Element, target: str, element: etree._Element) -> None:
        """Let `link`, just made, lead to `target`, the value of an attribute of `element`."""
        first = target.split()[0] if target.split() else ""
        if first.startswith("#") or first in self._run.ids.declared:
            self._inner.append((link, first.removeprefix("#"), element))
            return
        address = self.outside(first, element)
        if address:
            link.set("href", address)
        else:
            unlink(link)

    def outside(self, target: str, element: etree._Element) -> str:
        """`target` as an address outside the book; "" where there is none to go to."""
        address = self._expanded(target)
        named = _SCHEME.match(address)
        scheme = named[1].lower() if named else ""
        if len(address) > _LONGEST or (scheme in _HOSTED and not _has_host(address)):
            return self._refused(address, element)
        if scheme in _SCHEMES:
            return _escaped(address)
        if scheme:
            self._run.warn(
                "link-scheme",
                f"A link to “{address[:60]}” is left as plain text.",
                element,
                "Only http, https, mailto, ftp and tel links are made.",
            )
        return ""

    def _refused(self, address: str, element: etree._Element) -> str:
        self._run.warn(
            "link-address",
            f"“{address[:60]}” is no address on the web: it is left as plain text.",
            element,
            "Write it as https://example.org/page.",
        )
        return ""

    def _expanded(self, target: str) -> str:
        prefix, colon, rest = target.partition(":")
        for pattern, replacement in self._prefixes.get(prefix, ()) if colon else ():
            match = pattern.fullmatch(rest)
            if match and len(replacement) + replacement.count("$1") * len(match[1]) <= _LONGEST:
                return replacement.replace("$1", match[1])
        return target

    def finish(self, register: frozenset[str]) -> None:
        """Write the inner links, now that it is known what the book contains, with its register."""
        if not self._inner:
            return
        present = self._present() | register
        for link, name, element in self._inner:
            identifier = self._run.notes.id_of(name) or self._run.ids.allotted.get(name, "")
            identifier = identifier or (name if name in register else "")
            is_alone = not element.text and not len(element)
            label = self._references.to(name) if is_alone and link.text == SIGN else ""
            if (link.tail or "").startswith("."):
                label = label.removesuffix(".")
            if identifier in present:
                link.text = label or link.text
                link.set("href", f"#{identifier}")
                continue
            unlink(link)
            if label:
                link.text = label if label != SIGN else work_named_by(element) or None
            if name not in self._run.ids.declared:
                self._run.warn(
                    "link-dangling",
                    f"“#{name[:80]}” points at nothing in this document.",
                    element,
                    "Correct the pointer, or add the xml:id to its target.",
                )

    def _present(self) -> frozenset[str]:
        top = self._run.flow.cursor.getroottree().getroot()
        return ids_in(top, *(note.content for note in self._run.notes.notes))


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removesuffix(".")
        labels = host.split(".")
        is_name = "%" not in host and all(0 < len(each) <= _LONGEST_LABEL for each in labels)
        return is_name and (parts.port is None or parts.port >= 0)
    except ValueError:
        return False


def _escaped(address: str) -> str:
    """The address with what may not stand in it as %xx (RFC 3986, 2.1 and 3.2 to 3.5)."""
    start, sign, fragment = _BARE_PERCENT.sub("%25", address).partition("#")
    host = _AUTHORITY.match(start)
    end = host.end() if host else 0
    return (
        _in_bytes(_UNSAFE, start[:end])
        + _in_bytes(_UNSAFE_IN_PATH, start[end:])
        + sign
        + _in_bytes(_UNSAFE_IN_PATH, fragment)
    )


def _in_bytes(unsafe: re.Pattern[str], part: str) -> str:
    return unsafe.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), part)


def unlink(link: etree._Element) -> None:
    """Make a link that leads nowhere an ordinary phrase."""
    if link.tag == qualified("a"):
        parent = link.getparent()
        inline = parent is None or all(plain_tag(child) in PHRASING for child in link)
        link.tag = qualified("span" if inline else "div")
    if link.get("href") is not None:
        del link.attrib["href"]


def _prefixes(root: etree._Element) -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """The `prefixDef`s whose pattern is one plain group: others could take for ever to match."""
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for definition in root.iter(tei("prefixDef")):
        pattern = definition.get("matchPattern", "")
        if _PLAIN_PATTERN.fullmatch(pattern):
            found.setdefault(definition.get("ident", ""), []).append(
                (re.compile(pattern), definition.get("replacementPattern", ""))
            )
    return found

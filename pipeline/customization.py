"""Which rule files an edition goes by: its own, and those that it says it builds on.

A customization names the one that it starts from as `schemaSpec/@source`
(TEI Guidelines 23.3). Read with the standard library alone: a build asks
this before it knows whether there is anything to do.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

_SCHEMA = "http://www.tei-c.org/ns/1.0 schemaSpec"


def rule_files(odd: Path | None) -> tuple[Path, ...]:
    """The rule file `odd` and the files it builds on, the lowest first; none that is not there."""
    files: list[Path] = []
    known: set[Path] = set()
    while odd is not None and odd.resolve() not in known:
        known.add(odd.resolve())
        files.insert(0, odd)
        odd = named_by(source_of(odd), odd)
    return tuple(files)


def named_by(source: str, odd: Path) -> Path | None:
    """The file that a `@source` in the rule file `odd` names, in the folder of `odd` or below."""
    try:
        named = urlsplit(source)
        if not named.path or named.scheme or named.netloc:
            return None
        path = odd.parent / unquote(named.path)
        is_inside = path.resolve().is_relative_to(odd.parent.resolve())
        return path if is_inside and path.is_file() else None
    except (OSError, ValueError):  # what no file is called
        return None


def source_of(odd: Path) -> str:
    """The `@source` of the first `schemaSpec` in a rule file.

    "" also where the file cannot be read; reading its rules will tell why.
    """
    named: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == _SCHEMA:
            named.append(attributes.get("source", ""))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    try:
        parser.Parse(odd.read_bytes(), True)
    except (OSError, ValueError, expat.ExpatError):
        return ""
    return named[0] if named else ""

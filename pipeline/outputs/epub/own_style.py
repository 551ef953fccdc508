"""A style sheet of the edition's own, as an EPUB may carry it: it asks for nothing outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.finding import Finding, Severity

_WITHIN = ("#", "data:")


class OwnStyle(NamedTuple):
    """The bytes of a style sheet, and what was taken out of it."""

    data: bytes
    findings: tuple[Finding, ...] = ()


def own_style(path: Path) -> OwnStyle:
    """The style sheet at `path` without imports, and without the addresses of other files.

    Nothing but the style sheet itself is packed, and a reader is not to be sent into the
    network (EPUB 3.3, 3.6). One that has none stays as it is, byte for byte.
    """
    from tinycss2 import parse_stylesheet_bytes, serialize

    data = path.read_bytes()
    rules, _ = parse_stylesheet_bytes(data)
    kept = [rule for rule in rules if not _is_import(rule)]
    found = [_finding(path, rule, "@import") for rule in rules if _is_import(rule)]
    found += [_finding(path, token, token.value) for token in _take_out(kept)]
    if not found:
        return OwnStyle(data)
    in_order = tuple(sorted(found, key=lambda each: (each.line, each.column)))
    return OwnStyle(serialize(kept).encode("utf-8"), in_order)


def _is_import(rule: Any) -> bool:
    return bool(rule.type == "at-rule" and rule.lower_at_keyword == "import")


def _take_out(nodes: list[Any]) -> Iterator[Any]:
    """The addresses in these nodes, each of which is `none` afterwards."""
    from tinycss2.ast import IdentToken

    waiting = [nodes]
    while waiting:
        for place, node in enumerate(within := waiting.pop()):
            address = _address(node)
            if address is not None and not address.value.startswith(_WITHIN):
                within[place] = IdentToken(node.source_line, node.source_column, "none")
                yield address
            parts = (getattr(node, name, None) for name in ("prelude", "content", "arguments"))
            waiting += [part for part in parts if part]


def _address(node: Any) -> Any:
    """The token that holds an address, of `url(x)` or `url("x")` (CSS Values 4, 4.5)."""
    if node.type == "url":
        return node
    if node.type == "function" and node.lower_name in {"url", "src"}:
        return next((each for each in node.arguments if each.type == "string"), None)
    return None


def _finding(path: Path, node: Any, address: str) -> Finding:
    message = f"“{address[:60]}” leads out of the style sheet: no EPUB carries it; it is left out"
    remedy = "Write the rules of an imported sheet into this one; leave fonts and images out."
    place = node.source_line, node.source_column
    return Finding("style-address", Severity.WARNING, message, path, *place, remedy)

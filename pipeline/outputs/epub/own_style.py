"""A style sheet of the edition's own, as an EPUB may carry it: it asks for nothing outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.finding import Finding, Severity

_WITHIN = ("#", "data:")
_OF_DOCUMENTS = frozenset({"direction", "unicode-bidi"})


class OwnStyle(NamedTuple):
    """The bytes of a style sheet, and what was taken out of it."""

    data: bytes
    findings: tuple[Finding, ...] = ()


def own_style(path: Path) -> OwnStyle:
    """The style sheet at `path` without imports, without the addresses of other files.

    Nothing but the style sheet itself is packed, and a reader is not to be sent into the
    network (EPUB 3.3, 3.6). Nor is there what EPUB forbids: the direction of writing, which is
    the document's. A style sheet that has none of these stays as it is, byte for byte.
    """
    from tinycss2 import parse_stylesheet_bytes, serialize

    data = path.read_bytes()
    rules, _ = parse_stylesheet_bytes(data)
    kept = [rule for rule in rules if not _is_import(rule)]
    found = [_finding(path, rule, "@import") for rule in rules if _is_import(rule)]
    found += [_finding(path, token, token.value) for token in _take_out(kept)]
    found += [_direction(path, token) for token in _take_out_directions(kept)]
    if not found:
        return OwnStyle(data)
    in_order = tuple(sorted(found, key=lambda each: (each.line, each.column)))
    return OwnStyle(serialize(kept).encode("utf-8"), in_order)


def _is_import(rule: Any) -> bool:
    return bool(rule.type == "at-rule" and rule.lower_at_keyword == "import")


def _take_out(nodes: list[Any]) -> Iterator[Any]:
    """The addresses in these nodes, each of which is `none` afterwards."""
    from tinycss2.ast import IdentToken

    for within in _lists(nodes):
        for place, node in enumerate(within):
            address = _address(node)
            if address is not None and not address.value.startswith(_WITHIN):
                within[place] = IdentToken(node.source_line, node.source_column, "none")
                yield address


def _take_out_directions(nodes: list[Any]) -> Iterator[Any]:
    """The names of properties of the direction of writing, whose declarations are taken out."""
    for within in _lists(nodes):
        kept: list[Any] = []
        for part in _parts(within):
            if _property(part) in _OF_DOCUMENTS:
                yield next(filter(_is_meant, part))
            else:
                kept += part
        within[:] = kept


def _lists(nodes: list[Any]) -> Iterator[list[Any]]:
    """These nodes, and all lists of nodes within them."""
    waiting = [nodes]
    while waiting:
        yield (within := waiting.pop())
        for node in within:
            parts = (getattr(node, name, None) for name in ("prelude", "content", "arguments"))
            waiting += [part for part in parts if part]


def _parts(tokens: list[Any]) -> list[list[Any]]:
    """The declarations and rules among the tokens of a block, each to its semicolon or brace."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        parts[-1].append(token)
        if token == ";" or token.type == "{} block":
            parts.append([])
    return parts


def _property(part: list[Any]) -> str:
    """The property that is declared, or ""."""
    name, colon, *_ = [*filter(_is_meant, part), None, None]
    return str(name.lower_value) if colon == ":" and name.type == "ident" else ""


def _is_meant(token: Any) -> bool:
    return token.type not in ("whitespace", "comment")


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


def _direction(path: Path, name: Any) -> Finding:
    message = f"“{name.value}” is left out: no style sheet of an EPUB says which way it is written"
    remedy = "The language (xml:lang) and @dir of the TEI say it; the output has their direction."
    place = name.source_line, name.source_column
    return Finding("style-direction", Severity.WARNING, message, path, *place, remedy)

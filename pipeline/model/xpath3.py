"""The XPath of rules that is more than XPath 1.0: XPath 3.1, evaluated by elementpath.

An edition depends on its sources alone, so what would read a clock, another
file, the network or the machine is no function here. `$parameters` and
`$get()` are what TEI Publisher gives its rules: the options of a call, of
which there are none, and the node of the master that a node is.
"""

from __future__ import annotations

import locale
from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any

from elementpath import ElementPathError, XPathContext, XPathFunction, get_node_tree
from elementpath.collations import UNICODE_CODEPOINT_COLLATION
from elementpath.xpath31 import XPath31Parser
from lxml import etree

from pipeline.tei.names import TEI

_GIVEN = "let $parameters := map {}, $get := function($node) { $node } return ("


class _Parser(XPath31Parser):
    """XPath 3.1 without the functions that reach beyond the document."""


for _name in (
    "available-environment-variables base-uri collection current-date current-dateTime"
    " current-time default-language doc doc-available document-uri environment-variable"
    " function-lookup generate-id implicit-timezone json-doc load-xquery-module parse-xml"
    " parse-xml-fragment random-number-generator static-base-uri transform unparsed-text"
    " unparsed-text-available unparsed-text-lines uri-collection"
).split():
    _Parser.unregister(_name)


class XPath3:
    """Compiles expressions against one document."""

    def __init__(
        self, root: etree._Element, functions: Mapping[str, Callable[..., bool | str]]
    ) -> None:
        self._tree = get_node_tree(root.getroottree())
        self._functions = functions

    def compiled(
        self, expression: str, namespaces: Mapping[str, str]
    ) -> Callable[[etree._Element], list[Any]]:
        """`expression` as a sequence of nodes, strings, numbers and truth values.

        Raises `ValueError`, and so does what it gives.
        """
        parser = _Parser(
            namespaces=dict(namespaces),
            default_namespace=TEI,
            default_collation=UNICODE_CODEPOINT_COLLATION,  # else it is the machine's
        )
        for name, function in self._functions.items():
            parser.external_function(_of_nodes(function), name, "e")
        given = f"{_GIVEN}{expression})" if "$" in expression else f"({expression})"
        try:
            token = parser.parse(given)
        except ElementPathError as error:
            raise ValueError(str(error)) from error

        def sequence(element: etree._Element) -> list[Any]:
            try:
                found = token.get_results(XPathContext(self._tree, item=element))
            except (ElementPathError, locale.Error) as error:  # of a collation that is not here
                raise ValueError(str(error)) from error
            return list(map(_item, found if isinstance(found, list) else [found]))

        return sequence


def _item(item: Any) -> Any:
    """A node or a value; a document is known by its root. Raises `ValueError` for a function."""
    if isinstance(item, XPathFunction):
        raise ValueError("a function or a map is no text")
    return item.getroot() if isinstance(item, etree._ElementTree) else item


def _of_nodes(function: Callable[..., bool | str]) -> Callable[..., bool | str]:
    if len(signature(function).parameters) == 1:
        return lambda node: node is not None and function(node.elem)
    return lambda node, word: node is not None and function(node.elem, word)

"""The XPath of rules that is more than XPath 1.0: XPath 3.1, evaluated by elementpath.

An edition depends on its sources alone, so what would read a clock, another
file, the network or the machine is no function here. `$parameters` and
`$get()` are what TEI Publisher gives its rules: the options of a call, of
which there are none, and the node of the master that a node is.
"""

from __future__ import annotations

import locale
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from inspect import signature
from typing import Any

from elementpath import ElementPathError, XPathContext, XPathFunction, get_node_tree
from elementpath.collations import UNICODE_CODEPOINT_COLLATION
from elementpath.xpath31 import XPath31Parser
from lxml import etree

from pipeline.tei.names import TEI

_MOST_TIME = 5  # seconds of the processor, for one expression at one element
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
            with _bounded():
                token = parser.parse(given)
        except ElementPathError as error:
            raise ValueError(str(error)) from error
        endless: list[ValueError] = []

        def sequence(element: etree._Element) -> list[Any]:
            if endless:
                raise endless[0]
            try:
                with _bounded():
                    found = token.get_results(XPathContext(self._tree, item=element))
            except _EndlessError as error:  # and it is not tried again
                endless.append(error)
                raise
            except (ElementPathError, locale.Error) as error:  # of a collation that is not here
                raise ValueError(str(error)) from error
            return list(map(_item, found if isinstance(found, list) else [found]))

        return sequence


class _EndlessError(ValueError):
    """An expression that takes more than there is."""


class _ExhaustedError(BaseException):
    """No `Exception`: elementpath makes its own of those."""


@contextmanager
def _bounded() -> Iterator[None]:
    """Raise `ValueError` for what takes too much memory, or time where a timer can interrupt it."""
    try:
        if threading.current_thread() is threading.main_thread() and os.name == "posix":
            with _timed():
                yield
        else:
            yield
    except _ExhaustedError:
        raise _EndlessError(f"it takes more than {_MOST_TIME} seconds") from None
    except MemoryError:
        raise _EndlessError("it takes more memory than there is") from None


@contextmanager
def _timed() -> Iterator[None]:
    def end(*_signal: object) -> None:
        raise _ExhaustedError

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, _MOST_TIME)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _item(item: Any) -> Any:
    """A node or a value; a document is known by its root. Raises `ValueError` for a function."""
    if isinstance(item, XPathFunction):
        raise ValueError("a function or a map is no text")
    return item.getroot() if isinstance(item, etree._ElementTree) else item


def _of_nodes(function: Callable[..., bool | str]) -> Callable[..., bool | str]:
    if len(signature(function).parameters) == 1:
        return lambda node: node is not None and function(node.elem)
    return lambda node, word: node is not None and function(node.elem, word)

"""Predicates of the common shapes as Python closures: a tenth of the price of an XPath evaluation.

They make up most of every rule file: `@rend='italic'`, `parent::list`,
`not(@type)`, `e:rend(., 'bold')`, joined by `and` and `or`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from pipeline.model.rend import Looks
from pipeline.tei.names import tei

Predicate = Callable[[etree._Element], bool]


def common_predicate(
    parts: list[str], functions: Mapping[str, Predicate], looks: Looks
) -> Predicate | None:
    """The closure for an expression in its tokens; None where it has another shape."""
    try:
        return _Common(parts, functions, looks).compiled()
    except _NotCommon:
        return None


class _Common:
    """A parser for predicates of the common shapes."""

    def __init__(self, parts: list[str], functions: Mapping[str, Predicate], looks: Looks) -> None:
        self._parts = parts
        self._looks = looks
        self._functions = functions
        self._at = 0

    def compiled(self) -> Predicate:
        predicate = self._either()
        if self._at < len(self._parts):
            raise _NotCommon
        return predicate

    def _next(self) -> str:
        if self._at >= len(self._parts):
            raise _NotCommon
        self._at += 1
        return self._parts[self._at - 1]

    def _peek(self) -> str:
        return self._parts[self._at] if self._at < len(self._parts) else ""

    def _take(self, *expected: str) -> None:
        for token in expected:
            if self._next() != token:
                raise _NotCommon

    def _either(self) -> Predicate:
        return self._joined("or", self._both, _or)

    def _both(self) -> Predicate:
        return self._joined("and", self._atom, _and)

    def _joined(
        self,
        operator: str,
        part: Callable[[], Predicate],
        join: Callable[[Predicate, Predicate], Predicate],
    ) -> Predicate:
        first = part()
        while self._peek() == operator:
            self._next()
            first = join(first, part())
        return first

    def _atom(self) -> Predicate:
        token = self._next()
        if token == "(":
            inner = self._either()
            self._take(")")
            return inner
        if token == "not":
            self._take("(")
            inner = self._either()
            self._take(")")
            return lambda element: not inner(element)
        if token == "@":
            return self._attribute()
        if token in {"parent", "ancestor", "child"} and self._peek() == "::":
            self._next()
            return self._axis(token, self._name(self._next()))
        if token in self._functions:
            self._take("(", ".", ")")
            return self._functions[token]
        if token == "e:rend":
            return self._rend()
        return self._axis("child", self._name(token))

    def _rend(self) -> Predicate:
        self._take("(", ".", ",")
        look, looks_of = self._next()[1:-1], self._looks.of
        self._take(")")
        return lambda element: look in looks_of(element)

    def _name(self, token: str) -> str:
        name = token.removeprefix("tei:")
        if not re.fullmatch(r"[A-Za-z][\w-]*", name) or name in {
            "true",
            "false",
            "self",
            "text",
            "node",
        }:
            raise _NotCommon
        if self._peek() in {"(", "/", "[", "::", "//", "=", "!=", "|", "<", ">"}:
            raise _NotCommon
        return tei(name)

    def _axis(self, axis: str, tag: str) -> Predicate:
        if self._peek() in {"/", "[", "//", "=", "!=", "|"}:
            raise _NotCommon
        if axis == "parent":
            return lambda element: (above := element.getparent()) is not None and above.tag == tag
        if axis == "ancestor":
            return lambda element: next(element.iterancestors(tag), None) is not None
        return lambda element: element.find(tag) is not None

    def _attribute(self) -> Predicate:
        name = self._next()
        if ":" in name:
            if not name.startswith("xml:"):
                raise _NotCommon
            name = "{http://www.w3.org/XML/1998/namespace}" + name[4:]
        if self._peek() in {"=", "!=", "eq", "ne"}:
            operator, literal = self._next(), self._next()
            if literal[0] not in "\"'":
                raise _NotCommon
            wanted = literal[1:-1]
            if operator in {"=", "eq"}:
                return lambda element: element.get(name) == wanted
            return lambda element: (value := element.get(name)) is not None and value != wanted
        if self._peek() in {"<", ">", "[", "/"}:
            raise _NotCommon
        return lambda element: element.get(name) is not None


class _NotCommon(Exception):  # noqa: N818 - never leaves this module
    pass


def _or(first: Predicate, second: Predicate) -> Predicate:
    return lambda element: first(element) or second(element)


def _and(first: Predicate, second: Predicate) -> Predicate:
    return lambda element: first(element) and second(element)

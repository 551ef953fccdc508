"""Predicates and parameters of rules, compiled once per element name.

The shapes that make up most of every rule file (`@rend='italic'`,
`parent::list`, `not(@type)`, joined by `and` and `or`) become Python
closures, a tenth of the price of an XPath evaluation; the rest is XPath.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from pipeline.model.rend import Looks
from pipeline.model.surroundings import Surroundings
from pipeline.model.xpath import tokens, translated
from pipeline.tei.names import NAMESPACES, tei, text_in

EDITION = "urn:tei-edition:functions"
Predicate = Callable[[etree._Element], bool]
Value = Callable[[etree._Element], Any]


class Compiler:
    """Compiles the XPath of rules against the surroundings of one document."""

    def __init__(self, surroundings: Surroundings, looks: Looks) -> None:
        self._functions: dict[str, Predicate] = {
            "e:phrase": surroundings.stands_in_phrase,
            "e:quoted": surroundings.is_quoted,
            "e:has-text": surroundings.has_text,
            "e:unpointed": surroundings.is_unpointed,
            "e:adjoins": surroundings.is_adjoining,
            "e:touches": surroundings.touches,
            "e:called": surroundings.is_called,
        }
        self._extensions: dict[tuple[str | None, str], Callable[..., Any]] = {
            **_SUPPLIED,
            (EDITION, "rend"): lambda _, nodes, look: any(look in looks.of(node) for node in nodes),
            **{
                (EDITION, name.removeprefix("e:")): _on_nodes(function)
                for name, function in self._functions.items()
            },
        }
        self._namespaces = {**NAMESPACES, "e": EDITION}
        self._looks = looks

    def predicate(self, expression: str) -> Predicate:
        """`expression` as a truth value. Raises `UnsupportedXPathError`, `etree.XPathError`."""
        if simple := _Simple(tokens(expression), self._functions, self._looks).compiled():
            return simple
        evaluate = self.xpath(f"boolean({translated(expression)})")
        return lambda element: bool(evaluate(element))

    def value(self, expression: str) -> Value:
        """`expression` as nodes, a string, a number or a truth value."""
        parts = tokens(expression)
        if len(parts) == 1 and parts[0][0] in "\"'":
            literal = parts[0][1:-1]
            return lambda _: literal
        if len(parts) == 2 and parts[0] == "@" and ":" not in parts[1]:
            name = parts[1]
            return lambda element: element.get(name, "")
        return self.xpath(translated(expression))

    def xpath(self, expression: str) -> Value:
        """`expression`, already XPath 1.0, compiled by lxml."""
        return etree.XPath(
            expression,
            namespaces=self._namespaces,
            extensions=self._extensions,
            smart_strings=False,
        )


class _Simple:
    """A parser for predicates of the common shapes; gives None for anything else."""

    def __init__(self, parts: list[str], functions: Mapping[str, Predicate], looks: Looks) -> None:
        self._parts = parts
        self._looks = looks
        self._functions = functions
        self._at = 0

    def compiled(self) -> Predicate | None:
        try:
            predicate = self._either()
        except _NotSimple:
            return None
        return predicate if self._at == len(self._parts) else None

    def _next(self) -> str:
        if self._at >= len(self._parts):
            raise _NotSimple
        self._at += 1
        return self._parts[self._at - 1]

    def _peek(self) -> str:
        return self._parts[self._at] if self._at < len(self._parts) else ""

    def _take(self, *expected: str) -> None:
        for token in expected:
            if self._next() != token:
                raise _NotSimple

    def _either(self) -> Predicate:
        first = self._both()
        while self._peek() == "or":
            self._next()
            first = _or(first, self._both())
        return first

    def _both(self) -> Predicate:
        first = self._atom()
        while self._peek() == "and":
            self._next()
            first = _and(first, self._atom())
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
            raise _NotSimple
        if self._peek() in {"(", "/", "[", "::", "//", "=", "!=", "|", "<", ">"}:
            raise _NotSimple
        return tei(name)

    def _axis(self, axis: str, tag: str) -> Predicate:
        if self._peek() in {"/", "[", "//", "=", "!=", "|"}:
            raise _NotSimple
        if axis == "parent":
            return lambda element: (above := element.getparent()) is not None and above.tag == tag
        if axis == "ancestor":
            return lambda element: next(element.iterancestors(tag), None) is not None
        return lambda element: element.find(tag) is not None

    def _attribute(self) -> Predicate:
        name = self._next()
        if ":" in name:
            if not name.startswith("xml:"):
                raise _NotSimple
            name = "{http://www.w3.org/XML/1998/namespace}" + name[4:]
        if self._peek() in {"=", "!=", "eq", "ne"}:
            operator, literal = self._next(), self._next()
            if literal[0] not in "\"'":
                raise _NotSimple
            wanted = literal[1:-1]
            if operator in {"=", "eq"}:
                return lambda element: element.get(name) == wanted
            return lambda element: (value := element.get(name)) is not None and value != wanted
        if self._peek() in {"<", ">", "[", "/"}:
            raise _NotSimple
        return lambda element: element.get(name) is not None


class _NotSimple(Exception):  # noqa: N818 - never leaves this module
    pass


def _or(first: Predicate, second: Predicate) -> Predicate:
    return lambda element: first(element) or second(element)


def _and(first: Predicate, second: Predicate) -> Predicate:
    return lambda element: first(element) and second(element)


def _on_nodes(function: Predicate) -> Callable[..., bool]:
    def called(_context: object, nodes: list[etree._Element]) -> bool:
        return any(function(node) for node in nodes if isinstance(node, etree._Element))

    return called


def _string(value: Any) -> str:
    if isinstance(value, list):
        return _string(value[0]) if value else ""
    if isinstance(value, etree._Element):
        return text_in(value)
    return value if isinstance(value, str) else str(value)


def _search(_: object, value: Any, pattern: str, flags: str = "") -> bool:
    return re.search(pattern, _string(value), re.IGNORECASE if "i" in flags else 0) is not None


_SUPPLIED: dict[tuple[str | None, str], Callable[..., Any]] = {
    (None, "exists"): lambda _, nodes: bool(nodes),
    (None, "empty"): lambda _, nodes: not nodes,
    (None, "string-join"): lambda _, nodes, separator="": separator.join(
        map(_string, nodes if isinstance(nodes, list) else [nodes])
    ),
    (None, "ends-with"): lambda _, value, end: _string(value).endswith(_string(end)),
    (None, "matches"): _search,
    (None, "replace"): lambda _, value, pattern, by: re.sub(
        pattern, re.sub(r"\$(\d)", r"\\\1", by), _string(value)
    ),
    (None, "lower-case"): lambda _, value: _string(value).lower(),
    (None, "upper-case"): lambda _, value: _string(value).upper(),
    (None, "tokenize"): lambda _, value, pattern=r"\s+": _as_nodes(
        re.split(pattern, _string(value).strip())
    ),
    (None, "data"): lambda _, value: _string(value),
    (None, "head"): lambda _, nodes: nodes[:1] if isinstance(nodes, list) else nodes,
    (None, "max"): lambda _, nodes: max((float(_string(node)) for node in nodes), default=0.0),
    (None, "min"): lambda _, nodes: min((float(_string(node)) for node in nodes), default=0.0),
    (None, "condition"): lambda _, condition, yes, no: yes if condition else no,
    (None, "abs"): lambda _, value: abs(float(_string(value) or 0)),
}


def _as_nodes(words: list[str]) -> list[etree._Element]:
    """XPath 1.0 knows no sequence of strings: each word becomes the text of an element."""
    nodes = []
    for word in words:
        node = etree.Element("token")
        node.text = word
        nodes.append(node)
    return nodes

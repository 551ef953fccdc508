"""Predicates and parameters of rules, compiled once per element name.

The shapes that make up most of every rule file (`@rend='italic'`,
`parent::list`, `not(@type)`, joined by `and` and `or`) become Python
closures, a tenth of the price of an XPath evaluation; the rest of XPath 1.0
is lxml's, and what is more than that elementpath's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from lxml import etree

from pipeline.model.changes_of_type import ChangesOfType
from pipeline.model.deleted_spans import DeletedSpans
from pipeline.model.inscriptions import Inscriptions
from pipeline.model.lemmata import Lemmata
from pipeline.model.quotation_parts import without_merging
from pipeline.model.rend import Looks
from pipeline.model.source_lines import SourceLines
from pipeline.model.surroundings import Surroundings
from pipeline.model.xpath import NotXPath1Error, tokens, translated
from pipeline.tei.apparatus import holds_entries, is_entry, is_listed
from pipeline.tei.names import NAMESPACES, tei, text_in
from pipeline.tei.quotation import QUOTATION_MARKS

if TYPE_CHECKING:
    from pipeline.model.xpath3 import XPath3

EDITION = "urn:tei-edition:functions"
Predicate = Callable[[etree._Element], bool]
Value = Callable[[etree._Element], Any]
Fault = Callable[[Exception], None]
# Compiling or evaluating what somebody wrote as XPath: the errors of both libraries.
_WRONG = (etree.XPathError, ArithmeticError, LookupError, MemoryError, NameError, RuntimeError,
          SyntaxError, TypeError, ValueError)  # fmt: skip

# Which mark it is, where the element is one of those that have marks.
_KINDS_OF_MARKS = frozenset(("double", "single", "double-quotes", "single-quotes"))


class XPathFaultError(ValueError):
    """An expression that no XPath processor here understands."""


class Compiler:
    """Compiles the XPath of rules against the surroundings of one document.

    What is compiled never fails: an expression that cannot be evaluated at an
    element is told to `fault`, and is false, or has no value.
    """

    def __init__(self, surroundings: Surroundings, looks: Looks) -> None:
        self._root = surroundings.root
        self._functions: dict[str, Predicate] = {
            "e:phrase": surroundings.stands_in_phrase,
            "e:quoted": surroundings.is_quoted,
            "e:has-text": surroundings.has_text,
            "e:ornament": surroundings.is_ornament,
            "e:unpointed": surroundings.is_unpointed,
            "e:adjoins": surroundings.is_adjoining,
            "e:touches": surroundings.touches,
            "e:glued": surroundings.is_glued,
            "e:shown-otherwise": partial(_is_shown_otherwise, looks),
            "e:unspaced": surroundings.is_unspaced,
            "e:called": surroundings.called_notes.has,
            "e:alone": surroundings.stands_alone,
            "e:deletion": DeletedSpans(surroundings.root).are_bounded_by,
            "e:listed": is_listed,
            "e:entry": is_entry,
            "e:entries": holds_entries,
            "e:source-line": SourceLines(surroundings.root, looks).has,
            "e:inscription": Inscriptions(surroundings.root).have,
            "e:change-of-type": ChangesOfType(surroundings.root, looks).has,
        }
        self._words: dict[str, Callable[[etree._Element], str]] = {
            "lemma": Lemmata(surroundings.root).of,
            "siglum": surroundings.siglum,
            "unit": surroundings.unit,
        }
        self._extensions: dict[tuple[str | None, str], Callable[..., Any]] = {
            (EDITION, "rend"): lambda _, nodes, look: any(look in looks.of(node) for node in nodes),
            **{(EDITION, name): _on_node(function) for name, function in self._words.items()},
            **{
                (EDITION, name.removeprefix("e:")): _on_nodes(function)
                for name, function in self._functions.items()
            },
        }
        self._looks = looks

    def predicate(self, expression: str, namespaces: Mapping[str, str], fault: Fault) -> Predicate:
        """`expression` as a truth value. Raises `XPathFaultError`."""
        try:
            parts = tokens(expression)
            if simple := _Simple(parts, self._functions, self._looks).compiled():
                return simple
            evaluate = self._xpath1(f"boolean({translated(parts)})", namespaces)
        except (NotXPath1Error, RecursionError, etree.XPathError):
            sequence = self._xpath3_of(f"boolean(({expression}))", namespaces)
            evaluate = lambda element: sequence(element)[0]  # noqa: E731

        def holds(element: etree._Element) -> bool:
            try:
                return bool(evaluate(element))
            except _WRONG as error:
                fault(error)
                return False

        return holds

    def value(self, expression: str, namespaces: Mapping[str, str], fault: Fault) -> Value:
        """`expression` as nodes, a string, a number or a truth value; None where it has none.

        Raises `XPathFaultError`.
        """
        try:
            parts = tokens(expression)
            if len(parts) == 1 and parts[0][0] in "\"'":
                literal = parts[0][1:-1]
                return lambda _: literal
            if len(parts) == 2 and parts[0] == "@" and ":" not in parts[1]:
                name = parts[1]
                return lambda element: element.get(name, "")
            evaluate = self._xpath1(translated(parts), namespaces)
        except (NotXPath1Error, etree.XPathError):
            evaluate = self._xpath3_of(expression, namespaces)

        def found(element: etree._Element) -> Any:
            try:
                return evaluate(element)
            except _WRONG as error:
                fault(error)
                return None

        return found

    def _xpath1(self, expression: str, namespaces: Mapping[str, str]) -> Value:
        return etree.XPath(
            expression,
            namespaces=_all(namespaces),
            extensions=self._extensions,
            smart_strings=False,
        )

    def _xpath3_of(self, expression: str, namespaces: Mapping[str, str]) -> Value:
        try:
            return self._xpath3.compiled(expression, _all(namespaces))
        except _WRONG as error:
            raise XPathFaultError(str(error)) from error

    @cached_property
    def _xpath3(self) -> XPath3:
        from pipeline.model.xpath3 import XPath3

        looks_of = self._looks.of
        own: dict[str, Callable[..., bool | str]] = {
            name.removeprefix("e:"): function for name, function in self._functions.items()
        }
        own |= self._words
        return XPath3(self._root, own | {"rend": lambda node, look: look in looks_of(node)})


def _all(namespaces: Mapping[str, str]) -> dict[str, str]:
    return {**namespaces, **NAMESPACES, "e": EDITION}


def as_string(value: object) -> str:
    """An XPath result as a string (XPath 1.0 §4.2)."""
    if isinstance(value, list):
        return as_string(value[0]) if value else ""
    if isinstance(value, etree._Element):
        return " ".join(text_in(value).split())
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, bool):
        return "true" if value else ""
    return value if isinstance(value, str) else str(value)


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


def _is_shown_otherwise(looks: Looks, element: etree._Element) -> bool:
    """Whether `@rend` says how something is shown, and that not by quotation marks."""
    rend = without_merging(element.get("rend", ""))
    if not rend or not QUOTATION_MARKS.isdisjoint(rend) or rend.casefold() in _KINDS_OF_MARKS:
        return False
    return looks.of(element).isdisjoint(("quoted", "inline"))


def _on_nodes(function: Predicate) -> Callable[..., bool]:
    def called(_context: object, nodes: list[etree._Element]) -> bool:
        return any(function(node) for node in nodes if isinstance(node, etree._Element))

    return called


def _on_node(function: Callable[[etree._Element], str]) -> Callable[..., str]:
    return lambda _context, nodes: function(nodes[0]) if nodes else ""

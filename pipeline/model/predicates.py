"""Predicates and parameters of rules, compiled once per element name.

The shapes that make up most of every rule file become Python closures (see
`common_predicates`); the rest of XPath 1.0 is lxml's, and what is more than
that elementpath's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from lxml import etree

from pipeline.model.changes_of_type import ChangesOfType
from pipeline.model.common_predicates import Predicate, common_predicate
from pipeline.model.deleted_spans import DeletedSpans
from pipeline.model.inscriptions import Inscriptions
from pipeline.model.lemmata import Lemmata
from pipeline.model.note_labels import leads_back
from pipeline.model.quotation_parts import without_merging
from pipeline.model.rend import Looks
from pipeline.model.source_lines import SourceLines
from pipeline.model.surroundings import Surroundings
from pipeline.model.xpath import NotXPath1Error, tokens, translated
from pipeline.tei.apparatus import differs_in_signs_only, holds_entries, is_entry, is_listed
from pipeline.tei.names import NAMESPACES, text_in
from pipeline.tei.pointers import key_in_sentence
from pipeline.tei.quotation import QUOTATION_MARKS

if TYPE_CHECKING:
    from pipeline.model.xpath3 import XPath3

EDITION = "urn:tei-edition:functions"
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
            "e:leads-back": leads_back,
            "e:alone": surroundings.stands_alone,
            "e:deletion": DeletedSpans(surroundings.root).are_bounded_by,
            "e:listed": is_listed,
            "e:alike": differs_in_signs_only,
            "e:entry": is_entry,
            "e:entries": holds_entries,
            "e:source-line": SourceLines(surroundings.root, looks).has,
            "e:inscription": Inscriptions(surroundings.root).have,
            "e:change-of-type": ChangesOfType(surroundings.root, looks).has,
        }
        self._words: dict[str, Callable[[etree._Element], str]] = {
            "key": key_in_sentence,
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
            if common := common_predicate(parts, self._functions, self._looks):
                return common
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

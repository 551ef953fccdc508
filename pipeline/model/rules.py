"""The rule file: a TEI ODD with processing models, compiled to a table by element name.

TEI Guidelines 22.5.4 ("The Processing Model"): `elementSpec` holds `model`,
`modelSequence` and `modelGrp`; the first model whose predicate holds is
applied. A later rule file overrides an earlier one element by element.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from lxml import etree

from pipeline.finding import EditionError, Finding, Severity
from pipeline.model.predicates import Compiler, Predicate, Value
from pipeline.model.rendition import safe_declarations
from pipeline.model.xpath import UnsupportedXPathError
from pipeline.tei.names import line_of, local_name, tei, text_in
from pipeline.tei.xml import parse_xml

_CONTENT = re.compile(r"""content\s*:(.*)""", re.DOTALL)
_CONTENT_PART = re.compile(r""""([^"]*)"|'([^']*)'|((?:open|close)-quote)""")
MARKS = frozenset({"open-quote", "close-quote"})
_MODELS = (tei("model"), tei("modelSequence"), tei("modelGrp"))
_OUR_OUTPUTS = frozenset(
    {"", "all", "web", "epub", "html", "print", "latex", "fo", "plain", "text"}
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of an element: one `model`, or the several of a `modelSequence`."""

    behaviour: str
    predicate: Predicate | None = None
    parameters: Mapping[str, Value] = field(default_factory=dict)
    css_class: str = ""
    source_rendition: bool = False
    separator: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    style: str = ""
    sequence: tuple[Rule, ...] = ()

    def value(self, name: str, element: etree._Element, default: str = "") -> str:
        """The parameter `name` as a string."""
        evaluate = self.parameters.get(name)
        return default if evaluate is None else as_string(evaluate(element))

    def nodes(self, name: str, element: etree._Element) -> list[etree._Element | str] | None:
        """The parameter `name` as nodes; None where the rule has no such parameter."""
        evaluate = self.parameters.get(name)
        if evaluate is None:
            return None
        found = evaluate(element)
        return found if isinstance(found, list) else [as_string(found)]


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


class RuleTable:
    """The rules of one or more rule files, compiled for an element when it is first met."""

    def __init__(self, files: Sequence[Path], compiler: Compiler) -> None:
        self._specs = [(path, _read_specs(path)) for path in files]
        self._compiler = compiler
        self._compiled: dict[str, tuple[Rule, ...]] = {}
        self.findings: list[Finding] = []

    def rules_for(self, name: str) -> tuple[Rule, ...]:
        """The rules for elements called `name`, in the order in which they are tried."""
        if name not in self._compiled:
            self._compiled[name] = self._compile(name)
        return self._compiled[name]

    def names(self) -> frozenset[str]:
        """Every element for which there is a rule."""
        return frozenset(name for _, specs in self._specs for name in specs)

    def _compile(self, name: str) -> tuple[Rule, ...]:
        rules: list[Rule] = []
        for path, specs in reversed(self._specs):
            for spec in specs.get(name, ()):
                rules += self._models(spec, path)
            if any(rule.predicate is None for rule in rules):
                break
        return tuple(rules)

    def _models(self, parent: etree._Element, path: Path, predicate: str = "") -> list[Rule]:
        found = []
        for model in parent:
            if model.tag not in _MODELS or not _is_for_us(model):
                continue
            condition = _joined(predicate, model.get("predicate", ""))
            if model.tag == tei("modelGrp"):
                found += self._models(model, path, condition)
            else:
                found += self._rule(model, path, condition)
        return found

    def _rule(self, model: etree._Element, path: Path, condition: str) -> list[Rule]:
        try:
            predicate = self._compiler.predicate(condition) if condition else None
            if model.tag == tei("modelSequence"):
                parts = tuple(self._models(model, path))
                return [Rule("sequence", predicate, sequence=parts)]
            return [self._single(model, predicate)]
        except (UnsupportedXPathError, etree.XPathError) as error:
            self.findings.append(_unsupported(model, path, condition, error))
            return []

    def _single(self, model: etree._Element, predicate: Predicate | None) -> Rule:
        parameters = {
            param.get("name", ""): self._compiler.value(param.get("value", "''"))
            for param in model.iterfind(tei("param"))
        }
        before = _content(model, "before")
        separator = before[0] if before and before[0].endswith(" ") else ""
        return Rule(
            behaviour=model.get("behaviour", "inline").partition("(")[0].strip(),
            predicate=predicate,
            parameters=parameters,
            css_class=model.get("cssClass", ""),
            source_rendition=model.get("useSourceRendition") == "true",
            separator=separator,
            before=before[1:] if separator else before,
            after=_content(model, "after"),
            style=_style(model),
        )


def _content(model: etree._Element, scope: str) -> tuple[str, ...]:
    """The strings and quotation-mark keywords of CSS's `content` (CSS Generated Content 3, 1.2)."""
    for rendition in model.iterfind(tei("outputRendition")):
        declared = _CONTENT.search(rendition.text or "")
        if rendition.get("scope") == scope and declared:
            parts = _CONTENT_PART.findall(declared[1])
            return tuple("".join(part) for part in parts if any(part))
    return ()


def _style(model: etree._Element) -> str:
    renditions = model.iterfind(tei("outputRendition"))
    own = (safe_declarations(each.text or "") for each in renditions if not each.get("scope"))
    return "; ".join(filter(None, own))


def _is_for_us(model: etree._Element) -> bool:
    return bool(_OUR_OUTPUTS & set(model.get("output", "").split() or [""]))


def _joined(outer: str, inner: str) -> str:
    return f"({outer}) and ({inner})" if outer and inner else outer or inner


def _unsupported(model: etree._Element, path: Path, condition: str, error: Exception) -> Finding:
    spec = next(model.iterancestors(tei("elementSpec")), None)
    name = spec.get("ident", "") if spec is not None else ""
    return Finding(
        "odd-xpath",
        Severity.WARNING,
        f"A rule for <{name}> is passed over: {error} ({condition or 'in a parameter'}).",
        path,
        line_of(model),
        1,
        "Write the rule in XPath 1.0.",
    )


@lru_cache(maxsize=8)
def read_rule_file(path: Path) -> etree._Element:
    """The root of a rule file. Raises `EditionError` when it cannot be read."""
    try:
        return parse_xml(path.read_bytes(), path)
    except OSError as error:
        raise EditionError(
            Finding(
                "odd-read",
                Severity.ERROR,
                f"The rule file cannot be read: {error.strerror}.",
                path,
                remedy="Check `odd` in edition.toml.",
            )
        ) from None


@lru_cache(maxsize=8)
def _read_specs(path: Path) -> dict[str, list[etree._Element]]:
    root = read_rule_file(path)
    specs: dict[str, list[etree._Element]] = {}
    for spec in root.iter(tei("elementSpec")):
        specs.setdefault(spec.get("ident", ""), []).append(spec)
    if not specs:
        raise EditionError(
            Finding(
                "odd-empty",
                Severity.ERROR,
                f"There is no elementSpec in this file (its root is <{local_name(root.tag)}>).",
                path,
                line_of(root),
                1,
                "A rule file is a TEI ODD with processing models.",
            )
        )
    return specs

"""The rules: the processing models of rule files, compiled to a table by element name.

TEI Guidelines 22.5.4 ("The Processing Model"): `elementSpec` holds `model`,
`modelSequence` and `modelGrp`; the first model whose predicate holds is
applied. A later rule file overrides an earlier one element by element.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from lxml import etree

from pipeline.finding import Finding
from pipeline.model.common_predicates import Predicate
from pipeline.model.predicates import Compiler, Value, XPathFaultError, as_string
from pipeline.model.rendition import safe_declarations
from pipeline.model.rule_files import read_specs, unsupported
from pipeline.tei.names import TEI, tei
from pipeline.tei.warning import warning

_CONTENT = re.compile(r"""content\s*:(.*)""", re.DOTALL)
_CONTENT_PART = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|((?:open|close)-quote)""")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
# What parts an element from the one before it, and so comes only where there is one.
_SEPARATOR = re.compile(r"[^\w\[({<]* ")
_CODE = re.compile(r"^.*\[err:\w+\] ", re.DOTALL)  # before what elementpath says is wrong
MARKS = frozenset({"open-quote", "close-quote"})
_PARAM = tei("param")
_MODELS = (tei("model"), tei("modelSequence"), tei("modelGrp"))
# The parameters that behaviours here ask for; others are of no consequence.
_ASKED = frozenset(
    "content default height label place scale serialise speaker tag type uri url width".split()
)

Medium = Literal["web", "print", "plain"]
MEDIA: dict[str, Medium] = {"epub": "web", "pdf": "print", "text": "plain"}  # by output format
# What `model/@output` says where it means one of them; "" is a model for all outputs.
_NAMES: dict[Medium, frozenset[str]] = {
    "web": frozenset({"", "all", "web", "epub", "html"}),
    "print": frozenset({"", "all", "print", "pdf"}),
    "plain": frozenset({"", "all", "plain", "plaintext", "text"}),
}


class Rule(NamedTuple):
    """What becomes of an element: one `model`, or the several of a `modelSequence`."""

    behaviour: str
    predicate: Predicate | None = None
    parameters: Mapping[str, Value] = MappingProxyType({})
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
        found = None if evaluate is None else evaluate(element)
        return default if found is None else as_string(found)

    def nodes(self, name: str, element: etree._Element) -> list[etree._Element | str] | None:
        """The parameter `name` as nodes; None where the rule has no such parameter."""
        evaluate = self.parameters.get(name)
        found = None if evaluate is None else evaluate(element)
        if found is None:
            return None
        return [
            each if isinstance(each, etree._Element) else as_string(each)
            for each in (found if isinstance(found, list) else [found])
        ]


class RuleTable:
    """The rules of one or more rule files, compiled for an element when it is first met.

    They are those for one `medium`: `web` for an EPUB, `print` for a PDF,
    `plain` for a text. `behaviours` are those that there are.
    """

    def __init__(
        self,
        files: Sequence[Path],
        compiler: Compiler,
        behaviours: Collection[str],
        medium: Medium = "web",
    ) -> None:
        self._files = [read_specs(path) for path in files]
        self._compiler = compiler
        self._behaviours = behaviours
        self._outputs = _NAMES[medium]
        self._compiled: dict[str, tuple[Rule, ...]] = {}
        self._faulty: set[etree._Element] = set()  # models and parameters already told of
        self.findings: list[Finding] = [each for file in self._files for each in file.findings]

    def rules_for(self, name: str) -> tuple[Rule, ...]:
        """The rules for elements called `name`, in the order in which they are tried."""
        if name not in self._compiled:
            self._compiled[name] = self._compile(name)
        return self._compiled[name]

    def names(self) -> frozenset[str]:
        """Every element for which there is a rule."""
        return frozenset(name for file in self._files for name in file.specs)

    def _compile(self, name: str) -> tuple[Rule, ...]:
        rules: list[Rule] = []
        for file in reversed(self._files):
            specs = file.specs.get(name, ())
            for spec in specs:
                rules += self._models(spec, file.path)
            replaces = any(spec.get("mode") == "replace" for spec in specs)
            if replaces or any(rule.predicate is None for rule in rules):
                break
        return tuple(rules)

    def _models(self, parent: etree._Element, path: Path, predicate: str = "") -> list[Rule]:
        found = []
        for model in parent:
            if model.tag not in _MODELS or self._outputs.isdisjoint(_outputs_of(model) or [""]):
                continue
            condition = _joined(predicate, model.get("predicate", "").strip())
            if model.tag == tei("modelGrp"):
                found += self._models(model, path, condition)
            else:
                found += self._rule(model, path, condition)
        return found

    def _rule(self, model: etree._Element, path: Path, condition: str) -> list[Rule]:
        behaviour = model.get("behaviour", "inline").partition("(")[0].strip()
        if behaviour not in self._behaviours:
            self._note(model, path, f"is passed over: there is no behaviour “{behaviour}” here")
            return []
        try:
            predicate = self._predicate(model, path, condition) if condition else None
        except XPathFaultError as error:
            self._fault(model, path, condition, error)
            return []
        if model.tag == tei("modelSequence"):
            parts = tuple(self._models(model, path))
            return [Rule("sequence", predicate, sequence=parts)] if parts else []
        for child in model:
            if etree.QName(child).namespace != TEI:
                name = etree.QName(child).localname
                self._note(model, path, f"is followed without its <{name}>, which is not TEI")
        return [self._single(model, path, behaviour, predicate)]

    def _predicate(self, model: etree._Element, path: Path, condition: str) -> Predicate:
        fault = partial(self._fault, model, path, condition)
        return self._compiler.predicate(condition, _prefixes(model), fault)

    def _single(
        self, model: etree._Element, path: Path, behaviour: str, predicate: Predicate | None
    ) -> Rule:
        before = _content(model, "before")
        separator = before[0] if before and _SEPARATOR.fullmatch(before[0]) else ""
        return Rule(
            behaviour=behaviour,
            predicate=predicate,
            parameters=self._parameters(model, path, behaviour),
            css_class=model.get("cssClass", ""),
            source_rendition=model.get("useSourceRendition") == "true",
            separator=separator,
            before=before[1:] if separator else before,
            after=_content(model, "after"),
            style=_style(model),
        )

    def _parameters(self, model: etree._Element, path: Path, behaviour: str) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for param in model.iterfind(_PARAM):
            name = param.get("name", "")
            if name not in _ASKED:
                continue
            expression = (param.get("value") or param.text or "").strip() or "''"
            fault = partial(self._fault, param, path, expression)
            try:
                value = self._compiler.value(expression, _prefixes(param), fault)
            except XPathFaultError as error:
                fault(error)
                continue
            is_shown = behaviour == "alternate" and name == "default"
            found["content" if is_shown else name] = value
        return found

    def _fault(
        self, element: etree._Element, path: Path, expression: str, error: Exception
    ) -> None:
        """Note an expression that nothing understands, or that fails at an element; once."""
        if element in self._faulty:
            return
        self._faulty.add(element)
        what = "parameter" if element.tag == _PARAM else "rule"
        said = f"A {what} for <{_subject(element)}> is passed over: {_CODE.sub('', str(error))}"
        message = f"{said.rstrip('.')} ({' '.join(expression.split())})."
        remedy = "Write it in XPath 3.1, without what reads a clock, another file or the network."
        self.findings.append(warning("odd-xpath", message, path, element, remedy))

    def _note(self, model: etree._Element, path: Path, what: str) -> None:
        message = f"A rule for <{_subject(model)}> {what}."
        remedy = "Write it with the behaviours of the TEI Guidelines (22.5.4)."
        self.findings.append(unsupported(model, path, message, remedy))


def distinguish_outputs(files: Sequence[Path]) -> bool:
    """Whether some rules of these files are for one kind of output only.

    Raises `EditionError` when a file cannot be read.
    """
    return any(
        _outputs_of(model)
        for path in files
        for specs in read_specs(path).specs.values()
        for spec in specs
        for model in spec.iter(_MODELS)
    )


def _outputs_of(model: etree._Element) -> list[str]:
    return model.get("output", "").split()


def _content(model: etree._Element, scope: str) -> tuple[str, ...]:
    """The strings and quotation-mark keywords of CSS's `content` (CSS Generated Content 3, 1.2)."""
    for rendition in model.iterfind(tei("outputRendition")):
        declared = _CONTENT.search(rendition.text or "")
        if rendition.get("scope") == scope and declared:
            parts = _CONTENT_PART.findall(declared[1])
            return tuple(_ESCAPE.sub(_unescaped, "".join(part)) for part in parts if any(part))
    return ()


def _unescaped(escape: re.Match[str]) -> str:
    """The character that an escape in a string of CSS stands for (CSS Syntax 3, 4.3.7)."""
    if escape[1] is None:
        return escape[2]
    code = int(escape[1], 16)
    is_character = 0x1F < code < 0xD800 or 0xDFFF < code < 0xFFFE or 0xFFFF < code < 0x110000
    return chr(code) if is_character else "\N{REPLACEMENT CHARACTER}"


def _style(model: etree._Element) -> str:
    renditions = model.iterfind(tei("outputRendition"))
    own = (safe_declarations(each.text or "") for each in renditions if not each.get("scope"))
    return "; ".join(filter(None, own))


def _joined(outer: str, inner: str) -> str:
    return f"({outer}) and ({inner})" if outer and inner else outer or inner


def _prefixes(element: etree._Element) -> dict[str, str]:
    return {prefix: name for prefix, name in element.nsmap.items() if prefix}


def _subject(model: etree._Element) -> str:
    """The element for which a rule is."""
    spec = next(model.iterancestors(tei("elementSpec")), None)
    return spec.get("ident", "") if spec is not None else ""

"""Which rule writes an element: the first of those for its name that holds (TEI 22.5.4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.foreign import warn_of_foreign
from pipeline.model.rules import Rule
from pipeline.tei.names import EXAMPLES, TEI, local_name

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation

_PREFIX = f"{{{TEI}}}"
_EXAMPLE = f"{{{EXAMPLES}}}egXML"
_PLAIN_INLINE = Rule("inline")


class ElementRules:
    """The rules for each name that a document has; what has none is told, and read as it stands."""

    def __init__(self, run: Interpretation) -> None:
        self._run = run
        self._rules: dict[object, tuple[Rule, ...]] = {}

    def of(self, element: etree._Element) -> Rule:
        """The rule for `element`."""
        tag = element.tag
        rules = self._rules.get(tag)
        if rules is None:
            rules = self._learn(tag, element)
        for rule in rules:
            if rule.predicate is None or rule.predicate(element):
                return rule
        return _PLAIN_INLINE

    def _learn(self, tag: object, element: etree._Element) -> tuple[Rule, ...]:
        name = str(tag)
        if not name.startswith(_PREFIX) and name != _EXAMPLE:
            rules: tuple[Rule, ...] = (Rule("foreign"),)
            warn_of_foreign(self._run, element)
        else:
            rules = self._run.table.rules_for(local_name(tag))
            if not rules:
                name = local_name(tag)[:80]
                self._run.warn(
                    "odd-no-rule",
                    f"There is no rule for <{name}>: its text is kept as it stands.",
                    element,
                    "Add an elementSpec for it to a rule file of your own.",
                )
                rules = (_PLAIN_INLINE,)
        self._rules[tag] = rules
        return rules

"""What an XHTML element has of the TEI element it was made for: class, id, language, style."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.bearable import fitted
from pipeline.model.numbering import is_numbered_stanza, number_of
from pipeline.model.xhtml import add_class, set_language
from pipeline.tei.languages import language_tag
from pipeline.tei.names import XML_LANG, local_name

if TYPE_CHECKING:
    from pipeline.model.ids import Ids
    from pipeline.model.rend import Looks
    from pipeline.model.rendition import Renditions
    from pipeline.model.rules import Rule


class Attributes:
    """Gives them; `passages` are those elements that have been given a language."""

    def __init__(
        self,
        renditions: Renditions,
        ids: Ids,
        interventions: dict[etree._Element, str],
        looks: Looks,
    ) -> None:
        self._ids = ids
        self._interventions = interventions
        self._looks = looks
        self._renditions = renditions
        self.passages: list[etree._Element] = []

    def give(
        self, made: etree._Element, element: etree._Element, tag: str, rule: Rule | None
    ) -> None:
        """Set those of `element`, and of its rule, on what was `made` where a `tag` was wanted."""
        name = local_name(element.tag)
        css = rule.css_class if rule is not None else ""
        if css or name != tag:
            made.set("class", f"{name} {css}" if css and name != tag else css or name)
        if attributes := element.keys():
            self._own(made, element, attributes)
            if rule and rule.source_rendition and (looks := self._looks.classes(element, tag)):
                made.set("class", f"{made.get('class', '')} {looks}".lstrip())
        elif element in self._interventions:
            made.set("id", self._interventions[element])
        if rule is not None and rule.style:
            made.set("style", "; ".join(filter(None, (rule.style, made.get("style")))))

    def _own(
        self, made: etree._Element, element: etree._Element, names: Sequence[str | bytes]
    ) -> None:
        identifier = self._ids.allot(element)
        if identifier:
            made.set("id", identifier)
        if XML_LANG in names and (tag := language_tag(element.get(XML_LANG))):
            self.speak(made, tag)
        styled = "style" in names or "rendition" in names or self._renditions.has_defaults
        if styled and (style := self._renditions.of(element)):
            made.set("style", fitted(style, made))
        if "n" in names and (number := number_of(element)):
            made.set("data-n", number)
            if is_numbered_stanza(element):
                add_class(made, "numbered")
        if "part" in names and (part := element.get("part")) in {"I", "M", "F", "Y"}:
            add_class(made, f"part-{str(part).lower()}")

    def speak(self, made: etree._Element, tag: str) -> None:
        """Say the language of what was made of an element."""
        set_language(made, tag)
        self.passages.append(made)

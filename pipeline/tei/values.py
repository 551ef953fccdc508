"""Attributes whose value is not what TEI says it is: said once for each value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from lxml import etree

from pipeline.finding import Finding
from pipeline.tei.languages import language_tag
from pipeline.tei.names import XML_ID, XML_LANG, with_ids
from pipeline.tei.warning import warning

_NCNAME = re.compile(r"[^\W\d][\w.\-·]*")  # Namespaces in XML 1.0, 4, in Python's letters
_LANGUAGES = etree.XPath("descendant-or-self::*/@xml:lang", smart_strings=False)
_MOST = 20


def doubtful_values(root: etree._Element, ids: Iterable[str], path: Path) -> list[Finding]:
    """Of `xml:id` those that are no names, of `xml:lang` those that name no language."""
    no_names = {name for name in ids if not _NCNAME.fullmatch(name)}
    tags = set(cast("list[str]", _LANGUAGES(root)))
    no_tags = {tag for tag in tags if tag.strip() and not language_tag(tag)}
    return [*_of_ids(root, no_names, path), *_of_languages(root, no_tags, path)]


def _of_ids(root: etree._Element, values: set[str], path: Path) -> list[Finding]:
    elements = [each for each in with_ids(root) if each.get(XML_ID) in values] if values else []
    return [
        warning("tei-id", f"xml:id=“{each.get(XML_ID, '')[:60]}” is no name in XML.", path, each,
                 "Begin it with a letter, and write letters, digits, . - and _ only.", "xml:id")
        for each in elements[:_MOST]
    ]  # fmt: skip


def _of_languages(root: etree._Element, values: set[str], path: Path) -> list[Finding]:
    return [
        warning("tei-language", f"xml:lang=“{value[:60]}” names no language.", path,
                 next(each for each in root.iter() if each.get(XML_LANG) == value),
                 "Write a tag of BCP 47: en, fr, grc, ru-Latn …", "xml:lang")
        for value in sorted(values)[:_MOST]
    ]  # fmt: skip

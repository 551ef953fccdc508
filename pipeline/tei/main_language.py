"""The language of a document: what covers its text says so, else what the header may be held to.

A `langUsage` names whatever languages occur in a document, header and
quotations included, and in no order (TEI 2.4.2): of several, one is taken
only where something speaks for it. Where it names none, a script may that only one
language has.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from pipeline.tei.languages import is_right_to_left, language_tag, primary
from pipeline.tei.names import XML_LANG, tei

_BESIDE = frozenset(map(tei, "pb lb cb gb milestone anchor fw".split()))
_DIVISIONS = frozenset(map(tei, "div div0 div1 ab".split()))
_HEADS = frozenset(map(tei, ("head", "front", "back")))
_HOLDERS = (tei("body"), tei("group"))
# The scripts of languages that have one of their own, as Unicode's names of letters begin.
_SCRIPTS = {
    "GREEK": "el grc", "CYRILLIC": "ru uk be bg sr mk cu kk ky mn tg", "HEBREW": "he yi",
    "ARABIC": "ar fa ur ota ps ug sd az tr", "SYRIAC": "syr syc", "COPTIC": "cop",
    "ETHIOPIC": "gez am ti", "ARMENIAN": "hy xcl", "GEORGIAN": "ka", "HANGUL": "ko",
    "DEVANAGARI": "sa hi mr ne", "BENGALI": "bn as sa", "TAMIL": "ta sa", "THAI": "th",
    "TIBETAN": "bo", "KANA": "ja", "CJK": "zh lzh ja",
    "LATIN": "en fr de it es la pt nl pl cs sl sk hr sr sv da no nb nn fi hu ro tr ca ga cy is et"
             " lv lt sq eu gl af vi id ang enm fro gmh goh non",
}  # fmt: skip
_SUBTAGS = {
    "Latn": "LATIN", "Grek": "GREEK", "Cyrl": "CYRILLIC", "Arab": "ARABIC", "Hebr": "HEBREW",
    "Deva": "DEVANAGARI", "Syrc": "SYRIAC", "Hant": "CJK", "Hans": "CJK", "Hani": "CJK",
    "Jpan": "KANA",
}  # fmt: skip
_SAMPLE = 20_000  # letters
_MOSTLY = 0.7
_SOME_KANA = 0.05
_ENGLISH = frozenset("the of and to in that was".split())


def main_language(root: etree._Element) -> str:
    """The BCP 47 tag of the text's language; "" where nothing says it, or several may be meant."""
    text = _text_of(root)
    outside = language_tag(root.get(XML_LANG)) or _of_documents(root)
    used = _used(root)
    if text is not None:
        outside = language_tag(text.get(XML_LANG)) or outside
        outside = _of_what_covers(text, outside) or outside
    if outside == "el" and "grc" in used and "el" not in used:
        return "grc"  # "greek", as the header explains it
    said = outside or _likeliest(used, text) or next(iter(_of_divisions(text)), "")
    return said or ("" if used or text is None else _only_language_of(_script_of(text)))


def _only_language_of(script: str) -> str:
    """The one language that is written so; "" where there are several."""
    users = _SCRIPTS.get(script, "").split()
    return users[0] if len(users) == 1 else ""


def unnamed_language(root: etree._Element) -> str:
    """The tag of a language that nothing names: with its script, if that says the direction."""
    text = _text_of(root)
    script = _script_of(text) if text is not None else ""
    tags = (f"und-{subtag}" for subtag, name in _SUBTAGS.items() if name == script)
    return next(filter(is_right_to_left, tags), "und")


def languages_of(root: etree._Element) -> tuple[str, ...]:
    """The BCP 47 tags of what the header names, and the divisions where each has its own."""
    named = (tag for tag, _ in _named(root))
    return tuple(dict.fromkeys([*named, *_of_divisions(_text_of(root))]))


def _text_of(root: etree._Element) -> etree._Element | None:
    text = root.find(f".//{tei('text')}")
    return root.find(f".//{tei('sourceDoc')}") if text is None else text


def _of_documents(corpus: etree._Element) -> str:
    """The language that each document of a corpus says it is in (TEI 15.1); "" for several."""
    found = {language_tag(each.get(XML_LANG)) for each in corpus.iterdescendants(tei("TEI"))}
    return found.pop() if len(found) == 1 else ""


def _of_divisions(text: etree._Element | None) -> list[str]:
    """The languages of the divisions of a text, or of the texts of a group, if each has its own."""
    inner = next(text.iterchildren(*_HOLDERS), None) if text is not None else None
    if inner is None:
        return []
    beside = _BESIDE | _HEADS
    parts = (each for each in inner.iterchildren(tei("*")) if each.tag not in beside)
    found = [language_tag(each.get(XML_LANG)) for each in parts]
    return found if all(found) else []


def _of_what_covers(text: etree._Element, outside: str) -> str:
    """What the innermost element says in which all of the text stands."""
    found, element = "", text
    while (inner := _only_part(element, is_said=bool(outside or found))) is not None:
        element = inner
        found = language_tag(element.get(XML_LANG)) or found
    return found


def _only_part(element: etree._Element, *, is_said: bool) -> etree._Element | None:
    """The one part of `element`, if it has one; what stands beside it has a language of its own.

    It need not have one if the document says nothing of it.
    """
    parts = [part for part in element.iterchildren(tei("*")) if part.tag not in _BESIDE]
    inner = [part for part in parts if part.tag == tei("body") or part.tag in _DIVISIONS]
    if len(inner) != 1:
        return None
    others = [part for part in parts if part is not inner[0]]
    if any(part.tag not in _HEADS or (is_said and not part.get(XML_LANG)) for part in others):
        return None
    return inner[0]


def _named(root: etree._Element) -> list[tuple[str, float]]:
    """The languages that the header names, each with its share of the document, if it has one."""
    used = root.iterfind(f"{tei('teiHeader')}//{tei('langUsage')}/{tei('language')}")
    named = ((language_tag(each.get("ident")), _usage(each.get("usage"))) for each in used)
    return [(tag, share) for tag, share in named if tag]


def _used(root: etree._Element) -> dict[str, float]:
    """The same, once each, by its greatest share; those of which there is least come first."""
    return {tag: share for share, tag in sorted((share, tag) for tag, share in _named(root))}


def _likeliest(named: dict[str, float], text: etree._Element | None) -> str:
    if len(named) <= 1:
        return next(iter(named), "")
    most = max(named.values())
    if most and len(main := [tag for tag, weight in named.items() if weight == most]) == 1:
        return main[0]
    fitting = _fitting(named, text) if text is not None else []
    return fitting[0] if len(fitting) == 1 else ""


def _usage(value: str | None) -> float:
    try:
        return float((value or "0").rstrip("% "))
    except ValueError:
        return 0.0


def _fitting(tags: dict[str, float], text: etree._Element) -> list[str]:
    """Those of the languages in which the text may be, by its script."""
    script = _script_of(text)
    fitting = [tag for tag in tags if script in _scripts(tag)]
    is_another = script == "LATIN" and "en" not in set(map(primary, fitting))
    return [] if not script or (is_another and _is_english(text)) else fitting


def _scripts(tag: str) -> set[str]:
    """The scripts in which a language may be written; any, of one that is not known."""
    language, *subtags = tag.split("-")
    if scripts := {_SUBTAGS[subtag] for subtag in subtags if subtag in _SUBTAGS}:
        return scripts
    return {script for script, users in _SCRIPTS.items() if language in users.split()} or set(
        _SCRIPTS
    )


def _script_of(text: etree._Element) -> str:
    """The script of most of its letters; "" where there is none of which that can be said."""
    found = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in _letters(text))
    kana = found.pop("HIRAGANA", 0) + found.pop("KATAKANA", 0)
    total = sum(found.values()) + kana
    if total and kana > _SOME_KANA * total and kana + found["CJK"] > _MOSTLY * total:
        return "KANA"
    script, count = max(found.items(), key=lambda each: each[1], default=("", 0))
    return script if count > _MOSTLY * total else ""


def _letters(text: etree._Element) -> Iterator[str]:
    letters = (
        letter for words in map(str, text.itertext()) for letter in words if letter.isalpha()
    )
    return islice(letters, _SAMPLE)


def _is_english(text: etree._Element) -> bool:
    """Whether one word of ten is one that only English has so often."""
    words = [
        word
        for piece in islice(map(str, text.itertext()), _SAMPLE)
        for word in piece.lower().split()
    ]
    return sum(word in _ENGLISH for word in words) > len(words) / 10

"""A hypothesis strategy for TEI documents: no schema would accept most of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import cast

from hypothesis import strategies as st
from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
_NAMESPACES = cast("dict[str, str]", {None: TEI})
_XML = "{http://www.w3.org/XML/1998/namespace}"
ALL = (Path(__file__).parents[1] / "tei-elements.txt").read_text("utf-8").split()
COMMON = """p p p p ab div div div head hi hi note note lg l lb pb pb list item label table row cell
q quote cit bibl ref ptr choice sic corr orig reg abbr expan app add del subst supplied gap
unclear surplus sp speaker stage figure figDesc graphic seg w pc foreign name persName floatingText
body text front back opener closer salute signed dateline epigraph argument trailer titlePage
docTitle titlePart ruby rb rt formula anchor milestone cb fw castList castItem entry form sense def
listBibl eg u incident space index term date num title gloss listPerson person""".split()
_WORDS = """word Wort λόγος слово שלום كلمة 字 語 été a. x1 — “q” ’s & < > - \u2010 \u00ad
\u200b \u00a0 e\u0301 𠀀 \ue000 👨‍👩‍👧 [sic] * _x_ =y= ^z^ {b} (c) 19156 don’t 1,000
\u202e \u0085 \u2028 \ufeff""".split()
_IDS = ["a", "b", "c", "é", "note-1", "page-1", "div-1", "nav", "1x", "x y"]
_TARGETS = ["#a", "#b", "#c", "#nowhere", "#", "", "#a #b", "http://example.org/", "javascript:x",
            "other.xml#a", "http://[", "mailto:a@b.c", "file:///etc/passwd"]  # fmt: skip
_ATTRIBUTES: dict[str, list[str]] = {
    f"{_XML}id": _IDS,
    f"{_XML}lang": ["en", "grc", "ar", "", "not a language", "la-Latn"],
    f"{_XML}space": ["preserve"],
    "n": ["1", "12", "iv", "", "<"],
    "type": ["gloss", "ordered", "evidence", "ruby", "main", "title_page", "x y"],
    "rend": ["italic", "bold", "sup", "color:red", "}", "small-caps", "display:none"],
    "style": ["font-style:italic", "display:none", "background:url(http://x)", "}"],
    "place": ["foot", "margin", "end", "above"],
    "target": _TARGETS, "ref": _TARGETS, "corresp": _TARGETS, "next": _TARGETS,
    "url": ["x.png", "../x.png", "", "http://x/y.png"],
    "break": ["no", "yes", "maybe"], "part": ["I", "F", "Y"], "join": ["left", "right", "both"],
    "cols": ["2", "0", "-1", "9999999", "x"], "rows": ["2", "3"], "role": ["label"],
    "reason": ["omitted", "damage"], "extent": ["2 words"], "when": ["1936", "x"],
    "wit": ["#A"], "resp": ["#a", "#me"], "cert": ["low"], "who": ["#a"], "place2": ["x"],
}  # fmt: skip
_EMPTY_ELEMENTS = frozenset("pb lb cb gb milestone anchor ptr graphic space gap caesura".split())


_SIDES = {
    "choice": "sic corr orig reg abbr expan unclear".split(),
    "app": ["lem", "rdg"],
    "subst": ["add", "del"],
}


def _words(choose: Random) -> str:
    """Words with white space round them: where words end is not what is tried here."""
    if choose.random() < 0.4:
        return choose.choice(["", " ", "\n  "])
    return f" {' '.join(choose.choices(_WORDS, k=choose.randint(1, 4)))} "


def _element(choose: Random, names: Sequence[str]) -> etree._Element:
    element = etree.Element(f"{{{TEI}}}{choose.choice(names)}", nsmap=_NAMESPACES)
    for attribute in choose.sample(list(_ATTRIBUTES), k=choose.choice([0, 0, 1, 1, 2, 3])):
        element.set(attribute, choose.choice(_ATTRIBUTES[attribute]))
    if etree.QName(element).localname not in _EMPTY_ELEMENTS | set(_SIDES):
        element.text = _words(choose)
    return element


def tree(seed: int, size: int, names: Sequence[str]) -> bytes:
    """A TEI document with `size` elements in its body, put together as `seed` says."""
    choose = Random(seed)
    root = etree.fromstring(_EMPTY)
    homes = [root.find(f".//{{{TEI}}}body")]
    for _ in range(size):
        # Mostly below one of the last, so that it grows deep as well as wide.
        home = homes[max(0, len(homes) - choose.choice([1, 1, 2, 3, 5, 50]))]
        above = etree.QName(home).localname
        # Which of two is read is defined only for what may stand in these.
        element = _element(choose, _SIDES.get(above, names))
        element.tail = _words(choose) if above not in _SIDES else None
        home.append(element)
        if etree.QName(element).localname not in _EMPTY_ELEMENTS:
            homes.append(element)
    return etree.tostring(root, encoding="utf-8")


_SEEDS, _SIZES = st.integers(0, 2**32), st.integers(1, 40)
# Elements of text, as anybody may nest them.
texts = st.builds(tree, _SEEDS, _SIZES, st.just(COMMON))
# Any of TEI's elements anywhere, with text also where TEI has none.
anything = st.builds(tree, _SEEDS, _SIZES, st.just(ALL))

_EMPTY = f"""<TEI xmlns="{TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Random</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
</teiHeader><text><body/></text></TEI>"""

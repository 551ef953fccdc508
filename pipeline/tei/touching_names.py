"""Names, and parts of one, that touch: a program has set them, and no reader reads them so."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.breaks import is_unspaced
from pipeline.tei.glyphs import copy_apart
from pipeline.tei.names import local_name, tei, text_in
from pipeline.tei.plain_text import plain

_NAMES = frozenset(map(tei, "persName placeName orgName geogName name".split()))
_BEFORE = _NAMES | {tei("rs")}
_AROUND = frozenset(map(tei, "p ab item list cell head note body".split()))
_FORENAME, _SURNAME = map(tei, ("forename", "surname"))


def parted(name: etree._Element) -> etree._Element:
    """`name`, or a copy in which a comma parts a surname from the forename that touches it.

    Not where words have no spaces: there a surname always touches.
    """
    surname = name.find(_SURNAME)
    after = surname.getnext() if surname is not None else None
    if surname is None or after is None or after.tag != _FORENAME or surname.tail:
        return name
    if is_unspaced(plain(surname)):
        return name
    copy = copy_apart(name)
    copy.find(_SURNAME).tail = ", "  # type: ignore[union-attr]
    return copy


def begins_name(name: etree._Element) -> bool:
    """Whether a name begins right after another among the words of a block, as none goes on."""
    if name.tag not in _NAMES:
        return False
    before, parent = name.getprevious(), name.getparent()
    if before is None or before.tag not in _BEFORE or before.tail or parent is None:
        return False
    if parent.tag not in _AROUND and not local_name(parent.tag).startswith("div"):
        return False
    return text_in(before)[-1:].islower() and text_in(name)[:1].isupper()

"""Parts of a name with nothing between them, which a program has set and no reader reads so."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.breaks import is_unspaced
from pipeline.tei.glyphs import copy_apart
from pipeline.tei.names import tei
from pipeline.tei.plain_text import plain

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

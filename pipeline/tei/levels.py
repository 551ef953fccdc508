"""A text at several levels, word by word (Menota): one is read (menota.org, ch. 3)."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import tei

# As one reads it, as the witness spells it, letter by letter.
LEVELS = tuple(f"{{http://www.menota.org/ns/1.0}}{level}" for level in ("norm", "dipl", "facs"))
_TOKENS = frozenset((tei("w"), tei("pc")))


def is_told_at_levels(token: etree._Element) -> bool:
    """Whether a `w` or `pc` has its levels in itself, in no `choice`."""
    return token.tag in _TOKENS and any(child.tag in LEVELS for child in token)


def gives_way(level: etree._Element) -> bool:
    """Whether another level of the same token is read."""
    token = level.getparent()
    if token is None or token.tag not in _TOKENS:
        return False
    read = next(child for tag in LEVELS for child in token.iterchildren(tag))
    return read is not level

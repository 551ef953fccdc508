"""What stands among running words is told apart: by a space, a comma, or what is written."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.breaks import is_unspaced
from pipeline.tei.names import tei, text_before, text_in
from pipeline.tei.plain_text import date_of
from pipeline.tei.pointers import key_in_sentence
from pipeline.tei.register.parting import BETWEEN_VERSES

REFERENCES = tei("ref"), tei("ptr")
_DATE, _NOTE, _ITEM, _REFERENCE = map(tei, ("date", "note", "item", "bibl"))
_VERSES = frozenset(map(tei, ("l", "lg")))
_BLOCKS = frozenset(map(tei, ("p", "ab", "list", "item", "table")))
_PARTS = frozenset(map(tei, (
    "p ab list item head bibl title author editor respStmt resp name persName orgName pubPlace"
    " publisher date biblScope edition note surname forename roleName addName genName nameLink"
    " biblStruct biblFull citedRange msDesc msIdentifier settlement repository idno measure"
    " dimensions"
).split()))  # fmt: skip
_SIGNS = tuple(",;.:!?)]»”’")


def tell_apart(part: etree._Element) -> None:
    """Give a part of running words the words, and the space, that it lacks."""
    tail = part.tail or ""
    if len(part) == 0 and not (part.text or "").strip():
        said = date_of(part) if part.tag == _DATE else address_of(part) or key_in_sentence(part)
        part.text = said or part.text
    if part.tag == _NOTE:
        part.tag = tei("seg")  # of a header everything is said in its place
    after = part.getnext()
    if after is not None and not tail.strip():
        part.tail = _between(part, after) or tail
        if part.tag == _ITEM:
            part.tag = tei("seg")
    if is_block(part) and (before := text_before(part)) and not before[-1].isspace():
        put_before(part, " ")
    if tail.startswith(_SIGNS) and part.tag == _REFERENCE:
        part.tag = tei("seg")  # a paragraph, or nearly one, elsewhere: what follows would be parted


def _between(part: etree._Element, after: etree._Element) -> str:
    """What parts two elements where nothing is written between them; "" for what stands there."""
    said = text_in(part).rstrip()
    if part.tag == after.tag == _ITEM and said and not said.endswith(_SIGNS):
        return "; "
    if part.tag in _VERSES and after.tag in _VERSES and said:
        return f" {BETWEEN_VERSES} "
    is_part = after.tag in _PARTS or bool(address_of(after))
    if part.tag not in _PARTS or not is_part:
        return ""
    is_spaced = _is_field(part) if part.tail else not is_unspaced(said)
    return " " if is_spaced else ""


def _is_field(part: etree._Element) -> bool:
    """Whether it is of a reference, where lines of the file part words in any script."""
    parent = part.getparent()
    return parent is not None and parent.tag == _REFERENCE


def write_into(element: etree._Element, words: str, between: str) -> None:
    """Put plain words in the place of all that is in an element; two such stand apart."""
    after, tail = element.getnext(), element.tail or ""
    element.clear()
    element.text = words
    is_followed = after is not None and after.tag == element.tag and not tail.strip()
    element.tail = between if is_followed else tail


def address_of(part: etree._Element) -> str:
    """The address on the web to which a reference leads; else ""."""
    target = part.get("target", "")
    is_address = part.tag in REFERENCES and target.startswith(("http://", "https://"))
    return target if is_address else ""


def put_before(part: etree._Element, words: str) -> None:
    """Put plain words right before an element."""
    before, above = part.getprevious(), part.getparent()
    if before is not None:
        before.tail = f"{before.tail or ''}{words}"
    elif above is not None:
        above.text = f"{above.text or ''}{words}"


def is_block(part: etree._Element) -> bool:
    """Whether an element of running words begins a paragraph, or nearly one."""
    return part.tag in _BLOCKS

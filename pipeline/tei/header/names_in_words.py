"""Names that an encoder has marked up part by part, in words: what parts the parts."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.header.telling_apart import put_before, write_into
from pipeline.tei.names import has_own_words, tei, text_before
from pipeline.tei.plain_text import plain

_SURNAME, _FORENAME = tei("surname"), tei("forename")
_ROLE, _OTHER_NAME, _EMAIL = map(tei, ("roleName", "addName", "email"))
_PARTS = (_SURNAME, _FORENAME, *map(tei, ("nameLink", "genName", "addName", "name")))
_WHOLE = frozenset(map(tei, ("persName", "orgName", "name", "affiliation")))
_ABOUT_NAMED = frozenset((_EMAIL, *map(tei, ("date", "note"))))  # no part of the name beside it
_ELIDED = ("'", "’")


def in_order(parts: list[etree._Element]) -> list[etree._Element]:
    """The parts of a name, a surname that stands first put last where the script has capitals."""
    is_filed = len(parts) > 1 and [parts[0].tag, parts[1].tag] == [_SURNAME, _FORENAME]
    return [*parts[1:], parts[0]] if is_filed and plain(parts[0])[:1].isupper() else parts


def between_names(last: etree._Element, said: str, part: etree._Element) -> str:
    """What parts two parts of a name, or two names; `said` are the words of the first."""
    tags = {last.tag, part.tag}
    if tags <= _WHOLE or tags & _ABOUT_NAMED or _is_title_behind(part):
        return ", "
    return "" if said.endswith(_ELIDED) else " "


def _is_title_behind(part: etree._Element) -> bool:
    """Whether it is a rank, an office or the like, and ends the name."""
    return part.tag == _ROLE and next(part.itersiblings(*_PARTS), None) is None


def as_part(part: etree._Element, words: str) -> str:
    """The `words` of a part of a name; an assumed name stands in brackets behind the true one."""
    is_behind = _is_assumed(part) and part.getprevious() is not None
    return f"({words})" if is_behind and words else words


def set_apart(name: etree._Element) -> None:
    """Part an address, or an assumed name, from the running words of the name before it."""
    for part in list(name.iter(_EMAIL, _OTHER_NAME)):
        above, before = part.getparent(), text_before(part)
        if above is None or above.tag not in _WHOLE or not has_own_words(above):
            continue
        if not before[-1:].isspace() or not before.rstrip()[-1:].isalnum():
            continue
        if part.tag == _EMAIL:
            _strip_before(part)
            put_before(part, ", ")
        elif _is_assumed(part):
            write_into(part, f"({plain(part)})", " ")


def _is_assumed(part: etree._Element) -> bool:
    return part.tag == _OTHER_NAME and part.get("type", "").startswith("pseudonym")


def _strip_before(part: etree._Element) -> None:
    previous, above = part.getprevious(), part.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "").rstrip()
    elif above is not None:
        above.text = (above.text or "").rstrip()

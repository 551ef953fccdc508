"""Where words end, and where a line or a page begins within one (TEI att.breaking, 18.1)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.names import tei

_WORD = tei("w")
_OF_PARTS = ("part", "join", "next", "prev")
# Scripts that part their words by nothing, and signs at which a word is only cut for grammar.
_UNSPACED = "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff]"
_ELIDED = ("'", "’", "-", "‐")
_OPENING = (*_ELIDED, *"([{⟨⟦‘“„«")


def is_within_word(milestone: etree._Element) -> bool:
    """Whether a word goes on over `pb`, `cb`, `gb`, `lb` or `milestone`.

    `@break` says so, or a rendition with a hyphen; where neither does, a `w` is one word (TEI
    3.11.3, 18.1).
    """
    said = milestone.get("break")
    return (
        said == "no"
        or "hyphen" in milestone.get("rendition", "")
        or (said != "yes" and next(milestone.iterancestors(_WORD), None) is not None)
    )


def words_touch(root: etree._Element) -> bool:
    """Whether the words of a document are told by `w` alone, with no white space between any two.

    Transcriptions of biblical manuscripts are so written; elsewhere words that touch are one.
    """
    found = False
    for word in root.iter(_WORD):
        following = word.getnext()
        if following is None or following.tag != _WORD:
            continue
        words = "".join(word.itertext())  # type: ignore[arg-type]
        between = word.tail or ""
        if between != "".join(between.split()) or words != words.strip():
            return False
        if words.endswith(_ELIDED):
            return False
        if any(name in word.attrib or name in following.attrib for name in _OF_PARTS):
            return False
        found = found or not (between or re.search(_UNSPACED, words))
    return found


def is_unspaced(words: str) -> bool:
    """Whether they are of a script that does not part its words: any letter may end a line."""
    return re.search(_UNSPACED, words) is not None


def ends_word(text: str) -> bool:
    """Whether a word that begins after `text` is another one, where words touch."""
    return text[-1:].strip() != "" and not text.endswith(_OPENING)

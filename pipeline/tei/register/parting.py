"""Which elements begin and end words of a text, whatever white space stands beside them."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.apparatus import is_listed
from pipeline.tei.breaks import PUNCTUATION
from pipeline.tei.names import PARTS, tei
from pipeline.tei.sentences import SENTENCE

PARAGRAPHS = frozenset(
    map(tei, ("p", "l", "ab", "item", "head", "cell", "u", "line", "speaker", "stage"))
)
# What ends a word besides, and is no paragraph: what is shown of a text is a line of it.
_OF_APPARATUS = frozenset(map(tei, ("app", "lem", "rdg")))
_BESIDE_SPEECH = frozenset(map(tei, "incident kinesic vocal writing".split()))
_OF_LETTERS = frozenset(
    map(tei, "quote salute signed dateline addrLine label bibl trailer opener closer".split())
)
ENDED = PARAGRAPHS | _OF_APPARATUS | _OF_LETTERS | _BESIDE_SPEECH
_DIVIDED = PARTS | {tei("listApp"), tei("sp")}
PARTING = _BESIDE_SPEECH | frozenset(map(tei, ("lb", "caesura")))
BEGINNING = PARTING | PUNCTUATION | frozenset((SENTENCE, *map(tei, ("space", "w", "g"))))
BLOCKS = (PARAGRAPHS - frozenset(map(tei, ("l", "line", "stage")))) | _DIVIDED

# In a text with places, where a block of it begins or ends, and where a verse ends in one that is
# quoted: white space, too.
EDGE, VERSE = "\u2029", "\u2028"
BETWEEN_VERSES = "/"


def between_verses(text: str) -> str:
    """`text` with a stroke between its verses."""
    if VERSE not in text:
        return text
    return f" {BETWEEN_VERSES} ".join(verse for verse in text.split(VERSE) if verse.strip())


def parts_words(element: etree._Element) -> bool:
    """Whether a word ends with it: of an apparatus only what is in a list stands by itself."""
    return element.tag in ENDED and (element.tag not in _OF_APPARATUS or is_listed(element))


def ends_in_line_end(pieces: list[str]) -> bool:
    """Whether what was read ends where a line of the file does."""
    return bool(pieces) and "\n" in pieces[-1][len(pieces[-1].rstrip()) :]

"""What publishers print in a book of their own: where it appeared, in which edition, what else."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile

from pipeline.importing.headings import is_stopped_title, is_title_like
from pipeline.importing.series import heading_of
from pipeline.importing.transcription import OF_TEXT, SAID, Block, Kind, Transcription

_PLACES = (
    "london|new york|boston|philadelphia|chicago|edinburgh|glasgow|oxford|cambridge|dublin|"
    "toronto|sydney|paris|lyon|bruxelles|gen[eè]ve|lausanne|leipzig|berlin|münchen|stuttgart|"
    "hamburg|frankfurt(?: am main)?|wien|zürich|basel|madrid|barcelona|valencia|m[eé]xico|"
    "buenos aires|lisboa|porto|rio de janeiro|milano|roma|torino|firenze|napoli|venezia|bologna|"
    "amsterdam|rotterdam|københavn|kjøbenhavn|kristiania|stockholm|helsingfors|warszawa|kraków|"
    "praha|москва|санкт-петербург|с\\.-петербург|петроград|ленинград"
)
_WORKS = (
    "novel|tale|romance|story|play|comedy|tragedy|drama|farce|poem|memoir|roman|erzählung|novelle|"
    "lustspiel|trauerspiel|schauspiel|tragödie|komödie|gedicht|comédie|tragédie|drame|conte|poème|"
    "skuespil|lystspil|fortælling|skådespel|berättelse|toneelspel|melodramma|libretto|opera|"
    "novela|comedia|tragedia|cuento|poema|romanzo|commedia|dramma|racconto|"
    "роман|повесть|комедия|драма|трагедия|поэма"
)
_KIND = (
    rf"(?:{_WORKS})(?: \w+)?(?: (?:in|en|aus|em|i|for|für|в|из|для) .*)?|"
    rf"(?:an?|ein\w*|une?|una|uma?) (?:.* )?(?:{_WORKS})\b.*"
)
_IMPRINT = re.compile(
    rf"(?:{_PLACES})\b(?:\s*[:,.;&(]?|\s+and\b.*|\s*[:,.;&(].*)|"
    r".*\b(?:1[5-9]\d\d|20[0-2]\d)\b.*|.*\bM[DC]{1,3}[CLXVI]+\b.*|"
    r".*\b(?:press|publish(?:ers?|ed|ing)|printed|printers?|copyright|company|& co|and co|& sons?|"
    r"edition|édition|auflage|ausgabe|edición|edizione|edição|druk|издание|"
    r"verlag|éditeurs?|librairie|libraires?|imprimerie|editorial|imprenta|librería|editore|"
    r"tipografia|livraria|uitgever|издательство|типография|illustrat(?:ed|ions?)|"
    r"volumes?|vols?)\b.*|"
    rf"(?:[\w-]+ )?(?:{_KIND})|(?:author|autor|auteur) of\b.*|"
    r"(?:to|à|an|für|al?|alla) (?:my|mon|ma|mes|mein\w*|mi|mio|mia)\b.*|"
    r"all rights reserved.*|\W*",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:(?:other |new )?(?:works|books|novels|plays|poems) )?by the same (?:author|writer)|"
    r"(?:works|books|novels|plays|poems) by \D{3,40}|new (?:novels|books|publications)\b.*|"
    r"(?:publisher['’]s )?advertisements?|(?:(?:œuvres|ouvrages|livres) )?du même auteur|"
    r"vo[nm] (?:demselben|gleichen) (?:verfasser|autor)(?: erschien(?:en)?)?|"
    r"(?:obras )?del mismo autor|(?:opere )?dello stesso autore|(?:obras )?do mesmo autor|"
    r"того же автора",
    re.IGNORECASE,
)
_PRINTER = re.compile(
    r"(?:(?:printed|imprimé|gedruckt) (?:by|par|bei|in|at)|"
    r"imprimerie|buchdruckerei|druck von|typographie)\b.*",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\b\d{1,2}s\.(?: ?\d{1,2}d\.)?|\$ ?\d|\b\d+(?:[.,]\d+)? ?(?:fr\.|francs?\b|mk?\.|pesetas)|"
    r"\b(?:\d{1,2}mo|[48]vo|in-(?:4|8|12|16|18)[º°o]?)\b|"
    r"\b(?:cloth|broché|relié|broschiert|geheftet|encuadernad[oa])\b",
    re.IGNORECASE,
)
_LONGEST = 600  # characters of an advertisement


def advertisements(found: Transcription) -> list[Block]:
    """What stands below “The End”, from the line on that says what else there is, or who printed.

    None, where anything there may be of the book, as an author's thanks are.
    """
    below = [*takewhile(lambda block: block.kind is not Kind.TRAILER, reversed(found.blocks))][::-1]
    is_closed = len(below) < len(found.blocks)
    if not is_closed or not all(_may_advertise(found, block) for block in below):
        return []
    return [*dropwhile(lambda block: not _begins(found.words(block)), below)]


def _begins(words: str) -> bool:
    return is_own(words) or _PRINTER.fullmatch(words) is not None


def _may_advertise(found: Transcription, block: Block) -> bool:
    """Whether it names a book or its price, and is neither a note nor a numbered heading."""
    if block.kind in (Kind.ORNAMENT, Kind.PAGE, Kind.FURNITURE):
        return True
    words = found.words(block)
    if block.kind not in (*OF_TEXT, Kind.HEADING) or block.type == SAID:
        return False
    if heading_of(found, block) is not None or len(words) > _LONGEST:
        return False
    is_title = is_title_like(words) or is_stopped_title(words)
    return is_priced(words) or _begins(words) or is_title or not any(map(str.isalpha, words))


def is_priced(words: str) -> bool:
    """Whether a line says what a book costs, or how large it is, or how bound."""
    return _PRICE.search(words) is not None


def is_own(words: str) -> bool:
    """Whether a line only says that other books by the same author, or of the house, follow."""
    return _OWN.fullmatch(words.strip(" _*=()[].:")) is not None


def is_of_publisher(words: str) -> bool:
    """Whether a line says where, when or by whom a book was printed, or to whom it is given."""
    return _IMPRINT.fullmatch(words.strip(" _*=()[]")) is not None


def is_kind_of_work(words: str) -> bool:
    """Whether a line only says what kind of book it is: “A Novel”, “Roman in drei Bänden”."""
    return re.fullmatch(_KIND, words.strip(" _*=()[]"), re.IGNORECASE) is not None

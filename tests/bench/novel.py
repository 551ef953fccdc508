"""A novel of any size in TEI, the same bytes every time: chapters, notes, corrections, pages."""

from __future__ import annotations

import random
from collections.abc import Iterator

_CONSONANTS = tuple("bcdfghjklmnprstvw")
_VOWELS = ("a", "e", "i", "o", "u", "ar", "en", "is", "or", "un")
_HEADER = """\
<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>A Novel of {size:,} Bytes</title>
<author>Nobody</author></titleStmt>
<publicationStmt><publisher>The benchmark</publisher><date when="2020-01-01">2020</date>
</publicationStmt><sourceDesc><p>Made by a program.</p></sourceDesc></fileDesc>
<revisionDesc><change when="2020-01-01">Made.</change></revisionDesc></teiHeader>
<text><body>
"""


def novel(size: int) -> bytes:
    """About `size` bytes of TEI, drawn from a fixed seed."""
    draw = random.Random(size)
    words = [_word(draw) for _ in range(4000)]
    pieces, length = [_HEADER.format(size=size)], 0
    for piece in _chapters(draw, words):
        pieces.append(piece)
        length += len(piece)
        if length > size and piece.startswith("</div>"):
            break
    return "".join([*pieces, "</body></text></TEI>\n"]).encode()


def _word(draw: random.Random) -> str:
    count = draw.randint(1, 3)
    pairs = zip(draw.choices(_CONSONANTS, k=count), draw.choices(_VOWELS, k=count), strict=True)
    return "".join(consonant + vowel for consonant, vowel in pairs)


def _chapters(draw: random.Random, words: list[str]) -> Iterator[str]:
    page = chapter = 0
    while True:
        chapter += 1
        yield f'<div type="chapter" n="{chapter}"><head>Chapter {chapter}</head>\n'
        for number in range(1, 60):
            if draw.random() < 0.3:
                page += 1
                yield f'<pb n="{page}"/>'
            yield f'<p xml:id="c{chapter}p{number}">{_paragraph(draw, words)}</p>\n'
        yield "</div>\n"


def _paragraph(draw: random.Random, words: list[str]) -> str:
    sentences = [" ".join(draw.choices(words, k=draw.randint(5, 30))) for _ in range(5)]
    sentences[0] = sentences[0].capitalize()
    said = ". ".join(sentences)
    if draw.random() < 0.3:
        said += f' <hi rend="italic">{draw.choice(words)}</hi>'
    if draw.random() < 0.1:
        said += (
            f" <choice><sic>{draw.choice(words)}</sic><corr>{draw.choice(words)}</corr></choice>"
        )
    if draw.random() < 0.1:
        said += f'<note place="bottom">{" ".join(draw.choices(words, k=20))}.</note>'
    return said + "."

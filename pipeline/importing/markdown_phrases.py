"""The phrases of one block of Markdown: emphasis, links, code, pictures; the rest is its signs.

markdown-it-py says what the phrases of a block are, and not where they stand:
its tokens are followed through the text of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pipeline.importing.markdown_pandoc import ATTRIBUTES
from pipeline.importing.transcription import Link, Transcription

if TYPE_CHECKING:
    from markdown_it.token import Token

_HI = {"em": "italic", "strong": "bold", "s": "line-through"}
_TAG = r"(?s)<!--.*?(?:-->|\Z)|<(?:script|style)\b.*?</(?:script|style)\s*>|</?[a-zA-Z!?][^>]*>"
_OF_QUOTE = " \t>"
_PARTS = r"</?(?:br|d[dt]|div|h[1-6]|li|p|t[dhr])\b"  # what parts words
_LINK_END = re.compile(r"\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])?|>")


def mark_phrases(
    found: Transcription, start: int, end: int, inline: Token, *, verse: bool = False
) -> None:
    """Mark the phrases between `start` and `end`; what no token says is furniture (`fw`)."""
    _Phrases(found, start, end, inline.children or [], verse).follow()


def mark_tags(found: Transcription, start: int, end: int) -> bool:
    """Mark the tags of HTML between `start` and `end`; whether there are words besides."""
    at, words = start, ""
    for tag in re.finditer(_TAG, found.text[start:end]):
        words += found.text[at : start + tag.start()]
        at = start + tag.end()
        if words.strip() and re.match(_PARTS, tag[0]) and found.text[at : at + 1].isalnum():
            found.mark(at, at, "lb")
        for part in found.parts(start + tag.start(), at):
            found.sign(*part)
    return bool((words + found.text[at:end]).strip())


def _named(look: dict[str, str]) -> str:
    """The element that has this look or language, or neither."""
    return "hi" if look["rend"] else "foreign" if look.get("xml:lang") else "seg"


class _Phrases:
    def __init__(
        self, found: Transcription, start: int, end: int, tokens: Sequence[Token], verse: bool
    ) -> None:
        self._found = found
        self._text = found.text
        self._at = start
        self._end = end
        self._tokens = tokens
        self._verse = verse
        self._opened: list[tuple[int, Token]] = []  # what is not closed yet, and where it begins

    def follow(self) -> None:
        for index, token in enumerate(self._tokens):
            if token.type in ("text", "code_inline", "text_special", "wiki_link"):
                self._words(token)
            elif token.type in ("softbreak", "hardbreak"):
                self._break(token, "".join(t.content for t in self._tokens[index + 1 : index + 2]))
            elif token.type.endswith("_open"):
                self._open(token)
            elif token.type.endswith("_close"):
                self._close(token)
            elif token.type == "image":
                self._image(token)
            elif token.type == "embedded":
                self._embedded(token)
            else:
                place = self._text.find(token.content, self._at, self._end)
                self._signs_to(place + len(token.content))
                if re.match(r"<br\b", token.content):
                    self._found.mark(self._at, self._at, "lb")
        self._signs(self._at, self._end)

    def _words(self, token: Token) -> None:
        words = token.markup if token.type == "text_special" else token.content
        place = self._text.find(words, self._at, self._end)
        if place < 0:
            self._words_with_strokes(words)
            return
        self._signs(self._at, place)
        self._at = place + len(words)
        if token.type == "code_inline":
            self._found.mark(place, self._at, "code")
        elif token.type == "text_special" and words[0] == "\\":
            self._signs(place, place + 1)
        elif token.type == "text_special":
            self._found.references.append((place, self._at, token.content))

    def _words_with_strokes(self, words: str) -> None:
        """Words of a table's cell, in which strokes are escaped (GFM, 4.10)."""
        for piece in re.split(r"(?=\|)", words):
            place = self._text.find(piece, self._at, self._end)
            if place < 0:
                return
            self._signs(self._at, place)
            self._at = place + len(piece)

    def _break(self, token: Token, following: str) -> None:
        end = self._text.find("\n", self._at, self._end)
        self._signs_to(end)
        self._at = end + 1
        line = self._text[self._at : self._end]
        signs = line[: len(line) - len(line.lstrip(_OF_QUOTE))]
        words = following[: len(following) - len(following.lstrip(_OF_QUOTE))]
        self._signs_to(self._at + len(signs.removesuffix(words)))
        if self._verse:
            return
        if token.type == "hardbreak":
            self._found.mark(self._at, self._at, "lb")
        else:
            self._found.line_ends.add(end)

    def _open(self, token: Token) -> None:
        sign = token.markup if token.markup and token.type != "link_open" else ""
        place = self._text.find(sign or ("<" if token.info == "auto" else "["), self._at, self._end)
        self._signs_to(place)
        self._opened.append((place, token))
        self._signs_to(place + len(sign or "["))

    def _close(self, token: Token) -> None:
        (start, opener), name = self._opened.pop(), token.type.removesuffix("_close")
        if name == "link":
            sign = _LINK_END.match(self._text, self._at, self._end)
            stop = sign.end() if sign else self._at
            target = str(opener.attrs.get("href", ""))
            if target.startswith("#"):
                self._found.links.append(Link(start, stop, unquote(target[1:])))
            is_out = ":" in target and not target.startswith("#")
            said = {"target": target} if is_out else {}
            self._found.mark(start, stop, "ref", said | token.meta)
        else:
            stop = self._text.find(token.markup, self._at, self._end) + len(token.markup)
            self._enclosed(start, stop, name, opener.meta)
        self._signs_to(stop)

    def _enclosed(self, start: int, stop: int, name: str, look: dict[str, str]) -> None:
        if name == "inline_note":
            self._found.mark(start, stop, "note", {"place": "end"})
            return
        for part in self._found.parts(start, stop) if self._verse else [(start, stop)]:
            if name == "span":
                self._found.mark(*part, _named(look), look)
            else:
                self._found.mark(*part, "hi", {"rend": _HI.get(name, name)})

    def _image(self, token: Token) -> None:
        place = self._text.find("![", self._at, self._end)
        self._signs_to(place)
        close = self._text.find("]", place + len("![" + token.content), self._end)
        sign = _LINK_END.match(self._text, close, self._end) if close >= 0 else None
        stop = sign.end() if sign else self._end
        if attributes := ATTRIBUTES.match(self._text, stop, self._end):
            stop = attributes.end()
        source = str(token.attrs.get("src", ""))
        if source and ":" not in source and ".." not in PurePosixPath(source).parts:
            words = place + len("![")
            self._found.mark(place, stop, "figure")
            self._signs_to(words)
            self._found.mark(words, words, "graphic", {"url": source})
            self._found.images.append(source)
            if len(self._tokens) == 1 and words < close:
                self._at = close
                self._found.mark(words, close, "head")
        self._signs_to(stop)

    def _embedded(self, token: Token) -> None:
        place = self._text.find(token.content, self._at, self._end)
        stop, words = place + len(token.content), place + len("![[")
        self._signs_to(place)
        self._found.mark(place, stop, "figure")
        self._signs_to(words)
        self._found.mark(words, words, "graphic", {"url": token.meta["source"]})
        self._found.images.append(token.meta["source"])
        self._signs_to(stop)

    def _signs_to(self, place: int) -> None:
        """What stands before `place` are signs of markup; go on from there."""
        self._signs(self._at, place)
        self._at = place

    def _signs(self, start: int, end: int) -> None:
        if 0 <= start < end:
            for part in self._found.parts(start, end):
                self._found.sign(*part)

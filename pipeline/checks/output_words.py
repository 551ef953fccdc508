"""The words of the files that are handed out, from the files themselves.

What an output adds to the text is told apart by what is in the file: in an
EPUB by `section.matter`, the class `added` and the calls of notes; in a text
file by its two rules and the brackets of its notes; in a PDF by its tags.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from pipeline.checks.words import ADDED, BRACKETS, TEXT_MARKS, Stream
from pipeline.finding import EditionError, Finding, Severity

XHTML = "{http://www.w3.org/1999/xhtml}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "META-INF/container.xml"
_ROOTFILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_SILENT = frozenset((f"{XHTML}head", f"{XHTML}script", f"{XHTML}style", f"{XHTML}nav"))
_BLOCKS = frozenset(
    XHTML + name
    for name in (
        "body section header footer article main aside div p blockquote pre ul ol li dl dt dd "
        "table caption thead tbody tfoot tr td th figure figcaption address hr br h1 h2 h3 h4 h5 h6"
    ).split()
)

_RULE = "=" * 72
_NOTE = re.compile(r"\[[A-Z][\w’ ]*note ([^\n:]*): ?")
# Before an item of a list, or a heading.
_ITEM = re.compile(
    r"^((?: |- )*)((?:(?:\d+(?:\.\d+)*[a-z]?|[A-Za-z]|[ivxlc]{2,8}|[IVXLC]{2,8})\. )+)",
    re.MULTILINE,
)
_BRACKET = re.compile(r"[\[\]]")
# What may stand between a call within a word and its letters: other calls, brackets, marks.
_MARKS = rf"(?:\[[^\[\]\s]+\]|[{re.escape(BRACKETS + TEXT_MARKS)}])+"
_MARKS_AT_START, _MARKS_AT_END = re.compile(rf"\A{_MARKS}"), re.compile(rf"{_MARKS}\Z")
_NEAR = 32  # characters
_PAGE = re.compile(r"\[p\.\s[^\]\n]{1,12}\]")
_PICTURE = re.compile(r"\[Illustration(?::\s([^\]]*))?\]")


@dataclass(slots=True)
class OutputWords:
    """What a file gives to read: the text, each note, what its pictures show; and its links."""

    text: Stream[str] = field(default_factory=Stream)
    notes: list[Stream[str]] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    page_breaks: int | None = None


def epub_words(path: Path) -> OutputWords:
    """The words of the documents of an EPUB's spine, in its order (EPUB 3.3, 5.6)."""
    words = OutputWords(page_breaks=0)
    try:
        with zipfile.ZipFile(path) as archive:
            for name in _spine(archive):
                _Document(words, name).read(_parse(archive.read(name)))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, OSError) as error:
        raise EditionError(_unreadable(path, str(error))) from error
    return words


def _unreadable(path: Path, why: str) -> Finding:
    return Finding("words-unreadable", Severity.ERROR, f"Its words cannot be read: {why}.", path)


def _parse(source: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    return etree.fromstring(source, parser)


def _spine(archive: zipfile.ZipFile) -> Iterator[str]:
    container = _parse(archive.read(_CONTAINER))
    package = next(rootfile.get("full-path", "") for rootfile in container.iter(_ROOTFILE))
    opf = _parse(archive.read(package))
    items = {item.get("id"): item.get("href", "") for item in opf.iter(f"{_OPF}item")}
    for reference in opf.iter(f"{_OPF}itemref"):
        href = unquote(items[reference.get("idref")])
        yield posixpath.normpath(posixpath.join(posixpath.dirname(package), href))


class _Document:
    """Reads one document of the spine into the words of the whole."""

    def __init__(self, words: OutputWords, name: str) -> None:
        self._words = words
        self._name = name

    def read(self, root: etree._Element) -> None:
        stream = self._words.text
        stack: list[Stream[str]] = []
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "end":
                if tag in _BLOCKS:
                    stream.add("\n", self._name)
                if stack and _is_footnote(element):
                    stream = stack.pop()
                if element.tail:
                    stream.add(element.tail, self._name)
                continue
            self._note_marks(element)
            if _is_silent(element):
                walk.skip_subtree()
                continue
            if _is_footnote(element):
                stack.append(stream)
                stream = Stream()
                self._words.notes.append(stream)
            if tag in _BLOCKS:
                stream.add("\n", self._name)
            if element.text:
                stream.add(element.text, self._name)

    def _note_marks(self, element: etree._Element) -> None:
        if element.tag == f"{XHTML}img" and element.get("alt"):
            self._words.alternatives.append(element.get("alt", ""))
        elif "missing-image" in element.get("class", "").split():
            text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
            self._words.alternatives.append(text)
        if element.get("role") == "doc-pagebreak":
            self._words.page_breaks = (self._words.page_breaks or 0) + 1


def _is_silent(element: etree._Element) -> bool:
    if element.tag in _SILENT or not isinstance(element.tag, str):
        return True
    names = element.get("class", "").split()
    if not names:
        return False
    if "matter" in names:
        return element.get(_EPUB_TYPE) != "endnotes"
    return "added" in names or "noteref" in names or "missing-image" in names


def _is_footnote(element: etree._Element) -> bool:
    return element.tag == f"{XHTML}div" and element.get(_EPUB_TYPE) == "footnote"


def text_words(path: Path, own: Iterable[str] = ()) -> OutputWords:
    """The words between the two rules of a text file, its notes apart.

    What stands in `own` as the format writes a picture is text, and no picture.
    """
    try:
        source = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EditionError(_unreadable(path, str(error))) from error
    parts = f"\n{source}".split(f"\n{_RULE}\n")
    if len(parts) < 3:
        raise EditionError(_unreadable(path, "the rules that enclose the text are missing"))
    words = OutputWords()
    running, notes = _apart("\n".join(parts[1:-1]))
    calls = _Calls.of([label for label, _ in notes])
    said = "".join(own) if "[Illustration" in source else ""
    pictures = _Pictures(" ".join(said.split()), words.alternatives)
    words.text.add(_marked(running, calls, pictures), path.name)
    for _, text in notes:
        stream: Stream[str] = Stream()
        stream.add(_marked(text, calls, pictures), path.name)
        words.notes.append(stream)
    return words


def _apart(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The running text, and the notes by label.

    Each begins at the margin and goes on indented; what follows is at the margin
    again, or two blank lines away.
    """
    running: list[str] = []
    notes: list[tuple[str, list[str]]] = []
    lines = text.split("\n")
    in_note = False
    for number, line in enumerate(lines):
        if in_note and not line and notes[-1][1][-1].endswith("]"):
            in_note = lines[number + 1 : number + 2] != [""]
        elif line and not line.startswith(" "):
            in_note = False
        opening = _NOTE.match(line)
        if opening:
            notes.append((opening[1], [line[opening.end() :]]))
            in_note = True
        elif in_note:
            notes[-1][1].append(line)
        else:
            running.append(line)
    return "\n".join(running), [(label, _closed("\n".join(body))) for label, body in notes]


def _closed(note: str) -> str:
    return note.rstrip().removesuffix("]")


@dataclass(frozen=True, slots=True)
class _Calls:
    """The calls of a file's notes, `[3]` or `[*]`, and a pattern that finds whatever may be one."""

    pattern: re.Pattern[str]
    known: frozenset[str]

    @classmethod
    def of(cls, labels: list[str]) -> _Calls:
        """The calls with these labels; those with brackets of their own are rare."""
        odd = sorted({label for label in labels if _BRACKET.search(label)})
        forms = "|".join([*map(re.escape, odd), r"[^\[\]\n]+"])
        return cls(re.compile(rf"\[(?:{forms})\]"), frozenset(f"[{label}]" for label in labels))

    def marked(self, text: str) -> str:
        """`text` with each call enclosed in `ADDED`; gone where it stands within a word."""
        return self.pattern.sub(self._mark, text)

    def _mark(self, found: re.Match[str]) -> str:
        if found[0] not in self.known:
            return found[0]
        start, end, text = found.start(), found.end(), found.string
        before = _MARKS_AT_END.sub("", text[max(0, start - _NEAR) : start])
        after = _MARKS_AT_START.sub("", text[end : end + _NEAR])
        within = before[-1:].isalnum() and after[:1].isalnum()
        return "" if within else f"{ADDED}{found[0]}{ADDED}"


class _Pictures(NamedTuple):
    """What the master says in so many words, and the descriptions of all other pictures."""

    own: str
    described: list[str]

    def taken_out(self, text: str) -> str:
        """The text without its pictures."""
        return _PICTURE.sub(self._without, text)

    def _without(self, found: re.Match[str]) -> str:
        if self.own and " ".join(found[0].split()) in self.own:
            return found[0]
        if found[1]:
            self.described.append(found[1])
        return " "


def _marked(text: str, calls: _Calls, pictures: _Pictures) -> str:
    """The text with what the format adds enclosed in `ADDED`, and its pictures taken out."""
    text = pictures.taken_out(text)
    text = _PAGE.sub(lambda mark: f"{ADDED}{mark[0]}{ADDED}", text)
    text = _ITEM.sub(lambda item: f"{item[1]}{ADDED}{item[2]}{ADDED} ", text)
    return calls.marked(text)


def pdf_words(path: Path) -> OutputWords:
    """The words of the tags of a PDF."""
    from pipeline.checks.pdf_text import pdf_text

    read = pdf_text(path)
    words = OutputWords()
    words.text.add(read.body, path.name)
    for text in read.notes:
        stream: Stream[str] = Stream()
        stream.add(text, path.name)
        words.notes.append(stream)
    return words

"""The proof that the witness is reproduced from the master, character for character.

The rule, in one sentence: *take the tags out of the master, and the witness is
left.* In full (`docs/witness.md` says the same with examples):

1. Only what stands inside ``text`` counts; ``fw``, the furniture of the page, does.
2. Left out is what the editors put in: ``corr``, ``reg`` and ``expan`` beside the
   witness's reading in a ``choice`` (TEI 3.5), ``supplied``, ``ex``, ``rdg``,
   ``figDesc``, ``desc``, ``index``, and every ``note`` whose ``@resp`` names a
   ``respStmt`` or an ``editor`` (not a translator) of the header.
3. An element with ``@copyOf`` (TEI 17.6) reads as the element to which it points,
   which is then not read where it stands: so a note may stand at its anchor
   although the witness prints it at the end.
4. White space counts as it stands, a line end as a line end, but for the layout
   of the XML file: a line with tags and nothing else is no line; white space
   at the start of a line and before a tag is not read; nor is white space
   directly inside ``choice``, ``app`` or ``subst``. A blank written as a
   character reference (``&#x20;``) always counts.

The reading is made here from the bytes, by expat, and shares nothing with the
interpreter: expat tells where every character stands, so that a finding can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from pipeline.checks.differences import Difference, differences
from pipeline.finding import Finding, Severity
from pipeline.tei.names import TEI

_XML = "http://www.w3.org/XML/1998/namespace"
_OURS = frozenset({"supplied", "ex", "rdg", "figDesc", "desc", "index"})
_OURS_IN_CHOICE = frozenset({"corr", "reg", "expan"})
_MOVABLE = frozenset({("seg", "cell"), ("head", "table")})
_NO_TEXT_OF_THEIR_OWN = frozenset({"choice", "app", "subst"})
_MOST = 50
_REMEDY = (
    "Give the witness's reading back, or record the departure: "
    "<choice><sic>as the witness has it</sic><corr>as it should be</corr></choice>."
)


def check_witness(master: Path, witness: Path) -> list[Finding]:
    """One finding for every place where `master` does not give back `witness`.

    The finding's line and column are the master's; the message names the witness's.
    """
    try:
        transcription = _plain(witness.read_bytes().decode("utf-8"))
        lines = list(witness_lines(master.read_bytes()))
    except UnicodeDecodeError as error:
        return [_unreadable(witness, f"it is not UTF-8 (byte {error.start})")]
    except OSError as error:
        return [_unreadable(Path(error.filename), error.strerror or "it cannot be opened")]
    except expat.ExpatError as error:
        said = expat.errors.messages.get(error.code, str(error))
        return [_unreadable(master, f"it is not well-formed XML ({said})", error.lineno)]
    found = differences([line.text for line in lines], transcription.split("\n"))
    findings = [_finding(one, lines, master, witness) for one in islice(found, _MOST)]
    if next(found, None) is not None:
        more = f"The witness differs in more places than these {_MOST}; the rest is not listed."
        remedy = "Make sure that edition.toml names the witness of this master."
        findings.append(Finding("witness-more", Severity.ERROR, more, master, remedy=remedy))
    return findings


class Place(NamedTuple):
    """A line and a column of the master, from 1."""

    line: int
    column: int


class _Piece(NamedTuple):
    """Characters of the master that stand together on one line; none of them, for a tag."""

    text: str
    place: Place
    written_out: bool = False  # as a character or entity reference


class _Moved(NamedTuple):
    """Where an element with an id stands, or (`copy`) where it is to be read instead."""

    target: str
    copy: bool


@dataclass(slots=True)
class Line:
    """One line of the witness as the master gives it."""

    text: str
    end: Place
    pieces: list[_Piece] = field(default_factory=list)

    def place(self, column: int) -> Place:
        """Where in the master the character at `column` (from 0) stands."""
        start = 0
        for piece in self.pieces:
            if column < start + len(piece.text):
                line, first = piece.place
                return Place(line, first if piece.written_out else first + column - start)
            start += len(piece.text)
        return self.end

    def after(self, column: int) -> Place:
        """Where in the master the character before `column` ends."""
        line, last = self.place(column - 1)
        return Place(line, last + 1)


def witness_text(master: Path) -> str:
    """The witness as the master gives it."""
    return "\n".join(line.text for line in witness_lines(master.read_bytes()))


def witness_lines(source: bytes) -> Iterator[Line]:
    """The lines of the witness, from the bytes of its master."""
    return _lines(_Reader(source).pieces())


@dataclass(slots=True)
class _Open:
    """An element that is open: its name, whether its text is read, and into what."""

    name: str
    read: bool
    stream: list[_Piece | _Moved]


class _Reader:
    """Reads the text of a master as a stream of pieces, with what moved set right."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.CommentHandler = self._other
        self._parser.ProcessingInstructionHandler = self._other
        self._main: list[_Piece | _Moved] = []
        self._open = [_Open("", False, self._main)]
        self._notes: dict[str, list[_Piece | _Moved]] = {}
        self._copied: set[str] = set()
        self._editors: set[str] = set()

    def pieces(self) -> Iterator[_Piece]:
        """Every piece that the witness has, in its order."""
        self._parser.Parse(self._source, True)
        return self._in_order(self._main, frozenset())

    def _in_order(
        self, stream: Iterable[_Piece | _Moved], within: frozenset[str]
    ) -> Iterator[_Piece]:
        for item in stream:
            if isinstance(item, _Piece):
                yield item
            elif item.copy == (item.target in self._copied) and item.target not in within:
                note = self._notes.get(item.target, [])
                yield from self._in_order(note, within | {item.target})

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        name = name if namespace == TEI else ""
        parent, identifier = self._open[-1], attributes.get(f"{_XML} id", "")
        if identifier and name in {"respStmt", "editor"} and not parent.read:
            self._note_editor(identifier, name, attributes)
        read = (parent.read and not self._is_ours(name, attributes, parent.name)) or (
            name == "text" and not parent.read and self._open[-1].name in {"TEI", "group"}
        )
        copy = attributes.get("copyOf", "").removeprefix("#") if read else ""
        stream = parent.stream
        if copy:
            self._copied.add(copy)
            stream.append(_Moved(copy, copy=True))
            read = False
        elif read and identifier and (name == "note" or (name, parent.name) in _MOVABLE):
            stream.append(_Moved(identifier, copy=False))
            stream = self._notes.setdefault(identifier, [])
        self._open.append(_Open(name, read, stream))
        self._tag()

    def _end(self, _tag: str) -> None:
        self._tag()
        self._open.pop()
        self._tag()

    def _characters(self, text: str) -> None:
        here = self._open[-1]
        if here.read and here.name not in _NO_TEXT_OF_THEIR_OWN:
            at = self._parser.CurrentByteIndex
            reference = self._source[at : at + 1] == b"&"
            here.stream.append(_Piece(text, self._place(), reference))

    def _other(self, *_: str) -> None:
        self._tag()

    def _tag(self) -> None:
        if self._open[-1].read or (len(self._open) > 1 and self._open[-2].read):
            self._open[-1].stream.append(_Piece("", self._place()))

    def _place(self) -> Place:
        return Place(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _note_editor(self, identifier: str, name: str, attributes: dict[str, str]) -> None:
        if name == "respStmt" or attributes.get("role", "") != "translator":
            self._editors.add(f"#{identifier}")

    def _is_ours(self, name: str, attributes: dict[str, str], parent: str) -> bool:
        if name == "note":
            return not self._editors.isdisjoint(attributes.get("resp", "").split())
        return name in _OURS or (name in _OURS_IN_CHOICE and parent == "choice")


def _lines(pieces: Iterable[_Piece]) -> Iterator[Line]:
    waiting: list[_Piece] = []
    end = Place(1, 1)
    for piece in pieces:
        end = piece.place
        if piece.text == "\n" and not piece.written_out:
            yield from _line(waiting, end)
            waiting = []
        else:
            waiting.append(piece)
    yield from _line(waiting, end)


def _line(pieces: list[_Piece], end: Place) -> Iterator[Line]:
    """The line that `pieces` make, if they are more than the layout of the XML file."""
    # expat gives one run of blanks in several pieces where what it is fed ends within it
    first = next((at for at, piece in enumerate(pieces) if not _is_blank(piece)), 0)
    if first and not pieces[first].text:
        pieces = pieces[first:]
    written = [piece for piece in pieces if piece.text]
    if len(written) == len(pieces) or not all(map(_is_blank, written)):
        yield Line("".join(piece.text for piece in written), end, written)


def _is_blank(piece: _Piece) -> bool:
    return not piece.written_out and bool(piece.text) and not piece.text.strip(" \t")


def _plain(text: str) -> str:
    """`text` with the line ends that an XML parser gives (XML 1.0 §2.11)."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _finding(one: Difference, lines: list[Line], master: Path, witness: Path) -> Finding:
    place = Place(1, 1)
    if one.line < len(lines):
        line = lines[one.line]
        place = line.place(one.column) if one.text or not one.column else line.after(one.column)
    elif lines:
        place = lines[-1].end
    there = f"{witness.name}:{one.other_line + 1}:{one.other_column + 1}"
    message = f"The master gives {one.shown} where the witness ({there}) has {one.other_shown}."
    return Finding(
        "witness-differs",
        Severity.ERROR,
        message,
        master,
        place.line,
        place.column,
        _REMEDY,
        one.excerpt(master.name, witness.name),
    )


def _unreadable(path: Path, why: str, line: int = 0) -> Finding:
    message = f"The witness cannot be compared: {path.name}: {why}."
    remedy = "Name both files in edition.toml: the master, and the witness as UTF-8 text."
    return Finding("witness-unreadable", Severity.ERROR, message, path, line, 0, remedy)

"""How revision 1.0 of `chapter-6.xml` was made from `witness.txt`.

    python source/encoding/encode.py > master.xml

The text is never typed: this program puts tags into the witness, at places
that the tables beside it name by line and words. In the column `passage`,
`{…}` embraces the words that get an element and `|` is the point where a note
is put. Later revisions are made in the master itself, not here.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
CONTENTS = range(10, 17, 2)
HEADS = {18: (20, 58), 60: (62, 80), 82: (84, 110), 112: (114, 146)}
NOTE_CALL, NOTE_LINE = 118, 149
FURNITURE = {151: "navigation", 153: "navigation", 155: "stamp"}
INDENT = "          "


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one line, from `start` to `end`, and the tags around them."""

    start: int
    end: int
    opening: str
    closing: str
    rank: int  # of two spans with the same words, the smaller rank is outside


@dataclass(slots=True)
class Line:
    """One line of the witness with everything that is put into it."""

    text: str
    spans: list[Span] = field(default_factory=list)
    points: list[tuple[int, str]] = field(default_factory=list)

    def encoded(self) -> str:
        """The line with its tags; refuses spans that cross."""
        order = sorted(self.spans, key=lambda span: (span.start, -span.end, span.rank))
        points = sorted(self.points, key=lambda point: point[0])
        out: list[str] = []
        open_spans: list[Span] = []
        for at in range(len(self.text) + 1):
            while open_spans and open_spans[-1].end == at:
                out.append(open_spans.pop().closing)
            while points and points[0][0] == at:
                out.append(points.pop(0)[1])
            while order and order[0].start == at:
                span = order.pop(0)
                if open_spans and span.end > open_spans[-1].end:
                    raise ValueError(f"{span} crosses {open_spans[-1]}")
                open_spans.append(span)
                out.append(span.opening)
            out.append(character(self.text[at : at + 1]))
        return "".join(out)


def character(text: str) -> str:
    """`text` as XML; a no-break space as a reference, so that it is seen."""
    return escape(text, quote=False).replace("\u00a0", "&#xA0;")


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the tables."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def prose(text: str) -> str:
    """A sentence of the tables with typographic apostrophes."""
    return text.replace("'", "’")


def attributes(**values: str) -> str:
    """Those of the attributes that have a value."""
    return "".join(f' {name}="{value}"' for name, value in values.items() if value)


class Encoding:
    """The witness's lines, and the tables read into them."""

    def __init__(self) -> None:
        witness = (HERE.parent / "witness.txt").read_bytes().decode("utf-8")
        self.lines = {n: Line(text) for n, text in enumerate(witness.split("\n"), 1)}
        rows = (HERE / "readings.tsv").read_text("utf-8").splitlines()
        self.certainty = {str(n): row.split("\t")[3] for n, row in enumerate(rows, 1)}
        self.quotations()
        self.names()
        self.corrections()
        self.queries()
        self.glosses()
        self.note()

    def passage(self, row: dict[str, str]) -> tuple[Line, int, int]:
        """The line of a row, and where in it the marked words begin and end."""
        line = self.lines[int(row["line"])]
        words = re.sub(r"[{}|]", "", row["passage"])
        if line.text.count(words) != 1:
            raise ValueError(f"{row['passage']!r} is not once in line {row['line']}")
        at = line.text.index(words)
        if "|" in row["passage"]:
            point = at + row["passage"].index("|")
            return line, point, point
        return line, at + row["passage"].index("{"), at + row["passage"].index("}") - 1

    def quotations(self) -> None:
        for row in table("quotations"):
            line = self.lines[int(row["line"])]
            found = list(re.finditer(f"“{re.escape(row['opening'])}[^“”]*", line.text))
            if not found:
                raise ValueError(f"no quotation {row['opening']!r} in line {row['line']}")
            for match in found:
                end = line.text.index("”", match.start()) + 1
                opening = " ".join(filter(None, (row["element"], row["attributes"])))
                line.spans.append(
                    Span(match.start(), end, f"<{opening}>", f"</{row['element']}>", 3)
                )
        for number, line in self.lines.items():
            marked = sum(line.text[span.start] == "“" for span in line.spans)
            if marked != line.text.count("“"):
                raise ValueError(f"a quotation of line {number} is in no table, or twice")

    def names(self) -> None:
        for row in table("names"):
            matches = [
                (line, match)
                for number, line in self.lines.items()
                if number in self.text_lines() and row["lines"] in ("*", str(number))
                for match in re.finditer(row["pattern"], line.text)
            ]
            if not matches:
                raise ValueError(f"{row['pattern']!r} is nowhere")
            opening = " ".join(filter(None, (row["element"], row["attributes"])))
            for line, match in matches:
                span = Span(match.start(), match.end(), f"<{opening}>", f"</{row['element']}>", 4)
                line.spans.append(span)

    def text_lines(self) -> set[int]:
        paragraphs = {n for first, last in HEADS.values() for n in range(first, last + 1)}
        return paragraphs | {NOTE_LINE}

    def corrections(self) -> None:
        for row in table("corrections"):
            line, start, end = self.passage(row)
            corr = attributes(
                resp="#editors",
                cert=self.certainty[row["reading"]],
                evidence=row["evidence"],
                source=row["source"],
            )
            closing = f"</sic><corr{corr}>{row['correction']}</corr></choice>"
            line.spans.append(Span(start, end, f'<choice xml:id="{row["id"]}"><sic>', closing, 2))

    def queries(self) -> None:
        for row in table("queries"):
            line, start, end = self.passage(row)
            words = f"{row['id']}-words"
            line.spans.append(
                Span(start, end, f'<seg xml:id="{words}" type="doubted">', "</seg>", 1)
            )
            head = attributes(
                type="textual",
                resp="#editors",
                cert=self.certainty[row["reading"]],
                corresp=f"#{words}",
                source=row["source"],
            )
            note = f'<note xml:id="{row["id"]}"{head}>{prose(row["note"])}</note>'
            line.points.append((end, note))

    def glosses(self) -> None:
        for row in table("glosses"):
            line, point, _ = self.passage(row)
            head = attributes(
                type="explanatory", resp="#editors", cert=row["cert"], source=row["source"]
            )
            note = f'<note xml:id="{row["id"]}"{head}>{prose(row["note"])}</note>'
            line.points.append((point, note))

    def note(self) -> None:
        """The text's one note: its call is furniture, its text is moved to the call."""
        line = self.lines[NOTE_CALL]
        start = line.text.index(" [1]")
        line.spans.append(Span(start, start + 4, '<fw type="call">', "</fw>", 3))
        body = self.lines[NOTE_LINE].encoded().removeprefix("1. ")
        head = attributes(type="gloss", n="1", place="end", resp="#translator", cert="medium")
        line.points.append((start + 4, f'<note xml:id="c6-note-1"{head}>{body}</note>'))

    def body(self) -> Iterator[str]:
        text = {number: line.text for number, line in self.lines.items()}
        yield f'      <fw type="title">{text[1]}</fw>'
        yield ""
        yield f'      <fw type="title">{text[3]}</fw>'
        yield ""
        yield '      <div type="chapter" n="6" xml:id="c6">'
        yield f'        <fw type="label">{text[5]}</fw>'
        yield f"        <head>{text[6]}"
        yield text[7]
        yield f"{text[8]}</head>"
        for number in CONTENTS:
            yield ""
            yield f'        <fw type="contents">{text[number]}</fw>'
        for section, head in enumerate(HEADS, 1):
            yield from self.section(section, head)
        yield ""
        yield ""
        yield '        <fw type="note">1. <seg copyOf="#c6-note-1"/></fw>'
        yield "      </div>"
        for number, kind in FURNITURE.items():
            yield ""
            yield f'      <fw type="{kind}">{character(text[number])}</fw>'

    def section(self, section: int, head: int) -> Iterator[str]:
        first, last = HEADS[head]
        number, title = self.lines[head].text.split(" ", 1)
        yield ""
        yield f'        <div type="section" n="{section}" xml:id="c6-s{section}">'
        yield f'{INDENT}<fw type="number">{number} </fw><head>{title}</head>'
        for paragraph, line in enumerate(range(first, last + 1, 2), 1):
            text = self.lines[line].encoded()
            text = re.sub("(&#xA0;)$", r'<fw type="space">\1</fw>', text)
            yield ""
            identifier = f"c6-s{section}-p{paragraph}"
            yield f'{INDENT}<p n="{paragraph}" xml:id="{identifier}">{text}</p>'
        yield "        </div>"

    def document(self) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="chapter-6" xml:lang="en-US">'
        targets = " ".join(f"#{row['id']}" for row in table("corrections"))
        header = (HERE / "header.xml").read_text("utf-8").rstrip("\n")
        yield prose(header.replace("@CORRECTIONS@", targets))
        yield '  <text xml:lang="en-US">'
        yield "    <body>"
        yield from self.body()
        yield "    </body>"
        yield "  </text>"
        yield "  <standOff>"
        yield from register()
        yield from evidence()
        yield "  </standOff>"
        yield "</TEI>"


def register() -> Iterator[str]:
    """The persons, organisations and places of the text, and the works consulted."""
    yield "    <listPerson>"
    for row in table("persons"):
        yield f'      <person xml:id="{row["id"]}">'
        forename, surname = row["forename"], row["surname"]
        yield (
            f"        <persName><forename>{forename}</forename> "
            f"<surname>{surname}</surname></persName>"
        )
        if row["born as"]:
            yield f'        <persName type="birth">{row["born as"]}</persName>'
        if row["in the text"]:
            yield f'        <persName type="text">{row["in the text"]}</persName>'
        for name, date in (("birth", row["born"]), ("death", row["died"])):
            yield f'        <{name} when="{date}" cert="{row["dates"]}">{date[:4]}</{name}>'
        if row["facts"]:
            fact = prose(row["facts"])
            yield f'        <occupation cert="{row["dates"]}">{fact}</occupation>'
        if row["born as"]:
            yield f'        <note type="name">Born {row["born as"]}</note>'
        if row["in the text"]:
            yield f'        <note type="name">In the text “{row["in the text"]}”</note>'
        yield "      </person>"
    yield "    </listPerson>"
    yield "    <listOrg>"
    for row in table("organisations"):
        other = row["in the text"]
        text = f'<orgName type="text">{other}</orgName>' if other else ""
        facts = [row["facts"], f"In the text “{other}”" if other else ""]
        fact = "".join(f"<desc>{prose(fact)}</desc>" for fact in facts if fact)
        name = f"<orgName>{prose(row['name'])}</orgName>"
        yield f'      <org xml:id="{row["id"]}">{name}{text}{fact}</org>'
    yield "    </listOrg>"
    yield "    <listPlace>"
    for row in table("places"):
        yield f'      <place xml:id="{row["id"]}"><placeName>{row["name"]}</placeName></place>'
    yield "    </listPlace>"
    yield "    <listBibl>"
    yield "      <head>Sources</head>"
    for row in table("sources"):
        link = f' <ref target="{row["address"]}"/>' if row["address"] else ""
        yield f'      <bibl xml:id="{row["id"]}">{prose(row["reference"])}{link}</bibl>'
    yield "    </listBibl>"


def evidence() -> Iterator[str]:
    """Why each correction was made, tied to it by `@target`."""
    yield '    <listAnnotation type="evidence">'
    for row in table("corrections"):
        head = attributes(type="evidence", target=f"#{row['id']}", resp="#editors")
        yield f"      <note{head}>{prose(row['sentence'])}</note>"
    yield "    </listAnnotation>"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    print("\n".join(Encoding().document()))

"""What tests of `edition import` look at: the tree of a master, and what stands in it."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from pipeline.checks.witness import witness_lines
from pipeline.importing.master import Imported, import_file

SOURCE = Path(__file__).parent.parent / "source"
TRANSCRIPTIONS = Path(__file__).parent / "transcriptions"
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
P = ".//t:p"  # every paragraph
LONG = "It was a fine day in the spring of that year, and the people had come out upon the road."


def tree(imported: Imported) -> etree._Element:
    wrapped = f'<TEI xmlns="{TEI["t"]}">\n{imported.text}</TEI>\n'
    assert "\n".join(line.text for line in witness_lines(wrapped.encode())) == imported.witness
    return etree.fromstring(wrapped)


def of(name: str) -> etree._Element:
    return tree(import_file(TRANSCRIPTIONS / name))


def written(folder: Path, text: str, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_text(text, "utf-8", newline="")
    return path


def words(element: etree._Element, path: str) -> list[str]:
    """The words of every element at `path`, without furniture and notes."""
    found = []
    for each in element.iterfind(path, TEI):
        kept = each.xpath(".//text()[not(ancestor::t:fw or ancestor::t:note)]", namespaces=TEI)
        found.append(" ".join("".join(map(str, kept)).split()))
    return found


def shape(root: etree._Element) -> list[tuple[int, str, list[str], int]]:
    """Depth, number, heads and paragraphs of every division, in order."""
    return [
        (
            len(list(div.iterancestors(f"{{{TEI['t']}}}div"))),
            div.get("n", ""),
            words(div, "t:head"),
            len(div.findall("t:p", TEI)),
        )
        for div in root.iterfind(".//t:div", TEI)
    ]

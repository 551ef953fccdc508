"""foliate-js in headless Chromium: what the browser saw, held against what the book promises."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from . import machine
from .contrast import contrast
from .promises import Entry, Link, Promises, plain, read_promises, text_of
from .result import Result

LISTS = {"toc": "toc", "landmarks": "landmarks", "page-list": "pages"}
LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
HANGING = 0.2  # of an em: a space at the line's end may hang out of the measure
DARK = {"dark": "a dark system", "night": "a reader's own night colours"}

Seen = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Visit:
    """A book to open, and the folder for its pictures if any are wanted."""

    book: Path
    pictures: Path | None = None


def visit(visits: Sequence[Visit], scratch: Path) -> list[list[Result]]:
    """Opens every book in one browser; the results of each."""
    promised = [read_promises(one.book) for one in visits]
    sightings = [scratch / f"seen-{number}.json" for number in range(len(visits))]
    jobs = [
        {
            "book": str(one.book.resolve()),
            "pictures": str(one.pictures.resolve()) if one.pictures else None,
            "seen": str(sighting),
            "links": [_to_press(link) for link in promises.links],
        }
        for one, promises, sighting in zip(visits, promised, sightings, strict=True)
    ]
    orders = scratch / "jobs.json"
    orders.write_text(json.dumps({"chromium": machine.chromium(), "jobs": jobs}))
    driver = machine.HERE / "drive_foliate.mjs"
    subprocess.run([str(machine.node()), str(driver), str(orders)], check=True)
    return [
        list(judge(promises, json.loads(sighting.read_text())))
        for promises, sighting in zip(promised, sightings, strict=True)
    ]


def _to_press(link: Link) -> dict[str, Any]:
    target = {"section": link.target.section, "id": link.target.id} if link.target else None
    return {
        "section": link.section, "kind": link.kind, "ordinal": link.ordinal, "target": target,
    }  # fmt: skip


def judge(promises: Promises, seen: Seen) -> Iterator[Result]:
    """Every check of this engine, in the order in which a reader would come to it."""
    if seen["book"] is None:
        yield Result("foliate: opens", "the book", seen["errors"])
        return
    yield _opens(promises, seen["book"])
    for name, key in LISTS.items():
        result = _navigation(name, promises.lists.get(name, []), seen["book"][key])
        if name == "page-list":
            result.faults += _unlisted_pages(promises)
        yield result
    yield note_calls(promises, seen)
    yield _backlinks(promises, seen)
    for theme, meaning in DARK.items():
        yield _contrast(theme, meaning, promises, seen["ink"])
    yield _large_type(promises, seen["ink"])
    yield _measure(promises, seen["ink"])
    yield Result("foliate: no request", "leaves the machine", seen["requests"])
    yield Result("foliate: no error", "in the pages", seen["errors"])


def _opens(promises: Promises, book: Seen) -> Result:
    result = Result("foliate: opens", f"“{promises.title}”, {len(promises.spine)} documents")
    for name, promised, got in (
        ("title", promises.title, book["title"]),
        ("language", promises.language, _first(book["language"])),
        ("spine", promises.spine, book["sections"]),
    ):
        if got != promised:
            result.faults.append(f"{name}: {got!r} instead of {promised!r}")
    if not book["cover"]:
        result.faults.append("no cover")
    return result


def _first(value: str | list[str]) -> str:
    return value[0] if isinstance(value, list) else value


def _navigation(name: str, promised: list[Entry], entries: list[Seen]) -> Result:
    result = Result(f"foliate: {name}", f"every one of {len(promised)} entries leads to its place")
    got = [Entry(" ".join(entry["label"].split()), entry["href"]) for entry in entries]
    if got != promised:
        result.faults.append(f"the reader lists {len(got)} entries, the file has {len(promised)}")
    if name == "toc" and not promised:
        result.faults.append("there is none")
    for entry in entries:
        landing = entry["landing"]
        where = f"“{entry['label']}” → {entry['href']}"
        if not landing["found"]:
            result.faults.append(f"{where}: no such place")
        elif not landing["onScreen"]:
            result.faults.append(f"{where}: the place is not on the page shown")
    return result


def _unlisted_pages(promises: Promises) -> list[str]:
    """EPUB Accessibility 1.1, page navigation: the page list is complete."""
    listed = {entry.href for entry in promises.lists.get("page-list", [])}
    marked = [f"{promises.spine[page.section]}#{page.id}" for page in promises.pages]
    return [f"{page} is marked as a page, and not listed" for page in marked if page not in listed]


def _pressed(promises: Promises, seen: Seen, kind: str) -> Iterator[tuple[Link, Seen]]:
    for link, sight in zip(promises.links, seen["links"], strict=False):
        if link.kind == kind:
            yield link, sight


def _count_links(promises: Promises, seen: Seen, kind: str) -> list[str]:
    promised = sum(link.kind == kind for link in promises.links)
    shown = sum(seen["counts"].get(kind, []))
    tried = len(seen["links"])
    faults = [f"the pages show {shown} of {promised}"] if shown != promised else []
    if tried != len(promises.links):
        faults.append(f"only {tried} of {len(promises.links)} links could be pressed")
    return faults


def note_calls(promises: Promises, seen: Seen) -> Result:
    """Every note call was found, took the click, and showed its own note alone."""
    number = sum(link.kind == "call" for link in promises.links)
    result = Result("foliate: note calls", f"a click on each of {number} shows its note alone")
    result.faults = _count_links(promises, seen, "call") + _uncalled(promises)
    for link, sight in _pressed(promises, seen, "call"):
        fault = call_fault(promises, link, sight)
        if fault:
            result.faults.append(f"{promises.spine[link.section]}: {link}: {fault}")
    return result


def _uncalled(promises: Promises) -> list[str]:
    """Notes that lead back to a call when nothing, to the reading engine, is their call."""
    called = {link.target for link in promises.links if link.kind == "call"}
    answering = [link.inside for link in promises.links if link.kind == "backlink"]
    return [
        f"{promises.spine[note.section]}: no note call leads to note #{note.id}"
        for note in promises.notes
        if note not in called and any(note in inside for inside in answering)
    ]


def call_fault(promises: Promises, link: Link, sight: Seen) -> str:
    """What is wrong with what a click on a note call showed, or ""."""
    if link.target is None:
        return "leads nowhere"
    if not sight["pressed"]:
        return "is not to be seen on the page it stands on"
    if not sight["note"]:
        return "nothing opened"
    note = promises.element(link.target)
    assert note is not None
    if len(_ids(note) & {call.target.id for call in promises.links if call.target}) > 1:
        return "leads to several notes at once"
    expected, shown = text_of(note), sight["note"]["raw"]
    if plain(shown) != plain(expected):
        return f"shows “{shown.strip()[:60]}” instead of “{expected.strip()[:60]}” alone"
    if plain(sight["note"]["text"]) != plain(shown):
        return f"some of its note is hidden: “{sight['note']['text'].strip()[:60]}”"
    return _wrong_note(promises, link, expected)


def _ids(element: etree._Element) -> set[str]:
    return {e.get("id", "") for e in element.iter() if e.get("id")}


def _wrong_note(promises: Promises, link: Link, text: str) -> str:
    """A note names its call by number, and leads back to it or to a fellow call."""
    label = link.label.strip("[]()")
    if not re.match(rf"\W*{re.escape(label)}(?!\w)", text):
        return f"leads to the note that begins “{text.strip()[:40]}”"
    backs = [b for b in promises.links if b.kind == "backlink" and link.target in b.inside]
    fellows = [c for c in promises.links if c.kind == "call" and c.target == link.target]
    if not any(back.target in call.inside for back in backs for call in fellows):
        return "its note does not lead back to it"
    return ""


def _backlinks(promises: Promises, seen: Seen) -> Result:
    number = sum(link.kind == "backlink" for link in promises.links)
    result = Result("foliate: backlinks", f"a click on each of {number} returns to the text")
    result.faults = _count_links(promises, seen, "backlink")
    for link, sight in _pressed(promises, seen, "backlink"):
        where = f"{promises.spine[link.section]}: {link}"
        if not sight["pressed"]:
            result.faults.append(f"{where}: is not to be seen")
        elif not sight["returned"]:
            result.faults.append(f"{where}: does not return to its call")
    return result


def _runs(promises: Promises, ink: Seen, theme: str) -> Iterator[tuple[str, list[Seen]]]:
    """The runs of text of each spine document under one theme."""
    sections = ink.get(theme, {}).get("sections", [])
    for path, runs in zip(promises.spine, sections, strict=False):
        yield path, runs or []


def _contrast(theme: str, meaning: str, promises: Promises, ink: Seen) -> Result:
    result = Result(f"foliate: {theme} theme", f"text is legible in {meaning}")
    if theme not in ink:
        result.faults.append("not reached")
        return result
    faults: dict[str, None] = {}
    for path, runs in _runs(promises, ink, theme):
        for run in runs:
            if not run["shown"]:
                continue
            ratio = contrast(run["colour"], run["layers"], ink[theme]["ground"], run["opacity"])
            if ratio < LEAST_CONTRAST:
                faults.setdefault(f"{path}: {run['where']} has a contrast of {ratio:.1f} to 1")
    result.faults = list(faults)
    return result


def _large_type(promises: Promises, ink: Seen) -> Result:
    result = Result("foliate: type at 200 %", "every run of text doubles")
    if "large" not in ink:
        result.faults.append("not reached")
        return result
    faults: dict[str, None] = {}
    pairs = zip(_runs(promises, ink, "light"), _runs(promises, ink, "large"), strict=True)
    for (path, before), (_, after) in pairs:
        for small, large in zip(before, after, strict=True):
            if abs(large["size"] / small["size"] - 2) > 0.05:
                growth = f"{small['size']:.0f} px to {large['size']:.0f} px"
                faults.setdefault(f"{path}: {small['where']} goes from {growth}")
    result.faults = list(faults)
    return result


def _measure(promises: Promises, ink: Seen) -> Result:
    """WCAG 2.2, success criterion 1.4.4: no loss of content at 200 %."""
    result = Result("foliate: measure", "all text keeps within a phone's page, at 200 % too")
    for theme in ("light", "large"):
        for path, runs in _runs(promises, ink, theme):
            for run in runs:
                fault = _beyond_measure(run)
                if run["shown"] and fault:
                    result.faults.append(f"{path}: {run['where']} {fault} ({theme})")
    return result


def _beyond_measure(run: Seen) -> str:
    if run["overhang"] > run["size"] * HANGING:
        return f"“{run['text']}” stands out by {run['overhang']:.0f} px"
    return f"breaks “{run['broken']}” without a hyphen" if run["broken"] else ""

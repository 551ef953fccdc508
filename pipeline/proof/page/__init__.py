"""`edition proof --html`: the doubts on one page that needs nothing else, and gives a table back.

The tree is built as elements and written by lxml, so nothing of the text can become markup. The
policy of the page (Content Security Policy 3) lets only its own style and script run, by hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from lxml import etree
from lxml.builder import E

from pipeline.editing.document import Document
from pipeline.editing.passages import Obstacle, Passage, extent, passage_at, whole_words
from pipeline.editing.placing import Text
from pipeline.finding import EditionError, Finding, Severity
from pipeline.proof.answers import Question, near_words, question_of
from pipeline.proof.doubt import Doubt
from pipeline.tei.grounds import CERTAINTIES
from pipeline.tei.names import tei, text_in
from pipeline.tei.reading import Policy

_ROOM = 900  # characters of the paragraph shown to each side of the doubt
_CONTEXT = 60  # characters that tell `edition correct --from` one place from another
_CHOICES = (
    ("correction", "1", "Correct"),
    ("keep", "2", "The text has it so"),
    ("suppression", "3", "Suppress"),
    ("later", "4", "Later"),
)
_KEYS = (
    ("j", "next"), ("k", "previous"), ("1 2 3 4", "answer"), ("Enter", "done, next"),
    ("Esc", "leave the field"), ("s", "save"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Place:
    """A doubt with its words in the text."""

    question: Question
    passage: Passage
    near: str

    @property
    def whole(self) -> Passage:
        """What a correction would replace."""
        return whole_words(self.passage)

    @property
    def obstacle(self) -> str:
        """Why nothing can be wrapped there; "" where it can."""
        stretch = extent(self.whole)
        return stretch.reason if isinstance(stretch, Obstacle) else ""


def page(document: Document, doubts: Sequence[Doubt], policy: Policy, command: str) -> bytes:
    """The page; `command` is what applies the table that it gives back."""
    places = list(_places(document, doubts, policy))
    title = _title(document)
    style, script = (_own(name) for name in ("page.css", "page.js"))
    main = [_article(number, place) for number, place in enumerate(places, 1)]
    root = E.html(
        E.head(
            E.meta(charset="utf-8"),
            E.meta({"http-equiv": "Content-Security-Policy", "content": _policy(style, script)}),
            E.meta(name="viewport", content="width=device-width, initial-scale=1"),
            E.title(f"Doubts in {title}"),
            E.style(style),
        ),
        E.body(
            {"data-digest": hashlib.sha256(document.source.data).hexdigest()[:16]},
            _bar(title, document.source.path.name, places),
            E.main(*main) if main else E.main(E.p({"class": "none"}, "Nothing is doubted.")),
            _foot(command),
            E.script(script),
        ),
        lang="en",
    )
    written: bytes = etree.tostring(
        root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>"
    )
    return written + b"\n"


def _places(document: Document, doubts: Iterable[Doubt], policy: Policy) -> Iterable[_Place]:
    text = Text(document)
    flows = text.corrected if policy == "corrected" else text.witness
    near = near_words(document, policy)
    for doubt in doubts:
        question = question_of(doubt)
        passage = passage_at(document, flows, question.start, question.last)
        if passage is not None:
            yield _Place(question, passage, near(passage))


def _bar(title: str, name: str, places: Sequence[_Place]) -> Any:
    counts = Counter(place.question.rule.family for place in places)
    families = [
        E.button({"type": "button", "data-family": family, "aria-pressed": "true"},
                 family, " ", E.span(str(count)))
        for family, count in counts.items()
    ]  # fmt: skip
    orders = (("likely", "likeliest first"), ("text", "as in the text"))
    return E.header(
        {"class": "bar"},
        E.div(
            {"class": "title"},
            E.h1(title),
            E.p(E.span(name), " · ", E.output({"id": "progress"}, f"{len(places)} doubts")),
        ),
        E.nav({"class": "families", "aria-label": "Families of doubts"}, *families),
        E.div(
            {"class": "tools"},
            E.label(
                "Order ",
                E.select(
                    {"id": "order"}, *(E.option({"value": value}, said) for value, said in orders)
                ),
            ),
            E.button({"type": "button", "id": "save", "disabled": ""}, "Save the decisions"),
        ),
    )


def _article(number: int, place: _Place) -> Any:
    question, whole = place.question, place.whole
    line, column = whole.document.source.position(question.start)
    name = f"doubt-{number}"
    data = {
        "sic": whole.words,
        "in": whole.place,
        "before": whole.before(_CONTEXT),
        "after": whole.after(_CONTEXT),
        "code": question.rule.code,
        "words": question.words,
        "near": place.near,
        "family": question.rule.family,
        "offset": str(question.start),
    }
    return E.article(
        {"class": "doubt", "id": name, "tabindex": "-1", "aria-labelledby": f"{name}-why"},
        {f"data-{key}": _printable(value) for key, value in data.items()},
        E.p(
            {"class": "kind"},
            E.span({"class": "family"}, question.rule.family),
            E.code(question.rule.code),
            E.span({"class": "likely"}, f"{question.probability:.0%} likely"),
            E.span({"class": "place"}, " · ".join(filter(None, (whole.place, f"{line}:{column}")))),
        ),
        _paragraph(place.passage),
        E.p({"class": "why", "id": f"{name}-why"}, _printable(question.message), " ",
            E.span(_printable(question.remedy))),
        _choices(place.obstacle),
        _fields(name, whole.words),
    )  # fmt: skip


def _paragraph(passage: Passage) -> Any:
    left, right = map(_printable, passage.around(_ROOM))
    mark = E.mark(_printable(passage.flow.text[passage.first : passage.last]))
    return E.p({"class": "text"}, left, mark, right)


def _choices(obstacle: str) -> Any:
    buttons = []
    for value, key, said in _CHOICES:
        pressed = "true" if value == "later" else "false"
        button = E.button(
            {"type": "button", "data-answer": value, "aria-pressed": pressed}, E.kbd(key), " ", said
        )
        if obstacle and value in {"correction", "keep"}:
            button.set("disabled", "")
            button.set("title", f"Not here: {obstacle}")
        buttons.append(button)
    return E.div({"class": "choices", "role": "group", "aria-label": "Answer"}, *buttons)


def _fields(name: str, words: str) -> Any:
    return E.form(
        {"autocomplete": "off", "hidden": ""},
        E.div(
            {"data-for": "correction"},
            E.label("Read ", E.input(name="corr", value=_printable(words), spellcheck="false")),
            E.label("Certainty ", E.select(*map(E.option, CERTAINTIES), name="cert")),
            E.label({"class": "wide"}, "Evidence ", E.input(name="evidence")),
        ),
        E.div(
            {"data-for": "keep"},
            E.label(
                {"class": "wide"},
                "A note for readers ",
                E.input(name="note", placeholder="if none is wanted, <sic> is enough"),
            ),
        ),
        E.div(
            {"data-for": "suppression"},
            E.label({"class": "wide"}, "Reason ", E.input(name="reason")),
        ),
        {"aria-label": f"Answer to {name}"},
    )


def _foot(command: str) -> Any:
    keys = [E.li(*(E.kbd(key) for key in said.split()), " ", what) for said, what in _KEYS]
    return E.footer(
        E.p(
            {"id": "saved", "role": "status", "hidden": ""},
            "Saved. Corrections are applied by ", E.code(f"edition correct --from {command}"),
            ", all decisions by ", E.code(f"edition proof --answers {command}"), ".",
        ),
        E.ul({"class": "keys"}, *keys),
    )  # fmt: skip


def _title(document: Document) -> str:
    found = next(document.root.iter(tei("title")), None)
    words = " ".join(text_in(found).split()) if found is not None else ""
    return _printable(words) or document.source.path.name


def _own(name: str) -> str:
    text = files(__package__).joinpath(name).read_text("utf-8")
    if "</" in text:  # HTML 4.12.1: what a style or script must not contain
        raise EditionError(Finding("defect", Severity.ERROR, f"{name} holds an end tag"))
    return text


def _policy(style: str, script: str) -> str:
    hashes = (base64.b64encode(hashlib.sha256(one.encode()).digest()) for one in (style, script))
    of_style, of_script = (f"'sha256-{one.decode()}'" for one in hashes)
    return (
        f"default-src 'none'; style-src {of_style}; script-src {of_script}; "
        "base-uri 'none'; form-action 'none'"
    )


def _printable(text: str) -> str:
    """White space as one space, and no character that HTML forbids (13.2.3.5)."""
    return "".join(
        " " if one in "\t\n\r" else "\ufffd" if one < " " or "\x7f" <= one < "\xa0" else one
        for one in text
    )

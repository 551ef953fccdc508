"""What a document asks for of its looks, and what a page can bear of it."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.model.bearable import fitted
from pipeline.model.rendition import safe_declarations
from pipeline.outputs.epub.mirror import mirrored


@pytest.mark.parametrize(
    "style",
    [
        "color: white", "color: #fefefe", "color: rgb(250, 250, 250)", "color: rgba(0,0,0,0)",
        "color: lavender", "background-color: black", "background-color: #333",
        "font-size: 12em", "font-size: 0.1em", "line-height: 0", "letter-spacing: 200px",
        "padding-left: 300%", "margin-top: -3em", "border: 150pt solid red", "display: none",
        "white-space: nowrap", "text-transform: full-width", "width: 3cm", "color: url(x)",
    ],
)  # fmt: skip
def test_what_would_hide_or_move_a_text_is_left_out(style: str) -> None:
    assert safe_declarations(style) == ""


@pytest.mark.parametrize(
    "style",
    [
        "color: darkred", "color: #800", "background-color: yellow", "background-color: #ffd",
        "font-size: 120%", "line-height: 1.5", "letter-spacing: 0.2em", "margin-left: 4em",
        "text-indent: -2em", "border: 1pt solid", "font-weight: 700", "text-transform: uppercase",
    ],
)  # fmt: skip
def test_looks_are_kept(style: str) -> None:
    assert safe_declarations(style) == style


def test_a_size_is_bounded_together_with_those_around_it() -> None:
    outer = etree.Element("p", style="font-size: 3em")
    inner = etree.SubElement(outer, "i")
    assert fitted("font-size: 3em; color: red", inner) == "color: red"
    assert fitted("font-size: 20pt", inner) == "font-size: 20pt"
    assert fitted("font-size: 0.5em", inner) == "font-size: 0.5em"


def test_margins_leave_room_for_words() -> None:
    outer = etree.Element("div", style="margin-left: 10em")
    inner = etree.SubElement(outer, "p")
    assert fitted("margin-left: 3em", inner) == "margin-left: 3em"
    assert fitted("margin-left: 10em", inner) == ""


def test_from_right_to_left_the_sides_change_places() -> None:
    ours = (
        b"div.l { padding-left: 2em; text-indent: -2em }\n"
        b"p.salute { text-align: left }\n"
        b"div.l::before { float: right; margin-left: 1em }\n"
        b"div.entry { margin: 0 0 .4em 1.25em }\n"
        b":root .left { text-align: left }\n"
    )
    assert mirrored(ours) == (
        b"div.l { padding-right: 2em; text-indent: -2em }\n"
        b"p.salute { text-align: right }\n"
        b"div.l::before { float: left; margin-right: 1em }\n"
        b"div.entry { margin: 0 1.25em .4em 0 }\n"
        b":root .left { text-align: left }\n"
    )

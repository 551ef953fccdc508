"""The paratext that every output shares, made from the `Book` alone.

Each function gives one ``section.matter`` of XHTML with an id of its own, or
None where there is nothing to say. `epub:type` and `role` follow the EPUB 3
Structural Semantics Vocabulary and DPUB-ARIA 1.1. Every word inside
``section.matter`` is the edition's and not the text's; outside of it, what an
output adds carries the class `added`.

Correction X, whose passage in the text has the id ``X``, has its entry at the
id ``X-entry`` (`entry_id`), and the entry links back to ``#X``.
"""

from pipeline.outputs.matter.colophon import colophon
from pipeline.outputs.matter.corrections import altered, corrections, listed
from pipeline.outputs.matter.entries import entry_id
from pipeline.outputs.matter.hands import Hands
from pipeline.outputs.matter.note_on_the_text import Medium, note_on_the_text
from pipeline.outputs.matter.register import register
from pipeline.outputs.matter.title_page import title_page

__all__ = [
    "Hands",
    "Medium",
    "altered",
    "colophon",
    "corrections",
    "entry_id",
    "listed",
    "note_on_the_text",
    "register",
    "title_page",
]

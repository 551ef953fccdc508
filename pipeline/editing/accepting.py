"""A doubtful reading is kept, and the master says so: `<sic>` (TEI 3.5.1), or a textual note (3.9).

Either is an answer that the proofreader respects. No `change` is entered: the text reads what
it read before.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from pipeline.editing.document import Document
from pipeline.editing.edits import Edit
from pipeline.editing.passages import Obstacle, Passage, extent
from pipeline.editing.placing import Placed
from pipeline.editing.source import require_xml_characters
from pipeline.finding import EditionError, Finding, Severity


def placed(passage: Passage) -> Placed:
    """The passage with the stretch of the source that is to be wrapped; `EditionError` if none."""
    stretch = extent(passage)
    if not isinstance(stretch, Obstacle):
        return Placed(passage, *stretch)
    line, column = passage.document.source.position(passage.offset)
    raise EditionError(
        Finding(
            "correct-crossing",
            Severity.ERROR,
            f"“{passage.words}”: {stretch.reason}.",
            passage.document.source.path,
            line,
            column,
            "Choose a passage that holds whole elements, or none; or edit the master.",
        )
    )


def marked(document: Document, at: Placed) -> list[Edit]:
    """The edits that say by `<sic>` that the witness reads so, and that the reading is kept."""
    sic = document.tag_name(at.around, "sic")
    return [Edit(at.start, at.end, f"<{sic}>{document.text[at.start : at.end]}</{sic}>")]


def noted(document: Document, at: Placed, words: str, name: str, resp: str = "") -> list[Edit]:
    """The edits that put a textual note after the passage, pointing to it by `@corresp`.

    `name` is the id that the note gets.
    """
    require_xml_characters(words, "The note")
    source = document.source
    seg, note = (document.tag_name(at.around, name) for name in ("seg", "note"))
    who = f" resp={source.attribute(resp)}" if resp else ""
    new = f'<{seg} xml:id="{name}-words" type="doubted">{document.text[at.start : at.end]}</{seg}>'
    new += f'<{note} xml:id="{name}" type="textual"{who} corresp="#{name}-words">'
    new += f"{source.content(' '.join(words.split()))}</{note}>"
    return [Edit(at.start, at.end, new)]


def free_names(document: Document) -> Iterator[str]:
    """Ids for textual notes that the document does not have yet."""
    for number in itertools.count(1):
        name = f"query-{number}"
        if name not in document.by_id and f"{name}-words" not in document.by_id:
            yield name

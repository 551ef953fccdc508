"""A master from a transcription: its header, its text, and what was set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.finding import EditionError, Finding, Severity
from pipeline.importing.decoding import read_transcription
from pipeline.importing.hyphens import Lexicon, join_words, no_words
from pipeline.importing.pages import FORM_FEED
from pipeline.importing.structure import structure
from pipeline.importing.transcription import Block, Transcription, shown
from pipeline.importing.writing import text_element
from pipeline.tei.languages import language_tag

FORMS = {
    ".txt": "plain", ".text": "plain", "": "plain", ".utf8": "plain",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
_TEXT = re.compile(r"[ \t]*<text\b.*</text>[ \t]*\n?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: the `text` element, the witness, and what to tell the editor."""

    text: str
    witness: str
    transcription: Transcription
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """The title that the transcription gives itself."""
        return self.transcription.title


def import_file(
    path: Path, form: str = "", language: str = "", lexicon: Lexicon = no_words
) -> Imported:
    """Read the transcription at `path`; `form` is plain, markdown or html, else its suffix says.

    With the `lexicon` words are known that the end of a line parts.
    """
    form = form or FORMS.get(path.suffix.lower(), "")
    if not form:
        known = ", ".join(suffix for suffix in FORMS if suffix)
        raise EditionError(
            Finding(
                "import-form",
                Severity.ERROR,
                f"a file with the ending {path.suffix} is not known",
                path,
                remedy=f"Known: {known}. Or say what it is: --from plain, markdown or html.",
            )
        )
    text, findings = read_transcription(path, form)
    found = _read(text, form, path)
    if language:
        found.language = language_tag(language) or language
    if form == "plain" or found.pages or found.line_ends:
        join_words(found, lexicon)
    if not found.blocks:
        message = "there is no text in this file"
        raise EditionError(Finding("import-unreadable", Severity.ERROR, message, path))
    made = structure(found)
    # Lines are those of the witness, which is the file itself unless that is HTML.
    where = path if found.text == text else None
    findings += [each if each.path else each._replace(path=where) for each in found.findings]
    findings += [_set_aside(found, block, where) for block in made.furniture]
    element = text_element(found, made.marks)
    return Imported(element, found.text, found, tuple(findings))


def _read(text: str, form: str, path: Path) -> Transcription:
    if form == "plain":
        from pipeline.importing.plain import read_plain

        return read_plain(text)
    text = text.replace(FORM_FEED, "")
    if form == "markdown":
        from pipeline.importing.markdown import read_markdown

        return read_markdown(text)
    from pipeline.importing.html import read_html

    return read_html(text, path)


def with_text(master: str, text: str) -> str:
    """The master with its `text` element replaced by another."""
    return _TEXT.sub(lambda _found: text, master, count=1)


def header_fields(imported: Imported) -> dict[str, str]:
    """What the transcription says of itself, as fields of a new edition's header."""
    found = imported.transcription
    fields = {
        "title": found.title or found.label,
        "author": found.author,
        "translator": found.translator,
        "language": found.language,
    }
    return {name: value for name, value in fields.items() if value}


def _set_aside(found: Transcription, block: Block, path: Path | None) -> Finding:
    words = shown(found.words(block))
    line, column = found.position(block.start)
    return Finding(
        "import-set-aside",
        Severity.INFO,
        f"taken for furniture of the page ({block.type or 'pageNum'}): “{words}”",
        path,
        line,
        column,
        "It is kept as <fw> in the master and printed by no edition; if it belongs to the text, "
        "make it a <p> or a <head>.",
    )

"""`edition import`: a transcription becomes the text of an edition, and its witness."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath

from pipeline.edition import Edition
from pipeline.finding import EditionError, Finding, Severity
from pipeline.founding.edition import PLACEHOLDER, with_fields
from pipeline.founding.files import write_files
from pipeline.founding.language import doubtful_language
from pipeline.importing.master import Imported, with_text

_WITNESS = "witness.txt"
_CHANGES = re.compile(r"([ \t]*)<revisionDesc\b[^>]*>\n?")
_CHANGE_NUMBER = re.compile(r'<change\b[^>]*\bn="(\d+)\.(\d+)"')
_WITNESS_BIBL = re.compile(r"(<bibl [^>]*xml:id=\"witness\"[^>]*>)(.*?)(</bibl>)", re.DOTALL)
_WITNESS_KEY = re.compile(r"^#?\s*witness\s*=.*$", re.MULTILINE)
_LANGUAGE = re.compile(r'<TEI\b[^>]*xml:lang="([^"]+)"')
_GRAPHIC = re.compile(
    r'^[ \t]*<figure><graphic url="([^"]*)"/></figure>\n|'
    r'<figure><graphic url="([^"]*)"/></figure>|<graphic url="([^"]*)"/>',
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """The files that the import wrote, and what is to be said of it."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def place_import(
    edition: Edition,
    imported: Imported,
    origin: Path,
    today: str,
    fields: Mapping[str, str],
    *,
    force: bool = False,
) -> Placed:
    """Put the transcription into the master of `edition`, and keep it as its witness.

    `fields` (title, author, translator) fill the header of a master that had no text.
    """
    settings = edition.settings
    if settings is None:
        raise EditionError(Finding("import-settings", Severity.ERROR, "there is no edition.toml"))
    master = edition.master.read_text("utf-8")
    if PLACEHOLDER not in master and not force:
        raise EditionError(
            Finding(
                "import-not-empty",
                Severity.ERROR,
                "the master holds a text already; nothing was written",
                edition.master,
                remedy="Import into a new edition (edition import FILE FOLDER), or say --force to "
                "write over the text. The header is kept in any case.",
            )
        )
    folder = settings.parent
    witness = folder / _WITNESS
    text, findings, images = _with_images(imported, origin, folder)
    language = _LANGUAGE.search(master)
    if language:
        findings += doubtful_language(imported, language[1])
    if language and "<text>" in text:
        text = text.replace("<text>", f'<text xml:lang="{language[1]}">', 1)
    made = with_text(with_fields(master, fields) if PLACEHOLDER in master else master, text)
    made = _changed(made, origin.name, today)
    made = _WITNESS_BIBL.sub(lambda found: found[1] + _described(imported, origin) + found[3], made)
    said = _with_witness(settings.read_text("utf-8"))
    write_files({witness: imported.witness, settings: said, edition.master: made}, folder)
    files = (edition.master, witness, settings)
    kept = _keep_original(origin, folder, imported)
    return Placed((*files, *kept, *images), tuple(findings))


def _with_images(
    imported: Imported, origin: Path, folder: Path
) -> tuple[str, list[Finding], list[Path]]:
    """The text, its images copied beside the master; those that are not there are told of."""
    findings, copied, missing = [], [], set()
    for name in dict.fromkeys(imported.transcription.images):
        source = origin.parent / PurePosixPath(name)
        inside = source.resolve().is_relative_to(origin.parent.resolve())
        target = folder / PurePosixPath(name)
        if not inside or not source.is_file():
            missing.add(name)
            message = f"the image {name} is not there; its place in the text is left without one"
            remedy = "Put it into the folder and write <graphic url=…/> there."
            findings.append(
                Finding("import-image", Severity.WARNING, message, origin, remedy=remedy)
            )
        elif target.resolve() != source.resolve() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            copied.append(target)
    gone = {escape(name) for name in missing}
    text = _GRAPHIC.sub(
        lambda found: "" if found[found.lastindex or 0] in gone else found[0], imported.text
    )
    return text, findings, copied


def _changed(master: str, name: str, today: str) -> str:
    """The master with one more change at the head of its revision history."""
    numbers = [(int(a), int(b)) for a, b in _CHANGE_NUMBER.findall(master)]
    major, minor = max(numbers, default=(0, 1))
    number = f"{major}.{minor + 1}"
    said = f"The text was made from the transcription {escape(name)} by a program."

    def change(found: re.Match[str]) -> str:
        indent = found[1] + "  "
        head = found[0] if found[0].endswith("\n") else found[0] + "\n"
        return f'{head}{indent}<change n="{number}" when="{today}" who="#editors">{said}</change>\n'

    return _CHANGES.sub(change, master, count=1)


def _described(imported: Imported, origin: Path) -> str:
    said = imported.transcription.origin
    name = escape(origin.name)
    kept = f'<ref target="{_WITNESS}">{_WITNESS}</ref>'
    return f"{said} Its file was {name}. Its text is kept with this master as {kept}."


def _with_witness(settings: str) -> str:
    """The settings, naming the witness."""
    line = (
        f'witness = "{_WITNESS}"          # what the master must give back, character for character'
    )
    if _WITNESS_KEY.search(settings):
        return _WITNESS_KEY.sub(line, settings, count=1)
    return f"{line}\n{settings}"


def _keep_original(origin: Path, folder: Path, imported: Imported) -> list[Path]:
    """The file itself, where the witness is only its text (a page of HTML)."""
    target = folder / f"witness{origin.suffix.lower()}"
    same = target.name == _WITNESS or target.resolve() == origin.resolve()
    if same or origin.read_bytes() == imported.witness.encode("utf-8"):
        return []
    shutil.copyfile(origin, target)
    return [target]

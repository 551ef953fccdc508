"""Builds an edition: reads the master, interprets it, writes each output whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.customization import rule_files
from pipeline.finding import EditionError, Finding, Severity
from pipeline.inputs import Inputs
from pipeline.recipe import digest, recipe
from pipeline.record import Made, Record
from pipeline.side_by_side import SideBySide
from pipeline.whole import write_whole
from pipeline.writers import Materials, Written, cover, write

if TYPE_CHECKING:
    from pipeline.edition import Edition, Output
    from pipeline.model.book import Book
    from pipeline.outputs.pagination import Pagination
    from pipeline.tei.parse import Master

Progress = Callable[[str], None]

# What no PDF can be made of, or not rightly.
_BEYOND_THE_ENGINE = frozenset(("pdf-too-large", "pdf-right-to-left", "pdf-glyph-missing"))


@dataclass(slots=True)
class Built:
    """What a build made, and what there is to say about it.

    `unchanged` names the outputs that were there already, made of the same;
    their findings of that time are among `findings`. `master` is None where
    nothing had to be made.
    """

    files: dict[str, Path] = field(default_factory=dict)  # by the output's name
    unchanged: frozenset[str] = frozenset()
    books: dict[str, Book] = field(default_factory=dict)  # by reading, and output if it matters
    book_of: dict[str, Book] = field(default_factory=dict)  # by the output's name
    findings: list[Finding] = field(default_factory=list)
    master: Master | None = None
    paginations: dict[str, Pagination] = field(default_factory=dict)  # by the PDF's name


def build(
    edition: Edition,
    *,
    force: bool = False,
    keep_book: bool = False,
    jobs: int = 1,
    progress: Progress = lambda _what: None,
) -> Built:
    """Make every output of the edition that is not there already, made of the same bytes.

    At most `jobs` of them are made at once, where the machine can.
    An output that cannot be made leaves the others alone: why is a finding.
    Raises `EditionError` where there is nothing to make them from.
    """
    record = Record.of(edition)
    kept = {} if force or keep_book else _unchanged(edition, record)
    built = Built(unchanged=frozenset(kept))
    for made in kept.values():
        built.findings += made.findings
    if len(kept) < len(edition.outputs):
        _make(edition, record, built, jobs, progress)
    built.findings = _weighed(edition, dict.fromkeys(built.findings))
    built.files |= {
        output.name: edition.output_dir / output.file
        for output in edition.outputs
        if output.name in kept
    }
    if keep_book:
        _keep(built, edition)
    return built


def _weighed(edition: Edition, findings: Iterable[Finding]) -> list[Finding]:
    """That a PDF cannot be is an error for who asked for one; others have EPUB and text."""
    if not edition.is_by_default:
        return list(findings)
    return [
        each._replace(severity=min(each.severity, Severity.WARNING))
        if each.code in _BEYOND_THE_ENGINE
        else each
        for each in findings
    ]


def _unchanged(edition: Edition, record: Record) -> dict[str, Made]:
    found = {output.name: record.unchanged(output, edition) for output in edition.outputs}
    return {name: made for name, made in found.items() if made is not None}


def _make(edition: Edition, record: Record, built: Built, jobs: int, progress: Progress) -> None:
    """Read the master and make what is wanted; every output is of one and the same reading."""
    from pipeline.tei.parse import read_master

    progress(f"reading {edition.master.name}")
    master = built.master = read_master(edition.master)
    inputs = Inputs.of(master, record)
    built.findings += master.findings
    wanted = [output for output in edition.outputs if output.name not in built.unchanged]
    recipes = {output.name: recipe(output, edition) for output in wanted}
    made_before = frozenset(record.made)
    covers = [partial(cover, master)] if any(each.format == "epub" for each in wanted) else []
    with SideBySide(covers, jobs, ahead=True) as drawn:
        materials = Materials(inputs, recipes, lru_cache(maxsize=1)(drawn.next), made_before)
        for output in wanted:
            record.made.pop(output.file.as_posix(), None)
            _book(built, edition, output, progress)
        # What goes by the pages of a PDF comes after the PDFs.
        for paged in (False, True):
            outputs = [output for output in wanted if (output.paged_by is not None) is paged]
            _write(edition, outputs, materials, record, built, jobs, progress)
    _look_again(edition, record, built, inputs)
    _remember(record, built)


def _write(
    edition: Edition,
    outputs: list[Output],
    materials: Materials,
    record: Record,
    built: Built,
    jobs: int,
    progress: Progress,
) -> None:
    """Make some of the outputs, put each in its place, and note what it is made of."""
    books = [_paged(edition, output, built) for output in outputs]
    writers = [partial(write, *each, materials) for each in zip(books, outputs, strict=True)]
    defects = []
    with SideBySide(writers, jobs) as written:
        for book, output in zip(books, outputs, strict=True):
            progress(f"writing {output.file}")
            try:
                made = _put(edition, output, materials, written, built)
            except Exception as defect:  # which is told once the others are there
                defects.append(defect)
                continue
            if made is not None:
                said = (*book.findings, *made.findings)
                recorded = Made(
                    materials.recipes[output.name],
                    materials.inputs.digests,
                    digest(made.data),
                    said,
                )
                record.made[output.file.as_posix()] = recorded
    if defects:
        raise defects[0]


def _put(
    edition: Edition,
    output: Output,
    materials: Materials,
    written: SideBySide[Written],
    built: Built,
) -> Written | None:
    """Put what comes next in its place, or say why it cannot be made."""
    path = edition.output_dir / output.file
    try:
        _spare(edition, output, materials)
        made = written.next()
        made = made._replace(findings=_about(path, made.findings))
        built.findings += made.findings
        write_whole(path, made.data)
    except EditionError as error:
        built.findings += _about(path, error.findings)
        return None
    built.files[output.name] = path
    if made.pagination is not None:
        built.paginations[output.name] = made.pagination
    return made


def _spare(edition: Edition, output: Output, materials: Materials) -> None:
    """Raise `EditionError` where an output would replace what it is made of, or another's work."""
    path, folder = edition.output_dir / output.file, edition.master.resolve().parent
    styles = (style for output in edition.outputs for style in output.stylesheets)
    beside = filter(None, (edition.witness, edition.odd, edition.settings, *styles))
    read = (folder / name for name in materials.inputs.digests)
    place, said = path.resolve(), ""
    if place in {*read, *(each.resolve() for each in beside)}:
        said = "a file that the edition is made of"
    elif place.parent == folder and path.exists():
        # Beside the master may lie a transcription of that name.
        said = (
            ""
            if output.file.as_posix() in materials.made_before
            else "a file that no build has made"
        )
    if said:
        message = f"{path.name} would replace {said}: it is not written"
        remedy = "Move that away, choose another folder with -o, or another name in the settings."
        raise EditionError(Finding("output-is-input", Severity.ERROR, message, path, remedy=remedy))


def _about(path: Path, findings: Iterable[Finding]) -> list[Finding]:
    """What a writer says of no place of the master it says of its output."""
    return [found if found.path else found._replace(path=path) for found in findings]


def _look_again(edition: Edition, record: Record, built: Built, inputs: Inputs) -> None:
    """Say so when the master, or what belongs to it, was changed meanwhile."""
    changed = inputs.changed(record)
    made = [output for output in edition.outputs if output.name in built.files]
    if not changed or not made:
        return
    files = ", ".join(output.file.name for output in made)
    before = not changed - inputs.read
    if not before:  # an image, perhaps read before it was changed and again after
        for output in made:
            record.made.pop(output.file.as_posix(), None)
    state = "of the version before" if before else "whole, but perhaps of both versions"
    built.findings.append(
        Finding(
            "master-changed",
            Severity.WARNING,
            f"{', '.join(sorted(changed))}: changed while the outputs were made; "
            f"{files} {'are' if len(made) > 1 else 'is'} {state}",
            edition.master,
            remedy="Build again.",
        )
    )


def _remember(record: Record, built: Built) -> None:
    """Write the record. Without it all is well, only slower the next time."""
    if not built.files:
        return
    try:
        write_whole(record.path, record.text(), lasting=False)
    except EditionError:
        built.findings.append(
            Finding(
                "record-unwritable",
                Severity.INFO,
                "what this build made cannot be recorded: the next one makes everything anew",
                record.path,
            )
        )


def _book(built: Built, edition: Edition, output: Output, progress: Progress) -> Book:
    """The book under one reading policy, interpreted once for all outputs that share it.

    They do not share it where a rule file of the edition has rules for one kind of output only.
    """
    from pipeline.model.interpret import interpret
    from pipeline.model.rules import MEDIA, distinguish_outputs

    medium = MEDIA[output.format]
    name: str = output.reading
    if edition.odd is not None and distinguish_outputs(rule_files(edition.odd)):
        name = f"{output.reading}-{medium}"
    if name not in built.books:
        assert built.master is not None
        progress(f"interpreting {edition.master.name} ({name})")
        built.books[name] = interpret(built.master, output.reading, edition.odd, medium)
        built.findings += built.books[name].findings
    built.book_of[output.name] = built.books[name]
    return built.books[name]


def _paged(edition: Edition, output: Output, built: Built) -> Book:
    """The book of an output: with the pages of a PDF, if it goes by them and there can be one."""
    book, pdf = built.book_of[output.name], output.paged_by
    if pdf is None:
        return book
    from pipeline.outputs.pagination import carried_by, paged
    from pipeline.outputs.pdf import paginate

    pages = built.paginations.get(pdf.name)
    if pages is None and pdf.name in built.unchanged:
        pages = carried_by(edition.output_dir / pdf.file)
    if pages is None:
        own = [path.read_bytes() for path in pdf.stylesheets]
        try:
            pages = paginate(book, layout=pdf.layout, stylesheets=own, settings=pdf.page)
        except EditionError as error:
            built.findings += _about(edition.output_dir / pdf.file, error.findings)
            return book
    built.paginations[pdf.name] = pages
    return paged(book, pages, marks=output.format == "text")


def _keep(built: Built, edition: Edition) -> None:
    from pipeline.model.dump import dump_book

    for name, book in built.books.items():
        path = edition.output_dir / f"{edition.master.stem}-{name}.book.xhtml"
        write_whole(path, dump_book(book))
        built.files[f"book-{name}"] = path

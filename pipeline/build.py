"""Builds an edition: reads the master, interprets it, writes each output whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.finding import EditionError, Finding, Severity

if TYPE_CHECKING:
    from pipeline.edition import Edition, Output
    from pipeline.model.book import Book
    from pipeline.tei.parse import Master
    from pipeline.tei.reading import Policy

Progress = Callable[[str], None]


@dataclass(slots=True)
class Built:
    """What a build made, and what there is to say about it."""

    files: dict[str, Path] = field(default_factory=dict)  # by the output's name
    books: dict[Policy, Book] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    master: Master | None = None


def build(
    edition: Edition, *, keep_book: bool = False, progress: Progress = lambda _what: None
) -> Built:
    """Make every output of the edition.

    An output that cannot be made leaves the others alone: why is a finding.
    Raises `EditionError` where there is nothing to make them from.
    """
    from pipeline.tei.parse import read_master

    progress(f"reading {edition.master.name}")
    master = read_master(edition.master)
    built = Built(master=master, findings=list(master.findings))
    for output in edition.outputs:
        book = _book(built, edition, output.reading, progress)
        progress(f"writing {output.file}")
        try:
            data, findings = _written(book, output)
            built.findings += findings
            path = edition.output_dir / output.file
            write_whole(path, data)
        except EditionError as error:
            built.findings += error.findings
        else:
            built.files[output.name] = path
    if keep_book:
        _keep(built, edition)
    return built


def _book(built: Built, edition: Edition, reading: Policy, progress: Progress) -> Book:
    """The book under one reading policy, interpreted once for all outputs that share it."""
    from pipeline.model.interpret import interpret

    if reading not in built.books:
        assert built.master is not None
        progress(f"interpreting {edition.master.name} ({reading})")
        book = interpret(built.master, reading, edition.odd)
        built.books[reading] = book
        built.findings = list(dict.fromkeys([*built.findings, *book.findings]))
    return built.books[reading]


def _written(book: Book, output: Output) -> tuple[bytes, list[Finding]]:
    """The bytes of one output. Each writer is imported only when its output is wanted."""
    own = [path.read_bytes() for path in output.stylesheets]
    if output.format == "epub":
        from pipeline.outputs.epub import write_epub

        return write_epub(book, b"\n".join(own) or None), []
    if output.format == "text":
        from pipeline.outputs.text import write_text

        return write_text(book), []
    from pipeline.outputs.pdf import write_pdf

    result = write_pdf(book, layout=output.layout, stylesheets=own, variant=output.variant)
    return result.data, list(result.findings)


def _keep(built: Built, edition: Edition) -> None:
    from pipeline.model.dump import dump_book

    for reading, book in built.books.items():
        path = edition.output_dir / f"{edition.master.stem}-{reading}.book.xhtml"
        write_whole(path, dump_book(book))
        built.files[f"book-{reading}"] = path


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that whoever looks finds the old file or the new one, whole."""
    with _said_plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with partial.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


@contextmanager
def _said_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EditionError(
            Finding(
                "output-unwritable",
                Severity.ERROR,
                f"cannot write {path.name}: {error.strerror}; what was there before is untouched",
                path=path,
                remedy="Free some space, mend the folder's permissions, or choose another one "
                "with --output-dir.",
            )
        ) from error

"""An edition: a master, what stands beside it, and the files to make of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.finding import EditionError, Finding, Severity
from pipeline.page_settings import AS_THE_LAYOUT, PageSettings
from pipeline.resources import layouts

if TYPE_CHECKING:
    from pipeline.tei.reading import Policy

FORMATS = {"epub": ".epub", "pdf": ".pdf", "text": ".txt"}
READINGS = ("corrected", "witness")
RECORDS = ".edition-build"  # the folder, beside the outputs, of what `record` remembers of them
_LONGEST_NAME = 240  # bytes, of 255: a file has a longer one while it is written
VARIANTS = ("pdf/ua-1", "pdf/a-3u", "pdf/a-3a")


class Output(NamedTuple):
    """One file to make: `[outputs.NAME]` of the settings. `file` is below the output folder."""

    name: str
    format: str
    file: Path
    reading: Policy = "corrected"
    layout: str = "reading"
    variant: str = "pdf/ua-1"
    stylesheets: tuple[Path, ...] = ()
    page: PageSettings = AS_THE_LAYOUT
    paged_by: Output | None = None  # the PDF whose pages an EPUB or a text goes by
    enclose_master: bool = True  # EPUB and PDF: carry the files that the output was made from


class Edition(NamedTuple):
    """A master, what stands beside it, and the outputs wanted."""

    master: Path
    output_dir: Path
    outputs: tuple[Output, ...]
    witness: Path | None = None
    odd: Path | None = None
    responsible: str = ""
    settings: Path | None = None
    is_by_default: bool = False  # whether nobody named the outputs
    within: Path | None = None  # the folder named, where the master was found in one

    def stay_inside(self) -> None:
        """Raise `EditionError` where the master is a link that leads out of the folder named."""
        if self.within is None or self.master.resolve().is_relative_to(self.within):
            return
        message = "this link leads out of the folder: what it leads to is not read"
        remedy = "Take it away, or put a copy of the file in its place."
        raise EditionError(
            Finding("input-link", Severity.ERROR, message, self.master, remedy=remedy)
        )

    def select(self, names: Iterable[str]) -> Edition:
        """The edition with only the outputs so named, or of the formats so named."""
        wanted = set(names)
        known = {output.name for output in self.outputs}
        formats = {output.format for output in self.outputs} - known
        for name in sorted(wanted - known - formats):
            raise EditionError(_unknown_output(name, self))
        chosen = [o for o in self.outputs if o.name in wanted or o.format in wanted & formats]
        return self._replace(outputs=tuple(chosen), is_by_default=False) if wanted else self


def excerpt(edition: Edition, section: str, pages: str) -> Edition:
    """The edition's PDFs alone, each as an excerpt in a file of its own name."""
    mark = f"section-{section}" if section else f"pages-{pages}"
    mark = "-".join("".join(c if c.isalnum() else " " for c in mark).split())
    outputs = tuple(
        each._replace(
            file=each.file.with_name(f"{each.file.stem}-{mark}{each.file.suffix}"),
            page=each.page._replace(section=section, pages=pages),
        )
        for each in _pdfs(edition)
    )
    return edition._replace(outputs=outputs, is_by_default=False)


def in_layout(edition: Edition, layout: str) -> Edition:
    """A PDF of each reading in this layout, each in a file named after it."""
    known = layouts()
    if layout not in known:
        raise EditionError(
            Finding(
                "usage",
                Severity.ERROR,
                f"there is no layout “{layout}”{did_you_mean(layout, known)}",
                remedy=f"The layouts are: {', '.join(known)}.",
            )
        )
    laid_out: dict[Path, Output] = {}
    for each in _pdfs(edition):
        name = default_file(edition.master.stem, "pdf", layout, each.reading)
        file = each.file.with_name(name.name)
        laid_out.setdefault(file, each._replace(file=file, layout=layout))
    return edition._replace(outputs=tuple(laid_out.values()), is_by_default=False)


def _pdfs(edition: Edition) -> list[Output]:
    """The PDFs among the outputs; raises `EditionError` where there is none."""
    if pdfs := [each for each in edition.outputs if each.format == "pdf"]:
        return pdfs
    message = "none of these outputs is a PDF, and only a PDF has pages"
    raise EditionError(Finding("usage", Severity.ERROR, message, edition.settings))


def _unknown_output(name: str, edition: Edition) -> Finding:
    known = ", ".join(output.name for output in edition.outputs)
    return Finding(
        "output-unknown",
        Severity.ERROR,
        f"there is no output called “{name}”{did_you_mean(name, known.split(', '))}",
        path=edition.settings,
        remedy=f"edition build --layout {name} makes a PDF in this layout."
        if name in layouts()
        else f"The outputs are: {known}. To build a TEI file, name one that exists.",
    )


def default_file(
    stem: str, form: str, layout: str = "reading", reading: Policy = "corrected"
) -> Path:
    """What an output is called that has no name of its own."""
    marks = [mark for mark in (layout, reading) if mark not in ("reading", READINGS[0])]
    return Path("-".join([stem, *marks]) + FORMATS.get(form, ""))


def default_outputs(stem: str) -> tuple[Output, ...]:
    """All three outputs, named after the master: what a file without settings gets.

    Of these only the PDF carries the master: a page that is handed out can be compared years
    later, while an EPUB would be twice as large, and hold whatever its master does.
    """
    return tuple(
        Output(name, name, default_file(stem, name), enclose_master=name == "pdf")
        for name in FORMATS
    )


def edition_of_file(master: Path, output_dir: Path, stem: str = "") -> Edition:
    """The edition of a TEI file that has no settings, its outputs named after it."""
    return Edition(master, output_dir, default_outputs(stem or master.stem), is_by_default=True)


def is_file_name(path: Path) -> bool:
    """Whether a file can bear the name, and nothing of the program's own does."""
    short = all(len(part.encode("utf-8", "replace")) <= _LONGEST_NAME for part in path.parts)
    return bool(path.name) and short and str(path).isprintable() and RECORDS not in path.parts


def clashes(outputs: Sequence[Output]) -> Iterator[tuple[Output, str]]:
    """The outputs that cannot be written beside others, on a system that knows no capitals."""
    written: dict[str, str] = {}
    for output in outputs:
        first = written.setdefault(str(output.file).casefold(), output.name)
        if first != output.name:
            yield output, f"outputs “{first}” and “{output.name}” would both write {output.file}"
    for output in outputs:
        for folder in output.file.parents:
            if other := written.get(str(folder).casefold()):
                yield output, f"output “{other}” writes {folder}, no folder for {output.file}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The question to ask after an unknown word, or nothing where nothing known is like it."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), 1, 0.5)
    return f" (did you mean “{close[0]}”?)" if close else ""

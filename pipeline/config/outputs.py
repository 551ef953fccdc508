"""The tables `[outputs.NAME]` of the settings become the outputs to make."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pipeline.config.pages import PAGE_KEYS, page_settings
from pipeline.config.table import Table
from pipeline.edition import (
    FORMATS,
    READINGS,
    VARIANTS,
    Output,
    clashes,
    default_file,
    default_outputs,
    did_you_mean,
    is_file_name,
)
from pipeline.resources import layouts

if TYPE_CHECKING:
    from pipeline.tei.reading import Policy

_KEYS = {
    "format": "text",
    "reading": "text",
    "layout": "text",
    "variant": "text",
    "file": "text",
    "stylesheet": "text or list of texts",
    "enclose-master": "true or false",
    "pages-from": "text",
    **PAGE_KEYS,
}


def read_outputs(settings: Table, stem: str) -> tuple[Output, ...]:
    """The outputs that the settings name, else those that a file without settings gets.

    `stem` is what files are named after that have no name of their own.
    """
    if not settings.values.get("outputs"):
        return default_outputs(stem)
    named = settings.within("outputs")
    tables = _tables(named) if named else []
    outputs = [_output(name, table, stem) for name, table in tables]
    for output, why in clashes(outputs):
        table = next(table for name, table in tables if name == output.name)
        remedy = 'Give one of them a name of its own: file = "…"'
        table.fault("settings-value", why, "file", remedy)
    return tuple(
        _paged(output, table, outputs) for output, (_, table) in zip(outputs, tables, strict=True)
    )


def _tables(outputs: Table) -> list[tuple[str, Table]]:
    found = []
    for name in outputs.values:
        table = outputs.within(name)
        if table is not None:
            found.append((name, table))
            continue
        remedy = f'Write [outputs.{name}] and, below it, format = "epub".'
        outputs.fault("settings-type", f"“outputs.{name}” must be a table", name, remedy)
    return found


def _output(name: str, table: Table, stem: str) -> Output:
    table.check(_KEYS)
    form = table.choice("format", FORMATS, name if name in FORMATS else "")
    reading = cast("Policy", table.choice("reading", READINGS, READINGS[0]))
    layout = _layout(table)
    return Output(
        name=name,
        format=form,
        file=_file(table, default_file(stem, form, layout, reading)),
        reading=reading,
        layout=layout,
        variant=table.choice("variant", VARIANTS, VARIANTS[0]),
        stylesheets=_stylesheets(table),
        page=page_settings(table.values, table.fault_of),
        enclose_master=table.values.get("enclose-master", True) is True,
    )


def _file(table: Table, default: Path) -> Path:
    """The name of the file to make, below the folder of the outputs."""
    said = str(table.values.get("file", default))
    file = Path(said)
    if file.is_absolute() or ".." in file.parts:
        message = f"“{table.name}.file” leads out of the output folder"
        remedy = "Give a file name; --output-dir chooses the folder."
        table.fault("settings-path", message, "file", remedy)
    elif not is_file_name(file) or said.endswith(("/", "/.")):
        message = f"“{table.name}.file” is not the name of a file that can be made"
        table.fault("settings-path", message, "file", f'Write, for example, file = "{default}".')
    return file


def _layout(table: Table) -> str:
    layout = str(table.values.get("layout", "reading"))
    known = layouts()
    if layout in known:
        return layout
    hint = did_you_mean(layout, known)
    message = f"“{table.name}.layout”: there is no layout “{layout}”{hint}"
    remedy = f"The layouts are: {', '.join(known)}."
    table.fault("settings-value", message, "layout", remedy)
    return "reading"


def _stylesheets(table: Table) -> tuple[Path, ...]:
    value = table.values.get("stylesheet", [])
    names = value if isinstance(value, list) else [value]
    found = [table.file_named(name, "stylesheet") for name in names]
    return tuple(path for path in found if path is not None)


def _paged(output: Output, table: Table, outputs: Sequence[Output]) -> Output:
    """The output with the PDF by whose pages it goes, if it names one.

    The PDF must be of the same reading: its pages are those of the same text.
    """
    if "pages-from" not in table.values:
        return output
    name = str(table.values["pages-from"])
    pdfs = {
        each.name: each
        for each in outputs
        if each.format == "pdf" and each.reading == output.reading
    }
    if output.format != "pdf" and name in pdfs:
        return output._replace(paged_by=pdfs[name])
    message = f"“{table.name}.pages-from” must name a PDF of the same reading, not “{name}”"
    such = f"Such outputs are: {', '.join(pdfs) or 'none'}."
    remedy = f"{such} An EPUB or a text can go by the pages of one."
    table.fault("settings-value", message, "pages-from", remedy)
    return output

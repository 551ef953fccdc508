"""`edition.toml`, or no settings at all, becomes an `Edition`: what to read and what to make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pipeline.config_pages import PAGE_KEYS, page_settings, paged_outputs
from pipeline.edition import (
    FORMATS,
    READINGS,
    VARIANTS,
    Edition,
    Output,
    clashes,
    default_outputs,
    did_you_mean,
    is_file_name,
)
from pipeline.finding import EditionError, Finding, Severity
from pipeline.resources import layouts
from pipeline.toml import TomlError, kind_of, line_of, read_toml

if TYPE_CHECKING:
    from pipeline.tei.reading import Policy

SETTINGS = "edition.toml"

_EDITION_KEYS = {
    "master": "text",
    "witness": "text",
    "odd": "text",
    "responsible": "text",
    "outputs": "table",
}
_OUTPUT_KEYS = {
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


def find_settings(start: Path) -> Path | None:
    """`edition.toml`, or `source/edition.toml`, in `start` or the nearest folder above it."""
    for folder in (start, *start.parents):
        for candidate in (folder / SETTINGS, folder / "source" / SETTINGS):
            if candidate.is_file():
                return candidate
    return None


def read_settings(path: Path, output_dir: Path | None = None) -> Edition:
    """The edition that the settings file describes.

    Paths in it start from its own folder and stay inside it. Outputs land in
    `dist/` of the project: the folder itself, or the one above `source/`.
    """
    return _Settings(path).edition(output_dir)


@dataclass(slots=True)
class _Settings:
    """One settings file being read; collects every fault before it complains."""

    path: Path
    source: str = ""
    findings: list[Finding] = field(default_factory=list)

    def edition(self, output_dir: Path | None) -> Edition:
        table = self._parse()
        self._check_keys(table, _EDITION_KEYS, "")
        master = self._file(table, "master", "")
        if "master" not in table:
            self._fault(
                "settings-key",
                "the key “master” is missing",
                "master",
                "",
                'Name the TEI file: master = "chapter-6.xml"',
            )
        stem = Path(str(table.get("master", "edition.xml"))).stem
        outputs = self._outputs(table.get("outputs"), stem)
        witness, odd = self._file(table, "witness", ""), self._file(table, "odd", "")
        if self.findings or master is None:
            raise EditionError(*self.findings)
        folder = self.path.parent
        project = folder.parent if folder.name == "source" else folder
        return Edition(
            master=master,
            output_dir=output_dir or project / "dist",
            outputs=outputs,
            witness=witness,
            odd=odd,
            responsible=str(table.get("responsible", "")),
            settings=self.path,
        )

    def _parse(self) -> Mapping[str, object]:
        remedy = "Look at its permissions; it must be a text file in UTF-8."
        try:
            self.source = self.path.read_text("utf-8-sig")
            return read_toml(self.source)
        except OSError as error:
            message, line, column = f"cannot be read: {error.strerror}", 0, 0
        except UnicodeDecodeError as error:
            message, line, column = f"is not UTF-8 (byte {error.start})", 0, 0
        except TomlError as error:
            message, line, column = f"is not TOML: {error}", error.line, error.column
            remedy = 'A text stands in quotation marks: master = "novel.xml". See https://toml.io'
        raise EditionError(
            Finding(
                "settings-unreadable",
                Severity.ERROR,
                f"the settings file {message}",
                self.path,
                line,
                column,
                remedy,
            )
        )

    def _outputs(self, tables: object, stem: str) -> tuple[Output, ...]:
        if tables is None or tables == {}:
            return default_outputs(stem)
        outputs: list[Output] = []
        for name, table in cast("dict[str, object]", tables).items() if _is_table(tables) else ():
            if not _is_table(table):
                self._fault(
                    "settings-type",
                    f"“outputs.{name}” must be a table",
                    name,
                    "outputs",
                    f'Write [outputs.{name}] and, below it, format = "epub".',
                )
                continue
            outputs.append(self._output(name, cast("dict[str, object]", table), stem))
        for output, why in clashes(outputs):
            remedy = 'Give one of them a name of its own: file = "…"'
            self._fault("settings-value", why, "file", f"outputs.{output.name}", remedy)
        said = cast("dict[str, dict[str, object]]", tables)
        names = {
            each.name: str(said[each.name]["pages-from"])
            for each in outputs
            if "pages-from" in said[each.name]
        }
        return paged_outputs(outputs, names, self._fault)

    def _output(self, name: str, table: Mapping[str, object], stem: str) -> Output:
        where = f"outputs.{name}"
        self._check_keys(table, _OUTPUT_KEYS, where)
        kind = self._choice(table, "format", FORMATS, where, name if name in FORMATS else "")
        reading = self._choice(table, "reading", READINGS, where, READINGS[0])
        suffix = FORMATS.get(kind, "")
        layout = self._layout(table, where)
        marks = [layout] if layout != "reading" else []
        marks += [reading] if reading != READINGS[0] else []
        said = str(table.get("file", "-".join([stem, *marks]) + suffix))
        file = Path(said)
        if file.is_absolute() or ".." in file.parts:
            self._fault(
                "settings-path",
                f"“{where}.file” leads out of the output folder",
                "file",
                where,
                "Give a file name; --output-dir chooses the folder.",
            )
        elif not is_file_name(file) or said.endswith(("/", "/.")):
            self._fault(
                "settings-path",
                f"“{where}.file” is not the name of a file that can be made",
                "file",
                where,
                f'Write, for example, file = "{stem}{suffix}".',
            )
        return Output(
            name=name,
            format=kind,
            file=file,
            reading=cast("Policy", reading),
            layout=layout,
            variant=self._choice(table, "variant", VARIANTS, where, VARIANTS[0]),
            stylesheets=self._stylesheets(table, where),
            page=page_settings(
                table,
                lambda key, said: self._fault(
                    "settings-value", f"“{where}.{key}” {said}", key, where
                ),
            ),
            enclose_master=table.get("enclose-master", True) is True,
        )

    def _layout(self, table: Mapping[str, object], where: str) -> str:
        layout = str(table.get("layout", "reading"))
        known = layouts()
        if layout in known:
            return layout
        self._fault(
            "settings-value",
            f"“{where}.layout”: there is no layout “{layout}”{did_you_mean(layout, known)}",
            "layout",
            where,
            f"The layouts are: {', '.join(known)}.",
        )
        return "reading"

    def _stylesheets(self, table: Mapping[str, object], where: str) -> tuple[Path, ...]:
        value = table.get("stylesheet", [])
        names = value if isinstance(value, list) else [value]
        found = [self._file({"stylesheet": name}, "stylesheet", where) for name in names]
        return tuple(path for path in found if path is not None)

    def _file(self, table: Mapping[str, object], key: str, where: str) -> Path | None:
        """The file under `key`: inside the edition's folder, links followed, and there."""
        name = table.get(key)
        if not isinstance(name, str):
            return None
        folder = self.path.parent.resolve()
        if not is_file_name(Path(name)):
            self._fault(
                "settings-path",
                f"“{key}” is not the name of a file",
                key,
                where,
                f"Names start from the folder of {self.path.name}.",
            )
            return None
        target = (folder / name).resolve()
        if not target.is_relative_to(folder):
            self._fault(
                "settings-path",
                f"“{key}” leads out of the edition's folder: {name}",
                key,
                where,
                f"Put the file into {folder.name}/.",
            )
            return None
        if not target.is_file():
            self._fault(
                "settings-path",
                f"“{key}” names a file that is not there: {name}{self._near(target)}",
                key,
                where,
                f"Names start from the folder of {self.path.name}.",
            )
            return None
        return self.path.parent / name

    def _near(self, target: Path) -> str:
        """The file of a like name that stands where `target` was looked for."""
        there = target.parent.iterdir() if target.parent.is_dir() else ()
        return did_you_mean(target.name, [path.name for path in there])

    def _choice(
        self,
        table: Mapping[str, object],
        key: str,
        allowed: Iterable[str],
        where: str,
        default: str,
    ) -> str:
        value = table.get(key, default)
        choices = list(allowed)
        if not isinstance(value, str) or value not in choices:
            said = f"must be one of {', '.join(choices)}"
            said += f", not “{value}”" if value else ""
            hint = did_you_mean(value, choices) if isinstance(value, str) else ""
            self._fault("settings-value", f"“{where}.{key}” {said}{hint}", key, where)
            return choices[0]
        return value

    def _check_keys(
        self, table: Mapping[str, object], known: Mapping[str, str], where: str
    ) -> None:
        for key, value in table.items():
            name = f"{where}.{key}" if where else key
            if key not in known:
                self._fault(
                    "settings-key",
                    f"unknown key “{name}”{did_you_mean(key, known)}",
                    key,
                    where,
                    f"Known here: {', '.join(known)}.",
                )
            elif not _is_a(value, known[key]):
                self._fault(
                    "settings-type",
                    f"“{name}” must be {_article(known[key])}, not {kind_of(value)}",
                    key,
                    where,
                )

    def _fault(self, code: str, message: str, key: str, where: str, remedy: str = "") -> None:
        line = line_of(self.source, key, where)
        self.findings.append(
            Finding(code, Severity.ERROR, message, self.path, line, 1 if line else 0, remedy)
        )


def _article(kind: str) -> str:
    return kind if kind.startswith("true") else f"a {kind}"


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _is_a(value: object, kind: str) -> bool:
    if kind == "table":
        return isinstance(value, dict)
    if kind == "true or false":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(value, list) and "list" in kind:
        return all(isinstance(item, str) for item in value)
    return isinstance(value, str)

"""A table of the settings: its values as what they must be, and a finding for what they are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.edition import did_you_mean, is_file_name
from pipeline.finding import Finding, Severity
from pipeline.toml import kind_of, line_of


class Table(NamedTuple):
    """One table of a settings file. `faults` gathers what is wrong with any of them."""

    values: Mapping[str, object]
    path: Path  # of the file
    source: str
    faults: list[Finding]
    name: str = ""  # "outputs.pdf"; of the file itself ""

    def within(self, key: str) -> Table | None:
        """The table under `key`; None where none is there."""
        value = self.values.get(key)
        if not isinstance(value, dict):
            return None
        return self._replace(values=value, name=self._name_of(key))

    def check(self, known: Mapping[str, str]) -> None:
        """Look whether every key is known, and its value of the kind that belongs to it."""
        for key, value in self.values.items():
            name = self._name_of(key)
            if key not in known:
                message = f"unknown key “{name}”{did_you_mean(key, known)}"
                self.fault("settings-key", message, key, f"Known here: {', '.join(known)}.")
            elif not _is_a(value, known[key]):
                message = f"“{name}” must be {_article(known[key])}, not {kind_of(value)}"
                self.fault("settings-type", message, key)

    def choice(self, key: str, allowed: Iterable[str], default: str) -> str:
        """The value of `key`, which must be one of several."""
        value = self.values.get(key, default)
        choices = list(allowed)
        if isinstance(value, str) and value in choices:
            return value
        said = f"must be one of {', '.join(choices)}"
        said += f", not “{value}”" if value else ""
        hint = did_you_mean(value, choices) if isinstance(value, str) else ""
        self.fault_of(key, f"{said}{hint}")
        return choices[0]

    def file(self, key: str) -> Path | None:
        """The file under `key`: inside the edition's folder, links followed, and there."""
        return self.file_named(self.values.get(key), key)

    def file_named(self, name: object, key: str) -> Path | None:
        """A file that the value of `key`, or one of them, names."""
        if not isinstance(name, str):
            return None
        folder = self.path.parent.resolve()
        remedy = f"Names start from the folder of {self.path.name}."
        if not is_file_name(Path(name)):
            message = f"“{key}” is not the name of a file"
        elif not (target := (folder / name).resolve()).is_relative_to(folder):
            message = f"“{key}” leads out of the edition's folder: {name}"
            remedy = f"Put the file into {folder.name}/."
        elif not target.is_file():
            message = f"“{key}” names a file that is not there: {name}{_near(target)}"
        else:
            return self.path.parent / name
        self.fault("settings-path", message, key, remedy)
        return None

    def fault_of(self, key: str, said: str) -> None:
        """Note what is wrong with the value of `key`."""
        self.fault("settings-value", f"“{self._name_of(key)}” {said}", key)

    def fault(self, code: str, message: str, key: str, remedy: str = "") -> None:
        """Note what is wrong, at the line of `key`."""
        line = line_of(self.source, key, self.name)
        self.faults.append(
            Finding(code, Severity.ERROR, message, self.path, line, 1 if line else 0, remedy)
        )

    def _name_of(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key


def _near(target: Path) -> str:
    """The file of a like name that stands where `target` was looked for."""
    there = target.parent.iterdir() if target.parent.is_dir() else ()
    return did_you_mean(target.name, [path.name for path in there])


def _article(kind: str) -> str:
    return kind if kind.startswith("true") else f"a {kind}"


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

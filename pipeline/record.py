"""What the last build made, of what: so that the next makes only what has changed.

The record lies beside the outputs, in `.edition-build/`, one file for each
master. It holds hashes and no dates. It is never trusted: an output counts as
unchanged only if all that it was made of and the file itself have the hashes
recorded. A record that is lost, torn or of another version costs a build.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.edition import RECORDS
from pipeline.finding import Finding, Severity
from pipeline.recipe import digest, recipe

if TYPE_CHECKING:
    from pipeline.edition import Edition, Output

_FORM = 1  # of the record: raise it whenever what is written changes its meaning


class Made(NamedTuple):
    """One output as it was made: of what, with what result, and what there was to say."""

    recipe: str
    inputs: dict[str, str]
    sha256: str
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Record:
    """The record of one edition's outputs, by their file names."""

    path: Path
    folder: Path  # of the master: the inputs' names start from it
    made: dict[str, Made] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, edition: Edition) -> Record:
        """The record of an edition, empty where there is none that can be read."""
        path = edition.output_dir / RECORDS / f"{edition.master.name}.json"
        record = cls(path, edition.master.resolve().parent)
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            said = json.loads(path.read_bytes())
            if said["form"] == _FORM:
                record.made = {name: record._read(made) for name, made in said["outputs"].items()}
        return record

    def unchanged(self, output: Output, edition: Edition) -> Made | None:
        """What is recorded of an output that would come out the same again; else None."""
        made = self.made.get(output.file.as_posix())
        if made is None or made.recipe != recipe(output, edition):
            return None
        if not made.inputs or any(self.digest_of(name) != sha for name, sha in made.inputs.items()):
            return None
        path = edition.output_dir / output.file
        try:
            # A pipe that stands there would be read for ever.
            same = path.is_file() and digest(path.read_bytes()) == made.sha256
        except OSError:
            return None
        return made if same else None

    def is_outdated(self, output: Output) -> bool:
        """Whether a file that it was made of has changed since; so far as that is recorded."""
        made = self.made.get(output.file.as_posix())
        inputs = made.inputs if made is not None else {}
        return any(self.digest_of(name) != sha for name, sha in inputs.items())

    def digest_of(self, name: str) -> str:
        """The hash of an input as it is now, looked at once; "" where it may not be read."""
        if name not in self._digests:
            self._digests[name] = self.look_at(name)
        return self._digests[name]

    def look_at(self, name: str) -> str:
        """The hash of an input, read afresh; "" for a link that leads out of the folder."""
        with suppress(OSError, ValueError, RuntimeError):
            path = (self.folder / name).resolve()
            if path.is_relative_to(self.folder) and path.is_file():
                return digest(path.read_bytes())
        return ""

    def name_of(self, path: Path) -> str:
        """The name under which an input is recorded."""
        return Path(os.path.relpath(path, self.folder)).as_posix()

    def text(self) -> bytes:
        """The record as it is written."""
        outputs = {name: self._written(made) for name, made in sorted(self.made.items())}
        said = {"form": _FORM, "outputs": outputs}
        return (json.dumps(said, ensure_ascii=False) + "\n").encode()

    def _written(self, made: Made) -> dict[str, Any]:
        names = {found.path: self.name_of(found.path) for found in made.findings if found.path}
        findings = [
            {name: getattr(found, name) for name in Finding._fields}
            | {"path": names[found.path] if found.path else None}
            for found in made.findings
        ]
        return {**made._asdict(), "findings": findings}

    def _read(self, said: Mapping[str, Any]) -> Made:
        findings = (
            Finding(
                **{
                    **found,
                    "severity": Severity(found["severity"]),
                    "path": self._path(found["path"]),
                }
            )
            for found in said["findings"]
        )
        return Made(said["recipe"], dict(said["inputs"]), said["sha256"], tuple(findings))

    def _path(self, name: str | None) -> Path | None:
        return Path(os.path.relpath(self.folder / name)) if name else None

"""Which editions the words after a verb mean: outputs of the project, TEI files, folders."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.cli.folder import SUFFIXES, editions_in
from pipeline.cli.usage import misuse
from pipeline.edition import FORMATS, Edition, edition_of_file
from pipeline.finding import EditionError, Finding, Severity

_NOT_THERE = "there is no such file or folder"


def editions(words: Sequence[str], output_dir: Path | None) -> list[Edition]:
    """The editions meant, each with the outputs meant.

    A word that names a file or folder is one; any other is the name of an
    output, of the project's settings or of the files named beside it. Whoever
    works on them asks each to `stay_inside` when its turn comes.
    """
    if output_dir is not None:
        _check_is_folder(output_dir)
    paths = [_path(word) for word in words if _is_path(word)]
    names = [word for word in words if not _is_path(word)]
    if not paths:
        return [_of_project(output_dir, names).select(names)]
    found = [edition for path in paths for edition in _of_path(path, output_dir)]
    found = [edition.select(names) for edition in found]
    _check_apart(found)
    return found


def editions_of_files(words: Sequence[str]) -> list[Edition]:
    """The editions of these files and folders; by default the one in whose folder we are.

    Raises `EditionError` where one is a link that leads out of the folder named.
    """
    if not words:
        return [_of_project(None)]
    found = [edition for word in words for edition in _of_path(Path(word), Path("dist"))]
    for edition in found:
        edition.stay_inside()
    return found


def one_edition(word: str, output_dir: Path | None = None) -> Edition:
    """The edition of this file or folder, or the one around us; it must be a single one.

    Raises `EditionError` where it is a link that leads out of the folder named.
    """
    found = list(_of_path(Path(word), output_dir)) if word else [_of_project(output_dir)]
    if len(found) > 1:
        raise EditionError(
            Finding(
                "input-several",
                Severity.ERROR,
                f"there are {len(found)} TEI files in this folder, and one is wanted",
                Path(word),
                remedy=f"Name one of them: {_some(each.master for each in found)}",
            )
        )
    found[0].stay_inside()
    return found[0]


def _some(paths: Iterable[Path]) -> str:
    """The first names of a list, as one would type them."""
    names = [shlex.quote(str(path)) for path in paths]
    return ", ".join(names[:5]) + ", …" * (len(names) > 5)


def _path(word: str) -> Path:
    if not word:
        raise misuse("an argument is empty", "Name a file, a folder or an output.")
    return Path(word)


def _is_path(word: str) -> bool:
    if word in FORMATS:  # although there may be a folder of that name
        return False
    return any(sign in word for sign in "/\\.") or Path(word).exists()


def _of_project(output_dir: Path | None, names: Iterable[str] = ()) -> Edition:
    """The edition around us, of which outputs are named."""
    from pipeline.config import find_settings, read_settings

    settings = find_settings(Path.cwd())
    if settings is None:
        for name in names:
            if name not in FORMATS:
                raise EditionError(_missing(Path(name)))
        raise EditionError(
            Finding(
                "settings-missing",
                Severity.ERROR,
                "no edition.toml or source/edition.toml here or in a folder above",
                remedy="Name a TEI file, or go to an edition's folder; edition new makes one.",
            )
        )
    return read_settings(settings, output_dir)


def _of_path(path: Path, output_dir: Path | None) -> Iterable[Edition]:
    check_is_there(path)
    if not path.is_dir() and path.suffix != ".toml":
        return [edition_of_file(path, output_dir or Path("dist"))]
    from pipeline.config import SETTINGS, read_settings

    if path.suffix == ".toml":
        return [read_settings(path, output_dir)]
    for settings in (path / SETTINGS, path / "source" / SETTINGS):
        if settings.is_file():
            return [read_settings(settings, output_dir)]
    return editions_in(path, output_dir or Path("dist"))


def _check_apart(found: Sequence[Edition]) -> None:
    """No two of the editions have the same output."""
    made: dict[Path, Edition] = {}
    for edition in found:
        for output in edition.outputs:
            other = made.setdefault(edition.output_dir / output.file, edition)
            if other is not edition:
                raise EditionError(
                    Finding(
                        "output-twice",
                        Severity.ERROR,
                        f"{output.file} would be made of {other.master} too",
                        edition.master,
                        remedy="Name the folder above both, or build them one by one, each with "
                        "its --output-dir.",
                    )
                )


def _check_is_folder(output_dir: Path) -> None:
    """No file stands where a folder for outputs is wanted, or one above it."""
    there = next((each for each in (output_dir, *output_dir.parents) if each.exists()), output_dir)
    if there.exists() and not there.is_dir():
        raise EditionError(
            Finding(
                "output-unwritable",
                Severity.ERROR,
                "this is a file, not a folder: no output can be written into it",
                there,
                remedy="Name another folder with --output-dir; it is made if it is not there.",
            )
        )


def check_is_there(path: Path, suffixes: tuple[str, ...] = SUFFIXES) -> None:
    """Raise `EditionError` where there is no such file, with those of these endings near it."""
    if not path.exists():
        raise EditionError(_missing(path, suffixes))


def _missing(path: Path, suffixes: tuple[str, ...] = SUFFIXES) -> Finding:
    """That there is no such file, and which of those with these endings may be meant."""
    from difflib import get_close_matches

    if path.is_symlink():
        message = f"this is a link to {path.readlink()}, which is not there, or leads back to it"
        remedy = "Mend the link, or name the file itself."
        return Finding("input-missing", Severity.ERROR, message, path, remedy=remedy)
    if not path.parent.is_dir():
        remedy = f"There is no folder {path.parent} either."
        return Finding("input-missing", Severity.ERROR, _NOT_THERE, path, remedy=remedy)
    there = sorted(path.parent.iterdir())
    files = [each for each in there if each.name.lower().endswith(suffixes)]
    # What their endings have in common makes no two names alike.
    folders = [each for each in there if suffixes is SUFFIXES and each.is_dir()]
    stems = {each.stem: each.name for each in (*files, *folders)}
    near = get_close_matches(path.stem, stems, 1, 0.5)
    hint = f" (did you mean “{stems[near[0]]}”?)" if near else ""
    remedy = f"There are: {_some(files)}" if files else ""
    return Finding("input-missing", Severity.ERROR, f"{_NOT_THERE}{hint}", path, remedy=remedy)

"""All that an output depends on besides its master: settings, rules, styles, program, libraries.

Nothing is imported for it that an output would need: knowing that there is
nothing to do must cost less than doing it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.customization import rule_files
from pipeline.resources import style_folder

if TYPE_CHECKING:
    from pipeline.edition import Edition, Output

_PACKAGE = Path(__file__).resolve().parent
# Rooms of which no byte reaches a file that is handed out.
_APART = ("checks", "cli", "editing", "errata", "founding", "importing", "proof", "styles")
_LIBRARIES = {
    "text": ("lxml", "elementpath"),
    "epub": ("lxml", "elementpath", "ebooklib", "pillow", "deflate", "fontpkg_eb_garamond"),
    "pdf": (
        "lxml", "elementpath", "weasyprint", "pydyf", "cssselect2", "tinycss2", "tinyhtml5",
        "pyphen", "cffi", "fonttools", "pillow", "pikepdf", "brotli", "zopfli",
        "fontpkg_eb_garamond", "fontpkg_atkinson_hyperlegible", "fontpkg_cardo",
        "fontpkg_fira_code",
    ),
}  # fmt: skip
# Shapes of letters, line breaks and fonts come from these (WeasyPrint's own names for them).
_SHARED_LIBRARIES = {
    "pango_version_string": ("libpango-1.0.so.0", "libpango-1.0-0", "libpango-1.0.dylib"),
    "hb_version_string": ("libharfbuzz.so.0", "libharfbuzz-0", "libharfbuzz.0.dylib"),
}


def digest(data: bytes) -> str:
    """What stands for some bytes."""
    return hashlib.sha256(data).hexdigest()


def recipe(output: Output, edition: Edition) -> str:
    """One string that changes with anything but the master's files."""
    own = rule_files(edition.odd)
    said = [
        *(f"{name}={value}" for name, value in output._asdict().items()
          if name not in ("stylesheets", "paged_by")),
        *([recipe(output.paged_by, edition)] if output.paged_by else []),
        *(f"{path.name} {_of_file(path)}" for path in [*own, *output.stylesheets]),
        *_of_program(output.format),
        *_of_styles(output.format),
        *_of_libraries(output.format),
        f"SOURCE_DATE_EPOCH={os.environ.get('SOURCE_DATE_EPOCH', '')}",
    ]  # fmt: skip
    return digest("\n".join(said).encode())


def _of_file(path: Path) -> str:
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


def _of_module(path: Path) -> str:
    """A file of the program by its date and size, as Python itself knows what it compiled."""
    state = path.stat()
    return f"{state.st_mtime_ns} {state.st_size}"


@lru_cache(maxsize=64)
def _of_style(path: Path) -> str:
    return _of_file(path)


@lru_cache(maxsize=4)
def _of_program(form: str) -> tuple[str, ...]:
    """The program: its version, and each of its files, for those who change it."""
    others = {f"outputs/{each}" for each in _LIBRARIES if each != form}
    files = (
        f"{name} {_of_module(_PACKAGE / name)}"
        for name in _names(_PACKAGE, "")
        if name.endswith(".py")
        and name.partition("/")[0] not in _APART
        and name.rpartition("/")[0] not in others
    )
    return (__version__, *files)


@lru_cache(maxsize=4)
def _of_styles(form: str) -> tuple[str, ...]:
    """The rules and terms, and the style sheets of the format."""
    folder = style_folder()
    return tuple(
        f"{name} {_of_style(folder / name)}"
        for name in _names(folder, "")
        if not name.endswith(".css") or (form != "text" and (form == "epub") == ("epub" in name))
    )


def _names(folder: Path, prefix: str) -> Iterator[str]:
    """The files below a folder, by name; `os.scandir` is several times faster than `rglob`."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.name == "__pycache__" or entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _names(Path(entry.path), f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


@lru_cache(maxsize=4)
def _of_libraries(form: str) -> tuple[str, ...]:
    said = [f"Python {sys.version_info[:3]}", f"zlib {zlib.ZLIB_RUNTIME_VERSION}"]
    wanted = set(_LIBRARIES[form])
    said += sorted(name for name in _installed() if name.partition("-")[0].lower() in wanted)
    return (*said, *_shared_libraries()) if form == "pdf" else tuple(said)


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    """The names of what is installed, with versions, from the names of folders alone."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208
        except OSError:
            continue
        found.update(name for name in names if name.endswith((".dist-info", ".egg-info")))
    return frozenset(found)


@lru_cache(maxsize=1)
def _shared_libraries() -> tuple[str, ...]:
    """The versions of Pango and HarfBuzz, which pip does not know."""
    import ctypes

    said = []
    for function, names in _SHARED_LIBRARIES.items():
        library = _first(names)
        if library is not None:
            call = getattr(library, function)
            call.restype = ctypes.c_char_p
            said.append(f"{function} {call()!r}")
    return tuple(said)


def _first(names: Iterable[str]) -> object | None:
    import ctypes

    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None

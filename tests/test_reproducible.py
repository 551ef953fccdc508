"""The same source gives the same bytes: elsewhere, at another hour, in another process."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from lxml import etree

from pipeline.config import read_settings

ROOT = Path(__file__).parent.parent


def shortened(master: Path) -> None:
    """Leave the first section of the chapter: it has of everything that the others have."""
    tree = etree.parse(master)
    for section in tree.xpath("//*[@xml:id='c6-s2' or @xml:id='c6-s3' or @xml:id='c6-s4']"):
        section.getparent().remove(section)
    tree.write(master, encoding="utf-8")


def built(folder: Path, umask: int, **environment: str) -> dict[str, str]:
    """The SHA-256 of every file that a build of a copy of the edition makes."""
    shutil.copytree(ROOT / "source", folder / "source")
    edition = read_settings(folder / "source" / "edition.toml")
    shortened(edition.master)
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "build", "--quiet"],
        cwd=folder,
        env={**env, "PYTHONPATH": str(ROOT), **environment},
        umask=umask,
        check=True,
    )
    made = sorted(path for path in (folder / "dist").rglob("*") if path.is_file())
    assert len(made) == len(edition.outputs) + 1, "every output, and the record of the build"
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made}


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    here = built(tmp_path / "here", 0o022, TZ="Pacific/Kiritimati", PYTHONHASHSEED="1")
    there = built(
        tmp_path / "some where" / "élse",
        0o077,
        TZ="America/Los_Angeles",
        PYTHONHASHSEED="2",
        LC_ALL="C",
        HOME=str(tmp_path),
    )
    assert here == there

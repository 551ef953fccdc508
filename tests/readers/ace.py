"""Ace by DAISY: the accessibility of every page, by EPUB Accessibility 1.1 and WCAG."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import machine
from .result import Result

VIOLATIONS_FOUND = 2


def inspect(book: Path, scratch: Path) -> Result:
    """Runs Ace on a book; every violation is a fault."""
    report = scratch / f"ace-{book.stem}"
    environment = dict(
        os.environ, PUPPETEER_EXECUTABLE_PATH=machine.chromium(), ACE_TIMEOUT_INITIAL="60000"
    )
    ace = machine.MODULES / ".bin" / "ace-cli"
    # -f overwrites, -E says by its exit code that something was found, -s is silent.
    command = [str(machine.node()), str(ace), "-f", "-E", "-s", "-o", str(report), str(book)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    result = Result("ace", "no violation")
    if ran.returncode not in (0, VIOLATIONS_FOUND):
        result.faults.append(f"did not run: {(ran.stderr or ran.stdout).strip()[-400:]}")
        return result
    findings = json.loads((report / "report.json").read_text(encoding="utf-8"))
    result.looked_at = f"{len(findings['assertions'])} pages and the metadata, no violation"
    result.faults = list(_violations(findings))
    if not result.faults and findings["earl:result"]["earl:outcome"] != "pass":
        result.faults.append("does not pass, and names no reason")
    return result


def _violations(findings: dict[str, Any]) -> Iterator[str]:
    """Each rule broken on each page once, with the first place and the number of them."""
    places: dict[str, list[str]] = {}
    for page in findings["assertions"]:
        for violation in page["assertions"]:
            test, outcome = violation["earl:test"], violation["earl:result"]
            rule = f"{page['earl:testSubject']['url']}: {test['dct:title']}"
            html = re.sub(r' xmlns(:\w+)?="[^"]*"', "", str(outcome.get("html", "")))
            place = " ".join(html.split())[:120] or str(outcome["dct:description"])
            places.setdefault(f"{rule} ({test['earl:impact']})", []).append(place)
    for rule, found in places.items():
        yield f"{rule}, {len(found)} times: {found[0]}" if found[1:] else f"{rule}: {found[0]}"

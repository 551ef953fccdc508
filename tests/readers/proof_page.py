"""The page of `edition proof --html` in Chromium, and the table it gives back, applied."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import machine
from .contrast import contrast
from .result import Result

LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
FOUND = ["19136", "Lond0n", "8500 to 4000"]
MASTER = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>Tags &lt;b&gt; in a title</title><respStmt xml:id="ed"><resp>edited by</resp>
<name>N. N.</name></respStmt></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc>
<bibl><date when="1937"/></bibl></sourceDesc></fileDesc><revisionDesc>
<change n="1.0" when="2020-01-01">Made.</change>
</revisionDesc></teiHeader><text><body>
<p xml:id="a">&lt;/p>
&lt;script>alert(1)&lt;/script> "It" was <!-- kept --> opened in  19136, they\tsaid.</p>
<p>She went to <hi>Lond0n</hi> &amp; &lt;img src=x onerror=alert(2)> stayed.</p>
<p xml:id="c">They earn 8500 to 4000 francs.</p>
</body></text></TEI>
"""


def inspect(scratch: Path, pictures: Path | None) -> Iterator[Result]:
    """Every check of the page: what it shows, how it is moved about, what it gives back."""
    folder = scratch / "proof"
    folder.mkdir(parents=True, exist_ok=True)
    master = folder / "text.xml"
    master.write_text(MASTER, "utf-8")
    made = _edition(folder, "proof", "text.xml", "--html", "page.html", "--select", "digits")
    seen = _visit(folder, pictures)
    yield _told("proof-page: shows", "each doubt in its paragraph", _shown(seen, made.stderr))
    yield _told("proof-page: moves", "keys, filter, order, memory", _moved(seen["steps"], seen))
    alone = [*seen["errors"], *(f"it asks for {url}" for url in seen["requests"])]
    yield _told("proof-page: alone", "no request, no error, its policy kept", alone)
    yield _told("proof-page: ink", "contrast in light and dark, a phone's width", _pale(seen))
    yield _told("proof-page: table", "applied by the command", list(_applied(folder, master)))


def _edition(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "SOURCE_DATE_EPOCH": "1800000000",
    }
    command = [sys.executable, "-m", "pipeline.cli", *words]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def _visit(folder: Path, pictures: Path | None) -> Any:
    orders = folder / "orders.json"
    orders.write_text(
        json.dumps(
            {
                "chromium": machine.chromium(),
                "page": str(folder / "page.html"),
                "table": str(folder / "answers.tsv"),
                "seen": str(folder / "seen.json"),
                "pictures": str(pictures.resolve()) if pictures else None,
            }
        )
    )
    driver = machine.HERE / "drive_proof.mjs"
    subprocess.run([str(machine.node()), str(driver), str(orders)], check=True)
    return json.loads((folder / "seen.json").read_text("utf-8"))


def _told(name: str, looked_at: str, faults: list[str]) -> Result:
    return Result(name, looked_at, faults)


def _shown(seen: Any, said: str) -> list[str]:
    faults = []
    if sorted(seen["marks"]) != sorted(FOUND):
        faults.append(f"marked: {seen['marks']}; the command said: {said}")
    if set(seen["markup"]) != {"mark"}:
        faults.append(f"words of the text have become elements: {seen['markup']}")
    return faults


def _moved(steps: Any, seen: Any) -> list[str]:
    wanted = {
        "first": seen["marks"][0], "next": seen["marks"][1], "back": seen["marks"][0],
        "correct": "19136", "keep": "Lond0n", "suppress": "8500 to 4000",
        "progress": "3 of 3 answered", "all": 3, "withoutDigits": 0, "name": "answers.tsv",
    }  # fmt: skip
    faults = [f"{key}: {steps[key]!r}" for key in wanted if steps[key] != wanted[key]]
    if seen["inText"] != FOUND:
        faults.append(f"in the order of the text: {seen['inText']}")
    return faults


def _pale(seen: Any) -> list[str]:
    faults = []
    for scheme in ("light", "dark"):
        for name, ink, ground in seen[scheme]:
            reached = contrast(_colour(ink), [], _colour(ground))
            if reached < LEAST_CONTRAST:
                faults.append(f"{scheme}: {name} has {reached:.1f} to 1")
    if seen["steps"]["overflow"] > 0:
        faults.append(f"on a phone it is {seen['steps']['overflow']} px too wide")
    return faults


def _colour(css: str) -> list[float]:
    numbers = [float(number) for number in re.findall(r"[\d.]+", css)]
    return [*numbers, 1.0] if len(numbers) == 3 else numbers


def _applied(folder: Path, master: Path) -> Iterator[str]:
    """`edition correct --from` takes the correction, `edition proof --answers` all of them."""
    shutil.copy(master, folder / "again.xml")
    ran = _edition(folder, "correct", "--from", "answers.tsv", "--master", "text.xml", "--yes")
    corrected = master.read_text("utf-8")
    choice = '<choice xml:id="corr-a-19136"><sic>19136</sic><corr resp="#ed" cert="medium">1936'
    if ran.returncode or choice not in corrected or 'five "digits" j 1 k' not in corrected:
        yield f"edition correct --from: {ran.stderr or corrected}"
    if (
        re.sub(r"<choice.*</choice>", "19136", corrected).split("</teiHeader>")[1]
        != (MASTER.split("</teiHeader>")[1])
    ):
        yield "edition correct --from has changed more than the place"
    ran = _edition(folder, "proof", "again.xml", "--answers", "answers.tsv")
    answered = (folder / "again.xml").read_text("utf-8")
    if ran.returncode or choice not in answered or "<hi><sic>Lond0n</sic></hi>" not in answered:
        yield f"edition proof --answers: {ran.stderr or answered}"
    ran = _edition(folder, "proof", "again.xml", "--select", "digits")
    if ran.returncode or ran.stdout.strip():
        yield f"doubts are left: {ran.stdout}{ran.stderr}"

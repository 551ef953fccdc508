"""`nox -s corpus -- FOLDER…`: builds every TEI file of the folders, and prints a table.

Each file is a process of its own with a time and memory limit. Where a
folder has an `expect.tsv` (`file`, `verdict`: ok, warn or error), the verdict
is held against it: `error` must be refused and leave nothing behind, `ok`
must build, `warn` must build or be refused in words. The exit status is 1
where anything is not as it should be.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipeline.checks.epubcheck import check_epubs
from pipeline.finding import Severity
from tests.corpus.document import Document, examine
from tests.corpus.limits import Limits

_EXPECTATIONS = "expect.tsv"
_SHOWN = 12


def main() -> int:
    """Build, prove, judge, print."""
    parser = argparse.ArgumentParser(prog="nox -s corpus --", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each file (60)")
    parser.add_argument("--megabytes", type=int, default=1000, help="for each file (1000)")
    parser.add_argument("--jobs", type=int, default=2, help="processes side by side (2)")
    parser.add_argument("--only", default="", help="only files with this in their names")
    parser.add_argument("--keep", type=Path, help="put the outputs here, and leave them")
    options = parser.parse_args()
    documents = [each for folder in options.folders for each in _documents(folder, options.only)]
    limits = Limits(options.seconds, options.megabytes)
    with tempfile.TemporaryDirectory() as scratch:
        place = options.keep or Path(scratch)
        with ThreadPoolExecutor(options.jobs) as pool:
            for document in documents:
                pool.submit(_guarded, document, place / document.name, limits)
        _check_epubs(documents)
    return _report(documents)


def _guarded(document: Document, folder: Path, limits: Limits) -> None:
    try:
        examine(document, folder, limits)
    except Exception as error:  # a document must not take the others with it
        document.faults.append(f"{type(error).__name__}: {error}")
    done = f"{document.seconds:6.1f} s {document.megabytes:5.0f} MB  {document.verdict:5}"
    print(f"{done}  {document.name}", *document.faults[:1], sep="  ", file=sys.stderr, flush=True)


def _documents(folder: Path, only: str) -> list[Document]:
    expected = _expectations(folder / _EXPECTATIONS)
    return [
        Document(path, str(path.relative_to(folder)), expected.get(path.name, ""))
        for path in sorted(folder.rglob("*.xml"))
        if only in path.name
    ]


def _expectations(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["file"]: row["verdict"] for row in rows}


def _check_epubs(documents: Sequence[Document]) -> None:
    """EPUBCheck on all the files in one JVM."""
    by_file = {document.epub: document for document in documents if document.epub}
    for found in check_epubs(list(by_file)) if by_file else []:
        document = by_file.get(found.path)
        if document is None:
            print(f"{found.code}: {found.message}", file=sys.stderr)
            continue
        document.errors += found.severity is Severity.ERROR
        document.warnings += found.severity is Severity.WARNING
        document.faults.append(f"{found.code}: {found.message}")


def _report(documents: Sequence[Document]) -> int:
    print(
        f"{'file':56}{'words':>8}{'missing':>8}{'errors':>7}{'warn.':>6}{'s':>7}{'MB':>6}  verdict"
    )
    for document in documents:
        failed = "  ← not as it should be" if document.faults else ""
        print(
            f"{document.name[-55:]:56}{document.words:8}{document.missing:8}{document.errors:7}"
            f"{document.warnings:6}{document.seconds:7.1f}{document.megabytes:6.0f}"
            f"  {document.verdict}{failed}"
        )
    for document in documents:
        if document.faults:
            print(f"\n{document.name}")
            for fault in document.faults[:_SHOWN]:
                print(f"  {fault}")
            if len(document.faults) > _SHOWN:
                print(f"  … and {len(document.faults) - _SHOWN} more")
    faulty = sum(bool(document.faults) for document in documents)
    words = sum(document.words for document in documents)
    print(f"\n{len(documents)} files, {words:,} words, {faulty} not as they should be")
    return int(bool(faulty) or not documents)


if __name__ == "__main__":
    sys.exit(main())

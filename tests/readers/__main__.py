"""Opens EPUBs in real reading engines; see README.md beside this file.

python -m tests.readers [--self-test] [--pictures FOLDER] [BOOK.epub …]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from . import ace, calibre, faults, foliate, machine, proof_page
from .result import Result, tell

NEEDS: dict[str, tuple[Callable[[], object], ...]] = {
    "foliate": (machine.chromium, machine.node),
    "ace": (machine.chromium, machine.node),
    "calibre": (machine.ebook_convert,),
    "proof-page": (machine.chromium, machine.node),
}


def main() -> int:
    """0 if every check passed; 1 if not, or if an engine is missing in CI."""
    parser = argparse.ArgumentParser(prog="readers", description=__doc__)
    parser.add_argument("books", nargs="*", type=Path, metavar="BOOK.epub")
    parser.add_argument("--pictures", type=Path, help="where the pictures of the pages go")
    parser.add_argument("--self-test", action="store_true", help="break a book, see it found out")
    parser.add_argument("--engine", action="append", choices=NEEDS, help="only this engine")
    options = parser.parse_args()
    missing = [book for book in options.books if not book.is_file()]
    if missing or not (options.books or options.self_test):
        parser.error(f"no such book: {missing[0]}" if missing else "name a book, or --self-test")

    engines, complete = _engines_here(options.engine or list(NEEDS))
    if engines & {"foliate", "ace", "proof-page"}:
        machine.install_engines()
    with tempfile.TemporaryDirectory(prefix="readers-") as folder:
        scratch = Path(folder)
        well = _read(options.books, options.pictures, engines, scratch)
        if "proof-page" in engines:
            print("The page of edition proof --html:")
            well = tell(proof_page.inspect(scratch, options.pictures)) and well
        if options.self_test:
            print("With a book of our own, sound and broken:")
            well = tell(faults.see_faults(scratch / "faults", engines)) and well
    return 0 if well and complete else 1


def _engines_here(wanted: list[str]) -> tuple[frozenset[str], bool]:
    """The engines that can run, and whether that is enough: in CI only all of them are."""
    here, absent = set(), {}
    for engine in wanted:
        try:
            for need in NEEDS[engine]:
                need()
            here.add(engine)
        except machine.MissingError as error:
            absent[engine] = str(error)
    strict = os.environ.get("CI", "").lower() in {"1", "true"}
    for engine, reason in absent.items():
        print(f"{'FAIL' if strict else 'skip'}  {engine}: NOT RUN, {reason}")
    return frozenset(here), bool(here) and not (absent and strict)


def _read(books: list[Path], pictures: Path | None, engines: frozenset[str], scratch: Path) -> bool:
    seen: list[list[Result]] = [[] for _ in books]
    if "foliate" in engines and books:
        visits = [foliate.Visit(book, pictures / book.stem if pictures else None) for book in books]
        seen = foliate.visit(visits, scratch)
    well = True
    for book, results in zip(books, seen, strict=True):
        print(f"{book.name}:")
        if "ace" in engines:
            results.append(ace.inspect(book, scratch))
        if "calibre" in engines:
            results.append(calibre.convert(book, scratch))
        well = tell(results) and well
    return well


if __name__ == "__main__":
    try:
        sys.exit(main())
    except machine.MissingError as error:
        sys.exit(f"FAIL  {error}")

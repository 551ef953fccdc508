"""`nox -s bench`: what a build costs, against the bare libraries on the same bytes."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from pipeline.page_settings import LINE_BREAKINGS
from tests.bench.measure import Cost, cost
from tests.bench.novel import novel

CHAPTER = Path("source/chapter-6.xml")
NOVEL = 2_200_000
_LIBRARIES = "lxml.etree, ebooklib.epub, PIL.ImageDraw, PIL.ImageFont, deflate, tomllib, argparse"


def main() -> None:
    """Print the tables that were asked for."""
    parser = argparse.ArgumentParser(prog="nox -s bench --", description=__doc__)
    parser.add_argument("--growth", action="store_true", help="also 0.1 to 20 MB, to see the slope")
    parser.add_argument("--no-pdf", action="store_true", help="leave the PDFs out (a minute)")
    parser.add_argument(
        "--proof", nargs="*", type=Path, metavar="NOVEL", help="only what the proofreader finds"
    )
    parser.add_argument(
        "--typography", nargs="*", type=Path, metavar="NOVEL", help="only how the pages are set"
    )
    options = parser.parse_args()
    if options.typography is not None:
        _typography(options.typography)
        return
    if options.proof is not None:
        from tests.bench.proof import main as proof

        proof(options.proof)
        return
    with tempfile.TemporaryDirectory() as folder:
        bench = _Bench(Path(folder))
        bench.start_up()
        bench.again(CHAPTER)
        bench.trees(CHAPTER, "chapter")
        made = bench.file(NOVEL)
        bench.trees(made, f"novel, {NOVEL / 1e6} MB")
        if not options.no_pdf:
            bench.pages(CHAPTER, "chapter")
            bench.pages(bench.file(300_000), "novel, 0.3 MB")
            _typography([bench.file(300_000)])
        if options.growth:
            for size in (100_000, 1_000_000, 5_000_000, 20_000_000):
                bench.trees(bench.file(size), f"novel, {size / 1e6} MB", runs=1)


def _typography(novels: list[Path]) -> None:
    """How evenly the lines are set, one by one and all together."""
    from tests.bench.typography import print_heads, print_row

    print_heads()
    for master in (CHAPTER, *novels):
        for line_breaking in LINE_BREAKINGS:
            print_row(f"{master.stem[:14]} {line_breaking}", master, line_breaking)


class _Bench:
    """One run of the benchmark, in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        print(f"{'':32}{'clock, s':>16}{'ratio':>8}{'processor, s':>16}{'ratio':>8}{'MB':>14}")
        print(f"{'':32}{'ours    bare':>16}{'':8}{'ours    bare':>16}{'':8}{'ours   bare':>14}")

    def file(self, size: int) -> Path:
        """A novel of that size, on disk."""
        path = self._folder / f"novel-{size}.xml"
        path.write_bytes(novel(size))
        return path

    def start_up(self) -> None:
        """The command with nothing to do, against Python with nothing to do."""
        nothing = cost(["-c", ""], 5)
        self._row("edition --help", cost(["-m", "pipeline.cli", "--help"], 5), nothing)
        self._row("the libraries loaded, no work", cost(["-c", f"import {_LIBRARIES}"], 5), nothing)

    def again(self, master: Path) -> None:
        """Nothing to do, and EPUB and text after one correction; at most 0.25 and 0.6 seconds."""
        copy = self._folder / master.name
        folder = self._folder / "again"
        copy.write_bytes(master.read_bytes())
        outputs = ["epub", "text"]
        words = ["-m", "pipeline.cli", "build", str(copy), "--output-dir", str(folder)]
        cost(words, 1)
        bare = cost(["-c", ""], 5)
        self._row("chapter: nothing to do", cost(words, 5), bare)
        found = []
        for number in range(5):
            copy.write_bytes(master.read_bytes().replace(b"19156", b"1915%d" % number))
            found.append(cost([*words[:4], *outputs, *words[4:]], 1))
        best = min(found, key=lambda each: each.processor)
        self._row("chapter: epub + text, corrected", best, bare)

    def trees(self, master: Path, name: str, runs: int = 3) -> None:
        """EPUB and text, each alone and both, against parse + serialise + deflate."""
        bare = cost(["-m", "tests.bench.bare", "tree", str(master)], runs)
        for outputs in (["text"], ["epub"], ["epub", "text"]):
            self._row(f"{name}: {' + '.join(outputs)}", self._build(master, outputs, runs), bare)

    def pages(self, master: Path, name: str) -> None:
        """The PDF, against WeasyPrint alone on the same HTML and CSS."""
        html, styles = self._as_given_to_weasyprint(master)
        words = ["-m", "tests.bench.bare", "pages", str(html), *map(str, styles)]
        self._row(f"{name}: pdf", self._build(master, ["pdf"], 2), cost(words, 2))

    def _build(self, master: Path, outputs: list[str], runs: int) -> Cost:
        words = ["-m", "pipeline.cli", "build", "--force", str(master), *outputs]
        return cost([*words, "--output-dir", str(self._folder / "dist")], runs)

    def _as_given_to_weasyprint(self, master: Path) -> tuple[Path, list[Path]]:
        from tests.bench.bare import as_given_to_weasyprint

        return as_given_to_weasyprint(master, self._folder)

    def _row(self, name: str, ours: Cost, bare: Cost) -> None:
        print(
            f"{name:32}{ours.seconds:8.2f}{bare.seconds:8.2f}{ours.seconds / bare.seconds:7.2f}×"
            f"{ours.processor:8.2f}{bare.processor:8.2f}{ours.processor / bare.processor:7.2f}×"
            f"{ours.megabytes:7.0f}{bare.megabytes:7.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()

"""`edition build`: make the outputs."""

from __future__ import annotations

import argparse
import gc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.cli.console import FINDING_OPTIONS, TARGETS, Console
from pipeline.finding import Finding, Severity

if TYPE_CHECKING:
    from pipeline.edition import Edition
    from pipeline.side_by_side import SideBySide

_EPILOG = """\
examples:
  edition build                              every output of source/edition.toml, in dist/
  edition build epub text                    only these two
  edition build novel.xml -o out             EPUB, PDF and text of a TEI file
  edition build novel.xml epub               only its EPUB
  edition build seminar --section 2          of the seminar PDF, section 2, numbered as the whole
  edition build novel.xml --layout seminar   a PDF with numbered lines, an apparatus, a margin
  edition build letters/                     the same for every TEI file of a folder
  edition build letters/ --jobs 8            eight files at a time
  edition build --watch                      build again whenever a file is saved

An output is made again when the bytes it depends on have changed: the master and
what it includes, settings, rules, styles, images, the program and its libraries.
"""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command."""
    verb = verbs.add_parser(
        "build",
        help="make EPUB, PDF and plain text",
        description="Make the outputs of the edition, or of any TEI file or folder.",
        epilog=_EPILOG,
        parents=[TARGETS, FINDING_OPTIONS],
    )
    verb.add_argument(
        "-o", "--output-dir", type=Path, metavar="DIR", help="where the files go (default dist/)"
    )
    verb.add_argument(
        "--keep-book",
        action="store_true",
        help="also write the intermediate form that every output is made from",
    )
    verb.add_argument(
        "--force", action="store_true", help="make every output, also those that are up to date"
    )
    verb.add_argument(
        "--jobs",
        type=_count,
        metavar="N",
        help="how many outputs, or files of a folder, are made at once (by default as many as "
        "the machine has processors; on Linux only)",
    )
    verb.add_argument(
        "--watch", action="store_true", help="go on, and build again whenever a file is saved"
    )
    verb.add_argument(
        "--prove", action="store_true", help="hold every word of every output to the master"
    )
    verb.add_argument(
        "--layout",
        default="",
        metavar="NAME",
        help="only a PDF, in this layout: reading, seminar, large-print, booklet",
    )
    part = verb.add_mutually_exclusive_group()
    part.add_argument(
        "--section", default="", metavar="N", help="of the PDFs only this section, by number or id"
    )
    part.add_argument(
        "--pages", default="", metavar="N-M", help="of the PDFs only these pages, as numbered"
    )
    verb.set_defaults(run=run, chosen_by_console=True)


def run(options: argparse.Namespace, console: Console) -> int:
    """Build each edition meant; the exit status is the worst of all."""
    from pipeline.cli.several import for_each

    if options.watch:
        from pipeline.cli.watch import watch

        return watch(options, console)
    from pipeline.cli.targets import editions
    from pipeline.edition import excerpt, in_layout
    from pipeline.side_by_side import SideBySide, processors

    found = editions(options.targets, options.output_dir)
    if options.layout:
        found = [in_layout(each, options.layout) for each in found]
    if options.section or options.pages:
        found = [excerpt(each, options.section, options.pages) for each in found]
    jobs = options.jobs or processors()
    several = len(found) > 1
    # Either the files are built side by side, or the outputs of the only one.
    builders = [partial(_build, each, options, 1 if several else jobs, console) for each in found]
    with SideBySide(builders, jobs if several else 1) as built:
        return for_each(found, console, lambda edition: _tell(edition, built, console), "built")


class _Built(NamedTuple):
    """What a person is told of a build."""

    files: dict[str, Path]
    unchanged: frozenset[str]
    findings: list[Finding]


def _build(edition: Edition, options: argparse.Namespace, jobs: int, console: Console) -> _Built:
    edition.stay_inside()
    built = _made(edition, options, jobs, console)
    if options.prove and not (options.section or options.pages):
        from pipeline.checks.edition import prove_words

        gc.collect()  # the trees of a large document would stand beside those of its proof
        console.progress("proving every word")
        built.findings.extend(prove_words(edition, built.files))
    return built


def _made(edition: Edition, options: argparse.Namespace, jobs: int, console: Console) -> _Built:
    from pipeline.build import build

    built = build(
        edition,
        force=options.force,
        keep_book=options.keep_book,
        jobs=jobs,
        progress=console.progress,
    )
    return _Built(built.files, built.unchanged, built.findings)


def _tell(edition: Edition, results: SideBySide[_Built], console: Console) -> int:
    console.progress(f"building {edition.master.name}")
    built = results.next()
    for name, path in built.files.items():
        unchanged = "  (unchanged)" if name in built.unchanged else ""
        console.say(f"{_shown(path)}  {path.stat().st_size / 1000:,.0f} kB{unchanged}")
    if built.findings:
        console.report(built.findings)
    return console.status(built.findings, Severity.ERROR)


def _count(said: str) -> int:
    if not said.isdecimal() or not 0 < int(said) < 1000:
        raise argparse.ArgumentTypeError(f"{said!r} is not a number of jobs: 1, 2, 3 …")
    return int(said)


def _shown(path: Path) -> str:
    from pipeline.report import relative

    return relative(path)

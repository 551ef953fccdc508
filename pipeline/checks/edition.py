"""`edition check`: every proof there is, over one edition, its outputs made afresh."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pipeline.build import Built, Progress, build
from pipeline.edition import Edition, Output
from pipeline.finding import EditionError, Finding, Severity
from pipeline.model.book import Book
from pipeline.tei.parse import Master, read_master

Proof = Callable[[], list[Finding]]


@dataclass(slots=True)
class Checked:
    """What was proved, as sentences, and what was found instead."""

    proved: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unproved: dict[str, list[str]] = field(default_factory=dict)  # by the package that is missing

    def prove(self, claim: str, proof: Proof) -> None:
        """Hold the claim proved, or keep what was found instead, or what could not be looked at."""
        try:
            findings = proof()
        except EditionError as error:
            findings = list(error.findings)
        except ModuleNotFoundError as error:
            self.unproved.setdefault(_package_missing(error), []).append(claim)
            return
        self.findings += findings
        if not any(found.severity > Severity.INFO for found in findings):
            self.proved.append(claim)

    def finish(self) -> None:
        """One finding for each package without which something could not be proved."""
        self.findings += (_not_installed(*each) for each in self.unproved.items())


def check_edition(edition: Edition, progress: Progress = lambda _what: None) -> Checked:
    """Build the edition in a folder of its own, and prove it.

    Raises `EditionError` where the master cannot be read at all.
    """
    checked = Checked()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        built = build(edition._replace(output_dir=made), progress=progress)
        checked.findings += built.findings
        for claim, proof in _proofs(edition, built):
            progress(f"proving: {claim}")
            checked.prove(claim, proof)
        checked.finish()
        checked.findings += _out_of_date(edition, built)
    checked.findings = [_as_of(found, made, edition.output_dir) for found in checked.findings]
    return checked


def prove_words(edition: Edition, files: Mapping[str, Path]) -> list[Finding]:
    """Where the files made of an edition, by the names of its outputs, lack words or add some."""
    from pipeline.checks.completeness import CHECKS
    from pipeline.checks.rule_words import read_rule_words

    master = read_master(edition.master)
    added = read_rule_words(edition.odd)
    checked = Checked()
    for output in edition.outputs:
        if (path := files.get(output.name)) is not None:
            proof = partial(CHECKS[output.format], master, path, output.reading, added)
            checked.prove(_has_words(path, output.reading), proof)
    checked.finish()
    return checked.findings


def _package_missing(error: ModuleNotFoundError) -> str:
    """The package of others that was not there; one of our own is a defect."""
    from pipeline.checks.installation import package_of

    name = error.name or "pipeline"
    if name.startswith("pipeline"):
        raise error
    return package_of(name.partition(".")[0])


def _not_installed(package: str, claims: Sequence[str]) -> Finding:
    return Finding(
        "check-not-installed",
        Severity.WARNING,
        f"not proved, because {package} is not installed:",
        excerpt="\n".join(claims),
        remedy='Install what the checks need: python -m pip install "tei-edition[checks]"',
    )


def _proofs(edition: Edition, built: Built) -> Iterator[tuple[str, Proof]]:
    """Each claim with what proves it, the quick ones first.

    The master is read again: a check leans on nothing that interpreting may
    have done to the tree.
    """
    master = read_master(edition.master)
    yield from _proofs_of_the_master(edition, master)
    for output in edition.outputs:
        path = built.files.get(output.name)
        if path is not None:
            book = built.book_of[output.name]
            yield from _proofs_of_output(output, edition.odd, master, book, path)


def _proofs_of_the_master(edition: Edition, master: Master) -> Iterator[tuple[str, Proof]]:
    from pipeline.checks.declarations import check_declarations
    from pipeline.checks.references import check_references

    claim = f"{master.path.name} is well-formed TEI and every reference in it arrives"
    yield claim, lambda: check_references(master)
    from pipeline.checks.rules import check_rules
    from pipeline.checks.schema import check_schema, has_schema

    if has_schema(master):
        yield f"{master.path.name} is valid by its schemas", lambda: check_schema(master)
    claim = f"{master.path.name} has language tags, dates and revisions as TEI asks for them"
    yield claim, lambda: check_rules(master)
    claim = f"the editorial declarations of {master.path.name} agree with its markup"
    yield claim, lambda: check_declarations(master)
    witness = edition.witness
    if witness is not None:
        from pipeline.checks.witness import check_witness

        claim = f"{witness.name} is reproduced from {master.path.name}, character for character"
        yield claim, lambda: check_witness(master.path, witness)


def _proofs_of_output(
    output: Output, odd: Path | None, master: Master, book: Book, path: Path
) -> Iterator[tuple[str, Proof]]:
    from pipeline.checks.completeness import CHECKS
    from pipeline.checks.rule_words import read_rule_words

    words = CHECKS[output.format]
    claim = _has_words(path, book.policy)
    yield claim, lambda: words(master, path, book.policy, read_rule_words(odd))
    if output.format == "epub":
        from pipeline.checks.epubcheck import check_epubs

        yield f"{path.name} is valid EPUB 3.3 (EPUBCheck)", lambda: check_epubs([path])
    if output.format == "pdf":
        from pipeline.checks.pdf import check_pdf

        claim = f"{path.name} is tagged and has its title, language, bookmarks and fonts"
        yield claim, lambda: check_pdf(path, book)
        from pipeline.checks.pdf_variant import check_pdf_variant, validators

        claim = f"{path.name} is {output.variant.upper()} ({validators()})"
        yield claim, lambda: check_pdf_variant(path, output.variant)


def _has_words(path: Path, reading: str) -> str:
    return f"{path.name} has every word of the master ({reading}), in order"


def _out_of_date(edition: Edition, built: Built) -> list[Finding]:
    """Outputs handed out that are no longer what the master says."""
    return [
        Finding(
            "output-out-of-date",
            Severity.INFO,
            f"{output.file} is not what the master now gives",
            edition.output_dir / output.file,
            remedy=f"Build it again: edition build {output.name}",
        )
        for output in edition.outputs
        if output.name in built.files
        and _differ(edition.output_dir / output.file, built.files[output.name])
    ]


def _differ(old: Path, new: Path) -> bool:
    return old.is_file() and old.read_bytes() != new.read_bytes()


def _as_of(found: Finding, made: Path, output_dir: Path) -> Finding:
    """The finding, about the file where its reader will look for it."""
    if found.path is None or not found.path.is_relative_to(made):
        return found
    return found._replace(path=output_dir / found.path.relative_to(made))

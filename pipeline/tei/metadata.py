"""The typed metadata of a master (TEI Guidelines ch. 2, "The TEI Header")."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Contributor(NamedTuple):
    """A person or body with a part in the work.

    `relator` is a MARC relator code (`aut`, `trl`, `edt`, …); `role` the
    words of the header, if it has any ("Corrections and notes by"). A `name` is
    empty where the header has nothing but the words.
    """

    name: str
    relator: str
    role: str = ""
    id: str = ""
    sort_name: str = ""


class Change(NamedTuple):
    """One `change` of the `revisionDesc` (TEI 2.6), newest first; `who` is a name."""

    when: str
    who: str
    number: str
    text: str
    targets: tuple[str, ...] = ()


class Action(NamedTuple):
    """What was done with a letter (`correspAction`): by whom, where, and when.

    `kind` is its `@type`; `sent` and `received` come first.
    """

    kind: str
    told: str


class Declaration(NamedTuple):
    """One statement of the `encodingDesc` (TEI 2.3): `kind` is the TEI element's name.

    `kind` is `correction`, `normalization`, `quotation`, `hyphenation`,
    `interpretation`, `segmentation`, `stdVals`, `punctuation`, `projectDesc`,
    `samplingDecl` or `p`; `attributes` are that element's own (`status`, `method`, `marks` …).
    """

    kind: str
    paragraphs: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...] = ()


class Metadata(NamedTuple):
    """What the header says of the work, the edition and its source.

    Strings are whitespace-normalised plain text; empty where the header is
    silent, except `title` (falls back to the file's name), `language`
    (`und`) and `identifier` (derived from the file's name and title).
    """

    title: str
    language: str
    identifier: str
    modified: datetime
    subtitle: str = ""
    surtitle: str = ""  # what stands above the title
    series: str = ""  # the title of the larger work (`title[@level='m']` …) of which this is a part
    is_part: bool = False  # whether that is a book of which this is a chapter, and no series
    meeting: str = ""  # of which these are the minutes
    contributors: tuple[Contributor, ...] = ()
    languages: tuple[str, ...] = ()
    edition: str = ""
    revision: str = ""
    publisher: str = ""
    place: str = ""
    date: str = ""
    issued: str = ""  # the same date as programs write it (`@when`)
    publication: tuple[str, ...] = ()  # what the header says of it in sentences
    rights: tuple[str, ...] = ()
    licence: str = ""  # the URL of `licence/@target`
    source: tuple[str, ...] = ()
    source_names: tuple[str, ...] = ()  # the same in short: of a manuscript only where it is kept
    declarations: tuple[Declaration, ...] = ()
    changes: tuple[Change, ...] = ()
    abstract: str = ""
    headnotes: tuple[str, ...] = ()  # the abstract, and what `notesStmt` says, in paragraphs
    numbers: tuple[str, ...] = ()  # those of the edition besides the identifier
    subjects: tuple[str, ...] = ()
    correspondence: tuple[Action, ...] = ()

    def by_relator(self, *relators: str) -> tuple[Contributor, ...]:
        """The contributors with one of these MARC relator codes, in order."""
        return tuple(person for person in self.contributors if person.relator in relators)

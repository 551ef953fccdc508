"""The header as typed metadata (TEI Guidelines ch. 2)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import chain, filterfalse
from pathlib import Path

from lxml import etree

from pipeline.finding import Finding
from pipeline.moment import given_moment
from pipeline.tei.controls import without_direction_controls
from pipeline.tei.header.changes import latest_numbers, read_changes
from pipeline.tei.header.contributors import read_contributors
from pipeline.tei.header.correspondence import read_correspondence
from pipeline.tei.header.dates import day_of, version_of
from pipeline.tei.header.declarations import read_declarations
from pipeline.tei.header.description import paragraphs_of
from pipeline.tei.header.identifiers import read_identifiers
from pipeline.tei.header.imprint import (
    date_of_publication,
    day_of_publication,
    edition_of,
    licence_of,
    place_of,
    publisher_of,
    rights_in,
)
from pipeline.tei.header.publication import publication_in_prose, with_parts
from pipeline.tei.header.sources import read_sources
from pipeline.tei.header.telling import joined
from pipeline.tei.header.titles import read_titles
from pipeline.tei.header.twins import in_language
from pipeline.tei.main_language import languages_of, main_language, unnamed_language
from pipeline.tei.metadata import Change, Metadata
from pipeline.tei.names import NAMESPACES, local_name, own_texts, tei, text_in
from pipeline.tei.plain_text import (
    date_of,
    is_too_long,
    name_of,
    plain,
)
from pipeline.tei.warning import warning

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
# What has a number, as against the name of a step, and as against a beginning (0).
_REVISION = r"(?i)[vr]?\.? ?(?=[\d.]*[1-9])\d"
# Of kinds of keywords: those that are not about the text, but its author or its file.
_NO_SUBJECT = r"(?i)author|tei\b|encod"
_KEYWORDS = tei("term"), tei("item")
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _direction_controls(header: etree._Element, path: Path) -> list[Finding]:
    for title in header.iterfind("tei:fileDesc/tei:titleStmt/*", NAMESPACES):
        words = text_in(title)
        if without_direction_controls(words) != words:
            message = (
                "Invisible characters that turn the direction of text stand in the title statement."
            )
            return [
                warning(
                    "tei-direction-controls",
                    message,
                    path,
                    title,
                    "Remove them; they are left out of names.",
                )
            ]
    return []


def read_metadata(root: etree._Element, path: Path) -> tuple[Metadata, list[Finding]]:
    """The metadata of the document at `path`, and what is missing in its header.

    `Metadata.modified` is the newest dated `change`, else the edition's or
    the publication's date; `SOURCE_DATE_EPOCH` overrides it; never the clock.
    """
    findings: list[Finding] = []
    header = root.find(tei("teiHeader"))
    if header is None:
        remedy = "Put a <teiHeader> before the <text>, with the title and who wrote it."
        findings.append(warning("tei-no-header", "There is no teiHeader.", path, root, remedy))
        header = etree.Element(tei("teiHeader"))
        header.sourceline = root.sourceline
    findings += [*_direction_controls(header, path), *_doubtful_names(header, path)]
    titles = read_titles(header)
    title = titles.title or path.stem
    if not titles.title:
        findings.append(
            warning(
                "tei-no-title",
                f"The header has no title: “{title}” stands in for it.",
                path,
                header,
                "Add it to the header.",
            )
        )
    language, languages = main_language(root), languages_of(root)
    if not language:
        language = unnamed_language(root)
        said = "Neither text/@xml:lang nor langUsage says which language this is."
        if len(languages) > 1:
            said = "langUsage names several languages, and no text/@xml:lang says which this is."
        findings.append(
            warning(
                "tei-no-language",
                said,
                path,
                header,
                'Write xml:lang="…" on <text>, so that words can be hyphenated.',
            )
        )
    identifier, *numbers = read_identifiers(header, path.stem, title)
    changes = read_changes(header)
    sources = read_sources(root, header)
    publication = _statement(header, "publicationStmt")
    published = with_parts(publication)
    edition = edition_of(_statement(header, "editionStmt"), language)
    metadata = Metadata(
        title=title,
        subtitle=titles.subtitle,
        surtitle=titles.surtitle,
        series=titles.series,
        meeting=_meeting(header, language),
        is_part=titles.is_part,
        language=language,
        identifier=identifier,
        numbers=tuple(numbers),
        modified=_modified(changes, published, header),
        contributors=read_contributors(header, language),
        languages=languages,
        edition=edition,
        revision=_revision(header, changes),
        publisher=publisher_of(published, language),
        place=place_of(published, language),
        date=date_of_publication(published, header, edition),
        issued=day_of_publication(published, header),
        publication=publication_in_prose(publication, language),
        rights=rights_in(published, language),
        licence=licence_of(published),
        source=sources.described,
        source_names=sources.named,
        declarations=read_declarations(header, language),
        changes=changes,
        correspondence=read_correspondence(header),
        headnotes=_headnotes(header, language),
        abstract=plain(_find(header, ".//tei:profileDesc/tei:abstract")),
        subjects=_subjects(header),
    )
    return metadata, findings


def _doubtful_names(header: etree._Element, path: Path) -> list[Finding]:
    found = []
    for element in header.iterfind("tei:fileDesc/tei:titleStmt//*", NAMESPACES):
        if is_too_long(element):
            message = f"This <{local_name(element.tag)}> is too long for a title page; it is cut."
            found.append(warning("tei-long-name", message, path, element, "Shorten it."))
    for idno in _all(header, "tei:fileDesc/tei:publicationStmt//tei:idno"):
        if ".." in plain(idno).split("/"):
            message = f"“{plain(idno)[:60]}” looks like a path; no file is named after it."
            found.append(warning("tei-identifier", message, path, idno, "Give a URI."))
    return found


def _statement(header: etree._Element, name: str) -> etree._Element:
    """A part of the `fileDesc`; an empty one where it is not there."""
    found = header.find(f"tei:fileDesc/tei:{name}", NAMESPACES)
    return etree.Element(tei(name)) if found is None else found


def _find(header: etree._Element, expression: str) -> etree._Element | None:
    return header.find(expression, NAMESPACES)


def _all(header: etree._Element, expression: str) -> list[etree._Element]:
    return header.findall(expression, NAMESPACES)


def _meeting(header: etree._Element, language: str) -> str:
    """Whose minutes these are: legislature, session, sitting, day."""
    meetings = _all(header, "tei:fileDesc/tei:titleStmt/tei:meeting")
    said = (name_of(each) for each in in_language(meetings, language))
    return " · ".join(dict.fromkeys(filter(None, said)))


def _subjects(header: etree._Element) -> tuple[str, ...]:
    """Each keyword once, however many schemes have it; what programs count by is none."""
    held = (each.iter(*_KEYWORDS) for each in _all(header, ".//tei:keywords"))
    keywords = filterfalse(_has_keywords, chain.from_iterable(held))
    said = (plain(each) for each in keywords if not re.match(_NO_SUBJECT, each.get("type", "")))
    return tuple(dict.fromkeys(words for words in said if any(map(str.isalpha, words))))


def _has_keywords(keyword: etree._Element) -> bool:
    return next(keyword.iterdescendants(*_KEYWORDS), None) is not None


def _headnotes(header: etree._Element, language: str) -> tuple[str, ...]:
    """What an edition says of its text: abstract, origin, series, notes (TEI 2.2, 2.4)."""
    series = _all(header, "tei:fileDesc/tei:seriesStmt/tei:p")
    abstracts = _all(header, "tei:profileDesc/tei:abstract")
    notes = _all(header, "tei:fileDesc/tei:notesStmt/tei:note")
    origins = filter(_is_in_sentences, _all(header, "tei:profileDesc/tei:creation"))
    said = (
        words for each in in_language([*abstracts, *origins, *series, *notes], language)
        for words in paragraphs_of(each, language)
    )  # fmt: skip
    return (*said, *map(_told, filter(_is_numbered, _all(header, "tei:fileDesc/tei:seriesStmt"))))


def _is_numbered(series: etree._Element) -> bool:
    """Whether it says which part of the series this is."""
    return any(map(plain, series.iterchildren(tei("biblScope"))))


def _told(series: etree._Element) -> str:
    """Its parts, without the responsibility of nobody that a template has."""
    parts = series.iterchildren(tei("*"))
    said = (each for each in parts if each.tag != tei("respStmt") or all(map(plain, each)))
    return joined(said, is_name=False, depth=1)


def _is_in_sentences(origin: etree._Element) -> bool:
    """Whether words of its own stand around its dates and places."""
    return any(map(str.isalpha, "".join(own_texts(origin))))


def _modified(
    changes: tuple[Change, ...], published: etree._Element, header: etree._Element
) -> datetime:
    if moment := given_moment():
        return moment
    dates = [_date(change.when) for change in changes]
    of_edition = _all(header, ".//tei:edition/tei:date")
    for element in (*of_edition, *published.iterchildren(tei("date"))):
        dates.append(_date(day_of(element.get("when") or date_of(element))))
    known = [date for date in dates if date is not None]
    return max(known) if known else _LONG_AGO


def _date(value: str) -> datetime | None:
    match = _ISO.match(value)
    if not match:
        return None
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return max(datetime(year, month, day, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC))
    except ValueError:
        return None


def _revision(header: etree._Element, changes: tuple[Change, ...]) -> str:
    edition = _find(header, "tei:fileDesc/tei:editionStmt/tei:edition")
    numbers = latest_numbers(changes)
    if edition is not None:
        numbers += [edition.get("n", ""), version_of(plain(edition))]
    return next((number for number in numbers if re.match(_REVISION, number)), "")

"""`edition new`: a folder that builds and checks clean before a word of the text is there."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from string import Template

from pipeline.finding import EditionError, Finding, Severity
from pipeline.founding import UNTITLED
from pipeline.founding.files import write_files
from pipeline.resources import read_style
from pipeline.tei.languages import language_tag, primary

PLACEHOLDER = "<?edition placeholder?>"
_UUIDS = uuid.UUID("0f1a2c9e-57b4-5a8e-9d0b-3e0a6b1f7c55")
# Where each file of `styles/new` goes.
_FILES = {
    "edition.toml": "source/edition.toml",
    "edition.css": "source/edition.css",
    "noxfile.py": "noxfile.py",
    "README.md": "README.md",
    "gitignore": ".gitignore",
}
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, slots=True)
class Header:
    """What a new edition's header is filled with; `today` is the day of its first change."""

    title: str
    today: str
    author: str = ""  # several: one a line
    translator: str = ""
    editor: str = "The editors of this edition"
    language: str = "en"
    source: str = "The source is not described yet."
    rights: str = "The rights in the text are not examined yet."

    def but(self, **fields: str) -> Header:
        """The same, with the fields that are not empty."""
        return replace(self, **{name: value for name, value in fields.items() if value})


@dataclass(frozen=True, slots=True)
class Founded:
    """The files that were written; `master` is one of them."""

    master: Path
    settings: Path
    files: list[Path] = field(default_factory=list)


def found_edition(folder: Path, header: Header) -> Founded:
    """Write a new edition into `folder`, which must be empty or not there."""
    _check(folder)
    header = replace(header, language=_language(header.language))
    named = header.title if header.title != UNTITLED else folder.resolve().name
    master = f"{_file_name(named)}.xml"
    written = {f"source/{master}": new_master(header)}
    plain = {"title": header.title, "master": master}
    for name, place in _FILES.items():
        template = read_style(f"new/{name}").decode("utf-8")
        written[place] = Template(template).substitute(plain) if "$" in template else template
    write_files({folder / place: text for place, text in written.items()}, folder)
    source = folder / "source"
    return Founded(source / master, source / "edition.toml", [folder / each for each in written])


def new_master(header: Header) -> str:
    """The master that holds a header and no text yet."""
    said = f"{header.title}\n{header.author}\n{header.today}"
    fields = {
        "title": header.title,
        "editor": header.editor,
        "language": header.language,
        "today": header.today,
        "day": _day(header.today, header.language),
        "source": header.source,
        "rights": header.rights,
        "uuid": str(uuid.uuid5(_UUIDS, said)),
    }
    escaped = {name: escape(value) for name, value in fields.items()}
    template = Template(read_style("new/master.xml").decode("utf-8"))
    people = [*_authors(header.author), *_translator(header.translator)]
    return template.substitute(escaped, people="\n".join(people)).replace("\n\n", "\n")


def with_fields(master: str, fields: Mapping[str, str]) -> str:
    """A master that has no text yet, with the title and the people that it does not name."""
    main = f'<title type="main">{UNTITLED}</title>'
    if "title" in fields:
        titled = f'<title type="main">{escape(fields["title"])}</title>'
        master = master.replace(main, titled, 1)
    people = [
        *(_authors(fields.get("author", "")) if "<author " not in master else ()),
        *(_translator(fields.get("translator", "")) if 'role="translator"' not in master else ()),
    ]
    before, title, after = master.partition("</title>\n")
    return "".join([before, title, *(f"{each}\n" for each in people), after])


def _authors(names: str) -> Iterator[str]:
    for number, name in enumerate(names.splitlines(), 1):
        key = f"author-{number}" if number > 1 else "author"
        yield f'        <author xml:id="{key}">{escape(name)}</author>'


def _translator(name: str) -> Iterator[str]:
    if name:
        yield f'        <editor xml:id="translator" role="translator">{escape(name)}</editor>'


def _day(today: str, language: str) -> str:
    """The day as English writes it; in other languages as programs do."""
    year, month, day = today.split("-")
    english = primary(language) == "en"
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}" if english else today


def _check(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise EditionError(
            Finding(
                "new-not-empty",
                Severity.ERROR,
                "there is something in this folder already"
                if folder.is_dir()
                else "a file is here",
                folder,
                remedy="Name a folder that is not there yet; nothing is ever written over.",
            )
        )


def _language(said: str) -> str:
    """The tag of a language, also where its English name was said."""
    if tag := language_tag(said):
        return tag
    raise EditionError(
        Finding(
            "new-language",
            Severity.ERROR,
            f"“{said}” is not a language tag",
            remedy="Write en, fr, de, grc, zh-Hant … (BCP 47).",
        )
    )


def _file_name(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title.casefold())
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return "-".join(words[:5])[:40].strip("-") or "text"

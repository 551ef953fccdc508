"""The master behind what a reader holds: a file, a git revision, an EPUB or a PDF of ours."""

from __future__ import annotations

import posixpath
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lxml import etree

from pipeline.edition import FORMATS
from pipeline.finding import EditionError, Finding, Severity
from pipeline.tei.names import XINCLUDE
from pipeline.tei.parse import Master, read_master
from pipeline.tei.xml import parse_xml

_TEI = "application/tei+xml"
_OPF = "{http://www.idpf.org/2007/opf}"
_ROOTFILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
FILES = (".xml", ".tei", ".pdf", ".epub")
_LARGEST = 500_000_000
_INCLUDE = f"{{{XINCLUDE}}}include"


@dataclass(frozen=True, slots=True)
class Source:
    """A master, and the file in which a reader holds it: a PDF has pages to name."""

    master: Master
    name: str
    pdf: Path | None = None


def find_source(said: str, beside: Path | None = None) -> Source:
    """The edition that `said` means.

    A file that exists is one: a PDF or EPUB that carries its master, or a
    master. Anything else is a git revision, `REV` or `REV:path`, of the
    project in which the master `beside` stands.
    """
    path = Path(said)
    if not path.is_file():
        return _of_revision(said, beside)
    if path.suffix.lower() == ".pdf":
        files, has_pages = _of_pdf(path)
        return Source(_unpacked(files, path), path.name, path if has_pages else None)
    if path.suffix.lower() == FORMATS["text"]:
        raise _carries_none(path)
    if path.suffix.lower() == ".epub":
        return Source(_unpacked(_of_epub(path), path), path.name)
    return Source(read_master(path), path.name)


def _unpacked(files: list[tuple[str, bytes]], holder: Path) -> Master:
    """The master among files that lie beside one another: the first."""
    if not files:
        raise _carries_none(holder)
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files:
            place = PurePosixPath(name)
            if place.is_absolute() or ".." in place.parts or "\\" in name or ":" in name:
                raise EditionError(_not_ours(holder, f"it names a file “{name}”"))
            target = Path(folder, *place.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return read_master(Path(folder, *PurePosixPath(files[0][0]).parts))


def _carries_none(holder: Path) -> EditionError:
    return EditionError(
        Finding(
            "errata-no-master",
            Severity.ERROR,
            "this file does not carry its master, so nothing tells what it said",
            holder,
            remedy="Name the master from which it was made, as a file or a git revision. Text "
            "files carry none, nor those made with “enclose-master = false” or by other programs.",
        )
    )


def _not_ours(path: Path, why: str) -> Finding:
    return Finding(
        "errata-unreadable",
        Severity.ERROR,
        f"the master cannot be taken out of it: {why}",
        path,
        remedy="Is this the file as `edition build` made it?",
    )


def _of_pdf(path: Path) -> tuple[list[tuple[str, bytes]], bool]:
    """The files attached to a PDF as its source, and whether its pages can be read.

    The catalog's `AF` has the master first. The sheets of a booklet have no reading order.
    """
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            files = [
                (str(each.UF), each.EF.F.read_bytes())
                for each in pdf.Root.get("/AF", [])
                if each.get("/AFRelationship") == "/Source"
            ]
            return files, "/StructTreeRoot" in pdf.Root
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError) as error:
        raise EditionError(_not_ours(path, str(error))) from error


def _of_epub(path: Path) -> list[tuple[str, bytes]]:
    """The TEI files of an EPUB's manifest and what lies beside them; the master is the first."""
    try:
        with zipfile.ZipFile(path) as archive:
            container = _tree_in(archive, "META-INF/container.xml", path)
            package = next(each.get("full-path", "") for each in container.iter(_ROOTFILE))
            names = _enclosed(_tree_in(archive, package, path))
            if not names:
                return []
            root = posixpath.dirname(package)
            within = names[0].partition("/")[0]
            members = [(posixpath.relpath(name, within), posixpath.join(root, name))
                       for name in names]  # fmt: skip
            if sum(archive.getinfo(member).file_size for _, member in members) > _LARGEST:
                raise EditionError(_not_ours(path, "it is too large"))
            return [(name, archive.read(member)) for name, member in members]
    except (zipfile.BadZipFile, KeyError, StopIteration, OSError, RuntimeError) as error:
        raise EditionError(_not_ours(path, str(error))) from error


def _tree_in(archive: zipfile.ZipFile, name: str, path: Path) -> etree._Element:
    if archive.getinfo(name).file_size > _LARGEST:
        raise EditionError(_not_ours(path, "it is too large"))
    return parse_xml(archive.read(name), path)


def _enclosed(package: etree._Element) -> list[str]:
    items = [
        (unquote(item.get("href", "")), item.get("media-type"))
        for item in package.iter(f"{_OPF}item")
    ]
    master = next((name for name, kind in items if kind == _TEI), "")
    folder = master.rpartition("/")[0].partition("/")[0]
    others = [name for name, _ in items if name != master and name.startswith(f"{folder}/")]
    return [master, *others] if master and folder else []


def _of_revision(said: str, beside: Path | None) -> Source:
    """A master as git has it, with the files that it includes."""
    revision, colon, name = said.partition(":")
    if not colon and beside is None:
        raise EditionError(
            Finding("input-missing", Severity.ERROR, "there is no such file", Path(said))
        )
    folder = beside.resolve().parent if beside else Path.cwd()
    inner = name if colon else f"./{beside.resolve().name}"  # type: ignore[union-attr]
    place = inner.removeprefix("./")
    start = posixpath.dirname(inner)

    def show(path: str) -> bytes:
        return _git_show(revision, posixpath.join(start, path) if start else path, folder)

    files: dict[str, bytes] = {}
    first = posixpath.basename(place)
    _collect(first, show, files)
    return Source(_unpacked(list(files.items()), Path(said)), said)


def _collect(name: str, show: Callable[[str], bytes], files: dict[str, bytes]) -> None:
    """Fetch a file and, of those that it includes, the ones that git has."""
    files[name] = show(name)
    if b"include" not in files[name]:
        return
    for include in parse_xml(files[name], Path(name)).iter(_INCLUDE):
        href = unquote(include.get("href", "").partition("#")[0])
        inner = posixpath.normpath(posixpath.join(posixpath.dirname(name), href))
        if not href or ":" in href or inner.startswith("..") or inner in files:
            continue
        try:
            if include.get("parse") == "text":
                files[inner] = show(inner)
            else:
                _collect(inner, show, files)
        except EditionError:
            continue  # reading the master will say that it is missing


def _git_show(revision: str, name: str, folder: Path) -> bytes:
    # A path that begins with ./ starts from the folder; git takes any other from the top.
    target = f"{revision}:{name}"
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), "show", "--end-of-options", target],
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise EditionError(
            Finding("git-missing", Severity.ERROR, f"git cannot be run: {error.strerror}")
        ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise EditionError(
            Finding(
                "errata-revision",
                Severity.ERROR,
                f"“{target}” is neither a file nor a git revision: {said}",
                remedy="Name a master, a PDF, an EPUB, a revision (v1.2, HEAD~3) or REV:path.",
            )
        )
    return done.stdout

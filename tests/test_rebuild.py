"""Building again: only what has changed; and whatever happens meanwhile, whole files."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from pipeline.build import build
from pipeline.cli import parser
from pipeline.cli.watch import command_of
from pipeline.edition import Edition, Output, edition_of_file
from pipeline.finding import Severity
from pipeline.tei.parse import read_master

ROOT = Path(__file__).parent.parent
KILLS = int(os.environ.get("EDITION_KILLS", "8"))
MASTER = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>Small</title></titleStmt>
<publicationStmt><p>Unpublished.</p></publicationStmt><sourceDesc><p>Born digital.</p></sourceDesc>
</fileDesc><revisionDesc><change when="2020-02-02">Made.</change></revisionDesc></teiHeader>
<text><body><p>{0}</p></body></text></TEI>
"""


@pytest.fixture
def master(tmp_path: Path) -> Path:
    path = tmp_path / "m.xml"
    path.write_text(MASTER.format("One."), "utf-8")
    return path


def edition(master: Path, *, suffix: str = "") -> Edition:
    outputs = (
        Output("epub", "epub", Path(f"m{suffix}.epub"), enclose_master=False),
        Output("text", "text", Path(f"m{suffix}.txt")),
    )
    return Edition(master, master.parent / "dist", outputs)


def made_anew(wanted: Edition) -> list[str]:
    built = build(wanted)
    return sorted(built.files.keys() - built.unchanged)


def test_what_has_not_changed_is_not_made_again(master: Path) -> None:
    assert made_anew(edition(master)) == ["epub", "text"]
    later = time.time() + 100
    os.utime(master, (later, later))
    assert made_anew(edition(master)) == [], "dates say nothing"
    master.write_text(MASTER.format("Two."))
    assert made_anew(edition(master)) == ["epub", "text"]
    assert b"Two." in (master.parent / "dist" / "m.txt").read_bytes()
    assert sorted(build(edition(master), force=True).unchanged) == []


def by_hand(folder: Path) -> list[str]:
    (folder / "dist" / "m.txt").write_text("touched")
    return ["text"]


def gone(folder: Path) -> list[str]:
    (folder / "dist" / "m.epub").unlink()
    return ["epub"]


def no_record(folder: Path) -> list[str]:
    shutil.rmtree(folder / "dist" / ".edition-build")
    return ["epub", "text"]


def included(folder: Path) -> list[str]:
    (folder / "part.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0">Other.</p>')
    return ["epub", "text"]


def no_longer_included(folder: Path) -> list[str]:
    (folder / "part.xml").unlink()
    return ["epub", "text"]


def an_image_comes(folder: Path) -> list[str]:
    Image.new("L", (2, 2)).save(folder / "later.png")
    return ["epub", "text"]


@pytest.mark.parametrize(
    "change", [by_hand, gone, no_record, included, no_longer_included, an_image_comes]
)
def test_what_has_changed_is_made_again(master: Path, change: Callable[[Path], list[str]]) -> None:
    (master.parent / "part.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0">Part.</p>')
    body = '</p><xi:include href="part.xml"/><p><graphic url="later.png"/>'
    master.write_text(MASTER.format(body))
    assert made_anew(edition(master)) == ["epub", "text"]
    assert made_anew(edition(master)) == []
    concerned = change(master.parent)
    assert made_anew(edition(master)) == concerned
    assert made_anew(edition(master)) == []


def test_a_setting_concerns_its_output_alone(master: Path) -> None:
    style = master.parent / "own.css"
    style.write_text("p { color: red }")
    wanted = edition(master)
    epub = wanted.outputs[0]._replace(stylesheets=(style,))
    build(wanted)
    styled = wanted._replace(outputs=(epub, wanted.outputs[1]))
    assert made_anew(styled) == ["epub"]
    style.write_text("p { color: blue }")
    assert made_anew(styled) == ["epub"]
    rules = master.parent / "own.odd"
    rules.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><schemaSpec ident="x"><elementSpec ident="hi" '
        'mode="change"><model behaviour="inline"/></elementSpec></schemaSpec></TEI>'
    )
    ruled = styled._replace(odd=rules)
    assert made_anew(ruled) == ["epub", "text"]
    below = rules.with_name("below.odd")
    below.write_text(rules.read_text())
    rules.write_text(rules.read_text().replace('ident="x"', 'source="below.odd"'))
    assert made_anew(ruled) == ["epub", "text"]
    below.write_text(below.read_text().replace("inline", "omit"))
    assert made_anew(ruled) == ["epub", "text"]


@pytest.mark.parametrize(
    "torn",
    [b"", b"{", b"[]", b"null", b'{"form": 1}', b'{"form": 1, "outputs": {"m.txt": 1}}',
     b'{"form": 2, "outputs": {}}', b"\xff\x00", b"[" * 100_000],
)  # fmt: skip
def test_a_torn_record_costs_a_build_and_no_more(master: Path, torn: bytes) -> None:
    build(edition(master))
    [record] = (master.parent / "dist" / ".edition-build").iterdir()
    record.write_bytes(torn)
    assert made_anew(edition(master)) == ["epub", "text"]
    assert made_anew(edition(master)) == []


def test_a_record_that_lies_is_not_believed(master: Path) -> None:
    """One that names a file outside the folder, and the hash of another output."""
    build(edition(master))
    [record] = (master.parent / "dist" / ".edition-build").iterdir()
    said = json.loads(record.read_bytes())
    said["outputs"]["m.txt"]["inputs"] = {"../../../../etc/hostname": "0" * 64}
    said["outputs"]["m.epub"]["sha256"] = said["outputs"]["m.txt"]["sha256"]
    record.write_text(json.dumps(said))
    assert made_anew(edition(master)) == ["epub", "text"]


def test_what_was_found_is_said_again(master: Path) -> None:
    master.write_text(MASTER.format('<graphic url="none.png"/>One.'))
    first = build(edition(master))
    again = build(edition(master))
    assert again.unchanged == {"epub", "text"}
    assert [found.code for found in again.findings] == ["image-unusable"]
    assert {(f.code, f.message, f.line, f.severity) for f in again.findings} == {
        (f.code, f.message, f.line, f.severity) for f in first.findings
    }
    assert again.findings[0].path is not None
    assert again.findings[0].path.resolve() == master.resolve()


def test_what_a_pdf_cannot_show_is_an_error_once_a_pdf_is_asked_for(master: Path) -> None:
    master.write_text(MASTER.format("\U000f1234\U000f1235 " * 1000), "utf-8")
    by_default = edition_of_file(master, master.parent / "dist")
    found = []
    for wanted in (by_default, by_default.select(["pdf"]), by_default):
        built = build(wanted)
        found += [each.severity for each in built.findings if each.code == "pdf-glyph-missing"]
    assert built.unchanged == {"epub", "pdf", "text"}
    assert found == [Severity.WARNING, Severity.ERROR, Severity.WARNING]


def test_an_epub_has_no_pages_of_a_pdf_that_cannot_be(master: Path) -> None:
    master.write_text(MASTER.format("שלום עולם"), "utf-8")
    pdf = Output("pdf", "pdf", Path("m.pdf"))
    epub = Output("epub", "epub", Path("m.epub"), paged_by=pdf)
    built = build(Edition(master, master.parent / "dist", (pdf, epub)))
    assert [each.code for each in built.findings] == ["pdf-right-to-left"]
    with zipfile.ZipFile(built.files["epub"]) as archive:
        assert b"page-list" not in archive.read("EPUB/nav.xhtml")


def test_nothing_to_do_costs_no_library(master: Path) -> None:
    build(edition(master))
    script = (
        "import sys; from pathlib import Path; from pipeline.build import build\n"
        "from pipeline.edition import Edition, Output\n"
        f"master = Path({str(master)!r})\n"
        "quiet = {'enclose_master': False}\n"
        "outputs = (Output('epub', 'epub', Path('m.epub'), **quiet),"
        " Output('text', 'text', Path('m.txt')))\n"
        "built = build(Edition(master, master.parent / 'dist', outputs))\n"
        "assert built.unchanged == {'epub', 'text'}, built\n"
        "print({'lxml', 'ebooklib', 'PIL', 'weasyprint', 'pipeline.tei.parse'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("set()\n", "")


def test_a_master_that_changes_meanwhile_is_told(
    master: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline import build as module

    write = module.write_whole

    def save_meanwhile(path: Path, data: bytes, **how: bool) -> None:
        master.write_text(MASTER.format("Three."))
        write(path, data, **how)

    monkeypatch.setattr(module, "write_whole", save_meanwhile)
    built = build(edition(master))
    monkeypatch.undo()
    assert [found.code for found in built.findings] == ["master-changed"]
    assert "m.epub, m.txt are of the version before" in built.findings[0].message
    assert b"One." in (master.parent / "dist" / "m.txt").read_bytes()
    assert made_anew(edition(master)) == ["epub", "text"]
    assert b"Three." in (master.parent / "dist" / "m.txt").read_bytes()


def run(master: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "build", master.name, "epub", "text", *words],
        cwd=master.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def versions(master: Path) -> tuple[dict[str, set[bytes]], list[str]]:
    """What the files of two masters may be, and the masters."""
    texts = [MASTER.format(f"{word} " * 2000) for word in ("alpha", "omega")]
    allowed: dict[str, set[bytes]] = {}
    for text in texts:
        master.write_text(text)
        for path in build(edition(master)).files.values():
            allowed.setdefault(path.name, set()).add(path.read_bytes())
    return allowed, texts


def are_whole(folder: Path, allowed: dict[str, set[bytes]]) -> bool:
    return all((folder / name).read_bytes() in whole for name, whole in allowed.items())


def test_killed_at_any_moment_every_output_is_whole(master: Path) -> None:
    allowed, texts = versions(master)
    chance = random.Random(6)
    began = time.monotonic()
    master.write_text(texts[0])
    run(master).wait()
    whole = time.monotonic() - began
    interrupted = 0
    for number in range(KILLS):
        master.write_text(texts[number % 2])
        process = run(master, "--force")
        time.sleep(chance.uniform(0.4, 1.05) * whole)
        process.send_signal(signal.SIGKILL)
        killed = process.wait() == -signal.SIGKILL
        interrupted += killed
        whole *= 1.1 if killed else 0.9  # about the end of a build, however busy the machine is
        process.communicate()
        assert are_whole(master.parent / "dist", allowed)
    assert interrupted > KILLS // 4
    assert run(master).wait() == 0
    assert are_whole(master.parent / "dist", allowed)
    assert run(master, "--force").wait() == 0  # what is made already would not be written
    assert not list((master.parent / "dist").rglob("*.part")), "what was left is swept away"


def test_two_builds_at_once_leave_whole_outputs(master: Path) -> None:
    allowed, texts = versions(master)
    for number in range(3):
        first = run(master, "--force")
        time.sleep(0.05 * number)
        master.write_text(texts[number % 2])
        second = run(master, "--force")
        assert (first.wait(), second.wait()) == (0, 0)
        first.communicate(), second.communicate()
        assert are_whole(master.parent / "dist", allowed)
    build(edition(master))
    assert texts[0][-200:-100].encode()[:20] in (master.parent / "dist" / "m.txt").read_bytes()


@pytest.fixture
def small_disk(disk_of: Callable[[str], Path]) -> Path:
    return disk_of("192k")


def test_on_a_full_disk_the_old_outputs_stay_and_it_is_said_which(
    master: Path, small_disk: Path
) -> None:
    wanted = edition(master)._replace(output_dir=small_disk)
    before = build(wanted).files["text"].read_bytes()
    free = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(bytes(max(0, free - 8192)))
    words = " ".join(f"{number:x}" for number in range(20_000))
    master.write_text(MASTER.format(words))
    built = build(wanted)
    assert built.files == {}
    said = [found.message for found in built.findings]
    assert said[0] == (
        "cannot write m.epub: No space left on device; what was there before is untouched"
    )
    assert (small_disk / "m.txt").read_bytes() == before
    (small_disk / "filler").unlink()
    assert not list(small_disk.rglob("*.part"))


@contextmanager
def somebody() -> Iterator[None]:
    """As one whom permissions bind: root may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        if not os.access(ROOT / "styles" / "edition.odd", os.R_OK, effective_ids=True):
            pytest.skip("the program cannot be read by others here")
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="permissions are others there")
def test_in_a_read_only_folder_the_old_outputs_stay() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        master = folder / "m.xml"
        master.write_text(MASTER.format("One."))
        wanted = edition(master)
        wanted = wanted._replace(outputs=wanted.outputs[1:])
        build(wanted)
        master.write_text(MASTER.format("Two."))
        (folder / "dist").chmod(0o555)
        with somebody():
            built = build(wanted)
        (folder / "dist").chmod(0o755)
        assert built.files == {}
        assert [found.message for found in built.findings] == [
            "cannot write m.txt: Permission denied; what was there before is untouched"
        ]
        assert b"One." in (folder / "dist" / "m.txt").read_bytes()


def test_watching_builds_after_each_save(master: Path) -> None:
    text, log = master.parent / "dist" / "m.txt", master.parent / "log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli", "build", master.name, "text", "--watch"],
            cwd=master.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=stream,
        )
    try:
        assert waited(lambda: text.is_file() and b"One." in text.read_bytes())
        master.write_text(MASTER.format("Two."))
        assert waited(lambda: b"Two." in text.read_bytes())
        master.write_text("<TEI")
        assert waited(lambda: "xml-syntax" in log.read_text()), "its findings are shown"
        master.write_text(MASTER.format("Four."))
        assert waited(lambda: b"Four." in text.read_bytes())
        assert waited(lambda: log.read_text().count("watching") == 4)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in log.read_text()


def test_what_is_watched_is_built_as_it_was_asked_for() -> None:
    asked = ["build", "m.xml", "pdf", "--layout", "seminar", "--pages", "2-4", "--prove", "--quiet"]
    asked += ["--ignore", "pdf", "--ignore", "tei", "--fail-on", "never", "--output-dir", "out"]
    options = parser().parse_args([*asked, "--watch"])
    assert vars(parser().parse_args(command_of(options)[3:])) == {**vars(options), "watch": False}


def waited(happens: Callable[[], bool], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.05)
    return False


def test_the_master_reads_the_same_wherever_it_is_kept(master: Path) -> None:
    """What the record calls the inputs does not depend on where the edition lies."""
    build(edition(master))
    moved = master.parent / "elsewhere"
    moved.mkdir()
    shutil.copy(master, moved)
    shutil.copytree(master.parent / "dist", moved / "dist")
    assert read_master(moved / "m.xml").source == master.read_bytes()
    assert made_anew(edition(moved / "m.xml")) == []

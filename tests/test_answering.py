"""`edition proof --interactive` as an editor uses it, at a terminal and through a pipe."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from pipeline.proof.proofread import proofread
from tests.terminal import ROOT, Terminal
from tests.test_proof_rules import HEAD

RESPONSIBLE = HEAD.replace(
    "</titleStmt>",
    '<respStmt xml:id="ed"><resp>edited by</resp><name>N. N.</name></respStmt></titleStmt>'
    "<editionStmt><edition n='1.0'>First</edition></editionStmt>",
).replace(
    "</fileDesc>",
    '</fileDesc><revisionDesc><change n="1.0" when="2020-01-01">Made.</change></revisionDesc>',
)
# Entities, comments, odd spaces and line ends: none of it may change.
TEXT = (
    RESPONSIBLE + '<p xml:id="a">It was <!-- kept --> opened in  19136,&#x20;they\n  said.</p>\r\n'
    "<p xml:id='b'>She went to <hi>Lond0n</hi> &amp; stayed ; nobody knew.</p>\n"
    '<p xml:id="c">They earn 8500 to 4000 francs.</p></body></text></TEI>'
)


@pytest.fixture
def master(tmp_path: Path) -> Path:
    path = tmp_path / "text.xml"
    path.write_bytes(TEXT.encode())
    return path


def edition(folder: Path, *words: str, said: str = "", status: int = 0) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1800000000"},
        input=said.encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == status, ran.stderr.decode()
    return ran.stdout.decode()


def doubted(master: Path) -> list[str]:
    return [found.code for found in proofread(master)]


def go_to(terminal: Terminal, words: str) -> None:
    """Put doubts off until the one about these words is on the screen."""
    for _ in range(9):
        terminal.expect("\x1b[1;7;33m")
        doubt = terminal.rest()
        terminal.expect("> ")
        if doubt.startswith(words):
            return
        terminal.type("l")
    raise AssertionError(words)


def test_a_correction_is_recorded_as_the_verb_correct_does(master: Path) -> None:
    terminal = Terminal(master.parent, "proof", "--interactive", master.name, "--select", "digits")
    go_to(terminal, "1913")
    terminal.type("c")
    terminal.answer("Instead of “19136” read", "1936")
    terminal.answer("How certain", "medium")
    terminal.answer("Evidence", "five digits")
    terminal.expect("corr-a-19136")
    terminal.expect("> ")
    terminal.type("q")
    assert terminal.close() == 1
    assert "1 answer is written; 2 doubts are left" in terminal.screen
    interactive = master.read_bytes()
    master.write_bytes(TEXT.encode())
    edition(
        master.parent, "correct", "19136", "1936", "--in", "a", "--cert", "medium",
        "--evidence", "five digits", "--master", master.name, "--yes",
    )  # fmt: skip
    assert interactive == master.read_bytes() != TEXT.encode()


def test_every_kind_of_answer_through_a_pipe(master: Path) -> None:
    """The answers change the places of what comes after them; each finds its own."""
    order = [found.message for found in proofread(master)]
    assert len(order) == 4
    keys = {"Lond0n": "t\n\n", "19136": "t\nSo in all prints.\n", "8500": 's\nA falling "wage".\n'}
    said = "".join(
        next((keys[word] for word in keys if word in message), "c\nstayed;\n\n\n")
        for message in order
    )
    out = edition(master.parent, "proof", "--interactive", master.name, said=said)
    assert "4 answers are written; 0 doubts are left." in out
    text = master.read_bytes().decode()
    assert "<hi><sic>Lond0n</sic></hi> &amp; <choice" in text
    assert '<seg xml:id="query-1-words" type="doubted">19136</seg><note xml:id="query-1" ' in text
    assert 'resp="#ed"' in text
    assert 'reason = "A falling \\"wage\\"."' in (master.parent / "proof.toml").read_text("utf-8")
    assert doubted(master) == []


def test_a_word_that_is_only_parted_is_offered_whole(master: Path) -> None:
    text = TEXT.replace("</body>", '<p xml:id="d">She saw a sin-\ngle sail, turning.</p></body>')
    master.write_text(text, "utf-8")
    edition(
        master.parent, "proof", "-i", master.name, "--select", "proof-broken", said="c\n\n\n\n"
    )  # fmt: skip
    assert "<sic>sin-\ngle</sic><corr" in master.read_text("utf-8")
    assert ">single</corr>" in master.read_text("utf-8")


def test_undo_gives_the_bytes_back(master: Path) -> None:
    settings = master.parent / "proof.toml"
    settings.write_bytes(b"# mine\r\n")
    first = "t\n\nu\n" + "s\nbecause\nu\n" + "c\nX\n\n\nu\nq\n"
    out = edition(master.parent, "proof", "-i", master.name, said=first, status=1)
    assert out.count("The answer is taken back.") == 3
    assert master.read_bytes() == TEXT.encode()
    assert settings.read_bytes() == b"# mine\r\n"


def test_nothing_is_lost_when_somebody_presses_control_c(master: Path) -> None:
    terminal = Terminal(master.parent, "proof", "--interactive", master.name)
    terminal.expect("> ")
    terminal.type("s")
    terminal.answer("Reason", "as it was")
    terminal.expect("is entered in proof.toml")
    terminal.expect("> ")
    terminal.type("c")
    terminal.expect("read: ")
    terminal.rest()  # the words to be edited: the question is being listened to
    terminal.interrupt("left.")
    assert terminal.close() == 130
    assert "1 answer is written; 3 doubts are left" in terminal.screen
    assert len(doubted(master)) == 3
    assert master.read_bytes() == TEXT.encode()


def test_a_master_saved_meanwhile_is_not_overwritten(master: Path) -> None:
    terminal = Terminal(master.parent, "proof", "--interactive", master.name)
    terminal.expect("> ")
    other = TEXT.replace("They earn", "They now earn").encode()
    master.write_bytes(other)
    terminal.type("t")
    terminal.answer("note", "")
    terminal.expect("it has been read again")
    terminal.expect("> ")
    assert master.read_bytes() == other
    terminal.type("t")
    terminal.answer("note", "")
    terminal.expect("is kept")
    terminal.expect("> ")
    terminal.type("q")
    assert terminal.close() == 1
    assert master.read_bytes().replace(b"<sic>", b"").replace(b"</sic>", b"") == other


ANSWERS = (
    "kind\tsic\tcorr\tin\tbefore\tafter\tcert\tevidence\tcode\twords\tnear\tnote\treason\n"
    "correction\t19136\t1936\ta\topened in\t\thigh\t\t\t\t\t\t\n"
    "keep\tLond0n\t\tb\tShe went to\t& stayed\t\t\t\t\t\tSo in all prints.\t\n"
    "suppression\t\t\t\t\t\t\t\tproof-range\t8500 to 4000\tearn 8500 to 4000\t\tA fall.\n"
)


def test_the_answers_of_a_page_are_applied_and_hold(master: Path) -> None:
    table = master.parent / "answers.tsv"
    table.write_text(ANSWERS, "utf-8")
    for _ in range(2):  # the second time, everything is there already
        edition(master.parent, "proof", master.name, "--answers", table.name)
        assert doubted(master) == ["proof-mark-spaced"]
    text = master.read_bytes().decode()
    assert text.count("<choice") == text.count('type="textual"') == 1
    assert "> opened in  <choice" in text and "</choice>,&#x20;they\n  said.</p>\r\n" in text
    assert (master.parent / "proof.toml").read_text("utf-8").count("[[suppress]]") == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("keep\tLond0n", "keep\tParis"),
        ("proof-range\t", "proof-nothing\t"),
        ("keep\tLond0n\t\tb\tShe went to\t& stayed", "keep\t19136\t\ta\t\t"),
        ("suppression", "guess"),
    ],
)
def test_a_table_is_applied_whole_or_not_at_all(master: Path, old: str, new: str) -> None:
    table = master.parent / "answers.tsv"
    assert old in ANSWERS
    table.write_text(ANSWERS.replace(old, new), "utf-8")
    edition(master.parent, "proof", master.name, "--answers", table.name, status=2)
    assert master.read_bytes() == TEXT.encode()
    assert not (master.parent / "proof.toml").exists()


def test_a_page_is_never_written_over_a_master(master: Path) -> None:
    edition(master.parent, "proof", "--html", master.name, status=2)
    assert master.read_bytes() == TEXT.encode()


def test_words_of_the_text_are_never_markup_of_the_page(master: Path) -> None:
    page = master.parent / "dist" / "text-proof.html"
    evil = "Lond0n<hi> &lt;/script>&lt;img src=x onerror=alert(1)> \"' &amp;amp;</hi>"
    master.write_bytes(TEXT.replace("Lond0n", evil).encode())
    edition(master.parent, "proof", master.name, "--html", status=1)
    tree = html.document_fromstring(page.read_bytes())
    texts = [text.text_content() for text in tree.find_class("text")]
    assert any("Lond0n </script><img src=x onerror=alert(1)> \"' &amp;" in text for text in texts)
    assert {element.tag for element in tree.iter("img", "script", "link", "iframe")} == {"script"}
    assert len(tree.findall(".//script")) == 1
    assert len(tree.find_class("doubt")) == len(tree.findall(".//mark")) >= 4

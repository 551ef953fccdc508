"""Proofreading with markup in mind: what is answered in the text is never raised."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.editing.document import read_document
from pipeline.finding import EditionError
from pipeline.proof import wordlist
from pipeline.proof.proofread import LEVELS, doubts, proofread, read_text, wanted_codes
from tests.bench.proof_witness import WITNESS, emendations, measure, witness_as_tei
from tests.bench.scanning_errors import put_in
from tests.test_proof_rules import HEAD, document

ROOT = Path(__file__).parent.parent


def raised(folder: Path, *paragraphs: str, policy: str = "corrected") -> list[str]:
    return [doubt.suspicion.words for doubt in doubts(document(folder, *paragraphs), policy)]  # type: ignore[arg-type]


def test_a_fault_is_raised_where_it_is_read(tmp_path: Path) -> None:
    assert raised(tmp_path, "In 19156 it rained.") == ["19156"]


@pytest.mark.parametrize(
    "answer",
    [
        "In <sic>19156</sic> it rained.",
        'In <seg xml:id="d">19156</seg><note type="textual" corresp="#d">So it '
        "stands.</note> it rained.",
        'In <seg xml:id="d">19156</seg> it rained.<note type="textual" target="#d">So it '
        "stands.</note>",
        'In 19156<note type="textual">So it stands.</note> it rained.',
        "In <code>19156</code> it rained.",
        '<quote xml:lang="la">In 19156</quote> it rained.',
        "<foreign>In 19156</foreign> it rained.",
    ],
)
def test_what_is_answered_in_the_text_is_not_raised(answer: str, tmp_path: Path) -> None:
    assert raised(tmp_path, answer) == []


def test_a_corrected_fault_is_raised_under_neither_reading(tmp_path: Path) -> None:
    choice = "In <choice><sic>19156</sic><corr>1915</corr></choice> it rained."
    assert raised(tmp_path, choice) == []
    assert raised(tmp_path, choice, policy="witness") == []
    unmarked = doubts(document(tmp_path, choice), "witness", answers=False)
    assert [doubt.suspicion.words for doubt in unmarked] == ["19156"]


def test_a_word_over_a_line_end_is_one_word(tmp_path: Path) -> None:
    assert raised(tmp_path, 'They stood in the cham<lb break="no"/>ber.') == []


def test_a_note_does_not_part_its_sentence(tmp_path: Path) -> None:
    assert raised(tmp_path, "They came<note>From the north.</note> and went.") == []


def test_the_most_probable_come_first(tmp_path: Path) -> None:
    read = document(tmp_path, "He said that the old man ,however, came. In 19156 it rained.")
    chances = [doubt.suspicion.probability for doubt in doubts(read, level="all")]
    assert len(chances) > 1
    assert chances == sorted(chances, reverse=True)


def test_a_habit_of_the_document_is_no_fault(tmp_path: Path) -> None:
    once = ["The day was long, and the boat was late."] * 20 + ["What a day !"]
    assert len(raised(tmp_path, *once)) == 1
    assert raised(tmp_path, *["What a day !"] * 20) == []


def test_suppressions_hold_and_unused_ones_are_findings(tmp_path: Path) -> None:
    document(tmp_path, "In 19156 it rained.")
    entry = '[[suppress]]\ncode = "proof-year-digits"\nwords = "{}"\nreason = "A joke."\n'
    (tmp_path / "proof.toml").write_text(entry.format("19156") + entry.format("19999"), "utf-8")
    (only,) = proofread(tmp_path / "text.xml")
    assert (only.code, only.line) == ("proof-suppression-unused", 5)


@pytest.mark.parametrize("value", ["[" * 40_000, "9" * 5000])
def test_settings_beyond_reason_are_refused(value: str, tmp_path: Path) -> None:
    document(tmp_path, "In 1915 it rained.")
    (tmp_path / "proof.toml").write_text(f"# ours\nx = {value}\n", "utf-8")
    with pytest.raises(EditionError) as raised:
        proofread(tmp_path / "text.xml")
    assert [(f.code, f.line) for f in raised.value.findings] == [("proof-settings", 2)]


def test_a_suppression_without_a_reason_is_refused(tmp_path: Path) -> None:
    document(tmp_path, "In 1915 it rained.")
    (tmp_path / "proof.toml").write_text(
        '[[suppress]]\ncode = "proof-word"\nwords = "x"\n', "utf-8"
    )
    with pytest.raises(EditionError, match="no reason"):
        proofread(tmp_path / "text.xml")


def test_rules_are_chosen_by_code_and_family(tmp_path: Path) -> None:
    read = document(tmp_path, "In 19156 it rained ,and rained.")
    assert {doubt.rule.family for doubt in doubts(read, wanted=wanted_codes(["digits"], []))} == {
        "digits"
    }
    assert "digits" not in {
        doubt.rule.family for doubt in doubts(read, wanted=wanted_codes([], ["proof-year"]))
    }


def test_the_witness_of_the_chapter(tmp_path: Path) -> None:
    rows = emendations(ROOT / "source" / "encoding" / "readings.tsv")
    outcome = measure(rows, witness_as_tei(ROOT / WITNESS, tmp_path))
    assert len(outcome.hits) >= 18
    assert len(outcome.others) <= 15


def test_scanning_errors_stand_where_the_generator_says() -> None:
    source = HEAD + "".join(
        f"<p>{'She went out to the house, and saw the men there. ' * 4}</p>\n" for _ in range(30)
    )
    made, faults = put_in(source, 20, 3)
    assert len(faults) == 20
    assert all(made[fault.start - 3 : fault.end + 3] in fault.after for fault in faults)
    assert put_in(source, 20, 3) == (made, faults)


def test_the_command_names_file_line_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    document(tmp_path, "In 1915 it rained.", "In 19156 it rained.")
    monkeypatch.chdir(tmp_path)
    assert main(["proof", "text.xml"]) == 1
    said = capsys.readouterr().out.split("\n")
    assert said[0].startswith("text.xml:3:9: warning proof-year-digits")
    assert said[1].index("1") == said[2].index("^")
    assert main(["proof", "text.xml", "--ignore", "digits"]) == 0
    assert main(["proof", "text.xml", "--select", "nothing"]) == 2


def test_without_word_lists_the_rest_is_still_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wordlist, "frequencies", lambda _: {})
    monkeypatch.setattr(wordlist, "pairs", lambda _: {})
    chamber = ["The chamber was dark, and the chamber was cold."] * 10
    assert raised(tmp_path, *chamber, "In 19156 we saw the charnber.") == ["19156", "charnber"]


def test_sure_errors_make_doubtful_ones_likelier(tmp_path: Path) -> None:
    """The same odd number in a clean book, in a short text, and in a book full of misprints."""
    sentence = "They walked slowly along the river and talked of the harvest until it was dark. "
    clean = ["There were 12,00 men.", *[sentence * 10] * 40]
    wrong = [f"{sentence * 10} It was built in 191{number}6." for number in range(10)]

    def probability(*paragraphs: str) -> float:
        found = doubts(document(tmp_path, *paragraphs), level="all")
        return next(one.suspicion.probability for one in found if "12,00" in one.suspicion.words)

    in_clean, alone = probability(*clean), probability(clean[0])
    in_dirty = probability(clean[0], *wrong)
    assert in_clean < LEVELS["likely"] <= alone < in_dirty < LEVELS["sure"]


def test_the_language_of_a_text_that_names_none_is_known_by_its_words(tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    lines = [
        "They had walked slowly along the river and talked of the harvest until it was dark, when "
        "a boy came running from the house with a lantern and called that supper was ready.",
        "Nobody answered him at first, because the old man had begun a story which he told every "
        "year, about the winter in which the bridge was carried away by ice and his brother with "
        "it, and how three days later somebody knocked at the door during a storm of snow.",
        "It was then that my mother understood what the doctor meant; she took her coat, went "
        "out without another word, and followed the road towards the town under falling leaves.",
    ]
    head = HEAD.replace(' xml:lang="en"', "")
    body = "".join(f"<p>{line}</p>" for line in lines)
    path.write_text(f"{head}{body}</body></text></TEI>", "utf-8")
    assert read_text(read_document(path)).language == "en"


def test_of_several_languages_the_text_is_in_the_most_used(tmp_path: Path) -> None:
    used = "<language ident='la' usage='5'>Latin</language><language ident='en' usage='95'/>"
    profile = f"<profileDesc><langUsage>{used}</langUsage></profileDesc></teiHeader>"
    head = HEAD.replace(' xml:lang="en"', "").replace("</teiHeader>", profile)
    path = tmp_path / "text.xml"
    path.write_text(f"{head}<p>Veni, vidi, vici, he said.</p></body></text></TEI>", "utf-8")
    assert read_text(read_document(path)).language == "en"


_PLANTED = re.compile(r"\{([^|{}]*)\|([^|{}]*)\}")


def _planted() -> list[str]:
    """Paragraphs with errors of scans and of typists, each beside what was meant."""
    text = (ROOT / "tests" / "planted.txt").read_text("utf-8")
    return [paragraph for paragraph in text.split("\n") if paragraph]


def test_planted_errors_are_found(tmp_path: Path) -> None:
    planted = [len(_PLANTED.findall(paragraph)) for paragraph in _planted()]
    wrong = [_PLANTED.sub(r"\1", paragraph) for paragraph in _planted()]
    assert len(raised(tmp_path, *wrong)) >= sum(planted) - 3


def test_what_was_meant_is_not_doubted(tmp_path: Path) -> None:
    assert raised(tmp_path, *(_PLANTED.sub(r"\2", paragraph) for paragraph in _planted())) == []


@pytest.mark.parametrize(
    ("line", "doubted"),
    [
        ("Tbe wornen of the town carne frorn tbe rnarket.", "tbe tbe wornen frorn rnarket".split()),
        ("The libetty of relfection distrubed her.", ["libetty", "relfection", "distrubed"]),
        ("He was a weIl-known man, and frorn here.", ["weIl", "frorn"]),
        ("It was there when 1 was a boy. l think so.", ["1", "l"]),
        ("1t was one 0f them, and a11 was we11.", ["1t", "0f", "a11", "we11"]),
        ("She is ſuch a woman, and the fineſt; but fuch things are.", ["fuch"]),
        ("He went to the mill, bis horse and tho cart before him.", ["bis", "tho"]),
        ("Tho hut was weIl-known for ſ uch things.", ["tho", "weil", "s uch"]),
        ("They saw the ■ house.", ["■"]),
        ("It was in Decernber, in Decemher, in Octoher.", ["Decernber", "Decemher", "Octoher"]),
        ("In Jannary, on a Wednesdav, he came to Lonclon.", ["Jannary", "Wednesdav", "Lonclon"]),
        ("Mr. Srnith, of Gerrnany, and the Frencli king.", ["Srnith", "Gerrnany", "Frencli"]),
        ("We met Tom Badley and Ann Badley. Badley smiled. Then Tom Baclley went.", ["Baclley"]),
        ("Mv father was old. At last 1 got up.", ["Mv", "1"]),
        ("When I carne down, it was the same tiling again.", ["carne", "tiling"]),
        ("She asked, hut it gave no answer. Site had been ill.", ["hut", "Site"]),
        ("But it was not die miller; the river, winch seemed high.", ["die", "winch"]),
        ("There was 110 water in the house, arid the well was dry.", ["110", "arid"]),
        ("If Ihave seen it, and Ihad done it: Iam here.", ["Ihave", "Ihad", "Iam"]),
    ],
)
def test_errors_of_a_scan(line: str, doubted: list[str], tmp_path: Path) -> None:
    """Endings, other spellings and other errors nearby excuse none of them."""
    assert sorted(word.lower() for word in raised(tmp_path, line)) == sorted(
        map(str.lower, doubted)
    )


@pytest.mark.parametrize(
    "line",
    [
        "Henry VIII. the king was told of it in chap. xv. of the book.",
        "In gaol, viz. the old gaol, they had 5 cwt. of lead and 3 lbs of salt.",
        "It was very, very cold; and the, to her, dear old man was ill.",
        "On the 1st and 2nd and 3d, in 4to, 8vo and 12mo: of CO2, NH3 and CH3OH.",
        "It cost 1s. 6d. in chapter 1 of the book; and only 1 was left.",
        "He fought (B.C. 382-381) in the war, and in 61–55 B.C. again.",
        "“Brr! Ay, ay, Mrs. Kendal,” said he.",
        "He sang: arma virumque cano, Troiae qui primus ab oris Italiam venit.",
        "“Je vous le donne en trois,” said he; il faut cultiver notre jardin.",
        "The part of God in it is all that He wrought for us.",
        "He paid 2l. 10s. for it, and 41l. 6s. 2d. for the other, with 12l. in hand.",
        "The wind took the slates off the roof.",
        "In 110 the men of the hut turned the winch; the site was arid, and the tiling old.",
        "They would not die young, nor die of hunger; he ate carne in Spain.",
        "Ay, he said, that is so; ay, indeed.",
        "Sugar was 4 lb. to the qr. of corn, and 3 qr. of it were sold.",
        "He lent £500 @ 4 per cent. a year. He never had had a house; he said that that was so.",
        "The words <hi>wynter</hi>, <hi>yver</hi> and <hi>beetel</hi> are old.",
        "Of this we have spoken above; see II, 2, B, d below.",
    ],
)
def test_what_is_right_is_not_doubted(line: str, tmp_path: Path) -> None:
    assert raised(tmp_path, line) == []


def test_a_line_of_a_page_may_divide_a_word(tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    page = "<line>When I found so astonishing a pow</line><line>er I was in dange</line>"
    path.write_text(
        f"{HEAD}<div>{page}<line>r of my life.</line></div></body></text></TEI>", "utf-8"
    )
    assert [doubt.suspicion.words for doubt in doubts(read_document(path))] == []


def raised_in(language: str, folder: Path, *paragraphs: str) -> list[str]:
    path = folder / "text.xml"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = HEAD.replace('xml:lang="en"', f'xml:lang="{language}"')
    path.write_text(f"{head}{body}</body></text></TEI>", "utf-8")
    return [doubt.suspicion.words for doubt in doubts(read_document(path))]


_GERMAN = "Er sagte »Komm« und ging in das alte Haus. Dann sagte er »Geh« und blieb."
_SPANISH = (
    "Había dicho que no sabe dónde está la casa que tiene el hombre; llegó y preguntó si vivía. "
    "Los días pasaban, y las viejas canciones de aquellos años le parecían muy buenas."
)


@pytest.mark.parametrize(
    ("language", "line", "doubted"),
    [
        ("de", _GERMAN, []),
        ("de", _GERMAN.replace("Geh«", "Geh"), ["»"]),
        ("de", "Ausg. v. Hegel: gut, und das Werk ebenso; Anm. d. Verf.", []),
        ("fr", "Il dit « Viens » et il alla. Puis il dit « Va » et resta.", []),
        (
            "de",
            "Es war im Iahre 1812. Jch sah den alten Förfter an feinem Fenfter.",
            ["Iahre", "Jch", "Förfter", "Fenfter"],
        ),
        (
            "de",
            "Sein alter Bater ging an den Flnß, und Jm Winter kam fie.",
            ["Bater", "Flnß", "Jm", "fie"],
        ),
        ("de", "Er sah daS Haus deS Mannes, biS es dunkel war.", ["daS", "deS", "biS"]),
        ("de", "Frau Alton gab den Aufschluß; Pf, Kanns und Riefe sind keine.", []),
        (
            "fr",
            "II était là. « 11 a dit oui. » Elle se tenait à la fenètre dans la forét.",
            ["II", "11", "fenètre", "forét"],
        ),
        ("fr", "Napoléon II était là. EIle le vit.", ["EIle"]),
        ("fr", "Ce collége eût été un piége.", []),
        ("es", _SPANISH, []),
        ("es", _SPANISH.replace("casa", "cosa de la vída"), ["vída"]),
    ],
)
def test_languages_other_than_english(
    language: str, line: str, doubted: list[str], tmp_path: Path
) -> None:
    assert sorted(raised_in(language, tmp_path, line)) == sorted(doubted)


def test_spanish_is_known_by_its_words() -> None:
    """The list has no inflected form; a story has little else."""
    assert wordlist.language_of_words(set(re.findall(r"\w+", _SPANISH.lower()))) == "es"

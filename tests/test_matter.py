"""The paratext: every statement comes from the book, and says whose language it is in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from html import unescape

import pytest
from book_sample import METADATA, sample_book
from lxml import etree

from pipeline.model.book import Book, RegisterEntry
from pipeline.outputs.matter import (
    colophon,
    corrections,
    entry_id,
    note_on_the_text,
    register,
    title_page,
)
from pipeline.outputs.short_titles import shortened
from pipeline.resources import read_style
from pipeline.tei.languages import is_right_to_left
from pipeline.tei.metadata import Action, Change, Declaration
from pipeline.terms import terms_for

NAMES = {"h": "http://www.w3.org/1999/xhtml"}


def words(element: etree._Element | None) -> str:
    """The text, with a space where a block ends."""
    assert element is not None
    markup = etree.tostring(element, encoding="unicode", with_tail=False)
    text = re.sub(r"</(?:h\d|p|li|dt|dd)>", " ", markup)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())


def found(element: etree._Element | None, path: str) -> list[etree._Element]:
    assert element is not None
    result = element.xpath(path, namespaces=NAMES)
    assert isinstance(result, list)
    return [each for each in result if isinstance(each, etree._Element)]


def test_the_title_page_names_everyone_once_with_their_part() -> None:
    page = words(title_page(sample_book()))
    assert page.index("Leon Trotsky") < page.index("The Growth of Inequality")
    for phrase in (
        "Translated by Max Eastman",
        "Corrections and notes by The editors",
        "Edition 1 · Revision 1.2",
        "Anywhere: The Seminar, 2026",
    ):
        assert page.count(phrase) == 1


def test_a_number_that_the_edition_says_is_not_said_again() -> None:
    book = sample_book()
    for edition, said in (("Version 1.2 of it", False), ("Version 1.2.3", True), ("1.2", False)):
        book.metadata = book.metadata._replace(edition=edition)
        assert ("Revision" in words(title_page(book))) is said


def test_every_correction_has_an_entry_that_leads_to_its_passage() -> None:
    section = corrections(sample_book())
    for number in ("c1", "c2"):
        (place,) = found(section, f"//h:a[@id='{entry_id(number)}']")
        assert place.get("href") == f"#{number}"
    first = words(found(section, "//h:li")[0])
    assert first == (
        "¶ 1 … shop, in 1936. … The witness has: 19156 Certain. Evidence within the text."
    )


def test_a_doubt_is_listed_apart_and_leads_to_its_paragraph() -> None:
    (doubt,) = found(corrections(sample_book()), "//h:section[@class='doubted']//h:li")
    assert "The third. … Fourth?" in words(doubt)
    assert [link.get("href") for link in found(doubt, ".//h:a")] == ["#p3"]


def test_identical_corrections_share_an_entry_with_a_link_for_each() -> None:
    book = sample_book()
    first = book.interventions[0]
    book.interventions.append(first._replace(id="c2", paragraph="9"))
    entries = found(corrections(book), "//h:li[contains(@class, 'correction')]")
    shared = [each for each in entries if len(found(each, ".//h:a")) == 2]
    assert [words(each) for each in shared] == [
        "¶ 1 ¶ 9 1936 The witness has: 19156 Certain. Evidence within the text."
    ]


def test_doubts_stand_under_the_headings_of_their_divisions() -> None:
    book = sample_book()
    *others, query = book.interventions
    again = query._replace(id="", division="Elsewhere", before="Not ")
    book.interventions = [*others, query, again, again._replace(before="Nor ")]
    (doubted,) = found(corrections(book), "//h:section[@class='doubted']")
    assert [words(each) for each in found(doubted, ".//h:h3")] == [query.division, "Elsewhere"]
    assert [len(found(each, "h:li")) for each in found(doubted, ".//h:ul")] == [1, 2]


def test_a_doubt_leads_to_where_its_note_is_called() -> None:
    book = sample_book()
    *others, query = book.interventions
    note = next(note for note in book.notes if note.calls)
    book.interventions = [*others, query._replace(id=note.id)]
    (place,) = found(corrections(book), "//h:section[@class='doubted']//h:a")
    assert place.get("href") == f"#{note.calls[0]}"


def test_a_part_of_a_word_is_shown_in_its_word() -> None:
    book = sample_book()
    base = book.interventions[0]
    supplied = base._replace(kind="supplied", witness="", edition="r", responsible="")
    surplus = base._replace(kind="surplus", witness="ḥ", edition="", responsible="")
    book.interventions = [
        supplied._replace(id="a", before="pā⟨", after="⟩śve"),
        supplied._replace(id="b", before="prapautrasyā⟨", after="⟩ccita"),
        surplus._replace(id="c", before="te grāmeyakā", after=" vaktavyāḥ"),
        surplus._replace(id="d", before="the ", after=" end"),
        surplus._replace(id="e", before="he “", after="ten”, ", witness="t"),
        surplus._replace(id="f", before="很有名", after="字很好", witness="的"),
    ]
    passages = found(corrections(book), "//h:p[@class='passage']")
    assert [words(each).partition("… ")[2] for each in passages] == [
        "pā⟨r⟩śve …",
        "prapautrasyā⟨r⟩ccita …",
        "te grāmeyakā vaktavyāḥ …",
        "the lacking end …",
        "he “ten”, …",
        "很有名字很好 …",
    ]
    readings = found(corrections(book), "//h:p[@class='other-reading']/h:b")
    assert [words(each) for each in readings] == ["grāmeyakāḥ", "ḥ", "tten", "名的字"]


def test_under_the_witness_the_list_gives_what_the_editors_would_read() -> None:
    book = sample_book()
    book.policy = "witness"
    section = corrections(book)
    assert "… shop, in 19156. … The editors read: 1936" in words(section)
    assert "reproduces the witness with its errors" in words(note_on_the_text(book))


def test_the_note_on_the_text_is_the_header_in_words() -> None:
    note = words(note_on_the_text(sample_book()))
    for phrase in (
        "New York: Doubleday, Doran & Co., 1937.",
        "Printer's errors are corrected.",
        "The text has been checked at least once.",
        "Every correction is recorded beside the reading it replaces.",
        "Corrections of the witness: 2 (certain: 1, probable: 1).",
        "Readings doubted, but not changed: 1.",
        "Quotation marks stay in the text.",
    ):
        assert phrase in note


def test_each_medium_says_how_it_shows_a_correction() -> None:
    shown = {
        words(found(note_on_the_text(sample_book(), medium), "//h:p[@class='shown']")[0])
        for medium in ("epub", "pdf", "text")
    }
    assert len(shown) == 3


def test_declarations_of_one_kind_stand_under_one_heading() -> None:
    declarations = (Declaration("p", ("One.",)), Declaration("p", ("Two.",)))
    book = sample_book(metadata=METADATA._replace(source=(), declarations=declarations))
    book.interventions = []
    (part,) = found(note_on_the_text(book), "h:section")
    assert [each.text for each in found(part, "h:p")] == ["One.", "Two."]


def test_names_of_which_nothing_is_told_are_run_on() -> None:
    book = sample_book()
    book.register = [RegisterEntry("a", "place", "Kharkov"), RegisterEntry("b", "place", "Moscow")]
    (line,) = found(register(book), "//h:p")
    assert words(line) == "Kharkov; Moscow"
    assert [each.get("id") for each in found(line, "h:span")] == ["a", "b"]


@pytest.mark.parametrize(
    ("kinds", "headings"),
    [
        (["org"], ["Organisations"]),
        (["person", "org"], ["Persons and organisations", "Persons", "Organisations"]),
        (["place", "event"], ["Names", "Places", "Events"]),
        (["nym", "object", "nym"], ["Names", "Names", "Objects"]),
    ],
)
def test_a_register_is_called_by_what_is_in_it(kinds: list[str], headings: list[str]) -> None:
    book = sample_book()
    book.register = [RegisterEntry(str(number), kind, "A") for number, kind in enumerate(kinds)]
    assert [words(each) for each in found(register(book), "//h:h1|//h:h2")] == headings


def test_a_title_is_shown_as_one_where_no_other_words_can_be_meant() -> None:
    book = sample_book()
    base = book.interventions[0]
    said = "In Emma, not in Hamlet, Hamlet says so; Emmaus is another"
    titles = ("Emma", "Hamlet", "so; (")
    book.interventions = [base._replace(evidence=said, titles=titles)]
    book.register = [RegisterEntry("a", "person", "Ann", ("She wrote A Book.",), ("A", "A Book"))]
    shown = found(corrections(book), "//h:cite") + found(register(book), "//h:cite")
    assert [words(each) for each in shown] == ["A Book"]
    book.interventions = [base._replace(evidence=said[:24], titles=titles)]
    assert [words(each) for each in found(corrections(book), "//h:cite")] == ["Emma", "Hamlet"]


def test_a_register_is_in_order_of_the_alphabet_but_events_are_in_the_masters() -> None:
    book = sample_book()
    book.register = [
        *(RegisterEntry(name, "org", name, ("Told.",)) for name in ("Zoo", "École", "east", "Ach")),
        RegisterEntry("e", "event", "War", ("Told.",)),
        RegisterEntry("f", "event", "Peace", ("Told.",)),
    ]
    listed = [words(each) for each in found(register(book), "//h:dt")]
    assert listed == ["Ach", "east", "École", "Zoo", "War", "Peace"]


def test_the_colophon_has_the_revisions_newest_first_and_the_licence_as_a_link() -> None:
    section = colophon(sample_book())
    changes = [words(each) for each in found(section, "//h:li")]
    assert changes[0].startswith("1.2, 2026-03-04, The editors: Corrected the year.")
    assert [link.get("href") for link in found(section, "//h:a")] == [METADATA.licence]


def test_a_silent_header_makes_no_empty_statements() -> None:
    bare = METADATA._replace(
        subtitle="", series="", contributors=(), edition="", revision="", publisher="", place="",
        date="", rights=(), licence="", source=(), source_names=(), declarations=(), changes=(),
    )  # fmt: skip
    book = sample_book(metadata=bare)
    book.interventions, book.register = [], []
    assert corrections(book) is None
    assert register(book) is None
    assert note_on_the_text(book) is None
    assert words(title_page(book)) == METADATA.title
    assert [each for each in every_element(book) if not words(each)] == []


def every_element(book: Book) -> Iterator[etree._Element]:
    for section in (title_page(book), colophon(book)):
        assert section is not None
        yield from section.iter()


def test_a_section_that_lacks_most_terms_is_english_and_runs_in_that_direction() -> None:
    book = sample_book(metadata=METADATA._replace(language="yi"))
    section = note_on_the_text(book)
    for each in found(section, "//h:p[@class='shown']") + found(section, "h:h1"):
        assert (each.get("lang"), each.get("dir")) == ("en", "ltr")
    (other, *_) = found(corrections(book), "//h:p[@class='other-reading']")
    assert (other.get("dir"), [each.get("dir") for each in found(other, "h:b")]) == ("ltr", ["rtl"])
    (licence,) = found(colophon(book), "//h:dd/h:a/h:bdi")
    assert licence.text == METADATA.licence


def test_a_change_is_told_in_the_order_of_its_own_words_on_a_page_from_right_to_left() -> None:
    change = Change(number="", when="2018-05-01", who="Ann Roe", text="Made the file")
    book = sample_book(metadata=METADATA._replace(language="syr", changes=(change,)))
    (told,) = found(colophon(book), "//h:section[@class='revision-history']//h:li")
    assert words(told) == "2018-05-01, Ann Roe: Made the file"
    assert [each.text for each in found(told, ".//h:bdi")] == [
        "2018-05-01",
        "Ann Roe",
        "Made the file",
    ]


@pytest.mark.parametrize(
    ("language", "notes"),
    [
        ("de-CH", "Anmerkungen"),
        ("grc", "Notes"),
        ("el", "Σημειώσεις"),
        ("nb", "Noter"),
        ("xx", "Notes"),
    ],
)
def test_terms_by_primary_language(language: str, notes: str) -> None:
    assert terms_for(language)("notes") == notes


def test_a_colon_stands_off_its_label_in_french() -> None:
    usk = METADATA.contributors[0]._replace(name="Jones, William, of Usk")
    metadata = METADATA._replace(language="fr", contributors=(usk, *METADATA.contributors[1:]))
    book = sample_book(metadata=metadata)
    sections = (title_page(book), note_on_the_text(book), corrections(book), colophon(book))
    said = "".join(str(text) for each in sections for text in found(each, ".")[0].itertext())
    assert set(re.findall(r"\w+\.? ?: ", said)) == {"York: "}  # of the source
    assert "of Usk\u00a0: The" in said


def test_a_title_that_has_a_stop_gets_no_other_before_its_subtitle() -> None:
    book = sample_book(metadata=METADATA._replace(title="Growth.", subtitle="Chapter 6"))
    assert "Growth. Chapter 6 (" in words(colophon(book))


_SHORTENED = [
    ("Arthur Schnitzler: Briefwechsel mit seinen Verlegern", "Arthur Schnitzler: Briefwechsel…"),
    ("Hugo von Hofmannsthal: Briefe an seine Freunde", "Hugo von Hofmannsthal: Briefe…"),
    ("THE LIFE OF A MAN OF THE SEA AND HOW HE CAME TO IT", "THE LIFE OF A MAN OF THE SEA…"),
    ("The Prelude: an autobiographical poem of the growth of a mind", "The Prelude"),
    ("The Autobiography of a Slander : ELTeC edition", "The Autobiography of a Slander"),
    ("Inocente: Edição para o ELTeC", "Inocente"),
    ("Birds: a machine-readable transcription", "Birds"),
    ("Poems [electronic resource]", "Poems"),
    ("A digital love story", "A digital love story"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "short"), _SHORTENED)
def test_a_title_is_cut_where_it_stays_that_of_its_book(title: str, short: str) -> None:
    assert shortened(title, 44) == short


def test_what_a_title_says_of_the_edition_stands_beneath_it() -> None:
    page = title_page(sample_book(metadata=METADATA._replace(title="Slander : ELTeC edition")))
    assert [each.text for each in found(page, "h:h1")] == ["Slander"]
    assert "ELTeC edition" in words(page)


def test_every_language_but_yiddish_has_every_term() -> None:
    terms = tomllib.loads(read_style("terms.toml").decode("utf-8"))
    tables = {name: table for name, table in terms.items() if isinstance(table, dict)}
    for language, table in tables.items():
        assert set(table) == set(tables["en"]) or language == "yi", language
        for key, text in table.items():
            fields = {part.split("}")[0] for part in text.split("{")[1:]}
            english = {part.split("}")[0] for part in tables["en"][key].split("{")[1:]}
            assert fields == english, (language, key)


def test_direction_follows_the_script_where_one_is_named() -> None:
    assert is_right_to_left("ar") and is_right_to_left("az-Arab")
    assert not is_right_to_left("en") and not is_right_to_left("he-Latn")


def test_the_colophon_calls_actions_on_a_letter_by_their_terms_else_by_their_type() -> None:
    actions = (Action("sent", "Ann, Ulm"), Action("forwarded", "Bo"))
    section = colophon(sample_book(metadata=METADATA._replace(correspondence=actions)))
    facts = [words(each) for each in found(section, "//h:dl/*")[:4]]
    assert facts == ["Sent", "Ann, Ulm", "Forwarded", "Bo"]


def test_the_colophon_counts_the_corrections_since_the_revision_before() -> None:
    book = sample_book()
    changes = (
        Change("2026-02-02", "Editor", "1.2", "Two corrected."),
        Change("2026-02-02", "Editor", "1.1", "One corrected."),
        Change("2026-01-01", "Editor", "1.0", "Published."),
    )
    first, second = [each for each in book.interventions if each.kind == "correction"]
    old = first._replace(id="c0", revision="1.0")
    book.interventions = [
        old,
        first._replace(revision="1.2"),
        second._replace(revision="1.1"),
    ]
    book.metadata = book.metadata._replace(changes=changes)
    section = found(colophon(book), "//h:section[@class='changes-since']")[0]
    assert "Corrections since revision 1.0: 2." in words(section)
    assert [link.get("href") for link in found(section, ".//h:a")] == ["#c1-entry", "#c2-entry"]
    book.interventions = [old]
    assert found(colophon(book), "//h:section[@class='changes-since']") == []


def test_whatever_was_altered_is_listed_each_form_once() -> None:
    book = sample_book()
    form = book.interventions[0]._replace(
        kind="regularisation", witness="olde", edition="old", id="r1"
    )
    book.interventions += [form, form._replace(id="r2", paragraph="9")]
    (entry,) = found(corrections(book), "//h:section[@class='altered']//h:li")
    assert words(entry) == "¶ 1 ¶ 9 old The witness has: olde"
    note = words(note_on_the_text(book, "epub"))
    assert "in which only the spelling or an abbreviation was changed" in note
    assert "everything without one stands as in the witness" not in note


def test_a_list_says_no_more_than_is_known() -> None:
    book = sample_book()
    base = book.interventions[0]
    book.interventions = [
        base._replace(id="c", kind="corr", witness="", edition="sooner"),
        base._replace(
            id="v",
            kind="variant",
            witness="e Bentley",
            edition="b",
            others=(("e", "Bentley"),),
        ),
        base._replace(id="l", kind="variant", witness="", edition="only"),
        base._replace(
            id="d",
            kind="deletion",
            witness="gone",
            edition="",
            left_out_by=("corrected",),
        ),
    ]
    section = corrections(book)
    assert len(found(section, "//h:li")) == 2
    assert [words(each) for each in found(section, "//h:p[@class='other-reading']")] == [
        "Other readings: e Bentley"
    ]


def test_several_correctors_are_counted_each() -> None:
    book = sample_book()
    first = book.interventions[0]
    book.interventions.append(first._replace(id="c9", responsible="Another Hand"))
    said = words(corrections(book))
    assert "Responsible for them: The editors (2), Another Hand (1)." in said


def test_what_the_writer_changed_is_told_as_that() -> None:
    book = sample_book()
    base = book.interventions[0]
    kinds = (("addition", "", "x"), ("deletion", "y", ""), ("substitution", "old", "new"),
             ("reg", "", "z"))  # fmt: skip
    book.interventions = [
        base._replace(id=kind, kind=kind, witness=witness, edition=edition)
        for kind, witness, edition in kinds
    ]
    section = corrections(book)
    assert words(found(section, "h:h1")[0]) == "Changes"
    assert [each.text for each in found(section, "//h:b")] == ["x", "⟦y⟧", "new", "old", "z"]
    assert [words(each) for each in found(section, "//h:p[@class='other-reading']")] == [
        "Added",
        "Deleted",
        "First written: old",
        "Regularised",
    ]


def test_a_list_of_variants_alone_is_called_that_and_says_nothing_of_a_witness() -> None:
    book = sample_book()
    base = book.interventions[0]._replace(kind="variant", witness="c B; om. C", edition="b")
    book.interventions = [base._replace(others=(("c", "B"), ("om.", "C")), holders="A")]
    section = corrections(book)
    assert words(found(section, "h:h1")[0]) == "Variant readings"
    assert [each.text for each in found(section, "//h:b")] == ["b", "b", "c"]
    [said] = found(section, "//h:p[@class='other-reading']")
    assert words(said) == "b A. Other readings: c B; om. C"
    assert "stands as in the witness" not in words(note_on_the_text(book))


def test_what_may_be_read_otherwise_is_listed() -> None:
    book = sample_book()
    base = book.interventions[0]._replace(others=(("prius", ""),), edition="pius")
    book.interventions = [
        base._replace(kind="unclear", witness="pius / prius"),
        base._replace(kind="unclear", witness="clear", edition="clear", others=()),
        base._replace(kind="correction", witness="puis"),
    ]
    corrected, doubtful = found(corrections(book), "//h:li")
    told = [words(each) for each in found(corrected, "h:p[@class='other-reading']")]
    assert told == ["The witness has: puis", "Other readings: prius"]
    assert words(found(doubtful, "h:p")[1]) == "Other readings: prius"


def test_a_correction_of_several_witnesses_tells_what_each_has() -> None:
    book = sample_book()
    held = (("goad", "A"), ("om.", "B"))
    book.interventions = [book.interventions[0]._replace(edition="good", witness="", held=held)]
    [said] = found(corrections(book), "//h:p[@class='other-reading']")
    assert words(said) == "The witness has: goad A; om. B"


def test_only_a_number_is_shown_as_the_number_of_a_paragraph() -> None:
    book = sample_book()
    base = book.interventions[0]
    numbers = ("7", "3a", "iv", "1.2", "todo", "before_10977_a")
    book.interventions = [base._replace(id=f"c{n}", paragraph=n, witness=n) for n in numbers]
    places = found(corrections(book), "//h:p[@class='passage']/*[@class='place']")
    assert [words(each) for each in places] == ["¶ 7", "¶ 3a", "¶ iv", "¶ 1.2", "¶", "¶"]


def test_what_is_in_brackets_is_not_said_to_be_unmarked() -> None:
    book = sample_book()
    base = book.interventions[0]
    assert "except by brackets" not in words(note_on_the_text(book, "text"))
    book.interventions.append(base._replace(id="s", kind="supplied", witness=""))
    assert "not marked in the text, except by brackets" in words(note_on_the_text(book, "text"))
    book.interventions.append(base._replace(id="r", kind="restoration", witness=""))
    note = words(note_on_the_text(book, "text"))
    assert "restorations of lost text: 1" in note
    assert "stands as in the witness" not in note

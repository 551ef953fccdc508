"""A small `Book` with one of everything, made by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml import etree

from pipeline.model.book import Book, Division, Note, PageBreak, RegisterEntry
from pipeline.tei.interventions import Intervention
from pipeline.tei.metadata import Change, Contributor, Declaration, Metadata

XHTML = "http://www.w3.org/1999/xhtml"

METADATA = Metadata(
    title="The Growth of Inequality",
    subtitle="Chapter 6",
    series="The Revolution Betrayed",
    language="en",
    languages=("en", "fr"),
    identifier="urn:uuid:5e4a0a0e-5b0e-4d4c-8a55-0a6c5c2b9d11",
    modified=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
    contributors=(
        Contributor("Leon Trotsky", "aut", sort_name="Trotsky, Leon"),
        Contributor("Max Eastman", "trl"),
        Contributor("The editors", "edt", "Corrections and notes by"),
    ),
    edition="1",
    revision="1.2",
    publisher="The Seminar",
    place="Anywhere",
    date="2026",
    rights=("Public domain in the United States, very probably.",),
    licence="https://creativecommons.org/publicdomain/mark/1.0/",
    source=("New York: Doubleday, Doran & Co., 1937.", "A web transcription of 2007."),
    source_names=("New York: Doubleday, Doran & Co., 1937.", "A web transcription of 2007."),
    declarations=(
        Declaration(
            "correction",
            ("Printer's errors are corrected.",),
            (("status", "medium"), ("method", "markup")),
        ),
        Declaration("quotation", ("Quotation marks stay in the text.",), (("marks", "all"),)),
    ),
    changes=(
        Change("2026-03-04", "The editors", "1.2", "Corrected the year.", ("c1",)),
        Change("2026-02-01", "The editors", "1.1", "First full text."),
    ),
    abstract="On who gained by the revolution.",
    subjects=("Soviet Union",),
)

CONTENT = """
<body xmlns="http://www.w3.org/1999/xhtml">
<section class="div chapter" id="c6"><h1 class="head">The Growth of Inequality</h1>
<section class="div section" id="c6-s1"><h2 class="head">Want, Luxury and Speculation</h2>
<p id="p1">At the end<a class="noteref" id="n1-ref" href="#n1">1</a> of <a class="ref"
 href="#p3">the third</a>, <span class="pb" id="pb2" role="doc-pagebreak" aria-label="2"/>a
 <i class="foreign" lang="fr" xml:lang="fr">de luxe</i> shop, in <span class="choice"
 id="c1">1936</span>.</p>
<p id="p2">Again <span class="choice" id="c2">cotton<a class="noteref" id="n2-ref"
 href="#n2">2</a> print</span> &lt;a href="#nowhere"&gt; &amp; <a class="ref"
 href="#nowhere">nowhere</a> or <a class="ref" href="http://example.org/a b">the web</a>.</p>
</section>
<section class="div section" id="c6-s2"><h2 class="head">Verse and Tables</h2>
<div class="lg"><div class="l" data-n="1">Arms and the man</div></div>
<p id="p3">The third.</p><table class="table"><tr><td>1</td><td>2</td></tr></table>
</section></section></body>
"""


def sample_book(content: str = CONTENT, metadata: Metadata = METADATA) -> Book:
    """The sample, or the same with another text."""
    note = "<div xmlns='http://www.w3.org/1999/xhtml' class='note'>{}</div>"
    return Book(
        metadata,
        "corrected",
        etree.fromstring(content),
        divisions=[
            Division("c6", "chapter", "body", 1, "The Growth of Inequality", "6", [
                Division("c6-s1", "section", "body", 2, "Want, Luxury and Speculation", "1"),
                Division("c6-s2", "section", "body", 2, "Verse and Tables", "2"),
            ]),
        ],
        notes=[
            Note("n1", "1", etree.fromstring(note.format("<p>By <i>hand</i>.</p>")),
                 "translator", "bottom", "Max Eastman", "c6-s1", ["n1-ref"]),
            Note("n2", "2", etree.fromstring(note.format("Bare words.")),
                 "editorial", "", "The editors", "c6-s1", ["n2-ref"]),
        ],
        interventions=[
            Intervention("c1", "correction", "19156", "1936", "Want, Luxury and Speculation", "1",
                         "p1", "shop, in ", ".", "The editors", "high", "", "internal"),
            Intervention("c2", "correction", "cottonprint", "cotton print",
                         "Want, Luxury and Speculation", "2", "p2", "Again ", " & nowhere",
                         "The editors", "medium", "", "Compare “cotton shirts”."),
            Intervention("q1", "query", "third", "", "Verse and Tables", "3", "p3", "The ", ".",
                         "The editors", "low", "", "Fourth?"),
        ],
        page_breaks=[PageBreak("pb2", "2")],
        register=[RegisterEntry("stalin", "person", "Joseph Stalin", ("1878–1953",))],
    )  # fmt: skip

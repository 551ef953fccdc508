"""Total fit: the solver alone, and what it makes of WeasyPrint's pages."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from pdf_lines import printed_lines
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LAParams, LTChar, LTTextBox
from weasyprint.layout import inline

from pipeline.checks.pdf_text import pdf_text
from pipeline.finding import Severity
from pipeline.model.book import XHTML, Book
from pipeline.outputs.pdf import PdfResult, write_pdf
from pipeline.outputs.pdf.totalfit import line_breaker
from pipeline.outputs.pdf.totalfit.balance import balanced_breaks
from pipeline.outputs.pdf.totalfit.paragraph import Text
from pipeline.outputs.pdf.totalfit.patches import TotalFit, unknown_functions
from pipeline.outputs.pdf.totalfit.places import Places
from pipeline.outputs.pdf.totalfit.rules import RULES
from pipeline.outputs.pdf.totalfit.solver import Measure, best_breaks
from pipeline.page_settings import LineBreaking, PageSettings
from pipeline.tei.metadata import Metadata

# Without the rules that look at more than one line, demerits of lines simply add up.
_ANY = float("inf")
_ALONE = replace(
    RULES,
    contrast=0,
    runt_line=0,
    runt_tolerance=0,
    expansion=0,
    tolerances=(_ANY,),
    level_tolerance=_ANY,
)


def _words(widths: list[int]) -> Places:
    """Words of these widths with spaces of 3 between them."""
    places = Places()
    x = spaces = 0.0
    for width in widths:
        x += width
        places.add((x, spaces, 0.0), (x + 3, spaces + 3, 0.0))
        x, spaces = x + 3, spaces + 3
    return places


def _demerits(widths: list[int], breaks: list[int], measure: Measure) -> float:
    """Of a paragraph with these breaks, added up anew from TeX's definition."""
    total = 0.0
    for first, last in itertools.pairwise([-1, *breaks, len(widths) - 1]):
        words = widths[first + 1 : last + 1]
        spaces = 3 * (len(words) - 1)
        slack = measure.width - sum(words) - spaces - (measure.indent if first < 0 else 0)
        if slack >= 0:
            final = last == len(widths) - 1
            ratio = 0 if final else slack / (spaces / 2) if spaces else 1e3
        elif -slack <= spaces / 3 + 1e-9:
            ratio = slack / (spaces / 3)
        else:
            return float("inf")
        total += (10 + 100 * abs(ratio) ** 3) ** 2
    return total


def test_no_other_breaks_are_better() -> None:
    widths = [5, 9, 4, 7, 8, 3, 10, 6, 5, 9, 7, 4]
    measure = Measure(30, 4)
    breaks = best_breaks(_words(widths), measure, _ALONE)
    assert breaks is not None
    every = (
        list(some)
        for count in range(len(widths))
        for some in itertools.combinations(range(len(widths) - 1), count)
    )
    assert breaks == min(every, key=lambda some: _demerits(widths, some, measure))


def test_as_many_lines_as_asked_for_or_none() -> None:
    places = _words([4] * 40)
    found = best_breaks(places, Measure(50), _ALONE)
    assert found is not None
    more = best_breaks(places, Measure(50), _ALONE, lines=len(found) + 2)
    assert more is not None and len(more) == len(found) + 1
    assert best_breaks(places, Measure(50), RULES, lines=25) is None


def test_centred_lines_are_no_more_than_needed_and_as_even_as_can_be() -> None:
    widths = [5, 9, 4, 7, 8, 3, 10, 6, 5, 9]

    def lengths(breaks: list[int]) -> list[int]:
        lines = itertools.pairwise([-1, *breaks, len(widths) - 1])
        return [sum(widths[first + 1 : last + 1]) + 3 * (last - first - 1) for first, last in lines]

    breaks = balanced_breaks(Text(_words(widths)), Measure(40))
    fitting = [
        list(some)
        for some in itertools.combinations(range(len(widths) - 1), 2)
        if max(lengths(list(some))) <= 40
    ]
    assert len(breaks) == 2 and len(fitting) > 1
    assert breaks == min(fitting, key=lambda some: sum(length**2 for length in lengths(some)))
    assert balanced_breaks(Text(_words(widths)), Measure(100)) == []


def test_a_heading_is_divided_at_its_sense() -> None:
    title = "The Obedience of a Christian Man: How Christian Rulers Ought to Govern"
    heading = f'<h2 class="head">{title}</h2><p>Text.</p>'
    lines = [line.text for page in printed_lines(_set(heading).data) for line in page]
    assert "The Obedience of a Christian Man:" in lines
    assert "How Christian Rulers Ought to Govern" in lines


def test_a_word_wider_than_the_measure_has_no_solution() -> None:
    assert best_breaks(_words([4, 80, 4]), Measure(50), RULES) is None


def test_letters_give_way_where_spaces_alone_do_not() -> None:
    places = _words([24, 25, 8, 9])
    measure = Measure(51.2)
    tight = replace(_ALONE, shrink=0.1, tolerances=(200.0,))
    assert best_breaks(places, measure, tight) is None
    assert best_breaks(places, measure, replace(tight, expansion=0.02)) == [1]


def test_a_dear_place_is_not_used_where_another_will_do() -> None:
    places = _words([4] * 30)
    places.hyphen = [True] * 30
    found = best_breaks(places, Measure(40), _ALONE)
    assert found is not None
    other = best_breaks(places, Measure(40), _ALONE, dear=frozenset(found[:1]))
    assert other is not None and found[0] not in other


@pytest.mark.parametrize("hang", [0.0, 1.5])
def test_a_mark_may_hang_in_the_margin(hang: float) -> None:
    places = _words([21, 21, 20, 5])
    places.hang_end[1] = hang
    rules = replace(_ALONE, shrink=0.0, tolerances=(200.0,))
    assert best_breaks(places, Measure(44), rules) == ([1] if hang else None)


def test_the_functions_of_weasyprint_are_those_that_are_replaced() -> None:
    assert unknown_functions() == []


def test_with_another_weasyprint_lines_are_broken_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inline, "text_align", inline.justify_line)
    monkeypatch.delattr(inline, "split_text_box")
    assert unknown_functions() == ["split_text_box", "text_align"]
    breaker = line_breaker("total-fit")
    assert not isinstance(breaker, TotalFit)
    assert [each.severity for each in breaker.findings()] == [Severity.WARNING]


_SENTENCE = (
    "The responsibility of the representatives of innumerable administrations was, "
    "characteristically, “distributed” among extraordinary commissioners; "
)


def _set(content: str, line_breaking: LineBreaking = "total-fit") -> PdfResult:
    metadata = Metadata(
        title="Lines",
        language="en-GB",
        identifier="urn:example:lines",
        modified=datetime(2026, 3, 1, tzinfo=UTC),
    )
    body = etree.fromstring(f'<body xmlns="{XHTML}">{content}</body>')
    book = Book(metadata, "corrected", body, [], [])
    return write_pdf(book, settings=PageSettings(line_breaking=line_breaking))


def _right_edges(data: bytes, tmp_path: Path) -> list[float]:
    """Where the lines of a page end that are followed by another of their paragraph, in points."""
    path = tmp_path / "lines.pdf"
    path.write_bytes(data)
    page = next(
        page
        for page in extract_pages(path, laparams=LAParams())
        if any("extraordinary" in box.get_text() for box in page if isinstance(box, LTTextBox))
    )
    lines = [
        line
        for box in page
        if isinstance(box, LTTextBox) and "extraordinary" in box.get_text()
        for line in box
    ]
    return [max(each.x1 for each in line if isinstance(each, LTChar) and each.get_text().strip())
            for line in lines[:-1]]  # fmt: skip


def test_lines_as_drawn_end_at_the_measure_or_hang_a_little(tmp_path: Path) -> None:
    text = f"<p>{_SENTENCE * 2}<i>{_SENTENCE}</i><b>commis</b>sioners {_SENTENCE * 2}</p>"
    edges = _right_edges(_set(text).data, tmp_path)
    measure = 148 * 72 / 25.4 - 66
    assert len(edges) > 8
    assert all(-0.4 < edge - measure < 2.6 for edge in edges)
    assert any(edge - measure > 1 for edge in edges)  # a comma, or a hyphen


def test_no_line_begins_with_a_dash_that_closes_up() -> None:
    words = "".join(f"<p>{'a' * n} {'the men—and—the animals—the log-houses—' * 12}</p>"
                    for n in range(1, 9))  # fmt: skip
    pages = printed_lines(_set(words).data)
    lines = [line.text for page in pages for line in page if "log" in line.text]
    assert len(lines) > 60
    assert not [line for line in lines if line.startswith("—")]


def test_a_paragraph_that_does_not_fit_is_counted_and_the_others_are_set() -> None:
    lines = f"<p>{_SENTENCE}<br/>{_SENTENCE}</p><p>{_SENTENCE * 3}</p>"
    said = [each for each in _set(lines).findings if each.code == "pdf-line-breaking"]
    assert [(each.severity, each.message.split(" ")[0]) for each in said] == [(Severity.INFO, "1")]
    assert "forced line breaks" in said[0].message
    assert _set(lines, "greedy").findings == ()


def test_a_word_divided_at_a_lines_end_is_one_word_to_who_searches(tmp_path: Path) -> None:
    path = tmp_path / "lines.pdf"
    path.write_bytes(_set(f"<p>{_SENTENCE * 4}</p>").data)
    drawn = extract_text(path)
    assert "\u00ad" in drawn and "\u2010" not in drawn
    assert " ".join(pdf_text(path).body.split()) == (_SENTENCE * 4).strip()


def test_where_a_page_of_the_source_begins_lines_end_as_without_it() -> None:
    words = ["Dacra", *(_SENTENCE * 2).split()]
    pages_begin = [
        f'{" ".join(words[:at])} <span class="pb"></span>{" ".join(words[at:])}'
        for at in range(1, len(words))
    ]
    entries = [f'<div class="dictScrap">{each}</div>' for each in (" ".join(words), *pages_begin)]
    printed = printed_lines(_set("".join(entries)).data)
    lines = [" ".join(line.text.split()) for page in printed for line in page]
    first, second = [at for at, line in enumerate(lines) if line.startswith("Dacra")][:2]
    assert second - first > 3
    assert [lines.count(line) for line in lines[first:second]] == [len(entries)] * (second - first)

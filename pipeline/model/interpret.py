"""A master under a reading policy becomes a `Book` (TEI Guidelines 22.5.4)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from lxml import etree

from pipeline.customization import rule_files
from pipeline.finding import Finding, of_each_kind
from pipeline.model.attributes import Attributes
from pipeline.model.behaviours import BEHAVIOURS
from pipeline.model.book import XHTML, Book
from pipeline.model.brackets import set_brackets
from pipeline.model.directions import set_directions
from pipeline.model.divisions import Contents, find_uncounted, gather_loose
from pipeline.model.documents import lists_standing_off, reads_annotation, texts_of
from pipeline.model.element_rules import ElementRules
from pipeline.model.flow import Flow
from pipeline.model.headings import level_headings
from pipeline.model.ids import Ids
from pipeline.model.images import Images
from pipeline.model.joins import JOINING
from pipeline.model.line_ends import close_up_line_ends
from pipeline.model.links import Links
from pipeline.model.notes import Notes
from pipeline.model.predicates import Compiler
from pipeline.model.register import read_register
from pipeline.model.rend import read_looks, read_quotation_marks
from pipeline.model.rendition import Renditions
from pipeline.model.rule_files import read_rule_file
from pipeline.model.rules import Medium, Rule, RuleTable
from pipeline.model.selections import Selections
from pipeline.model.speakers import Speakers
from pipeline.model.surroundings import Surroundings
from pipeline.model.tokens import Tokens
from pipeline.model.transcription import Transcription
from pipeline.model.xhtml import qualified
from pipeline.resources import style_path
from pipeline.tei.breaks import ELEMENTS_ONLY
from pipeline.tei.glyphs import Glyphs
from pipeline.tei.interventions import Names
from pipeline.tei.laid_out_words import is_laid_out
from pipeline.tei.names import has_words, tei
from pipeline.tei.parse import Master
from pipeline.tei.reading import Decision, Policy, dropped_by, pages_passed_over
from pipeline.tei.sentences import SENTENCE, begins_sentence
from pipeline.tei.touching_names import begins_name
from pipeline.tei.warning import warning

_APP = tei("app")


def interpret(
    master: Master,
    policy: Policy = "corrected",
    odd: Path | None = None,
    medium: Medium = "web",
) -> Book:
    """The book that `master` gives under `policy`, by our rules and those of `odd` over them.

    `medium` says which rules count where some are for one kind of output only.
    """
    return Interpretation(master, policy, odd, medium).book()


class Interpretation:
    """One walk through a master: behaviours write at the cursor of `flow`."""

    def __init__(
        self, master: Master, policy: Policy, odd: Path | None, medium: Medium = "web"
    ) -> None:
        root = master.root
        self.master = master
        self.policy: Policy = policy
        self.findings: list[Finding] = []
        body = etree.Element(qualified("body"), nsmap={None: XHTML})  # type: ignore[dict-item]
        self.flow = Flow(body)
        files = [style_path("edition.odd"), *rule_files(odd)]
        self.surroundings = Surroundings(root, master.ids)
        roots = [read_rule_file(file) for file in files]
        renditions = Renditions(root)
        self.looks = read_looks(roots, renditions.named)
        compiler = Compiler(self.surroundings, self.looks)
        self.table = RuleTable(files, compiler, BEHAVIOURS, medium)
        self.drops: Decision = dropped_by(policy)
        self.names = Names(root)
        self.speakers = Speakers(self.names)
        self.interventions = {element: record.id for element, record in master.interventions}
        self._unread: set[etree._Element] = set()  # interventions in what rules leave out
        self.tokens = Tokens(self)
        self.ids = Ids(master.ids, self.interventions)
        self.contents = Contents()
        self.links = Links(self)
        self.notes = Notes(self)
        self.images = Images(self)
        self.selections = Selections(self)
        self.glyphs = Glyphs(root)
        self.rules = ElementRules(self)
        self.transcription = Transcription(self, read_quotation_marks(roots))
        self.text = self.transcription.text
        self.attributes = Attributes(renditions, self.ids, self.interventions, self.looks)

    def book(self) -> Book:
        """Walk the text, then settle notes, links and the table of contents."""
        content = self.flow.cursor
        texts = texts_of(self.master.root)
        self._read(texts)
        self.flow.settle()
        self.notes.finish()
        if next(self.master.root.iter(tei("delSpan")), None) is not None:
            set_brackets(content)
        self.contents.drop_empty(content)
        self.contents.divisions = gather_loose(content, self.contents, self.ids)
        find_uncounted(self.contents.divisions)
        level_headings(content, self.contents.divisions)
        register = [] if reads_annotation(texts) else read_register(self.master.root)
        self.links.finish(frozenset(entry.id for entry in register if entry.id))
        set_directions(self.attributes.passages, self.master.metadata.language)
        if self.transcription.has_no_spaces:
            for each in (content, *(note.content for note in self.notes.notes)):
                close_up_line_ends(each)
        return Book(
            metadata=self.master.metadata,
            policy=self.policy,
            content=content,
            divisions=self.contents.divisions,
            notes=self.notes.notes,
            interventions=[
                record
                for element, record in self.master.interventions
                if element not in self._unread
            ],
            page_breaks=self.contents.page_breaks,
            images=self.images.images,
            register=register,
            findings=[
                *self.master.findings,
                *of_each_kind([*self.findings, *self.table.findings]),
                *self._nothing_left(texts, content),
            ],
        )

    def _read(self, texts: list[etree._Element]) -> None:
        root, read = self.master.root, frozenset(texts)
        if root in read:
            self.element(root)
            return
        self.transcription.words_only(root.text)
        for child in root:
            if child in read:
                self.flow.keep_apart()
                self.element(child)
                self.flow.keep_apart()
            self.transcription.words_only(child.tail)
        for lists in lists_standing_off(root):
            self.element(lists)

    def _nothing_left(
        self, texts: list[etree._Element], content: etree._Element
    ) -> Iterator[Finding]:
        if not self.notes.notes and not has_words(content) and any(map(has_words, texts)):
            message = f"The text has words, and by the rules none is read ({self.policy})."
            remedy = "Look what the rules (styles/edition.odd, and your ODD) leave out."
            yield warning("tei-nothing-read", message, self.master.path, texts[0], remedy)

    # -- the walk -------------------------------------------------------------

    def element(self, element: etree._Element) -> None:
        """Apply to `element` the first of its rules that holds."""
        if self.drops(element):
            self._pass_over(element)
            return
        joining = element.tag in JOINING
        if joining:
            self.tokens.begin(element)
        if joining and is_laid_out(element):
            with self.transcription.word(element):
                self.apply(self.rules.of(element), element)
        else:
            self.apply(self.rules.of(element), element)
        if joining:
            self.tokens.end(element)

    def stands_in_dropped(
        self, element: etree._Element, within: etree._Element | None = None
    ) -> bool:
        """Whether anything above an element is not read, as far up as `within`."""
        above = takewhile(lambda node: node is not within, element.iterancestors())
        return any(map(self.drops, above))

    def _pass_over(self, element: etree._Element) -> None:
        """Of what is not read its place is left, where it is listed, and the source's pages."""
        if element in self.interventions and not element.get("from"):  # where its place is
            place = self.flow.empty(lambda: self.flow.open("span"))
            place.set("class", "passed-over")
            place.set("id", self.interventions[element])
            if element.tag == _APP:  # of what stands before it
                self.flow.to_block_before(place)
        for page in pages_passed_over(element, self.policy):
            self.apply(self.rules.of(page), page)

    def leave_unread(self, element: etree._Element) -> None:
        """What is changed in an element that a rule leaves out is no change of the text."""
        if len(element) and self.interventions:
            self._unread.update(filter(self.interventions.__contains__, element.iterdescendants()))

    def apply(self, rule: Rule, element: etree._Element) -> None:
        """Let the rule's behaviour write `element`."""
        if rule.sequence:
            for part in rule.sequence:
                if part.predicate is None or part.predicate(element):
                    self.apply(part, element)
            return
        if rule.separator and self.flow.follows_words():
            self.flow.close_up()
            self.flow.mark(rule.separator)
        elif not rule.before and self._stands_apart(element):
            self.flow.text(" ")
        BEHAVIOURS[rule.behaviour](self, element, rule)
        if self.notes.places.awaited:
            self.notes.call_those_for(element)

    def _stands_apart(self, element: etree._Element) -> bool:
        """Whether its words are no more of what stands before it, though no space is there."""
        if element.tag == SENTENCE:
            return begins_sentence(element)
        begins = self.surroundings.begins_field(element) or begins_name(element)
        return begins and self.flow.stands_in_text()

    def without(self, done: list[etree._Element], element: etree._Element, rule: Rule) -> None:
        """The children of `element`, except those that are `done`."""
        if not done or "content" in rule.parameters:
            self.children(element, rule)
            return
        self.text(element.text or "")
        for child in element:
            if not any(child is other for other in done):
                self.element(child)
            self.text(child.tail or "")

    def children(self, element: etree._Element, rule: Rule | None = None) -> None:
        """The text and children of `element`, or what the rule's `content` selects of them."""
        selected = None
        # Which side of an intervention is read is for the policy to say, not for a rule.
        if rule is not None and rule.parameters and element.tag not in ELEMENTS_ONLY:
            selected = self.selections.of(element, rule)
        if rule is not None and rule.before:
            self.transcription.before(rule.before, element)
        if selected is None:
            self.content(element)
        else:
            self.selections.show(selected, element)
        if rule is not None and rule.after:
            self.transcription.after(rule.after, element)

    def content(self, element: etree._Element) -> None:
        """The text and children of `element`, whatever rules select."""
        transcription = self.transcription
        text = transcription.writer_in(element)
        if words := element.text:
            transcription.begin(words, element)
            text(words)
        for child in element:
            written = self.flow.written
            self.element(child)
            if words := child.tail:
                if not words[0].isalnum():
                    nothing = self.flow.written == written
                    transcription.close_up(words, child, is_empty=nothing)
                text(words)

    def preserved(self, element: etree._Element) -> None:
        """The children of `element` with every line end and space of the file."""
        with self.transcription.preserved():
            self.content(element)

    # -- what behaviours share ------------------------------------------------

    def open(self, element: etree._Element, tag: str, rule: Rule | None = None) -> etree._Element:
        """Begin the XHTML element for a TEI element: class, id, language, style."""
        made = self.flow.open(tag)
        self.attributes.give(made, element, tag, rule)
        return made

    def open_empty(
        self, element: etree._Element, tag: str, rule: Rule | None = None
    ) -> etree._Element:
        """An XHTML element without content for a TEI element."""
        return self.flow.empty(lambda: self.open(element, tag, rule))

    def warn(self, code: str, message: str, element: etree._Element, remedy: str = "") -> None:
        """Note something a person should know about `element`."""
        file = self.master.file_of(element)
        self.findings.append(warning(code, message, file, element, remedy))

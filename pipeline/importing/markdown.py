"""Markdown (CommonMark, with tables and `[^1]` notes) as a `Transcription`.

markdown-it-py says which lines are which block and what the phrases in them
are. The file itself is the witness: its signs of markup become furniture of
the page (`fw`), so that the master gives back the file as it was. Only its
character references (`&mdash;`) are written as what they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.finding import EditionError, Finding, Severity
from pipeline.importing.left_over import leads_elsewhere
from pipeline.importing.markdown_captions import find_captions
from pipeline.importing.markdown_notes import NOTE_SIGN, add_rules
from pipeline.importing.markdown_obsidian import add_obsidian
from pipeline.importing.markdown_pandoc import add_pandoc
from pipeline.importing.markdown_phrases import mark_phrases, mark_tags
from pipeline.importing.markdown_rows import mark_columns
from pipeline.importing.markdown_tables import add_tables
from pipeline.importing.markdown_within import CODE, CONTAINERS, Within
from pipeline.importing.transcription import Block, Kind, Transcription, first_word

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(
    r"^(title|author|translator|lang(?:uage)?)[ \t]*:[ \t]*(.*(?:\n[ \t]*-[ \t].*|\n[ \t]+.*)*)",
    re.M,
)
_IN_LIST = re.compile(r"^[ \t]*-[ \t]+(?:name[ \t]*:[ \t]*)?(.+)$", re.MULTILINE)
_RULE_OF_TABLE = r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*"
_TITLE_BLOCK = re.compile(r"%[ \t]*(?P<title>.*)\n(?:%[ \t]*(?P<author>.*)\n)?(?:%.*\n)?(?=\n|\Z)")
_ATTRIBUTES = r"[ \t]*\{[#.-][^{}\n]*\}[ \t]*\Z"  # of headings, as Pandoc has them
_COMMANDS = (  # of TeX, which say nothing
    r"(?:\\(?:(?:new|clear|cleardouble)page|pagebreak|(?:big|med|small)skip|[vh]fill|[vh]space|"
    r"(?:this)?pagestyle|(?:front|main|back)matter|tableofcontents|maketitle|noindent|centering|"
    r"begin|end)\b\*?(?:\{[^{}]*\})*\s*)+"
)
_LINE_BLOCK = re.compile(r"(?:\|(?: .*[^|\s])?[ \t]*(?:\n|\Z))+")  # verses, as Pandoc has them


def read_markdown(text: str) -> Transcription:
    """The transcription that a Markdown file is."""
    try:
        from markdown_it import MarkdownIt
    except ModuleNotFoundError:
        raise EditionError(
            Finding(
                "import-not-installed",
                Severity.ERROR,
                "Markdown cannot be read: the package markdown-it-py is not installed",
                remedy='Install it: python -m pip install "tei-edition[import]"',
            )
        ) from None
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["text_join"])
    add_rules(parser)
    add_pandoc(parser)
    add_obsidian(parser)
    add_tables(parser)
    found = _Reader(text).read(parser)
    if not found.references:
        return found
    parser.disable("entity")
    return _Reader(_resolved(text, found.references)).read(parser)


def _resolved(text: str, references: Sequence[tuple[int, int, str]]) -> str:
    """The text with what its character references stand for: no markup, whatever it is."""
    pieces, at = [], 0
    for start, end, char in sorted(references):
        is_sign = char in _SIGNS
        pieces += [text[at:start], "\\" * is_sign, char]
        at = end
    return "".join([*pieces, text[at:]])


_SIGNS = frozenset("!\"#$%'()*+,-./:;<=>?@[\\]^_`{|}~")  # all that can be escaped, but “&”


class _Reader:
    def __init__(self, text: str) -> None:
        self.found = Transcription(text, [], origin="A text in Markdown.")
        self._within = Within(self.found)
        self._covered: set[int] = set()

    def read(self, parser: MarkdownIt) -> Transcription:
        tokens = parser.parse(self._without_matter())
        index = 0
        while index < len(tokens):
            index = self._block(tokens, index)
        self._uncovered()
        self.found.blocks.sort(key=lambda block: block.start)
        find_captions(self.found)
        for block in self.found.blocks:
            if block.kind is Kind.HEADING:
                self.found.places.setdefault(_slug(self.found.inner(block)), block.start)
        return self.found

    def _without_matter(self) -> str:
        """The text with blanks for what it says of itself before it begins."""
        text, found = self.found.text, self.found
        if matter := _FRONT_MATTER.match(text):
            for name, value in _FIELD.findall(matter[1]):
                setattr(found, "language" if name.startswith("lang") else name, _said(value))
        elif matter := _TITLE_BLOCK.match(text):
            found.title = matter["title"].strip()
            found.author = re.sub(r"\s*;\s*", "\n", (matter["author"] or "").strip())
        else:
            return text
        lines = matter[0].rstrip("\n").count("\n") + 1
        self._add(0, lines, Kind.FURNITURE).type = "metadata"
        return re.sub(r"[^\n]", " ", matter[0]) + text[matter.end() :]

    def _add(self, first: int, last: int, kind: Kind) -> Block:
        block = Block(*self._within.span(first, last), kind)
        self.found.blocks.append(block)
        self._covered |= set(range(first, last))
        return block

    def _uncovered(self) -> None:
        """Lines that mean nothing by themselves, such as the addresses of links."""
        lines = self.found.text.split("\n")
        first = 0
        while first < len(lines):
            last = first
            while last < len(lines) and lines[last].strip() and last not in self._covered:
                last += 1
            if last > first:
                self._add(first, last, Kind.FURNITURE).type = "markup"
            first = last + 1

    def _block(self, tokens: Sequence[Token], index: int) -> int:
        """The block that begins with this token; the index of the first token after it."""
        token = tokens[index]
        if token.map is None:
            return index + 1
        first, last = token.map
        end = _closing(tokens, index)
        if token.type == "heading_open":
            self._heading(self._add(first, last, Kind.HEADING), token, tokens[index + 1])
        elif token.type == "paragraph_open":
            self._paragraph(self._add(first, last, Kind.PARAGRAPH), tokens[index + 1])
        elif token.type == "note_open":
            self._note(self._add(first, last, Kind.PARAGRAPH), tokens[index : end + 1])
        elif token.type == "hr":
            self._rule(self._add(first, last, Kind.ORNAMENT))
        elif token.type == "columns_open":
            block = self._add(first, last, Kind.MARKED)
            mark_columns(self.found, block, tokens[index : end + 1])
        elif token.type in CONTAINERS or token.type == "table_open":
            block = self._add(first, last, Kind.MARKED)
            self._within.elements(tokens[index : end + 1], block.start, block.end)
        elif token.type == "html_block":
            self._html(self._add(first, last, Kind.PARAGRAPH))
        elif token.type in CODE:
            self._add(first, last, Kind.MARKED)
            self._within.code(token)
        return end + 1

    def _heading(self, block: Block, token: Token, inline: Token) -> None:
        block.level = int(token.tag[1])
        text = self.found.text[block.start : block.end]
        at = text.find(inline.content) if inline.content else -1
        words = re.sub(_ATTRIBUTES, "", inline.content)
        end = block.end
        if "\n" not in inline.content and at >= 0 and words:
            block.prefix = at
            block.suffix = len(text) - at - len(words)
            end = block.start + at + len(inline.content)
        mark_phrases(self.found, block.start + block.prefix, end, inline)

    def _paragraph(self, block: Block, inline: Token) -> None:
        children = inline.children or []
        breaks = sum(child.type == "hardbreak" for child in children)
        if _LINE_BLOCK.fullmatch(inline.content):
            stanzas = [*self._within.line_block(block.start, block.end)]
            self.found.blocks[-1:] = [Block(*span, Kind.VERSE) for span in stanzas]
            mark_phrases(self.found, block.start, block.end, inline, verse=True)
            return
        if re.fullmatch(_COMMANDS, inline.content):
            block.kind, block.type = Kind.FURNITURE, "markup"
            return
        if _leads(children):
            block.kind, block.type = Kind.FURNITURE, "navigation"
        elif breaks > 1 and not any(child.type == "softbreak" for child in children):
            block.kind = Kind.VERSE
        elif [child.type for child in children] in (["image"], ["embedded"]):
            block.kind = Kind.MARKED
        elif len(self.found.words(block)) < 90 and not breaks:
            block.kind = Kind.SHORT
        mark_phrases(self.found, block.start, block.end, inline, verse=block.kind is Kind.VERSE)

    def _rule(self, block: Block) -> None:
        """A line below the words that head the columns of a table is no break in the text."""
        if re.fullmatch(_RULE_OF_TABLE, self.found.text[block.start : block.end]):
            block.kind, block.type = Kind.FURNITURE, "markup"

    def _note(self, block: Block, tokens: Sequence[Token]) -> None:
        sign = NOTE_SIGN.match(self.found.text, block.start, block.end)
        start = first_word(self.found.text, sign.end() if sign else block.start, block.end)
        self._within.note(tokens, start, block.end)

    def _html(self, block: Block) -> None:
        """Tags are signs like others; the words between them are of the text."""
        if not mark_tags(self.found, block.start, block.end):
            block.kind, block.type = Kind.FURNITURE, "markup"


def _leads(phrases: Sequence[Token]) -> bool:
    """Whether there are but links that lead to other pages."""
    linked: list[str] = []
    beside, within = "", False
    for each in phrases:
        if each.type in {"link_open", "link_close"}:
            within = each.type == "link_open"
            linked += [""] * within
        elif within:
            linked[-1] += each.content
        else:
            beside += each.content
    return leads_elsewhere(linked, beside)


def _said(value: str) -> str:
    """A field of the front matter, of a list its entries one a line."""
    flow = re.fullmatch(r"\[(.*)\]\s*", value)
    parts = flow[1].split(",") if flow else _IN_LIST.findall(value) or [" ".join(value.split())]
    return "\n".join(re.sub(r"^([\"'])(.*)\1$", r"\2", part.strip()) for part in parts)


def _slug(words: str) -> str:
    """By what a link of the same file leads to a heading, as GitHub and Pandoc make it."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", words.lower()).strip())


def _closing(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that closes the one at `index`."""
    level = tokens[index].level
    if tokens[index].nesting == 0:
        return index
    return next(
        number
        for number in range(index + 1, len(tokens))
        if tokens[number].nesting == -1 and tokens[number].level == level
    )

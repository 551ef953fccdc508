"""libxml2's words for what is not well-formed, in an editor's, and what to do about it."""

from __future__ import annotations

import re

# What libxml2 says, what it means, and what mends it; \1 is what the first group found.
_WORDS = (
    (r"Start tag expected|Document is empty",
     "This is not XML: no element begins here.",
     "Name a TEI-XML file; `edition import` makes one from plain text."),
    (r"xmlParseEntityRef: no name",
     "A bare & stands here: in XML, & begins the name of a character.",
     "Write &amp; for the sign itself."),
    (r"EntityRef: expecting ';'",
     "After & and a name there must be a semicolon.",
     "Write &amp; for the sign itself, or put ; after the name."),
    (r"StartTag: invalid element name",
     "A < stands here that begins no tag.",
     "Write &lt; for the sign itself, or correct the name of the element."),
    (r"Unescaped '<' not allowed in attributes",
     "A < stands in the value of an attribute, or its closing quotation mark is missing.",
     "Close the value with a quotation mark, or write &lt; for the sign."),
    (r"AttValue: \" or ' expected",
     "The value of an attribute is not in quotation marks.",
     'Write it as name="value".'),
    (r"AttValue: ' expected|AttValue: \" expected|attributes construct error",
     "An attribute is not written as XML asks, or its value is not closed.",
     'Write it as name="value", with a space before it.'),
    (r"error parsing attribute name|Couldn't find end of Start Tag",
     "A tag is not closed, or something in it is no attribute.",
     'Write the tag as <name attribute="value">.'),
    (r"invalid character in attribute value",
     "The value of an attribute has a character that XML does not allow (§2.2).",
     "Remove the character."),
    (r"Attribute (\S+) redefined",
     r"The attribute \1 stands twice in one tag.",
     "Take one of the two out."),
    (r"Extra content at the end of the document",
     "Something follows after the end of the root element.",
     "Take it out: an XML file has one root, and nothing after it. "
     "Several texts go into one <teiCorpus>."),
    (r"Comment not terminated",
     "A comment begins with <!-- and is not closed.",
     "Write --> where the comment ends."),
    (r"Double hyphen within comment",
     "Two hyphens stand within a comment.",
     "Write -- only in <!-- and -->."),
    (r"CData section not finished",
     "A section begins with <![CDATA[ and is not closed.",
     "Write ]]> where it ends."),
    (r"Sequence '\]\]>' not allowed",
     "The signs ]]> stand in the text.",
     "Write ]]&gt; instead."),
    (r"XML declaration allowed only at the start",
     "An XML declaration (<?xml …?>) stands within the file.",
     "Put it at the very beginning, with nothing before it, or take it out."),
    (r"Unsupported version '([^']*)'",
     r"The XML declaration asks for XML \1.",
     'Write version="1.0".'),
    (r"Namespace prefix (\S+)(?: for (\S+))? on (\S+) is not defined",
     r"The prefix \1: is not declared.",
     r'Declare it on the root element, xmlns:\1="…", or take it out.'),
    (r"xmlns:(\S+): Empty XML namespace",
     r"The prefix \1: is declared for no namespace.",
     r"Give xmlns:\1 the address of a namespace, or take it out."),
    (r"character reference out of bounds|xmlParseCharRef|CharRef",
     "The reference &#…; stands for no character that XML allows (§2.2).",
     "Write the character itself in its place."),
    (r"[Ii]nternal subset|DOCTYPE|xmlParseEntityDecl|markupdecl",
     "The DOCTYPE is not written as XML asks, or it is not closed.",
     "Correct it, or take it out: TEI P5 needs none."),
    (r"Blank needed here",
     "A space is missing, or the file is not in the encoding that it states.",
     "Put a space there; save the file as UTF-8 if its first line says otherwise."),
    (r"String not closed|ParsePI|xmlParsePI|PI .* never end",
     "A declaration or instruction (<?…?>) is not closed.",
     "Write ?> where it ends."),
    (r"Excessive depth|nested too deep|depth",
     "The elements are nested deeper than any text is.",
     "Look for an element that is opened again and again and never closed."),
)  # fmt: skip


def in_words(said: str) -> tuple[str, str]:
    """What libxml2 said, as a message and a remedy."""
    for pattern, means, mend in _WORDS:
        if match := re.search(pattern, said):
            return match.expand(means), match.expand(mend)
    first = said.split("\n", 1)[0]
    return f"The file is not well-formed XML: {first}.", "Mend the markup at this place."

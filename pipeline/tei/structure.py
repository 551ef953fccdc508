"""What a schema would refuse and a reader can still read: said, never lost (TEI ch. 4)."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from lxml import etree

from pipeline.finding import Finding
from pipeline.tei.names import DIVISIONS, has_words, local_name, own_texts, tei
from pipeline.tei.pointers import names_work
from pipeline.tei.warning import warning

_NO_TEXT_OF_THEIR_OWN = (
    *DIVISIONS,
    *map(tei, "TEI text front body back group lg list table row sp castList listBibl".split()),
)
_OF_A_DOCUMENT = frozenset(
    map(tei, "teiHeader text TEI teiCorpus facsimile sourceDoc standOff fsdDecl xenoData".split())
)
_PICTURES = tuple(map(tei, ("graphic", "media", "formula", "notatedMusic")))
_MEDIA, _BINARY, _POINTER = tei("media"), tei("binaryObject"), tei("ptr")
_MOST = 20


def structural_warnings(root: etree._Element, path: Path) -> list[Finding]:
    """Text where TEI allows only elements; several texts; a transcription and no text; no word."""
    return [
        *_bare_text(root, path),
        *_stray(root, path),
        *_several_texts(root, path),
        *_transcription_only(root, path),
        *_transcription_beside(root, path),
        *_nothing_to_read(root, path),
        *_left_out(root, path),
    ]


def is_stray(child: etree._Element) -> bool:
    """Whether a child of `TEI` or `teiCorpus` is none that TEI knows there (TEI 4)."""
    return isinstance(child.tag, str) and child.tag not in _OF_A_DOCUMENT


def _stray(root: etree._Element, path: Path) -> list[Finding]:
    return [
        warning("tei-stray",
                 f"<{local_name(child.tag)}> stands outside the <text>. It is read where it is.",
                 path, child, "Move it into the <body>, or wherever it belongs.")
        for child in islice(filter(is_stray, root), _MOST)
    ]  # fmt: skip


def _bare_text(root: etree._Element, path: Path) -> list[Finding]:
    found = []
    for element in root.iter(*_NO_TEXT_OF_THEIR_OWN):
        if words := _first_own_words(element):
            found.append(
                warning("tei-bare-text",
                         f"Text stands directly in <{local_name(element.tag)}>: “{words[:40]}”.",
                         path, element, "Put it into a <p>, or into the element that it is.")
            )  # fmt: skip
            if len(found) == _MOST:
                break
    return found


def _first_own_words(element: etree._Element) -> str:
    texts = (" ".join(text.split()) for text in own_texts(element))
    return next(filter(None, texts), "")


def _several_texts(root: etree._Element, path: Path) -> list[Finding]:
    found = []
    for text in root.iter(tei("text")):
        parent = text.getparent()
        earlier = text.getprevious()
        inside = parent is not None and parent.tag == tei("text")
        beside = (
            parent is not None
            and parent.tag == tei("TEI")
            and earlier is not None
            and earlier.tag == text.tag
        )
        if inside or beside:
            where = "inside another" if inside else "beside another"
            found.append(
                warning("tei-several-texts", f"A <text> stands {where}. Both are read, in order.",
                         path, text, "Use <group> for several texts, or <teiCorpus>.")
            )  # fmt: skip
    return found


def _transcription_only(root: etree._Element, path: Path) -> list[Finding]:
    if next(root.iter(tei("text")), None) is not None:
        return []
    instead = next(root.iter(tei("sourceDoc"), tei("standOff")), None)
    if instead is None:
        return []
    name = local_name(instead.tag)
    return [
        warning("tei-no-text-element", f"There is no <text>: the <{name}> is read in its place.",
                 path, instead, "Add a <text> for a reading edition.")
    ]  # fmt: skip


def _transcription_beside(root: etree._Element, path: Path) -> list[Finding]:
    """A documentary transcription is another text of the same source (TEI 12.1)."""
    if next(root.iter(tei("text")), None) is None:
        return []
    remedy = "Take its words into the <text>, or build a copy of the file that has no <text>."
    return [
        warning("tei-source-left-out",
                 f"What this <{local_name(each.tag)}> has is in no output: the <text> is read.",
                 path, each, remedy)
        for each in islice(root.iter(tei("sourceDoc"), tei("facsimile")), _MOST)
        if has_words(each)
    ]  # fmt: skip


def _nothing_to_read(root: etree._Element, path: Path) -> list[Finding]:
    texts = list(root.iter(tei("text")))
    if not texts or any(_has_content(text) for text in texts):
        return []
    message = "The <text> is empty: the edition will have a title page and no text."
    remedy = "Put the text into <text><body>…</body></text>."
    return [warning("tei-empty", message, path, texts[0], remedy)]


def _left_out(root: etree._Element, path: Path) -> list[Finding]:
    """Sound, film, and what is written into the file itself (TEI 3.10, 14.1)."""
    media = (
        each
        for each in root.iter(_MEDIA, _BINARY)
        if each.tag == _BINARY or not each.get("mimeType", "").startswith("image/")
    )
    remedy = "Name a picture's file by <graphic url=…/>; of film and sound a <desc> is read."
    found = []
    for each in islice(media, _MOST):
        kind = each.get("mimeType", "no stated type")[:40]
        message = f"<{local_name(each.tag)}> of {kind} is left out: no output holds it."
        found.append(warning("tei-media", message, path, each, remedy))
    return found


def _has_content(text: etree._Element) -> bool:
    """Whether anything is to be read: words, a picture, or the name of a work."""
    if has_words(text) or next(text.iter(*_PICTURES), None) is not None:
        return True
    return any(each.get("target") and names_work(each) for each in text.iter(_POINTER))

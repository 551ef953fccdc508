"""The bytes of a transcription as text that XML can hold."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from pipeline.finding import EditionError, Finding, Severity
from pipeline.tei.kinds import HTML_PAGE, kind_of

# What XML 1.0 (§2.2) cannot hold, not even as a reference; form feeds are read as pages.
_IMPOSSIBLE = "[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_REFERENCE = "&#(?:[xX](?P<hexadecimal>[0-9a-fA-F]+)|(?P<decimal>[0-9]+));?"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_START = 1024  # bytes in which a page says how it is written (HTML 13.2.3.2)
_DECLARED = (
    rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml\b[^>]*?\bencoding=["']([\w.-]+)"""
)
# What pages mean by these names (Encoding Standard, 4.2), under those that Python gives them.
_MEANT = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_TEI = rb"\A(?:\xef\xbb\xbf)?\s*(?:<[?!][^>]*>\s*)*<(?:\w+:)?(?:TEI|TEI\.2|teiCorpus)[\s>]"


def read_transcription(path: Path, form: str) -> tuple[str, list[Finding]]:
    """The text of the file with line ends as XML reads them, and what had to be changed in it.

    `form` is plain, markdown or html.
    """
    try:
        source = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, f"the transcription cannot be read: {error.strerror}") from None
    _refuse_other_kinds(source, path)
    findings: list[Finding] = []
    text = _decoded(source, path, form, findings).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise _unreadable(path, "there is no text in this file")
    return _possible(text, path, form, findings), findings


def _refuse_other_kinds(source: bytes, path: Path) -> None:
    if re.match(_TEI, source[:4096]):
        remedy = "It is a master already: edition build makes its editions."
        raise _unreadable(path, "this is a TEI file, and no transcription", remedy)
    kind = kind_of(source)
    if kind not in (None, HTML_PAGE) and not _utf_16(source):
        remedy = "Export its text as plain text, Markdown or HTML, and import that."
        raise _unreadable(path, f"this is {kind.name}, and no text", remedy)


def _decoded(source: bytes, path: Path, form: str, findings: list[Finding]) -> str:
    encoding = next((name for bom, name in _BOMS if source.startswith(bom)), "")
    encoding = encoding or _utf_16(source) or "utf-8"
    if form == "html" and encoding == "utf-8" and (page := _as_declared(source)):
        return page
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        findings.append(
            Finding(
                "import-encoding",
                Severity.WARNING,
                f"the file is not {encoding.upper()}; it was read as Windows-1252 (Latin 1)",
                path,
                line,
                error.start - source.rfind(b"\n", 0, error.start),
                "Look at the accented letters; if they are wrong, save the file as UTF-8 and "
                "import it again.",
            )
        )
        return source.decode("cp1252", "replace")


def _utf_16(source: bytes) -> str:
    """The name of UTF-16 in either order, if the file is that and has no byte order mark."""
    first, second = source[:256:2], source[1:256:2]
    if 0 not in first and second.count(0) * 2 > len(second):
        return "utf-16-le"
    return "utf-16-be" if 0 not in second and first.count(0) * 2 > len(first) else ""


def _as_declared(source: bytes) -> str:
    """The page in the encoding that it declares; "" where it names none, or wrongly."""
    declared = re.search(_DECLARED, source[:_START], re.IGNORECASE)
    try:
        name = codecs.lookup((declared[1] or declared[2]).decode()).name if declared else "utf-8"
        if name.startswith(("utf", "unicode", "raw", "idna", "punycode")):
            return ""
        if not source.isascii() and _is_utf_8(source):
            return ""  # by chance no other text is that
        return source.decode(_MEANT.get(name, name))
    except (LookupError, UnicodeError):
        return ""


def _is_utf_8(source: bytes) -> bool:
    try:
        source.decode()
    except UnicodeDecodeError:
        return False
    return True


def _possible(text: str, path: Path, form: str, findings: list[Finding]) -> str:
    left_out: list[int] = []

    def without(found: re.Match[str]) -> str:
        if not _is_impossible(found):
            return found[0]
        left_out.append(found.start())
        return ""

    pattern = f"{_IMPOSSIBLE}|{_REFERENCE}" if form == "html" else _IMPOSSIBLE
    kept = re.sub(pattern, without, text)
    if left_out:
        first = left_out[0]
        findings.append(
            Finding(
                "import-control-characters",
                Severity.WARNING,
                f"{len(left_out)} control characters, which XML cannot hold, were left out of the "
                "witness",
                path,
                text.count("\n", 0, first) + 1,
                first - text.rfind("\n", 0, first),
                "Keep the file, if they mean something.",
            )
        )
    return kept


def _is_impossible(found: re.Match[str]) -> bool:
    if not (written := found.lastgroup):
        return True
    number = found[written].lstrip("0") or "0"
    if len(number) > 5:
        return False  # beyond the last of them
    character = chr(int(number, 16 if written == "hexadecimal" else 10))
    return character == "\f" or re.match(_IMPOSSIBLE, character) is not None


def _unreadable(path: Path, message: str, remedy: str = "") -> EditionError:
    return EditionError(Finding("import-unreadable", Severity.ERROR, message, path, remedy=remedy))

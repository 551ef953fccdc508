"""Language tags as the header gives them, made into valid BCP 47 (RFC 5646)."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?"
    r"(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?"
    r"|x(-[a-z0-9]{1,8})+",
    re.IGNORECASE | re.ASCII,
)
# ISO 639-2 codes for which BCP 47 wants the two-letter form, and names found in real headers.
_SHORTER = {
    "ara": "ar", "ben": "bn", "bul": "bg", "cat": "ca", "ces": "cs", "cze": "cs", "chi": "zh",
    "cym": "cy", "wel": "cy", "dan": "da", "deu": "de", "ger": "de", "ell": "el", "gre": "el",
    "eng": "en", "est": "et", "eus": "eu", "fas": "fa", "per": "fa", "fin": "fi", "fra": "fr",
    "fre": "fr", "gle": "ga", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "hye": "hy",
    "arm": "hy", "isl": "is", "ice": "is", "ita": "it", "jpn": "ja", "kat": "ka", "kor": "ko",
    "lat": "la", "lav": "lv", "lit": "lt", "mkd": "mk", "nld": "nl", "dut": "nl", "nor": "no",
    "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "san": "sa", "slk": "sk",
    "slv": "sl", "spa": "es", "sqi": "sq", "srp": "sr", "swe": "sv", "tam": "ta", "tur": "tr",
    "ukr": "uk", "urd": "ur", "vie": "vi", "yid": "yi", "zho": "zh", "ltn": "la",
    "greek": "el", "english": "en", "german": "de", "french": "fr", "latin": "la",
    "italian": "it", "spanish": "es", "russian": "ru", "hebrew": "he", "arabic": "ar",
    "nn-no": "nn-NO",
}  # fmt: skip


def language_tag(value: str | None) -> str:
    """`value` as a valid BCP 47 tag, or "" where no language can be made of it."""
    tag = (value or "").strip().replace("_", "-")
    if not tag:
        return ""
    first, _, rest = tag.partition("-")
    short = _SHORTER.get(tag.lower()) or _SHORTER.get(first.lower())
    if short:
        tag = short if tag.lower() in _SHORTER or not rest else f"{short}-{rest}"
    while tag and not _TAG.fullmatch(tag):
        tag = tag.rpartition("-")[0]  # a subtag that is none costs only itself
    return _cased(tag)


def _cased(tag: str) -> str:
    subtags = tag.split("-")
    cased = [subtags[0].lower()]
    for subtag in subtags[1:]:
        if len(cased) and cased[-1] == "x":
            cased.append(subtag.lower())
        elif len(subtag) == 4 and subtag.isalpha():
            cased.append(subtag.title())
        elif len(subtag) == 2 and "x" not in cased:
            cased.append(subtag.upper())
        else:
            cased.append(subtag.lower())
    return "-".join(cased)

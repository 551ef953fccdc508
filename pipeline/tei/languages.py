"""Language tags as the header gives them, made into valid BCP 47 (RFC 5646)."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?"
    r"(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?"
    r"|x(-[a-z0-9]{1,8})+",
    re.IGNORECASE | re.ASCII,
)
# Each code of ISO 639-2 for which BCP 47 wants the two-letter form, and that.
_CODES = """
    aar aa abk ab afr af aka ak alb sq amh am ara ar arg an arm hy asm as ava av ave ae aym ay
    aze az bak ba bam bm baq eu bel be ben bn bis bi bod bo bos bs bre br bul bg bur my cat ca
    ces cs cha ch che ce chi zh chu cu chv cv cor kw cos co cre cr cym cy cze cs dan da deu de
    div dv dut nl dzo dz ell el eng en epo eo est et eus eu ewe ee fao fo fas fa fij fj fin fi
    fra fr fre fr fry fy ful ff geo ka ger de gla gd gle ga glg gl glv gv gre el grn gn guj gu
    hat ht hau ha heb he her hz hin hi hmo ho hrv hr hun hu hye hy ibo ig ice is ido io iku iu
    ile ie ina ia ind id ipk ik isl is ita it jav jv jpn ja kal kl kan kn kas ks kat ka kau kr
    kaz kk khm km kik ki kin rw kir ky kom kv kon kg kor ko kua kj kur ku lao lo lat la lav lv
    lim li lin ln lit lt ltz lb lub lu lug lg mac mk mah mh mal ml mao mi mar mr may ms mkd mk
    mlg mg mlt mt mon mn mri mi msa ms mya my nau na nav nv nbl nr nde nd ndo ng nep ne nld nl
    nno nn nob nb nor no nya ny oci oc oji oj ori or orm om oss os pan pa per fa pli pi pol pl
    por pt pus ps que qu roh rm ron ro rum ro run rn rus ru sag sg san sa sin si slk sk slo sk
    slv sl sme se smo sm sna sn snd sd som so sot st spa es sqi sq srd sc srp sr ssw ss sun su
    swa sw swe sv tah ty tam ta tat tt tel te tgk tg tgl tl tha th tib bo tir ti ton to tsn tn
    tso ts tuk tk tur tr twi tw uig ug ukr uk urd ur uzb uz ven ve vie vi vol vo wel cy wln wa
    wol wo xho xh yid yi yor yo zha za zho zh zul zu
""".split()
# Names, and errors, found in real headers.
_NAMED = {
    "ltn": "la", "greek": "el", "english": "en", "german": "de", "french": "fr", "latin": "la",
    "italian": "it", "spanish": "es", "russian": "ru", "hebrew": "he", "arabic": "ar",
    "nn-no": "nn-NO", "italiano": "it", "deutsch": "de", "français": "fr", "francais": "fr",
    "español": "es", "português": "pt", "nederlands": "nl", "latina": "la", "dutch": "nl",
    "portuguese": "pt", "polish": "pl",
}  # fmt: skip
_SHORTER = dict(zip(_CODES[::2], _CODES[1::2], strict=True)) | _NAMED

# Languages that nobody speaks any more, and what became of them.
_BECAME = {
    "gmh": "de", "goh": "de", "gml": "de", "fro": "fr", "frm": "fr", "ang": "en", "enm": "en",
    "dum": "nl", "odt": "nl", "osp": "es",
}  # fmt: skip

_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "syc", "syr", "ug", "ur", "yi")
)
# The blocks whose letters have the bidirectional class R or AL (Unicode, DerivedBidiClass.txt).
RIGHT_TO_LEFT_LETTERS = (
    "\u05be-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(("arab", "hebr", "nkoo", "syrc", "thaa"))


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


def is_right_to_left(language: str) -> bool:
    """Whether a BCP 47 tag names a language (or a script) written from right to left."""
    primary, *subtags = language.lower().split("-")
    scripts = [subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return scripts[0] in _RIGHT_TO_LEFT_SCRIPTS
    return primary in _RIGHT_TO_LEFT


def primary(tag: str | None) -> str:
    """The language of a tag, without its script or country (BCP 47, 2.2.1); "" of none."""
    return (tag or "").partition("-")[0].lower()


def spoken_today(tag: str | None) -> str:
    """The same, of an older stage of a language the one that is spoken: `de` for `gmh`."""
    language = primary(tag)
    return _BECAME.get(language, language)


def colon_in(language: str) -> str:
    """What parts a label from what it says, in a language that is spoken today."""
    return "\N{NO-BREAK SPACE}: " if language == "fr" else ": "

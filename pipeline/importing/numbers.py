"""The numbers of headings: in figures, in Roman numerals, and in the words of many languages."""

from __future__ import annotations

import re

ROMAN = r"[IVXLCDM]{1,8}"
_CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
# Ordinals by their value; “~” stands for the endings of gender and case.
_ORDINALS = {
    1: "first erst~ premi~ prim~ eerste første första перв~",
    2: "second seconde second~ zweit~ zweyt~ deuxi~ segund~ secund~ tweede anden andet andra втор~",
    3: "third dritt~ troisi~ terz~ tercer~ tercer terceir~ terti~ derde tredje треть~ трет~",
    4: "fourth viert~ quatri~ quart~ cuart~ vierde fjerde fjärde четв[её]рт~",
    5: "fifth fünft~ cinqui~ quint~ vijfde femte пят~",
    6: "sixth sechst~ sixi~ sest~ sext~ zesde шест~",
    7: "seventh siebent~ siebt~ septi~ settim~ séptim~ septim~ sétim~ zevende седьм~",
    8: "eighth acht~ achtste huiti~ ottav~ octav~ oitav~ восьм~",
    9: "ninth neunt~ neuvi~ non~ noven~ negende девят~",
    10: "tenth zehnt~ dixi~ decim~ décim~ tiende десят~",
    11: "eleventh elft~ eilft~ onzi~ undicesim~ und[eé]cim~ elfde одиннадцат~",
    12: "twelfth zwölft~ douzi~ dodicesim~ duod[eé]cim~ twaalfde двенадцат~",
    13: "thirteenth dreizehnt~ treizi~ tredicesim~ dertiende тринадцат~",
    14: "fourteenth vierzehnt~ quatorzi~ quattordicesim~ veertiende четырнадцат~",
    15: "fifteenth fünfzehnt~ quinzi~ quindicesim~ vijftiende пятнадцат~",
    16: "sixteenth sechzehnt~ seizi~ sedicesim~ zestiende шестнадцат~",
    17: "seventeenth siebzehnt~ dix-septi~ diciassettesim~ zeventiende семнадцат~",
    18: "eighteenth achtzehnt~ dix-huiti~ diciottesim~ achttiende восемнадцат~",
    19: "nineteenth neunzehnt~ dix-neuvi~ diciannovesim~ negentiende девятнадцат~",
    20: "twentieth zwanzigst~ vingti~ ventesim~ vig[eé]sim~ vicesim~ twintigste двадцат~",
    30: "thirtieth dreißigst~ dreissigst~ trenti~ trentesim~ trig[eé]sim~ dertigste тридцат~",
    40: "fortieth vierzigst~ quaranti~ quarantesim~ quadrag[eé]sim~ veertigste сороков~",
    50: "fiftieth fünfzigst~ cinquanti~ cinquantesim~ quinquag[eé]sim~ vijftigste пятидесят~",
}
# What stands before the units: “twenty-one”, “vingt et unième”, “einundzwanzigstes”.
_TENS = {
    10: "d[eé]cimo decima",
    20: "twenty vingt vig[eé]sim[oa] ventesim[oa] двадцать",
    30: "thirty trente trig[eé]sim[oa] trentesim[oa] тридцать",
    40: "forty quarante quadrag[eé]sim[oa] сорок",
    50: "fifty cinquante quinquag[eé]sim[oa] пятьдесят",
}
_GERMAN_UNITS = ["", *"ein zwei drei vier fünf sechs sieben acht neun".split()]
_ENDING = (
    r"(?:e[rsnm]?|er[oa]|eir[oa]|i?er|i?[eè]re|i?[eè]me|[oai]|os|us|um|ae|"
    r"[аоеыьи]й|[аья]я|ья|о[ейм]|ье|ого)"
)


def _either(words: str) -> str:
    """A pattern for one of the words; the endings stand in it once, or it would be very long."""
    stems = "|".join(word[:-1] for word in words.split() if word.endswith("~"))
    whole = [word for word in words.split() if not word.endswith("~")]
    return "|".join([*whole, *([f"(?:{stems}){_ENDING}"] if stems else [])])


_ORDINAL = _either(" ".join(_ORDINALS.values()))
_UNITS = _either(" ".join(_ORDINALS[number] for number in range(1, 10)))
_UNIT = "|".join([*_CARDINALS[:9], "uni[eè]me", _UNITS])
_COMPOUND = (
    rf"(?:{'|'.join(map(_either, _TENS.values()))})[ -](?:and[ -]|et[ -])?(?:{_UNIT})|"
    rf"(?:{'|'.join(_GERMAN_UNITS[1:])})und\w+igst{_ENDING}"
)
_LAST = r"last|derni(?:er|[eè]re)|letzte[rs]?|[uú]ltim[oa]|laatste|последн(?:ий|яя|ее)"
ORDINAL = rf"(?:{_COMPOUND}|{_ORDINAL}|{_LAST})"
NUMBER = (
    rf"(?:\d{{1,3}}|{ROMAN}|(?:the )?(?:{_COMPOUND}|{'|'.join(_CARDINALS)}|{_ORDINAL}|{_LAST})\b)"
)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def in_figures(number: str) -> str:
    """A number, whether it stands as “3”, “2.1”, “III” or “third”; "" if it is none."""
    text = number.strip().casefold().removeprefix("the ")
    if not text or text[0].isdecimal():
        return text
    value = _of_numeral(text) or _of_word(text)
    return str(value) if value else ""


def as_number(number: str) -> str:
    """A number as `@n` has it: figures and Roman numerals as they stand, words in figures."""
    return number if re.fullmatch(rf"[\d.]+|{ROMAN}|", number, re.I) else in_figures(number)


def _of_numeral(text: str) -> int:
    values = [_ROMAN_VALUES.get(char, 0) for char in text]
    if 0 in values:
        return 0
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _of_word(text: str) -> int:
    if text in _CARDINALS:
        return _CARDINALS.index(text) + 1
    for value, words in _ORDINALS.items():
        if re.fullmatch(_either(words), text):
            return value
    for tens, words in _TENS.items():
        compound = re.fullmatch(rf"(?:{_either(words)})[ -](?:and[ -]|et[ -])?(.+)", text)
        if compound:
            return tens + (1 if compound[1].startswith("uni") else _of_word(compound[1]))
    units, _, rest = text.partition("und")
    return _GERMAN_UNITS.index(units) + _of_word(rest) if rest and units in _GERMAN_UNITS else 0

"""Days that head the entries of a diary, or a letter: they stand on no title page."""

from __future__ import annotations

import re

_WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|"
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|"
    "luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica|"
    "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|"
    "понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
)
_MONTHS = (
    "jan|feb|f[eé]v|genn|ene|m[aä]r|apr|avr|abr|ma[iy]|magg|mei|jun|juin|giu|jul|juil|lug|"
    "aug|ao[uû]|ago|sep|set|o[ck]t|ott|nov|d[eéi][cz]|"
    "янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
)
_LONGEST = 80  # characters
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.|º)?"
_OF_MONTH = rf"(?:{_DAY} (?:(?:de|of) )?(?:{_MONTHS})\w*\b|(?:{_MONTHS})\w*\.? {_DAY}\b)"
_DATE = (
    rf"(?:{_WEEKDAYS})(?:\W*|[ ,.—–-].*\d.*)|"
    rf"(?:[^\d\n]{{0,30}}\W)?{_OF_MONTH}.{{0,30}}"
)


def is_day(words: str) -> bool:
    """Whether the words name a day and little more: “MONDAY”, “Paris, le 3 mai 1890”."""
    if len(words) > _LONGEST:
        return False
    return re.fullmatch(_DATE, words.strip(" _*[]("), re.IGNORECASE) is not None

"""The language of a transcription that does not say it: known by its words, or not at all."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from pipeline.finding import Finding, Severity
from pipeline.importing.master import Imported
from pipeline.importing.transcription import Transcription
from pipeline.proof.wordlist import frequencies, language_of_words
from pipeline.tei.languages import primary

UNKNOWN = "und"  # BCP 47: undetermined
_WORD = r"[^\W\d_]+"


def language_of(found: Transcription) -> str:
    """The language that the transcription states, or that its words belong to; else `UNKNOWN`."""
    return found.language or _language_by_words(found.text) or UNKNOWN


@lru_cache(maxsize=1)
def _language_by_words(text: str) -> str:
    return language_of_words(frozenset(re.findall(_WORD, text.lower())))


def words_of_language(found: Transcription) -> Collection[str]:
    """The words of the language that the transcription is in, as far as there is a list of them."""
    return frequencies(primary(language_of(found)))


def doubtful_language(imported: Imported, language: str) -> list[Finding]:
    """What is to be said, where the edition has `language` and the transcription states none."""
    found = language_of(imported.transcription)
    if language == UNKNOWN:
        message = "the transcription does not say in which language it is, nor do its words"
    elif found == UNKNOWN or primary(found) == primary(language):
        return []
    else:
        message = f"by its words the text is in “{found}”, and the edition is in “{language}”"
    remedy = 'Say --language, or write the language into the master: <text xml:lang="…">.'
    return [Finding("import-language", Severity.WARNING, message, remedy=remedy)]

"""The language of a transcription that does not say it: known by its words, or not at all."""

from __future__ import annotations

import re

from pipeline.finding import Finding, Severity
from pipeline.importing.master import Imported
from pipeline.proof.wordlist import language_of_words
from pipeline.tei.languages import primary

UNKNOWN = "und"  # BCP 47: undetermined
_WORD = r"[^\W\d_]+"


def language_of(imported: Imported) -> str:
    """The language that the transcription states, or that its words belong to; else `UNKNOWN`."""
    stated = imported.transcription.language
    words = frozenset(re.findall(_WORD, imported.witness.lower())) if not stated else frozenset()
    return stated or language_of_words(words) or UNKNOWN


def doubtful_language(imported: Imported, language: str) -> list[Finding]:
    """What is to be said, where the edition has `language` and the transcription states none."""
    found = language_of(imported)
    if language == UNKNOWN:
        message = "the transcription does not say in which language it is, nor do its words"
    elif found == UNKNOWN or primary(found) == primary(language):
        return []
    else:
        message = f"by its words the text is in “{found}”, and the edition is in “{language}”"
    remedy = 'Say --language, or write the language into the master: <text xml:lang="…">.'
    return [Finding("import-language", Severity.WARNING, message, remedy=remedy)]

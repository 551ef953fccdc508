"""`python -m tests.corpus.prove MASTER FILE…`: the words of each file against the master's.

Prints one JSON object: how many words the master has, how many of them are
in no place of each output, and what the proof of completeness finds.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import chain
from pathlib import Path

from pipeline.checks import completeness
from pipeline.checks.master.words import MasterWords, read_words
from pipeline.checks.output_words import OutputWords, epub_words, pdf_words, text_words
from pipeline.checks.words import ADDED, is_punctuation
from pipeline.tei.parse import read_master

_READERS = {".epub": epub_words, ".txt": text_words, ".pdf": pdf_words}
_PROOFS = {
    ".epub": completeness.check_epub_words,
    ".txt": completeness.check_text_words,
    ".pdf": completeness.check_pdf_words,
}


def main(master_file: str, *files: str) -> None:
    """Print the account of one document."""
    master = read_master(Path(master_file))
    words = _counted(read_words(master.root, "corrected"))
    account: dict[str, object] = {"words": words.total()}
    for path in map(Path, files):
        found = _PROOFS[path.suffix](master, path)
        missing = (words - _counted(_READERS[path.suffix](path))).total() if found else 0
        account[path.suffix] = {"missing": missing, "findings": [_shown(each) for each in found]}
    print(json.dumps(account, ensure_ascii=False))


def _counted(words: MasterWords | OutputWords) -> Counter[str]:
    notes = (each[1] if isinstance(each, tuple) else each for each in words.notes)
    streams = chain([words.text], notes)
    return Counter(
        word
        for stream in streams
        for word in stream.words("[](){}⟨⟩⟦⟧_=^")
        if word[0] != ADDED and not is_punctuation(word)
    )


def _shown(finding: completeness.Finding) -> str:
    return f"{finding.line}: {finding.code} {finding.message}"


if __name__ == "__main__":
    main(*sys.argv[1:])

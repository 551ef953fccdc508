"""What is promised of every document, however strange."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pipeline.checks.completeness import check_epub_words, check_text_words
from pipeline.finding import EditionError
from pipeline.model.interpret import interpret
from pipeline.outputs.epub import write_epub
from pipeline.outputs.text import write_text
from pipeline.tei.parse import read_master
from pipeline.tei.reading import Policy
from tests.fuzz.content_model import faults


def keep_promise(source: bytes, policy: Policy = "corrected", *, whole: bool = True) -> bytes:
    """The EPUB of a document, once it is proved; b"" where the document was refused in words.

    `whole` asks for every word as well; else only for what readers can open.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m.xml"
        path.write_bytes(source)
        try:
            book = interpret(read_master(path), policy)
            epub, text = write_epub(book), write_text(book)
        except EditionError as refused:
            assert refused.findings and all(found.message for found in refused.findings)
            return b""
        wrong = faults(epub)
        assert not wrong, wrong
        if not whole:
            return epub
        path.with_suffix(".epub").write_bytes(epub)
        path.with_suffix(".txt").write_bytes(text)
        master = read_master(path)
        lost = [
            *check_epub_words(master, path.with_suffix(".epub"), policy),
            *check_text_words(master, path.with_suffix(".txt"), policy),
        ]
        assert not lost, [f"{found.code} {found.message}" for found in lost]
        return epub

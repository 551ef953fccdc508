"""Calibre: a second implementation reads the book, and must find every word, in order."""

from __future__ import annotations

import subprocess
from pathlib import Path

from . import machine
from .promises import body_of, plain, read_promises, text_of
from .result import Result

CONTEXT = 30


def convert(book: Path, scratch: Path) -> Result:
    """Has Calibre make plain text of a book and compares the words."""
    text = scratch / f"{book.stem}.txt"
    command = [machine.ebook_convert(), str(book), str(text), "--max-line-length=0"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    result = Result("calibre", "the words of its plain text are the words of the book")
    if ran.returncode or not text.is_file():
        result.faults.append(f"did not convert: {ran.stderr.strip()[-400:]}")
        return result
    promised = "".join(plain(text_of(body_of(d))) for d in read_promises(book).documents)
    got = plain(text.read_text(encoding="utf-8-sig"))
    result.looked_at = f"{len(promised)} characters in its plain text, as in the book"
    result.faults = differences(promised, got)
    return result


def differences(promised: str, got: str) -> list[str]:
    """Where two texts part, with the words around the place."""
    if promised == got:
        return []
    pairs = enumerate(zip(promised, got, strict=False))
    place = next((at for at, (a, b) in pairs if a != b), min(len(promised), len(got)))
    before = promised[max(0, place - CONTEXT) : place]
    return [
        f"after “{before}” the book goes on “{promised[place : place + CONTEXT]}”, "
        f"Calibre “{got[place : place + CONTEXT]}”"
    ]

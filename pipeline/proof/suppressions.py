"""`proof.toml` beside the master: findings that an editor has answered, each with a reason.

[[suppress]]
code = "proof-word"
words = "agentry"
near = "the agentry of the"      # only there; may be left out
reason = "A word of the translator's."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.editing.replacing import replace_file
from pipeline.finding import EditionError, Finding, Severity
from pipeline.proof.reading import as_read
from pipeline.proof.rule import Suspicion
from pipeline.toml import TomlError, read_toml

FILE = "proof.toml"
_HEAD = "# What `edition proof` doubts and the editors keep, with the reason.\n"
_KEYS = {"code", "words", "near", "reason"}
_REMEDY = 'Write [[suppress]] with code = "…", words = "…", reason = "…", and near = "…" if needed.'


@dataclass(frozen=True, slots=True)
class Suppression:
    """One entry: the rule, the words that it doubts, and why they stand."""

    code: str
    words: str
    reason: str
    near: str = ""
    line: int = 0

    def said(self) -> list[tuple[str, str]]:
        """What the entry says, in the order in which people write it."""
        parts = (("code", self.code), ("words", self.words), ("near", self.near))
        return [*(one for one in parts if one[1]), ("reason", self.reason)]

    def same(self, other: Suppression) -> bool:
        """Whether the other entry is about the same place."""
        return (self.code, self.words, self.near) == (other.code, other.words, other.near)

    def answers(self, code: str, suspicion: Suspicion) -> bool:
        """Whether the entry is about this suspicion."""
        same = self.code == code and as_read(self.words).strip() == suspicion.words.strip()
        return same and as_read(self.near) in suspicion.block.text


def read_suppressions(master: Path, known: frozenset[str]) -> list[Suppression]:
    """The entries of `proof.toml` beside `master`; none where there is no such file."""
    path = master.parent / FILE
    if not path.is_file():
        return []
    try:
        text = path.read_text("utf-8")
        table = read_toml(text)
    except TomlError as error:
        message = f"This file is not TOML: {error}."
        raise EditionError(_bad(path, error.line or 1, message)) from None
    except (UnicodeDecodeError, OSError) as error:
        raise EditionError(_bad(path, 1, f"This file cannot be read: {error}.")) from None
    lines = [
        number for number, line in enumerate(text.split("\n"), 1) if line.strip() == "[[suppress]]"
    ]
    entries = table.pop("suppress", [])
    if table or not isinstance(entries, list):
        raise EditionError(_bad(path, 1, f"Unknown here: {', '.join(table) or 'suppress'}."))
    lines += [1] * len(entries)
    return [_entry(path, line, entry, known) for line, entry in zip(lines, entries, strict=False)]


def _entry(path: Path, line: int, entry: Any, known: frozenset[str]) -> Suppression:
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise EditionError(
            _bad(path, line, "Every value of an entry is text between quotation marks.")
        )
    if strange := sorted(set(entry) - _KEYS):
        raise EditionError(_bad(path, line, f"There is no key “{strange[0]}” here."))
    if missing := sorted(
        name for name in ("code", "words", "reason") if not entry.get(name, "").strip()
    ):
        raise EditionError(_bad(path, line, f"The entry has no {missing[0]}."))
    if entry["code"] not in known:
        raise EditionError(_bad(path, line, f"There is no rule “{entry['code']}”."))
    return Suppression(entry["code"], entry["words"], entry["reason"], entry.get("near", ""), line)


def unused(master: Path, entries: Sequence[Suppression]) -> list[Finding]:
    """A finding for each entry that answers nothing any more."""
    return [
        Finding(
            "proof-suppression-unused",
            Severity.WARNING,
            f"Nothing is found any more that this entry answers ({entry.code}: “{entry.words}”).",
            master.parent / FILE,
            entry.line,
            1,
            "Take the entry out, or correct its words.",
        )
        for entry in entries
    ]


def add_entry(
    master: Path, entry: Suppression, known: frozenset[str]
) -> tuple[bytes | None, bytes]:
    """Put an entry at the end of `proof.toml`: its bytes of before, if it was there, and of now.

    What stands in the file is not touched; one that cannot be read is refused.
    """
    path = master.parent / FILE
    read_suppressions(master, known)
    before = path.read_bytes() if path.is_file() else None
    old = before if before is not None else _HEAD.encode()
    end = "\r\n" if b"\r\n" in old else "\n"
    lines = ["" if old.endswith(b"\n") or not old else end]
    lines += ["", "[[suppress]]", *(f"{key} = {_quoted(value)}" for key, value in entry.said())]
    after = old + (lines[0] + end.join([*lines[1:], ""])).encode()
    put_back(path, before, after)
    read_suppressions(master, known)
    return before, after


def put_back(path: Path, now: bytes | None, then: bytes | None) -> None:
    """Give the file the bytes `then` (None: there is none), if it has the bytes `now`."""
    if now is not None and then is not None:
        replace_file(path, now, then)
        return
    try:
        if then is not None:
            with path.open("xb") as stream:
                stream.write(then)
        elif path.read_bytes() == now:
            path.unlink()
    except OSError as error:
        raise EditionError(_bad(path, 1, f"It cannot be written: {error.strerror}.")) from None


def _quoted(value: str) -> str:
    """A basic string (TOML 1.0, Strings)."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"'
        + "".join(
            one
            if one.isprintable() or one == "\u00a0"
            else f"\\u{ord(one):04X}"
            if ord(one) < 0x10000
            else f"\\U{ord(one):08X}"
            for one in escaped
        )
        + '"'
    )


def _bad(path: Path, line: int, message: str) -> Finding:
    return Finding("proof-settings", Severity.ERROR, message, path, line, 1, _REMEDY)

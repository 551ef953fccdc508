"""How the command is called, and what it says when it was called wrongly."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from pipeline.finding import EditionError, Finding, Severity

_NARROWEST, _BELOW = 24, " " * 8
_EXAMPLE = r"(?P<column> +(?:\S.*?\S  +)?)(?P<said>\S.*)"
_CHOICE = r"argument (?P<name>\S+): invalid choice: '(?P<said>.*?)' \(choose from (?P<known>.*)\)"


def misuse(message: str, remedy: str = "") -> EditionError:
    """The error that what a command was given makes no sense."""
    return EditionError(Finding("usage", Severity.ERROR, message, remedy=remedy))


class _Help(argparse.HelpFormatter):
    """Paragraphs filled to the width; of indented examples what is said of them, in its column."""

    def _fill_text(self, text: str, width: int, _indent: str) -> str:
        parts = (_filled(part.splitlines(), width) for part in text.strip().split("\n\n"))
        return "\n\n".join(parts)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return _wrapped(text, width)


def _filled(lines: list[str], width: int) -> str:
    if any(line.startswith(" ") for line in lines):
        return "\n".join(_fitted(line, width) for line in lines)
    return "\n".join(_wrapped(" ".join(lines), width))


def _fitted(line: str, width: int) -> str:
    """A line, where it is too long turned over; a command, to be copied, never is."""
    example = re.fullmatch(_EXAMPLE, line)
    if len(line) <= width or example is None or example["said"].startswith("edition "):
        return line
    column, said = example["column"], example["said"]
    is_beside = width - len(column) >= _NARROWEST
    blank = " " * len(column) if is_beside else _BELOW
    lines = [blank + each for each in _wrapped(said, width - len(blank))]
    if is_beside:
        lines[0] = column + lines[0].lstrip()
    elif column.strip():
        lines.insert(0, column.rstrip())
    return "\n".join(lines)


def _wrapped(text: str, width: int) -> list[str]:
    from textwrap import wrap

    return wrap(" ".join(text.split()), width, break_long_words=False, break_on_hyphens=False)


class Parser(argparse.ArgumentParser):
    """A parser that names what was probably meant, and where to read on."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": _Help, "allow_abbrev": False, **settings})

    def error(self, message: str) -> NoReturn:
        """One line about the slip, one about the help, in the form of a finding; status 2."""
        self.exit(2, f"error usage {self._said(message)}\n  = {self.prog} --help shows examples.\n")

    def parse_known_args(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        namespace: argparse.Namespace | None = None,
    ) -> tuple[argparse.Namespace, list[str]]:
        """As argparse does it; but the verb that does not know a word says so itself."""
        found, unknown = super().parse_known_args(args, namespace)
        option = next((word for word in unknown if word.startswith("-")), "")
        many = next((each for each in self._get_positional_actions() if each.nargs == "*"), None)
        if many and not option:
            # argparse takes them from one place only: "build a.xml -o out text" has two.
            setattr(found, many.dest, [*getattr(found, many.dest), *unknown])
        elif unknown:
            self.error(self._unknown(option or unknown[0]))
        return found, []

    def _said(self, message: str) -> str:
        choice = re.fullmatch(_CHOICE, message)
        if choice is None:
            return message.replace("the following arguments are required", "missing")
        from pipeline.edition import did_you_mean

        known = [each.strip("'") for each in choice["known"].split(", ")]
        hint = did_you_mean(choice["said"], known)
        what = "verb" if choice["name"] == "VERB" else f"value of {choice['name']}"
        return f"there is no {what} “{choice['said']}”{hint}; known are {', '.join(known)}"

    def _unknown(self, word: str) -> str:
        from pipeline.edition import did_you_mean

        option, _, _ = word.partition("=")
        if not option.startswith("-"):
            return f"there is one word too many: “{word}”"
        options = [name for name in self._option_string_actions if name.startswith("--")]
        hint = did_you_mean(option, options) if option.startswith("--") else ""
        return f"there is no option {option}{hint}"

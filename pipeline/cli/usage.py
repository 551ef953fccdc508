"""How the command is called, and what it says when it was called wrongly."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import NoReturn

_CHOICE = r"argument (?P<name>\S+): invalid choice: '(?P<said>.*?)' \(choose from (?P<known>.*)\)"


class Parser(argparse.ArgumentParser):
    """A parser that names what was probably meant, and where to read on."""

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

"""The list of rules for people: `python -m pipeline.proof.manual > docs/proof.md`."""

from __future__ import annotations

import sys

from pipeline.proof.registry import RULES
from pipeline.proof.rule import Rule

_HEAD = """\
# What `edition proof` looks for

`edition proof` reads the text as a reader reads it and shows what is probably an error, the most
probable first. It is silent in `sic`, `orig`, `foreign`, other languages (`@xml:lang`), examples
and code. What an editor has answered is not raised again: words in `<sic>`, words right before a
`<note type="textual">`, the element to which such a note points with `@target` or `@corresp`, and
entries of `proof.toml` beside the master:

```toml
[[suppress]]
code = "proof-word"
words = "agentry"
near = "the agentry of the"      # only there; may be left out
reason = "A word of the translator's."
```

An entry that answers nothing any more is a finding itself (`proof-suppression-unused`).
[answering.md](answering.md) says how doubts are answered at the terminal and on a page.

How probable a finding is, the document says: what it does often is its habit, and where much is
certainly wrong, what is doubtful is likelier wrong, too. A text that names no language
(`@xml:lang`, `language`) is taken for one in the language whose word list knows its words.
Neither an ending nor another word in doubt excuses what a scan is known to make of a common word
(wornen, tbe); where several words around it are those of another language, no word is doubted, and
ſ is read as s.
`--level sure` shows
what is almost certain, `likely` (the default) what is more likely wrong than right, `all` the rest.
Rules are chosen with `--select` and `--ignore`, by code, by the beginning of a code, or by family.
Spelling needs the word lists: `python -m pip install "tei-edition[proof]"`. Without them the
document's own words must do. This page is made from the rules (`pipeline/proof/manual.py`).
"""


def manual() -> str:
    """The page, from the registry."""
    pieces, family = [_HEAD], ""
    for rule in RULES:
        if rule.family != family:
            family = rule.family
            pieces.append(f"\n## {family.capitalize()}\n")
        pieces.append(_section(rule))
    return "".join(pieces)


def _section(rule: Rule) -> str:
    languages = f" Languages: {', '.join(rule.languages)}." if rule.languages else ""
    off = "" if rule.default else " Off unless selected."
    context = f"\n- after: {' / '.join(rule.context)}" if rule.context else ""
    return (
        f"\n### `{rule.code}`\n\n{rule.reason}{languages}{off} "
        f"({rule.severity.name.lower()})\n{context}\n"
        f"- right: {rule.right}\n- wrong: {rule.wrong}\n"
    ).replace("\n\n- right", "\n- right" if context else "\n\n- right")


if __name__ == "__main__":
    sys.stdout.write(manual())

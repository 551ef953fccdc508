"""The XPath of rules that lxml evaluates: XPath 1.0, and the comparisons of XPath 2.0.

Element names without a prefix mean TEI's (as `xpathDefaultNamespace` does in
published ODDs). Whatever is more than that is a `NotXPath1Error`, and for
`pipeline.model.xpath3` to evaluate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_TOKEN = re.compile(
    r"""\s*(
      "[^"]*" | '[^']*'
    | \d+(?:\.\d*)?
    | ::|\.\.|//|!=|<=|>=
    | [A-Za-z_][\w.-]*(?::(?!:)[A-Za-z_*][\w.-]*)?
    | [@()\[\],/|=<>+*.-]
    )""",
    re.VERBOSE,
)
_OPERATOR_WORDS = {"and", "or", "div", "mod"}
_COMPARISONS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_NODE_TESTS = {"node", "text", "comment", "processing-instruction"}
_CORE_FUNCTIONS = frozenset(
    "last position count local-name namespace-uri name string concat starts-with contains"
    " substring-before substring-after substring string-length normalize-space translate boolean"
    " not true false lang number sum floor ceiling round".split()
)


class NotXPath1Error(ValueError):
    """An expression beyond XPath 1.0."""


def tokens(expression: str) -> list[str]:
    """The lexical tokens of an expression (XPath 1.0 §3.7). Raises `NotXPath1Error`."""
    found, at = [], 0
    text = expression.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise NotXPath1Error(expression)
        found.append(match[1])
        at = match.end()
    return found


def translated(parts: Sequence[str]) -> str:
    """The expression of these tokens in XPath 1.0, TEI names prefixed with `tei:`.

    Raises `NotXPath1Error`.
    """
    return " ".join(_rewritten(parts))


def _rewritten(parts: Sequence[str]) -> Iterator[str]:
    before, operand_before = "", False
    for at, token in enumerate(parts):
        after = parts[at + 1] if at + 1 < len(parts) else ""
        if _is_name(token):
            yield _operator(token) if operand_before else _name(token, before, after)
            operand_before = not operand_before and not (after == "::" or after == "(")
        else:
            yield token
            operand_before = token in {")", "]", ".", "..", "*"} or token[0] in "\"'0123456789"
        if token == "*" and before not in {"", "(", "[", ",", "/", "//", "|", "::", "@"}:
            operand_before = before not in _ENDS  # a product
        before = token


_ENDS = {")", "]", ".", ".."}


def _is_name(token: str) -> bool:
    return token[0].isalpha() or token[0] == "_"


def _operator(token: str) -> str:
    if token in _COMPARISONS:
        return _COMPARISONS[token]
    if token in _OPERATOR_WORDS:
        return token
    raise NotXPath1Error(token)


def _name(token: str, before: str, after: str) -> str:
    if after == "(":
        return _function(token)
    if after == "::" or before == "@" or ":" in token:
        return token
    return f"tei:{token}"


def _function(name: str) -> str:
    bare = name.removeprefix("fn:")
    if bare.startswith("e:") or bare in _NODE_TESTS or bare in _CORE_FUNCTIONS:
        return bare
    raise NotXPath1Error(name)

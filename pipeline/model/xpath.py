"""The XPath of Processing Model rules, for lxml's XPath 1.0.

Element names without a prefix mean TEI's (as `xpathDefaultNamespace` does in
published ODDs), and the operators and functions of XPath 2.0 that occur in
them are translated or supplied. What cannot be is an `UnsupportedXPathError`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""\s*(
      "[^"]*" | '[^']*'
    | \d+(?:\.\d*)?
    | ::|\.\.|//|!=|<=|>=|:=|\|\|
    | [A-Za-z_][\w.-]*(?::(?!:)[A-Za-z_*][\w.-]*)?
    | [@$()\[\],/|=<>+*.:;?!-]
    )""",
    re.VERBOSE,
)
_OPERATOR_WORDS = {"and", "or", "div", "mod"}
_COMPARISONS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_NODE_TESTS = {"node", "text", "comment", "processing-instruction"}
_IF = ["if", "("]
_BEYOND = {"for", "some", "every", "if", "instance", "cast", "castable", "idiv", "to", "let"}
_CORE_FUNCTIONS = frozenset(
    "last position count id local-name namespace-uri name string concat starts-with contains"
    " substring-before substring-after substring string-length normalize-space translate boolean"
    " not true false lang number sum floor ceiling round".split()
)
SUPPLIED = frozenset(
    "exists empty string-join ends-with matches replace lower-case upper-case tokenize data head"
    " max min abs condition".split()
)


class UnsupportedXPathError(ValueError):
    """An expression beyond XPath 1.0 and the few functions of 2.0 that are supplied."""


def tokens(expression: str) -> list[str]:
    """The lexical tokens of an XPath expression (XPath 1.0 §3.7)."""
    found, at = [], 0
    text = expression.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise UnsupportedXPathError(f"“{text[at : at + 12]}” is not XPath")
        found.append(match[1])
        at = match.end()
    return found


def translated(expression: str) -> str:
    """`expression` in XPath 1.0, TEI names prefixed with `tei:`."""
    return " ".join(_rewritten(_without_conditions(tokens(expression))))


def _without_conditions(parts: list[str]) -> list[str]:
    """`if (A) then B else C` (XPath 2.0 §3.8) as the call of a function, the innermost first."""
    while True:
        at = next((at for at in range(len(parts) - 2, -1, -1) if parts[at : at + 2] == _IF), -1)
        if at < 0:
            return parts
        then = _end(parts, at + 1, {"then"})
        otherwise = _end(parts, then + 1, {"else"})
        end = _end(parts, otherwise + 1, {",", ")", "]", "else"})
        if otherwise >= len(parts):
            raise UnsupportedXPathError("an “if” without “then” and “else”")
        yes, no = parts[then + 1 : otherwise], parts[otherwise + 1 : end]
        call = ["condition", "(", "boolean", *parts[at + 1 : then], ",", *yes, ",", *no, ")"]
        parts = [*parts[:at], *call, *parts[end:]]


def _end(parts: list[str], start: int, ends: set[str]) -> int:
    """The place of the next token among `ends` that is not inside brackets; else past the last."""
    depth = 0
    for at in range(start, len(parts)):
        if not depth and parts[at] in ends:
            return at
        depth += (parts[at] in "([") - (parts[at] in ")]")
    return len(parts)


def _rewritten(parts: list[str]) -> Iterator[str]:
    before, operand_before = "", False
    for at, token in enumerate(parts):
        after = parts[at + 1] if at + 1 < len(parts) else ""
        if _is_name(token):
            yield _operator(token) if operand_before else _name(token, before, after)
            operand_before = not operand_before and not (after == "::" or after == "(")
        else:
            yield _symbol(token)
            operand_before = token in {")", "]", ".", "..", "*"} or token[0] in "\"'0123456789"
        if token == "*" and before not in {"", "(", "[", ",", "/", "//", "|", "::", "@"}:
            operand_before = before not in _ENDS  # a product
        before = token


_ENDS = {")", "]", ".", ".."}


def _is_name(token: str) -> bool:
    return token[0].isalpha() or token[0] == "_"


def _symbol(token: str) -> str:
    if token in {"||", ":=", "?", "!", ";"}:
        raise UnsupportedXPathError(f"“{token}” is not XPath 1.0")
    return token


def _operator(token: str) -> str:
    if token in _COMPARISONS:
        return _COMPARISONS[token]
    if token in _OPERATOR_WORDS:
        return token
    raise UnsupportedXPathError(f"the operator “{token}” is not XPath 1.0")


def _name(token: str, before: str, after: str) -> str:
    if token in _BEYOND and after in {"(", "$"}:
        raise UnsupportedXPathError(f"“{token}” expressions are not XPath 1.0")
    if before == "$":
        raise UnsupportedXPathError(f"the variable ${token} has no value here")
    if after == "(":
        return _function(token)
    if after == "::" or before == "@" or ":" in token:
        return token
    return f"tei:{token}"


def _function(name: str) -> str:
    bare = name.removeprefix("fn:")
    if ":" in bare or bare in _NODE_TESTS or bare in _CORE_FUNCTIONS or bare in SUPPLIED:
        return bare
    raise UnsupportedXPathError(f"the function {name}() is not supplied")

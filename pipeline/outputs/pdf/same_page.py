"""Notes on the page of their call: what `footnote-policy: line` asks (CSS GCPM 3, 2.5.2).

WeasyPrint 70 heeds that policy when a note is first placed, but not when a
line that follows finds no room and may not be parted from the one before it
(`orphans`): then it sends the page's last notes overleaf to make room. Here
the one condition under which it does so also asks the notes' policy, so that
the lines go overleaf instead. The condition is replaced in WeasyPrint's
source while an engine is at work; where it reads otherwise, WeasyPrint is
left as it is, and `survey` reports notes that are not with their call.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint.layout import block

_FUNCTION = "_linebox_layout"
_CONDITION = "report = not context.in_column and can_break_now and not could_break_before\n"
_WITH_POLICY = (
    "report = (not context.in_column and can_break_now and not could_break_before\n"
    "                and not any(note.style['footnote_policy'] == 'line'\n"
    "                            for note in context.current_page_footnotes))\n"
)


def is_known() -> bool:
    """Whether this WeasyPrint has the condition that is to be replaced."""
    return inspect.getsource(getattr(block, _FUNCTION)).count(_CONDITION) == 1


@contextmanager
def notes_with_their_calls() -> Iterator[None]:
    """Within this context, WeasyPrint heeds the policy of notes that are placed already."""
    stock = getattr(block, _FUNCTION)
    if not is_known():
        yield
        return
    source = inspect.getsource(stock).replace(_CONDITION, _WITH_POLICY)
    code = compile(source, f"{block.__file__} ({__name__})", "exec")
    exec(code, block.__dict__)
    try:
        yield
    finally:
        setattr(block, _FUNCTION, stock)

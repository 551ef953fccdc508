"""References to pages, found by their target (CSS Generated Content 3, 2.6, `target-counter()`).

WeasyPrint 70 asks, for every place that something refers to, every one of the
references, and so every layout of eight thousand corrections, each with its
page, sixty-four million times. Here it is given those to the place alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.css.targets import TargetCollector

_METHOD = "cache_target_page_counters"
# One reference to a page, by the box and the property that it stands in.
_Lookups = dict[Any, Any]


@contextmanager
def page_references_by_target() -> Iterator[None]:
    """Within this context, WeasyPrint looks only at the references to a place."""
    stock = getattr(TargetCollector, _METHOD)
    indexes: WeakKeyDictionary[Any, dict[str, _Lookups]] = WeakKeyDictionary()

    @wraps(stock)
    def cached(collector: Any, anchor: str, *state: Any) -> None:
        if collector.collecting:
            stock(collector, anchor, *state)
            return
        if collector not in indexes:
            indexes[collector] = _by_target(collector.counter_lookup_items)
        every = collector.counter_lookup_items
        collector.counter_lookup_items = indexes[collector].get(anchor, {})
        try:
            stock(collector, anchor, *state)
        finally:
            collector.counter_lookup_items = every

    setattr(TargetCollector, _METHOD, cached)
    try:
        yield
    finally:
        setattr(TargetCollector, _METHOD, stock)


def _by_target(lookups: _Lookups) -> dict[str, _Lookups]:
    """The references by the place that they lead to; none is added once pages are made."""
    found: defaultdict[str, _Lookups] = defaultdict(dict)
    for place, lookup in lookups.items():
        for anchor in lookup.missing_target_counters:
            found[anchor][place] = lookup
    return found

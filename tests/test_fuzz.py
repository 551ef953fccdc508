"""A few hundred random documents; `nox -s fuzz` tries ten thousand."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.tei.reading import Policy
from tests.fuzz.promise import keep_promise
from tests.fuzz.trees import anything, texts

_POLICIES = st.sampled_from(["corrected", "witness"])
_QUICK = settings(
    max_examples=200, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)


@_QUICK
@given(texts, _POLICIES)
def test_every_text_is_built_whole_or_refused(source: bytes, policy: Policy) -> None:
    keep_promise(source, policy)


@_QUICK
@given(anything, _POLICIES)
def test_any_tree_gives_what_readers_can_open(source: bytes, policy: Policy) -> None:
    keep_promise(source, policy, whole=False)

"""A few hundred random documents; `nox -s fuzz` tries ten thousand."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.tei.reading import Policy
from tests.fuzz.promise import keep_promise
from tests.fuzz.trees import TEI, anything, texts

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


@pytest.mark.parametrize("kind", ["apparatus", "footnote", "matter", "added", "notes", "contents"])
def test_no_type_of_a_division_makes_it_a_part_of_the_edition(kind: str) -> None:
    header = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"
    body = f'<div type="{kind}"><head>H</head><p>w<note>n</note></p></div><div><p>x</p></div>'
    keep_promise(
        f'<TEI xmlns="{TEI}" xml:lang="en">{header}<text><body>{body}</body></text></TEI>'.encode()
    )

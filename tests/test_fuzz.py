"""A few hundred random documents; `nox -s fuzz` tries ten thousand."""

from __future__ import annotations

import pytest

from pipeline.tei.reading import POLICIES
from tests.fuzz.promise import keep_promise
from tests.fuzz.trees import ALL, COMMON, TEI, tree

# By number, and not as hypothesis finds them: the same documents on every machine.
_SEEDS = range(200)


@pytest.mark.parametrize("seed", _SEEDS)
def test_every_text_is_built_whole_or_refused(seed: int) -> None:
    keep_promise(tree(seed, 1 + seed % 40, COMMON), POLICIES[seed % 2])


@pytest.mark.parametrize("seed", _SEEDS)
def test_any_tree_gives_what_readers_can_open(seed: int) -> None:
    keep_promise(tree(seed, 1 + seed % 40, ALL), POLICIES[seed % 2], whole=False)


@pytest.mark.parametrize("kind", ["apparatus", "footnote", "matter", "added", "notes", "contents"])
def test_no_type_of_a_division_makes_it_a_part_of_the_edition(kind: str) -> None:
    header = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"
    body = f'<div type="{kind}"><head>H</head><p>w<note>n</note></p></div><div><p>x</p></div>'
    keep_promise(
        f'<TEI xmlns="{TEI}" xml:lang="en">{header}<text><body>{body}</body></text></TEI>'.encode()
    )

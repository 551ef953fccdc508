"""Where a word goes on over an `lb` without a hyphen: by the use of the whole document."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks.completeness import check_text_words
from pipeline.model.interpret import interpret
from pipeline.outputs.text import write_text
from pipeline.tei.parse import read_master

_MASTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="fr"><teiHeader><fileDesc>
<titleStmt><title>T</title></titleStmt><publicationStmt><p>x</p></publicationStmt><sourceDesc>
<p>x</p></sourceDesc></fileDesc></teiHeader><text><body><div>{}</div></body></text></TEI>"""
_SPACED = 'de rondes <lb n="1"/>imperfaictes, \n<lb n="2"/>irregulieres\n'
_HYPHEN = 'vn <lb n="1"/>com-<lb n="2"/>mentaire '
_DIVIDED = 'les fi<lb n="3"/>gures'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"<p>{_SPACED * 5}{_HYPHEN} {_DIVIDED}</p>", "les figures"),
        (f"<p>{_SPACED * 5}</p><p><sic>{_DIVIDED}</sic></p>", "les figures"),
        (f"<p>{_SPACED * 4}{_DIVIDED}</p>", "les fi gures"),
        (f"<p>{_SPACED * 9}{_DIVIDED * 2}</p>", "les fi guresles fi gures"),
        (
            f"<p>{_SPACED * 8}de fi<lb/>gures, aul<lb/>nes, por<lb/>ter</p>",
            "figures, aulnes, porter",
        ),
        (f"<p>{_SPACED * 8}{'rondes<lb/>irregulieres ' * 3}</p>", "rondes irregulieres"),
        (f"<p>{_SPACED * 4}de fi<lb/>gures, aul<lb/>nes</p>", "fi gures, aul nes"),
        (f"<l>{_SPACED * 8}de fi<lb/>gures, aul<lb/>nes</l>", "figures, aulnes"),
        (f"<l>de fi<lb/>gures</l><p>{_SPACED * 8}</p>", "fi gures"),
        (f"<head>les fi<lb/>gures</head><p>{_SPACED * 5}</p>", "les fi gures"),
        (f"<p>{_SPACED * 5}en<lb n='3' break='no'/>fin {_DIVIDED}</p>", "enfin les fi gures"),
        (f"<p>{_SPACED * 5}ronds,<lb n='3'/>et {_DIVIDED}</p>", "et les fi gures"),
        (f"<p>{_SPACED * 5}chez<lb n='3'/>Rabelais</p>", "chez Rabelais"),
    ],
)
def test_a_word_goes_on_over_a_line_where_nearly_all_others_are_spaced(
    tmp_path: Path, body: str, said: str
) -> None:
    path = tmp_path / "m.xml"
    path.write_text(_MASTER.format(body), "utf-8")
    master = read_master(path)
    text = tmp_path / "m.txt"
    text.write_bytes(write_text(interpret(master)))
    assert said in " ".join(text.read_text("utf-8").split())
    assert check_text_words(master, text) == []
    assert all(record.edition == said for _, record in master.interventions)

"""The register of names: which entries of a document's lists it has, and what it tells of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.register import read_register
from pipeline.tei.parse import parse_xml


def told(lists: str, text: str = "", header: str = "") -> list[str]:
    """The entries that are read of these lists, beside a text, and of a header's."""
    source = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><profileDesc>"
        f"{header}</profileDesc></teiHeader><standOff>{lists}</standOff>"
        f"<text><body>{text}</body></text></TEI>"
    )
    entries = read_register(parse_xml(source.encode(), Path("a.xml")))
    return [" | ".join((each.kind, each.name, *each.facts)) for each in entries]


_LISTS = [
    (
        "<listEvent><event type='battle' when='1812-09-07'><label>Borodino</label>"
        "<desc>A battle.</desc></event><event xml:id='e'><desc>A storm.</desc></event>"
        "<event><desc>Printed.</desc></event></listEvent>",
        ["event | Borodino | Battle, 1812-09-07 | A battle.", "event | A storm."],
    ),
    ("<listEvent><event type='b-1' notBefore='-0414'><label>414 BC</label></event></listEvent>",
     ["event | 414 BC"]),
    ("<listNym><nym><form>Antony</form><def>a name</def></nym></listNym>",
     ["nym | Antony | a name"]),
    (
        "<listObject><object><objectIdentifier><country>UK</country><repository>A</repository>"
        "<objectName>Jewel</objectName></objectIdentifier><p>Gold.</p></object></listObject>",
        ["object | Jewel | UK, A | Gold."],
    ),
    ("<listOrg><org><orgName>Soviet</orgName></org></listOrg>", ["org | Soviet"]),
    ("<listPlace><place><settlement>Rome</settlement><country>Italy</country></place></listPlace>",
     ["place | Rome | Italy"]),
    (
        "<listPlace><place><placeName>Ulm</placeName><location><settlement>Ulm</settlement>"
        "<country>Germany</country><geo>48 9</geo></location></place><place><placeName>Rome"
        "</placeName><location><geo>41 12</geo></location></place></listPlace>",
        ["place | Ulm | Germany (48 9)", "place | Rome | (41 12)"],
    ),
    (
        "<listPerson><person><persName><forename>Ann</forename> <nameLink>de</nameLink> <surname>"
        "Lee</surname>, <roleName>Dr.</roleName></persName></person><person><persName><surname>"
        "Bartók</surname> <forename>Béla</forename></persName></person><person><persName><surname>"
        "Poe</surname><forename>Edgar</forename></persName></person></listPerson>",
        ["person | Lee, Ann de, Dr.", "person | Bartók Béla", "person | Poe, Edgar"],
    ),
    (
        "<listPerson><person><persName>Dan</persName><birth when='1800-01-01'/>"
        "<event><label>X</label></event></person><person><idno>1</idno></person></listPerson>",
        ["person | Dan | * 1800-01-01 | X"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ("<birth when='1809'><placeName>Boston</placeName></birth>", "* 1809, Boston"),
        ("<birth><date>1809</date><placeName>Boston</placeName></birth>", "* 1809, Boston"),
        ("<birth when='1809-01-19'/><death>1849</death>", "1809–1849"),
        ("<birth><date when='1809'/></birth><death>c. 1849</death>", "1809–c. 1849"),
        ("<birth when='1809'>Boston, 1809</birth><death>1849</death>",
         "Boston, 1809 | † 1849"),
        ("<birth when='1809'><placeName>Boston</placeName></birth><death when='1849'/>",
         "* 1809, Boston | † 1849"),
        ("<birth notBefore='1800' notAfter='1809'/><death when='1849'/>", "* 1800–1809 | † 1849"),
        ("<birth when='1809'>in Boston</birth>", "* 1809, in Boston"),
        ("<birth><p>Born in 1809.</p></birth>", "Born in 1809."),
    ],
)  # fmt: skip
def test_birth_and_death_keep_their_places(ends: str, said: str) -> None:
    lists = f"<listPerson><person><persName>Dan</persName>{ends}</person></listPerson>"
    assert told(lists) == [f"person | Dan | {said}"]


@pytest.mark.parametrize(("lists", "said"), _LISTS)
def test_every_kind_of_entry_has_its_name_and_facts(lists: str, said: list[str]) -> None:
    assert told(lists) == said


_DESCRIBED = (
    "<particDesc><listPerson><person xml:id='a'><persName>Ann</persName><note>A weaver.</note>"
    "</person><person xml:id='b'><persName>Bo</persName></person></listPerson></particDesc>"
    "<settingDesc><listPlace><place xml:id='u'><placeName>Ulm</placeName><desc>A town.</desc>"
    "</place></listPlace></settingDesc>"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p><persName ref='#a'>A</persName>, <name ref='#b'>B</name></p>",
         ["person | Ann | A weaver."]),
        ("<p><rs corresp='x.xml#u'>there</rs></p>", ["place | Ulm | A town."]),
        ("<p><persName ref='a'>A</persName></p>", ["person | Ann | A weaver."]),
        ("<u who='#a'>Yes.</u>", ["person | Ann | A weaver."]),
        ("<sp who='#a'><p>Yes.</p></sp>", []),
        ("<p>Ann</p>", []),
    ],
)  # fmt: skip
def test_of_the_lists_of_a_header_the_text_chooses(text: str, said: list[str]) -> None:
    assert told("", text, _DESCRIBED) == said


def test_whoever_is_listed_twice_is_told_once() -> None:
    person = "<listPerson><person xml:id='a'><persName>Ann Lee</persName></person></listPerson>"
    assert told(person, "<p><name ref='#a'>A</name></p>", _DESCRIBED) == ["person | Ann Lee"]

"""The walk through the rooms names what is there, and no page holds half a merge."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
WALK = (ROOT / "docs" / "rooms.md").read_text("utf-8")


def test_every_module_and_room_that_the_walk_names_is_there() -> None:
    rooms = ROOT / "pipeline"
    files = [path.relative_to(rooms).as_posix() for path in rooms.rglob("*.py")]
    named = re.findall(r"`([\w/]+(?:\.py|/))`", WALK.replace("`pipeline/", "`"))
    missing = [
        name for name in named if name and not any(f"/{name}" in f"/{each}" for each in files)
    ]
    assert len(named) > 50
    assert missing == []


def test_the_walk_goes_through_every_room() -> None:
    rooms = [each.name for each in (ROOT / "pipeline").iterdir() if (each / "__init__.py").exists()]
    assert [
        room for room in rooms if f"{room}/" not in WALK and f"outputs/{room}" not in WALK
    ] == []


def test_no_page_holds_both_sides_of_a_merge() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    assert ROOT / "CHANGELOG.md" in pages
    halves = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
    assert [page.name for page in pages if halves.search(page.read_text("utf-8"))] == []

"""The files of which a document is made: itself, what it includes, the images it names."""

from __future__ import annotations

from pathlib import Path

from pipeline.tei.images import bases
from pipeline.tei.includes import named
from pipeline.tei.parse import Master


def dependencies(master: Master) -> tuple[Path, ...]:
    """Every file, there or not, that would give another edition if it were another.

    All lie in the master's folder: nothing outside of it is ever opened.
    """
    folder = master.path.resolve().parent
    found = [master.path.resolve(), *master.included, *master.sought]
    for element in master.root.iterfind(".//*[@url]"):
        file = master.file_of(element)
        for base in bases(element):
            found += named(base + element.get("url", ""), file, folder)
    return tuple(dict.fromkeys(found))

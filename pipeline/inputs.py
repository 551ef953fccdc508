"""The files that a build reads: as they were when it began, and whether they still are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.recipe import digest

if TYPE_CHECKING:
    from pipeline.outputs.enclosure import Enclosure
    from pipeline.record import Record
    from pipeline.tei.parse import Master

_XML = (".xml", ".tei")


class Inputs(NamedTuple):
    """What one build is made of: hashes by name; `read` were read once, for all outputs."""

    master: Master
    digests: dict[str, str]
    read: frozenset[str]

    @classmethod
    def of(cls, master: Master, record: Record) -> Inputs:
        """The inputs of a master just read."""
        from pipeline.tei.dependencies import dependencies

        sources = {master.path.resolve(): master.source, **master.included}
        read = {record.name_of(path): digest(data) for path, data in sources.items()}
        others = {record.name_of(path) for path in dependencies(master)} - read.keys()
        digests = read | {name: record.look_at(name) for name in others}
        return cls(master, dict(sorted(digests.items())), frozenset(read))

    def changed(self, record: Record) -> frozenset[str]:
        """The files that are no longer what they were."""
        pairs = self.digests.items()
        return frozenset(name for name, before in pairs if record.look_at(name) != before)

    def enclosures(self) -> tuple[Enclosure, ...]:
        """The master and what it includes, byte for byte, to be carried by an output."""
        from pipeline.outputs.enclosure import MEDIA_TYPE, Enclosure

        folder = self.master.path.resolve().parent
        master = Enclosure(self.master.path.resolve().name, self.master.source)
        included = (
            Enclosure(
                path.relative_to(folder).as_posix(),
                data,
                MEDIA_TYPE if path.suffix in _XML else "text/plain",
            )
            for path, data in sorted(self.master.included.items())
        )
        return (master, *included)

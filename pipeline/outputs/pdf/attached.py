"""The files that a PDF was made from, attached to it (ISO 32000-2, 7.11.4 and 14.13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint import Attachment

from pipeline.outputs.enclosure import Enclosure

# ISO 19005-1, 6.1.11; 19005-2, 6.8; 19005-4, 6.9: no files, or none that are not PDF/A.
_WITHOUT = ("pdf/a-1", "pdf/a-2", "pdf/a-4u")
_SAID = "The TEI master from which this PDF was made"
_SAID_OF_LINES = "Page and line of every passage of this PDF, as data"
_SAID_OF_INCLUDED = "A file that the TEI master includes"


def may_carry(variant: str) -> bool:
    """Whether a variant of PDF may have TEI files attached."""
    return not variant.startswith(_WITHOUT)


def attachments(enclosed: Sequence[Enclosure], modified: datetime) -> list[Any]:
    """WeasyPrint's attachments, in the order that a name tree must have (ISO 32000-2, 7.9.6)."""
    moment = modified.astimezone(UTC)
    return [
        Attachment(
            string=file.data,
            name=file.name,
            description=_description(file, enclosed),
            created=moment,
            modified=moment,
            relationship=file.relationship,
        )
        for file in sorted(enclosed, key=lambda each: each.name.encode())
    ]


def _description(file: Enclosure, enclosed: Sequence[Enclosure]) -> str:
    if file.relationship != "Source":
        return _SAID_OF_LINES
    return _SAID if file is enclosed[0] else _SAID_OF_INCLUDED


def declare_sources(enclosed: Sequence[Enclosure], pdf: Any) -> None:
    """Say what the attached files are to the document, and their media types.

    WeasyPrint does so for PDF/A alone, and guesses the types. The catalog's
    `AF` names the master first.
    """
    dictionaries: list[Any] = [each for each in pdf.objects if isinstance(each, dict)]
    specifications = {
        str(each["UF"].string): each for each in dictionaries if each.get("Type") == "/Filespec"
    }
    streams = {each.reference: each for each in pdf.objects if isinstance(each, pydyf.Stream)}
    for file in enclosed:
        specification = specifications[file.name]
        specification["AFRelationship"] = f"/{file.relationship}"
        stream = streams[specification["EF"]["F"]]
        stream.extra["Subtype"] = "/" + file.media_type.replace("/", "#2f").replace("+", "#2b")
    if enclosed:
        references = [specifications[file.name].reference for file in enclosed]
        pdf.catalog["AF"] = pydyf.Array(references)

"""Imposition: pages two to a side, so that the sheets, folded and sewn, read in order.

For print only: the tags, links and bookmarks of the pages are not carried
over, since a sheet has no reading order. The files attached to the PDF are.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any


def booklet(data: bytes, creep: float = 0.0) -> bytes:
    """The pages of a PDF as a saddle-stitched booklet.

    Each sheet has four pages, two to a side; blank pages are added at the
    end. Inner sheets stick out of the fold by the thickness of the paper:
    their pages are moved towards the spine by `creep` points for every sheet
    from the outermost inwards. A landscape page is turned. The same file gives the same bytes.
    """
    import pikepdf

    source = pikepdf.open(BytesIO(data))
    pages = [page.as_form_xobject() for page in source.pages]
    boxes = [_trimmed(page) for page in source.pages]
    target = pikepdf.new()
    # Copied once each: fonts and images that pages share stay shared.
    forms = [target.copy_foreign(page) for page in pages]
    width, height = sorted((boxes[0][2] - boxes[0][0], boxes[0][3] - boxes[0][1]))
    for side, (left, right) in enumerate(imposed(len(pages))):
        inwards = creep * (side // 2)
        sheet = target.add_blank_page(page_size=(2 * width, height))
        drawn = []
        resources = pikepdf.Dictionary()
        for name, number, x in (("/L", left, inwards), ("/R", right, width - inwards)):
            if number is not None:
                box = boxes[number]
                forms[number].BBox = pikepdf.Array(box)
                resources[name] = forms[number]
                drawn.append(f"q {_placed(box, x)} cm {name} Do Q")
        sheet.obj.Resources = pikepdf.Dictionary(XObject=resources)
        sheet.obj.Contents = target.make_stream("\n".join(drawn).encode())
    _describe(source, target)
    _attach(source, target)
    written = BytesIO()
    target.save(written, deterministic_id=True)
    return written.getvalue()


def imposed(count: int) -> list[tuple[int | None, int | None]]:
    """The pages on the left and on the right of each side, front and back in turn; from 0.

    None stands for a blank.
    """
    places = -(-count // 4) * 4
    sides = []
    for side in range(places // 2):
        pair = (places - 1 - side, side)
        sides.append(pair if side % 2 == 0 else pair[::-1])
    return [
        (left if left < count else None, right if right < count else None) for left, right in sides
    ]


def _placed(box: list[float], x: float) -> str:
    """The matrix that puts a page at `x`; one on its side with its head to the left."""
    left, bottom, right, top = box
    if right - left > top - bottom:
        return f"0 1 -1 0 {x + top:.3f} {-left:.3f}"
    return f"1 0 0 1 {x - left:.3f} {-bottom:.3f}"


def _trimmed(page: Any) -> list[float]:
    """The page as it is when it is cut."""
    box = page.obj.get("/TrimBox", page.mediabox)
    return [float(value) for value in box]


def _describe(source: Any, target: Any) -> None:
    """Title and author, and that the sheets are printed on both sides, turned on the short edge."""
    import pikepdf

    for name in ("/Title", "/Author", "/CreationDate", "/ModDate"):
        if name in source.docinfo:
            target.docinfo[name] = str(source.docinfo[name])
    target.Root.ViewerPreferences = pikepdf.Dictionary(
        Duplex=pikepdf.Name.DuplexFlipShortEdge, PrintScaling=pikepdf.Name("/None")
    )
    if "/Lang" in source.Root:
        target.Root.Lang = source.Root.Lang


def _attach(source: Any, target: Any) -> None:
    """The files that the pages were made from, and the table of their lines."""
    import pikepdf

    files = {name: target.copy_foreign(file.obj) for name, file in source.attachments.items()}
    if files:
        named = [part for name, file in files.items() for part in (pikepdf.String(name), file)]
        tree = pikepdf.Dictionary(Names=pikepdf.Array(named))
        target.Root.Names = pikepdf.Dictionary(EmbeddedFiles=tree)
        # In the order of the source: the master is the first of those that it was made from.
        target.Root.AF = pikepdf.Array(target.copy_foreign(each) for each in source.Root.AF)

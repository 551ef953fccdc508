"""Images: known by their bytes, never larger than a page needs, originals untouched."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pipeline.model.interpret import interpret
from pipeline.outputs.epub import write_epub
from pipeline.outputs.pictures import LONGEST_SIDE
from pipeline.tei.parse import read_master

_MASTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
</teiHeader><text xml:lang="en"><body>{}</body></text></TEI>"""


def _packed(folder: Path, body: str) -> dict[str, Image.Image]:
    """The images of the EPUB of a master in `folder`, its cover aside."""
    master = folder / "m.xml"
    master.write_text(_MASTER.format(body), "utf-8")
    with zipfile.ZipFile(BytesIO(write_epub(interpret(read_master(master))))) as archive:
        return {
            Path(name).name: Image.open(BytesIO(archive.read(name)))
            for name in archive.namelist()
            if "image-" in name
        }


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "JPEG"), ("CMYK", "JPEG"), ("P", "PNG"), ("1", "PNG"), ("RGBA", "PNG"), ("P", "GIF"),
     ("RGB", "WEBP")],
)  # fmt: skip
def test_a_large_picture_is_packed_smaller(tmp_path: Path, mode: str, kind: str) -> None:
    original = tmp_path / "large.img"
    Image.new(mode, (2 * LONGEST_SIDE, 50)).save(original, kind)
    before = original.read_bytes()
    packed = _packed(tmp_path, '<figure><graphic url="large.img"/></figure>')
    assert [(image.format, image.size) for image in packed.values()] == [(kind, (LONGEST_SIDE, 25))]
    assert original.read_bytes() == before


def test_a_picture_of_sixteen_bits_keeps_its_greys(tmp_path: Path) -> None:
    greys = Image.new("I;16", (3, 1))
    for place, grey in enumerate((0, 32_896, 65_535)):
        greys.putpixel((place, 0), grey)
    greys.save(tmp_path / "scan.png")
    (packed,) = _packed(tmp_path, '<figure><graphic url="scan.png"/></figure>').values()
    assert packed.mode == "L"
    assert [packed.getpixel((place, 0)) for place in range(3)] == [0, 128, 255]


def test_of_a_photograph_of_several_pictures_the_first_is_shown(tmp_path: Path) -> None:
    first, second = (Image.new("RGB", (width, 2)) for width in (5, 3))
    first.save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[second])
    (packed,) = _packed(tmp_path, '<figure><graphic url="a.jpg"/></figure>').values()
    assert packed.width == 5


def test_the_same_address_below_another_base_is_another_picture(tmp_path: Path) -> None:
    for name, width in (("a", 3), ("b", 5)):
        (tmp_path / name).mkdir()
        Image.new("RGB", (width, 2)).save(tmp_path / name / "x.png")
    parts = ('<div xml:base="a/"><p><graphic url="x.png"/></p></div>',
             '<div xml:base="b/"><p><graphic url="x.png"/></p></div>')  # fmt: skip
    packed = _packed(tmp_path, "".join(parts))
    assert sorted(image.width for image in packed.values()) == [3, 5]


def _said(folder: Path, url: str) -> list[str]:
    master = folder / "m.xml"
    master.write_text(_MASTER.format(f'<p><graphic url="{url}"/></p>'), "utf-8")
    return [
        found.message
        for found in interpret(read_master(master)).findings
        if found.code == "image-unusable"
    ]


@pytest.mark.parametrize(
    ("mode", "size", "kind"),
    [("1", (40_000, 3), "PNG"), ("1", (3, 40_000), "PNG"), ("RGBA", (7000, 7000), "PNG"),
     ("RGBA", (4000, 4000), "WEBP")],
)  # fmt: skip
def test_a_picture_too_large_to_be_decoded_is_left_out(
    tmp_path: Path, mode: str, size: tuple[int, int], kind: str
) -> None:
    Image.new(mode, size).save(tmp_path / "x.img", kind)
    assert "too large to print" in _said(tmp_path, "x.img")[0]


def test_a_jpeg_of_endless_scans_is_left_out(tmp_path: Path) -> None:
    Image.new("RGB", (64, 64), "red").save(tmp_path / "x.jpg", progressive=True)
    data = (tmp_path / "x.jpg").read_bytes()
    scan = data[data.rindex(b"\xff\xda") : -2]
    (tmp_path / "x.jpg").write_bytes(data[:-2] + 200 * scan + data[-2:])
    assert "too many scans" in _said(tmp_path, "x.jpg")[0]

"""The same work by the bare libraries: `python -m tests.bench.bare tree|pages FILE…`.

`tree FILE`: lxml parses the master and serialises it, zlib deflates the result.
`pages FILE.html STYLE.css …`: WeasyPrint lays out what our PDF writer gives it.
"""

from __future__ import annotations

import sys
from pathlib import Path


def tree(path: Path) -> None:
    """The least that any program must do that reads TEI and writes a zip of XHTML."""
    import zlib

    from lxml import etree

    parser = etree.XMLParser(load_dtd=False, no_network=True, huge_tree=True)
    root = etree.fromstring(path.read_bytes(), parser)
    zlib.compress(etree.tostring(root, encoding="utf-8"))


def pages(path: Path, styles: list[Path]) -> None:
    """WeasyPrint and nothing else."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    sheets = [weasyprint.CSS(str(style), font_config=fonts) for style in styles]
    weasyprint.HTML(str(path)).write_pdf(
        path.with_suffix(".bare.pdf"), stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1"
    )


def as_given_to_weasyprint(master: Path, folder: Path) -> tuple[Path, list[Path]]:
    """The HTML and the style sheets that our PDF writer lays out, as files of their own."""
    from xml.etree import ElementTree

    from pipeline.model.interpret import interpret
    from pipeline.outputs.pdf.document import print_document
    from pipeline.outputs.pdf.fitting import Fitting
    from pipeline.outputs.pdf.typefaces import FONT_FILES
    from pipeline.resources import read_style
    from pipeline.tei.parse import read_master

    html = folder / f"{master.stem}.html"
    document = print_document(interpret(read_master(master)), Fitting())
    html.write_bytes(b"<!DOCTYPE html>" + ElementTree.tostring(document, "utf-8", method="html"))
    styles = []
    for name in ("print.css", "looks.css", "reading.css"):
        style = read_style(name).decode()
        for font, path in FONT_FILES.items():
            style = style.replace(f"font:{font}", path.as_uri())
        styles.append(folder / name)
        styles[-1].write_text(style, "utf-8")
    return html, styles


if __name__ == "__main__":
    _verb, _file, *_styles = sys.argv[1:]
    if _verb == "tree":
        tree(Path(_file))
    else:
        pages(Path(_file), [Path(style) for style in _styles])

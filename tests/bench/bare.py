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

    weasyprint.HTML(str(path)).write_pdf(
        path.with_suffix(".bare.pdf"), stylesheets=[str(style) for style in styles]
    )


if __name__ == "__main__":
    _verb, _file, *_styles = sys.argv[1:]
    if _verb == "tree":
        tree(Path(_file))
    else:
        pages(Path(_file), [Path(style) for style in _styles])

"""The PDF output: a `Book` set in pages by WeasyPrint, tagged, and looked over afterwards.

`document` makes the print document from the book (with `notes`, `contents`
and `headings`), `engine` has WeasyPrint lay it out and write it, `survey`
measures the pages and says what does not fit, `typefaces` which letters came
from where, `structure` puts PDF's own types on notes and their calls,
`tagging` brings the tags into reading order and `xmp` completes the metadata.
Lines are broken by `totalfit`; `hyphens` makes what it divides whole again
for whoever copies or searches.
Nothing of WeasyPrint is imported before a PDF is wanted: it costs a second.
"""

from pipeline.outputs.pdf.write import PdfResult, paginate, write_pdf

__all__ = ["PdfResult", "paginate", "write_pdf"]

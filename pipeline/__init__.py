"""One TEI-XML master in; EPUB, PDF and plain text out.

Data flows one way through four rooms: `tei` reads, `model` interprets,
`outputs` writes, and `checks` looks on.
"""

__version__ = "0.1.0"

"""Total fit: paragraphs whose lines are broken together, as in Knuth and Plass (1981).

`paragraph` turns WeasyPrint's boxes into `places` where lines may end, with
widths from `measuring` and optical margins from `margins`; `solver` chooses
among them by `rules`; `turning` heeds the end of the page; `lines` sets each
line; `patches` puts all this into WeasyPrint, where WeasyPrint is as it knows
it. `breaking` says which of the two ways to break lines a layout takes.
"""

from pipeline.outputs.pdf.totalfit.breaking import LineBreaker, line_breaker

__all__ = ["LineBreaker", "line_breaker"]

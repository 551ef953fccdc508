"""The grounds of a correction, as attributes say them (TEI 12.3.1.1, att.global.responsibility)."""

CERTAINTIES = ("high", "medium", "low", "unknown")
"""Of `@cert` (teidata.certainty)."""
BASES = ("internal", "external", "conjecture")
"""Of `@evidence` (att.editLike)."""

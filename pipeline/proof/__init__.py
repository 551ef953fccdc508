"""Proofread: suspicious readings, found in the text as a reader reads it."""

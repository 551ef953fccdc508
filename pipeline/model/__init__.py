"""Interpret: a master under a reading policy becomes a `Book`."""

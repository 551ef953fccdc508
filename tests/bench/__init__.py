"""Measurements: the project's own cost over the libraries it stands on."""

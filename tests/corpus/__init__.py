"""`nox -s corpus -- FOLDER`: every file of a folder built as a stranger would, and proved."""

"""The EPUB in real reading engines: `nox -s readers`, and README.md beside this file."""

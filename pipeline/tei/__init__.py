"""Read: bytes become a trusted TEI tree, its metadata and its interventions."""

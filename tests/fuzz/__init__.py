"""Random TEI trees: a build succeeds and is proved complete, or says why not."""

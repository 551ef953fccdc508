"""New editions: the files that a folder needs to be one, and the transcription put into them."""

UNTITLED = "Untitled"  # the title of a work that nobody has named

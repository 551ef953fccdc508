"""New editions: the files that a folder needs to be one, and the transcription put into them."""

UNTITLED = "Untitled"  # what a new edition is called until somebody names it

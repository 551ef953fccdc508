"""New editions: the files that a folder needs to be one, and the transcription put into them."""

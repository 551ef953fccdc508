"""From a transcription (plain text, Markdown, HTML) to a master that gives it back."""

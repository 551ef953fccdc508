"""What has changed between two editions, for those who hold the old one.

`sources` finds the older master (a file, a git revision, or what an EPUB or a
PDF carries), `reading` says what is read in it and where, `comparison` holds
two of them side by side, `printed` finds the page and line of an old PDF, and
`slip` and `sheet` tell it: as text, HTML, JSON, and on a page to hand out.
"""

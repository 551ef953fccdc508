"""`edition.toml` becomes an `Edition`: what to read and what to make.

`settings` reads the file, `outputs` its tables `[outputs.NAME]`, `pages` what
they say of pages; `table` is one table, which knows what is wrong with it.
"""

from pipeline.config.settings import SETTINGS, find_settings, read_settings

__all__ = ["SETTINGS", "find_settings", "read_settings"]

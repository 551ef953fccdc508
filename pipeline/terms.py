"""The words an edition adds to its text, in the text's language (`styles/terms.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from pipeline.resources import read_style
from pipeline.tei.languages import colon_in, spoken_today

FALLBACK = "en"
# ISO 639 codes under which a document may name a language that terms.toml knows by another.
_SYNONYMS = {"nb": "no", "nn": "no", "iw": "he", "ji": "yi", "lzh": "zh"}
_TABLE = re.compile(r"^\[([a-z]+)\]$", re.MULTILINE)


@dataclass(frozen=True)
class Terms:
    """The terms of one language; a missing one is English and says so."""

    language: str
    _own: dict[str, str]
    _fallback: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The term `key`, with `{names}` filled in."""
        template = self._own.get(key) or self._fallback[key]
        return template.format_map(values) if values else template

    def language_of(self, key: str) -> str:
        """The BCP 47 tag of the language in which `key` is given."""
        return self.language if key in self._own else FALLBACK

    @property
    def colon(self) -> str:
        """What parts a label from what it says."""
        return colon_in(self.language)

    def for_section(self, keys: Collection[str]) -> Terms:
        """The same, or English where most of a section's terms are: one page has one language."""
        own = sum(key in self._own for key in keys)
        return self if 2 * own >= len(keys) else Terms(FALLBACK, self._fallback, self._fallback)

    def __contains__(self, key: object) -> bool:
        return key in self._fallback


@lru_cache(maxsize=1)
def _sources() -> dict[str, str]:
    """The text of each table, unparsed: an edition needs two of the thirty."""
    first, *parts = _TABLE.split(read_style("terms.toml").decode("utf-8"))
    return {"": first, **dict(zip(parts[::2], parts[1::2], strict=True))}


@lru_cache(maxsize=16)
def _table(language: str) -> dict[str, str]:
    return tomllib.loads(_sources().get(language, ""))


def settings() -> dict[str, str]:
    """What holds for every language, from above the first table."""
    return _table("")


@lru_cache(maxsize=16)
def terms_for(language: str) -> Terms:
    """The terms for a BCP 47 tag, by its primary language subtag."""
    spoken = spoken_today(language)
    spoken = _SYNONYMS.get(spoken, spoken)
    fallback = _table(FALLBACK)
    own = _table(spoken)
    return Terms(spoken if own else FALLBACK, own or fallback, fallback)

"""What the rule files of an edition put among its words: signs, separators, a label.

Read from the files alone, with none of the interpreter's code: every string
in an `outputRendition`, and in a parameter `content` or `default`.
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.customization import rule_files
from pipeline.tei.names import tei
from pipeline.tei.xml import parse_xml

_STRING = re.compile(r""""([^"]+)"|'([^']+)'""")


def read_rule_words(odd: Path | None) -> frozenset[str]:
    """The strings that `odd`, and what it builds on, may add to a text."""
    found: set[str] = set()
    for path in rule_files(odd):
        root = parse_xml(path.read_bytes(), path)
        sources = [rendition.text for rendition in root.iter(tei("outputRendition"))]
        for param in root.iter(tei("param")):
            if param.get("name") in {"content", "default"}:
                sources += [param.get("value"), param.text]
        for source in filter(None, sources):
            found.update(first or second for first, second in _STRING.findall(source))
    return frozenset(found)

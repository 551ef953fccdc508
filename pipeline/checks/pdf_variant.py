"""Whether a PDF is what it says: PDF/UA-1 (ISO 14289-1) or PDF/A-3 (ISO 19005-3).

`page-validation` is asked always, veraPDF where there is one: a young
validator in milliseconds, and the reference in seconds.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.checks.verapdf import check_with_verapdf, find_verapdf
from pipeline.finding import Finding, Severity

_PROFILES = {"pdf/ua-1": "PDF_UA_1", "pdf/a-3u": "PDF_A_3U", "pdf/a-3a": "PDF_A_3A"}


def validators() -> str:
    """Who answers for it on this machine."""
    return "page-validation and veraPDF" if find_verapdf() else "page-validation"


def check_pdf_variant(path: Path, variant: str) -> list[Finding]:
    """What either validator finds against the variant that the file claims to be."""
    return [*check_with_page(path, variant), *check_with_verapdf(path, variant)]


def check_with_page(path: Path, variant: str) -> list[Finding]:
    """The same by page-validation alone."""
    import page

    profile = getattr(page.ValidationProfile, _PROFILES[variant])
    try:
        report = page.validate_pdf(str(path), profile=profile)
    except page.PageError as error:
        return [Finding("page-validation", Severity.ERROR, f"cannot be validated: {error}", path)]
    return [
        Finding(
            "page-validation",
            Severity.ERROR,
            f"it is no {variant.upper()}: {failure.message} ({failure.rule_id})",
            path,
        )
        for failure in report.failures
    ]

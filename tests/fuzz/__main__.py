"""`nox -s fuzz`: ten thousand random trees, and EPUBCheck on some of what was made of them."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from pipeline.checks.epubcheck import check_epubs
from pipeline.tei.reading import POLICIES, Policy
from tests.fuzz.promise import keep_promise
from tests.fuzz.trees import anything, texts


def main() -> int:
    """Try the promise on as many documents as are wanted; the exit status is 1 if it is broken."""
    parser = argparse.ArgumentParser(prog="nox -s fuzz --", description=__doc__)
    parser.add_argument("--trees", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epubcheck", type=int, default=100, help="how many EPUBs it is to read")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made: list[Path] = []

        @seed(options.seed)
        @settings(
            max_examples=options.trees,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(
            st.tuples(texts, st.just(True)) | st.tuples(anything, st.just(False)),
            st.sampled_from(POLICIES),
        )
        def promise(document: tuple[bytes, bool], policy: Policy) -> None:
            epub = keep_promise(document[0], policy, whole=document[1])
            if epub and len(made) < options.epubcheck:
                made.append(Path(folder) / f"{len(made)}.epub")
                made[-1].write_bytes(epub)

        promise()
        found = check_epubs(made)
    for each in found:
        print(f"{each.code}: {each.message}")
    print(f"{options.trees} documents, {len(made)} of them by EPUBCheck: {len(found)} findings")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())

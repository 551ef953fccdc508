"""`python -m tests.bench.proof NOVEL…`: what the proofreader finds, misses, and raises in vain."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.editing.document import read_document
from pipeline.proof.doubt import Doubt
from pipeline.proof.proofread import doubts, read_text
from tests.bench.proof_witness import WITNESS, emendations, measure, witness_as_tei
from tests.bench.scanning_errors import Fault, put_in

TABLE = Path("source/encoding/readings.tsv")
_NEAR = 15  # a finding this close to an error leads an editor's eye to it


def main(novels: Sequence[Path], seed: int = 1) -> None:
    """Print the three tables: the chapter, clean novels, novels with errors put in."""
    with tempfile.TemporaryDirectory() as folder:
        _chapter(Path(folder))
        for novel in novels:
            _clean(novel)
        for novel in novels:
            _with_errors(novel, Path(folder), seed)


def _chapter(folder: Path) -> None:
    outcome = measure(emendations(TABLE), witness_as_tei(WITNESS, folder))
    total = len(outcome.hits) + len(outcome.misses)
    print(
        f"chapter: {len(outcome.hits)} of {total} emendations found, {len(outcome.others)} "
        f"other findings"
    )
    for one, doubt in outcome.hits:
        print(f"  hit   {one.line:4} {doubt.rule.code:20} {one.witness}")
    for one in outcome.misses:
        print(f"  miss  {one.line:4} {'':20} {one.witness}")
    for doubt in outcome.others:
        print(f"  other      {doubt.rule.code:20} {_context(doubt)}")


def _clean(novel: Path) -> None:
    began = time.perf_counter()
    document = read_document(novel)
    found = doubts(document)
    seconds = time.perf_counter() - began
    words = read_text(document).size
    print(
        f"{novel.name}: {len(found)} findings, {len(found) * 1e4 / words:.1f} in 10,000 "
        f"words ({words:,}), {seconds:.1f} s"
    )
    for doubt in found:
        print(f"  {doubt.suspicion.probability:.2f} {doubt.rule.code:20} {_context(doubt)}")


def _with_errors(novel: Path, folder: Path, seed: int) -> None:
    source, faults = put_in(read_document(novel).text, 200, seed)
    path = folder / novel.name
    path.write_text(source, "utf-8")
    document = read_document(path)
    found = doubts(document)
    hits, right = judged(found, faults)
    share, precision = len(hits) / len(faults), right / max(1, len(found))
    print(f"{novel.name} with {len(faults)} errors: {share:.0%} found, precision {precision:.0%}")
    totals = Counter(fault.kind for fault in faults)
    got = Counter(faults[number].kind for number in hits)
    print("  " + ", ".join(f"{kind} {got[kind]}/{count}" for kind, count in totals.most_common()))
    for number, fault in enumerate(faults):
        if number not in hits:
            print(f"  miss  {fault.kind:12} {' '.join(fault.after.split())}")


def judged(found: Sequence[Doubt], faults: Sequence[Fault]) -> tuple[set[int], int]:
    """Which faults a finding stands on, and how many findings stand on a fault."""
    hits: set[int] = set()
    right = 0
    for doubt in found:
        here = _faults_at(doubt, faults)
        hits |= here
        right += bool(here)
    return hits, right


def _faults_at(doubt: Doubt, faults: Sequence[Fault]) -> set[int]:
    """A missing quotation mark may be noticed anywhere in its paragraph."""
    said = doubt.suspicion
    start, end = (
        said.block.source_of(said.start),
        said.block.source_of(max(said.start, said.end - 1)) + 1,
    )
    if doubt.rule.code == "proof-quote":
        first, last = said.block.source_of(0), said.block.source_of(len(said.block.text) - 1)
        within = {
            n
            for n, fault in enumerate(faults)
            if fault.kind == "quotation" and first <= fault.start <= last
        }
        if within:
            return within
    return {
        n
        for n, fault in enumerate(faults)
        if start <= fault.end + _NEAR and fault.start - _NEAR <= end
    }


def _context(doubt: Doubt) -> str:
    said = doubt.suspicion
    text = said.block.text
    before, after = text[max(0, said.start - 30) : said.start], text[said.end : said.end + 20]
    return f"{before}[{said.words}]{after}"


if __name__ == "__main__":
    _parser = argparse.ArgumentParser(description=__doc__)
    _parser.add_argument("novels", nargs="*", type=Path, help="clean TEI files")
    _parser.add_argument("--seed", type=int, default=1)
    _options = _parser.parse_args()
    main(_options.novels, _options.seed)

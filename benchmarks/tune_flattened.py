"""Tunes the costs of `pipeline.flattened*` by coordinate search.

    python -m benchmarks.tune_flattened COSTS.json

Each named cost is tried a third higher and lower; what raises the score stays. The score is the F1 of cells (with the
row they stand in), pooled and averaged over tables. Trained on `corpus.tables` seeds 5000-5099 and on `flatten` seeds
0-23 and, in words that the lexicon does not know, 100-111; held out are seeds 5100-5149 and 5000-5029 of the two. The
best costs go to the file named on the command line, as JSON; they are written into the modules by hand.
"""

from __future__ import annotations

import importlib
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path
from typing import Any

from benchmarks.tables import write
from corpus.tables.office import convert
from corpus.tables.sample import Sample, generate
from pipeline import flattened_costs, flattened_evidence, flattened_learned, flattened_numbers, flattened_path
from pipeline.flattened import find_flattened
from pipeline.read.document import Line
from pipeline.read.text import read_text

MODULES = (flattened_path, flattened_costs, flattened_evidence, flattened_numbers, flattened_learned)
LEFT_OUT = {"MARGIN"}  # a bound of the search, not a cost
FACTORS = (1.35, 0.7)
LEAST_GAIN = 0.0002
SWEEPS = 2

Cells = Counter[tuple[int, str]]
Case = tuple[Sequence[Line], Cells]


def main(target: Path) -> None:
    """Search, print each step and the score on what is held out."""
    train = [*generated(range(5000, 5100)), *flat(range(24)), *flat(range(100, 112), strange=True)]
    held = [*generated(range(5100, 5150)), *flat(range(5000, 5030))]
    CASES[:] = [*train, *held]
    places, rest = range(len(train)), range(len(train), len(CASES))
    costs = current()
    with get_context("fork").Pool() as pool:
        best = score(pool, costs, places)
        print(f"train {best:.4f}, held out {score(pool, costs, rest):.4f}", flush=True)
        rng = random.Random(1)
        for _ in range(SWEEPS):
            for name in rng.sample(sorted(costs), len(costs)):
                for factor in FACTORS:
                    tried = costs | {name: round(costs[name] * factor, 2)}
                    reached = score(pool, tried, places)
                    if reached > best + LEAST_GAIN:
                        best, costs = reached, tried
                        print(f"{name} = {costs[name]}: {best:.4f}", flush=True)
                        break
            print(f"train {best:.4f}, held out {score(pool, costs, rest):.4f}", flush=True)
            target.write_text(json.dumps(costs, indent=1), encoding="utf-8")


CASES: list[Case] = []


def current() -> dict[str, float]:
    """The named costs; those of a dict as "EMPTY.task"."""
    found: dict[str, float] = {}
    for module in MODULES:
        for name, value in vars(module).items():
            if name.isupper() and isinstance(value, float) and name not in LEFT_OUT:
                found[name] = value
    return found | {f"EMPTY.{role}": cost for role, cost in flattened_costs.EMPTY.items()}


def apply(costs: Mapping[str, float]) -> None:
    """Puts the costs in force in this process."""
    for name, value in costs.items():
        table, _, key = name.partition(".")
        for module in MODULES:
            if key and hasattr(module, table):
                getattr(module, table)[key] = value
            elif not key and hasattr(module, name):
                setattr(module, name, value)


def score(pool: Pool, costs: Mapping[str, float], places: Iterable[int]) -> float:
    """The mean of pooled and averaged F1 over the cases at `places`."""
    counts = pool.map(_count, [(costs, place) for place in places], chunksize=4)
    pooled = 2 * sum(right for right, _ in counts) / sum(both for _, both in counts)
    return (pooled + sum(2 * right / max(1, both) for right, both in counts) / len(counts)) / 2


def _count(task: tuple[Mapping[str, float], int]) -> tuple[int, int]:
    """Cells found rightly, and cells found plus cells wanted."""
    costs, place = task
    apply(costs)
    lines, wanted = CASES[place]
    had: Cells = Counter()
    for found in find_flattened(lines):
        for row in found.table.grid()[1:]:
            had.update(_cells(cell.text if cell else "" for cell in row))
    return sum((had & wanted).values()), sum(had.values()) + sum(wanted.values())


def _cells(row: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The cells of a row that are not empty: column, and text behind the beginning of the row's longest text."""
    texts = [" ".join(text.split()).strip(" .;").lower() for text in row]
    longest = max(texts, key=len)[:60]
    return ((column, f"{longest}|{text}") for column, text in enumerate(texts) if text)


def flat(seeds: Iterable[int], *, strange: bool = False) -> Iterator[Case]:
    """Tables of the generator beside the tests."""
    flatten: Any = importlib.import_module("tests.pipeline.flatten")
    for seed in seeds:
        made = flatten.sample(seed, strange=strange)
        yield made.lines, Counter(cell for row in made.rows for cell in _cells(row))


def generated(seeds: Iterable[int]) -> Iterator[Case]:
    """Tables of corpus.tables, but those that keep their columns."""
    samples = [sample for sample in (generate(seed, "flattened") for seed in seeds) if sample.flattening != "tabs"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = [_docx(s, folder) for s in samples if s.flattening == "office-content"]
        pdfs = convert(office, folder)
        for sample in samples:
            document = read_text(write(sample, folder, pdfs)[0].read_bytes())
            yield tuple(document.lines()), _wanted(sample)


def _docx(sample: Sample, folder: Path) -> Path:
    from corpus.build import word_file

    target = folder / f"{sample.form}-{sample.seed}.docx"
    target.write_bytes(word_file(sample.plan))
    return target


def _wanted(sample: Sample) -> Cells:
    """The cells of a sample's task tables."""
    out: Cells = Counter()
    for table in sample.tables:
        for r in range(table.header_rows if table.meanings else table.rows, table.rows):
            row = {cell.column: " ".join(cell.lines) for cell in table.cells if cell.row == r}
            out.update(_cells(row.get(column, "") for column in range(len(table.widths))))
    return out


if __name__ == "__main__":
    main(Path(sys.argv[1]))

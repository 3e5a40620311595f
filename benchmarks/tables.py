"""`python -m benchmarks.tables`: score the extraction on generated task tables (corpus/tables), 300 with fixed seeds.

Each class of tables is measured on seeds of its own from `corpus.tables.sample.MEASURED` on.  Who mends the extraction
looks at development seeds only (`--development`, `--errors SEED`, `--write DIR --seed SEED`): the measured samples are
not looked at, so that their figures stay those of tables nobody has seen.
"""

from __future__ import annotations

import argparse
import functools
import importlib.util
import itertools
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.accuracy import MEASURES, SHORT, Figures, Record, extracted, f1, scorer, table
from corpus.tables.design import Form
from corpus.tables.sample import MEASURED, Sample, generate

WORKERS = 2
BATCH = 10
"""Samples of one task of a worker; those that LibreOffice makes are parted into one batch a worker."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of samples: what `--only` calls it, its form, how many are measured, its place among the seeds."""

    key: str
    title: str
    form: Form
    count: int
    first: int


KINDS = (
    Kind("ruled", "ruled PDF, reportlab", "ruled", 60, 0),
    Kind("ruled", "ruled PDF, LibreOffice", "office", 40, 1000),
    Kind("unruled", "unruled PDF", "unruled", 60, 2000),
    Kind("docx", "DOCX", "docx", 40, 3000),
    Kind("xlsx", "XLSX", "xlsx", 40, 4000),
    Kind("flattened", "flattened text", "flattened", 60, 5000),
)
KEYS = tuple(dict.fromkeys(kind.key for kind in KINDS))


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of one sample; `errors` are the disagreements in words."""

    kind: str
    seed: int
    note: str
    figures: Figures
    errors: tuple[tuple[str, str, str], ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured, and what was left out and why."""

    results: tuple[Result, ...]
    skipped: tuple[str, ...]
    seconds: float


def main(args: Sequence[str] | None = None) -> None:
    """Measure, print the table and the worst samples; or show one sample's errors; or write its files."""
    options = _parser().parse_args(args)
    kinds = tuple(kind for kind in KINDS if options.only in (None, kind.key))
    if options.write:
        for kind in kinds:
            for file in write(generate(options.seed or 0, kind.form), Path(options.write)):
                print(file)
        return
    if options.errors is not None:
        _show_errors(kinds, options.errors)
        return
    pairs = [(kind, options.seed) for kind in kinds] if options.seed is not None else None
    run = measure(pairs or list(_seeds(kinds, development=options.development)))
    print(summary(run), worst(run, options.worst), sep="\n\n")
    print(f"\n{len(run.results)} samples in {run.seconds:.0f} s", *run.skipped, sep="\n")


def section() -> str:
    """The Markdown of docs/accuracy.md on generated tables: measures all classes (minutes)."""
    run = measure(list(_seeds(KINDS, development=False)))
    skipped = "".join(f"\n\n*{reason}*" for reason in run.skipped)
    return f"## Generated task tables\n\n{NOTE}\n\n{summary(run)}{skipped}\n\n### The worst ten\n\n{worst(run, 10)}\n"


NOTE = """Plans with task tables made by `corpus/tables` (`python -m benchmarks.tables`), gold known by construction,
seeds fixed and not looked at when the extraction is mended. *Mean* is that of the samples' F1, *pooled* the F1 over
the rows and values of all samples of the class."""


def measure(pairs: Sequence[tuple[Kind, int]]) -> Run:
    """Scores the samples in two processes; what cannot be made or read here is left out with a reason."""
    start = time.perf_counter()
    skipped = []
    if importlib.util.find_spec("pipeline.read.xlsx") is None and any(kind.form == "xlsx" for kind, _ in pairs):
        skipped.append("XLSX: left out, there is no reader yet (pipeline/read/xlsx.py)")
        pairs = [pair for pair in pairs if pair[0].form != "xlsx"]
    samples = [(kind.title, kind.form, seed) for kind, seed in pairs]
    office = [s for s in samples if needs_office(generate(s[2], s[1]))]
    if office and not shutil.which("soffice"):
        skipped.append(f"{len(office)} samples left out: LibreOffice is not installed (make system)")
        samples, office = [s for s in samples if s not in office], []
    raw = [s for s in samples if s[1] == "flattened" and generate(s[2], "flattened").flattening == "raw"]
    if raw and not shutil.which("pdftotext"):
        skipped.append(f"{len(raw)} samples left out: pdftotext is not installed (make system)")
        samples = [s for s in samples if s not in raw]
    if not _fonts():
        skipped.append("PDFs drawn by reportlab left out: no font with Vietnamese letters (make system)")
        samples = [s for s in samples if s in office or s[1] in ("docx", "xlsx")]
    rest = [s for s in samples if s not in office]
    batches = [office[i::WORKERS] for i in range(WORKERS)] if len(office) > 3 else [office]
    batches += [rest[i : i + BATCH] for i in range(0, len(rest), BATCH)]
    batches = [batch for batch in batches if batch]
    if len(batches) < 2:
        results = [_evaluate(batch) for batch in batches]
    else:
        with ProcessPoolExecutor(WORKERS) as pool:
            results = list(pool.map(_evaluate, batches))
    order = {(kind.title, seed): i for i, (kind, seed) in enumerate(pairs)}
    found = sorted(itertools.chain.from_iterable(results), key=lambda r: order[r.kind, r.seed])
    return Run(tuple(found), tuple(skipped), time.perf_counter() - start)


def write(sample: Sample, folder: Path, office: dict[Path, Path] | None = None) -> list[Path]:
    """Writes the sample's file into `folder` and, for looking, its gold and the file that it was flattened from.

    The first is the file to extract. `office` gives PDFs that LibreOffice has already made, by their DOCX.
    """
    import json

    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / f"{sample.form}-{sample.seed}"
    gold = stem.with_suffix(".gold.json")
    gold.write_text(json.dumps(sample.gold, ensure_ascii=False, indent=1), encoding="utf-8")
    return [*_files(sample, stem, office), gold]


def _files(sample: Sample, stem: Path, office: dict[Path, Path] | None) -> list[Path]:
    from corpus.tables.flat import flat_text
    from corpus.tables.office import convert
    from corpus.tables.pdf import write_pdf
    from corpus.tables.workbook import write_xlsx

    pdf: Path | None = None
    if needs_office(sample):
        docx = _write_docx(sample, stem.parent)
        pdf = (office if office is not None else convert([docx], stem.parent))[docx]
    elif sample.form in ("ruled", "unruled") or sample.flattening in ("content", "raw"):
        pdf = write_pdf(sample, stem.with_suffix(".pdf"))
    match sample.form:
        case "docx":
            return [_write_docx(sample, stem.parent)]
        case "xlsx":
            return [write_xlsx(sample, stem.with_suffix(".xlsx"))]
        case "flattened":
            text = stem.with_suffix(".txt")
            text.write_text(flat_text(sample, pdf), encoding="utf-8")
            return [text, *([pdf] if pdf else [])]
        case _:
            assert pdf is not None
            return [pdf]


def _write_docx(sample: Sample, folder: Path) -> Path:
    from corpus.build import word_file

    target = folder / f"{sample.form}-{sample.seed}.docx"
    if not target.exists():
        target.write_bytes(word_file(sample.plan))
    return target


def _fonts() -> bool:
    from corpus.tables.pdf_page import NoFont, font_names

    try:
        font_names("LiberationSerif")
    except NoFont:
        return False
    return True


def needs_office(sample: Sample) -> bool:
    """Whether LibreOffice has to make the sample's PDF."""
    return sample.form == "office" or (sample.form == "flattened" and sample.flattening == "office-content")


def _evaluate(batch: Sequence[tuple[str, Form, int]]) -> list[Result]:
    """Makes, extracts and scores the samples of one batch."""
    from corpus.tables.office import convert

    out = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        samples = [(title, generate(seed, form)) for title, form, seed in batch]
        pdfs = convert([_write_docx(s, folder) for _, s in samples if needs_office(s)], folder)
        for title, sample in samples:
            file = write(sample, folder, pdfs)[0]
            start = time.perf_counter()
            figures, errors = score(sample, file)
            out.append(Result(title, sample.seed, note(sample), figures, errors, time.perf_counter() - start))
    return out


def score(sample: Sample, file: Path) -> tuple[Figures, tuple[tuple[str, str, str], ...]]:
    """Strict figures and disagreements of one file; a file that is refused has found nothing."""
    from pipeline.errors import KehoachError

    try:
        found: Record = extracted.__wrapped__(file)
    except KehoachError as refused:
        figures, errors = scorer().score(sample.gold, {"document": {}, "tasks": []})
        return figures, (("refused", str(refused), ""), *(_words(error) for error in errors))
    figures, errors = scorer().score(sample.gold, found)
    return figures, tuple(_words(error) for error in errors)


def note(sample: Sample) -> str:
    """What is particular about a sample, in a few words."""
    tables = [t for t in sample.tables if t.meanings]
    shape = " + ".join(f"{len(t.widths)} columns × {t.rows} rows" for t in tables)
    words = [shape]
    if sample.form == "flattened":
        words.append(sample.flattening)
    elif sample.form in ("ruled", "unruled"):
        words += [sample.look.rules, *(["rotated"] if sample.look.rotated else [])]
    if any(t.header_rows > 1 for t in tables):
        words.append("header in rows")
    if any(c.row_span > 1 and c.row >= t.header_rows for t in tables for c in t.cells):
        words.append("merged")
    if any(t.nested for t in tables):
        words.append("nested")
    return ", ".join(words)


# --- what is shown ----------------------------------------------------------------------------------------------------


def summary(run: Run) -> str:
    """F1 of each measure per class: the mean over samples and, where the scorer counts, pooled."""
    lines = []
    for kind in KINDS:
        of_kind = [result for result in run.results if result.kind == kind.title]
        if not of_kind:
            continue
        for name, figure in (("mean", _mean), ("pooled", _pooled)):
            cells = [figure(of_kind, measure) for measure in MEASURES]
            lines.append((kind.title, str(len(of_kind)), name, *(f"{c:.3f}" if c is not None else "–" for c in cells)))
    return table(("class", "samples", "F1", *SHORT.values()), lines, numbers=3)


def worst(run: Run, count: int) -> str:
    """The samples with the lowest figures: seed, class, shape and what was wrong."""
    rows = []
    for result in sorted(run.results, key=_quality)[:count]:
        kinds = Counter(kind for kind, _, _ in result.errors)
        wrong = ", ".join(f"{number} × {kind.replace('_', ' ')}" for kind, number in kinds.most_common(5))
        mean = sum(_value(result, measure) for measure in MEASURES) / len(MEASURES)
        cells = (f"{_value(result, 'rows'):.3f}", f"{mean:.3f}")
        rows.append((result.kind, str(result.seed), *cells, result.note, wrong))
    return table(("class", "seed", "rows", "all", "table", "wrong"), rows, numbers=6)


def _mean(results: Iterable[Result], measure: str) -> float:
    values = [_value(result, measure) for result in results]
    return sum(values) / len(values)


def _pooled(results: Iterable[Result], measure: str) -> float | None:
    """F1 over the counts of all samples; of the kind, the share weighted by found rows."""
    results = list(results)
    if any("tp" not in result.figures["rows"] for result in results):
        return None
    if measure == "kind":
        found = [result.figures["rows"]["tp"] for result in results]
        agreed = sum(_value(r, "kind") * n for r, n in zip(results, found, strict=True))
        return agreed / sum(found) if sum(found) else 0.0
    right, extra, missed = (sum(r.figures[measure][key] for r in results) for key in ("tp", "fp", "fn"))
    return f1(right, extra, missed)


def _value(result: Result, measure: str) -> float:
    value = result.figures[measure]
    return float(value if measure == "kind" else value["f1"])


def _quality(result: Result) -> tuple[float, float]:
    return sum(_value(result, measure) for measure in MEASURES), result.seed


def _show_errors(kinds: Sequence[Kind], seed: int) -> None:
    """Every disagreement of one seed, in each class asked for."""
    if seed >= MEASURED:
        sys.exit(f"Seeds from {MEASURED} on are measured and not looked at; take one below.")
    for result in measure([(kind, seed) for kind in kinds]).results:
        print(f"{result.kind}, seed {result.seed}: {result.note}")
        for kind, wanted, had in result.errors:
            print(f"  {kind}: wanted {wanted or '–'} | had {had or '–'}")


def _seeds(kinds: Sequence[Kind], *, development: bool) -> Iterable[tuple[Kind, int]]:
    for kind in kinds:
        first = kind.first + (0 if development else MEASURED)
        yield from ((kind, seed) for seed in range(first, first + kind.count))


@functools.cache
def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tables", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--seed", type=int, help="this seed alone, in every class asked for")
    parser.add_argument("--only", choices=KEYS, help="this class alone")
    parser.add_argument("--worst", type=int, default=10, help="how many of the worst samples are told")
    parser.add_argument("--development", action="store_true", help="as many samples, of development seeds")
    parser.add_argument("--errors", type=int, metavar="SEED", help="every disagreement of a development seed")
    parser.add_argument("--write", metavar="DIR", help="write the files of --seed into DIR")
    return parser


def _words(error: Any) -> tuple[str, str, str]:
    """A disagreement as three strings, whatever the scorer gives."""
    if isinstance(error, str):
        kind, _, rest = error.partition(":")
        return kind, rest.strip(), ""
    kind, wanted, had = (str(part) for part in error)
    return kind, wanted, had


if __name__ == "__main__":
    main()

"""`python -m benchmarks.bench`: measure time and memory of the extraction, print them, and write docs/performance.md.

Times are given as ratios to something every machine can run beside it: pdfplumber's `extract_words` on the same PDF,
and Python importing click. Each is the best of several rounds, the two sides of a ratio taken in turns.
"""

from __future__ import annotations

import io
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "docs" / "performance.md"
ROUNDS = 3
PROSE = ("phu-nu", "ubnd-xa-2026", "cchc-2026")
"""Plans whose sentences name many units: those on which the model is asked most."""

PEAK = """
import resource, sys
from pipeline import extract
extract(sys.argv[1], ner=sys.argv[2] == "ner")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

LARGE = 2_000
"""Tasks of the largest plans that are compared."""
COMPARED = """
import resource, sys, time
start = time.perf_counter()
from pipeline.cli import main
assert main(["diff", "-q", sys.argv[1], sys.argv[2], "-o", sys.argv[3]]) == 0
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report: what was measured, the value with its unit, and the limit it must keep."""

    what: str
    value: str
    limit: str
    kept: bool


def main() -> None:
    """Measure, print and write the report."""
    figures = []
    for figure in measure(sample()):
        figures.append(figure)
        print(f"{'ok  ' if figure.kept else 'OVER'} {figure.what}: {figure.value} (limit {figure.limit})", flush=True)
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(report(figures), encoding="utf-8")
    print(f"wrote {OUTPUT.relative_to(ROOT)}")


def sample() -> Path:
    """The PDF to measure: the plan of 20 pages where it is at hand, else the largest of corpus/."""
    shared = ROOT.parent / "shared" / "plans" / "002.pdf"
    return shared if shared.exists() else max((ROOT / "corpus").glob("*.pdf"), key=lambda path: path.stat().st_size)


def measure(pdf: Path) -> Iterator[Figure]:
    """All figures. Memory comes first: a child's peak counts what its parent held when it was started."""
    for ner, most in ((False, 250), (True, 400)):
        peak = peak_megabytes(pdf, ner)
        how = "rules and model" if ner else "rules alone"
        yield Figure(f"peak memory, fresh process, {pdf.name}, {how}", f"{peak:.0f} MB", f"{most} MB", peak < most)

    half, whole = (compared_in(size) for size in (LARGE // 2, LARGE))
    value = f"{whole[0]:.1f} s, {whole[0] / half[0]:.1f} times two of {LARGE // 2}; {whole[1]:.0f} MB"
    kept = whole[0] < 10 and whole[1] < 500
    yield Figure(f"`kehoach diff`, two tables of {LARGE} tasks, cold", value, "10 s, 500 MB", kept)

    helping, importing = alternate(
        lambda: run([sys.executable, "-m", "pipeline.cli", "--help"]),
        lambda: run([sys.executable, "-c", "import click"]),
        rounds=7,
    )
    ratio = f"{helping:.3f} s, {helping / importing:.2f} times `import click`"
    yield Figure("`kehoach --help`, cold", ratio, "0.25 s", helping < 0.25)

    import pdfplumber

    from pipeline import extract

    def words() -> None:
        with pdfplumber.open(pdf) as document:
            for page in document.pages:
                page.extract_words()

    for path, limit in ((pdf, 0.5), (pdf.with_suffix(".txt"), 0.15), (pdf.with_suffix(".docx"), 0.5)):
        if path.exists():
            extract(path)  # warm: imports and word lists are loaded
            ours, theirs = alternate(lambda path=path: extract(path), words)  # type: ignore[misc]
            ratio = f"{ours:.2f} s, {ours / theirs:.2f} of `extract_words` ({theirs:.2f} s)"
            yield Figure(f"extraction, warm, {path.name}", ratio, f"{limit:g} of it", ours / theirs < limit)

    yield from written(pdf)

    import spacy

    from extractors.ner import MODEL, load

    spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "kehoach.words.v1"}}})
    loading, blank = alternate(lambda: load(MODEL), lambda: spacy.blank("xx"))
    ratio = f"{loading:.3f} s, {loading / blank:.1f} times `spacy.blank`"
    yield Figure("loading the model, spaCy imported", ratio, "0.5 s", loading < 0.5)
    for path in (pdf, pdf.with_suffix(".txt"), *(ROOT / "corpus" / f"{name}.docx" for name in PROSE)):
        if path.exists():
            extract(path)
            both, rules = alternate(lambda path=path: extract(path), lambda path=path: extract(path, ner=False))  # type: ignore[misc]
            ratio = f"{both:.2f} s, {both / rules:.2f} of the rules alone ({rules:.2f} s)"
            yield Figure(f"with the model, warm, {path.name}", ratio, "1.6 of it", both / rules < 1.6)

    tables = pdf.with_name("kh277.pdf")
    if tables.exists():  # the whole plan against the tables alone

        def found() -> None:
            with pdfplumber.open(tables) as document:
                for page in document.pages:
                    page.extract_tables()

        extract(tables)
        ours, theirs = alternate(lambda: extract(tables), found, rounds=2)
        ratio = f"{ours:.2f} s, {ours / theirs:.2f} of `extract_tables` ({theirs:.2f} s)"
        yield Figure(f"extraction, warm, {tables.name} (8 pages of tables)", ratio, "0.5 of it", ours / theirs < 0.5)


def written(pdf: Path) -> Iterator[Figure]:
    """How long each format takes to write, against reading the plan."""
    from pipeline import extract
    from pipeline.write import FORMATS, dump

    plan = extract(pdf)
    for format in FORMATS:
        dump(plan, io.BytesIO(), format)  # warm: imports
        ours, theirs = alternate(
            lambda format=format: dump(plan, io.BytesIO(), format),  # type: ignore[misc]
            lambda: extract(pdf),
            rounds=2,
        )
        ratio = f"{ours:.3f} s, {ours / theirs:.2f} of the extraction ({theirs:.2f} s)"
        yield Figure(f"writing .{format}, warm, {pdf.name}", ratio, "1 of it", ours < theirs)


def compared_in(size: int) -> tuple[float, float]:
    """Seconds and megabytes that a fresh process needs to compare two tables of so many tasks."""
    from benchmarks.large_plans import two_editions

    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, plan in zip(("old.json", "new.json"), two_editions(size), strict=True):
            files.append(str(Path(folder) / name))
            Path(files[-1]).write_text(json.dumps(plan.to_dict()), encoding="utf-8")
        seconds, peak = run([sys.executable, "-c", COMPARED, *files, str(Path(folder) / "diff.json")]).split()
    return float(seconds), int(peak) / 1024


def alternate(ours: Callable[[], object], theirs: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """The best time of each in seconds, run in turns so that a busy machine slows both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for action, taken in zip((ours, theirs), times, strict=True):
            start = time.perf_counter()
            action()
            taken.append(time.perf_counter() - start)
    return min(times[0]), min(times[1])


def peak_megabytes(pdf: Path, ner: bool) -> float:
    """The most memory that a fresh process held while it extracted `pdf`, with the model or without."""
    peak = int(run([sys.executable, "-c", PEAK, str(pdf), "ner" if ner else "rules"]))
    return peak / (2**20 if sys.platform == "darwin" else 2**10)  # bytes on macOS, kilobytes elsewhere


def run(command: list[str]) -> str:
    """What `command` prints, run in the root of the project."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True, text=True).stdout


def report(figures: list[Figure]) -> str:
    """docs/performance.md."""
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    rows = [f"| {f.what} | {f.value} | {f.limit} | {'yes' if f.kept else '**no**'} |" for f in figures]
    return "\n".join(
        [
            "# Performance",
            "",
            f"Written by `make bench` ({machine}); best of {ROUNDS}, the two sides of a ratio run in turns.",
            "",
            "| what | measured | limit | kept |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    main()

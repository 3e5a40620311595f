"""`python -m benchmarks.accuracy`: score the extraction against the gold tables, write docs/accuracy.md.

The plans are those of ../shared (or of the folder that KEHOACH_SHARED names) and those of corpus/. Strict figures come
from ../shared/eval/score.py, imported from its place; soft figures are defined here and counted over the same pairs of
rows. The summary also replaces the table in the README. Without ../shared the strict figures are those of
tests/plans/test_corpus.py, and nothing is written unless `--write` asks for it.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import importlib.util
import json
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("KEHOACH_SHARED") or ROOT.parent / "shared")
PAGE, README = ROOT / "docs" / "accuracy.md", ROOT / "README.md"
BEGIN, END = "<!-- accuracy:begin -->", "<!-- accuracy:end -->"

FIELDS = ("lead_units", "coordinating_units", "products", "deadlines", "targets")
MEASURES = ("rows", "kind", *FIELDS)
SHORT = dict(zip(MEASURES, ("rows", "kind", "lead", "coordinating", "products", "deadlines", "targets"), strict=True))
METADATA = (
    *("type", "number", "issued", "issuer", "title", "years", "legal_bases", "signer", "signer_title", "recipients"),
)
SUFFIXES = (".docx", ".pdf", ".txt")

Record = dict[str, Any]
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """A file to read and the gold table that it should give. `form` is its format ("pdf", "numbered.docx")."""

    group: str
    plan: str
    form: str
    file: Path
    gold: Path


@dataclass(frozen=True, slots=True)
class Scorer:
    """Pairs the rows of two tables, and gives the strict figures per measure and the disagreements in words."""

    match: Callable[[list[Record], list[Record]], list[tuple[int, int]]]
    score: Callable[[Record, Record], tuple[Figures, list[Any]]]


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of one sample: strict and soft per measure, agreement of the document's own data."""

    sample: Sample
    rows: int
    strict: Figures
    soft: Figures
    document: dict[str, str]
    errors: list[Any]


def main(args: Sequence[str] | None = None) -> None:
    """Score everything, print the summary, write the page and the README's table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--errors", action="store_true", help="print every disagreement with the gold tables")
    parser.add_argument("--write", action="store_true", help="write the files also where ../shared is absent")
    options = parser.parse_args(args)
    results = [evaluate(sample) for sample in samples()]
    if options.errors:
        for result in results:
            print(f"{result.sample.file.name}:", *(f"  {error}" for error in result.errors), sep="\n")
    print(summary(results))
    if not shared_is_here():
        print(f"\n{SHARED} is absent: only the plans of corpus/ are scored, the page lacks the real plans.")
        if not options.write:
            print("docs/accuracy.md and README.md are left as they are (--write overwrites them).")
            return
    # they import this module
    from benchmarks.calibration import page_section as calibration
    from benchmarks.deadline_phrases import section as deadline_phrases
    from benchmarks.editions import section as editions
    from benchmarks.ner_page import section as rules_and_model
    from benchmarks.pairs import section as written_pairs
    from benchmarks.tables import section as generated_tables
    from benchmarks.unseen import section as unseen

    more = [rules_and_model(), unseen(), calibration(samples()), deadline_phrases(), generated_tables().rstrip()]
    more += [editions(), written_pairs()]
    PAGE.write_text(page(results, more), encoding="utf-8")
    README.write_text(with_table(README.read_text(encoding="utf-8"), summary(results)), encoding="utf-8")
    print("\nwrote docs/accuracy.md and the table in README.md")


def shared_is_here() -> bool:
    """Whether the real plans, their gold tables and the scorer are at hand."""
    return (SHARED / "eval" / "score.py").exists() and (SHARED / "gold").is_dir()


def samples() -> list[Sample]:
    """Every file that has a gold table: the real plans first, then those of corpus/, the fresh ones among them."""
    return [*shared_samples(), *_samples("corpus", ROOT / "corpus" / "gold", ROOT / "corpus")]


def shared_samples() -> list[Sample]:
    """The real plans with their gold tables; none where ../shared is absent."""
    return list(_samples("real", SHARED / "gold", SHARED / "plans")) if shared_is_here() else []


def _samples(group: str, golds: Path, plans: Path) -> Iterator[Sample]:
    """NAME.json with NAME.docx, NAME.pdf, NAME.txt and variants of the same plan such as NAME-numbered.docx."""
    for gold in sorted(golds.glob("*.json")):
        for file in sorted(plans.iterdir()):
            variant = file.stem.removeprefix(gold.stem)
            if file.suffix in SUFFIXES and file.stem.startswith(gold.stem) and (not variant or variant[0] == "-"):
                if variant == "-scan":
                    continue  # pictures of pages: refused, not read
                fresh = (golds.parent / "first" / gold.name).exists()
                yield Sample("fresh" if fresh else group, gold.stem, f"{variant}{file.suffix}".lstrip("-."), file, gold)


def evaluate(sample: Sample) -> Result:
    """Extract one file and compare the result with its gold table."""
    gold: Record = json.loads(sample.gold.read_text(encoding="utf-8"))
    found = extracted(sample.file)
    strict, errors = scorer().score(gold, found)
    soft = soft_figures(gold["tasks"], found["tasks"], scorer().match(gold["tasks"], found["tasks"]))
    document = {key: agreement(key, gold["document"].get(key), found["document"].get(key)) for key in METADATA}
    return Result(sample, len(gold["tasks"]), strict, soft, document, errors)


@functools.cache
def extracted(file: Path) -> Record:
    """What the pipeline makes of a file, as the JSON that it writes."""
    from pipeline import extract

    return extract(file).to_dict()


@functools.cache
def scorer() -> Scorer:
    """The scorer of ../shared, or that of the corpus tests (F1 only) where it is absent."""
    path = SHARED / "eval" / "score.py"
    if path.exists():
        spec = importlib.util.spec_from_file_location("shared_score", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return Scorer(module.match, module.score)
    own: Any = importlib.import_module("tests.plans.test_corpus")

    def score(gold: Record, found: Record) -> tuple[Figures, list[Any]]:
        figures, errors = own.score(gold["tasks"], found["tasks"])
        return {name: value if name == "kind" else {"f1": value} for name, value in figures.items()}, errors

    return Scorer(own.paired, score)


# --- soft figures -----------------------------------------------------------------------------------------------------


def soft_figures(gold: list[Record], found: list[Record], pairs: list[tuple[int, int]]) -> Figures:
    """{field: {"f1": …, "support": …}}: micro F1 over the values of all rows, missed and spurious rows included."""
    partner = dict(pairs)
    out: Figures = {}
    for field in FIELDS:
        wanted = sum(len(row[field]) for row in gold)
        had = sum(len(row[field]) for row in found)
        agreed = sum(agreeing(gold[i][field], found[j][field], LIKENESS[field]) for i, j in partner.items())
        out[field] = {"f1": 2 * agreed / (wanted + had) if wanted + had else 1.0, "support": wanted}
    return out


def f1(right: float, extra: float, missed: float) -> float:
    """The harmonic mean of precision and recall; 1.0 where there was nothing to find and nothing was found."""
    return 2 * right / (2 * right + extra + missed) if right + extra + missed else 1.0


def agreeing(wanted: Sequence[Any], had: Sequence[Any], likeness: Callable[[Any, Any], float]) -> int:
    """How many values of `wanted` have a partner in `had`, one-to-one, the most alike first."""
    alike = [(likeness(w, h), -i, -j) for i, w in enumerate(wanted) for j, h in enumerate(had)]
    taken_w: set[int] = set()
    taken_h: set[int] = set()
    for value, i, j in sorted(alike, reverse=True):
        if value > 0 and i not in taken_w and j not in taken_h:
            taken_w.add(i)
            taken_h.add(j)
    return len(taken_w)


def same_unit(a: str, b: str) -> float:
    """1 for the same name after folding, 0.5 where one name contains the other, else 0."""
    left, right = f" {fold(a)} ", f" {fold(b)} "
    if left == right:
        return 1.0
    return 0.5 if left.strip() and right.strip() and (left in right or right in left) else 0.0


def same_product(a: str, b: str) -> float:
    """The Dice coefficient of the syllables, 0 below one half."""
    left, right = Counter(fold(a).split()), Counter(fold(b).split())
    total = sum(left.values()) + sum(right.values())
    dice = 2 * sum((left & right).values()) / total if total else 0.0
    return dice if dice >= 0.5 else 0.0


def same_deadline(a: Record, b: Record) -> float:
    """1 for the same end or the same recurrence; where neither deadline has either, for the same kind."""
    points_a, points_b = (a["end"], a["rrule"]), (b["end"], b["rrule"])
    if not any(points_a) and not any(points_b):
        return float(a["kind"] == b["kind"])
    same = any(x is not None and x == y for x, y in zip(points_a, points_b, strict=True))
    return (2.0 if a["kind"] == b["kind"] else 1.0) if same else 0.0


def same_target(a: Record, b: Record) -> float:
    """1 for the same value, whatever the comparator and the unit; more where these agree too."""
    if a["value"] != b["value"]:
        return 0.0
    also = (bool(a["comparator"] == b["comparator"]), fold(a["unit"] or "") == fold(b["unit"] or ""))
    return 1.0 + sum(also)


LIKENESS: dict[str, Callable[[Any, Any], float]] = {
    "lead_units": same_unit,
    "coordinating_units": same_unit,
    "products": same_product,
    "deadlines": same_deadline,
    "targets": same_target,
}


def fold(text: str) -> str:
    """The words of a text in lower case, one space between them, without punctuation and a leading các / những."""
    words = regex.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    return " ".join(words[1:] if words[:1] in (["các"], ["những"]) else words)


# --- the document's own data ------------------------------------------------------------------------------------------


def agreement(key: str, wanted: Any, had: Any) -> str:
    """ "yes", "no", or for lists "agreeing/wanted" and how many are too many."""
    if key not in ("legal_bases", "recipients"):
        return "yes" if _plain(wanted) == _plain(had) else "**no**"
    left = Counter(map(_plain, wanted or []))
    right = Counter(map(_plain, had or []))
    agreed, extra = sum((left & right).values()), sum((right - left).values())
    shown = f"{agreed}/{sum(left.values())}" + (f" +{extra}" if extra else "")
    return shown if agreed == sum(left.values()) and not extra else f"**{shown}**"


def _plain(value: Any) -> str:
    """A value in a form that can be compared; a legal basis by its type, number and date."""
    if isinstance(value, dict):
        return " | ".join(fold(str(value.get(part) or "")) for part in ("type", "number", "date"))
    return fold(str(value)) if value else ""


# --- the page ---------------------------------------------------------------------------------------------------------


def page(results: Sequence[Result], more: Sequence[str] = ()) -> str:
    """docs/accuracy.md; `more` are its parts on other plans, on confidence and the like."""
    missing = "" if shared_is_here() else "**The real plans are missing from this page: ../shared was absent.**\n\n"
    parts = [HEAD + missing + summary(results)]
    parts.append("## Field by field\n\n" + FIELD_NOTE)
    for plan in dict.fromkeys((r.sample.group, r.sample.plan) for r in results):
        of_plan = [r for r in results if (r.sample.group, r.sample.plan) == plan]
        parts.append(f"### {plan[1]} ({plan[0]}, {of_plan[0].rows} gold rows)\n\n{detail(of_plan)}")
    if appendices := appendix_figures(results):
        parts.append("## Appendices alone\n\n" + APPENDIX_NOTE + appendices)
    parts += more
    parts.append("## The document's own data\n\n" + DOCUMENT_NOTE + documents(results))
    return "\n\n".join(parts) + "\n"


HEAD = """# Accuracy

Written by `make accuracy`; do not edit. Rules and model together, as `kehoach extract` reads; what each is
worth alone stands under "Rules and model". The shipped model has learnt from the *corpus*, *fresh* and unseen plans
(never from the *real* ones): their figures of today say nothing of a new plan.

*Real* plans are those of `../shared/plans` with gold tables annotated by hand; the rules were written with them in
sight, so plans of other offices will score lower: see "Plans that nobody had tuned on". *Corpus* and *fresh*
plans were written for this project (corpus/README.md), the *fresh* ones last: no rule has been tuned on them.
Formats of a plan whose figures are all the same share a line.

- **rows**: F1 of finding the tasks and targets, a row being found when its text is (Dice of the syllables >= 0.85).
- **kind**: share of the found rows rightly called task or target.
- the fields: micro F1 over the values of all rows; missed and spurious rows count.

"""
FIELD_NOTE = """*Strict* is the shared scorer: equal after folding; deadlines by kind, start, end and rule; targets by
comparator, value and unit; products by Dice >= 0.7. *Soft*: units also where one name contains the other; deadlines
with the same end or the same recurrence (the same kind where neither has any); products by Dice >= 0.5; targets with
the same value. *Support* is the number of values in the gold table; where it is 0, 1.000 says: none was invented."""
APPENDIX_NOTE = """The rows of appendix tables (gold path "PL…") of the plans that have prose as well.

"""
DOCUMENT_NOTE = """"yes" where the gold table agrees (case and punctuation aside); legal bases (type, number and date)
and recipients as agreeing/wanted, "+n" for n too many.

"""


def summary(results: Sequence[Result]) -> str:
    """F1 of each measure, per plan and format."""
    lines = [
        ((r.sample.group, r.sample.plan, str(r.rows)), r.sample.form, tuple(_f1(r, m) for m in MEASURES))
        for r in results
    ]
    head = ("", "plan", "gold rows", "format", *SHORT.values())
    return table(head, [(*plan, forms, *cells) for plan, forms, cells in _merged(lines)], numbers=2)


def appendix_figures(results: Sequence[Result]) -> str:
    """F1 of each measure on the rows of appendices, of the real plans that also have others."""
    lines = []
    for result in results:
        gold: Record = json.loads(result.sample.gold.read_text(encoding="utf-8"))
        wanted, had = (
            {"tasks": [t for t in plan["tasks"] if _in_appendix(t)]} for plan in (gold, extracted(result.sample.file))
        )
        if result.sample.group != "real" or not 0 < len(wanted["tasks"]) < len(gold["tasks"]):
            continue
        figures, _ = scorer().score(wanted, had)
        cells = tuple(f"{figures[m] if m == 'kind' else figures[m]['f1']:.3f}" for m in MEASURES)
        lines.append(((result.sample.plan, str(len(wanted["tasks"]))), result.sample.form, cells))
    head = ("plan", "gold rows", "format", *SHORT.values())
    return table(head, [(*plan, forms, *cells) for plan, forms, cells in _merged(lines)], numbers=1) if lines else ""


def _in_appendix(task: Record) -> bool:
    return bool(task["section_path"]) and str(task["section_path"][0]).startswith("PL")


def detail(results: Sequence[Result]) -> str:
    """Strict precision, recall and F1, soft F1 and support of each measure of one plan, per format."""
    rows: list[tuple[str, ...]] = []
    for measure in MEASURES:
        lines = [((SHORT[measure],), r.sample.form, _figures(r, measure)) for r in results]
        rows += [(*name, forms, *cells) for name, forms, cells in _merged(lines)]
    return table(("field", "format", "precision", "recall", "F1", "soft F1", "support"), rows, numbers=2)


def documents(results: Sequence[Result]) -> str:
    """Agreement of the document's own data, per plan and format."""
    lines = [((r.sample.plan,), r.sample.form, tuple(r.document[key] for key in METADATA)) for r in results]
    head = ("plan", "format", *(key.replace("_", " ") for key in METADATA))
    return table(head, [(*plan, forms, *cells) for plan, forms, cells in _merged(lines)], numbers=len(head))


def table(head: Sequence[str], rows: Sequence[Sequence[str]], numbers: int) -> str:
    """A Markdown table; the columns from `numbers` on are set right."""
    rule = ["---:" if i >= numbers and name != "format" else "---" for i, name in enumerate(head)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def with_table(readme: str, shown: str) -> str:
    """The README with `shown` between its two markers."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"README.md lacks the markers {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{shown}\n{END}{after}"


def _merged(
    lines: Sequence[tuple[tuple[str, ...], str, tuple[str, ...]]],
) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """(name, format, cells) with the formats put together whose cells are the same."""
    forms: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for name, form, cells in lines:
        forms.setdefault((name, cells), []).append(form)
    for (name, cells), shared in forms.items():
        yield name, ", ".join(shared), cells


def _f1(result: Result, measure: str) -> str:
    value = result.strict[measure]
    return f"{value if measure == 'kind' else value['f1']:.3f}"


def _figures(result: Result, measure: str) -> tuple[str, ...]:
    """Precision, recall, F1, soft F1, support; an en dash where a measure has none."""
    if measure == "kind":
        return "–", "–", _f1(result, measure), "–", str(result.rows)
    strict = result.strict[measure]
    exact = tuple(f"{strict[key]:.3f}" if key in strict else "–" for key in ("precision", "recall", "f1"))
    if measure == "rows":
        return *exact, "–", str(result.rows)
    return *exact, f"{result.soft[measure]['f1']:.3f}", str(result.soft[measure]["support"])


if __name__ == "__main__":
    main()

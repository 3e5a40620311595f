"""The plans of corpus/unseen: what the program said of each when it first saw it, and what it says today.

Their annotators had not seen the code, and no rule had been written on them when `NAME.first.json` was kept (it is
never made anew). What was learned from their mistakes is in the rules since, so only the first figures are those of a
plan that nobody has tuned on.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy import (
    MEASURES,
    METADATA,
    ROOT,
    SHORT,
    Figures,
    Record,
    agreement,
    extracted,
    f1,
    scorer,
    table,
)

FOLDER = ROOT / "corpus" / "unseen"


@dataclass(frozen=True, slots=True)
class Unseen:
    """A plan, its gold table and its first reading."""

    file: Path
    gold: Record
    first: Record

    @property
    def name(self) -> str:
        return self.file.stem

    @property
    def now(self) -> Record:
        """What is read of it today."""
        return extracted(self.file)


def unseen_files() -> list[Path]:
    """The plans, in the order of their names."""
    return sorted(file for file in FOLDER.iterdir() if file.suffix in (".txt", ".docx"))


def unseen_plans() -> Iterator[Unseen]:
    """All of them."""
    for file in unseen_files():
        gold, first = (json.loads(file.with_suffix(f".{kind}.json").read_text("utf-8")) for kind in ("gold", "first"))
        yield Unseen(file, gold, first)


def figures_of(plan: Unseen, read: Record) -> Figures:
    """The strict figures of a reading of the plan."""
    return scorer().score(plan.gold, read)[0]


def pooled(plans: list[Unseen], which: str) -> dict[str, float]:
    """F1 of each measure over the values of all plans together; `which` is "first" or "now"."""
    counts: dict[str, Counter[str]] = {measure: Counter() for measure in MEASURES}
    right = rows = 0.0
    for plan in plans:
        figures = figures_of(plan, getattr(plan, which))
        for measure in MEASURES:
            if measure != "kind":
                counts[measure].update({key: figures[measure][key] for key in ("tp", "fp", "fn")})
        rows += figures["rows"]["tp"]
        right += figures["kind"] * figures["rows"]["tp"]
    out = {m: f1(c["tp"], c["fp"], c["fn"]) for m, c in counts.items() if m != "kind"}
    return {m: out[m] if m != "kind" else right / rows if rows else 1.0 for m in MEASURES}


def section() -> str:
    """The part of docs/accuracy.md."""
    plans = list(unseen_plans())
    rows = []
    for plan in plans:
        figures = figures_of(plan, plan.first), figures_of(plan, plan.now)
        cells = [" → ".join(f"{f[m] if m == 'kind' else f[m]['f1']:.3f}" for f in figures) for m in MEASURES]
        off = [key for key in METADATA if agreement(key, plan.gold["document"].get(key), plan.now["document"].get(key))
               .startswith("**")]  # fmt: skip
        rows.append((plan.name, str(len(plan.gold["tasks"])), *cells, ", ".join(off) or "–"))
    sums = pooled(plans, "first"), pooled(plans, "now")
    count = str(sum(len(plan.gold["tasks"]) for plan in plans))
    rows.append(("**all**", count, *(" → ".join(f"{s[m]:.3f}" for s in sums) for m in MEASURES), ""))
    head = ("plan", "gold rows", *SHORT.values(), "document fields off today")
    return NOTE + table(head, rows, numbers=1)


NOTE = """## Plans that nobody had tuned on

Plans by annotators who had not seen the code (corpus/unseen), nearly all prose: the figures of the first reading, an
arrow, those of today. **The first figures are what to expect of a new plan**; their mistakes were mended by class
since.

"""

"""`python -m benchmarks.editions`: score the comparison of two yearly editions on pairs made by corpus/editions.

Fifty pairs with fixed seeds from `MEASURED` on, spread over all plans of the corpus. Each is measured twice: *read*,
both editions typeset as DOCX, extracted by rules alone and compared, as `kehoach diff` does; and *records*, the gold
records themselves compared, which shows the comparison's own faults without the reader's. Who mends the comparison
looks at development seeds only (`--development`, `--errors SEED`).
"""

from __future__ import annotations

import argparse
import functools
import importlib
import itertools
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import regex

from benchmarks.accuracy import Record, f1, table

if TYPE_CHECKING:
    from corpus.editions import Edition
    from pipeline.records import Plan

MEASURED = 1_000_000
"""The first of the seeds that are measured; those below are for development."""
COUNT, WORKERS = 50, 2
SAME = 0.85
"""The least Dice of syllables at which a row is the gold row whose text is nearest to it."""
FIELDS = ("task", "targets", "deadlines", "lead_units", "coordinating_units", "products", "section")
WHOLE = ("split", "merged", "added", "removed")
"""Statuses whose fields are not compared."""
LEVELS = ("read", "records")
DIFF = "pipeline:diff"

Differ = Callable[["Plan", "Plan"], Any]
Key = tuple[frozenset[object], frozenset[object]]


@dataclass(slots=True)
class Count:
    """What was right, too much and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, other: Count) -> None:
        self.right, self.extra = self.right + other.right, self.extra + other.extra
        self.missed += other.missed

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        return f1(self.right, self.extra, self.missed)


@dataclass(slots=True)
class Score:
    """The figures of one pair: rows tied together, of how many changes the status is right, fields named.

    `kinds` counts (linked, all) by what was done to a task, `named` the fields one by one; `errors` is in words.
    """

    links: Count
    status: Count
    fields: Count
    named: dict[str, Count]
    kinds: dict[str, tuple[int, int]]
    errors: tuple[str, ...] = ()

    @property
    def quality(self) -> float:
        """One figure to sort by."""
        return self.links.f1 + self.status.recall + self.fields.f1


@dataclass(frozen=True, slots=True)
class Result:
    """A pair of editions and its scores by level."""

    name: str
    seed: int
    rows: tuple[int, int]
    scores: Mapping[str, Score]
    seconds: float = field(compare=False, default=0.0)


# --- scoring ----------------------------------------------------------------------------------------------------------


def bag(text: str) -> Counter[str]:
    """The syllables of a text."""
    return Counter(regex.findall(r"\w+", unicodedata.normalize("NFC", text).casefold()))


def dice(a: Counter[str], b: Counter[str]) -> float:
    """How much of two bags is shared, 0 to 1."""
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 0.0


class Keys:
    """Names rows by the gold text that each is nearest to."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.bags = [bag(text) for text in texts]
        self.known: dict[str, object] = {}

    def of(self, rows: Iterable[str | Record]) -> frozenset[object]:
        """The places of the rows among the gold texts; a row that is like none keeps its own words."""
        return frozenset(self._one(row if isinstance(row, str) else row["task"]) for row in rows)

    def _one(self, text: str) -> object:
        if text not in self.known:
            own = bag(text)
            likeness, place = max(((dice(own, b), -i) for i, b in enumerate(self.bags)), default=(0.0, 0))
            self.known[text] = -place if likeness >= SAME else ("?", text[:60])
        return self.known[text]


def score(gold: Sequence[Record], predicted: Sequence[Record]) -> Score:
    """The contract of score_diff.py: links by rows, then status and fields of what is linked."""
    old, new = (Keys([text for change in gold for text in change[side]]) for side in ("old", "new"))

    def keyed(changes: Sequence[Record]) -> dict[Key, Record]:
        return {(old.of(change["old"]), new.of(change["new"])): change for change in changes}

    wanted, had = keyed(gold), keyed(predicted)
    both = [key for key in wanted if key in had]
    links = Count(len(both), len(had) - len(both), len(wanted) - len(both))
    right = sum(wanted[key]["status"] == had[key]["status"] for key in both)
    named = {name: Count() for name in FIELDS}
    errors: list[str] = []
    for key in both:
        want, have = wanted[key], had[key]
        if want["status"] not in WHOLE:
            fields, found = set(want["fields"]), {f["field"] for f in have.get("fields") or ()}
            for name in fields | found:
                count = named.setdefault(name, Count())
                count.add(Count(int(name in fields & found), int(name in found - fields), int(name in fields - found)))
            if fields == found and want["status"] == have["status"]:
                continue
        elif want["status"] == have["status"]:
            continue
        errors.append(_told(want, have))
    errors += [_told(change, None) for key, change in wanted.items() if key not in had]
    pooled = Count()
    for count in named.values():
        pooled.add(count)
    kinds = _kinds((change, key in had) for key, change in wanted.items())
    return Score(links, Count(right, 0, len(wanted) - right), pooled, named, kinds, tuple(errors))


def _kinds(changes: Iterable[tuple[Record, bool]]) -> dict[str, tuple[int, int]]:
    """(linked, all) by what was done; a task of which two things were changed counts in both."""
    found: dict[str, tuple[int, int]] = {}
    for change, linked in changes:
        for kind in dict.fromkeys(change.get("edits") or [change["status"]]):
            right, every = found.get(kind, (0, 0))
            found[kind] = (right + linked, every + 1)
    return found


def _told(want: Record, have: Record | None) -> str:
    had = "not linked" if have is None else f"{have['status']} {sorted(f['field'] for f in have.get('fields') or ())}"
    rows = " | ".join([*(f"- {text}" for text in want["old"]), *(f"+ {text}" for text in want["new"])])
    return f"{want['status']} {sorted(want['fields'])} [{', '.join(want.get('edits') or ())}], had {had}: {rows}"


# --- the pairs --------------------------------------------------------------------------------------------------------


def pairs(*, development: bool = False) -> list[tuple[str, int]]:
    """The plans and seeds that are measured, every plan of the corpus two or three times."""
    from corpus.build import plan_names

    first = 0 if development else MEASURED
    return [(name, first + i) for i, name in zip(range(COUNT), itertools.cycle(plan_names()), strict=False)]


def differ(name: str = DIFF) -> Differ | None:
    """The comparison to measure ("module:function"), None where it does not exist."""
    module, _, function = name.partition(":")
    try:
        found = getattr(importlib.import_module(module), function, None)
    except ImportError:
        return None
    return found if callable(found) else None


def read(edition: Edition) -> tuple[Plan, Plan]:
    """Both editions as the extraction reads their DOCX."""
    from corpus.build import word_file
    from pipeline import extract

    old, new = (
        extract(word_file(plan), name=f"{edition.name}-{side}.docx", ner=False)
        for plan, side in ((edition.old, "old"), (edition.new, "new"))
    )
    return old, new


def records(edition: Edition) -> tuple[Plan, Plan]:
    """Both editions as their gold tables have them."""
    old, new = (_plan_of(plan) for plan in (edition.old, edition.new))
    return old, new


def _plan_of(source: Any) -> Plan:
    import datetime as dt

    from corpus.annotate import gold
    from pipeline.records import DocumentInfo, Plan
    from pipeline.stored import task_of

    data = gold(source)
    document = data["document"]
    info = DocumentInfo(
        file=f"{source.name}.docx",
        type=document["type"],
        number=document["number"],
        issued=dt.date.fromisoformat(document["issued"]),
        issuer=document["issuer"],
        title=document["title"],
        years=tuple(document["years"]),
    )
    return Plan(info, tuple(task_of({**task, "id": f"t{i}"}) for i, task in enumerate(data["tasks"], start=1)))


def evaluate(name: str, seed: int, diff: str = DIFF, levels: Sequence[str] = LEVELS) -> Result:
    """Makes, reads, compares and scores one pair."""
    from corpus.editions import edition

    start = time.perf_counter()
    compare = differ(diff)
    assert compare is not None
    drawn = edition(name, seed)
    wanted = drawn.gold()["changes"]
    scores = {}
    for level in levels:
        old, new = read(drawn) if level == "read" else records(drawn)
        compared = compare(old, new)
        found = compared if isinstance(compared, dict) else compared.to_dict()
        scores[level] = score(wanted, found["changes"])
    rows = tuple(len({text for change in wanted for text in change[side]}) for side in ("old", "new"))
    return Result(name, seed, (rows[0], rows[1]), scores, time.perf_counter() - start)


def measure(which: Sequence[tuple[str, int]], diff: str = DIFF, levels: Sequence[str] = LEVELS) -> list[Result]:
    """Scores the pairs in two processes."""
    run = functools.partial(_evaluate, diff=diff, levels=tuple(levels))
    if len(which) < 4:
        return [run(pair) for pair in which]
    with ProcessPoolExecutor(WORKERS) as pool:
        return list(pool.map(run, which, chunksize=5))


def _evaluate(pair: tuple[str, int], diff: str, levels: tuple[str, ...]) -> Result:
    return evaluate(*pair, diff=diff, levels=levels)


# --- what is shown ----------------------------------------------------------------------------------------------------


def summary(results: Sequence[Result]) -> str:
    """Links, status and fields of each level: pooled over the pairs, and the mean of the pairs."""
    rows = []
    for level in _levels(results):
        scores = [result.scores[level] for result in results]
        links, fields, status = (_pooled(getattr(s, part) for s in scores) for part in ("links", "fields", "status"))
        rows.append((level, "pooled", *(f"{figure:.3f}" for figure in _figures(links, status, fields))))
        of_pairs = zip(*(_figures(s.links, s.status, s.fields) for s in scores), strict=True)
        rows.append(("", "mean", *(f"{sum(column) / len(column):.3f}" for column in of_pairs)))
    head = ("level", "", "links P", "links R", "links F1", "status", "fields P", "fields R", "fields F1")
    return table(head, rows, numbers=2)


def _figures(links: Count, status: Count, fields: Count) -> tuple[float, ...]:
    return (links.precision, links.recall, links.f1, status.recall, fields.precision, fields.recall, fields.f1)


def by_kind(results: Sequence[Result]) -> str:
    """The share of changes whose rows are tied together rightly, by what was done to the task."""
    totals: dict[str, dict[str, tuple[int, int]]] = {}
    for level in _levels(results):
        for result in results:
            for kind, (right, every) in result.scores[level].kinds.items():
                old = totals.setdefault(kind, {}).get(level, (0, 0))
                totals[kind][level] = (old[0] + right, old[1] + every)
    levels = _levels(results)
    rows = []
    for kind, of_kind in sorted(totals.items(), key=lambda pair: -pair[1][levels[0]][1]):
        shares = (f"{of_kind[level][0] / of_kind[level][1]:.3f}" for level in levels)
        rows.append((KINDS.get(kind, kind), str(of_kind[levels[0]][1]), *shares))
    return table(("what was done", "changes", *levels), rows, numbers=1)


def by_field(results: Sequence[Result]) -> str:
    """F1 of naming each field as changed, among tasks rightly tied together."""
    rows = []
    for name in FIELDS:
        counts = [_pooled(r.scores[level].named[name] for r in results) for level in _levels(results)]
        support = counts[0].right + counts[0].missed
        rows.append((name.replace("_", " "), str(support), *(f"{count.f1:.3f}" for count in counts)))
    return table(("field", "changed", *_levels(results)), rows, numbers=1)


def worst(results: Sequence[Result], count: int) -> str:
    """The pairs with the lowest figures."""
    level = _levels(results)[0]
    rows = []
    for result in sorted(results, key=lambda r: (r.scores[level].quality, r.name))[:count]:
        found = result.scores[level]
        figures = (found.links.f1, found.status.recall, found.fields.f1)
        sizes = f"{result.rows[0]} / {result.rows[1]}"
        rows.append((result.name, str(result.seed), sizes, *(f"{figure:.3f}" for figure in figures)))
    return table(("plan", "seed", "rows", "links F1", "status", "fields F1"), rows, numbers=2)


KINDS = {
    "unchanged": "nothing but the year",
    "replaced": "dropped, another task in its place",
    "sibling": "added, much like an old task",
    "synonym": "reworded by synonym",
    "rule": "reworded by construction",
    "heavy": "reworded heavily",
    "paraphrase": "said anew",
    "moved": "moved to another section",
    "redated": "another time",
    "retargeted": "another figure",
    "reassigned": "another unit leads",
    "coordinated": "other units help",
    "product": "another product",
    "inherited": "changed by a heading or a task above",
    "time moved": "the time at another place of the sentence",
}


def _levels(results: Sequence[Result]) -> tuple[str, ...]:
    return tuple(results[0].scores)


def _pooled(counts: Iterable[Count]) -> Count:
    total = Count()
    for count in counts:
        total.add(count)
    return total


def section() -> str:
    """The Markdown of docs/accuracy.md on two editions: measures all pairs (a minute); "" before there is a diff."""
    if differ() is None:
        return ""
    results = measure(pairs())
    parts = (
        f"## Two editions of a plan\n\n{NOTE}",
        summary(results),
        f"### By what was done to a task\n\n{KIND_NOTE}",
        by_kind(results),
        "### By field",
        by_field(results),
        "### The worst five pairs",
        worst(results, 5),
    )
    return "\n\n".join(parts)


NOTE = """Pairs of yearly editions made by `corpus/editions` (`python -m benchmarks.editions`) from the plans of the
corpus, gold known by construction, seeds fixed and not looked at when the comparison is mended. *Read*: both editions
are typeset as DOCX and extracted by rules alone; *records*: the gold records are compared, so that what is missing is
the comparison's own. *Links* ties the right rows together (every row of both editions is in one change), *status* is
right for a change only when its rows are, *fields* names what changed in tasks rightly tied together. The contract is
that of ../shared/eval/score_diff.py."""
KIND_NOTE = """The share of changes whose rows are tied together rightly; a task of which two things were changed counts
twice."""


def main(args: Sequence[str] | None = None) -> None:
    """Measure and print the tables; or the errors of one development seed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.editions", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--development", action="store_true", help="as many pairs, of development seeds")
    parser.add_argument("--errors", type=int, metavar="SEED", help="every disagreement of a development seed")
    parser.add_argument("--plan", help="this plan alone")
    parser.add_argument("--level", choices=LEVELS, help="this level alone")
    parser.add_argument("--worst", type=int, default=10, help="how many of the worst pairs are told")
    parser.add_argument("--diff", default=DIFF, metavar="MODULE:FUNCTION", help="the comparison to measure")
    wish = parser.parse_args(args)
    if differ(wish.diff) is None:
        sys.exit(f"There is no {wish.diff} to measure.")
    levels = (wish.level,) if wish.level else LEVELS
    which = pairs(development=wish.development)
    if wish.errors is not None:
        if wish.errors >= MEASURED:
            sys.exit(f"Seeds from {MEASURED} on are measured and not looked at; take one below.")
        names = [name for name, seed in pairs(development=True) if seed == wish.errors] or [which[0][0]]
        for level in levels:
            result = evaluate(wish.plan or names[0], wish.errors, wish.diff, (level,))
            print(f"{result.name} {result.seed}, {level}:", *(f"  {e}" for e in result.scores[level].errors), sep="\n")
        return
    start = time.perf_counter()
    results = measure([pair for pair in which if wish.plan in (None, pair[0])], wish.diff, levels)
    print(summary(results), by_kind(results), by_field(results), worst(results, wish.worst), sep="\n\n")
    print(f"\n{len(results)} pairs in {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()

"""The deadline grammar beside dateparser, on the phrases of tests/extractors/deadline_phrases.txt.

dateparser (scrapinghub, BSD) knows Vietnamese and is what a programmer would reach for.  It is made to read a date that
somebody has already found, so it gets its best case here: the bare words of the time and not the sentence, day before
month, the plan's day of issue as "today", and of its settings those with which it does best on this very table.
"""

from __future__ import annotations

import calendar
import datetime as dt
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from extractors.deadlines import Deadline, find_deadlines

PHRASES = Path(__file__).parents[1] / "tests" / "extractors" / "deadline_phrases.txt"
YEARS, ISSUED = (2026,), dt.date(2026, 1, 15)
"""The plan that the phrases are read in, as the file says."""

KINDS = {
    "D": "day",
    "M": "month",
    "Q": "quarter",
    "H": "half",
    "Y": "year",
    "P": "period",
    "R": "recurrence",
    "C": "condition",
    "O": "ongoing",
    "U": "no day (unknown)",
}
OUTCOMES = ("right", "silent", "silently wrong", "not expressible")
MONTHS = {"M": 1, "Q": 3, "H": 6}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line of the table: its text, whether it is a time cell, and the deadlines that it should give, as codes."""

    text: str
    cell: bool
    codes: tuple[str, ...]


def section() -> str:
    """The comparison as a section of docs/accuracy.md."""
    table = list(phrases())
    ours, *theirs = counts(table)
    right, invented = quiet(table)
    total = Counter({kind: sum(ours[kind].values()) for kind in KINDS})
    lines = [
        "## Deadline phrases, beside dateparser",
        "",
        f"{sum(total.values())} deadlines in {sum(bool(p.codes) for p in table)} phrases of "
        f"`tests/extractors/{PHRASES.name}`, read in a plan of 2026 issued on 15/01/2026. The grammar was made on this "
        "table and is tested to read all of it: its column shows what can be expressed, and is no measure of how it "
        f"reads other plans. dateparser {version('dateparser')} gets only the bare words of each time, found by the "
        "grammar and not the sentence, day before month, the day of issue as its “today”, and of its settings those "
        "with which it does best here. Its answer is right where it is the day, or the first or last day of the "
        "window. It gives one day: what recurs, hangs on an event or has no day it can only leave alone (not "
        "expressible), and any day that it gives for such words is silently wrong. `parse` reads the words as a whole, "
        "`search_dates` looks for dates among them (its last one counts).",
        "",
        "| kind | deadlines | ours: right | silent | silently wrong | `parse`: right | silent | silently wrong "
        "| not expressible | `search_dates`: right | silent | silently wrong | not expressible |",
        "|" + " --- |" * 13,
    ]
    for kind, name in KINDS.items():
        if total[kind]:
            lines.append(_row(name, total[kind], ours[kind], *(way[kind] for way in theirs)))
    lines.append(_row("all", sum(total.values()), _sum(ours), *map(_sum, theirs)))
    lines += [
        "",
        f"Of {sum(not p.codes for p in table)} phrases that name a time and no deadline (cited documents, names, "
        f"feasts, cut-offs) the grammar leaves {right} alone and reads a deadline into {invented}; dateparser was not "
        "asked, it has no notion of them.",
        "",
    ]
    return "\n".join(lines)


def phrases() -> Iterator[Phrase]:
    """The lines of the table in their order."""
    cell = False
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            cell = "cells" in line
        elif line and not line.startswith("#"):
            text, _, answers = line.partition(" =>")
            yield Phrase(text.replace("\\n", "\n"), cell, tuple(c.strip() for c in answers.split("|") if c.strip()))


def counts(table: list[Phrase]) -> tuple[dict[str, Counter[str]], ...]:
    """The outcomes by kind of deadline: the grammar's, dateparser's by `parse` and by `search_dates`."""
    ours, *theirs = ({kind: Counter[str]() for kind in KINDS} for _ in range(3))
    ways = dateparser_ways()
    for phrase in table:
        found = find_deadlines(phrase.text, years=YEARS, issued=ISSUED, cell=phrase.cell)
        left = [(code(d), d.raw) for d in found]
        for wanted in phrase.codes:
            match = next((pair for pair in left if pair[0] == wanted), None)
            if match:
                left.remove(match)
            outcome = "right" if match else "silently wrong" if left else "silent"
            ours[wanted[0]][outcome] += 1
            for read, outcomes in zip(ways, theirs, strict=True):
                outcomes[wanted[0]][judged(read(match[1] if match else phrase.text), wanted)] += 1
    return ours, *theirs


def quiet(table: list[Phrase]) -> tuple[int, int]:
    """Of the phrases without a deadline: how many are left alone, into how many one is read."""
    empty = [p for p in table if not p.codes]
    invented = sum(bool(find_deadlines(p.text, years=YEARS, issued=ISSUED, cell=p.cell)) for p in empty)
    return len(empty) - invented, invented


def dateparser_ways() -> tuple[Callable[[str], dt.date | None], ...]:
    """dateparser's `parse` and `search_dates` as functions from words to a day, None where they give none."""
    import dateparser
    from dateparser.search import search_dates

    settings = {
        "RELATIVE_BASE": dt.datetime(ISSUED.year, ISSUED.month, ISSUED.day),
        "PREFER_DATES_FROM": "current_period",
        "PREFER_DAY_OF_MONTH": "first",
        "DATE_ORDER": "DMY",
    }

    def parse(words: str) -> dt.date | None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = dateparser.parse(" ".join(words.split()), languages=["vi"], settings=settings)
        return found.date() if found else None

    def search(words: str) -> dt.date | None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = search_dates(" ".join(words.split()), languages=["vi"], settings=settings)
        return found[-1][1].date() if found else None

    return parse, search


def judged(day: dt.date | None, wanted: str) -> str:
    """The outcome of an answer of one day to the deadline of this code ("D 2026-06-30 b")."""
    window = window_of(wanted)
    if day is None:
        return "silent" if window else "not expressible"
    return "right" if day in window else "silently wrong"


def window_of(wanted: str) -> tuple[dt.date, ...]:
    """First and last day of a code's window, as far as it has them: "Q 2026-2" -> 1/4 and 30/6."""
    kind, *rest = wanted.split()
    if kind not in "DMQHYP" or not rest or rest[0] in ("o", "b"):
        return ()
    if kind == "D":
        return (dt.date.fromisoformat(rest[0]),)
    if kind == "P":
        return tuple(dt.date.fromisoformat(day) for day in rest[0].split("..") if day)
    if kind == "Y":
        return dt.date(int(rest[0]), 1, 1), dt.date(int(rest[0]), 12, 31)
    year, number = map(int, rest[0].split("-"))
    last = number * MONTHS[kind]
    first = dt.date(year, last - MONTHS[kind] + 1, 1)
    return first, dt.date(year, last, calendar.monthrange(year, last)[1])


def code(found: Deadline) -> str:
    """A deadline as the table writes it: "Q 2026-2 o"."""
    covers = found.rrule.replace("FREQ=", "") if found.rrule else ""
    if found.kind == "date":
        covers = str(found.end)
    elif found.kind == "period" and (found.start or found.end):
        covers = f"{found.start or ''}..{found.end or ''}"
    elif found.start and found.kind != "period":
        months = {
            "month": f"-{found.start.month:02}",
            "quarter": f"-{(found.start.month + 2) // 3}",
            "half": f"-{found.start.month // 7 + 1}",
        }
        covers = f"{found.start.year}{months.get(found.kind, '')}"
    bound = {"before": "b", "on_or_before": "o"}.get(found.bound or "", "")
    return " ".join(part for part in (found.kind[0].upper(), covers, bound) if part)


def _row(name: str, total: int, ours: Counter[str], *theirs: Counter[str]) -> str:
    cells = [ours[o] for o in OUTCOMES[:3]] + [way[o] for way in theirs for o in OUTCOMES]
    return f"| {name} | {total} | " + " | ".join(str(n) if n else "–" for n in cells) + " |"


def _sum(by_kind: dict[str, Counter[str]]) -> Counter[str]:
    return sum(by_kind.values(), Counter())


if __name__ == "__main__":
    print(section())

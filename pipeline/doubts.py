"""Doubts: signs that a field of a row was overlooked or read wrong, found in the row itself. They feed its confidence.

A rule that is silent leaves no trace of what it could not read, but the words stay: a time that no deadline covers, a
figure that no target covers, a doer at the head of the sentence that no unit covers.  Each sign is a code; how much
each costs was measured on plans that the rules had not seen (`benchmarks.tune_confidence`, `lexicon/confidence.toml`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

import regex

from extractors.deadlines import stands_apart
from extractors.lexicon import load
from extractors.making import grammar
from extractors.phrases import any_of, caseless
from extractors.unit_heads import head_at
from pipeline.records import INHERITED, NER, RULE, TABLE, Task

CODES = (
    "time-left",
    "time-named",
    "time-in-name",
    "several-times",
    "open-time",
    "figure-left",
    "doer-left",
    "unit-in-lower-case",
    "unit-by-model",
    "lead-inherited",
    "helpers-inherited",
    "product-left",
    "several-products",
    "long-text",
    "prose",
    "flattened",
    "doubtful-cells",
)
"""Every code that `doubts` may give, in the order of the fields."""

LONG = 60  # syllables; two sentences and more


def doubts(task: Task, *, flattened: bool = False, doubtful: bool = False) -> tuple[str, ...]:
    """The codes of `CODES` that hold for the row, in that order.

    `flattened` and `doubtful` are what the reader of its table says (`pipeline.flattened`, `Row.doubtful`).
    """
    found = _found(task)
    if flattened:
        found.add("flattened")
    if doubtful:
        found.add("doubtful-cells")
    return tuple(code for code in CODES if code in found)


def _found(task: Task) -> set[str]:
    origins = task.origins
    in_table = TABLE in origins.values()
    text = _without(task.task, (c.span for c in task.citations))
    units = (*task.lead_units, *task.coordinating_units)
    named = _blanked(text, (*task.products, *units))
    found: set[str] = set()
    if not in_table:
        found.add("prose")
    left = [m.span() for m in _time().finditer(_blanked(named, (d.raw for d in task.deadlines)))]
    if left:
        found.add("time-left" if any(not stands_apart(task.task, *span) for span in left) else "time-named")
    if any(_time().search(name) for name in (*task.products, *units)):
        found.add("time-in-name")
    if len(task.deadlines) > 1 and origins.get("deadlines") == RULE:
        found.add("several-times")
    if any(
        d.kind in ("unknown", "conditional") or not (d.end or d.rrule or d.kind == "ongoing") for d in task.deadlines
    ):
        found.add("open-time")
    read = (*(d.raw for d in task.deadlines), *(t.raw for t in task.targets))
    if _figure().search(_blanked(named, read)):
        found.add("figure-left")
    if origins.get("lead_units") not in (RULE, TABLE, NER) and _names_doer(task.task):
        found.add("doer-left")
    if any(name[:1].islower() for name in task.lead_units):
        found.add("unit-in-lower-case")
    if task.by_model:
        found.add("unit-by-model")
    if origins.get("lead_units") == INHERITED:
        found.add("lead-inherited")
    if origins.get("coordinating_units") == INHERITED:
        found.add("helpers-inherited")
    if not in_table and not task.products and grammar().verb.search(text):
        found.add("product-left")
    if not in_table and len(task.products) > 1:
        found.add("several-products")
    if len(task.task.split()) > LONG:
        found.add("long-text")
    return found


def _names_doer(text: str) -> bool:
    """Whether the text begins with a unit, a post or "Mỗi …"."""
    return head_at(text, 0) is not None or _each().match(text) is not None


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _blanked(text: str, parts: Iterable[str]) -> str:
    """The text, offset for offset, without the first occurrence of each part."""
    for part in parts:
        text = text.replace(part, " " * len(part), 1) if part else text
    return text


@functools.cache
def _time() -> regex.Pattern[str]:
    """Words of time: "tháng 3", "20/11", "hằng quý", "02 lần/năm"; not "05 ngành", "03-05 dự án"."""
    words = load("doubts")["time"]
    return caseless(
        rf"(?<!\p{{L}}){any_of(words['counted'])}\s+\d|(?<!\p{{L}}){any_of(words['alone'])}(?!\p{{L}})"
        rf"|/\s*{any_of(words['per'])}(?!\p{{L}})|(?<![\d/.,])\d{{1,2}}(?:/\d{{1,2}}(?:/\d{{4}})?|[.-]\d{{1,2}}[.-]\d{{4}})(?![\d/%,])"
    )


@functools.cache
def _figure() -> regex.Pattern[str]:
    """A figure with what it counts: "95%", "300 cây xanh"; not "tháng 3", "12/KH-UBND"."""
    words = load("doubts")["figures"]
    return caseless(rf"(?<![\w/.,-])\d[\d.,]*\s*(?:%|(?!{any_of(words['not_goals'])}(?!\p{{L}}))\p{{Ll}}{{2,}})")


@functools.cache
def _each() -> regex.Pattern[str]:
    """ "Mỗi thôn", "Từng giáo viên"; not "Mọi nơi"."""
    return caseless(rf"{any_of(load('doubts')['units']['distributive'])}\s+\p{{L}}")

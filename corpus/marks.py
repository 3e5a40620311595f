"""Text with its annotation in it: `[Sở Y tế](lead) trình [UBND tỉnh](to) [trước ngày 15/3/2026](before 2026-03-15)`.

A mark is `[words](label)` or `[words](label value)`; marks may stand inside one another.  The labels:

- units: `lead` (who leads or does it), `coord` (who helps), `to` (who receives, decides or approves), `unit` (any other
  mention of an office, a post or a group of them);
- `product`, `cite` (a cited document), `person` (a person's name);
- deadlines: `before`, `by` (on or before), `on` with a day; `month`, `quarter`, `half`, `year` with the stretch and
  perhaps `by` or `before`; `period` with `first..last`; `every` with an RFC 5545 rule; `when` (conditional, perhaps
  `before`); `always`; `time` where only the words count;
- targets: `>=`, `>`, `<=`, `<`, `=` with number and unit; `target` where only the words count.

The values follow gold/GUIDELINE.md.  Literal brackets are written `\\[` and `\\]`.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from corpus import model
from corpus.model import Goal, Mark, When

ENTITY_TYPES = {
    "lead": "UNIT",
    "coord": "UNIT",
    "to": "UNIT",
    "unit": "UNIT",
    "product": "PRODUCT",
    "cite": "CITATION",
    "person": "PERSON",
}
"""The entity type of each label; those of deadlines and targets are DEADLINE and TARGET."""
TIMES = ("before", "by", "on", "month", "quarter", "half", "year", "period", "every", "when", "always", "time")
GOALS = (">=", ">", "<=", "<", "=", "target")
# "](lead)", "](before 2026-03-15)", "](>= 95 %)"; not "] (xem phụ lục)"
CLOSING = regex.compile(r"\]\((?P<label>[a-z]+|[<>]=?|=)(?: (?P<value>[^()]*))?\)")
BOUNDS = {None: None, "by": "on_or_before", "before": "before"}


def entity_type(mark: Mark) -> str:
    """UNIT, PRODUCT, DEADLINE, TARGET, CITATION or PERSON."""
    return "DEADLINE" if mark.label in TIMES else "TARGET" if mark.label in GOALS else ENTITY_TYPES[mark.label]


def read_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The plain text and its marks, by start, the outer before the inner. ValueError names what cannot be read."""
    plain: list[str] = []
    length = at = 0
    opened: list[int] = []
    marks: list[Mark] = []
    while at < len(marked):
        sign, step = marked[at], 1
        if marked[at : at + 2] in ("\\[", "\\]"):
            plain.append(marked[at + 1])
            length, step = length + 1, 2
        elif sign == "[":
            opened.append(length)
        elif sign == "]":
            found = CLOSING.match(marked, at)
            if found is None or not opened:
                raise ValueError(f"a mark without its label near {marked[max(0, at - 30) : at + 20]!r}")
            start, label = opened.pop(), found["label"]
            if label not in ENTITY_TYPES and label not in TIMES and label not in GOALS:
                raise ValueError(f"unknown label {label!r} in {marked!r}")
            marks.append(Mark(label, (found["value"] or "").strip(), (start, length), "".join(plain)[start:length]))
            step = found.end() - at
        else:
            plain.append(sign)
            length += 1
        at += step
    if opened:
        raise ValueError(f"a mark that is not closed in {marked!r}")
    text = "".join(plain)
    for mark in marks:
        if not mark.text or mark.text != mark.text.strip():
            raise ValueError(f"a mark begins or ends with a blank: {marked!r}")
    return text, tuple(sorted(marks, key=lambda m: (m.span[0], -m.span[1])))


def write_marks(text: str, marks: Sequence[Mark]) -> str:
    """The text with marks in it again, what `read_marks` reads; labels without their values."""
    opening: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=lambda m: (m.span[0], -m.span[1])):
        opening.setdefault(mark.span[0], []).append(mark)
    out: list[str] = []
    open_marks: list[Mark] = []
    for at in range(len(text) + 1):
        while open_marks and open_marks[-1].span[1] == at:
            out.append(f"]({short_label(open_marks.pop())})")
        for mark in opening.get(at, ()):
            out.append("[")
            open_marks.append(mark)
        letter = text[at : at + 1]
        out.append(f"\\{letter}" if letter and letter in "[]" else letter)
    return "".join(out)


def short_label(mark: Mark) -> str:
    """The label without what the words mean: any deadline is `time`, any target `target`."""
    return {"DEADLINE": "time", "TARGET": "target"}.get(entity_type(mark), mark.label)


def outermost(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks that stand in no other."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.span[0], -m.span[1])):
        if not kept or mark.span[0] >= kept[-1].span[1]:
            kept.append(mark)
    return tuple(kept)


def when_of(mark: Mark) -> When:
    """The deadline that a mark states. ValueError where its value cannot be read."""
    raw, value = mark.text, mark.value
    bound: str | None
    if mark.label in ("before", "by", "on"):
        return model.by(raw, _day(value), BOUNDS.get(mark.label))
    if mark.label == "every":
        rule, _, bound = value.partition(" ")
        return model.recurring(raw, rule, BOUNDS[bound or None])
    if mark.label == "when":
        return model.conditional(raw, BOUNDS[value or None])
    if mark.label == "always":
        return model.ongoing(raw)
    stretch, _, word = value.partition(" ")
    bound = BOUNDS[word or None]
    if mark.label == "month":
        return model.month(raw, _day(stretch + "-01"), bound)
    if mark.label == "quarter":
        return model.quarter(raw, int(stretch[:4]), int(stretch[-1]), bound)
    if mark.label == "half":
        return model.half(raw, int(stretch[:4]), int(stretch[-1]), bound)
    if mark.label == "year":
        return model.whole_year(raw, int(stretch), bound)
    if mark.label == "period":
        first, _, last = stretch.partition("..")
        return model.period(raw, _day(first) if first else None, _day(last) if last else None, bound)
    raise ValueError(f"the mark of {raw!r} does not say what it means")


def goal_of(mark: Mark) -> Goal:
    """The target that a mark states: `>= 95 %`, `= 40 học sinh`; `>=` alone is a level without a number."""
    number, _, unit = mark.value.partition(" ")
    if mark.label == "target":
        raise ValueError(f"the mark of {mark.text!r} does not say what it means")
    return Goal(mark.text, mark.label, float(number) if number else None, unit.strip() or None)


def _day(value: str) -> str:
    import datetime as dt

    return dt.date.fromisoformat(value).isoformat()

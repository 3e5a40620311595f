"""Changes of what a task says beside its wording: deadline, target, doers, product."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from dataclasses import dataclass, replace
from typing import Any

import regex

from corpus import model
from corpus.editions.data import DATA
from corpus.editions.tree import Branch, reword, with_cell
from corpus.editions.words import COMMON
from corpus.marks import GOALS, TIMES
from corpus.model import Goal, Note, Row, Values, When

# "15/3/2026", "15/3", "15 tháng 3 năm 2026", "15 tháng 3"; not "3/2026", "24/24"
DAY = regex.compile(
    r"(?<![\d/])(?P<day>\d{1,2})(?P<sep>/|\s+tháng\s+)(?P<month>1[0-2]|0?[1-9])(?![\d])(?P<rest>(?:/|\s+năm\s+)(?P<year>20\d\d))?"
)
# "tháng 5", "Tháng 01/2026", "tháng 9 năm 2026"
MONTH = regex.compile(r"(?i)\btháng (?P<month>\d{1,2})(?P<rest>(?:/|\s+năm\s+)20\d\d)?(?![/\d])")
# "quý I", "Quý IV/2026", "quý 2 năm 2026"
QUARTER = regex.compile(r"(?i)\bquý (?P<quarter>IV|I{1,3}|[1-4])\b")
# "85", "2.850", "61,5", "05", "1.260"
NUMBER = regex.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
# "trong thời hạn 45 ngày kể từ …"
DAYS = regex.compile(r"\d+(?= ngày)")
ROMAN = ("", "I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the edits of a plan draw from: chance, the units of the plan, its years and its day of issue."""

    chance: random.Random
    leads: Values
    coords: Values
    years: tuple[int, ...]
    issued: dt.date


def printed_times(branch: Branch) -> str:
    """Which column of a row prints its time; "" for an item."""
    return "when" if isinstance(branch.node, Row) and "when" in dict(branch.node.cells) else ""


def say(branch: Branch, labels: tuple[str, ...], old: str, new: str, roles: tuple[str, ...], fits: int = 1) -> bool:
    """Prints `new` for `old` wherever the record prints it: in its words, a line below it, or a cell. False if nowhere.

    `old` in a sentence must be a span of one of the labels. A capital at its place stays.
    """
    done = False
    words = branch.words
    if words is not None:
        for span in reversed(words.spoken(*labels)):
            if " ".join(words.words(span).split()) == old:
                small = new[:1].lower() + new[1:] if new.startswith(COMMON) else new
                fresh = new[:1].upper() + new[1:] if span.start == 0 else small
                words, done = words.put(span.start, span.end, fresh), True
        if done:
            reword(branch, words)
    if isinstance(branch.node, Row):
        for role, text in branch.node.cells:
            if role in roles and text and old in text:
                branch.node, done = with_cell(branch.node, role, text.replace(old, new, fits)), True
    for child in branch.below:
        if isinstance(child.node, Note) and old in child.node.text:
            child.node, done = replace(child.node, text=child.node.text.replace(old, new, 1)), True
    return done


def redate(branch: Branch, setting: Setting) -> bool:
    """Another day, month, quarter or rhythm for a deadline that the record prints."""
    node = branch.record
    for when in sorted(node.when or (), key=lambda _: setting.chance.random()):
        moved = _in_force(when, setting)
        if moved is None or moved.raw.casefold() == when.raw.casefold():
            continue
        if not say(branch, TIMES, when.raw, moved.raw, ("when",)):
            continue
        times = tuple(
            moved if w is when or w.raw in (when.raw, moved.raw, moved.raw[:1].upper() + moved.raw[1:]) else w
            for w in branch.record.when or ()
        )
        printed = _as_printed(branch, moved)
        branch.node = replace(branch.record, when=tuple(printed if w is moved else w for w in times))
        return True
    return False


def _in_force(when: When, setting: Setting) -> When | None:
    """The deadline at another time that the plan does not come too late for, where the old one was not over either."""
    over = setting.issued.isoformat()
    for _ in range(12):
        moved = later(when, setting)
        if moved is None or not moved.end or not when.end or moved.end > over or when.end <= over:
            return moved
    return None


def _as_printed(branch: Branch, when: When) -> When:
    """The deadline with the capital that its place gives it."""
    if branch.words is not None:
        for span in branch.words.spoken(*TIMES):
            if branch.words.words(span).casefold() == when.raw.casefold():
                return replace(when, raw=branch.words.words(span))
    return when


def later(when: When, setting: Setting) -> When | None:
    """The deadline at another time, printed in the same shape; None where it has no time that can be moved."""
    chance, raw = setting.chance, when.raw
    if when.kind == "recurring" or when.kind == "ongoing":
        rhythms = [r for r in DATA["rhythms"] if r["rrule"] != when.rrule and when.bound is None]
        rhythm = chance.choice(rhythms) if rhythms and raw.casefold() in DATA["plain_rhythms"] else None
        return model.recurring(_cased(rhythm["raw"], raw), rhythm["rrule"]) if rhythm else None
    if when.kind == "date" and when.end and "kể từ" in raw:
        days = DAYS.search(raw)
        old = int(days.group()) if days else 0
        new = chance.choice([d for d in (10, 15, 20, 30, 45, 60) if d != old])
        if not days or (dt.date.fromisoformat(when.end) - setting.issued).days != old:
            return None
        return replace(when, raw=DAYS.sub(f"{new:02d}", raw, 1), end=(setting.issued + dt.timedelta(new)).isoformat())
    if when.kind == "date" and when.end:
        end = _another_day(dt.date.fromisoformat(when.end), setting)
        return _print_days(when, {when.end: end})
    if when.kind == "period" and when.end and when.start and len(DAY.findall(raw)) == 2:
        end = _another_day(dt.date.fromisoformat(when.end), setting)
        return _print_days(when, {when.end: end}) if end > dt.date.fromisoformat(when.start) else None
    if when.kind == "month" and when.start and len(MONTH.findall(raw)) == 1:
        month = chance.choice([m for m in range(1, 13) if m != int(when.start[5:7])])
        start = dt.date.fromisoformat(when.start).replace(month=month)
        found = MONTH.search(raw)
        assert found is not None
        zeros = len(found["month"]) == 2 and found["month"].startswith("0")
        shown = f"{month:02d}" if zeros or (month < 3 and "/" in raw) else str(month)
        text = raw[: found.start("month")] + shown + raw[found.end("month") :]
        return replace(model.month(text, start.isoformat(), when.bound), kind="month")
    if when.kind == "quarter" and when.start and len(QUARTER.findall(raw)) == 1:
        found = QUARTER.search(raw)
        assert found is not None
        number = chance.choice([q for q in range(1, 5) if 3 * q - 2 != int(when.start[5:7])])
        shown = str(number) if found["quarter"].isdigit() else ROMAN[number]
        text = raw[: found.start("quarter")] + shown + raw[found.end("quarter") :]
        return model.quarter(text, int(when.start[:4]), number, when.bound)
    if when.kind == "half" and when.start:
        first, second = ("đầu năm", "cuối năm") if when.start[5:7] == "01" else ("cuối năm", "đầu năm")
        if first in raw:
            return model.half(raw.replace(first, second), int(when.start[:4]), 1 if "đầu" in second else 2, when.bound)
    return None


def _another_day(day: dt.date, setting: Setting) -> dt.date:
    """A working date some weeks off, in the years of the plan."""
    year = day.year
    while True:
        moved = day + dt.timedelta(setting.chance.choice((-60, -45, -30, -21, -15, -10, 10, 15, 20, 30, 45, 60, 75)))
        if setting.chance.random() < 0.6:  # offices like the 5th, 10th, 15th … and the last of a month
            last = calendar.monthrange(moved.year, moved.month)[1]
            moved = moved.replace(day=setting.chance.choice((5, 10, 15, 20, 25, last)))
        if moved.year == year and moved != day:
            return moved


def _print_days(when: When, moved: dict[str, dt.date]) -> When | None:
    """The deadline with days moved, in its words and in its values."""
    raw, changed = when.raw, 0
    for found in reversed(list(DAY.finditer(when.raw))):
        day, month = int(found["day"]), int(found["month"])
        for old, new in moved.items():
            if (int(old[5:7]), int(old[8:])) == (month, day):
                # months below ten have their zero always (05/9), or in January and February only, as the rules have it
                zero = new.month < 3 if month < 3 else found["month"].startswith("0")
                zero = zero or (new.month < 3 and found["sep"] == "/" and bool(found["year"]))
                shown = f"{new.day:02d}{found['sep']}{f'{new.month:02d}' if zero else new.month}"
                raw, changed = raw[: found.start()] + shown + raw[found.end("month") :], changed + 1
                break
    if changed != len(moved):
        return None
    values = {old: new.isoformat() for old, new in moved.items()}
    return replace(
        when, raw=raw, end=values.get(when.end or "", when.end), start=values.get(when.start or "", when.start)
    )


def _cased(text: str, like: str) -> str:
    return text[:1].upper() + text[1:] if like[:1].isupper() else text


def retarget(branch: Branch, setting: Setting) -> bool:
    """Another figure for a target that the record prints."""
    node = branch.record
    for goal in sorted(node.goals, key=lambda _: setting.chance.random()):
        new = refigured(goal, setting.chance)
        if new is None or sum(g.raw == goal.raw for g in node.goals) > 1:
            continue
        if any(goal.raw in product for product in node.products):  # "02 lớp tập huấn": another product, too
            continue
        if not say(branch, GOALS, goal.raw, new.raw, ()):
            continue
        shown = {new.raw, new.raw[:1].upper() + new.raw[1:]}
        goals = tuple(replace(new, raw=g.raw) if g.raw in shown else g for g in branch.record.goals)
        branch.node = replace(branch.record, goals=goals)
        return True
    return False


def refigured(goal: Goal, chance: random.Random) -> Goal | None:
    """The target with another figure in the same shape; None where it has none."""
    numbers = list(NUMBER.finditer(goal.raw))
    if len(numbers) != 1 or goal.value is None:
        return None
    printed = numbers[0].group()
    value = float(printed.replace(".", "").replace(",", "."))
    if not value:
        return None
    if goal.unit == "%":
        moves = (-10, -5, 5, 10) if value % 5 == 0 else (-3, -2, -1, 1, 2, 3)
        steps = [value + d for d in moves if 0 < value + d <= 100]
        if value == 100:
            steps = [80, 85, 90, 95, 98]
        fresh = chance.choice(steps) if steps else value * 2
    elif value < 20:
        fresh = float(max(1, int(value) + chance.choice((-3, -2, -1, 1, 2, 3, 5))))
        fresh = fresh if fresh != value else value + 1
    else:
        fresh = value * chance.choice((0.75, 0.8, 0.9, 1.1, 1.2, 1.25, 1.5))
        grain = 10 ** max(0, len(str(int(value))) - 2)
        fresh = float(max(grain, round(fresh / grain) * grain))
        fresh = fresh if fresh != value else value + grain
    shown = _figure(fresh, printed)
    raw = goal.raw[: numbers[0].start()] + shown + goal.raw[numbers[0].end() :]
    return replace(goal, raw=raw, value=round(goal.value / value * fresh, 4))


def _figure(value: float, like: str) -> str:
    """A number in the shape of another: "05", "2.850", "61,5"."""
    if value != int(value) or "," in like:
        return f"{value:.1f}".replace(".", ",")
    whole = f"{int(value):,}".replace(",", ".") if value >= 1000 and "." in like else str(int(value))
    return f"{int(value):02d}" if like.startswith("0") or len(like) == 2 else whole


def _other_unit(pool: Values, held: Any, setting: Setting) -> str | None:
    taken = {unit.casefold() for unit in held}
    kin = {name for pair in DATA["successors"] if set(pair) & taken for name in pair}
    free = [
        u for u in pool if u.casefold() not in kin and not any(u.casefold() in t or t in u.casefold() for t in taken)
    ]
    # rather a department for a department than a hamlet
    heads = {unit.split()[0] for unit in taken}
    alike = [unit for unit in free if unit.casefold().split()[0] in heads]
    return setting.chance.choice(alike if alike and setting.chance.random() < 0.7 else free) if free else None


def reassign(branch: Branch, setting: Setting) -> bool:
    """Another unit of the plan leads, where the record itself says who does; not where it names a person."""
    if branch.words is not None and branch.words.spoken("person"):
        return False
    return _exchange(branch, setting, "lead", setting.leads)


def _exchange(branch: Branch, setting: Setting, role: str, pool: Values) -> bool:
    node = branch.record
    held: Values = getattr(node, role) or ()
    for old in sorted(held, key=lambda _: setting.chance.random()):
        new = _other_unit(pool, (*(node.lead or ()), *(node.coord or ())), setting)
        if new is None or not say(branch, (role,), old, new, (role,)):
            continue
        shown = {new, new[:1].upper() + new[1:]}
        now = tuple(new if value == old or value in shown else value for value in getattr(branch.record, role) or ())
        if branch.words is not None:  # the capital of its place
            spoken = {branch.words.words(s) for s in branch.words.spoken(role)}
            now = tuple(next((s for s in spoken if s.casefold() == v.casefold()), v) for v in now)
        branch.node = replace(branch.record, lead=now) if role == "lead" else replace(branch.record, coord=now)
        return True
    return False


def coordinate(branch: Branch, setting: Setting) -> bool:
    """Another unit helps, one more, or one less (in the cell of a table)."""
    node = branch.record
    if isinstance(node, Row) and "coord" in dict(node.cells) and setting.chance.random() < 0.6:
        held = node.coord
        printed = dict(node.cells)["coord"] or ""
        separator = "\n" if "\n" in printed else "; "
        plain = regex.sub(r"(?m)^- |[;.,]$", "", printed)
        if regex.split(r"\s*[;\n]\s*|,\s+", plain) == list(held) or not held:
            new = _other_unit(setting.coords, (*node.lead, *held), setting)
            if len(held) > 1 and setting.chance.random() < 0.5:
                gone = setting.chance.randrange(len(held))
                held = tuple(unit for at, unit in enumerate(held) if at != gone)
            elif new:
                held = (*held, new)
            if held != node.coord:
                branch.node = with_cell(replace(node, coord=held), "coord", separator.join(held))
                return True
    return _exchange(branch, setting, "coord", setting.coords)


def reproduce(branch: Branch, setting: Setting) -> bool:
    """Another product, one more, or one less (rows of tables)."""
    node = branch.record
    if not isinstance(node, Row):
        return False
    role = next((role for role, _ in node.cells if role in ("product", "products")), "")
    printed = dict(node.cells).get(role) or ""
    plain = regex.sub(r"(?m)^- |[;.,]$", "", printed)
    if any(goal.raw in printed for goal in node.goals):  # "Tối thiểu 60 biển chỉ dẫn": the target would go with it
        return False
    if not role or (node.products and regex.split(r"\s*[;\n]\s*", plain) != list(node.products)):
        return False
    taken = " ".join(node.products).casefold()
    new = setting.chance.choice([p for p in DATA["products"] if p.split()[0].casefold() not in taken])
    products = node.products
    drawn = setting.chance.random()
    if len(products) > 1 and drawn < 0.3:
        products = products[:-1]
    elif products and drawn < 0.75:
        at = setting.chance.randrange(len(products))
        products = (*products[:at], new, *products[at + 1 :])
    else:
        products = (*products, new)
    branch.node = with_cell(replace(node, products=products), role, "\n".join(products))
    return True

"""A comparison in the user's words: `Comparison` -> `View`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.compare.fields import same_value
from pipeline.compare.lives import BEGUN, ENDED, LASTING, PASSING, RETURNED, Life, Lives
from pipeline.compare.records import (
    ADDED,
    CHANGED,
    DOWN,
    EARLIER,
    LATER,
    MERGED,
    REMOVED,
    SPLIT,
    UNCHANGED,
    UP,
    Change,
    Comparison,
    FieldChange,
    Move,
    Remark,
)
from pipeline.compare.setting import Setting
from pipeline.compare.thresholds import DOUBTFUL
from pipeline.compare.trace import DIFFERS, NOT_ADDRESSED, NOT_TAKEN_UP, OWN, TAKEN_UP, Link, Trace
from pipeline.compare.view import (
    COME,
    GONE,
    SAME,
    SHOWN,
    Cell,
    Entry,
    Marked,
    SideHead,
    Status,
    View,
    percent,
)
from pipeline.compare.words import marked, marked_values, marked_whole, one_piece
from pipeline.messages import message
from pipeline.records import DocumentInfo, Task
from pipeline.table import place

TONES = {CHANGED: "change", SPLIT: "change", MERGED: "change", ADDED: "good", REMOVED: "bad", UNCHANGED: "plain"}


def view_of_comparison(comparison: Comparison, lang: str = "vi") -> View:
    """The comparison of two plans as people read it."""
    names = side_names((comparison.old, comparison.new), lang)
    setting = comparison.setting
    remarks = [*_order(comparison, lang), *_renamed(comparison, lang)]
    moved = sum(
        change.status == UNCHANGED and [r.code for r in change.remarks] == ["renumbered"]
        for change in comparison.changes
    )
    remarks += [message("said-renumbered-many", lang, count=moved)] if moved else []
    return View(
        message("compare-title", lang, sides=" → ".join(names)),
        _heads(names, (comparison.old, comparison.new), lang),
        _statuses(comparison.counts(), TONES, lang),
        tuple(entry(change, setting, lang) for change in comparison.changes),
        tuple(remarks),
        lang,
    )


def _renamed(comparison: Comparison, lang: str) -> list[str]:
    return [message("said-section-renamed", lang, old=old, new=new) for old, new in comparison.sections]


def _order(comparison: Comparison, lang: str) -> Iterator[str]:
    """What says that the plans are no editions of one plan in their order."""
    if comparison.years < 0:
        yield message("said-backwards", lang)
    issuers = comparison.old.issuer, comparison.new.issuer
    if issuers[0] and issuers[1] and not comparison.setting.units.same(issuers[0], issuers[1]):
        yield message("said-other-issuer", lang, old=issuers[0], new=issuers[1])


def side_names(infos: Sequence[DocumentInfo], lang: str) -> tuple[str, ...]:
    """What the plans are called in heads of columns: their years where these tell them apart."""
    years = ["-".join(map(str, _span(info.years))) for info in infos]
    if all(years) and len(set(years)) == len(years):
        return tuple(years)
    if len(infos) == 2:
        return message("side-old", lang), message("side-new", lang)
    return tuple(message("side-nth", lang, n=n) for n in range(1, len(infos) + 1))


def _span(years: Sequence[int]) -> tuple[int, ...]:
    return (min(years), max(years)) if len(years) > 1 else tuple(years)


def about(info: DocumentInfo, lang: str) -> str:
    """File, number, title and issuer of a plan in one line."""
    parts = (info.file, info.number, info.title, info.issuer)
    return " – ".join(part for part in parts if part) or message("about-none", lang)


def _heads(names: Sequence[str], infos: Sequence[DocumentInfo], lang: str) -> tuple[SideHead, ...]:
    return tuple(SideHead(name, about(info, lang)) for name, info in zip(names, infos, strict=True))


def _statuses(counts: Mapping[str, int], tones: Mapping[str, str], lang: str) -> tuple[Status, ...]:
    return tuple(Status(code, message(f"status-{code}", lang), n, tones[code]) for code, n in counts.items())


def entry(change: Change, setting: Setting, lang: str) -> Entry:
    """One line of the comparison."""
    old, new = sides_marked(change.old, change.new, setting)
    rows = (*change.new, *change.old)
    return Entry(
        change.status,
        (old, new),
        tuple(_said(change, lang)),
        change.similarity,
        rows[0].section or "",
        units_of(rows),
        any(remark.code != "renumbered" for remark in change.remarks),
    )


def units_of(tasks: Iterable[Task]) -> tuple[str, ...]:
    """The canonical names of all units of the rows, each once."""
    names: dict[str, None] = {}
    for task in tasks:
        full = {unit.name: unit.canonical for unit in task.units}
        names.update((full.get(name) or name, None) for name in (*task.lead_units, *task.coordinating_units))
    return tuple(names)


# --- rows -------------------------------------------------------------------------------------------------------------


def sides_marked(
    old: Sequence[Task], new: Sequence[Task], setting: Setting
) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The rows of both sides with the words and values marked that only one of them has."""
    if not old or not new:
        cells = tuple(map(_unmarked, (*old, *new)))
        return (cells, ()) if old else ((), cells)
    before: tuple[Marked, ...]
    after: tuple[Marked, ...]
    if len(old) == len(new) == 1:
        texts = marked(old[0].task, new[0].task, setting.years)
        before, after = texts[:1], texts[1:]
    elif len(old) == 1:
        whole, before_parts = marked_whole(old[0].task, [t.task for t in new], setting.years, mark=GONE)
        before, after = (whole,), before_parts
    else:
        whole, after_parts = marked_whole(new[0].task, [t.task for t in old], setting.years, mark=COME)
        before, after = after_parts, (whole,)
    return (
        tuple(_cell(t, text, _same(t, new, setting), GONE) for t, text in zip(old, before, strict=True)),
        tuple(_cell(t, text, _same(t, old, setting, turned=True), COME) for t, text in zip(new, after, strict=True)),
    )


def _same(task: Task, others: Sequence[Task], setting: Setting, *, turned: bool = False) -> dict[str, list[bool]]:
    """For each field and value of the row whether one of the `others` has it too."""
    return {
        name: [
            any(
                same_value(name, *((v, w) if not turned else (w, v)), setting) for t in others for w in getattr(t, name)
            )
            for v in getattr(task, name)
        ]
        for name in SHOWN
    }


def _cell(task: Task, text: Marked, same: dict[str, list[bool]], mark: str) -> Cell:
    fields = []
    for name in SHOWN:
        values = [value if isinstance(value, str) else value.raw for value in getattr(task, name)]
        if values:
            fields.append((name, marked_values(values, same[name], mark)))
    return Cell(_number(task), task.source.page, place(task), text, tuple(fields))


def _unmarked(task: Task) -> Cell:
    """A row that is not held against another."""
    same = {name: [True] * len(getattr(task, name)) for name in SHOWN}
    return _cell(task, one_piece(task.task), same, SAME)


def _number(task: Task) -> str:
    """The number by which a reader finds the row: as printed in a table, in the text with those of its headings."""
    path = task.section_path
    if path[:1] and path[0].startswith("PL"):
        return task.number or ""
    return "/".join((*path, task.number) if task.number else path)


# --- sentences --------------------------------------------------------------------------------------------------------


def said_of(change: FieldChange, whole: Change, lang: str) -> Iterator[str]:
    """What changed in one field, a sentence for each value that moved."""
    name = message(f"field-{change.field}", lang)
    if change.field == "task":
        # never 100 for what is not the same
        yield message("said-reworded", lang, alike=min(percent(whole.similarity or 0.0), 99))
        return
    if change.moves:
        for move in change.moves:
            yield _moved(name, move, lang)
        return
    yield said_pair(name, "; ".join(change.old), "; ".join(change.new), lang)


def said_pair(name: str, old: str, new: str, lang: str) -> str:
    """ "Chủ trì: A → B", "Chủ trì: thêm B", "Chủ trì: bỏ A"."""
    code = "said-changed" if old and new else "said-come" if new else "said-gone"
    return message(code, lang, field=name, old=old, new=new)


def _moved(name: str, move: Move, lang: str) -> str:
    if move.old is None or move.new is None:
        return said_pair(name, move.old or "", move.new or "", lang)
    values = {"field": name, "old": move.old, "new": move.new}
    if move.direction in (LATER, EARLIER):
        return message(f"said-{move.direction}", lang, **values, days=abs(move.days or 0))
    if move.days == 0 and move.start_days:
        code = "said-starts-later" if move.start_days > 0 else "said-starts-earlier"
        return message(code, lang, **values, days=abs(move.start_days))
    if move.days == 0:
        return message("said-same-day", lang, **values)
    if move.direction in (UP, DOWN):
        return message(f"said-{move.direction}", lang, **values)
    return message("said-changed", lang, **values)


def said_besides(remarks: Iterable[Remark], lang: str) -> Iterator[str]:
    """What is no change and yet told."""
    for remark in remarks:
        yield message(f"said-{remark.code}", lang, **remark.values)


# --- traces -----------------------------------------------------------------------------------------------------------

TRACE_TONES = {DIFFERS: "bad", NOT_TAKEN_UP: "bad", TAKEN_UP: "good", OWN: "change", NOT_ADDRESSED: "plain"}


def view_of_trace(trace: Trace, lang: str = "vi") -> View:
    """A plan against the plan that it carries out, as people read it."""
    names = message("side-parent", lang), message("side-child", lang)
    remarks = [message("said-unit" if trace.unit else "said-no-unit", lang, name=trace.unit)]
    if trace.unit and not any(link.by for link in trace.links):
        remarks.append(message("said-nobody", lang))
    return View(
        message("trace-title", lang),
        _heads(names, (trace.parent, trace.child), lang),
        _statuses(trace.counts(), TRACE_TONES, lang),
        tuple(_traced(link, lang) for link in trace.links),
        tuple(remarks),
        lang,
    )


def _traced(link: Link, lang: str) -> Entry:
    said = [
        message(f"said-{short.kind}", lang, old=short.parent, new=short.child, days=short.days)
        for short in link.shortfalls
    ]
    if link.similarity is not None and link.similarity < DOUBTFUL:
        said.append(message("said-doubtful-link", lang))
    if link.by:
        said.append(message("said-addressed", lang, name=link.by))
    said += _unread(link.child, lang)
    parent = tuple(map(_unmarked, link.parent))
    child = tuple(map(_unmarked, link.child))
    rows = (*link.parent, *link.child)
    return Entry(link.status, (parent, child), tuple(said), link.similarity, rows[0].section or "", units_of(rows))


# --- lives ------------------------------------------------------------------------------------------------------------

LIFE_TONES = {RETURNED: "change", BEGUN: "good", ENDED: "bad", PASSING: "change", LASTING: "plain"}


def view_of_lives(lives: Lives, lang: str = "vi") -> View:
    """Tasks through several editions, as people read them."""
    names = side_names(lives.editions, lang)
    steps = [(f"{a} → {b}", step) for (a, b), step in zip(pairwise(names), lives.comparisons, strict=True)]
    remarks = [
        f"{years}: "
        + " · ".join(f"{message(f'status-{code}', lang)} {count}" for code, count in step.counts().items() if count)
        for years, step in steps
    ]
    remarks += [f"{years}: {line}" for years, step in steps for line in _renamed(step, lang)]
    return View(
        message("lives-title", lang, sides=" → ".join(names)),
        _heads(names, lives.editions, lang),
        _statuses(lives.counts(), LIFE_TONES, lang),
        tuple(_lived(life, lives, names, lang) for life in lives.lives),
        tuple(remarks),
        lang,
    )


def _lived(life: Life, lives: Lives, names: Sequence[str], lang: str) -> Entry:
    sides = [tuple(map(_unmarked, life.rows[0]))]
    for k, step in enumerate(life.steps):
        setting = lives.comparisons[k].setting
        marked_rows = {
            id(task): cell
            for change in step
            for task, cell in zip(change.new, sides_marked(change.old, change.new, setting)[1], strict=True)
        }
        sides.append(tuple(marked_rows.get(id(task)) or _unmarked(task) for task in life.rows[k + 1]))
    said = [
        f"{names[k + 1]}: {line}"  # against the edition before
        for k, step in enumerate(life.steps)
        for change in step
        for line in _said_of_step(change, lang)
    ]
    tasks = [task for rows in reversed(life.rows) for task in rows]
    return Entry(life.course, tuple(sides), tuple(said), None, tasks[0].section or "", units_of(tasks))


def _said_of_step(change: Change, lang: str) -> Iterator[str]:
    if change.status in (SPLIT, MERGED):
        yield message(f"status-{change.status}", lang)
    yield from _said(change, lang)


def _unread(tasks: Iterable[Task], lang: str) -> Iterator[str]:
    """Times that nobody could read."""
    for deadline in (d for task in tasks for d in task.deadlines if d.kind == "unknown"):
        yield message("said-unknown-time", lang, time=deadline.raw)


def _said(change: Change, lang: str) -> Iterator[str]:
    for field in change.fields:
        yield from said_of(field, change, lang)
    yield from said_besides(change.remarks, lang)

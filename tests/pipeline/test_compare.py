"""Comparisons of plans: what every comparison holds to, whatever the plans."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.build import plan_names
from pipeline import diff
from pipeline.compare.changes import compare
from pipeline.compare.records import ADDED, MERGED, REMOVED, SPLIT, UNCHANGED, Change, Comparison
from pipeline.records import DocumentInfo, Plan, Task
from pipeline.stored import plan_of

CORPUS = Path(__file__).parents[2] / "corpus"
MIRRORED = {ADDED: REMOVED, REMOVED: ADDED, SPLIT: MERGED, MERGED: SPLIT}


@cache
def written(name: str) -> Plan:
    """The plan of corpus/ by its gold table, without reading a file."""
    import json

    return plan_of(json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8")))


def all_tasks() -> tuple[Task, ...]:
    """The rows of all plans of corpus/."""
    return tuple(task for name in plan_names() for task in written(name).tasks)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan put together from rows of the corpus, some of them twice, some with words dropped or swapped."""
    rows = draw(st.lists(st.sampled_from(all_tasks()), max_size=14))
    seed = draw(st.integers(0, 10**6))
    chance = random.Random(seed)
    return Plan(DocumentInfo(years=(draw(st.integers(2024, 2027)),)), tuple(_varied(row, chance) for row in rows))


def _varied(task: Task, chance: random.Random) -> Task:
    words = task.task.split()
    match chance.randrange(5):
        case 0 if len(words) > 3:
            del words[chance.randrange(len(words))]
        case 1 if len(words) > 3:
            at = chance.randrange(len(words) - 1)
            words[at], words[at + 1] = words[at + 1], words[at]
        case 2:
            words = [*words, *chance.choice(all_tasks()).task.split()[:6]]
    return replace(task, task=" ".join(words))


@pytest.mark.parametrize("name", plan_names())
def test_a_plan_and_itself_are_unchanged(name: str) -> None:
    plan = written(name)
    comparison = compare(plan, plan)
    assert {change.status for change in comparison.changes} == {UNCHANGED}
    assert all(change.old == change.new for change in comparison.changes)
    assert [change.new[0] for change in comparison.changes] == list(plan.tasks)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_any_plan_and_itself_are_unchanged(plan: Plan) -> None:
    comparison = compare(plan, plan)
    assert [(change.status, change.old, change.new) for change in comparison.changes] == [
        (UNCHANGED, (task,), (task,)) for task in plan.tasks
    ]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), plans())
def test_the_other_way_round_mirrors(old: Plan, new: Plan) -> None:
    forth, back = compare(old, new), compare(new, old)
    assert forth.years == -back.years
    assert facts(forth) == sorted((mirrored(*fact) for fact in facts(back)), key=str)


def facts(comparison: Comparison) -> list[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    return sorted(
        ((c.status, texts(c.old), texts(c.new), tuple(field.field for field in c.fields)) for c in comparison.changes),
        key=str,
    )


def mirrored(
    status: str, old: tuple[str, ...], new: tuple[str, ...], fields: tuple[str, ...]
) -> tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return MIRRORED.get(status, status), new, old, fields


def texts(tasks: tuple[Task, ...]) -> tuple[str, ...]:
    return tuple(task.task for task in tasks)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), plans())
def test_every_row_stands_in_exactly_one_change(old: Plan, new: Plan) -> None:
    comparison = compare(old, new)
    rows = [task for change in comparison.changes for task in (*change.old, *change.new)]
    assert sorted(map(repr, rows)) == sorted(map(repr, (*old.tasks, *new.tasks)))
    for change in comparison.changes:
        assert shape(change) in SHAPES[change.status]
        assert bool(change.fields) or change.status != "changed"
        assert not change.fields or change.status in ("changed", "split", "merged")


def shape(change: Change) -> tuple[bool, bool]:
    """Whether a side has several rows; None where it has none."""
    return _several(change.old), _several(change.new)


def _several(rows: tuple[Task, ...]) -> bool | None:
    return len(rows) > 1 if rows else None


SHAPES = {
    "unchanged": [(False, False)],
    "changed": [(False, False)],
    "added": [(None, False)],
    "removed": [(False, None)],
    "split": [(False, True)],
    "merged": [(True, False)],
}


def test_the_same_comparison_every_time() -> None:
    old, new = written("cchc-2025"), written("cchc-2026")
    assert compare(old, new).to_dict() == compare(old, new).to_dict()


def test_files_plans_and_tables_compare_alike(tmp_path: Path) -> None:
    """A plan, its file and the table that was written of it are the same plan."""
    from pipeline import extract
    from pipeline.write import write

    pdf, docx = CORPUS / "thpt-2024.pdf", CORPUS / "thpt-2024.docx"
    plan = extract(pdf)
    for name in ("t.json", "t.xlsx"):
        write(plan, tmp_path / name)
        comparison = diff(tmp_path / name, docx)
        assert {change.status for change in comparison.changes} == {UNCHANGED}, name
    assert {change.status for change in diff(plan, docx.read_bytes()).changes} == {UNCHANGED}


@pytest.mark.parametrize("texts", [("---", "%", "…"), ("",), ("2025", "2026"), ("Báo cáo",) * 150])
def test_rows_of_any_kind_and_themselves_are_unchanged(texts: tuple[str, ...]) -> None:
    plan = Plan(DocumentInfo(years=(2025,)), tuple(Task(str(n), "task", text) for n, text in enumerate(texts)))
    assert [(c.status, c.old, c.new) for c in compare(plan, plan).changes] == [
        (UNCHANGED, (task,), (task,)) for task in plan.tasks
    ]


def test_a_plan_of_like_rows_keeps_their_order() -> None:
    rows = tuple(Task(str(n), "task", f"Xã thứ {n} báo cáo kết quả chuyển đổi số") for n in range(300))
    old, new = Plan(DocumentInfo(years=(2025,)), rows), Plan(DocumentInfo(years=(2026,)), (*rows[5:], *rows[:2]))
    comparison = compare(old, new)
    assert comparison.counts()[UNCHANGED] == 297 and comparison.counts()[REMOVED] == 3


def test_an_empty_side() -> None:
    plan, none = written("demo"), Plan(DocumentInfo(years=(2027,)), ())
    assert {change.status for change in compare(none, plan).changes} == {ADDED}
    assert {change.status for change in compare(plan, none).changes} == {REMOVED}
    assert compare(none, none).changes == ()


def test_the_frame_has_a_row_per_change() -> None:
    comparison = compare(written("cchc-2025"), written("cchc-2026"))
    frame = comparison.to_frame()
    assert len(frame) == len(comparison.changes)
    assert {"Nhiệm vụ (2025)", "Nhiệm vụ (2026)"} <= set(frame.columns)

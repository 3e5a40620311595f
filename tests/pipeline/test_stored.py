"""Records read back from JSON are the records that were written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import extract
from pipeline.records import Plan
from pipeline.stored import task_of

ROOT = Path(__file__).parents[2]


def test_a_task_written_and_read_back_is_the_same(plan: Plan) -> None:
    for task in plan.tasks:
        assert task_of(json.loads(json.dumps(task.to_dict()))).to_dict() == task.to_dict()


@pytest.mark.parametrize("name", ["demo.pdf", "ministry.docx", "school.txt"])
def test_whole_plans(name: str) -> None:
    tasks = extract(ROOT / "corpus" / name).to_dict()["tasks"]
    assert [task_of(task).to_dict() for task in tasks] == tasks


def test_a_record_of_an_older_version_has_empty_new_keys() -> None:
    task = task_of({"kind": "task", "task": "Rà soát", "deadlines": [
        {"raw": "Năm 2026", "kind": "year", "start": "2026-01-01", "end": "2026-12-31", "bound": None, "rrule": None}
    ]})  # fmt: skip
    assert (task.units, task.doubts, task.deadlines[0].inferred) == ((), (), ())


def test_a_record_without_text_is_none() -> None:
    with pytest.raises(KeyError):
        task_of({"kind": "task"})

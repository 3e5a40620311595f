"""Records read back from JSON are the records that were written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from extractors.unit_register import NamedUnit
from pipeline import extract
from pipeline.errors import KehoachError
from pipeline.records import DocumentInfo, Plan, Task
from pipeline.stored import plan_of, task_of
from tests.pipeline.strategies import PLANS

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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PLANS)
def test_any_plan_written_and_read_back_is_the_same(plan: Plan) -> None:
    data = plan.to_dict()
    assert plan_of(json.loads(json.dumps(data))).to_dict() == data


def test_a_unit_of_the_model_is_so_in_every_role() -> None:
    units = (NamedUnit("Sở A", "Sở A", "lead"), NamedUnit("Sở A", "Sở A", "coordinating"))
    task = Task("x", "task", "x", units=units, origins={"lead_units": "ner", "coordinating_units": "table"})
    assert task_of(task.to_dict()).to_dict() == task.to_dict()


def test_a_plan_without_what_later_versions_write() -> None:
    plan = plan_of({"tasks": [{"kind": "task", "task": "Rà soát"}]})
    assert (plan.document, plan.warnings, plan.tasks[0].confidence) == (DocumentInfo(), (), 1.0)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "tasks",
        {},
        {"document": {}, "findings": []},
        {"tasks": {}},
        {"tasks": ["Rà soát"]},
        {"tasks": [{"kind": "task"}]},
        {"tasks": [{"kind": "task", "task": "x", "products": "Báo cáo"}]},
        {"tasks": [{"kind": "task", "task": "x", "products": [1]}]},
        {"tasks": [{"kind": "task", "task": "x", "confidence": 2}]},
        {"tasks": [{"kind": "task", "task": "x", "confidence": float("nan")}]},
        {"tasks": [{"kind": "task", "task": "x", "source": {"page": "3"}}]},
        {"tasks": [{"kind": "task", "task": "x", "deadlines": [{"raw": "30/6"}]}]},
        {
            "tasks": [
                {"kind": "task", "task": "x", "targets": [{"raw": "", "comparator": "", "value": "5", "unit": ""}]}
            ]
        },
        {
            "tasks": [
                {
                    "kind": "task",
                    "task": "x",
                    "units": [{"name": "a", "canonical": "a", "role": "owner", "collective": False, "members": []}],
                }
            ]
        },
        {"tasks": [{"kind": "task", "task": "x", "source": {"boxes": [[1, 2, 3, 4]]}}]},
        {"tasks": [{"kind": "task", "task": "x", "source": {"boxes": [[1, "a", 3, 4, 5]]}}]},
        {"tasks": [{"kind": "task", "task": "x", "extra": {"note": 1}}]},
        {"tasks": [{"kind": "task", "task": "x", "origins": {"products": None}}]},
        {"tasks": [{"kind": "task", "task": "x", "corrections": [{"field": 1}]}]},
        {"document": {"legal_bases": [{"type": 1, "number": None, "date": None, "issuer": None}]}, "tasks": []},
        {"tasks": [], "document": []},
        {"tasks": [], "document": {"issued": "hôm nay"}},
        {"tasks": [], "document": {"years": "2026"}},
        {"tasks": [], "warnings": [{}]},
    ],
)
def test_data_of_another_shape_is_refused(data: object) -> None:
    with pytest.raises(KehoachError, match="not-a-table") as caught:
        plan_of(data, "a.json")
    assert caught.value.values == {"path": "a.json"}


def test_a_value_that_is_nested_without_end_is_refused() -> None:
    was: object = []
    for _ in range(900):
        was = [was]
    with pytest.raises(KehoachError, match="not-a-table"):
        plan_of({"tasks": [{"kind": "task", "task": "x", "corrections": [{"field": "task", "was": was}]}]})


def test_a_huge_whole_number_is_one() -> None:
    target = {"raw": "x", "comparator": "=", "value": 10**400, "unit": None}
    assert task_of({"kind": "task", "task": "x", "targets": [target]}).targets[0].value == 10**400

"""Records: the JSON that other tools read has the keys and the types of the contract (gold/FORMAT.md)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest

from pipeline.records import DocumentInfo, Notice, Plan, Source, Task, iso

DOCUMENT = [
    "file",
    "sha256",
    "format",
    "pages",
    "type",
    "number",
    "issued",
    "issuer",
    "title",
    "years",
    "legal_bases",
    "signer",
    "signer_title",
    "recipients",
]
TASK = [
    "id",
    "kind",
    "number",
    "section_path",
    "section",
    "task",
    "products",
    "lead_units",
    "coordinating_units",
    "deadlines",
    "targets",
    "source",
]


def test_the_keys_of_the_contract(plan: Plan) -> None:
    data = plan.to_dict()
    assert list(data)[:2] == ["document", "tasks"]
    assert list(data["document"])[: len(DOCUMENT)] == DOCUMENT
    for task in data["tasks"]:
        assert list(task)[: len(TASK)] == TASK and "confidence" in task
        assert {"page", "text"} <= set(task["source"])
        assert all(list(d) == ["raw", "kind", "start", "end", "bound", "rrule", "inferred"] for d in task["deadlines"])
        assert all(list(t) == ["raw", "comparator", "value", "unit"] for t in task["targets"])
    assert [list(b) for b in data["document"]["legal_bases"]] == [["type", "number", "date", "issuer"]]


def test_it_is_json(plan: Plan) -> None:
    data = plan.to_dict()
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data


def test_values(plan: Plan) -> None:
    document = plan.to_dict()["document"]
    assert (document["issued"], document["years"]) == ("2025-01-15", [2025])
    assert document["legal_bases"][0]["date"] == "2016-05-14"
    first, second, third = plan.to_dict()["tasks"]
    assert first["deadlines"][0] == {
        "raw": "Quý II/2025",
        "kind": "quarter",
        "start": "2025-04-01",
        "end": "2025-06-30",
        "bound": None,
        "rrule": None,
        "inferred": [],
    }
    assert first["source"] == {
        "page": 2,
        "text": "1. Kiểm tra văn bản của các xã",
        "boxes": [[2, 10.0, 20.0, 30.0, 40.0]],
    }
    assert second["deadlines"][0]["rrule"] == "FREQ=MONTHLY" and second["source"]["page"] is None
    assert third["targets"] == [{"raw": "100%", "comparator": "=", "value": 100, "unit": "%"}]


def test_empty_values_are_null_or_empty() -> None:
    data = Plan(DocumentInfo(), (Task("x", "task", "Họp"),)).to_dict()
    assert data["document"] == {
        **dict.fromkeys(DOCUMENT),
        "sha256": "",
        "format": "",
        "years": [],
        "legal_bases": [],
        "recipients": [],
        "signed_for": None,
    }
    task = data["tasks"][0]
    assert (task["number"], task["section"], task["section_path"], task["lead_units"], task["deadlines"]) == (
        None,
        None,
        [],
        [],
        [],
    )
    assert data["warnings"] == []


def test_warnings() -> None:
    plan = Plan(DocumentInfo(), (), (Notice("no-tasks"), Notice("row", {"n": 3}, page=2, row="1")))
    assert plan.to_dict()["warnings"] == [
        {"code": "no-tasks", "page": None, "row": None},
        {"code": "row", "page": 2, "row": "1", "n": "3"},
    ]


def test_records_do_not_change() -> None:
    task = Task("x", "task", "Họp")
    with pytest.raises(dataclasses.FrozenInstanceError):
        task.task = "Khác"  # type: ignore[misc]
    assert task.source == Source(None, "") and task.origins == {}


def test_iso() -> None:
    assert iso(dt.date(2026, 2, 1)) == "2026-02-01" and iso(None) is None


def test_to_frame(plan: Plan) -> None:
    frame = plan.to_frame()
    assert len(frame) == 3 and frame["Nhiệm vụ"][0] == "Kiểm tra văn bản của các xã"

"""Records read back from JSON are the records that were written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.citations import Citation
from extractors.deadlines import Deadline
from extractors.targets import Target
from extractors.unit_register import NamedUnit
from pipeline import extract
from pipeline.errors import KehoachError
from pipeline.read.document import Box
from pipeline.records import DocumentInfo, Notice, Plan, Source, Task
from pipeline.stored import plan_of, task_of

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


TEXT = st.text(max_size=12)
MAYBE = st.none() | TEXT
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DAY = st.none() | st.dates()
NUMBER = st.integers(-(10**6), 10**6) | st.floats(allow_nan=False, allow_infinity=False)
PAGE = st.none() | st.integers(1, 900)
CITATIONS = st.lists(
    st.builds(Citation, TEXT, MAYBE, DAY, MAYBE, st.tuples(st.integers(0, 9), st.integers(9, 20))), max_size=2
).map(tuple)
DOCUMENTS = st.builds(
    DocumentInfo,
    file=MAYBE, sha256=TEXT, format=TEXT, pages=PAGE, type=MAYBE, number=MAYBE, issued=DAY, issuer=MAYBE, title=MAYBE,
    years=st.lists(st.integers(1990, 2060), max_size=3).map(tuple), legal_bases=CITATIONS, signer=MAYBE,
    signer_title=MAYBE, signed_for=MAYBE, recipients=TEXTS,
)  # fmt: skip
BOXES = st.builds(Box, st.integers(1, 9), *[NUMBER] * 4)
UNITS = st.lists(
    st.builds(NamedUnit, TEXT, TEXT, st.sampled_from(["lead", "coordinating"]), st.booleans(), TEXTS), max_size=3
).map(tuple)
TASKS = st.builds(
    Task,
    id=TEXT, kind=st.sampled_from(["task", "target"]), task=TEXT, number=MAYBE, section_path=TEXTS, section=MAYBE,
    parent=MAYBE, products=TEXTS, lead_units=TEXTS, coordinating_units=TEXTS, units=UNITS, citations=CITATIONS,
    deadlines=st.lists(
        st.builds(Deadline, TEXT, TEXT, DAY, DAY, MAYBE, MAYBE, st.just((0, 0)), TEXTS), max_size=2
    ).map(tuple),
    targets=st.lists(st.builds(Target, TEXT, TEXT, st.none() | NUMBER, MAYBE), max_size=2).map(tuple),
    same_as=TEXTS, section_targets=TEXTS, extra=st.dictionaries(TEXT, TEXT, max_size=2),
    source=st.builds(Source, PAGE, TEXT, st.lists(BOXES, max_size=2).map(tuple)),
    origins=st.dictionaries(
        st.sampled_from(["lead_units", "coordinating_units", "task"]), st.sampled_from(["table", "rule", "ner"])
    ),
    by_model=TEXTS, doubts=TEXTS, confidence=st.floats(0, 1),
)  # fmt: skip
NOTICES = st.builds(
    Notice, TEXT, st.dictionaries(st.sampled_from(["raw", "count", "text"]), TEXT | st.integers()), PAGE, MAYBE
)
PLANS = st.builds(Plan, DOCUMENTS, st.lists(TASKS, max_size=2).map(tuple), st.lists(NOTICES, max_size=2).map(tuple))


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

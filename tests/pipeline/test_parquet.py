"""Parquet: one schema for every plan, nothing lost on the way there and back, also beside other programs."""

from __future__ import annotations

import dataclasses
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline
from extractors.targets import Target
from pipeline.errors import KehoachError
from pipeline.records import Correction, DocumentInfo, Plan, Task
from pipeline.stored_parquet import read_parquet
from pipeline.write.parquet import METADATA, as_json, document_row, schema, task_row, write_parquet
from tests.pipeline.strategies import PLANS

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "plans"
CORPUS = [ROOT / "corpus" / f"{name}.txt" for name in ("demo", "commune", "targets", "thpt-2025", "ministry")]
REAL = sorted(path for path in SHARED.glob("*.pdf") if ".scan" not in path.name)
ABSENT = [pytest.param(SHARED, marks=pytest.mark.skip(reason=f"{SHARED} with the real plans is absent"))]
ENTRY = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
NAME = st.text(max_size=5)
JSON = st.recursive(ENTRY, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAME, inner, max_size=3))


def written(plan: Plan, lang: str = "vi") -> bytes:
    stream = io.BytesIO()
    write_parquet(plan, stream, lang)
    return stream.getvalue()


def table(content: bytes) -> pa.Table:
    return pq.read_table(pa.BufferReader(content))


def rewritten(whole: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(whole, sink)
    return bytes(sink.getvalue().to_pybytes())


def back(content: bytes) -> Plan:
    (plan,) = read_parquet(content, "bang.parquet")
    return plan


def same(one: Plan, other: Plan) -> bool:
    """To the letter: 100 is not 100.0, and keys have their order."""
    return as_json(one.to_dict()) == as_json(other.to_dict())


@cache
def extracted(path: Path) -> Plan:
    return pipeline.extract(path, ner=False)


@settings(max_examples=120, deadline=None)
@given(PLANS)
def test_any_plan_comes_back(plan: Plan) -> None:
    content = written(plan)
    assert same(back(content), plan)
    assert table(content).schema.equals(schema())
    assert content == written(plan, "en")


@pytest.mark.parametrize("path", [*CORPUS, *(REAL or ABSENT)], ids=lambda path: path.name)
def test_plans_come_back_from_their_columns_alone(path: Path) -> None:
    plan = extracted(path)
    content = written(plan)
    assert same(back(content), plan)
    assert {task_row(task)["exact"] for task in plan.tasks} | {document_row(plan.document)["exact"]} == {None}


@pytest.mark.parametrize("value", [100, 100.0, 99.5, 0, -3, 2**53, 2**53 + 1, 10**300, 1.5e300, 0.1, -0.0, 2**63, None])
def test_figures(value: float | None, plan: Plan) -> None:
    task = dataclasses.replace(plan.tasks[0], targets=(Target("x", ">=", value, "%"),), confidence=0.5)
    again = back(written(dataclasses.replace(plan, tasks=(task,)))).tasks[0].targets[0].value
    assert (type(again), repr(again)) == (type(value), repr(value))


@settings(max_examples=60, deadline=None)
@given(JSON)
def test_what_a_correction_replaced_is_any_json(was: object) -> None:
    plan = Plan(DocumentInfo(), (Task("a", "task", "Rà soát", corrections=(Correction("task", was, "An"),)),))
    assert same(back(written(plan)), plan)


def test_half_characters_and_huge_numbers_are_kept_beside_the_columns(plan: Plan) -> None:
    odd = dataclasses.replace(
        plan,
        document=dataclasses.replace(plan.document, file="k\udce9.pdf", pages=10**30),
        tasks=(dataclasses.replace(plan.tasks[0], task="n\ud800\x00", extra={"\udce9": "x"}), *plan.tasks[1:]),
    )
    content = written(odd)
    assert same(back(content), odd)
    row = table(content).to_pylist()[0]
    assert (row["task"], row["document"]["file"], row["document"]["pages"]) == ("n\ufffd\x00", "k\ufffd.pdf", None)
    assert [task is None for task in table(content)["exact"].to_pylist()] == [False, True, True]


def test_columns_are_the_contract_with_real_types(plan: Plan) -> None:
    first = plan.to_dict()["tasks"][0]
    assert schema().names == [*first, "exact", "document"]
    found = table(written(plan))
    row = found.to_pylist()[0]
    assert row["deadlines"][0]["due"] == plan.tasks[0].deadlines[0].due
    assert [d["due"] for d in found.to_pylist()[1]["deadlines"]] == [None]
    assert row["document"]["issued"] == plan.document.issued and row["document"]["key"] == plan.document.key
    assert dict(row["origins"]) == {"task": "table"}
    inside = schema().field("deadlines").type.value_type
    assert [inside.field(name).type for name in ("start", "end", "due")] == [pa.date32()] * 3
    assert found.to_pylist()[2]["targets"] == [{"raw": "100%", "comparator": "=", "value": 100.0, "unit": "%"}]


DAYS = "start: date32[day], end: date32[day]"
TEXTS = "list<item: string>"
BOX = "struct<page: int64, x0: double, top: double, x1: double, bottom: double>"
CITATION = "type: string, number: string, date: date32[day], issuer: string"
COLUMNS = {
    "id": "string",
    "kind": "string",
    "number": "string",
    "section_path": TEXTS,
    "section": "string",
    "task": "string",
    "products": TEXTS,
    "lead_units": TEXTS,
    "coordinating_units": TEXTS,
    "deadlines": f"list<item: struct<raw: string, kind: string, {DAYS}, bound: string, rrule: string, "
    f"inferred: {TEXTS}, due: date32[day]>>",
    "targets": "list<item: struct<raw: string, comparator: string, value: double, unit: string>>",
    "source": f"struct<page: int64, text: string, boxes: list<item: {BOX}>>",
    "units": "list<item: struct<name: string, canonical: string, role: string, collective: bool, "
    f"members: {TEXTS}, origin: string>>",
    "citations": f"list<item: struct<{CITATION}, span: list<item: int64>>>",
    "same_as": TEXTS,
    "section_targets": TEXTS,
    "parent": "string",
    "extra": "map<string, string>",
    "origins": "map<string, string>",
    "doubts": TEXTS,
    "confidence": "double",
    "corrected": "bool",
    "corrections": "list<item: struct<field: string, was: string, by: string, at: string>>",
    "exact": "string",
    "document": "struct<key: string, file: string, sha256: string, format: string, pages: int64, type: string, "
    "number: string, issued: date32[day], issuer: string, title: string, years: list<item: int64>, "
    f"legal_bases: list<item: struct<{CITATION}>>, signer: string, signer_title: string, recipients: {TEXTS}, "
    "signed_for: string, exact: string>",
}
"""Spelt out here because other people's files have it: columns and fields may be added, none changed."""


def test_the_schema_is_stable() -> None:
    assert {field.name: str(field.type) for field in schema()} == COLUMNS


def test_a_plan_without_tasks_comes_back(plan: Plan) -> None:
    bare = dataclasses.replace(plan, tasks=(), removed=plan.tasks[:1])
    content = written(bare)
    assert table(content).num_rows == 0 and table(content).schema.equals(schema())
    assert same(back(content), bare)


# --- several plans ----------------------------------------------------------------------------------------------------


def two(plan: Plan) -> tuple[Plan, Plan]:
    other = dataclasses.replace(
        plan,
        document=dataclasses.replace(plan.document, file="khac.pdf", title="Cải cách", issued=None, years=()),
        tasks=plan.tasks[1:],
    )
    return plan, other


def without_notices(plan: Plan) -> Plan:
    return dataclasses.replace(plan, warnings=(), removed=())


def test_plans_put_together(plan: Plan, tmp_path: Path) -> None:
    one, other = two(plan)
    for name, each in (("a", one), ("b", other)):
        (tmp_path / f"{name}.parquet").write_bytes(written(each))
    whole = ds.dataset(tmp_path, format="parquet").to_table()
    assert whole.num_rows == 5
    first, second = read_parquet(rewritten(whole.replace_schema_metadata(None)), "x")
    assert same(first, without_notices(one)) and same(second, without_notices(other))
    joined = pa.concat_tables([table(written(one)), table(written(other))])
    first, second = read_parquet(rewritten(joined), "x")
    assert same(first, one) and same(second, without_notices(other))  # the metadata of the first file stay
    mixed = joined.take([3, 0, 1, 4, 2])
    second, first = read_parquet(rewritten(mixed), "x")
    assert [task.id for task in first.tasks] == ["a1", "a2", "a3"]
    assert [task.id for task in second.tasks] == ["a2", "a3"]


@settings(max_examples=60, deadline=None)
@given(PLANS, PLANS)
def test_any_two_plans_have_one_schema(one: Plan, other: Plan) -> None:
    other = dataclasses.replace(other, document=dataclasses.replace(other.document, file="khác"))
    whole = pa.concat_tables([table(written(one)), table(written(other))])  # raises where the schemas differ
    plans = read_parquet(rewritten(whole), "x") if whole.num_rows or not one.tasks else []
    rows = [task.to_dict() for found in plans for task in found.tasks]
    assert as_json(rows) == as_json([task.to_dict() for found in (one, other) for task in found.tasks])


def test_files_of_plans_through_pandas(plan: Plan, tmp_path: Path) -> None:
    one, other = two(plan)
    for name, each in (("a", one), ("b", other)):
        (tmp_path / f"{name}.parquet").write_bytes(written(each))
    frame = pd.concat([pd.read_parquet(tmp_path / f"{name}.parquet") for name in "ab"])
    assert list(frame["task"]) == [task.task for each in (one, other) for task in each.tasks]
    frame.to_parquet(tmp_path / "c.parquet")
    first, second = read_parquet((tmp_path / "c.parquet").read_bytes(), "c.parquet")
    assert same(first, without_notices(one)) and same(second, without_notices(other))


def test_a_row_that_another_program_changed_counts_as_changed(plan: Plan) -> None:
    odd = dataclasses.replace(plan, tasks=(dataclasses.replace(plan.tasks[0], task="n\ud800"),))
    rows = table(written(odd)).to_pylist()
    rows[0]["task"] = "Rà soát"
    rows[0]["document"]["title"] = "Kế hoạch khác"
    again = back(rewritten(pa.Table.from_pylist(rows, schema=schema())))
    assert again.tasks[0].task == "Rà soát" and again.document.title == "Kế hoạch khác"


# --- others' files ----------------------------------------------------------------------------------------------------


def others(**columns: Any) -> bytes:
    return rewritten(pa.table(columns))


def fake(**changed: Any) -> bytes:
    plan = Plan(DocumentInfo(title="x"), (Task("a", "task", "Rà soát"),))
    row = {**table(written(plan)).to_pylist()[0], **changed}
    return rewritten(pa.Table.from_pylist([row]))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"PK\x03\x04", "not-a-table"),
        (b"{}", "not-a-table"),
        (b"PAR1", "damaged"),
        (b"PAR1" + b"x" * 100 + b"PAR1", "damaged"),
        (others(a=[1]), "not-a-table"),
        (others(id=["a"], kind=["task"], task=["x"], document=["y"]), "not-a-table"),
        (others(id=[1], kind=[2], task=[3], document=[{"title": "x"}]), "not-a-table"),
        (others(id=["a"], kind=["task"], task=["x"], document=[None]), "not-a-table"),
        (fake(confidence=7.5), "not-a-table"),
        (fake(targets=["x"]), "not-a-table"),
        (fake(exact="[" * 100_000), "not-a-table"),
        (fake(exact="không"), "not-a-table"),
        (fake(corrections=[{"field": "task", "was": "{", "by": None, "at": None}]), "not-a-table"),
        (rewritten(schema().empty_table()), "not-a-table"),
        (rewritten(schema().empty_table().replace_schema_metadata({METADATA: b"[1"})), "not-a-table"),
        (rewritten(pa.table({"id": [], "kind": [], "task": [], "document": []})), "not-a-table"),
    ],
)
def test_files_of_others_are_told(content: bytes, code: str) -> None:
    with pytest.raises(KehoachError) as error:
        read_parquet(content, "x.parquet")
    assert (error.value.code, error.value.values["path"]) == (code, "x.parquet")


def test_columns_that_are_not_there_are_empty() -> None:
    (plan,) = read_parquet(others(id=["a"], kind=["task"], task=["Rà soát"], document=[{"title": "Kế hoạch"}]), "x")
    assert plan == Plan(DocumentInfo(title="Kế hoạch"), (Task("a", "task", "Rà soát"),))


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    bomb = pa.table({name: pa.nulls(1_000_001) for name in ("id", "kind", "task", "document")})
    with pytest.raises(KehoachError, match="too-large"):
        read_parquet(rewritten(bomb), "x")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_told(data: st.DataObject) -> None:
    plan = Plan(DocumentInfo(title="x"), (Task("a", "task", "Rà soát"),))
    content = bytearray(written(plan))
    cut = data.draw(st.integers(1, len(content) - 1))
    with pytest.raises(KehoachError, match=r"damaged|not-a-table"):
        read_parquet(bytes(content[:cut]), "x")


def test_what_the_metadata_hold(plan: Plan) -> None:
    stored = json.loads(table(written(plan)).schema.metadata[METADATA])
    whole = plan.to_dict()
    assert stored["tasks"] == 3 and stored["document"] == whole["document"] and stored["warnings"] == whole["warnings"]

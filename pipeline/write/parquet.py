"""Parquet: a row per task, in columns of one schema for every plan, so that the files of many plans are one table.

The columns are the keys of the contract (gold/FORMAT.md), whatever the language: texts, lists and records as nested
types, dates as dates, figures as doubles. Each row has its document. What Parquet's types cannot say to the letter (a
half character of a file name, a number of 30 digits, 100.0 for 100) is in `exact`, the row or document as JSON; it is
null nearly always. The document, its warnings and what a person removed are in the file's own metadata too, under the
key "kehoach": a plan may have no task.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

import regex

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.records import DocumentInfo, Plan, Task

METADATA = b"kehoach"
"""The key of the file's metadata: JSON, {"document": …, "warnings": […], "removed": […], "tasks": how many}."""
WIDEST = 2**63
LARGEST = 2.0**53
"""Beyond it a double no longer tells whole numbers apart."""

HALF_CHARACTER = regex.compile(r"[\ud800-\udfff]")


def write_parquet(plan: Plan, stream: BinaryIO, lang: str = "vi") -> None:
    """Write `plan` as a Parquet file of the schema `schema()`, which does not depend on `lang`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    document = document_row(plan.document)
    rows = [{**task_row(task), "document": document} for task in plan.tasks]
    whole = plan.to_dict()
    about = {"document": whole["document"], "warnings": whole["warnings"], "removed": whole["removed"]}
    table = pa.Table.from_pylist(rows, schema=schema())
    stored = {METADATA: as_json({**about, "tasks": len(rows)}).encode()}
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(stored), sink)
    stream.write(sink.getvalue().to_pybytes())


@cache
def schema() -> pa.Schema:
    """The columns of every file."""
    import pyarrow as pa

    text, whole, share, day = pa.string(), pa.int64(), pa.float64(), pa.date32()
    texts = pa.list_(text)

    def records(**fields: pa.DataType) -> pa.DataType:
        return pa.list_(pa.struct(list(fields.items())))

    document = pa.struct(
        [
            ("key", text), ("file", text), ("sha256", text), ("format", text), ("pages", whole), ("type", text),
            ("number", text), ("issued", day), ("issuer", text), ("title", text), ("years", pa.list_(whole)),
            ("legal_bases", records(type=text, number=text, date=day, issuer=text)), ("signer", text),
            ("signer_title", text), ("recipients", texts), ("signed_for", text), ("exact", text),
        ]
    )  # fmt: skip
    boxes = records(page=whole, x0=share, top=share, x1=share, bottom=share)
    return pa.schema(
        [
            ("id", text), ("kind", text), ("number", text), ("section_path", texts), ("section", text), ("task", text),
            ("products", texts), ("lead_units", texts), ("coordinating_units", texts),
            ("deadlines", records(raw=text, kind=text, start=day, end=day, bound=text, rrule=text, inferred=texts,
                                  due=day)),
            ("targets", records(raw=text, comparator=text, value=share, unit=text)),
            ("source", pa.struct([("page", whole), ("text", text), ("boxes", boxes)])),
            ("units", records(name=text, canonical=text, role=text, collective=pa.bool_(), members=texts,
                              origin=text)),
            ("citations", records(type=text, number=text, date=day, issuer=text, span=pa.list_(whole))),
            ("same_as", texts), ("section_targets", texts), ("parent", text), ("extra", pa.map_(text, text)),
            ("origins", pa.map_(text, text)), ("doubts", texts), ("confidence", share), ("corrected", pa.bool_()),
            ("corrections", records(field=text, was=text, by=text, at=text)), ("exact", text), ("document", document),
        ]
    )  # fmt: skip


def task_row(task: Task) -> dict[str, Any]:
    """The row of a task without its document: values as `schema` has them, `deadlines[].due` added, `corrections[].was`
    as JSON."""
    data = task.to_dict()
    row = _row(data, {field.name: field.type for field in schema()})
    for entry, deadline in zip(row["deadlines"], task.deadlines, strict=True):
        entry["due"] = deadline.due
    return {**row, "exact": None if _same(task_data(row), data) else as_json(data)}


def document_row(document: DocumentInfo) -> dict[str, Any]:
    """The document as `schema` has it, `key` added."""
    data = document.to_dict()
    row = _row(data, {field.name: field.type for field in schema().field("document").type})
    return {"key": document.key, **row, "exact": None if _same(document_data(row), data) else as_json(data)}


def task_data(row: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of the contract in a row, JSON-ready, also where another program wrote the file again and left columns
    out; KeyError, TypeError, ValueError or AttributeError where the row is none of ours."""
    columns = [field for field in schema() if field.name in row and field.name not in ("exact", "document")]
    data = {field.name: _value(row[field.name], field.type) for field in columns}
    for deadline in data.get("deadlines") or ():
        del deadline["due"]
    for target in data.get("targets") or ():
        target["value"] = _figure(target["value"])
    for correction in data.get("corrections") or ():
        correction["was"] = None if correction["was"] is None else json.loads(correction["was"])
    if source := data.get("source"):
        source["boxes"] = [list(box.values()) for box in source["boxes"] or ()]
    return data


def document_data(row: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of the contract in a document's record, JSON-ready."""
    data: dict[str, Any] = _value(row, schema().field("document").type)
    del data["key"], data["exact"]
    return data


def as_json(data: object) -> str:
    """JSON with every letter as it is, but half characters escaped, as UTF-8 cannot hold them."""
    return HALF_CHARACTER.sub(lambda half: f"\\u{ord(half[0]):04x}", json.dumps(data, ensure_ascii=False))


def _row(data: Mapping[str, Any], columns: Mapping[str, pa.DataType]) -> dict[str, Any]:
    """The data in the columns; what has none is in `exact`."""
    row = dict(data)
    if "source" in row:
        names = ("page", "x0", "top", "x1", "bottom")
        boxes = [dict(zip(names, box, strict=True)) for box in row["source"]["boxes"]]
        row["source"] = {**row["source"], "boxes": boxes}
    if "corrections" in row:
        told = [{**c, "was": None if c["was"] is None else as_json(c["was"])} for c in row["corrections"]]
        row["corrections"] = told
    return {key: _fitted(value, columns[key]) for key, value in row.items() if key in columns}


def _fitted(value: Any, kind: pa.DataType) -> Any:
    """A JSON-ready value as Arrow's type holds it; None where it cannot."""
    import pyarrow.types as types

    if value is None:
        return None
    if types.is_string(kind):
        return HALF_CHARACTER.sub("\ufffd", value)
    if types.is_int64(kind):
        return value if -WIDEST <= value < WIDEST else None
    if types.is_float64(kind):
        return _double(value)
    if types.is_date32(kind):
        return dt.date.fromisoformat(value)
    if types.is_map(kind):
        return [(_fitted(name, kind.key_type), _fitted(text, kind.item_type)) for name, text in value.items()]
    if types.is_list(kind):
        return [_fitted(entry, kind.value_type) for entry in value]
    if types.is_struct(kind):
        return {field.name: _fitted(value.get(field.name), field.type) for field in kind}
    return value


def _double(value: float | int) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None


def _value(value: Any, kind: pa.DataType) -> Any:
    """What Arrow gives for a type of the schema, JSON-ready. Another program may have written 2 as 2.0 or a day as a
    time, and left out what is nowhere filled."""
    import pyarrow.types as types

    if value is None:
        return None
    if types.is_int64(kind):
        return int(value) if isinstance(value, float) and value.is_integer() else value
    if types.is_float64(kind):
        return float(value)
    if types.is_date32(kind):
        return (value.date() if isinstance(value, dt.datetime) else value).isoformat()
    if types.is_map(kind):
        return _texts(value)
    if types.is_list(kind):
        return [_value(entry, kind.value_type) for entry in value]
    if types.is_struct(kind):
        return {field.name: _value(value.get(field.name), field.type) for field in kind}
    return value


def _texts(pairs: Any) -> dict[str, Any]:
    """A map: Arrow gives pairs, other programs make records of them, or a record with a field for each name."""
    if isinstance(pairs, Mapping):
        return {name: text for name, text in pairs.items() if text is not None}
    return dict((pair["key"], pair["value"]) if isinstance(pair, Mapping) else pair for pair in pairs or ())


def _figure(value: float | None) -> float | int | None:
    """A target's figure: whole numbers are written without decimals, as plans print them."""
    return int(value) if value is not None and float(value).is_integer() and abs(value) < LARGEST else value


def _same(one: object, other: object) -> bool:
    """Whether both are the same JSON: 100 is not 100.0."""
    return as_json(one) == as_json(other)

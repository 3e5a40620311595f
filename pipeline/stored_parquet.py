"""Parquet files of tasks, read back as plans: one file may hold the rows of several."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.errors import KehoachError
from pipeline.stored import WRONG_SHAPE, document_of, plan_of, task_of
from pipeline.write.parquet import METADATA, as_json, document_data, document_row, schema, task_data, task_row

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.records import Plan

MAGIC = b"PAR1"
MOST_BYTES = 512 * 2**20
"""What a file may unpack to."""
MOST_ROWS = 1_000_000
"""Rows take few bytes where they repeat: no plans have so many tasks."""
NEEDED = ("id", "kind", "task", "document")


def read_parquet(data: bytes, name: str) -> list[Plan]:
    """The plans in a Parquet file that `pipeline.write.parquet` wrote, in the order of their first rows, at least one.

    Rows belong together by their document. Warnings and removed tasks are known of the plan whose metadata the file
    has; putting files together keeps those of one at most. Where another program changed a row its columns count.
    `name` is what to call the file in a `KehoachError`: empty-file, damaged, too-large, not-a-table.
    """
    if not data:
        raise KehoachError("empty-file", path=name)
    if not data.startswith(MAGIC):
        raise KehoachError("not-a-table", path=name)
    table = _table(data, name)
    try:
        return _plans(table.to_pylist(), _about(table.schema.metadata), name)
    except (*WRONG_SHAPE, OverflowError, RecursionError) as error:
        raise KehoachError("not-a-table", path=name) from error


def _table(data: bytes, name: str) -> pa.Table:
    """The columns of ours in the file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        columns = file.schema_arrow.names
        if not set(NEEDED) <= set(columns):
            raise KehoachError("not-a-table", path=name)
        groups = (file.metadata.row_group(group) for group in range(file.metadata.num_row_groups))
        if sum(group.total_byte_size for group in groups) > MOST_BYTES or file.metadata.num_rows > MOST_ROWS:
            raise KehoachError("too-large", path=name, limit=MOST_BYTES // 2**20)
        return file.read(columns=[column for column in schema().names if column in columns])
    except (pa.ArrowException, OSError, ValueError) as error:
        raise KehoachError("damaged", path=name, kind="Parquet") from error


def _about(metadata: Mapping[bytes, bytes] | None) -> dict[str, Any]:
    """What the file says of the plan that it was written of; empty where another program left nothing of it."""
    stored = (metadata or {}).get(METADATA)
    try:
        about = json.loads(stored) if stored else {}
    except ValueError:
        return {}
    return about if isinstance(about, dict) else {}


def _plans(rows: Sequence[Mapping[str, Any]], about: Mapping[str, Any], name: str) -> list[Plan]:
    tasks: dict[str, list[dict[str, Any]]] = {}
    documents: dict[str, dict[str, Any]] = {}
    own = as_json(about["document"]) if "document" in about else None
    if own is not None and about.get("tasks") == 0:
        tasks[own], documents[own] = [], about["document"]
    for row in rows:
        document = _document(row["document"])
        key = as_json(document)
        documents[key] = document
        tasks.setdefault(key, []).append(_task(row))
    if not tasks:
        raise KehoachError("not-a-table", path=name)
    kept = {key: {k: about.get(k) for k in ("warnings", "removed")} if key == own else {} for key in tasks}
    return [plan_of({"document": documents[key], "tasks": tasks[key], **kept[key]}, name) for key in tasks]


def _task(row: Mapping[str, Any]) -> dict[str, Any]:
    return _exact(row, task_data(row), lambda data: task_data(task_row(task_of(data))))


def _document(record: Mapping[str, Any]) -> dict[str, Any]:
    return _exact(record, document_data(record), lambda data: document_data(document_row(document_of(data))))


def _exact(
    record: Mapping[str, Any], told: dict[str, Any], columns_of: Callable[[dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    """What `exact` holds, else what the columns tell: where both are there and `exact` would give other columns,
    another program changed these."""
    if record.get("exact") is None:
        return told
    data: dict[str, Any] = json.loads(record["exact"])
    return data if as_json(columns_of(data)) == as_json(told) else told

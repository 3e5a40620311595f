"""JSON Lines: one task per line, each with its document, so that the lines of many plans can be put together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pipeline.records import Plan

DOCUMENT_KEYS = ("file", "number", "title", "sha256")
"""What a line says of its document; the whole is in the JSON format."""


def write_jsonl(plan: Plan, stream: BinaryIO, lang: str = "vi") -> None:
    """Write each task of `plan` as one line of JSON, UTF-8: {"document": {…}, "id": …, …}; no task, no line."""
    document = {key: getattr(plan.document, key) for key in DOCUMENT_KEYS}
    for task in plan.tasks:
        line = json.dumps({"document": document, **task.to_dict()}, ensure_ascii=False, allow_nan=False)
        stream.write(f"{line}\n".encode(errors="backslashreplace"))

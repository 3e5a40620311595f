"""JSON: the whole plan in the shape of the contract (gold/FORMAT.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pipeline.records import Plan


def write_json(plan: Plan, stream: BinaryIO, lang: str = "vi") -> None:
    """Write `plan` as one JSON object, UTF-8, indented; the keys do not depend on `lang`."""
    text = json.dumps(plan.to_dict(), ensure_ascii=False, indent=2, allow_nan=False)
    # A file name that is not UTF-8 reaches us with lone surrogates; "\udce9" is how JSON spells one.
    stream.write(f"{text}\n".encode(errors="backslashreplace"))

"""The JSON Schema of the record contract holds for what the extractor writes and refuses what breaks the contract."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline import extract

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "pipeline" / "plan.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def plan() -> dict[str, Any]:
    return json.loads(json.dumps(extract(ROOT / "corpus" / "demo.docx").to_dict()))  # type: ignore[no-any-return]


def test_what_is_extracted_follows_the_schema(plan: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(plan, SCHEMA)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "purpose"),
        ("lead_units", "Văn phòng"),
        ("confidence", 2),
        ("deadlines", [{"raw": "30/6"}]),
        ("id", "7"),
    ],
)
def test_a_broken_record_is_refused(plan: dict[str, Any], field: str, value: object) -> None:
    broken = copy.deepcopy(plan)
    broken["tasks"][0][field] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SCHEMA)

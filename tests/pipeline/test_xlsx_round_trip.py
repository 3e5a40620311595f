"""JSON -> XLSX -> JSON: a workbook holds all of a plan, also after a spreadsheet has saved it again."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from pipeline import extract, load
from pipeline.errors import KehoachError
from pipeline.records import DocumentInfo, Plan, Source, Task
from pipeline.stored_machine import last_saved, read_machine
from pipeline.stored_tables import read_edited, read_stored
from pipeline.write import dump, write
from tests.pipeline.strategies import PLANS
from tests.pipeline.test_stored_edited import calc

ROOT = Path(__file__).parents[2]


def as_json(plan: Plan | None) -> Any:
    assert plan is not None
    return json.loads(json.dumps(plan.to_dict()))


def workbook(plan: Plan) -> bytes:
    stream = io.BytesIO()
    dump(plan, stream, "xlsx")
    return stream.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PLANS)
def test_any_plan_comes_back_from_its_records(plan: Plan) -> None:
    assert as_json(read_machine(workbook(plan))) == as_json(plan)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(PLANS)
def test_a_workbook_that_nobody_changed_is_the_plan(tmp_path: Path, plan: Plan) -> None:
    write(plan, tmp_path / "a.xlsx")
    table = read_edited(tmp_path / "a.xlsx")
    assert table is not None and not table.edits(plan)
    assert as_json(table.plan()) == as_json(plan)


@pytest.mark.parametrize(
    "text",
    ["_x0041_", "_x000D_", '"', '"a"', "[1]", "{", "null", " a ", "a\r\nb", "\x00", "\udce9", "=1+1", "'", "1", "true",
     "x" * 40_000, "ệ\u0323" * 9, "a\u202eb", "😀" * 20_000, ""],
)  # fmt: skip
def test_texts_that_a_workbook_would_change(tmp_path: Path, text: str) -> None:
    task = Task(text, "task", text, number=text, section=text, parent=text, source=Source(1, text), extra={text: text})
    plan = Plan(DocumentInfo(title=text, file=text), (task,))
    write(plan, tmp_path / "a.xlsx")
    assert as_json(read_stored(tmp_path / "a.xlsx")) == as_json(plan)


@pytest.mark.parametrize("name", ["demo.pdf", "commune.txt"])
def test_after_libreoffice_saved_it(tmp_path: Path, name: str) -> None:
    plan = extract(ROOT / "corpus" / name, ner=False)
    write(plan, tmp_path / "a.xlsx")
    (tmp_path / "saved").mkdir()
    saved = calc(tmp_path / "a.xlsx", "xlsx", tmp_path / "saved")
    assert as_json(read_stored(saved)) == as_json(plan)


def test_without_its_records_a_workbook_is_read_by_its_columns(plan: Plan) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(plan)))
    book.remove(book.worksheets[1])
    stream = io.BytesIO()
    book.save(stream)
    assert read_machine(stream.getvalue()) is None


@pytest.mark.parametrize(("cell", "value"), [("D2", "[1"), ("D2", '"a'), ("M2", '{"raw": 1}'), ("N2", "x")])
def test_records_that_were_broken_are_none(plan: Plan, cell: str, value: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(plan)))
    sheet = book.worksheets[1]
    column = next(c.column for c in sheet[1] if c.value == {"D": "kind", "M": "deadlines", "N": "targets"}[cell[0]])
    sheet.cell(2, column).value = value
    stream = io.BytesIO()
    book.save(stream)
    found = read_machine(stream.getvalue())
    assert found is None or found.tasks[0].kind == value  # an unquoted text is a text


def test_who_saved_a_workbook_last(plan: Plan) -> None:
    assert last_saved(workbook(plan)) == (None, None)
    book = openpyxl.load_workbook(io.BytesIO(workbook(plan)))
    book.properties.lastModifiedBy = "Trần Thị Lan"
    stream = io.BytesIO()
    book.save(stream)
    by, at = last_saved(stream.getvalue())
    assert by == "Trần Thị Lan" and at is not None and at.startswith("20")
    assert last_saved(b"PK\x03\x04") == (None, None)


def test_load_is_the_way_back(plan: Plan, tmp_path: Path) -> None:
    for format in ("json", "xlsx", "parquet", "sqlite"):
        write(plan, tmp_path / f"a.{format}")
        assert as_json(load(tmp_path / f"a.{format}")) == as_json(plan)
    with pytest.raises(KehoachError, match="not-stored"):
        load(ROOT / "corpus" / "demo.pdf")


def patched(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with another content of one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


RECORDS = "xl/worksheets/sheet2.xml"


@pytest.mark.filterwarnings("ignore:Workbook contains no stylesheet")
@pytest.mark.parametrize(
    ("part", "change"),
    [
        (RECORDS, lambda xml: xml[: len(xml) // 2]),
        (RECORDS, lambda xml: xml.replace(b't="inlineStr"', b't="d"', 5)),
        (RECORDS, lambda xml: xml.replace(b'<c r="A2"', b'<c t="s" r="A2"').replace(b"<is>", b"<v>99999</v><is>", 1)),
        ("xl/styles.xml", lambda xml: b"<styleSheet/>"),
        ("docProps/core.xml", lambda xml: b"<a"),
        ("xl/workbook.xml", lambda xml: xml.replace(b"sheetId", b"x")),
    ],
    ids=["cut", "days", "strings", "styles", "properties", "book"],
)
def test_damaged_records_are_none_and_no_fault_of_ours(
    plan: Plan, tmp_path: Path, part: str, change: Callable[[bytes], bytes]
) -> None:
    content = patched(workbook(plan), part, change)
    found = read_machine(content)
    assert found is None or as_json(found) == as_json(plan)
    last_saved(content)
    (tmp_path / "a.xlsx").write_bytes(content)
    try:
        read = read_stored(tmp_path / "a.xlsx")
    except KehoachError:
        return
    assert read is None or [task.task for task in read.tasks] == [task.task for task in plan.tasks]


def test_the_size_that_a_sheet_claims_is_not_believed(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def claim(xml: bytes) -> bytes:
        return re.sub(rb"<sheetPr>", b'<dimension ref="A1:XFD1048576"/><sheetPr>', xml, count=1)

    content = patched(workbook(plan), RECORDS, lambda xml: re.sub(rb"<dimension[^>]*/>", b"", xml))
    content = patched(content, RECORDS, claim)
    assert as_json(read_machine(content)) == as_json(plan)
    monkeypatch.setattr("pipeline.stored_machine.MOST_CELLS", 20)
    assert read_machine(content) is None

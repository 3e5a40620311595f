"""Task tables that kehoach wrote come back as the plans that they were, also when a person has edited them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extractors.citations import Citation
from extractors.deadlines import Deadline
from pipeline import extract
from pipeline.check import findings
from pipeline.errors import KehoachError
from pipeline.records import DocumentInfo, Plan, Task
from pipeline.stored_tables import STORED, read_stored
from pipeline.write import write
from pipeline.write.findings import dump_findings

ROOT = Path(__file__).parents[2]
SAME = (
    "task",
    "products",
    "lead_units",
    "coordinating_units",
    "kind",
    "section",
    "section_path",
    "confidence",
    "units",
)
"""Fields that a table of columns gives back to the letter."""


@pytest.fixture(scope="module")
def corpus() -> dict[str, Plan]:
    """All plans of the corpus and of offices that the rules had not seen, read by rules alone."""
    files = [*(ROOT / "corpus").glob("*.docx"), *(f for f in (ROOT / "corpus" / "unseen").iterdir() if is_plan(f))]
    return {file.name: extract(file, ner=False) for file in sorted(files)}


def is_plan(file: Path) -> bool:
    return file.suffix in (".docx", ".txt", ".pdf", ".xlsx")


def back(plan: Plan, path: Path, lang: str = "vi", *, records: bool = True) -> Plan:
    """The plan written and read again; without `records` an XLSX has lost the sheet that holds them."""
    write(plan, path, lang=lang)
    if not records and path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        book.remove(book.worksheets[1])
        book.save(path)
    read = read_stored(path)
    assert read is not None
    return read


def meant(deadline: Deadline) -> tuple[object, ...]:
    return deadline.kind, deadline.start, deadline.end, deadline.bound, deadline.rrule


def is_wrong(old: Deadline, new: Deadline) -> bool:
    """Whether the deadline that came back says another day or another rule, rather than less."""
    days = (new.start, new.end, new.rrule)
    return any(days) and days != (old.start, old.end, old.rrule)


# --- what was written comes back --------------------------------------------------------------------------------------


def test_json_is_lossless(corpus: dict[str, Plan], tmp_path: Path) -> None:
    for plan in corpus.values():
        assert back(plan, tmp_path / "a.json").to_dict() == plan.to_dict()


def test_json_lines_keep_the_tasks(corpus: dict[str, Plan], tmp_path: Path) -> None:
    for plan in (plan for plan in corpus.values() if plan.tasks):
        read = back(plan, tmp_path / "a.jsonl").to_dict()
        assert read["tasks"] == plan.to_dict()["tasks"]
        assert (read["document"]["file"], read["document"]["title"]) == (plan.document.file, plan.document.title)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_tables_of_columns(corpus: dict[str, Plan], tmp_path: Path, format: str, lang: str) -> None:
    timed = alike = rows = pages = 0
    for name, plan in corpus.items():
        read = back(plan, tmp_path / f"a.{format}", lang, records=False)
        assert len(read.tasks) == len(plan.tasks)
        for old, new in zip(plan.tasks, read.tasks, strict=True):
            assert [getattr(new, field) for field in SAME] == [getattr(old, field) for field in SAME], (name, old.task)
            assert [t.raw for t in new.targets] == [t.raw for t in old.targets]
            assert new.extra == old.extra
            assert [d.raw for d in new.deadlines] == [d.raw for d in old.deadlines], (name, old.task)
            wrong = [(o, n) for o, n in zip(old.deadlines, new.deadlines, strict=True) if is_wrong(o, n)]
            assert not wrong, (name, old.task)
            rows, pages = rows + 1, pages + (new.source.page == old.source.page)
            timed += bool(old.deadlines)
            alike += bool(old.deadlines) and [*map(meant, new.deadlines)] == [*map(meant, old.deadlines)]
        if format == "xlsx":
            assert read.document.to_dict() == plan.document.to_dict(), name
            assert [task.id for task in read.tasks] == [task.id for task in plan.tasks]
        assert not [w for w in read.warnings if w.code == "due-differs"], name
    assert pages == rows > 1000
    assert alike >= (0.995 if format == "xlsx" else 0.98) * timed


@pytest.mark.parametrize("format", STORED)
def test_a_plan_made_by_hand(plan: Plan, tmp_path: Path, format: str) -> None:
    read = back(plan, tmp_path / f"A.{format.upper()}")
    assert [t.task for t in read.tasks] == [
        "Kiểm tra văn bản của các xã",
        "- Rà soát biểu mẫu",
        "=100% hồ sơ được xử lý đúng hạn",
    ]
    assert read.tasks[0].deadlines[1].bound == "before" and read.tasks[2].kind == "target"
    assert read.tasks[0].source.page == 2
    assert read.document.file == ("A.CSV" if format == "csv" else "kh-thu.pdf")


def test_the_sheet_about_the_document(plan: Plan, tmp_path: Path) -> None:
    laws = (
        Citation("Luật Phổ biến, giáo dục pháp luật", None, dt.date(2012, 6, 20), None),
        Citation("Chương trình công tác", None, None, "Ban Chấp hành Đoàn xã Sơn Ca"),
        Citation("Chỉ thị", "08/CT-BVHTTDL", dt.date(2026, 1, 14), "Bộ Văn hóa, Thể thao và Du lịch"),
        Citation("Chỉ thị", "- CT/ĐU", None, "Đảng ủy xã"),
        Citation("Quyết định", "77/QĐ-TTg", None, None),
    )
    document = dataclasses.replace(plan.document, legal_bases=laws, signed_for="KT. GIÁM ĐỐC", years=(2025, 2026))
    for lang in ("vi", "en"):
        read = back(dataclasses.replace(plan, document=document), tmp_path / "a.xlsx", lang, records=False)
        assert read.document == document


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_plan_without_tasks(tmp_path: Path, format: str) -> None:
    read = back(Plan(DocumentInfo(), ()), tmp_path / f"a.{format}", records=False)
    assert read.tasks == () and [w.code for w in read.warnings] == ["no-tasks"]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "- Sở Nội vụ", "+ Kinh phí", "-5", "'Đề án' số 6"])
def test_texts_that_look_like_formulas(plan: Plan, tmp_path: Path, text: str) -> None:
    plan = dataclasses.replace(plan, tasks=(Task("x", "task", text),))
    for format in ("csv", "xlsx"):
        assert [t.task for t in back(plan, tmp_path / f"a.{format}", records=False).tasks] == [text]
        assert [t.task for t in back(plan, tmp_path / f"a.{format}").tasks] == [text]


# --- what is no table of ours -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["demo.docx", "demo.pdf", "demo.txt"])
def test_a_plan_is_none(name: str) -> None:
    assert read_stored(ROOT / "corpus" / name) is None


def save(table: list[Any], path: Path, about: Any = None) -> None:
    book = openpyxl.Workbook()
    for row in table:
        book.worksheets[0].append(list(row))
    book.save(path)


HANOI = ("STT", "Nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành")


def test_a_plan_in_the_columns_of_the_appendix_is_none(tmp_path: Path) -> None:
    save([HANOI, (1, "Rà soát văn bản", "Báo cáo", "Văn phòng", "", "Tháng 6/2026")], tmp_path / "a.xlsx")
    assert read_stored(tmp_path / "a.xlsx") is None


def test_findings_are_none(plan: Plan, tmp_path: Path) -> None:
    for format in ("xlsx", "csv"):
        with (tmp_path / f"a.{format}").open("wb") as stream:
            dump_findings(plan, findings(plan), stream, format)
        assert read_stored(tmp_path / f"a.{format}") is None
    with (tmp_path / "a.json").open("wb") as stream:
        dump_findings(plan, findings(plan), stream, "json")
    with pytest.raises(KehoachError, match="not-a-table"):
        read_stored(tmp_path / "a.json")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.json", b"", "empty-file"),
        ("a.jsonl", b"\n\n", "empty-file"),
        ("a.json", b"[]", "not-a-table"),
        ("a.json", b"7", "not-a-table"),
        ("a.json", b"%PDF-1.7", "not-a-table"),
        ("a.json", b'{"tasks": [{"task', "damaged"),
        ("a.json", b"[" * 100_000, "damaged"),
        ("a.json", b'{"tasks": "\xff"}', "damaged"),
        ("a.jsonl", b'{"a": 1}\n{"b": 2}', "not-a-table"),
        ("a.jsonl", b'{"document": {}, "kind": "task", "task": "x"}\n{"document": {}, "kind"', "damaged"),
        ("a.csv", "\ufeffSTT,Nhiệm vụ\r\n1,\"Rà soát".encode(), "damaged"),
        ("a.csv", "\ufeffSTT,Nhiệm vụ\r\n1,Rà soá".encode()[:-1], "damaged"),
        ("a.xlsx", b"PK\x03\x04", "damaged"),
        ("a.csv", b"", None),
        ("a.csv", "Tên,Số\n1,2".encode(), None),
        ("a.xlsx", b"", None),
        ("a.xlsx", "Kế hoạch".encode(), None),
    ],
)  # fmt: skip
def test_damaged_files(tmp_path: Path, name: str, content: bytes, code: str | None) -> None:
    (tmp_path / name).write_bytes(content)
    if code is None:
        assert read_stored(tmp_path / name) is None
        return
    with pytest.raises(KehoachError) as caught:
        read_stored(tmp_path / name)
    assert caught.value.code == code
    assert "?" not in describe_error(caught.value)


def describe_error(error: KehoachError) -> str:
    from pipeline.messages import message

    return message(error.code, **error.values)


@pytest.mark.parametrize("format", STORED)
def test_any_damage_is_an_error_of_the_users(plan: Plan, tmp_path: Path, format: str) -> None:
    path, chance = tmp_path / f"a.{format}", random.Random(7)
    write(plan, path)
    whole = path.read_bytes()
    for _ in range(60):
        data = bytearray(whole)
        at = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                del data[at:]
            case 1:
                data[at] = chance.randrange(256)
            case _:
                del data[at : at + 50]
        path.write_bytes(data)
        try:
            read_stored(path)
        except KehoachError:
            continue


def test_a_missing_file(tmp_path: Path) -> None:
    for name in ("a.json", "a.csv", "a.xlsx"):
        with pytest.raises(KehoachError, match="no-such-file"):
            read_stored(tmp_path / name)


def test_lines_of_several_plans(plan: Plan, tmp_path: Path) -> None:
    other = dataclasses.replace(plan, document=dataclasses.replace(plan.document, file="khac.pdf"))
    write(plan, tmp_path / "a.jsonl")
    write(other, tmp_path / "b.jsonl")
    (tmp_path / "a.jsonl").write_bytes((tmp_path / "a.jsonl").read_bytes() + (tmp_path / "b.jsonl").read_bytes())
    with pytest.raises(KehoachError, match="several-plans") as caught:
        read_stored(tmp_path / "a.jsonl")
    assert "kh-thu.pdf, khac.pdf" in describe_error(caught.value)

"""Task tables that a spreadsheet has saved again or a person has edited."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extractors.plan_times import PlanTimes
from pipeline.messages import describe
from pipeline.records import DocumentInfo, Plan, Task
from pipeline.stored_tables import read_stored
from pipeline.table import COLUMNS
from pipeline.write import write
from pipeline.write.office_sheet import SECTION_MARK

# --- what spreadsheets make of a table --------------------------------------------------------------------------------


def bare(book: Any) -> Any:
    """The first sheet of a workbook as a table alone, without the lines above it and the rows of sections; the sheet of
    records is gone."""
    book.remove(book.worksheets[1])
    sheet = book.worksheets[0]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    head = next(row for row in range(1, 20) if sheet.cell(row, 1).value in (COLUMNS["vi"][0], COLUMNS["en"][0]))
    for row in range(sheet.max_row, head, -1):
        if sheet.cell(row, len(COLUMNS["vi"])).value == SECTION_MARK:
            sheet.delete_rows(row)
    sheet.delete_rows(1, head - 1)
    return sheet


def edited(plan: Plan, path: Path, change: Callable[[Any], None], lang: str = "vi") -> Plan:
    """The plan after a person has changed the first sheet of its workbook, saved by another program; nothing is left
    of it but that table and the sheet about the document."""
    write(plan, path, lang=lang)
    book = openpyxl.load_workbook(path)
    change(bare(book))
    book.properties.creator = "openpyxl"
    book.save(path)
    read = read_stored(path)
    assert read is not None
    return read


@pytest.fixture
def timed() -> Plan:
    """A plan of 2026 with times of every kind, as its own PDF would give them."""
    info = DocumentInfo(
        file="kh.pdf", sha256="1", format="pdf", title="Kế hoạch năm 2026", years=(2026,), issued=dt.date(2026, 1, 5)
    )
    times = PlanTimes.of(info.title, info.years, info.issued)
    words = [
        "15/3",
        "Tháng 6",
        "30/9/2026",
        "hằng quý",
        "Thường xuyên",
        "Khi có yêu cầu",
        "20 ngày kể từ ngày ban hành",
        "Quý II; 31/12/2026",
    ]
    tasks = [
        Task(f"{i}", "task", f"Việc {i}", deadlines=times.cell(said), section="Nội dung", section_path=("II",))
        for i, said in enumerate(words)
    ]
    return Plan(info, tuple(tasks))


def days(plan: Plan) -> list[tuple[dt.date | None, ...]]:
    return [tuple(d.end for d in task.deadlines) for task in plan.tasks]


def rewritten(plan: Plan, path: Path, **how: Any) -> Plan | None:
    """The CSV as another program would save it: `cell` changes each cell, the rest is for its writer."""
    write(plan, path)
    change = how.pop("cell", lambda column, text: text)
    encoding = how.pop("encoding", "utf-8")
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    rows[1:] = [[change(column, text) for column, text in enumerate(row)] for row in rows[1:]]
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, **how).writerows(rows)
    return read_stored(path)


def vietnamese(column: int, text: str) -> str:
    """As Excel in Vietnam shows the cells."""
    if column == 7 and text:
        return f"{dt.date.fromisoformat(text):%d/%m/%Y}".lstrip("0")
    return text.replace(".", ",") if column == 10 else text


def american(column: int, text: str) -> str:
    day = dt.date.fromisoformat(text) if column == 7 and text else None
    return f"{day.month}/{day.day}/{day.year}" if day else text


@pytest.mark.parametrize(
    "how",
    [
        {"delimiter": ";", "cell": vietnamese},
        {"delimiter": "\t", "encoding": "utf-16", "cell": vietnamese},
        {"delimiter": ",", "cell": american},
        {"delimiter": ";", "encoding": "utf-8-sig", "quoting": csv.QUOTE_ALL},
        {"delimiter": ",", "lineterminator": "\n"},
    ],
    ids=["vi-VN", "unicode text", "en-US", "quoted", "unix"],
)
def test_csv_saved_by_a_spreadsheet(timed: Plan, tmp_path: Path, how: dict[str, Any]) -> None:
    timed = dataclasses.replace(timed, tasks=tuple(dataclasses.replace(t, confidence=0.5) for t in timed.tasks))
    read = rewritten(timed, tmp_path / "a.csv", **how)
    assert read is not None
    assert days(read) == days(timed) and read.document.years == (2026,)
    assert [task.confidence for task in read.tasks] == [0.5] * len(timed.tasks)
    assert not [w for w in read.warnings if w.code == "due-differs"]


def test_csv_with_the_separator_on_its_first_line(timed: Plan, tmp_path: Path) -> None:
    rewritten(timed, tmp_path / "a.csv", delimiter=";")
    (tmp_path / "a.csv").write_bytes(b"sep=;\r\n" + (tmp_path / "a.csv").read_bytes())
    read = read_stored(tmp_path / "a.csv")
    assert read is not None and days(read) == days(timed)


def calc(path: Path, to: str, folder: Path) -> Path:
    """The file as LibreOffice Calc saves it; skips where there is none."""
    if not shutil.which("soffice"):
        pytest.skip("no LibreOffice")
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to]
    if path.suffix == ".csv":
        command.append("--infilter=CSV:44,34,76,1")  # comma, quote, UTF-8: without it the machine's own code page
    subprocess.run(
        [*command, "--outdir", folder, path], capture_output=True, timeout=120, env={**os.environ, "HOME": str(folder)}
    )
    saved = folder / path.with_suffix(f".{to.partition(':')[0]}").name
    if not saved.exists():
        pytest.skip("LibreOffice has no Calc")
    return saved


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("format", "to"), [("xlsx", "xlsx"), ("csv", "xlsx"), ("xlsx", "csv:Text - txt - csv (StarCalc):59,34,76,1")]
)
def test_saved_by_libreoffice(timed: Plan, tmp_path: Path, format: str, to: str, lang: str) -> None:
    write(timed, tmp_path / f"a.{format}", lang=lang)
    (tmp_path / "saved").mkdir()
    read = read_stored(calc(tmp_path / f"a.{format}", to, tmp_path / "saved"))
    assert read is not None
    assert [task.task for task in read.tasks] == [task.task for task in timed.tasks]
    assert days(read) == days(timed)


# --- what people make of a table --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_columns_in_another_order_and_some_gone(timed: Plan, tmp_path: Path, lang: str) -> None:
    for seed in range(4):
        chance = random.Random(seed)

        def shuffle(sheet: Any, chance: random.Random = chance) -> None:
            columns = [list(column) for column in zip(*sheet.values, strict=True)]
            kept = [c for c in columns if c[0] not in (COLUMNS[lang][0], COLUMNS[lang][9])] + [["Theo dõi", *range(8)]]
            chance.shuffle(kept)
            sheet.delete_cols(1, 20)
            for row, values in enumerate(zip(*kept, strict=True), 1):
                for column, value in enumerate(values, 1):
                    sheet.cell(row, column, value)

        read = edited(timed, tmp_path / "a.xlsx", shuffle, lang)
        assert days(read) == days(timed)
        assert [task.extra for task in read.tasks] == [{"Theo dõi": str(i)} for i in range(8)]


def test_rows_and_titles_of_a_person(timed: Plan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.insert_rows(4, 3)
        sheet.cell(5, 4, "Tổng cộng")
        sheet.insert_rows(1, 2)
        sheet["A1"] = "BẢNG THEO DÕI NHIỆM VỤ"
        sheet["B3"] = "NHIỆM  VỤ:"
        sheet.merge_cells("I4:I5")

    read = edited(timed, tmp_path / "a.xlsx", change)
    assert days(read) == days(timed)
    assert {task.section for task in read.tasks} == {"Nội dung"}
    assert [(w.code, w.values["text"]) for w in read.warnings] == [("table-row-without-task", "Tổng cộng")]


def test_numbers_and_days_as_text(timed: Plan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for row in sheet.iter_rows(min_row=2):
            row[10].value = "97 %"
            row[9].value = "3"
            if row[7].value:
                row[7].value = f"{row[7].value:%d-%m-%Y}"

    read = edited(timed, tmp_path / "a.xlsx", change)
    assert days(read) == days(timed)
    assert {(task.confidence, task.source.page) for task in read.tasks} == {(0.97, 3)}


def test_days_typed_as_days(timed: Plan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["F2"] = sheet["H2"] = dt.datetime(2026, 4, 20)
        sheet["F2"].number_format = sheet["H2"].number_format = "mm-dd-yy"

    read = edited(timed, tmp_path / "a.xlsx", change).tasks[0].deadlines
    assert [(d.raw, d.kind, d.end) for d in read] == [("20/04/2026", "date", dt.date(2026, 4, 20))]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("words", "due", "said", "end", "contradicts"),
    [
        ("", dt.date(2026, 4, 20), "20/04/2026", dt.date(2026, 4, 20), False),
        ("Khi có yêu cầu", dt.date(2026, 4, 20), "Khi có yêu cầu", dt.date(2026, 4, 20), False),
        ("Sau Tết", dt.date(2026, 4, 20), "Sau Tết", dt.date(2026, 4, 20), False),
        ("15/3", dt.date(2027, 3, 15), "15/3", dt.date(2027, 3, 15), False),
        ("15/4/2026", dt.date(2026, 3, 15), "15/4/2026", None, True),
        ("hằng tháng", dt.date(2026, 3, 15), "hằng tháng", None, True),
        ("15/4/2026", None, "15/4/2026", dt.date(2026, 4, 15), False),
        ("31/4/2026", None, "31/4/2026", None, False),
    ],
)
def test_words_and_day_do_not_agree(
    timed: Plan,
    tmp_path: Path,
    format: str,
    words: str,
    due: dt.date | None,
    said: str,
    end: dt.date | None,
    contradicts: bool,
) -> None:
    if format == "xlsx":

        def change(sheet: Any) -> None:
            sheet["F2"], sheet["H2"] = words or None, due

        read: Plan | None = edited(timed, tmp_path / "a.xlsx", change)
    else:
        rows = iter(["", "", "", "", "", words, "", due.isoformat() if due else ""] + [None] * 10**4)

        def cell(column: int, text: str) -> str:
            new = next(rows)
            return text if new is None or column not in (5, 7) else new

        read = rewritten(timed, tmp_path / "a.csv", cell=cell)
    assert read is not None
    assert [(d.raw, d.end, d.rrule) for d in read.tasks[0].deadlines] == [(said, end, None)]
    assert [w.row for w in read.warnings if w.code == "due-differs"] == ["1"] * contradicts
    assert all(said in describe(w, lang) for w in read.warnings for lang in ("vi", "en"))
    assert days(read)[1:] == days(timed)[1:]


def test_a_row_that_a_person_added(timed: Plan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.append([9, "Việc mới", None, "Sở Y tế, Sở Nội vụ", "Sở Tài chính\nVăn phòng Sở;", "Tháng 10"])

    task = edited(timed, tmp_path / "a.xlsx", change).tasks[-1]
    assert task.lead_units == ("Sở Y tế", "Sở Nội vụ") and task.coordinating_units == ("Sở Tài chính", "Văn phòng Sở")
    assert [d.end for d in task.deadlines] == [dt.date(2026, 10, 31)]


def test_columns_of_one_name(timed: Plan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["P1"], sheet["P2"] = "Nhiệm vụ", "Bản cũ"

    read = edited(timed, tmp_path / "a.xlsx", change)
    assert read.tasks[0].task == "Việc 0" and read.tasks[0].extra == {"Nhiệm vụ": "Bản cũ"}


def test_without_the_sheet_about_the_document(timed: Plan, tmp_path: Path) -> None:
    write(timed, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    bare(book)
    book.remove(book.worksheets[1])
    book.save(tmp_path / "a.xlsx")
    read = read_stored(tmp_path / "a.xlsx")
    assert read is not None
    assert (read.document.file, read.document.years) == ("a.xlsx", (2026,))
    assert days(read) == days(timed)


def test_only_the_columns_that_plans_have_too(timed: Plan, tmp_path: Path) -> None:
    write(timed, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    bare(book).delete_cols(7, 10)
    book.save(tmp_path / "a.xlsx")  # kehoach stays its author
    read = read_stored(tmp_path / "a.xlsx")
    assert read is not None and len(read.tasks) == 8
    assert [d.end for d in read.tasks[0].deadlines] == [dt.date(2026, 3, 15)]

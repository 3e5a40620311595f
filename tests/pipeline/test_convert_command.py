"""`kehoach convert`, `apply` and `schema` as a user runs them, and corrections that `extract` keeps."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

from pipeline import extract
from pipeline.cli import main
from pipeline.records import Plan
from pipeline.stored_tables import read_stored, stored_plans
from pipeline.table import COLUMNS
from pipeline.write import FORMATS, write

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "corpus" / "commune.docx"
OTHER = ROOT / "corpus" / "events.docx"
LOSSLESS = ("json", "xlsx", "parquet", "sqlite")


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEHOACH_LANG", "vi")


@pytest.fixture(scope="module")
def commune() -> Plan:
    return extract(PLAN, ner=False)


@pytest.fixture(scope="module")
def events() -> Plan:
    return extract(OTHER, ner=False)


def run(*args: object) -> int:
    return main([str(arg) for arg in args])


def data_of(path: Path) -> dict[str, Any]:
    plan = read_stored(path)
    assert plan is not None
    return plan.to_dict()


def edit(path: Path, change: Callable[[Any], None], by: str = "Lê An") -> None:
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.properties.lastModifiedBy = by
    book.save(path)


def row_of(sheet: Any, task: str) -> int:
    return next(cell.row for cell in sheet["B"] if cell.value == task)


def set_lead(plan: Plan, number: int, name: str) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet.cell(row_of(sheet, plan.tasks[number].task), COLUMNS["vi"].index("Đơn vị chủ trì") + 1).value = name

    return change


# --- convert ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", LOSSLESS)
@pytest.mark.parametrize("target", LOSSLESS)
def test_what_holds_everything_gives_everything(commune: Plan, tmp_path: Path, source: str, target: str) -> None:
    write(commune, tmp_path / f"a.{source}")
    assert run("convert", "-q", tmp_path / f"a.{source}", "-o", tmp_path / f"b.{target}") == 0
    assert data_of(tmp_path / f"b.{target}") == commune.to_dict()


@pytest.mark.parametrize("target", [format for format in FORMATS if format not in LOSSLESS])
def test_a_conversion_is_what_the_plan_itself_gives(
    commune: Plan, tmp_path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    write(commune, tmp_path / "a.json")
    write(commune, tmp_path / f"b.{target}")
    assert run("convert", "-q", tmp_path / "a.json", "-o", tmp_path / f"c.{target}") == 0
    assert (tmp_path / f"c.{target}").read_bytes() == (tmp_path / f"b.{target}").read_bytes()


def test_json_lines_and_csv_can_be_converted(commune: Plan, tmp_path: Path) -> None:
    for format in ("jsonl", "csv"):
        write(commune, tmp_path / f"a.{format}")
        assert run("convert", "-q", tmp_path / f"a.{format}", "-o", tmp_path / f"{format}.json") == 0
        tasks = data_of(tmp_path / f"{format}.json")["tasks"]
        assert [task["id"] for task in tasks] == [task.id for task in commune.tasks]


def test_several_plans_of_a_database(commune: Plan, events: Plan, tmp_path: Path) -> None:
    for plan in (commune, events, commune):
        write(plan, tmp_path / "all.sqlite")
    assert run("convert", "-q", tmp_path / "all.sqlite", "-o", tmp_path / "out", "--format", "json") == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["commune.json", "events.json"]
    assert data_of(tmp_path / "out" / "events.json") == events.to_dict()
    assert run("convert", "-q", tmp_path / "out" / "commune.json", tmp_path / "out" / "events.json", "-o",
               tmp_path / "again.db") == 0  # fmt: skip
    assert [plan.to_dict() for plan in stored_plans(tmp_path / "again.db") or ()] == [
        commune.to_dict(), events.to_dict()
    ]  # fmt: skip


def test_several_plans_are_extracted_into_one_database(tmp_path: Path) -> None:
    assert run("extract", "-q", "--no-ner", PLAN, OTHER, "-o", tmp_path / "all.sqlite") == 0
    assert [plan.document.file for plan in stored_plans(tmp_path / "all.sqlite") or ()] == [PLAN.name, OTHER.name]


def test_a_plan_named_like_a_path_stays_in_the_folder(commune: Plan, tmp_path: Path) -> None:
    import dataclasses

    for number, name in enumerate(("../../evil.pdf", "/etc/passwd")):
        document = dataclasses.replace(commune.document, file=name, number=f"{number}/KH", sha256=str(number))
        write(dataclasses.replace(commune, document=document), tmp_path / "a.sqlite")
    assert run("convert", "-q", tmp_path / "a.sqlite", "-o", tmp_path / "out" / "in", "--format", "json") == 0
    assert sorted(path.name for path in (tmp_path / "out" / "in").iterdir()) == ["evil.json", "passwd.json"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("convert", PLAN, "-o", "x.json"), "không phải bảng nhiệm vụ của kehoach"),
        (("convert", "nowhere.json", "-o", "x.xlsx"), "Không tìm thấy tệp: nowhere.json"),
        (("convert", ".", "-o", "x.xlsx"), "thư mục"),
        (("convert", "a.json", "-o", "a.json"), "ghi đè"),
        (("convert", "a.json", "-o", "b.txt"), "không biết ghi theo định dạng nào"),
        (("convert", "all.sqlite", "-o", "b.json"), "nhiều kế hoạch cần -o THƯ_MỤC"),
        (("convert", "a.json", "-o", "b.html", "--with-pages", OTHER.with_suffix(".pdf")), None),
        (("extract", PLAN, "-o", "mysql://u:s3cret@h/x"), "mysql"),
        (("apply", "a.json", "a.json"), "bảng sửa phải là .xlsx hoặc .csv"),
        (("apply", "a.xlsx", "a.csv"), "chỉ áp dụng được vào tệp giữ đủ dữ liệu"),
        (("apply", "a.xlsx", "events.json"), "được lập từ kế hoạch khác"),
        (("apply", "a.xlsx", "all.sqlite"), None),
        (("apply", "nowhere.xlsx", "a.json"), "Không tìm thấy tệp: nowhere.xlsx"),
        (("apply", OTHER.with_suffix(".txt"), "a.json"), "bảng sửa phải là"),
    ],
)
def test_requests_that_make_no_sense(
    commune: Plan,
    events: Plan,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    args: tuple[object, ...],
    said: str | None,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.json", "a.xlsx", "a.csv", "all.sqlite"):
        write(commune, name)
    write(events, "all.sqlite")
    write(events, "events.json")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    code = run(*args)
    told = capsys.readouterr().err
    assert "s3cret" not in told and "Traceback" not in told
    if said is None:  # the plan is no PDF, and the workbook says of which of two plans it was made: both are no errors
        assert code == 0
    else:
        assert code == 2 and said in told and told.count("\n") == 1
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_page_pictures_are_of_the_same_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = PLAN.with_suffix(".pdf")
    assert run("extract", "-q", "--no-ner", pdf, "-o", tmp_path / "a.json") == 0
    for name, args in (("plain.html", ()), ("pages.html", ("--with-pages", pdf))):
        assert run("convert", "-q", tmp_path / "a.json", "-o", tmp_path / name, *args) == 0
    plain, pages = ((tmp_path / name).read_text(encoding="utf-8") for name in ("plain.html", "pages.html"))
    assert "data:image/webp" not in plain and "data:image/webp" in pages
    assert run("convert", "-q", tmp_path / "a.json", "-o", tmp_path / "x.html", "--with-pages", PLAN) == 2
    assert "không phải tệp mà bảng được lập từ đó" in capsys.readouterr().err
    assert not (tmp_path / "x.html").exists()


def test_a_csv_is_described_beside_it(commune: Plan, events: Plan, tmp_path: Path) -> None:
    for plan, name in ((commune, "a"), (events, "b")):
        write(plan, tmp_path / f"{name}.json")
        assert run("convert", "-q", tmp_path / f"{name}.json", "-o", tmp_path / f"{name}.csv") == 0
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["path"] for resource in package["resources"]] == ["a.csv", "b.csv"]


# --- apply, and extract again -----------------------------------------------------------------------------------------


def test_changes_are_said_and_kept(commune: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tasks, table = tmp_path / "t.json", tmp_path / "t.xlsx"
    assert run("extract", "-q", "--no-ner", PLAN, "-o", tasks) == 0
    assert run("convert", "-q", tasks, "-o", table) == 0
    edit(table, set_lead(commune, 2, "Trạm Y tế xã"))
    capsys.readouterr()
    assert run("apply", table, tasks) == 0
    said = capsys.readouterr().err
    assert "dòng 3, Chủ trì: " in said and "“Trạm Y tế xã”" in said
    assert "sửa 1 ô ở 1 dòng, thêm 0 dòng, bỏ 0 dòng" in said
    once = data_of(tasks)
    assert once["tasks"][2]["lead_units"] == ["Trạm Y tế xã"] and once["tasks"][2]["corrections"][0]["by"] == "Lê An"
    assert run("extract", "--no-ner", PLAN, "-o", tasks) == 0
    assert "giữ lại phần người đã sửa (1 chỗ)" in capsys.readouterr().err
    assert data_of(tasks) == once
    assert run("apply", table, tasks) == 0
    assert "không có gì khác" in capsys.readouterr().err
    assert run("extract", "-q", "--no-ner", "--discard-corrections", PLAN, "-o", tasks) == 0
    assert data_of(tasks) == commune.to_dict()


@pytest.mark.parametrize("format", ["xlsx", "parquet", "sqlite"])
def test_every_whole_format_keeps_corrections(commune: Plan, tmp_path: Path, format: str) -> None:
    target, table = tmp_path / f"t.{format}", tmp_path / "edited.xlsx"
    assert run("extract", "-q", "--no-ner", PLAN, "-o", target) == 0
    write(commune, table)
    edit(table, set_lead(commune, 2, "Trạm Y tế xã"))
    assert run("apply", "-q", table, target) == 0
    assert run("extract", "-q", "--no-ner", PLAN, "-o", target) == 0
    assert data_of(target)["tasks"][2]["lead_units"] == ["Trạm Y tế xã"]


def test_a_workbook_typed_in_is_not_written_over(commune: Plan, tmp_path: Path) -> None:
    table = tmp_path / "t.xlsx"
    write(commune, table)
    edit(table, set_lead(commune, 0, "Văn phòng HĐND và UBND xã"))
    assert run("extract", "-q", "--no-ner", PLAN, "-o", table) == 0
    assert data_of(table)["tasks"][0]["lead_units"] == ["Văn phòng HĐND và UBND xã"]
    sheet = openpyxl.load_workbook(table).worksheets[0]
    row = row_of(sheet, commune.tasks[0].task)
    assert sheet.cell(row, 4).value == "Văn phòng HĐND và UBND xã" and "có người đã sửa" in sheet.cell(row, 14).value


def test_corrections_of_another_plan_are_not_lost(
    commune: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "t.xlsx"
    write(commune, table)
    edit(table, set_lead(commune, 0, "Trạm Y tế xã"))
    before = table.read_bytes()
    assert run("extract", "-q", "--no-ner", OTHER, "-o", table) == 2
    assert "--discard-corrections" in capsys.readouterr().err and table.read_bytes() == before


def test_apply_into_another_file(commune: Plan, tmp_path: Path) -> None:
    write(commune, tmp_path / "t.json")
    write(commune, tmp_path / "t.xlsx")
    edit(tmp_path / "t.xlsx", set_lead(commune, 0, "Trạm Y tế xã"))
    assert run("apply", "-q", tmp_path / "t.xlsx", tmp_path / "t.json", "-o", tmp_path / "new.json") == 0
    assert data_of(tmp_path / "t.json") == commune.to_dict()
    assert data_of(tmp_path / "new.json")["tasks"][0]["corrected"]


def test_conversions_repeated_change_nothing(commune: Plan, tmp_path: Path) -> None:
    write(commune, tmp_path / "t.json")
    write(commune, tmp_path / "t.xlsx")

    def change(sheet: Any) -> None:
        set_lead(commune, 2, "Trạm Y tế xã")(sheet)
        sheet.cell(sheet.max_row + 1, 2).value = "Việc thêm vào"

    edit(tmp_path / "t.xlsx", change)
    assert run("apply", "-q", tmp_path / "t.xlsx", tmp_path / "t.json") == 0
    once = data_of(tmp_path / "t.json")
    for format in LOSSLESS:
        for _ in range(2):
            assert run("convert", "-q", tmp_path / "t.json", "-o", tmp_path / f"c.{format}") == 0
            assert data_of(tmp_path / f"c.{format}") == once


def test_a_part_of_the_table(commune: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tasks, part = tmp_path / "t.json", tmp_path / "part.csv"
    write(commune, tasks)
    write(commune, tmp_path / "t.xlsx")

    def change(sheet: Any) -> None:
        set_lead(commune, 0, "Trạm Y tế xã")(sheet)
        for task in commune.tasks[3:]:
            row = row_of(sheet, task.task)
            for column in range(1, len(COLUMNS["vi"]) + 1):
                sheet.cell(row, column).value = None

    edit(tmp_path / "t.xlsx", change)
    before = tasks.read_bytes()
    assert run("apply", tmp_path / "t.xlsx", tasks) == 2
    assert "--missing keep" in capsys.readouterr().err and tasks.read_bytes() == before
    assert run("apply", "--missing", "keep", tmp_path / "t.xlsx", tasks) == 0
    assert len(data_of(tasks)["tasks"]) == len(commune.tasks) and not data_of(tasks)["removed"]
    assert run("apply", "--missing", "remove", tmp_path / "t.xlsx", tasks) == 0
    assert len(data_of(tasks)["removed"]) == len(commune.tasks) - 3
    write(commune, tasks)
    part.write_bytes(b"\r\n".join(run_csv(commune, tmp_path).split(b"\r\n")[:3]) + b"\r\n")
    assert run("apply", part, tasks) == 0
    assert "không có trong bảng được giữ nguyên" in capsys.readouterr().err and not data_of(tasks)["removed"]


def run_csv(plan: Plan, folder: Path) -> bytes:
    write(plan, folder / "whole.csv")
    return (folder / "whole.csv").read_bytes()


@pytest.mark.parametrize("harm", ["csv edited", "json cut", "records gone", "jsonl", "names gone"])
def test_what_would_be_lost_is_not_written_over(
    commune: Plan, tmp_path: Path, harm: str, capsys: pytest.CaptureFixture[str]
) -> None:
    suffix = {"csv edited": "csv", "json cut": "json", "jsonl": "jsonl"}.get(harm, "xlsx")
    target = tmp_path / f"t.{suffix}"
    assert run("extract", "-q", "--no-ner", PLAN, "-o", target) == 0
    assert run("extract", "-q", "--no-ner", PLAN, "-o", target) == 0  # as it was written it is written over
    match harm:
        case "csv edited":
            target.write_bytes(target.read_bytes().replace(b"UBND", b"HDND"))
        case "json cut":
            target.write_bytes(target.read_bytes()[:-50])
        case "jsonl":
            import dataclasses

            from pipeline.records import Correction

            first = dataclasses.replace(commune.tasks[0], corrections=(Correction("kind", "target"),))
            write(dataclasses.replace(commune, tasks=(first,)), target)
        case _:
            book = openpyxl.load_workbook(target)
            if harm == "records gone":
                book.remove(book.worksheets[1])
            else:
                for cell in book.worksheets[0][5]:
                    cell.value = None
            set_lead(commune, 0, "Trạm Y tế xã")(book.worksheets[0])
            book.save(target)
    before = target.read_bytes()
    assert run("extract", "-q", "--no-ner", PLAN, "-o", target) == 2
    assert "--discard-corrections" in capsys.readouterr().err and target.read_bytes() == before
    assert run("extract", "-q", "--no-ner", "--discard-corrections", PLAN, "-o", target) == 0


@pytest.mark.parametrize("name", ["..", ".", "a\x00b.pdf", "a\nb.pdf", "\udce9.pdf", "tests", "", "a/b\\c.pdf"])
def test_any_name_of_a_plan_in_a_database(commune: Plan, tmp_path: Path, name: str) -> None:
    import dataclasses

    for number in range(2):
        document = dataclasses.replace(commune.document, file=name, number=f"{number}/KH", sha256=str(number))
        write(dataclasses.replace(commune, document=document), tmp_path / "a.sqlite")
    assert run("convert", "-q", tmp_path / "a.sqlite", "-o", tmp_path / "out", "--format", "json") == 0
    made = list((tmp_path / "out").iterdir())
    assert len(made) == 2 and all(path.name.isprintable() for path in made)
    assert not [path for path in tmp_path.iterdir() if path.name not in ("a.sqlite", "out")]


@pytest.mark.parametrize(
    "args",
    [
        ("apply", "a.xlsx", "postgresql://u:s3cret@h/x"),
        ("apply", "a.xlsx", "a.json", "-o", "postgresql://u:s3cret@h/x"),
        ("check", PLAN, "-o", "postgresql://u:s3cret@h/x"),
        ("extract", "postgresql://u:s3cret@h/x"),
        ("diff", "a.json", "postgresql://u:s3cret@h/x"),
        ("inspect", "postgresql://u:s3cret@h/x"),
        ("convert", "postgresql:/u:s3cret@h/db", "-o", "x.json"),
        ("convert", "postgresql://u:s3@cret@localhost:1/db", "-o", "x.json"),
    ],
)
def test_passwords_are_never_said(
    commune: Plan,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    args: tuple[object, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.json", "a.xlsx"):
        write(commune, name)
    assert run(*args) == 2
    told = capsys.readouterr().err
    assert "s3" not in told and "cret@" not in told and told.splitlines()[-1].startswith("Lỗi: ")


def test_pictures_of_pages_are_for_the_page_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", "-q", "--no-ner", "--with-pages", PLAN, "-o", tmp_path / "a.csv") == 2
    assert "--with-pages chỉ dùng cho báo cáo .html" in capsys.readouterr().err


def test_a_bad_package_is_found_before_the_csv_is_written(commune: Plan, tmp_path: Path) -> None:
    write(commune, tmp_path / "a.json")
    (tmp_path / "datapackage.json").write_text("{")
    assert run("convert", "-q", tmp_path / "a.json", "-o", tmp_path / "a.csv") == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "datapackage.json"]


# --- schema -----------------------------------------------------------------------------------------------------------


EVERY_COLUMN = {
    "Nhiệm vụ": "Việc khác", "Sản phẩm": "Tờ trình", "Đơn vị chủ trì": "Trạm Y tế xã", "Đơn vị phối hợp": "Công an xã",
    "Thời gian hoàn thành": "Tháng 9", "Chỉ tiêu": "95%", "Mục": "IX Khác", "Loại": "Chỉ tiêu",
    "Thông tin khác": "Ghi chú: x",
}  # fmt: skip


def test_the_schema_is_that_of_what_is_written(
    commune: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("schema") == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    write(commune, tmp_path / "t.xlsx")

    def change(sheet: Any) -> None:
        first = row_of(sheet, commune.tasks[0].task)
        for name, text in EVERY_COLUMN.items():
            sheet.cell(first, COLUMNS["vi"].index(name) + 1).value = text
        row = row_of(sheet, commune.tasks[2].task)
        for column in range(1, len(COLUMNS["vi"]) + 1):
            sheet.cell(row, column).value = None
        sheet.cell(sheet.max_row + 1, 2).value = "Việc thêm vào"

    edit(tmp_path / "t.xlsx", change)
    data = data_of(tmp_path / "t.xlsx")
    assert (len(data["removed"]), len(data["tasks"])) == (1, len(commune.tasks))
    fields = {correction["field"] for correction in data["tasks"][0]["corrections"]}
    assert {
        "task",
        "products",
        "lead_units",
        "coordinating_units",
        "deadlines",
        "targets",
        "section",
        "extra",
    } <= fields
    jsonschema.validate(json.loads(json.dumps(data)), schema)


def test_as_a_process(commune: Plan, tmp_path: Path) -> None:
    write(commune, tmp_path / "a.json")
    command = [shutil.which("kehoach", path=str(Path(sys.executable).parent)) or "kehoach"]
    done = subprocess.run(
        [*command, "convert", "a.json", "-o", "-", "--format", "csv"], cwd=tmp_path, capture_output=True, timeout=60
    )
    assert done.returncode == 0 and done.stdout.startswith(b"\xef\xbb\xbfSTT,")

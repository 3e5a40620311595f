"""`kehoach diff` and `kehoach trace` as their users meet them: screen, files, exit codes, errors."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from pipeline.cli import command_line, main

ROOT = Path(__file__).parents[2]
PAIRS = ROOT / "corpus" / "pairs"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def plans(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two editions, "cu.txt" and "moi.txt", and a plan with the one it carries out, in the current folder."""
    for name in ("KEHOACH_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "KEHOACH_WORDS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)
    for source, name in (
        ("phuong-2025.txt", "cu.txt"),
        ("phuong-2026.txt", "moi.txt"),
        ("so-gd.docx", "so.docx"),
        ("truong.docx", "truong.docx"),
    ):
        shutil.copy(PAIRS / source, name)


def test_the_screen(capsys: Capture) -> None:
    assert main(["diff", "cu.txt", "moi.txt"]) == 0
    out, err = capsys.readouterr()
    lines = [line.rstrip() for line in out.splitlines()]
    assert lines[0] == "So sánh kế hoạch: 2025 → 2026"
    assert any(" thay đổi · " in line and " không đổi" in line for line in lines)
    assert any(line.startswith("Thêm mới (") for line in lines)
    assert "→ Chỉ tiêu: từ 60% trở lên → từ 75% trở lên (tăng)" in out
    assert "→ Thời hạn: trước ngày 10/12/2025 → trước ngày 05/12/2026 (sớm hơn 5 ngày)" in out
    assert "cu.txt: " in err and "moi.txt: " in err


def test_the_screen_in_english(capsys: Capture) -> None:
    assert main(["diff", "cu.txt", "moi.txt", "--lang", "en", "-q"]) == 0
    out, err = capsys.readouterr()
    assert "Plans compared: 2025 → 2026" in out and "(5 days earlier)" in out and err == ""


def test_json_has_the_contract(capsys: Capture) -> None:
    assert main(["diff", "-q", "cu.txt", "moi.txt", "-o", "-"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert {"old", "new", "changes", "summary", "years"} <= data.keys() and data["years"] == 1
    for change in data["changes"]:
        assert {"status", "old", "new", "fields", "similarity"} <= change.keys()
        assert all(task["task"] for side in ("old", "new") for task in change[side])
        assert all({"field", "old", "new"} <= field.keys() for field in change["fields"])
    assert sum(data["summary"].values()) == len(data["changes"])
    moved = [m for c in data["changes"] for f in c["fields"] if f["field"] == "deadlines" for m in f["moves"]]
    assert {"later", "earlier"} <= {move["direction"] for move in moved}


def test_every_format(capsys: Capture) -> None:
    for name in ("d.json", "d.csv", "d.xlsx", "d.html"):
        assert main(["diff", "cu.txt", "moi.txt", "-o", name]) == 0
        assert f"Đã ghi {name}" in capsys.readouterr().err
    changes = json.loads(Path("d.json").read_text(encoding="utf-8"))["changes"]
    rows = list(csv.DictReader(io.StringIO(Path("d.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(changes)
    book = openpyxl.load_workbook("d.xlsx")
    assert book.sheetnames[:2] == ["Tổng quan", "Tất cả"] and "Thêm mới" in book.sheetnames
    assert book["Tất cả"].max_row == len(changes) + 1
    page = Path("d.html").read_text(encoding="utf-8")
    assert page.count('class="entry') == len(changes)


def test_tables_that_kehoach_wrote(capsys: Capture) -> None:
    assert main(["extract", "-q", "cu.txt", "-o", "cu.json"]) == 0
    assert main(["extract", "-q", "moi.txt", "-o", "moi.xlsx"]) == 0
    for old, new in (("cu.txt", "moi.txt"), ("cu.json", "moi.xlsx")):
        assert main(["diff", "-q", old, new, "--format", "json"]) == 0
    first, second = capsys.readouterr().out.split("\n{\n", 1)
    one, other = json.loads(first), json.loads("{\n" + second)
    assert one["summary"] == other["summary"]


def test_strict_says_whether_something_differs() -> None:
    assert main(["diff", "-q", "cu.txt", "cu.txt", "--strict", "-o", "d.json"]) == 0
    assert main(["diff", "-q", "cu.txt", "moi.txt", "--strict", "-o", "d.json"]) == 1
    assert main(["trace", "-q", "so.docx", "truong.docx", "--strict", "-o", "d.json"]) == 1


def test_three_editions(capsys: Capture) -> None:
    assert main(["diff", "-q", "cu.txt", "cu.txt", "moi.txt", "-o", "d.json"]) == 0
    data = json.loads(Path("d.json").read_text(encoding="utf-8"))
    assert len(data["editions"]) == 3 and {len(life["rows"]) for life in data["lives"]} == {3}
    assert main(["diff", "-q", "cu.txt", "cu.txt", "moi.txt"]) == 0
    assert "Nhiệm vụ qua các năm" in capsys.readouterr().out
    for name in ("d.csv", "d.xlsx", "d.html"):
        assert main(["diff", "-q", "cu.txt", "cu.txt", "moi.txt", "-o", name]) == 0


def test_a_trace(capsys: Capture) -> None:
    assert main(["trace", "-q", "so.docx", "truong.docx"]) == 0
    out = capsys.readouterr().out
    assert "Đối chiếu với kế hoạch cấp trên" in out
    assert "→ Thời hạn muộn hơn cấp trên 15 ngày: trước ngày 15/6/2025 → trước ngày 30/6/2025" in out
    assert "Chỉ tiêu thấp hơn cấp trên: không quá 0,5% → không quá 0,8%" in out
    for name in ("d.csv", "d.xlsx", "d.html", "d.json"):
        assert main(["trace", "-q", "so.docx", "truong.docx", "-o", name, "--unit", "Trường THPT Đồng Lâm"]) == 0
    assert json.loads(Path("d.json").read_text(encoding="utf-8"))["unit"] == "Trường THPT Đồng Lâm"


def test_offices_that_the_users_own_file_merges(capsys: Capture) -> None:
    Path("a.json").write_text(json.dumps(table("Phòng Văn hóa và Thông tin", 2025)), encoding="utf-8")
    Path("b.json").write_text(json.dumps(table("Phòng Văn hóa - Xã hội", 2026)), encoding="utf-8")
    Path("tu.toml").write_text('[merged]\n"Phòng Văn hóa - Xã hội" = ["Phòng Văn hóa và Thông tin"]', encoding="utf-8")
    assert main(["diff", "-q", "a.json", "b.json", "--strict"]) == 1
    assert "Chủ trì: Phòng Văn hóa và Thông tin → Phòng Văn hóa - Xã hội" in capsys.readouterr().out
    assert main(["diff", "-q", "a.json", "b.json", "--strict", "--words", "tu.toml", "-o", "d.csv"]) == 0
    told = Path("d.csv").read_text(encoding="utf-8-sig")
    assert "Phòng Văn hóa - Xã hội kế thừa Phòng Văn hóa và Thông tin" in told


def table(lead: str, year: int) -> dict[str, object]:
    record = {"kind": "task", "task": "Tổ chức ngày hội văn hóa các dân tộc", "lead_units": [lead]}
    return {"document": {"years": [year]}, "tasks": [record]}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["diff", "cu.txt"], "ít nhất hai kế hoạch"),
        (["diff", "cu.txt", "khong-co.txt"], "Không tìm thấy tệp: khong-co.txt"),
        (["diff", "cu.txt", "."], ". là thư mục"),
        (["diff", "cu.txt", "moi.txt", "-o", "x.docx"], ".html, .xlsx, .csv, .json"),
        (["diff", "cu.txt", "moi.txt", "-o", "cu.txt", "--format", "json"], "ghi đè lên chính tệp đầu vào"),
        (["diff", "cu.txt", "moi.txt", "-o", "x.csv", "--format", "json"], "không khớp với --format json"),
        (["diff", "cu.txt", "moi.txt", "-o", "."], "hãy ghi ra một tệp"),
        (["diff", "cu.txt", "moi.txt", "-o", "khong/co/x.csv"], "không ghi được"),
        (["diff", "cu.txt", "moi.txt", "--format", "docx"], "chọn một trong"),
        (["diff", "cu.txt", "rong.txt"], "Tệp rỗng"),
        (["diff", "cu.txt", "khac.json"], "khac.json"),
        (["trace", "cu.txt"], "CHILD"),
        (["trace", "cu.txt", "khong-co.txt"], "Không tìm thấy tệp"),
    ],
)
def test_errors_are_one_line_and_exit_code_2(args: list[str], said: str, capsys: Capture) -> None:
    Path("rong.txt").touch()
    Path("khac.json").write_text('{"a": 1}', encoding="utf-8")
    before = sorted(Path().iterdir())
    assert main([*args, "-q"] if len(args) > 2 else args) == 2
    out, err = capsys.readouterr()
    assert out == "" and said in err and len(err.strip().splitlines()) == 1 and "Traceback" not in err
    assert sorted(Path().iterdir()) == before


def test_a_plan_without_tasks_is_refused(capsys: Capture) -> None:
    Path("thu.txt").write_text("Dear all, thank you very much for your kind support of our work. " * 6)
    assert main(["diff", "-q", "thu.txt", "moi.txt", "-o", "d.json"]) == 2
    assert "không có nhiệm vụ hay chỉ tiêu nào" in capsys.readouterr().err
    assert not Path("d.json").exists()


def test_the_runner_of_click() -> None:
    result = CliRunner().invoke(command_line("vi"), ["diff", "--help"])
    assert result.exit_code == 0 and "--strict" in result.output
    assert "--unit" in CliRunner().invoke(command_line("en"), ["trace", "--help"]).output


def test_as_a_process() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "diff", "cu.txt", "moi.txt", "--format", "csv"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert run.stdout.decode("utf-8-sig").startswith("Tình trạng,")


def test_a_reader_that_has_seen_enough() -> None:
    command = f"{sys.executable} -m pipeline.cli diff cu.txt moi.txt -q | head -1"
    run = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    assert run.returncode == 0 and run.stderr == b""

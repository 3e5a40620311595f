"""`kehoach check` as its users meet it: the report, files, exit codes, errors."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from pipeline.cli import command_line, main
from tests.pipeline.twice import DIGITAL, STORMS

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def plans(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two plans, "so.docx" and "ban.txt", in the current folder."""
    for name in ("KEHOACH_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "KEHOACH_WORDS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)
    Path("so.docx").write_bytes(DIGITAL.docx())
    Path("ban.txt").write_text(STORMS.text(), encoding="utf-8")


def test_the_report(capsys: Capture) -> None:
    assert main(["check", "so.docx"]) == 0
    out, err = capsys.readouterr()
    lines = [line.rstrip() for line in out.splitlines()]
    assert lines[0] == "so.docx – 15/KH-VP – Chuyển đổi số ngành Thư viện năm 2026"
    assert "Cùng một nhiệm vụ nhưng ghi hai thời hạn khác nhau (1)" in lines
    assert any(line.strip() == "→ dòng 1 ghi “trong Quý II/2026”, dòng 9 ghi “Tháng 8/2026”" for line in lines)
    assert "Nhiệm vụ chưa có thời hạn (2)" in lines
    assert any(line.split()[:3] == ["2", "I/1", "Thể"] for line in lines)
    assert "so.docx: 16 nhiệm vụ, 0 chỉ tiêu; 5 điều cần xem lại" in err


def test_the_report_in_english(capsys: Capture) -> None:
    assert main(["check", "so.docx", "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert "Tasks without a deadline (2)" in out and "row 1 says “trong Quý II/2026”, row 9" in out
    assert "so.docx: tasks 16, targets 0; findings 5" in err


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_the_report_keeps_to_the_width(capsys: Capture, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert main(["check", "so.docx", "ban.txt"]) == 0
    lines = unicodedata.normalize("NFC", capsys.readouterr().out).splitlines()
    assert max(map(len, lines)) <= columns
    assert "Tháng 8/2026" in " ".join(" ".join(lines).split())


def test_nothing_found(capsys: Capture) -> None:
    assert main(["check", "ban.txt", "--only", "before-issue", "--strict"]) == 0
    assert "Không có điều gì cần xem lại." in capsys.readouterr().out


def test_only_some_kinds(capsys: Capture) -> None:
    assert main(["check", "so.docx", "--only", "no-unit, times-differ"]) == 0
    out, err = capsys.readouterr()
    assert out.index("hai thời hạn") < out.index("chưa có đơn vị") and "chưa có thời hạn" not in out
    assert "2 điều cần xem lại" in err


def test_strict_tells_scripts() -> None:
    assert main(["check", "-q", "so.docx", "--strict"]) == 1
    assert main(["check", "-q", "so.docx", "--strict", "--only", "unknown-time"]) == 0
    assert main(["check", "-q", "so.docx", "none.pdf", "--strict"]) == 2


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["none.pdf"], "Lỗi: Không tìm thấy tệp: none.pdf"),
        (["so.docx", "--only", "no-units"], "Lỗi: --only: không có loại “no-units”; chọn trong: times-differ,"),
        (["so.docx", "--only", ""], "Lỗi: --only: không có loại “”"),
        (["so.docx", "-o", "x.pdf"], "Lỗi: x.pdf: không biết ghi theo định dạng nào"),
        (["so.docx", "-o", "so.docx"], "Lỗi: so.docx: không biết ghi theo định dạng nào"),
        (["so.docx", "ban.txt", "-o", "x.csv"], "Lỗi: x.csv là một tệp; nhiều kế hoạch cần -o THƯ_MỤC"),
        ([], "Lỗi: Thiếu PLAN; xem kehoach check --help"),
        (["so.docx", "--words", "."], "Lỗi: --words: . là thư mục; hãy chỉ ra tệp TOML"),
    ],
)
def test_errors(capsys: Capture, args: list[str], expected: str) -> None:
    assert main(["check", *args]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith(expected) and len(err.splitlines()) == 1


def test_json(capsys: Capture) -> None:
    assert main(["check", "so.docx", "-o", "-"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["document"]["file"] == "so.docx"
    first = data["findings"][0]
    assert first["kind"] == "times-differ" and first["row"] == 1 and first["others"] == [9]
    assert first["section"] == "I/1 Thể chế" and first["text"].startswith("Vụ Thư viện chủ trì")
    extracted = json.loads(run_extract("so.docx"))
    assert first["id"] == extracted["tasks"][0]["id"]
    assert extracted["tasks"][0]["same_as"] == [extracted["tasks"][8]["id"]]


def run_extract(name: str) -> str:
    assert main(["extract", "-q", name, "-o", "all.json"]) == 0
    return Path("all.json").read_text(encoding="utf-8")


def test_json_lines_of_several_plans(capsys: Capture) -> None:
    assert main(["check", "-q", "so.docx", "ban.txt", "-o", "-", "--format", "jsonl"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["document"]["file"] for line in lines} == {"so.docx", "ban.txt"}


def test_csv(capsys: Capture) -> None:
    assert main(["check", "-q", "so.docx", "-o", "-", "--format", "csv", "--lang", "en"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff"))))
    assert rows[0] == ["File", "Finding", "Row", "Page", "Section", "Text", "Detail", "Other rows"]
    assert rows[1][:4] == ["so.docx", "One task, two deadlines that contradict each other", "1", ""]
    assert len(rows) == 6


def test_xlsx(capsys: Capture) -> None:
    assert main(["check", "so.docx", "-o", "x.xlsx"]) == 0
    sheet = openpyxl.load_workbook("x.xlsx")["Cần xem lại"]
    rows = list(sheet.values)
    assert rows[0][:3] == ("Tệp", "Vấn đề", "Dòng") and rows[1][2] == 1 and len(rows) == 6
    assert sheet.auto_filter.ref == "A1:H6" and sheet.freeze_panes == "A2"
    assert "Đã ghi x.xlsx" in capsys.readouterr().err


def test_a_folder_goes_to_the_screen_or_into_a_folder(capsys: Capture) -> None:
    assert main(["check", "."]) == 0
    out = capsys.readouterr().out
    assert "so.docx – 15/KH-VP" in out and "ban.txt – 15/KH-VP" in out
    assert main(["check", "-q", ".", "-o", "ra/", "--format", "csv"]) == 0
    assert sorted(p.name for p in Path("ra").iterdir()) == ["ban.kiem-tra.csv", "so.kiem-tra.csv"]
    assert main(["check", "-q", ".", "-o", "."]) == 0
    assert main(["check", "-q", "."]) == 0  # what was written there is no plan


def test_a_plan_cannot_style_the_report(capsys: Capture) -> None:
    text = STORMS.text().replace("Suối Hai", "[bold]Suối[/nope] :smile:")
    Path("ban.txt").write_text(text, encoding="utf-8")
    assert main(["check", "ban.txt"]) == 0
    assert "[bold]Suối[/nope] :smile:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lang", "heading", "option"), [("vi", "Cách dùng: ", "mã thoát 1"), ("en", "Usage: ", "code 1")]
)
def test_help(lang: str, heading: str, option: str) -> None:
    run = CliRunner().invoke(command_line(lang), ["check", "--help"], prog_name="kehoach")
    assert run.exit_code == 0 and run.output.startswith(f"{heading}kehoach check") and option in run.output
    assert "check" in CliRunner().invoke(command_line(lang), ["--help"]).output


def test_a_real_process() -> None:
    command = [sys.executable, "-m", "pipeline.cli", "check", "so.docx", "--strict", "--only", "units-differ"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    run = subprocess.run(command, capture_output=True, env=environ, check=False)
    assert run.returncode == 1
    assert "hai đơn vị chủ trì khác nhau (1)" in run.stdout.decode()
    assert "1 điều cần xem lại" in run.stderr.decode()


def test_a_closed_pipe_ends_quietly() -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    shell = f"{sys.executable} -m pipeline.cli check -q so.docx ban.txt | head -1"
    run = subprocess.run(["bash", "-c", shell], capture_output=True, env=environ, check=False)
    assert run.stdout.decode().startswith("so.docx") and run.stderr == b""

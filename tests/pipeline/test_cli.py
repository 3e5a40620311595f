from __future__ import annotations

import csv
import dataclasses
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline
from pipeline.cli import main
from pipeline.errors import KehoachError
from pipeline.records import Notice, Plan

ROOT = Path(__file__).parents[2]
LANGUAGE_VARIABLES = ("KEHOACH_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in LANGUAGE_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch, plan: Plan) -> Callable[..., list[str]]:
    """Makes files of the given names; extraction is replaced: a file's content says what comes of it."""

    def extract(source: Path, **wishes: object) -> Plan:
        tasks, warnings = plan.tasks, plan.warnings
        match source.read_text(encoding="utf-8"):
            case "scan":
                raise KehoachError("scan", path=source)
            case "crash":
                raise IndexError("list index out of range")
            case "no tasks":
                tasks, warnings = (), (Notice("no-tasks"),)
        return Plan(dataclasses.replace(plan.document, file=source.name), tasks, warnings)

    monkeypatch.setattr("pipeline.deliver.extract", extract)

    def make(*names: str, content: str = "plan") -> list[str]:
        for name in names:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(content, encoding="utf-8")
        return list(names)

    return make


Make = Callable[..., list[str]]
Capture = pytest.CaptureFixture[str]


def names_in(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


# The screen


def test_the_table_goes_to_stdout_and_the_summary_to_stderr(plans: Make, capsys: Capture) -> None:
    assert main(["extract", *plans("a.pdf")]) == 0
    out, err = capsys.readouterr()
    for name in ("STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian"):
        assert name in out
    assert out.splitlines()[0] == "a.pdf – 12/KH-STP – Công tác kiểm tra văn bản năm 2025"
    assert "Kế hoạch kiểm tra" in out
    assert "a.pdf: 2 nhiệm vụ, 1 chỉ tiêu; 1 có đơn vị chủ trì, 2 có thời hạn" in err
    assert "Cảnh báo: a.pdf: trang 2, dòng 1:" in err


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_the_table_keeps_to_the_width(
    plans: Make, capsys: Capture, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert main(["extract", *plans("a.pdf")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= columns
    assert "Kiểm" in "".join(lines)


@pytest.mark.parametrize("columns", ["76", "80"])
def test_a_date_is_not_broken(plans: Make, capsys: Capture, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["extract", *plans("a.pdf")]) == 0
    assert "20/02/2025" in capsys.readouterr().out


def test_a_plan_cannot_drive_the_terminal(plan: Plan, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    task = dataclasses.replace(plan.tasks[0], task="\x1b[2J[bold]Tên[/nope] :smile:")
    monkeypatch.setattr("pipeline.deliver.extract", lambda _, **__: dataclasses.replace(plan, tasks=(task,)))
    assert main(["extract", "a.pdf"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out and "[bold]Tên[/nope] :smile:" in out


def test_no_tasks_is_a_warning(plans: Make, capsys: Capture) -> None:
    assert main(["extract", *plans("a.pdf", content="no tasks")]) == 0
    assert "Cảnh báo: a.pdf: không tìm thấy nhiệm vụ" in capsys.readouterr().err.splitlines()[-1]


def test_quiet(plans: Make, capsys: Capture) -> None:
    assert main(["extract", "-q", *plans("a.pdf")]) == 0
    assert capsys.readouterr().err == ""


# Standard output


@pytest.mark.parametrize("args", [["-o", "-"], ["--format", "json"], ["-o", "-", "--format", "json"]])
def test_json_to_stdout(plans: Make, capsys: Capture, args: list[str]) -> None:
    assert main(["extract", *plans("a.pdf"), *args]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["document"]["file"] == "a.pdf"
    assert err


def test_csv_to_stdout_in_english(plans: Make, capsys: Capture) -> None:
    assert main(["extract", *plans("a.pdf"), "--format", "csv", "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert next(csv.reader(io.StringIO(out)))[1] == "Task"
    assert "tasks 2, targets 1" in err


def test_several_plans_to_stdout_only_as_lines(plans: Make, capsys: Capture) -> None:
    files = plans("a.pdf", "b.pdf")
    assert main(["extract", *files, "-o", "-"]) == 2
    assert "jsonl" in capsys.readouterr().err
    assert main(["extract", *files, "-o", "-", "--format", "jsonl"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["document"]["file"] for line in lines] == ["a.pdf"] * 3 + ["b.pdf"] * 3


# Files


@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv", "xlsx"])
def test_file_by_suffix(plans: Make, capsys: Capture, suffix: str) -> None:
    assert main(["extract", *plans("a.pdf"), "-o", f"out.{suffix}"]) == 0
    out, err = capsys.readouterr()
    assert out == "" and f"Đã ghi out.{suffix}" in err
    assert Path(f"out.{suffix}").stat().st_size > 100


def test_columns_follow_the_wish_and_not_the_machine(plans: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def header() -> str:
        assert main(["extract", "-q", *plans("a.pdf"), "-o", "out.csv"]) == 0
        return Path("out.csv").read_text(encoding="utf-8-sig").split(",")[0]

    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert header() == "STT"
    monkeypatch.setenv("KEHOACH_LANG", "en")
    assert header() == "No."


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["-o", "out.doc"], ".json, .jsonl, .csv, .xlsx"),
        (["-o", "out"], ".json, .jsonl, .csv, .xlsx"),
        (["-o", "out.csv", "--format", "json"], "--format json"),
        (["-o", "nowhere/out.csv"], "nowhere/out.csv: không ghi được"),
        (["-o", "a.pdf", "--format", "json"], "ghi đè"),
    ],
)
def test_outputs_that_cannot_be(plans: Make, capsys: Capture, args: list[str], expected: str) -> None:
    assert main(["extract", *plans("a.pdf"), *args]) == 2
    out, err = capsys.readouterr()
    assert out == "" and expected in err and len(err.splitlines()) == 1
    assert names_in(".") == ["a.pdf"] and Path("a.pdf").read_text() == "plan"


# Folders


def test_several_plans_into_a_folder(plans: Make, capsys: Capture) -> None:
    assert main(["extract", *plans("a.pdf", "b.docx"), "-o", "made/here"]) == 0
    assert names_in("made/here") == ["a.xlsx", "b.xlsx"]
    assert capsys.readouterr().out == ""


def test_one_plan_into_a_folder(plans: Make) -> None:
    assert main(["extract", *plans("a.pdf"), "-o", "new/", "--format", "json"]) == 0
    assert main(["extract", "a.pdf", "-o", "new"]) == 0
    assert names_in("new") == ["a.json", "a.xlsx"]


def test_a_folder_means_the_plans_in_it(plans: Make, capsys: Capture) -> None:
    plans("in/b.PDF", "in/a.txt", "in/note.md", "in/.a.txt", "in/~$b.docx", "in/deep/c.pdf")
    assert main(["extract", "in"]) == 2
    assert "in là thư mục" in capsys.readouterr().err
    assert main(["extract", "in", "-o", "out"]) == 0
    assert names_in("out") == ["a.xlsx", "b.xlsx"]
    assert main(["extract", "in/deep/..", "in/a.txt", "-o", "again"]) == 0
    assert names_in("again") == ["a.xlsx", "b.xlsx"]


def test_a_folder_without_plans(plans: Make, capsys: Capture) -> None:
    plans("in/note.md")
    assert main(["extract", "in", "-o", "out"]) == 2
    assert "không có tệp kế hoạch nào" in capsys.readouterr().err


def test_one_bad_plan_does_not_stop_the_others(plans: Make, capsys: Capture) -> None:
    plans("a.pdf", "d.pdf")
    plans("b.pdf", content="scan")
    plans("c.pdf", content="crash")
    assert main(["extract", "a.pdf", "b.pdf", "missing.pdf", "c.pdf", "d.pdf", "-o", "out", "-q"]) == 2
    assert names_in("out") == ["a.xlsx", "d.xlsx"]
    scan, missing, crash = capsys.readouterr().err.splitlines()
    assert scan.startswith("Lỗi: b.pdf: PDF là bản quét")
    assert missing.startswith("Lỗi: missing.pdf")
    assert crash.startswith("Lỗi: c.pdf: lỗi của kehoach") and "IndexError" in crash


@pytest.mark.parametrize("output", ["one.csv", "exists.txt"])
def test_several_plans_need_a_folder(plans: Make, capsys: Capture, output: str) -> None:
    plans("exists.txt")
    assert main(["extract", *plans("a.pdf", "b.pdf"), "-o", output]) == 2
    assert f"{output} là một tệp" in capsys.readouterr().err


# Errors


@pytest.mark.parametrize(
    ("args", "vietnamese", "english"),
    [
        (["extract"], "Thiếu PLAN; xem kehoach extract --help", "PLAN is missing; see kehoach extract --help"),
        (["extract", "a", "--nope"], "Không có tuỳ chọn --nope", "No such option --nope"),
        (["extract", "a", "--format", "doc"], "chọn một trong: json, jsonl, csv, xlsx", "one of: json, jsonl"),
        (["extract", "a", "-o"], "Tuỳ chọn -o thiếu hoặc thừa giá trị", "Option -o lacks a value"),
        (["nope"], "Không có lệnh nope; xem kehoach --help", "No such command nope; see kehoach --help"),
    ],
)
def test_wrong_usage(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, args: list[str], vietnamese: str, english: str
) -> None:
    for lang, prefix, expected in (("vi", "Lỗi: ", vietnamese), ("en", "Error: ", english)):
        monkeypatch.setenv("KEHOACH_LANG", lang)
        assert main(args) == 2
        out, err = capsys.readouterr()
        assert out == "" and err.startswith(prefix) and expected in err and len(err.splitlines()) == 1


def test_lang_speaks_for_errors_of_usage_too(capsys: Capture) -> None:
    assert main(["extract", "--lang", "en"]) == 2
    assert main(["extract", "--lang=en", "--nope"]) == 2
    assert main(["extract", "a", "--lang", "fr"]) == 2
    first, second, third = capsys.readouterr().err.splitlines()
    assert first.startswith("Error: PLAN") and second.startswith("Error: No such option")
    assert third == "Lỗi: --lang: giá trị không hợp lệ; chọn một trong: vi, en"


def test_traceback_only_with_debug(plans: Make, capsys: Capture) -> None:
    files = plans("a.pdf", content="crash")
    assert main(["extract", *files]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert main(["extract", *files, "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_stopped_by_the_user(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def stop(_: Path, **wishes: object) -> Plan:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.deliver.extract", stop)
    assert main(["extract", "a.pdf"]) == 130
    assert capsys.readouterr().err == "Đã dừng.\n"


def test_an_empty_name_is_not_the_current_folder(capsys: Capture) -> None:
    assert main(["extract", ""]) == 2
    assert "Không tìm thấy tệp: ''" in capsys.readouterr().err


def test_a_real_extraction(capsys: Capture) -> None:
    Path("kh.txt").write_text(
        "KẾ HOẠCH\nKiểm tra công tác lưu trữ năm 2025\n\nI. NHIỆM VỤ\n\n"
        "1. Phòng Tổ chức chủ trì, phối hợp với Văn phòng Sở rà soát hồ sơ, hoàn thành trước ngày 20/11/2025.\n\n"
        "2. Văn phòng Sở xây dựng báo cáo kết quả kiểm tra trong tháng 12/2025.\n",
        encoding="utf-8",
    )
    assert main(["extract", "kh.txt", "-o", "-"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["document"]["file"] == "kh.txt"
    assert found["tasks"][0]["deadlines"][0]["end"] == "2025-11-20"


# Help


@pytest.mark.parametrize("args", [[], ["--help"], ["extract", "--help"]])
def test_help(capsys: Capture, monkeypatch: pytest.MonkeyPatch, args: list[str]) -> None:
    assert main(args) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Cách dùng: kehoach") and "Tuỳ chọn" in out and "Show" not in out and err == ""
    monkeypatch.setenv("KEHOACH_LANG", "en")
    assert main(args) == 0
    assert capsys.readouterr().out.startswith("Usage: kehoach")


def test_version(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"kehoach {pipeline.__version__}\n"


# The process


def run(code: str, *args: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    environ = {name: value for name, value in os.environ.items() if name not in LANGUAGE_VARIABLES}
    environ |= {"PYTHONPATH": str(ROOT), **(env or {})}
    return subprocess.run([sys.executable, "-c", code, *args], env=environ, capture_output=True, timeout=60)


HEAVY = (
    "pandas",
    "numpy",
    "spacy",
    "underthesea",
    "pdfplumber",
    "pypdfium2",
    "docx",
    "lxml",
    "openpyxl",
    "rich",
    "regex",
)


@pytest.mark.parametrize(
    "code",
    [
        "import pipeline",
        "from pipeline.cli import main; main(['--help'])",
        "from pipeline.cli import main; main(['extract', '--help'])",
        "from pipeline.cli import main; main(['--version'])",
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(code: str) -> None:
    done = run(f"{code}\nimport sys; print([m for m in {HEAVY} if m in sys.modules])")
    assert done.stdout.decode().splitlines()[-1] == "[]"


STUB = """
import sys
import pipeline.deliver
from pipeline.cli import main
from pipeline.records import DocumentInfo, Plan, Task
task = Task("1", "task", "Rà soát văn bản", lead_units=("Văn phòng Sở",))
plan = Plan(DocumentInfo(file="kế hoạch.pdf"), (task,) * 5000)
pipeline.deliver.extract = lambda path, **wishes: plan
sys.exit(main())
""".encode("ascii", "backslashreplace").decode()  # a C locale cannot pass other letters on a command line


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "vi_VN.UTF-8"])
@pytest.mark.parametrize("args", [["-o", "-"], []])
def test_output_is_utf8_in_any_locale(locale: str, args: list[str]) -> None:
    env = {"LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = run(STUB, "extract", "a.pdf", *args, env=env)
    assert done.returncode == 0, done.stderr
    assert "Văn phòng Sở" in done.stdout.decode("utf-8")
    said = done.stderr.decode("utf-8")
    assert "kế hoạch.pdf: " in said and "5000" in said


def test_printing_the_table_needs_no_pandas() -> None:
    code = STUB.replace("sys.exit(main())", "main()\nprint([m for m in ('pandas', 'numpy') if m in sys.modules])")
    for args in ([], ["--format", "json"], ["--format", "csv"]):
        assert run(code, "extract", "a.pdf", *args).stdout.decode().splitlines()[-1] == "[]"


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("args", [["-o", "-"], ["--format", "csv"], []])
def test_a_closed_pipe_ends_quietly(args: list[str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STUB, "extract", "-q", "a.pdf", *args],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_a_closed_stdout_is_no_fault() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", STUB, "extract", "-q", "a.pdf"]
    done = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *command], env=env, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("args", [["-o", "-"], []])
def test_a_full_disk_is_one_line(args: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", STUB, "extract", "-q", "a.pdf", *args],
            env={**os.environ, "PYTHONPATH": str(ROOT), "KEHOACH_LANG": "en"},
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1 and b"cannot write" in done.stderr

"""`--no-ner`: the rules alone, in every command that reads plans, and where each unit says it came from."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline import extract
from pipeline.cli import main
from pipeline.stored import task_of

PLAN = Path(__file__).parents[2] / "corpus" / "ubnd-xa-2026.docx"
SCAN = PLAN.with_name("commune-scan.pdf")


def read(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert main(["extract", str(PLAN), "--format", "json", "-o", "-", "-q", *more]) == 0
    plan: dict[str, Any] = json.loads(capsys.readouterr().out)
    return plan


def by_model(plan: dict[str, Any]) -> list[str]:
    return [unit["name"] for task in plan["tasks"] for unit in task["units"] if unit["origin"] == "ner"]


def test_the_model_adds_units_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    both, rules = read(capsys), read(capsys, "--no-ner")
    assert by_model(rules) == [] and "ner" not in {o for task in rules["tasks"] for o in task["origins"].values()}
    assert "Hội Chữ thập đỏ xã" in by_model(both)
    doubted = [task for task in both["tasks"] if "unit-by-model" in task["doubts"]]
    assert doubted and all(any(unit["origin"] == "ner" for unit in task["units"]) for task in doubted)
    assert len(both["tasks"]) == len(rules["tasks"])
    assert [task["deadlines"] for task in both["tasks"]] == [task["deadlines"] for task in rules["tasks"]]
    assert [task["products"] for task in both["tasks"]] == [task["products"] for task in rules["tasks"]]
    assert [task["targets"] for task in both["tasks"]] == [task["targets"] for task in rules["tasks"]]


def test_the_library_has_the_same_switch() -> None:
    assert not any(task.by_model for task in extract(PLAN, ner=False).tasks)
    found = [task for task in extract(PLAN).tasks if task.by_model]
    assert found
    assert [task_of(task.to_dict()).to_dict() for task in found] == [task.to_dict() for task in found]


@pytest.mark.parametrize("command", [["check"], ["inspect", "--text"]])
def test_other_commands_take_it_too(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    def said(*more: str) -> str:
        assert main([command[0], str(PLAN), *command[1:], *more]) == 0
        return capsys.readouterr().out

    assert said("--no-ner") != said()


def test_as_a_process() -> None:
    program = [
        sys.executable,
        "-m",
        "pipeline.cli",
        "extract",
        str(PLAN),
        "--no-ner",
        "-q",
        "--format",
        "json",
        "-o",
        "-",
    ]
    run = subprocess.run(program, capture_output=True, text=True, check=True)
    assert by_model(json.loads(run.stdout)) == [] and run.stderr == ""


def test_help_names_it_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, words in (("vi", "Chỉ đọc theo quy tắc"), ("en", "Read by rules alone")):
        assert main(["extract", "--help", "--lang", lang]) == 0
        assert words in " ".join(capsys.readouterr().out.split())


def test_the_scan_of_the_corpus_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(SCAN)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"Lỗi: {SCAN}: PDF là bản quét")

"""What outputs/ shows a visitor is what `make demo` makes of corpus/ today."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline import extract
from pipeline.cli import main
from pipeline.records import Plan
from pipeline.stored_tables import stored_plans
from pipeline.write import FORMATS, write
from pipeline.write.datapackage import update_package

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "corpus" / "demo.pdf"


WRITTEN = "1767225600"
"""When the calendar says that it was written, as in the Makefile."""


@pytest.fixture(scope="module")
def demo() -> Plan:
    return extract(DEMO)


@pytest.mark.parametrize("format", [format for format in FORMATS if format not in ("parquet", "sqlite")])
def test_the_committed_output_is_what_the_demo_makes(
    demo: Plan, format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", WRITTEN)
    made = tmp_path / f"demo.{format}"
    write(demo, made, format, "vi")
    assert made.read_bytes() == (ROOT / "outputs" / made.name).read_bytes(), "run `make demo` and commit outputs/"


@pytest.mark.parametrize("format", ["parquet", "sqlite"])
def test_the_committed_data_are_what_the_demo_makes(demo: Plan, format: str) -> None:
    # the libraries write their own version into these files
    (read,) = stored_plans(ROOT / "outputs" / f"demo.{format}") or ()
    assert read.to_dict() == demo.to_dict(), "run `make demo` and commit outputs/"


def test_the_committed_package_describes_the_committed_table(demo: Plan, tmp_path: Path) -> None:
    shutil.copy(ROOT / "outputs" / "demo.csv", tmp_path)
    update_package(tmp_path / "demo.csv", demo)
    made = (tmp_path / "datapackage.json").read_bytes()
    assert made == (ROOT / "outputs" / "datapackage.json").read_bytes(), "run `make demo` and commit outputs/"


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("diff", "y-te-2025.docx", "y-te-2026.docx"), "so-sanh.html"),
        (("diff", "y-te-2025.docx", "y-te-2026.docx"), "so-sanh.xlsx"),
        (("diff", "y-te-2025.docx", "y-te-2026.docx"), "so-sanh.csv"),
        (("trace", "so-gd.docx", "truong.docx"), "doi-chieu.html"),
    ],
)
def test_the_committed_comparison_is_what_the_demo_makes(
    command: tuple[str, ...], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEHOACH_LANG", "vi")
    verb, *plans = command
    made = tmp_path / name
    assert main([verb, "-q", *(str(ROOT / "corpus" / "pairs" / plan) for plan in plans), "-o", str(made)]) == 0
    assert made.read_bytes() == (ROOT / "outputs" / name).read_bytes(), "run `make demo` and commit outputs/"


def test_the_demo_has_every_field_filled_somewhere() -> None:
    tasks = json.loads((ROOT / "outputs" / "demo.json").read_text(encoding="utf-8"))["tasks"]
    for field in ("products", "lead_units", "coordinating_units", "deadlines", "targets"):
        assert any(task[field] for task in tasks), field

"""What outputs/ shows a visitor is what `make demo` makes of corpus/ today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import extract
from pipeline.cli import main
from pipeline.write import write

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "corpus" / "demo.pdf"


@pytest.mark.parametrize("name", ["demo.json", "demo.csv", "demo.xlsx"])
def test_the_committed_output_is_what_the_demo_makes(name: str, tmp_path: Path) -> None:
    made = tmp_path / name
    write(extract(DEMO), made, name.rsplit(".", 1)[1], "vi")
    assert made.read_bytes() == (ROOT / "outputs" / name).read_bytes(), "run `make demo` and commit outputs/"


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

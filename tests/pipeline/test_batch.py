from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch import distinct, table_names


def test_workbooks_keep_their_suffix_so_that_no_table_replaces_a_plan() -> None:
    assert table_names([Path("a.xlsx"), Path("b.pdf")], ".xlsx") == ["a.xlsx.xlsx", "b.xlsx"]
    assert table_names([Path("a.XLSX"), Path("a.pdf")], ".xlsx") == ["a.XLSX.xlsx", "a.pdf.xlsx"]
    assert table_names([Path("a.xlsx"), Path("b.pdf")], ".csv") == ["a.csv", "b.csv"]


@pytest.mark.parametrize(
    ("plans", "names"),
    [
        (["a.pdf", "b.pdf"], ["a.x", "b.x"]),
        (["000.pdf", "000.docx", "b.pdf"], ["000.pdf.x", "000.docx.x", "b.x"]),
        (["KH.pdf", "kh.txt"], ["KH.pdf.x", "kh.txt.x"]),
        (["p/a.pdf", "q/a.pdf"], ["p_a.pdf.x", "q_a.pdf.x"]),
        (["p/a.pdf", "q/a.docx"], ["a.pdf.x", "a.docx.x"]),
        (["1/p/a.pdf", "2/p/a.pdf"], ["p_a.pdf.x", "p_a.pdf-2.x"]),
        (["p/a.pdf.txt", "p/a.pdf", "p/a.docx"], ["a.pdf.txt.x", "p_a.pdf.x", "a.docx.x"]),
        (["ho\u00e0.pdf", "hoa\u0300.txt"], ["ho\u00e0.pdf.x", "hoa\u0300.txt.x"]),
    ],
)
def test_table_names(plans: list[str], names: list[str]) -> None:
    assert table_names([Path(plan) for plan in plans], ".x") == names


def test_a_file_named_twice_is_taken_once() -> None:
    assert distinct([Path("b"), Path("a"), Path("./b"), Path("x/../a")]) == [Path("b"), Path("a")]

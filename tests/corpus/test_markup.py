"""Plans as marked text: every kind of line, what is inherited, and errors that name the line."""

from __future__ import annotations

import pytest

from corpus.annotate import gold
from corpus.markup import MarkupError, parse_plan
from corpus.model import Appendix, Item, Note, PlainTable, Section, TaskTable

HEAD = """+++
agency = ["UBND TỈNH HÀ SƠN", "SỞ NỘI VỤ"]
number = "12/KH-SNV"
place_date = "Hà Sơn, ngày 05 tháng 01 năm 2026"
issued = "2026-01-05"
issuer = "SỞ NỘI VỤ"
title = ["Cải cách hành chính năm 2026"]
years = [2026]
recipients = ["Lưu: VT."]
titles = ["GIÁM ĐỐC"]
signer = "Lê Văn Bình"
+++
"""


def rows(body: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = gold(parse_plan("x", HEAD + body))["tasks"]
    return found


def test_headings_pass_units_and_times_on() -> None:
    first, second, third = rows(
        "# II. [Quý I/2026](quarter 2026-1)\n## 1. [Văn phòng](lead)\n* - Rà soát.\n"
        "* a) [Thanh tra](lead) kiểm tra [trong tháng 2](month 2026-02).\n## 2. Khác\n* - Tổng hợp.\n"
    )
    assert (first["lead_units"], first["section_path"], first["number"]) == (["Văn phòng"], ["II", "1"], None)
    assert (second["lead_units"], second["number"]) == (["Thanh tra"], "a")
    assert [d["kind"] for d in (first["deadlines"][0], second["deadlines"][0])] == ["quarter", "month"]  # type: ignore[index]
    assert third["lead_units"] == [] and third["section_path"] == ["II", "2"]


def test_lines_under_an_item_set_its_fields() -> None:
    (row,) = rows("# I. VIỆC\n* - Soạn quy chế.\n  > Đơn vị chủ trì: [Phòng A](lead); phối hợp: [Phòng B](coord).\n")
    assert (row["lead_units"], row["coordinating_units"]) == (["Phòng A"], ["Phòng B"])


def test_orders_set_what_is_said_elsewhere() -> None:
    (row,) = rows("# I. VIỆC\n@lead Phòng A | Phòng B\n@time [năm 2026](year 2026)\n* - Rà soát.\n> Phòng A, B làm.\n")
    assert row["lead_units"] == ["Phòng A", "Phòng B"] and len(row["deadlines"]) == 1  # type: ignore[arg-type]


def test_tables_merge_cells_and_break_lines() -> None:
    found = rows(
        "@appendix PL | PHỤ LỤC | DANH MỤC\n|! TT:number:1 | Việc:task:8 | Chủ trì:lead:4\n|= I | Chung\n"
        "| 1 | Lập đề cương | [Phòng A](lead)//[Phòng B](lead) |\n| 2 | Rà soát | ^ |\n| 3 | Tổng hợp | |\n"
    )
    assert [row["lead_units"] for row in found] == [["Phòng A", "Phòng B"], ["Phòng A", "Phòng B"], []]
    assert found[0]["section_path"] == ["PL", "I"] and found[0]["number"] == "1"


def test_every_kind_of_line_becomes_its_node() -> None:
    plan = parse_plan(
        "x",
        HEAD
        + "> Căn cứ.\n# I. MỤC TIÊU\n% - Đạt [95%](= 95 %).\n|- Khoản | Tiền\n|- A | 1\n@appendix PL | PL | B\n* - C\n",
    )
    note, section = plan.body
    assert isinstance(note, Note) and isinstance(section, Section)
    target, table = section.below
    assert isinstance(target, Item) and target.kind == "target" and isinstance(table, PlainTable)
    (appendix,) = plan.after
    assert isinstance(appendix, Appendix) and not any(isinstance(node, TaskTable) for node in appendix.below)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Xây dựng kế hoạch", "begins with none"),
        ("* - [Sở](boss) làm", "unknown label"),
        ("@lead Phòng A", "no place here"),
        ("| 1 | a | b | c", "cells under"),
        ("* - [x](month 2026-13)", "month"),
    ],
)
def test_errors_name_the_line(line: str, says: str) -> None:
    with pytest.raises(MarkupError, match=f"line 13: .*{says}"):
        parse_plan("x", HEAD + line + "\n")

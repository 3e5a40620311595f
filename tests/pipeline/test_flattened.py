# ruff: noqa: E501 (rows of tables read better unbroken)
"""`pipeline.flattened`: tables whose columns were lost, by hand and generated, with floors on what is found."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import regex

from pipeline import extract
from pipeline.flattened import Flattened, ends_table, find_flattened, restore_tables
from pipeline.flattened_header import find_header
from pipeline.flattened_numbers import number_fit, section_fit
from pipeline.flattened_pieces import fragments
from pipeline.read.document import Cell, Line, Table
from tests.pipeline.effort import calls

SHARED = Path(__file__).parents[3] / "shared"


def _flatten() -> ModuleType:
    """The generator beside this file, however the tests are collected."""
    spec = importlib.util.spec_from_file_location("flatten", Path(__file__).with_name("flatten.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["flatten"] = module
    spec.loader.exec_module(module)
    return module


def lines(text: str) -> list[Line]:
    return [Line(" ".join(line.split())) for line in text.splitlines() if line.strip()]


def rows(found: Flattened) -> list[list[str]]:
    return [[" ".join(line.text for line in cell.lines) if cell else "" for cell in row] for row in found.table.grid()]


TABLE = """
PHỤ LỤC
STT Nội dung công việc Cơ quan chủ trì Cơ quan phối hợp Thời hạn hoàn
thành
I Công tác tuyên truyền
1
Tổ chức phát thanh về an toàn giao
thông trên hệ thống loa xã
Phòng Văn hóa - Xã hội Công an xã Tháng 3/2026
2
Lắp biển cảnh báo tại các ngã ba,
khúc cua hẹp theo Quyết định 12/QĐ-
Phòng Kinh tế
- Công an xã;
- Đoàn Thanh niên.
Quý II/2026
7
UBND ngày 05/01/2026 của UBND tỉnh
II
Công tác tuần tra, kiểm soát và xử
lý vi phạm
3 Lập chốt kiểm tra tải trọng Công an xã Ban Chỉ huy Quân sự Thường xuyên
Nơi nhận:
"""


def test_a_table_with_sections_glued_cells_and_a_row_broken_by_a_page() -> None:
    found = find_flattened(lines(TABLE))
    assert [(table.start, table.end) for table in found] == [(1, len(lines(TABLE)) - 1)]
    assert rows(found[0]) == [
        ["STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành"],
        ["I", "Công tác tuyên truyền", "", "", ""],
        ["1", "Tổ chức phát thanh về an toàn giao thông trên hệ thống loa xã", "Phòng Văn hóa - Xã hội", "Công an xã", "Tháng 3/2026"],
        [
            "2",
            "Lắp biển cảnh báo tại các ngã ba, khúc cua hẹp theo Quyết định 12/QĐ- UBND ngày 05/01/2026 của UBND tỉnh",
            "Phòng Kinh tế",
            "- Công an xã; - Đoàn Thanh niên.",
            "Quý II/2026",
        ],
        ["II", "Công tác tuần tra, kiểm soát và xử lý vi phạm", "", "", ""],
        ["3", "Lập chốt kiểm tra tải trọng", "Công an xã", "Ban Chỉ huy Quân sự", "Thường xuyên"],
    ]  # fmt: skip


def test_cell_lines_keep_their_page() -> None:
    printed = [Line(line.text, page=1 if k < 15 else 2) for k, line in enumerate(lines(TABLE))]
    (found,) = find_flattened(printed)
    task = found.table.grid()[3][1]
    assert task is not None
    assert [line.page for line in task.lines] == [1, 1, 2]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("STT Nhiệm vụ Sản phẩm Đơn vị chủ trì Thời gian", ["number", "task", "products", "lead_units", "deadlines"]),
        ("TT\nNội dung\nChủ trì Phối hợp\nTiến độ thực\nhiện\nGhi chú", ["number", "task", "lead_units", "coordinating_units", "deadlines", "note"]),
        ("TT Nội dung Đơn vị thực hiện Thời gian\nChủ trì Phối hợp", ["number", "task", "lead_units", "coordinating_units", "deadlines"]),
        ("Stt\nTên nhiệm vụ Đơn vị chủ trì Thời hạn\nTT Chi\ntiết", ["number", "detail_number", "task", "lead_units", "deadlines"]),
        ("Hoạt động Đơn vị chủ trì Thời gian", ["task", "lead_units", "deadlines"]),
        # two levels: the names of the second stand below the whole first, or within a name that goes on
        ("Stt Việc cần làm Thời hạn Phân công nhiệm vụ\nĐầu mối Phối hợp", ["number", "task", "deadlines", "lead_units", "coordinating_units"]),
        ("Stt Nội dung Phân công thực hiện Tiến độ thực\nĐầu mối hiện Phối hợp", ["number", "task", "lead_units", "coordinating_units", "deadlines"]),
        # columns that no field holds, known and unknown, in the middle and at the end
        ("S TT Hoạt động Thời hạn Mã việc\nKinh phí\n(triệu đồng)", ["number", "task", "deadlines", "other", "budget"]),
        ("TT Nhiệm vụ Nhóm rủi ro Đơn vị chủ trì Thời hạn", ["number", "task", "other", "lead_units", "deadlines"]),
        ("TT Nhiệm vụ Chủ trì Thời hạn Nhóm rủi ro", ["number", "task", "lead_units", "deadlines", "other"]),
        ("STT\nNỘI DUNG CÔNG\nVIỆC\nSản phẩm, minh\nchứng\nHoàn thành", ["number", "task", "products", "deadlines"]),
    ],
)  # fmt: skip
def test_headers(text: str, roles: list[str]) -> None:
    printed = lines(text)
    header = find_header([*printed, *lines("1 Xây dựng quy chế tiếp công dân Văn phòng Quý I/2026")], 0)
    assert header is not None
    assert (list(header.roles), header.end) == (roles, len(printed))


@pytest.mark.parametrize(
    "text",
    [
        "Nội dung thực hiện: các đơn vị chủ trì rà soát",
        "Nhiệm vụ của các phòng trong thời gian tới",
        "Đơn vị chủ trì: Phòng Nội vụ",
        "1. Nội dung, nhiệm vụ và thời gian thực hiện",
        "Thời gian Địa điểm Ghi chú",
        "Hồ sơ lưu STT Nhiệm vụ Chủ trì Thời gian",
    ],
)
def test_prose_is_no_header(text: str) -> None:
    assert find_header(lines(text + "\nCác phòng triển khai theo phân công."), 0) is None
    assert find_flattened(lines(text + "\nCác phòng triển khai theo phân công.")) == []


def test_a_header_without_rows_is_no_table() -> None:
    assert find_flattened(lines("STT Nhiệm vụ Sản phẩm Đơn vị chủ trì Thời gian")) == []
    assert find_flattened([]) == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("PHỤ LỤC II", True),
        ("Phụ lục 2", True),
        ("Nơi nhận:", True),
        ("KT. CHỦ TỊCH", True),
        ("Giám đốc Sở", False),
        ("Phụ lục kèm theo Quyết định giao kế hoạch", False),
        ("Danh mục dịch vụ công", False),
    ],
)
def test_ends_table(text: str, ends: bool) -> None:
    assert ends_table(text) is ends


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("4 Mở lớp tập huấn Báo cáo Văn phòng Sở", ["4", "Mở lớp tập huấn", "Báo cáo", "Văn phòng Sở"]),
        ("Văn phòng Sở Các phòng thuộc Sở Quý I/2026", ["Văn phòng Sở", "Các phòng thuộc Sở", "Quý I/2026"]),
        ("Tổ Văn phòng Trước ngày 20/02/2026", ["Tổ Văn phòng", "Trước ngày 20/02/2026"]),
        ("Phòng Kế hoạch - Tài chính Quý I/2026", ["Phòng Kế hoạch - Tài chính", "Quý I/2026"]),
        ("biên chế của Sở Nội vụ", ["biên chế của Sở Nội vụ"]),
        ("Tuần 2 tháng 4 Trạm Y tế", ["Tuần 2 tháng 4", "Trạm Y tế"]),
        ("1 a) Rà soát hồ sơ", ["1", "a)", "Rà soát hồ sơ"]),
    ],
)
def test_fragments(line: str, pieces: list[str]) -> None:
    assert [piece.text for piece in fragments([line], set(), True)] == pieces


@pytest.mark.parametrize(
    ("last", "number", "better_than"),
    [((9,), (10,), (12,)), ((1, 2), (1, 3), (7,)), ((1, 2), (2,), (9,)), ((4,), (5,), (2025,))],
)
def test_number_fit(last: tuple[int, ...], number: tuple[int, ...], better_than: tuple[int, ...]) -> None:
    assert number_fit(last, number, False) < number_fit(last, better_than, False)


def test_section_fit() -> None:
    assert section_fit("III", "IV") < section_fit("III", "VI")
    assert section_fit("A", "B") < section_fit("A", "D")


AFTER = [
    """III. TỔ CHỨC THỰC HIỆN
    1. Văn phòng Sở có trách nhiệm theo dõi, đôn đốc các phòng, đơn vị triển khai Kế hoạch này; định kỳ tổng hợp, báo cáo
    Giám đốc Sở trước ngày 25 hằng tháng.""",
    """Trong quá trình thực hiện nếu có vướng mắc, các đơn vị kịp thời phản ánh về Văn phòng Sở để được hướng dẫn giải quyết.
    GIÁM ĐỐC""",
    """IV. Kinh phí
    Nguồn ngân sách nhà nước giao trong năm và các nguồn hợp pháp khác theo quy định của pháp luật hiện hành về tài chính.""",
]


@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize("sections", [False, True])
def test_the_prose_after_a_table_is_not_in_it(after: str, sections: bool) -> None:
    row = "Rà soát quy trình tiếp nhận hồ sơ\ncủa người dân tại bộ phận một cửa\nVăn phòng Các phòng thuộc Sở Quý {}/2026\n"
    parts = [f"{k}\n{row.format(quarter)}" for k, quarter in enumerate(["I", "II", "III", "IV", "I", "II"], 1)]
    if sections:
        parts.insert(3, "II Công tác cán bộ\n")
        parts.insert(0, "I Cải cách thủ tục\n")
    table = lines("TT Nhiệm vụ Đơn vị chủ trì Đơn vị phối hợp Thời gian\n" + "".join(parts))
    (found,) = find_flattened([*table, *lines(after)])
    assert (found.start, found.end) == (0, len(table))
    assert found.table.rows == 1 + len(parts)


SUB_ROWS = """
TT Nhiệm vụ Đơn vị chủ trì Thời gian
1 Tập huấn cho cán bộ thôn Phòng Nội vụ Quý I/2026
2 Các việc về đất đai
a) Rà soát hồ sơ tồn đọng Phòng Kinh tế Quý II/2026
b) Công khai quy hoạch Phòng Kinh tế
3 Chuyển đổi số Văn phòng Sở Năm 2026
- Nâng cấp phần mềm Văn phòng Sở Tháng 4/2026
- Kiểm tra đường truyền Tháng 6/2026
4 Thăm hỏi gia đình chính sách Phòng Nội vụ Tháng 7/2026
"""


def test_sub_rows_with_letters_and_dashes() -> None:
    (found,) = find_flattened(lines(SUB_ROWS))
    assert rows(found)[1:] == [
        ["1", "Tập huấn cho cán bộ thôn", "Phòng Nội vụ", "Quý I/2026"],
        ["2", "Các việc về đất đai", "", ""],
        ["a)", "Rà soát hồ sơ tồn đọng", "Phòng Kinh tế", "Quý II/2026"],
        ["b)", "Công khai quy hoạch", "Phòng Kinh tế", ""],
        ["3", "Chuyển đổi số", "Văn phòng Sở", "Năm 2026"],
        ["", "- Nâng cấp phần mềm", "Văn phòng Sở", "Tháng 4/2026"],
        ["", "- Kiểm tra đường truyền", "", "Tháng 6/2026"],
        ["4", "Thăm hỏi gia đình chính sách", "Phòng Nội vụ", "Tháng 7/2026"],
    ]


PARAGRAPHS = """
STT
Nội dung
Chủ trì
Thời hạn
Ghi chú
I
Công tác cán bộ
1
Rà soát quy hoạch cán bộ lãnh đạo các phòng, ban, đơn vị; phối hợp Văn phòng Sở lập danh sách trước khi trình
Phòng Tổ chức - Cán bộ, Thanh tra Sở
Trước ngày 20/02/2026; Quý IV/2026
2
Bồi dưỡng nghiệp vụ
Văn phòng Sở
Tháng 5/2026
Chuyển tiếp
-
Mở lớp về chuyển đổi số
Quý III/2026
"""


def test_a_paragraph_a_line() -> None:
    (found,) = find_flattened(lines(PARAGRAPHS))
    assert [row[0] for row in rows(found)] == ["STT", "I", "1", "2", "-"]
    assert rows(found)[2][2:] == ["Phòng Tổ chức - Cán bộ, Thanh tra Sở", "Trước ngày 20/02/2026; Quý IV/2026", ""]
    assert rows(found)[3][1:] == ["Bồi dưỡng nghiệp vụ", "Văn phòng Sở", "Tháng 5/2026", "Chuyển tiếp"]
    assert rows(found)[4][1:] == ["Mở lớp về chuyển đổi số", "", "Quý III/2026", ""]


BY_LINE = """
TT Nhiệm vụ Chủ trì Sản phẩm Thời gian
1 Vận động hiến đất mở rộng đường Phòng Kinh tế Biên bản hiến đất Quý IV/2025
liên thôn
2 Hỗ trợ người già làm căn cước Công an xã Danh sách hỗ trợ Tháng 10/2025
3 Công khai quy hoạch sử dụng đất Phòng Kinh tế Báo cáo kết quả Tháng 11/2025
niêm yết
4 Kiểm tra đạo đức của công chức Văn phòng Biên bản kiểm tra Tháng 3/2026
một cửa
"""


def test_lines_that_run_through_all_cells() -> None:
    (found,) = find_flattened(lines(BY_LINE))
    assert [row[4] for row in rows(found)[1:]] == ["Quý IV/2025", "Tháng 10/2025", "Tháng 11/2025", "Tháng 3/2026"]
    assert rows(found)[1][1] == "Vận động hiến đất mở rộng đường liên thôn"


FIGURES = """
TT Nhiệm vụ Kinh phí (triệu đồng) Mã việc Chủ trì Thời hạn
1 Tập huấn 45,5 A01 Ban Tuyên giáo Quý I/2026
2 Sửa chữa trụ sở 1.250 B12 Văn phòng Công đoàn 6 tháng cuối năm 2026
3 Thăm hỏi đoàn viên 120 C07 Ban Nữ công Tháng 7/2026
"""


TITLED = """NHIỆM VỤ GIAO UBND CÁC XÃ, PHƯỜNG
ST
T
Nhiệm vụ Thời gian Sản phẩm Đơn vị thực hiện
1
Thành lập tổ công tác lưu động
Trước 31/3/2026
Quyết định thành lập
UBND các xã
2
Rà soát thông tin hộ tịch của công dân
10/5/2026
Sổ hộ tịch
Sở Tư pháp
"""


def test_a_title_above_the_header_and_a_narrow_first_column() -> None:
    (found,) = find_flattened(lines(TITLED))
    assert found.start == 1
    assert rows(found) == [
        ["ST T", "Nhiệm vụ", "Thời gian", "Sản phẩm", "Đơn vị thực hiện"],
        ["1", "Thành lập tổ công tác lưu động", "Trước 31/3/2026", "Quyết định thành lập", "UBND các xã"],
        ["2", "Rà soát thông tin hộ tịch của công dân", "10/5/2026", "Sổ hộ tịch", "Sở Tư pháp"],
    ]


def test_amounts_and_codes() -> None:
    (found,) = find_flattened(lines(FIGURES))
    assert [row[2:5] for row in rows(found)[1:]] == [
        ["45,5", "A01", "Ban Tuyên giáo"],
        ["1.250", "B12", "Văn phòng Công đoàn"],
        ["120", "C07", "Ban Nữ công"],
    ]
    assert rows(found)[2][5] == "6 tháng cuối năm 2026"


def test_a_table_that_kept_its_columns_stays() -> None:
    kept = Table((Cell(0, 0, (Line("STT"),)),), 1, 1)
    blocks = [Line("Mở đầu"), kept, *lines(FIGURES), Line("Nơi nhận:")]
    restored = restore_tables(blocks)
    assert restored[:2] == [Line("Mở đầu"), kept]
    assert isinstance(restored[2], Table)
    assert restored[3:] == [Line("Nơi nhận:")]


def measure(seeds: Iterable[int], *, strange: bool = False) -> dict[str, float]:
    """Rows (number and task exact) as F1, cells exact as a share, tables whose extent is exact as a share."""
    flatten = _flatten()
    right = got_rows = true_rows = exact = cells = extents = tables = 0
    by_role: Counter[str] = Counter()
    for seed in seeds:
        made = flatten.sample(seed, strange=strange)
        found = find_flattened(made.lines)
        truth = [[" ".join(cell.split()) for cell in row] for row in made.rows]
        read = rows(found[0])[1:] if found else []
        tables += 1
        extents += bool(found) and (found[0].start, found[0].end) == (made.start, made.end)
        upto = made.roles.index("task") + 1
        keys = [tuple(row[:upto]) for row in truth], [tuple(row[:upto]) for row in read]
        matcher = SequenceMatcher(None, *keys, autojunk=False)
        got_rows, true_rows = got_rows + len(read), true_rows + len(truth)
        cells += sum(map(len, truth))
        for block in matcher.get_matching_blocks():
            right += block.size
            for k in range(block.size):
                same = [a == b for a, b in zip(truth[block.a + k], read[block.b + k], strict=True)]
                exact += sum(same)
                by_role.update(role for role, ok in zip(made.roles, same, strict=True) if not ok)
    print(f"{tables} tables; wrong cells in matched rows: {dict(by_role)}")
    return {"rows": 2 * right / (got_rows + true_rows), "cells": exact / cells, "extents": extents / tables}


def test_generated_layouts_held_out() -> None:
    # seeds 0-199 were seen while the costs were chosen; these were not
    scores = measure(range(5000, 5030))
    print(scores)
    assert scores["rows"] >= 0.97
    assert scores["cells"] >= 0.94
    assert scores["extents"] >= 0.9


def test_generated_layouts_in_words_that_the_lexicon_does_not_know() -> None:
    scores = measure(range(5000, 5020), strange=True)
    print(scores)
    assert scores["rows"] >= 0.85
    assert scores["cells"] >= 0.65


def test_effort_grows_with_the_rows_only() -> None:
    def table(count: int) -> list[Line]:
        row = "Rà soát hồ sơ thuộc diện phải\nchỉnh lý năm 2026\nPhòng Nội vụ Báo cáo Quý I/2026"
        body = "\n".join(f"{k}\n{row}" for k in range(1, count + 1))
        return lines(f"TT Nhiệm vụ Đơn vị chủ trì Sản phẩm Thời hạn\n{body}")

    def effort(count: int) -> int:
        printed = table(count)
        return calls(lambda: find_flattened(printed))

    effort(20)  # fills the caches
    assert effort(320) < 12 * effort(40)


def test_a_real_appendix() -> None:
    plan, gold = SHARED / "plans/002.txt", SHARED / "gold/002.json"
    if not plan.exists():
        pytest.skip("the shared plans are not here")
    printed = lines(plan.read_text(encoding="utf-8"))
    (found,) = find_flattened(printed)
    tasks: list[dict[str, Any]] = json.loads(gold.read_text(encoding="utf-8"))["tasks"]
    expected = [task for task in tasks if task["section_path"][0] == "PL"]
    read = [row for row in rows(found)[1:] if row[0].isdigit()]

    def plain(text: str) -> str:
        return regex.sub(r"\W+", "", text.lower())

    assert [row[0] for row in read] == [task["number"] for task in expected]
    fields: list[Callable[[dict[str, Any]], str]] = [
        lambda task: task["task"],
        lambda task: "".join(task["products"]),
        lambda task: "".join(task["lead_units"]),
        lambda task: "".join(task["coordinating_units"]),
        lambda task: "".join(deadline["raw"] for deadline in task["deadlines"]),
    ]
    for column, field in enumerate(fields, 1):
        exact = sum(plain(row[column]) == plain(field(task)) for row, task in zip(read, expected, strict=True))
        assert exact >= 0.93 * len(expected), (column, exact)


def test_the_title_of_a_plan_is_no_header() -> None:
    """ "KẾ HOẠCH" and "năm 2026" name columns too; with two short sections below they made a table of three."""
    text = """ĐOÀN TNCS HỒ CHÍ MINH
BCH TỈNH LAM HÀ
Số: 12-KH/TĐTN
Lam Hà, ngày 28 tháng 01 năm 2026
KẾ HOẠCH
Tổ chức các hoạt động Tháng Thanh niên năm 2026

I. MỤC ĐÍCH - YÊU CẦU
1. Mục đích
- Phát huy vai trò của tuổi trẻ.
II. CHỦ ĐỀ, THỜI GIAN
1. Chủ đề: “Tuổi trẻ chuyển đổi số”.
2. Thời gian: Từ ngày 01/3/2026 đến ngày 31/3/2026.
"""
    plan = extract(text.encode(), name="kh.txt")
    assert plan.document.title == "Tổ chức các hoạt động Tháng Thanh niên năm 2026"
    assert plan.document.number == "12-KH/TĐTN"

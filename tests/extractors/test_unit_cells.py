"""Units in the cells of tables: wraps, lists, roles in words; names that hold a verb or a comma."""

from __future__ import annotations

import textwrap

import pytest

from extractors.products import split_product_cell
from extractors.unit_cells import split_units
from extractors.unit_names import read_names

Names = list[str]


def split(text: str) -> tuple[Names, Names]:
    units = split_units(text)
    return [u.name for u in units.lead], [u.name for u in units.coordinating]


# cell, lead, coordinating
CELLS: list[tuple[str, Names, Names]] = [
    # --- a dash at the start of a line ------------------------------------------------------------------------------
    ("Phòng Vật tư\n- Thiết bị", ["Phòng Vật tư - Thiết bị"], []),
    ("Các tổ chức chính trị\n- xã hội", ["Các tổ chức chính trị - xã hội"], []),
    ("Đ/c Mai\n- Trưởng phòng", ["Đ/c Mai - Trưởng phòng"], []),
    ("- Phòng Nội vụ\n- Công an xã", ["Phòng Nội vụ", "Công an xã"], []),
    ("Phòng Nội vụ cùng với Công an xã", ["Phòng Nội vụ"], ["Công an xã"]),
    ("Văn phòng Sở; các phòng, đơn vị phối hợp thực hiện", ["Văn phòng Sở"], ["các phòng, đơn vị"]),
    ("Văn phòng Sở; các đơn vị phối hợp", ["Văn phòng Sở", "các đơn vị phối hợp"], []),
    ("Tổ chức, cá nhân có liên quan", ["Tổ chức, cá nhân có liên quan"], []),
    ("Toàn thể cán bộ, giáo viên, nhân viên", ["Toàn thể cán bộ, giáo viên, nhân viên"], []),
    ("Phòng Thống kê tổng hợp.", ["Phòng Thống kê tổng hợp"], []),
    ("Phòng Nội vụ;\n- nhân dân", ["Phòng Nội vụ", "nhân dân"], []),
    ("Sở Tài chính\n- Sở Y tế", ["Sở Tài chính", "Sở Y tế"], []),
    ("- Phòng Tài chính\n- Kế hoạch\n- Phòng Y tế", ["Phòng Tài chính - Kế hoạch", "Phòng Y tế"], []),
    ("- Nhân viên\n- Bảo vệ", ["Nhân viên", "Bảo vệ"], []),
    # --- other lists ------------------------------------------------------------------------------------------------
    ("1. Sở Xây dựng\n2. Sở Công\nThương\n3. UBND các\nxã", ["Sở Xây dựng", "Sở Công Thương", "UBND các xã"], []),
    ("a) Sở Xây dựng\nb) Sở Công Thương", ["Sở Xây dựng", "Sở Công Thương"], []),
    ("Tổ trưởng chuyên môn + giáo viên bộ môn", ["Tổ trưởng chuyên môn", "giáo viên bộ môn"], []),
    ("BGH\nGVCN\nTPT Đội", ["BGH", "GVCN", "TPT Đội"], []),
    ("BGH, GVCN, TPT\nĐội", ["BGH", "GVCN", "TPT Đội"], []),
    ("Tỉnh đoàn, Hội Nông dân tỉnh", ["Tỉnh đoàn", "Hội Nông dân tỉnh"], []),
    # --- shortened heads, lists under one head, a sentence behind the names ---
    ("P. KHTC và TT. Y tế, VP. UBND", ["P. KHTC", "TT. Y tế", "VP. UBND"], []),
    ("GĐ, các PGĐ Sở", ["GĐ", "các PGĐ Sở"], []),
    ("Các Sở Nội vụ, Tài chính", ["Các Sở Nội vụ, Tài chính"], []),
    ("UBND phường Hồng Hà, xã Vân Nam", ["UBND phường Hồng Hà, xã Vân Nam"], []),
    ("Phòng A; phối hợp: P. KHTC, Thanh tra Sở. Rà soát hồ sơ.", ["Phòng A"], ["P. KHTC", "Thanh tra Sở"]),
    # --- roles ------------------------------------------------------------------------------------------------------
    ("Chủ trì: Phòng Kinh tế; Phối hợp: Công an xã, Trạm Y tế", ["Phòng Kinh tế"], ["Công an xã", "Trạm Y tế"]),
    ("Chủ trì: Phòng Kinh\ntế; Phối hợp:\nCông an xã;\nTrạm Y tế", ["Phòng Kinh tế"], ["Công an xã", "Trạm Y tế"]),
    ("- Chủ trì: Phòng Nội vụ\n- Phối hợp: Công an xã", ["Phòng Nội vụ"], ["Công an xã"]),
    ("Phòng Kinh tế chủ trì; Huyện đoàn, Công an xã phối hợp", ["Phòng Kinh tế"], ["Huyện đoàn", "Công an xã"]),
    ("Phòng Kinh tế (chủ trì), Công an xã, Trạm Y tế (phối hợp)", ["Phòng Kinh tế"], ["Công an xã", "Trạm Y tế"]),
    ("Phòng Nội vụ chủ trì, các phòng phối hợp", ["Phòng Nội vụ"], ["các phòng"]),
    ("Chủ trì Phòng Nội vụ; phối hợp Phòng Tư pháp", ["Phòng Nội vụ"], ["Phòng Tư pháp"]),
    ("Sở Y tế chủ\ntrì, phối\nhợp với Sở\nNội vụ; Công an tỉnh", ["Sở Y tế"], ["Sở Nội vụ", "Công an tỉnh"]),
    ("Sở Công Thương (đầu mối), Sở Tài chính", ["Sở Công Thương", "Sở Tài chính"], []),
    ("Đơn vị chủ trì", ["Đơn vị chủ trì"], []),
    ("Các đơn vị phối hợp", ["Các đơn vị phối hợp"], []),
    ("Phối hợp", [], []),
    ("Chủ trì:", [], []),
    # --- commas -----------------------------------------------------------------------------------------------------
    ("Phòng Pháp chế, Thanh tra", ["Phòng Pháp chế", "Thanh tra"], []),
    ("UBND xã, nhân dân", ["UBND xã", "nhân dân"], []),
    ("Vụ Kế hoạch, Tài chính; Vụ Pháp chế", ["Vụ Kế hoạch, Tài chính", "Vụ Pháp chế"], []),
    ("Cục Quy hoạch, Kiến trúc", ["Cục Quy hoạch, Kiến trúc"], []),
    ("Sở Nội vụ, Agribank", ["Sở Nội vụ", "Agribank"], []),
    ("Sở Y tế, Công đoàn", ["Sở Y tế", "Công đoàn"], []),
    ("Hội Phụ nữ, Nông dân, Cựu chiến binh", ["Hội Phụ nữ", "Nông dân", "Cựu chiến binh"], []),
    ("Các Sở: Y tế, Tài chính; UBND các xã", ["Các Sở: Y tế, Tài chính", "UBND các xã"], []),
    ("Nhân viên y tế, nhân viên thư viện", ["Nhân viên y tế", "nhân viên thư viện"], []),
    ("Giáo viên chủ nhiệm, các tổ chuyên môn", ["Giáo viên chủ nhiệm", "các tổ chuyên môn"], []),
    # --- words of its own behind a name ------------------------------------------------------------------------------
    ("Sở Nội vụ\nUBND các xã có rừng", ["Sở Nội vụ", "UBND các xã có rừng"], []),
    ("Sở Nội vụ hoàn thành trong tháng 5", ["Sở Nội vụ"], []),
    ("Không", [], []),
    ("UBND các xã Nà Lơi, Pác Cạp", ["UBND các xã Nà Lơi, Pác Cạp"], []),
    ("Đ/c Lê Thị Hòa – Giám đốc\nSở Nội vụ", ["Đ/c Lê Thị Hòa – Giám đốc Sở Nội vụ"], []),
    ("Các trường\nTHPT", ["Các trường THPT"], []),
    ("Ngân hàng Nhà nước\nChi nhánh khu vực 10", ["Ngân hàng Nhà nước Chi nhánh khu vực 10"], []),
    # --- who helps ---------------------------------------------------------------------------------------------------
    ("Công an xã, cùng Phòng Kinh tế", ["Công an xã"], ["Phòng Kinh tế"]),
    ("Công an xã; tham gia: Phòng Kinh tế", ["Công an xã"], ["Phòng Kinh tế"]),
    (
        "Ban Tổ chức chủ trì, phối hợp với Ủy ban Kiểm tra;\nCông an phường",
        ["Ban Tổ chức"],
        ["Ủy ban Kiểm tra", "Công an phường"],
    ),
    ("Phòng Y tế, hoàn thành trong tháng 5", ["Phòng Y tế"], []),
    ("Công ty TNHH Sao Mai, đơn vị tư vấn", ["Công ty TNHH Sao Mai", "đơn vị tư vấn"], []),
    ("Thầy Hoàng, cô Lan", ["Thầy Hoàng", "cô Lan"], []),
    ("Các phòng Kinh tế, Văn hóa và Tư pháp", ["Các phòng Kinh tế, Văn hóa và Tư pháp"], []),
    # --- what a unit does -------------------------------------------------------------------------------------------
    ("Phòng Kế hoạch tổng hợp, Phòng Tài chính", ["Phòng Kế hoạch tổng hợp", "Phòng Tài chính"], []),
    ("Phòng Nội vụ tổng hợp kết quả", ["Phòng Nội vụ"], []),
]


@pytest.mark.parametrize(("text", "lead", "coordinating"), CELLS, ids=[row[0] for row in CELLS])
def test_a_cell(text: str, lead: Names, coordinating: Names) -> None:
    assert split(text) == (lead, coordinating)


# cells that must mean the same however the PDF wraps them
WRAPPED = [
    "Sở Y tế chủ trì, phối hợp với Sở Nội vụ",
    "Phòng Kế hoạch - Nghiệp vụ",
    "Phòng Văn hóa - Xã hội; Công an xã",
    "Các tổ chức chính trị - xã hội",
    "Đ/c Hoàng Thị Na - Trưởng phòng Hành chính - Quản trị",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông",
    "Chủ trì: Sở Công Thương; phối hợp: Sở Nội vụ, UBND các xã",
]


@pytest.mark.parametrize("text", WRAPPED)
def test_wrapping_changes_nothing(text: str) -> None:
    for width in range(max(map(len, text.split())), len(text)):
        wrapped = "\n".join(textwrap.wrap(text, width, break_on_hyphens=False))
        assert split(wrapped) == split(text), wrapped


def test_a_dash_in_a_product_cell() -> None:
    assert split_product_cell("Phần mềm quản lý\n- bản 3.0") == ["Phần mềm quản lý - bản 3.0"]
    assert split_product_cell("- Kế hoạch\n- mẫu phiếu") == ["Kế hoạch", "mẫu phiếu"]
    assert split_product_cell("Kế hoạch;\n- mẫu phiếu") == ["Kế hoạch", "mẫu phiếu"]
    assert split_product_cell("Kế hoạch năm\n- Báo cáo năm") == ["Kế hoạch năm", "Báo cáo năm"]


# names of offices that hold a verb or a comma
OFFICES = [
    "Trung tâm Dịch vụ tổng hợp xã",
    "Phòng Tham mưu tổng hợp Công an tỉnh",
    "Ban Quản lý Khu bảo tồn thiên nhiên",
    "Trung tâm Điều hành thông minh",
    "Viện Nghiên cứu phát triển kinh tế - xã hội",
    "Văn phòng Điều phối nông thôn mới",
    "Trung tâm Hỗ trợ phát triển doanh nghiệp nhỏ và vừa",
    "Quỹ Hỗ trợ nông dân",
    "Chi cục Quản lý chất lượng nông lâm sản",
    "Trung tâm Kiểm soát bệnh tật",
    "Trung tâm Bảo trợ xã hội",
    "Ban Tiếp công dân",
    "Đội Kiểm tra liên ngành",
    "Tổ Thẩm định",
    "Hội đồng tư vấn",
    "Trung tâm Xúc tiến đầu tư",
    "Trung tâm Nuôi dưỡng người có công",
    "Phòng Quản lý đào tạo",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Sở Văn hoá, Thể thao và Du lịch",
    "Cục Quản lý, giám sát bảo hiểm",
    "Trung tâm Tuyên truyền, quảng bá du lịch",
    "Trung tâm Xúc tiến đầu tư, thương mại",
    "Đội Cảnh sát giao thông",
]
PREDICATES = [
    "tổ chức hội nghị",
    "kiểm tra các cơ sở",
    "có trách nhiệm rà soát",
    "chủ trì, phối hợp",
    "báo cáo UBND xã",
]


@pytest.mark.parametrize("name", OFFICES)
def test_a_name_with_a_verb_or_a_comma(name: str) -> None:
    assert split(name) == ([name], [])
    for predicate in PREDICATES:
        assert [u.name for u in read_names(f"{name} {predicate}")[0]][:1] == [name], predicate


# names of which the verb behind them is no part
SHORT = [
    ("Phòng Văn hóa", "tổng hợp kết quả"),
    ("Phòng Kế hoạch", "tổng hợp, báo cáo UBND tỉnh"),
    ("Phòng Nội vụ", "tổng hợp"),
    ("Sở Y tế", "kiểm tra các cơ sở"),
    ("Trung tâm Y tế", "tổ chức tiêm"),
    ("Phòng Đầu tư", "xây dựng kế hoạch"),
    ("Phòng Đầu tư", "xây dựng Kế hoạch năm"),
    ("Phòng Tư vấn", "xây dựng mô hình"),
    ("Ban Quản lý", "đầu tư trang thiết bị"),
    ("Hội Nông dân", "phát triển kinh tế hộ"),
    ("Viện Nghiên cứu", "đào tạo nghề cho lao động"),
    ("Trung tâm Dịch vụ", "công khai giá"),
    ("Phòng Giám sát", "điều hành công việc"),
    ("Sở Xây dựng", "quản lý, giám sát công trình"),
]


@pytest.mark.parametrize(("name", "predicate"), SHORT)
def test_the_predicate_is_no_part_of_the_name(name: str, predicate: str) -> None:
    assert [u.name for u in read_names(f"{name} {predicate}")[0]] == [name]

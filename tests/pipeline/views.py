"""Comparisons as the outputs get them, for the tests of the outputs: two plans, and a task's life over three years."""

from __future__ import annotations

import regex

from pipeline.compare.view import COME, GONE, Cell, Entry, Marked, Piece, SideHead, Status, View

# "[-văn bản-]" and "{+hồ sơ+}"; not "[1]"
MARKED = regex.compile(r"\[-(?P<gone>.*?)-\]|\{\+(?P<come>.*?)\+\}|(?P<same>(?:(?!\[-|\{\+).)+)", regex.DOTALL)
NAMES = {
    "changed": ("Thay đổi", "change"),
    "split": ("Tách", "change"),
    "merged": ("Gộp", "change"),
    "added": ("Bổ sung", "good"),
    "removed": ("Không còn", "bad"),
    "unchanged": ("Không đổi", "plain"),
}


def marked(text: str) -> Marked:
    """ "Rà soát [-văn bản-]{+hồ sơ+}" as pieces."""
    return tuple(
        Piece(found["gone"] or found["come"] or found["same"], GONE if found["gone"] else COME if found["come"] else "")
        for found in MARKED.finditer(text)
    )


def cell(number: str, task: str, page: int | None = 2, section: str = "Cải cách thể chế", **fields: str) -> Cell:
    return Cell(number, page, section, marked(task), tuple((code, marked(text)) for code, text in fields.items()))


def view(*entries: Entry, names: tuple[str, ...] = ("2025", "2026"), remarks: tuple[str, ...] = ()) -> View:
    return View(
        "So sánh Kế hoạch cải cách hành chính năm 2025 và năm 2026",
        tuple(SideHead(name, f"kh-{name}.pdf – 12/KH-UBND – Cải cách hành chính năm {name}") for name in names),
        tuple(
            Status(code, name, sum(entry.status == code for entry in entries), tone)
            for code, (name, tone) in NAMES.items()
        ),
        entries,
        remarks,
    )


CHANGED = Entry(
    "changed",
    (
        (
            cell(
                "3",
                "Rà soát [-văn bản quy phạm pháp luật-] do HĐND, UBND tỉnh ban hành, kiến nghị xử lý văn bản trái luật",
                lead_units="Sở Tư pháp",
                coordinating_units="Sở Nội vụ; [-Sở Thông tin và Truyền thông-]",
                products="Báo cáo rà soát",
                deadlines="[-Quý II/2025-]",
                targets="[-80%-]",
            ),
        ),
        (
            cell(
                "5",
                "Rà soát {+hồ sơ và thủ tục+} do HĐND, UBND tỉnh ban hành, kiến nghị xử lý văn bản trái luật",
                page=3,
                lead_units="Sở Tư pháp",
                coordinating_units="Sở Nội vụ; {+Sở Khoa học và Công nghệ+}",
                products="Báo cáo rà soát",
                deadlines="{+Quý III/2026+}",
                targets="{+95%+}",
            ),
        ),
    ),
    (
        "Nội dung đổi: “văn bản quy phạm pháp luật” thành “hồ sơ và thủ tục”",
        "Thời hạn lùi 92 ngày: Quý II/2025 thành Quý III/2026",
        "Chỉ tiêu tăng: 80% thành 95%",
    ),
    0.8266666,
    "Cải cách thể chế",
    ("Sở Tư pháp",),
)
SPLIT = Entry(
    "split",
    (
        (cell("7", "Tập huấn nghiệp vụ cải cách hành chính và chuyển đổi số", lead_units="Sở Nội vụ"),),
        (
            cell("9", "Tập huấn nghiệp vụ cải cách hành chính", 4, lead_units="Sở Nội vụ", deadlines="Quý I/2026"),
            cell("10", "Tập huấn {+kỹ năng+} chuyển đổi số", 5, "Chuyển đổi số", lead_units="Sở Khoa học và Công nghệ"),
        ),
    ),
    ("Nhiệm vụ 7 được tách thành 9 và 10",),
    0.74,
)
MERGED = Entry(
    "merged",
    (
        (cell("11", "Niêm yết mã QR tra cứu thủ tục hành chính"), cell("12", "Gỡ bỏ thủ tục đã bãi bỏ")),
        (cell("13", "Niêm yết mã QR tra cứu thủ tục hành chính; gỡ bỏ thủ tục đã bãi bỏ"),),
    ),
    ("Nhiệm vụ 11 và 12 được gộp thành 13",),
    0.91,
)
ADDED = Entry(
    "added",
    (
        (),
        (
            cell(
                "14",
                "Số hóa 60% sổ hộ tịch lưu tại UBND cấp xã",
                lead_units="Sở Tư pháp",
                coordinating_units="UBND các xã, phường",
                products="Cơ sở dữ liệu hộ tịch",
                deadlines="trước ngày 30/11/2026",
                targets="60%",
            ),
        ),
    ),
)
REMOVED = Entry(
    "removed",
    (
        (
            cell(
                "15",
                "Phát động đợt thi đua “Nụ cười một cửa” trong cán bộ, công chức, viên chức toàn tỉnh",
                lead_units="Sở Nội vụ",
                deadlines="01/4/2025 – 30/9/2025",
            ),
        ),
        (),
    ),
)
UNCHANGED = Entry(
    "unchanged", ((cell("1", "Kiểm tra cải cách hành chính"),), (cell("1", "Kiểm tra cải cách hành chính"),)), (), 1.0
)
REMARK = "Mục “Cải cách thể chế” nay là “Xây dựng và hoàn thiện thể chế”"


def sample() -> View:
    """One entry of each status."""
    return view(UNCHANGED, CHANGED, SPLIT, MERGED, ADDED, REMOVED, remarks=(REMARK,))


def life() -> View:
    """Two tasks over three years, one of them missing in the second."""
    report, draft = "Báo cáo công tác cải cách hành chính", "Xây dựng Đề án vị trí việc làm"
    return view(
        Entry(
            "changed",
            (
                (cell("1", report + " [-6 tháng-]"),),
                (cell("2", report + " {+quý+}"),),
                (cell("2", report + " quý"),),
            ),
            ("2026: “6 tháng” thành “quý”",),
        ),
        Entry("removed", ((cell("4", draft),), (), (cell("6", draft),)), ("Không có trong kế hoạch 2026",)),
        names=("2025", "2026", "2027"),
    )

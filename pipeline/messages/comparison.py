"""What the outputs of a comparison of plans call their columns, sheets and lines; status names come with the view."""

from __future__ import annotations

COMPARISON: dict[str, tuple[str, str]] = {
    "compare-status": ("Tình trạng", "Status"),
    "compare-number": ("TT", "No."),
    "compare-section": ("Mục", "Section"),
    "compare-task": ("Nhiệm vụ", "Task"),
    "compare-lead_units": ("Đơn vị chủ trì", "Lead unit"),
    "compare-coordinating_units": ("Đơn vị phối hợp", "Coordinating units"),
    "compare-products": ("Sản phẩm", "Products"),
    "compare-deadlines": ("Thời gian hoàn thành", "Deadline"),
    "compare-targets": ("Chỉ tiêu", "Targets"),
    "compare-page": ("Trang", "Page"),
    "compare-said": ("Thay đổi", "What changed"),
    "compare-similarity": ("Độ giống nhau", "Similarity"),
    "compare-column": ("{column} ({plan})", "{column} ({plan})"),
    "compare-plan": ("kế hoạch {number}", "plan {number}"),
    "compare-sheet-overview": ("Tổng quan", "Overview"),
    "compare-sheet-all": ("Tất cả", "All"),
    "compare-plans": ("Kế hoạch", "Plans"),
    "compare-count": ("Số lượng", "Count"),
    "compare-remarks": ("Lưu ý chung", "For the whole"),
    "compare-legend": ("Cách đọc", "How to read"),
    "compare-legend-gone": (
        "Chữ đỏ gạch ngang: chỉ có ở kế hoạch trước",
        "Red, struck out: only in the earlier plan",
    ),
    "compare-legend-come": (
        "Chữ xanh đậm: chỉ có ở kế hoạch sau",
        "Green, bold: only in the later plan",
    ),
    "compare-legend-print": (
        "Trang tính rộng chỉ in các cột đến “{last}”; các cột bên phải xem trên màn hình.",
        "Wide sheets are printed up to “{last}”; the columns to the right of it are for the screen.",
    ),
    "compare-page-of": ("Trang &P/&N", "Page &P of &N"),
    "compare-on-page": ("tr. {page}", "p. {page}"),
    "compare-nothing": ("Không có nhiệm vụ nào để so sánh.", "There are no tasks to compare."),
    "compare-no-change": ("Không có thay đổi nào.", "Nothing changed."),
}

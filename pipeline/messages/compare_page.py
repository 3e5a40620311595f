"""What the page of a comparison says around the plans' own words."""

from __future__ import annotations

COMPARE_PAGE: dict[str, tuple[str, str]] = {
    # The page of a comparison
    "page-skip": ("Đến phần so sánh", "Skip to the comparison"),
    "page-plans": ("Các kế hoạch được so sánh", "The plans compared"),
    "page-summary": ("Tổng hợp", "Summary"),
    "page-all": ("Tất cả", "All"),
    "page-filters": ("Lọc và tìm", "Filter and search"),
    "page-unit": ("Đơn vị", "Unit"),
    "page-every-unit": ("Tất cả đơn vị", "All units"),
    "page-no-unit": ("Không nêu đơn vị", "No unit named"),
    "page-section": ("Mục", "Section"),
    "page-every-section": ("Tất cả các mục", "All sections"),
    "page-no-section": ("Không thuộc mục nào", "In no section"),
    "page-option": ("{name} ({count})", "{name} ({count})"),
    "page-search": ("Tìm", "Search"),
    "page-search-how": ("Có dấu hoặc không dấu", "With or without accents"),
    "page-clear": ("Bỏ lọc", "Clear filters"),
    "page-shown": ("Hiển thị {shown} trong tổng số {total} dòng", "Showing {shown} of {total} lines"),
    "page-filtered": ("Đang lọc: {filters}", "Filtered by: {filters}"),
    "page-no-match": ("Không có dòng nào khớp với điều kiện lọc.", "No line matches the filters."),
    "page-nothing": ("Không có dòng nào để so sánh.", "There is nothing to compare."),
    "page-noscript": (
        "Trình duyệt không chạy JavaScript nên không lọc và tìm được; toàn bộ nội dung vẫn ở bên dưới.",
        "Without JavaScript there are no filters and no search; everything is still to be read below.",
    ),
    "page-caption": ("Các kế hoạch, từng dòng đặt cạnh nhau", "The plans, line beside line"),
    "page-status": ("Tình trạng", "Status"),
    "page-similarity": ("Lời văn giống {percent}%", "{percent}% alike"),
    "page-at": ("tr. {page}", "p. {page}"),
    "page-absent": ("Không có trong kế hoạch này", "Not in this plan"),
    "page-said": ("Nội dung thay đổi", "What changed"),
    "page-remarks": ("Lưu ý chung ({count})", "Remarks ({count})"),
    "page-legend-gone": ("chữ chỉ có ở bản trước", "words only in the earlier plan"),
    "page-legend-come": ("chữ chỉ có ở bản sau", "words only in the later plan"),
    # Read out by a screen reader before and after words that differ
    "page-gone-starts": ("[bỏ: ", "[removed: "),
    "page-come-starts": ("[thêm: ", "[added: "),
    "page-mark-ends": ("]", "]"),
    # Names of a task's fields, by their codes
    "page-field-lead_units": ("Chủ trì", "Lead"),
    "page-field-coordinating_units": ("Phối hợp", "With"),
    "page-field-products": ("Sản phẩm", "Products"),
    "page-field-deadlines": ("Thời hạn", "Deadline"),
    "page-field-targets": ("Chỉ tiêu", "Targets"),
}

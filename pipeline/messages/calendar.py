"""What a calendar file says of tasks, and a data package of the columns of a CSV."""

from __future__ import annotations

CALENDAR: dict[str, tuple[str, str]] = {
    "ics-plan": ("Kế hoạch", "Plan"),
    "ics-confidence": (
        "Độ tin cậy {percent}%: hãy đối chiếu với kế hoạch",
        "Confidence {percent}%: please compare with the plan",
    ),
    "ics-no-day": (
        "Kế hoạch không nêu ngày cụ thể nên việc này không có hạn trong lịch",
        "The plan names no day, so this to-do has no due date",
    ),
    "ics-no-year": (
        "Không rõ kế hoạch của năm nào nên việc lặp lại này không có hạn trong lịch",
        "The plan's year is unknown, so this recurring to-do has no due date",
    ),
    "ics-before": ("Phải xong trước ngày ghi trong lịch", "To be done before the day in the calendar"),
    "ics-end-of-period": (
        "Kế hoạch không nêu ngày; hạn trong lịch là ngày cuối mỗi kỳ",
        "The plan names no day; the calendar has the last day of each period",
    ),
    "ics-end-of-week": (
        "Kế hoạch không nêu thứ mấy; hạn trong lịch là thứ Sáu",
        "The plan names no weekday; the calendar has Friday",
    ),
    "ics-first-period": (
        "Kế hoạch không nêu kỳ đầu tiên; lịch tính từ ngày {day}",
        "The plan does not say when the first period begins; the calendar counts from {day}",
    ),
    "bad-source-date": (
        "SOURCE_DATE_EPOCH phải là số giây từ 01/01/1970, không phải “{value}”",
        "SOURCE_DATE_EPOCH must be a number of seconds since 1970-01-01, not “{value}”",
    ),
    "package-title": ("Bảng nhiệm vụ của các kế hoạch", "Task tables of plans"),
    "package-table": (
        "Bảng nhiệm vụ do kehoach đọc từ kế hoạch, mỗi dòng một nhiệm vụ hoặc chỉ tiêu; các giá trị trong một ô cách"
        " nhau bằng “; ”; ô chữ bắt đầu như công thức có dấu ' đứng trước",
        "Task table that kehoach read from a plan, one row per task or target; values in a cell are parted by “; ”;"
        " a text that begins like a formula has a ' in front",
    ),
    "package-number": ("Số thứ tự của dòng trong bảng", "Number of the row in the table"),
    "package-task": ("Nội dung nhiệm vụ hoặc chỉ tiêu, đúng lời kế hoạch", "Text of the task or target, as printed"),
    "package-products": ("Sản phẩm, kết quả của nhiệm vụ", "What exists once the task is done"),
    "package-lead": ("Đơn vị chủ trì thực hiện", "Units that lead the task"),
    "package-coordinating": ("Đơn vị phối hợp thực hiện", "Units that coordinate"),
    "package-deadline": ("Thời hạn, đúng lời kế hoạch", "Deadlines, as printed"),
    "package-targets": ("Chỉ tiêu định lượng, đúng lời kế hoạch", "Quantified targets, as printed"),
    "package-due": (
        "Ngày đến hạn sớm nhất của dòng; trống khi kế hoạch không nêu ngày hoặc việc lặp lại",
        "Earliest due day of the row; empty where the plan names no day or the task recurs",
    ),
    "package-section": (
        "Các đề mục chứa nhiệm vụ và tên đề mục gần nhất, ví dụ “II/2/a Chỉ tiêu”",
        "Numbers of the headings above the task and the nearest heading, e.g. “II/2/a Chỉ tiêu”",
    ),
    "package-page": (
        "Trang của tệp kế hoạch; trống khi định dạng tệp không chia trang",
        "Page of the plan's file; empty where the format has no pages",
    ),
    "package-confidence": (
        "Khả năng trường kém chắc chắn nhất của dòng được đọc đúng, từ 0 đến 1",
        "How likely the least certain field of the row is right, 0 to 1",
    ),
    "package-kind": ("Dòng là nhiệm vụ hay chỉ tiêu", "Whether the row is a task or a target"),
    "package-extra": (
        "Nội dung các cột khác của bảng trong kế hoạch, dạng “tên cột: nội dung”",
        "What other columns of the plan's table say, as “column: text”",
    ),
    "package-to-check": ("Lý do nên xem lại dòng này", "Why to look at the row"),
    "package-id": (
        "Mã của nhiệm vụ, không đổi khi đọc lại cùng kế hoạch",
        "Id of the task, the same whenever the plan is read",
    ),
    "bad-package": (
        "{path}: không phải tệp datapackage.json hợp lệ nên được giữ nguyên; hãy sửa hoặc đổi tên tệp này",
        "{path}: not a valid datapackage.json, so it was left as it is; mend or rename it",
    ),
}

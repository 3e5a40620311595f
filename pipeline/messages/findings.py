"""What `kehoach check` finds in a plan: for each kind of `pipeline.check.KINDS` its title and what it says of a row."""

from __future__ import annotations

FINDINGS: dict[str, tuple[str, str]] = {
    "found-times-differ": (
        "Cùng một nhiệm vụ nhưng ghi hai thời hạn khác nhau",
        "One task, two deadlines that contradict each other",
    ),
    "found-units-differ": (
        "Cùng một nhiệm vụ nhưng ghi hai đơn vị chủ trì khác nhau",
        "One task, two lead units",
    ),
    "found-before-issue": ("Thời hạn sớm hơn ngày ban hành kế hoạch", "Deadlines before the plan's date of issue"),
    "found-unknown-time": ("Thời hạn không rõ là khi nào", "Deadlines that do not say when"),
    "found-unread-time": (
        "Câu có nói đến thời gian nhưng chương trình chưa đọc được thời hạn",
        "Words of time that could not be read as a deadline",
    ),
    "found-unread-unit": (
        "Câu có thể nêu người thực hiện nhưng chương trình chưa đọc được",
        "A doer that could not be read as a unit",
    ),
    "found-no-unit": ("Nhiệm vụ chưa có đơn vị chủ trì", "Tasks without a lead unit"),
    "found-no-time": ("Nhiệm vụ chưa có thời hạn", "Tasks without a deadline"),
    "found-unit-no-time": (
        "Đơn vị có việc nhưng không việc nào có thời hạn",
        "Units with tasks none of which has a deadline",
    ),
    "found-target-no-task": ("Chỉ tiêu chưa có nhiệm vụ để thực hiện", "Targets that no task works towards"),
    "found-inferred-year": (
        "Thời hạn không ghi năm, hiểu theo năm của kế hoạch",
        "Deadlines without a year, which was taken from the plan",
    ),
    "says-times-differ": (
        "dòng {row} ghi “{here}”, dòng {other} ghi “{there}”",
        "row {row} says “{here}”, row {other} “{there}”",
    ),
    "says-units-differ": (
        "dòng {row} ghi “{here}”, dòng {other} ghi “{there}”",
        "row {row} says “{here}”, row {other} “{there}”",
    ),
    "says-before-issue": (
        "“{raw}” sớm hơn ngày ban hành {issued}",
        "“{raw}” is before the date of issue, {issued}",
    ),
    "says-unknown-time": ("“{raw}”", "“{raw}”"),
    "says-unit-no-time": (
        "chủ trì {count} nhiệm vụ, đều không có thời hạn: dòng {others}",
        "leads {count} of the rows, none with a deadline: {others}",
    ),
    "says-inferred-year": ("“{raw}” được hiểu là {read}", "“{raw}” was read as {read}"),
    "says-inferred-years": (
        "“{raw}” được hiểu là lặp lại hằng năm",
        "“{raw}” was read as every year",
    ),
    "finding-on": ("dòng {row}", "row {row}"),
    "finding-on-page": ("dòng {row}, trang {page}", "row {row}, page {page}"),
    "nothing-found": ("Không có điều gì cần xem lại.", "Nothing to review."),
    "check-summary": (
        "{file}: {tasks} nhiệm vụ, {targets} chỉ tiêu; {findings} điều cần xem lại",
        "{file}: tasks {tasks}, targets {targets}; findings {findings}",
    ),
    "sheet-findings": ("Cần xem lại", "Findings"),
    "column-finding": ("Vấn đề", "Finding"),
    "column-row": ("Dòng", "Row"),
    "column-page": ("Trang", "Page"),
    "column-section": ("Mục", "Section"),
    "column-text": ("Nội dung", "Text"),
    "column-detail": ("Chi tiết", "Detail"),
    "column-others": ("Dòng liên quan", "Other rows"),
}

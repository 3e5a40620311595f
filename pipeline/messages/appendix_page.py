"""The appendix (phụ lục) that a plan is given."""

from __future__ import annotations

APPENDIX_PAGE: dict[str, tuple[str, str]] = {
    "appendix-label": ("Phụ lục", "Appendix"),
    # The name of the appendix, in capitals; the line below it is the plan's type ("KẾ HOẠCH")
    "appendix-tasks-of": ("DANH MỤC NHIỆM VỤ THỰC HIỆN", "LIST OF TASKS UNDER"),
    "appendix-targets-of": ("DANH MỤC CHỈ TIÊU THỰC HIỆN", "LIST OF TARGETS UNDER"),
    "appendix-both-of": ("DANH MỤC NHIỆM VỤ, CHỈ TIÊU THỰC HIỆN", "LIST OF TASKS AND TARGETS UNDER"),
    "appendix-type": ("Kế hoạch", "Plan"),
    # Which document it is attached to (Nghị định 30/2020/NĐ-CP); what is not known stays open, to be filled in by hand
    "appendix-attached": (
        "(Kèm theo {type} số {number} ngày {day} tháng {month} năm {year} của {issuer})",
        "(Attached to {type} No. {number} of {day}/{month}/{year} by {issuer})",
    ),
    # The header of the table
    "appendix-number": ("TT", "No."),
    "appendix-task": ("Nhiệm vụ", "Task"),
    "appendix-target": ("Chỉ tiêu", "Target"),
    "appendix-both": ("Nhiệm vụ, chỉ tiêu", "Task or target"),
    "appendix-products": ("Sản phẩm", "Products"),
    "appendix-lead": ("Đơn vị chủ trì", "Lead unit"),
    "appendix-coordinating": ("Đơn vị phối hợp", "Coordinating units"),
    "appendix-deadline": ("Thời gian hoàn thành", "Deadline"),
    "appendix-goal": ("Chỉ tiêu phấn đấu", "Targets"),
}

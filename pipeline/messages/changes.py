"""How changes between plans are told: statuses, what moved, remarks."""

from __future__ import annotations

CHANGES: dict[str, tuple[str, str]] = {
    "compare-title": ("So sánh kế hoạch: {sides}", "Plans compared: {sides}"),
    "trace-title": ("Đối chiếu với kế hoạch cấp trên", "Held against the plan above"),
    "lives-title": ("Nhiệm vụ qua các năm: {sides}", "Tasks over the years: {sides}"),
    "side-old": ("Bản trước", "Earlier"),
    "side-new": ("Bản sau", "Later"),
    "side-nth": ("Bản {n}", "Edition {n}"),
    "side-parent": ("Cấp trên", "Above"),
    "side-child": ("Đơn vị", "Own"),
    # Statuses of a comparison
    "status-unchanged": ("Không đổi", "Unchanged"),
    "status-changed": ("Thay đổi", "Changed"),
    "status-added": ("Thêm mới", "Added"),
    "status-removed": ("Bỏ", "Removed"),
    "status-split": ("Tách", "Split"),
    "status-merged": ("Gộp", "Merged"),
    # Statuses of a trace
    "status-taken-up": ("Đã cụ thể hóa", "Taken up"),
    "status-differs": ("Đã cụ thể hóa, cần xem lại", "Taken up, to be checked"),
    "status-not-taken-up": ("Chưa cụ thể hóa", "Not taken up"),
    "status-own": ("Tự đặt ra", "Own task"),
    "status-not-addressed": ("Không giao cho đơn vị", "Not addressed to the unit"),
    # Statuses of a task's life
    "status-lasting": ("Có ở mọi năm", "In every year"),
    "status-ended": ("Không còn", "Ended"),
    "status-begun": ("Mới xuất hiện", "Begun later"),
    "status-passing": ("Chỉ có trong một số năm", "For a time"),
    "status-returned": ("Bỏ rồi có lại", "Dropped and back"),
    # Fields
    "field-task": ("Nội dung", "Wording"),
    "field-products": ("Sản phẩm", "Products"),
    "field-lead_units": ("Chủ trì", "Lead"),
    "field-coordinating_units": ("Phối hợp", "Coordinating"),
    "field-deadlines": ("Thời hạn", "Deadline"),
    "field-targets": ("Chỉ tiêu", "Target"),
    "field-section": ("Mục", "Section"),
    # What changed
    "said-reworded": ("Nội dung: diễn đạt khác, giống {alike}%", "Wording: other words, {alike}% alike"),
    "said-changed": ("{field}: {old} → {new}", "{field}: {old} → {new}"),
    "said-come": ("{field}: thêm “{new}”", "{field}: new “{new}”"),
    "said-gone": ("{field}: bỏ “{old}”", "{field}: no longer “{old}”"),
    "said-later": ("{field}: {old} → {new} (muộn hơn {days} ngày)", "{field}: {old} → {new} ({days} days later)"),
    "said-earlier": ("{field}: {old} → {new} (sớm hơn {days} ngày)", "{field}: {old} → {new} ({days} days earlier)"),
    "said-same-day": (
        "{field}: {old} → {new} (cùng ngày, cách ghi khác)",
        "{field}: {old} → {new} (the same day in other words)",
    ),
    "said-starts-later": (
        "{field}: {old} → {new} (bắt đầu muộn hơn {days} ngày, hạn cuối không đổi)",
        "{field}: {old} → {new} (begins {days} days later, the last day is the same)",
    ),
    "said-starts-earlier": (
        "{field}: {old} → {new} (bắt đầu sớm hơn {days} ngày, hạn cuối không đổi)",
        "{field}: {old} → {new} (begins {days} days earlier, the last day is the same)",
    ),
    "said-doubtful": (
        "Lời văn khác nhiều: có thể là hai nhiệm vụ khác nhau, hãy xem lại",
        "The wording differs much: these may be two different tasks, please check",
    ),
    "said-up": ("{field}: {old} → {new} (tăng)", "{field}: {old} → {new} (up)"),
    "said-down": ("{field}: {old} → {new} (giảm)", "{field}: {old} → {new} (down)"),
    "said-renumbered": ("Số thứ tự: {old} → {new}", "Number: {old} → {new}"),
    "said-successor": ("{new} kế thừa {old}", "{new} took over from {old}"),
    "said-alias": ("Hiểu “{old}” là “{new}”", "“{old}” is taken for “{new}”"),
    "said-same-year": ("Thời hạn vẫn ghi năm cũ: {time}", "The deadline still has the old year: {time}"),
    "said-section-renamed": ("Mục “{old}” nay là “{new}”", "Section “{old}” is now “{new}”"),
    # What a trace finds
    "said-after-parent": (
        "Thời hạn muộn hơn cấp trên {days} ngày: {old} → {new}",
        "Due {days} days after the plan above: {old} → {new}",
    ),
    "said-lower": ("Chỉ tiêu thấp hơn cấp trên: {old} → {new}", "Target below the plan above: {old} → {new}"),
    "said-doubtful-link": (
        "Lời văn khác nhiều: có thể chưa phải là nhiệm vụ được giao, hãy xem lại",
        "The wording differs much: this may not be the task that was given, please check",
    ),
    "said-addressed": ("Giao cho đơn vị qua “{name}”", "Addressed by “{name}”"),
    "said-unit": ("Đơn vị được đối chiếu: {name}", "The unit looked for: {name}"),
    "said-no-unit": (
        "Không rõ kế hoạch thứ hai là của đơn vị nào: chưa xét được nhiệm vụ nào giao cho đơn vị; hãy thêm --unit TÊN",
        "Whose plan the second is, is not known, so no task could be seen to address it; add --unit NAME",
    ),
    "said-unknown-time": (
        "Thời hạn không rõ là khi nào, chưa so sánh được: {time}",
        "A time that could not be read, not compared: {time}",
    ),
    "said-renumbered-many": (
        "{count} nhiệm vụ không đổi chỉ được đánh số lại",
        "{count} unchanged tasks have only another number",
    ),
    "said-backwards": (
        "Bản thứ hai là của năm trước bản thứ nhất: có thể đã đổi chỗ hai tệp",
        "The second plan is for a year before the first: the files may have changed places",
    ),
    "said-other-issuer": (
        "Hai kế hoạch do hai cơ quan khác nhau ban hành: {old}; {new}",
        "The plans were issued by two offices: {old}; {new}",
    ),
    "said-nobody": (
        "Không nhiệm vụ nào của cấp trên nêu đơn vị này; nếu tên chưa đúng, hãy thêm --unit TÊN",
        "No task of the plan above names this unit; if the name is not right, add --unit NAME",
    ),
    "about-none": ("(không rõ)", "(unknown)"),
}

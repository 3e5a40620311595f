"""What a person should look at in a plan that was read: the codes of `pipeline.records.Notice`."""

from __future__ import annotations

WARNINGS: dict[str, tuple[str, str]] = {
    # Warnings about what was read
    "no-tasks": (
        "không tìm thấy nhiệm vụ hay chỉ tiêu nào; tệp có đúng là một kế hoạch không?",
        "no task or target found; is the file a plan?",
    ),
    "not-vietnamese": (
        "văn bản dường như không phải tiếng Việt có dấu nên không có dòng nào",
        "the text does not look like Vietnamese with its marks, so no rows were made",
    ),
    "issue-day-unknown": (
        "không rõ ngày ban hành nên chưa tính được thời hạn đếm từ ngày đó ở {count} dòng: {rows}",
        "the day of issue is not known, so times counted from it have no days yet; {count} rows: {rows}",
    ),
    "issue-day-impossible": (
        "ngày ban hành ghi là {day}, không thể đúng nên để trống; hãy đối chiếu với bản gốc",
        "the day of issue is given as {day}, which cannot be right, and was left empty; check it against the original",
    ),
    "no-plan-head": (
        "không thấy phần đầu (loại văn bản, số, trích yếu) hay đề mục của một kế hoạch; hãy kiểm tra tệp",
        "neither the head of a plan (type, number, title) nor its headings were found; check the file",
    ),
    "deadline-before-issue": (
        "thời hạn “{raw}” sớm hơn ngày ban hành {issued}; hãy đối chiếu với bản gốc",
        "the deadline “{raw}” is before the date of issue {issued}; check it against the original",
    ),
    "doubtful-table": (
        "có thể có bảng không kẻ khung chưa đọc được; hãy đối chiếu với bản gốc",
        "there may be a table without ruling lines that could not be read; check the original",
    ),
    "flattened-table": (
        "bảng trong văn bản đã mất cột, các ô được suy ra từ nội dung; nên dùng tệp PDF hoặc DOCX nếu có",
        "the table has lost its columns in this text, its cells are inferred; take the PDF or DOCX where you have it",
    ),
    "doubtful-rows": (
        "ở {count} dòng có ô có thể thuộc cột hay dòng bên cạnh: {rows}; hãy đối chiếu với bản gốc",
        "in {count} rows a cell may belong to the column or row beside it: {rows}; check them against the original",
    ),
    "row-not-read": (
        "một hàng của bảng không thành nhiệm vụ: “{text}”; hãy đối chiếu với bản gốc",
        "a row of the table became no task: “{text}”; check it against the original",
    ),
    "table-not-read": (
        "có bảng với các cột “{columns}” nhưng không rõ cột nào là nhiệm vụ, chưa đọc; hãy thêm tên cột bằng --words",
        "a table with the columns “{columns}” was not read: which one holds the tasks is unclear; name it with --words",
    ),
    "number-repeated": (
        "số thứ tự {number} lặp lại (đã có ở dòng {first})",
        "the number {number} repeats (it stands in row {first})",
    ),
    "number-skipped": (
        "thiếu số thứ tự {number} trước số {after}; bản gốc có bỏ sót hoặc ghi nhầm số không?",
        "the number {number} is missing before {after}; does the original skip it?",
    ),
    "parent-missing": (
        "mục {number} không có mục {parent} ở trên",
        "item {number} has no item {parent} above it",
    ),
    "table-row-without-task": (
        "một hàng của bảng không có lời nhiệm vụ nên bị bỏ qua: “{text}”",
        "a row of the table has no task text and was left out: “{text}”",
    ),
    "due-differs": (
        "thời gian “{raw}” không khớp với ngày đến hạn “{due}” của bảng nên ngày để trống; hãy sửa một trong hai",
        "the time “{raw}” does not agree with the table's due date “{due}”, so its days are left empty; correct one",
    ),
    "column-mostly-empty": (
        "cột “{column}” để trống ở {empty}/{rows} dòng",
        "the column “{column}” is empty in {empty} of {rows} rows",
    ),
    "unread-time": (
        "không hiểu thời gian “{raw}”; ngày đến hạn để trống",
        "the time “{raw}” was not understood; its days are left empty",
    ),
    "year-unknown": (
        "thời gian “{raw}” không ghi năm và kế hoạch không cho biết năm; ngày đến hạn để trống",
        "the time “{raw}” has no year and the plan names none; its days are left empty",
    ),
    "time-partly-read": (
        "ô thời gian còn phần chưa hiểu: “{raw}”; hãy đối chiếu với bản gốc",
        "a part of the time cell was not understood: “{raw}”; check it against the original",
    ),
    "columns-not-understood": (
        "bảng thiếu cột đơn vị chủ trì hoặc thời hạn, và có cột chưa hiểu: “{columns}”; có thể chỉ ra bằng --words",
        "the table lacks a column of lead units or of times and has others not understood: “{columns}”; see --words",
    ),
    "unread-unit": (
        "không hiểu ô đơn vị “{raw}”; đơn vị chủ trì để trống",
        "the unit cell “{raw}” was not understood; the lead unit is left empty",
    ),
    "unit-misspelt": (
        "đơn vị “{unit}” chỉ xuất hiện một lần và rất giống “{like}”; có viết nhầm không?",
        "the unit “{unit}” appears once and is much like “{like}”; is it misspelt?",
    ),
    "unit-once": (
        "đơn vị “{unit}” chỉ xuất hiện một lần; hãy kiểm tra tên",
        "the unit “{unit}” appears only once; check the name",
    ),
    "unit-once-list": (
        "{count} đơn vị chỉ xuất hiện một lần, hãy kiểm tra tên: {units}",
        "{count} units appear only once, check their names: {units}",
    ),
    "and-more": (
        "… và {count} cảnh báo cùng loại (xem “warnings” khi ghi ra JSON)",
        "… and {count} more warnings of this kind (see “warnings” in the JSON)",
    ),
    "words-unused": (
        "tệp từ ngữ (--words) có mục không gặp trong kế hoạch này: {words}; có viết nhầm không?",
        "entries of the file of words (--words) that this plan has nowhere: {words}; are they misspelt?",
    ),
    "members-of-one": (
        "tệp từ ngữ (--words): [members] nêu thành viên của tên chỉ một đơn vị: {names}; tên gọi khác ghi ở [units]",
        "the file of words (--words): [members] gives members to what is one unit: {names}; other names go in [units]",
    ),
    "no-sheets": (
        "--sheet {sheet} không có tác dụng: chỉ tệp Excel mới có trang tính",
        "--sheet {sheet} has no effect: only Excel files have sheets",
    ),
    "hidden-sheets": (
        "trang tính bị ẩn không được đọc: {sheets}; hãy bỏ ẩn trong Excel nếu cần",
        "hidden sheets were not read: {sheets}; unhide them in Excel if they matter",
    ),
    "unread-sheets": (
        'còn bảng nhiệm vụ chưa đọc ở trang tính khác: {sheets}; hãy chọn bằng --sheet ("*": tất cả)',
        'task tables on other sheets were not read: {sheets}; choose with --sheet ("*" for all)',
    ),
}

"""What a person corrected: applying and keeping it."""

from __future__ import annotations

CORRECTIONS: dict[str, tuple[str, str]] = {
    "corrected": ("có người đã sửa", "changed by a person"),
    "field-kind": ("Loại", "Kind"),
    "field-extra": ("Thông tin khác", "Other columns"),
    "field-section_path": ("Số mục", "Section number"),
    "field-added": ("Dòng thêm", "Row added"),
    "field-removed": ("Dòng bỏ", "Row removed"),
    # What could not be taken as it was typed
    "due-not-read": (
        "ô Hạn (ngày) ghi “{text}”, không phải một ngày; giữ nguyên như trước",
        "the due date “{text}” is no day; left as it was",
    ),
    "due-ambiguous": (
        "dòng có nhiều mốc thời gian (“{raw}”), không rõ ngày {text} là của mốc nào; hãy sửa cột Thời gian hoàn thành",
        "the row has several times (“{raw}”); it is unclear which of them {text} is: change the column of deadlines",
    ),
    "task-cleared": (
        "ô Nhiệm vụ bị để trống; giữ “{text}” (muốn bỏ thì xóa cả dòng)",
        "the task was cleared; “{text}” stays (to remove it, delete the row)",
    ),
    "kind-not-read": (
        "ô Loại ghi “{text}”, không phải Nhiệm vụ hay Chỉ tiêu; giữ nguyên như trước",
        "the kind “{text}” is neither Task nor Target; left as it was",
    ),
    "row-was-removed": (
        "“{text}” đã được bỏ trước đó nên không thêm lại",
        "“{text}” was removed before and is not added again",
    ),
    "correction-conflict": (
        "“{field}” vừa được sửa trong bảng vừa khác đi trong tệp nhiệm vụ; đã lấy theo bảng",
        "“{field}” was changed in the table and is another in the task file too; the table's was taken",
    ),
    "correction-without-row": (
        "không còn thấy nhiệm vụ đã sửa “{text}” trong kế hoạch",
        "the corrected task “{text}” is not in the plan any more",
    ),
    "correction-reading-differs": (
        "“{field}” do người sửa được giữ, nhưng lần này kế hoạch đọc ra khác lần trước; hãy xem lại",
        "the person's “{field}” was kept, but the plan now reads otherwise than before: look again",
    ),
    # Errors and results of `kehoach apply`, and of writing over a corrected table
    "corrections-of-another-plan": (
        "{path} đang giữ phần người sửa của một kế hoạch khác; hãy ghi ra tệp khác, hoặc thêm --discard-corrections "
        "nếu không cần nữa",
        "{path} holds what a person corrected in another plan; write to another file, or add --discard-corrections",
    ),
    "edited-another-plan": (
        "{path} được lập từ kế hoạch khác với {tasks}",
        "{path} was made of another plan than {tasks}",
    ),
    "tasks-not-whole": (
        "{path}: chỉ áp dụng được vào tệp giữ đủ dữ liệu ({allowed})",
        "{path}: corrections can only be applied to a file that holds the whole data ({allowed})",
    ),
    "several-plans-to-apply": (
        "{path} chứa {count} kế hoạch, không rõ bảng sửa thuộc kế hoạch nào",
        "{path} holds {count} plans; it is unclear which of them the edited table belongs to",
    ),
    "applied": (
        "{file}: sửa {cells} ô ở {rows} dòng, thêm {added} dòng, bỏ {removed} dòng",
        "{file}: cells changed {cells} in rows {rows}, rows added {added}, rows removed {removed}",
    ),
    "applied-nothing": ("{file}: không có gì khác với {tasks}", "{file}: nothing differs from {tasks}"),
    "applied-change": ("dòng {row}, {field}: “{before}” → “{after}”", "row {row}, {field}: “{before}” → “{after}”"),
    "applied-row": ("{field}: {text}", "{field}: {text}"),
    "applied-more": ("… và {count} chỗ khác", "… and {count} more"),
    "own-column-edited": (
        "cột {columns} do chương trình ghi; chỗ sửa ở đó không được lấy",
        "column {columns} is the program's own; what was changed there was not taken",
    ),
    "corrections-kept": (
        "{path}: giữ lại phần người đã sửa ({count} chỗ)",
        "{path}: kept what a person had corrected ({count})",
    ),
    "no-pages-to-show": (
        "kế hoạch không phải tệp PDF nên báo cáo không có ảnh trang",
        "the plan is no PDF: the report has no pictures of its pages",
    ),
    "pages-of-another-file": (
        "{path} không phải tệp mà bảng được lập từ đó ({file}), nên không lấy ảnh trang được",
        "{path} is not the file that the table was made of ({file}): no pictures of its pages",
    ),
    "not-stored": (
        "{path} không phải bảng nhiệm vụ của kehoach (.json, .jsonl, .csv, .xlsx, .parquet, .sqlite hoặc địa chỉ cơ sở "
        "dữ liệu); kế hoạch thì dùng kehoach extract",
        "{path} is no task table of kehoach (.json, .jsonl, .csv, .xlsx, .parquet, .sqlite or a database URL); "
        "for a plan use kehoach extract",
    ),
    "not-edited-table": (
        "{path}: bảng sửa phải là .xlsx hoặc .csv do kehoach ghi ra",
        "{path}: an edited table is a .xlsx or .csv that kehoach wrote",
    ),
    "table-is-older": (
        "“{field}” trong bảng vẫn như trước khi được sửa; giữ giá trị đã sửa",
        "“{field}” in the table is as before it was corrected; the corrected value stays",
    ),
    "edited-unknown": (
        "{path} đã được sửa nhưng không còn cho biết sửa từ đâu; hãy dùng kehoach apply, ghi ra tệp khác, hoặc thêm "
        "--discard-corrections để ghi đè",
        "{path} was edited and does not say from what; use kehoach apply, write to another file, or add "
        "--discard-corrections to write over it",
    ),
    "corrections-not-held": (
        "{path} có phần người đã sửa, dạng này không giữ được khi đọc lại; hãy ghi ra .json, hoặc thêm "
        "--discard-corrections",
        "{path} has what a person corrected, which this format cannot keep; write .json, or add --discard-corrections",
    ),
    "target-damaged": (
        "{path} bị hỏng, có thể đang giữ phần người sửa; hãy ghi ra tệp khác, hoặc thêm --discard-corrections",
        "{path} is damaged and may hold corrections; write to another file, or add --discard-corrections",
    ),
    "edited-sheet-gone": (
        "{path}: không tìm thấy dòng tên cột của bảng nhiệm vụ (STT, Nhiệm vụ, …); hãy đặt lại tên cột như khi ghi ra",
        "{path}: the names of the columns (No., Task, …) were not found; name the columns as they were written",
    ),
    "most-rows-missing": (
        "{path} thiếu {count} trên {total} dòng; thêm --missing keep nếu đây chỉ là một phần bảng, --missing remove "
        "nếu thật sự bỏ các dòng ấy",
        "{path} lacks {count} of {total} rows; add --missing keep where it is a part of the table, --missing remove to "
        "remove those rows",
    ),
    "rows-missing-kept": (
        "{count} nhiệm vụ không có trong bảng được giữ nguyên",
        "{count} tasks that the table lacks were kept",
    ),
    "columns-missing": (
        "không có cột {columns}; chỗ sửa ở đó, nếu có, không đọc được",
        "no column {columns}; what was changed there, if anything, was not read",
    ),
    "pages-only-in-html": (
        "--with-pages chỉ dùng cho báo cáo .html",
        "--with-pages is for the .html report only",
    ),
}

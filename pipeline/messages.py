"""Every message a user reads, Vietnamese and English, found by its code."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.records import Notice

LANGUAGES = ("vi", "en")
MOST_ALIKE = 5
"""More warnings of one kind than this are cut short on the terminal; the JSON has them all."""
CONTROL_TO_SPACE = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")

MESSAGES: dict[str, tuple[str, str]] = {
    # Errors of reading a plan
    "no-such-file": ("Không tìm thấy tệp: {path}", "No such file: {path}"),
    "is-directory": (
        "{path} là thư mục; hãy chỉ ra từng tệp kế hoạch, hoặc thêm -o THƯ_MỤC để ghi mỗi tệp một bảng",
        "{path} is a folder; name the plan files in it, or add -o DIR to write one table each",
    ),
    "no-plans": (
        "{path}: không có tệp kế hoạch nào (.pdf, .docx, .xlsx, .txt) trong thư mục",
        "{path}: no plan (.pdf, .docx, .xlsx, .txt) in the folder",
    ),
    "cannot-read": ("{path}: không đọc được tệp ({reason})", "{path}: cannot read the file ({reason})"),
    "empty-file": ("Tệp rỗng: {path}", "The file is empty: {path}"),
    "unknown-kind": (
        "{path}: không phải PDF, DOCX, XLSX hay văn bản thuần ({found})",
        "{path}: not a PDF, DOCX, XLSX or plain text file ({found})",
    ),
    "renamed": (
        "{path}: tên tệp là {suffix} nhưng nội dung là {kind}; hãy kiểm tra lại tệp và đổi đuôi cho đúng",
        "{path}: the name says {suffix} but the content is {kind}; check the file and rename it",
    ),
    "damaged": ("{path}: tệp {kind} bị hỏng hoặc bị cắt cụt", "{path}: the {kind} file is damaged or cut short"),
    "encrypted": ("{path}: tệp PDF được đặt mật khẩu", "{path}: the PDF is encrypted (password needed)"),
    "scan": (
        "{path}: PDF là bản quét, không có lớp chữ; hãy nhận dạng chữ (OCR) trước",
        "{path}: the PDF is a scan without a text layer; run OCR on it first",
    ),
    "too-large": (
        "{path}: tệp giải nén ra quá {limit} MB, từ chối đọc",
        "{path}: the file unpacks to more than {limit} MB, refused",
    ),
    "too-many-cells": (
        "{path}: trang tính có quá {limit} ô, từ chối đọc",
        "{path}: a sheet has more than {limit} cells, refused",
    ),
    "no-such-sheet": (
        "{path}: không có trang tính {sheet}; hãy chọn một trong: {sheets} (hoặc số thứ tự)",
        "{path}: there is no sheet {sheet}; choose one of: {sheets} (or its number)",
    ),
    "not-text": ("{path}: không đọc được bảng mã của văn bản", "{path}: the encoding of the text is unknown"),
    # Warnings about what was read
    "no-tasks": (
        "không tìm thấy nhiệm vụ hay chỉ tiêu nào; tệp có đúng là một kế hoạch không?",
        "no task or target found; is the file a plan?",
    ),
    "not-vietnamese": (
        "văn bản dường như không phải tiếng Việt có dấu nên không có dòng nào",
        "the text does not look like Vietnamese with its marks, so no rows were made",
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
    "column-mostly-empty": (
        "cột “{column}” để trống ở {empty}/{rows} dòng",
        "the column “{column}” is empty in {empty} of {rows} rows",
    ),
    "unread-time": (
        "không hiểu ô thời gian “{raw}”; thời hạn để trống",
        "the time cell “{raw}” was not understood; the deadline is left empty",
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
    # Errors of a user's own file of words
    "bad-toml": (
        "{path}: tệp từ ngữ sai cú pháp TOML ở dòng {line}",
        "{path}: the file of words is no valid TOML at line {line}",
    ),
    "bad-words": (
        "{path}: tệp từ ngữ phải có đúng một bảng [headers] (thấy: {found})",
        "{path}: the file of words must have one table, [headers] (found: {found})",
    ),
    "bad-phrases": (
        '{path}: “{role}” phải là danh sách các cụm từ, ví dụ {role} = ["Hạn báo cáo"]',
        '{path}: {role} must be a list of phrases, e.g. {role} = ["Hạn báo cáo"]',
    ),
    "unknown-role": (
        "{path}: không có loại cột “{role}”; chọn một trong: {allowed}",
        "{path}: no such kind of column: {role}; choose one of: {allowed}",
    ),
    "unread-sheets": (
        'còn bảng nhiệm vụ chưa đọc ở trang tính khác: {sheets}; hãy chọn bằng --sheet ("*": tất cả)',
        'task tables on other sheets were not read: {sheets}; choose with --sheet ("*" for all)',
    ),
    # Errors of writing a table
    "unknown-format": (
        "{path}: không biết ghi theo định dạng nào; hãy dùng đuôi {allowed}",
        "{path}: unknown output format; use one of {allowed}",
    ),
    "format-mismatch": (
        "{path}: đuôi tệp không khớp với --format {format}",
        "{path}: the suffix does not agree with --format {format}",
    ),
    "cannot-write": ("{path}: không ghi được ({reason})", "{path}: cannot write ({reason})"),
    "output-is-input": (
        "{path}: kết quả sẽ ghi đè lên chính tệp kế hoạch; hãy chọn tên khác",
        "{path}: the result would overwrite the plan itself; choose another name",
    ),
    "needs-folder": (
        "{path} là một tệp; nhiều kế hoạch cần -o THƯ_MỤC để ghi mỗi kế hoạch một bảng",
        "{path} is one file; several plans need -o DIR, one table each",
    ),
    "several-to-stdout": (
        "Chỉ --format jsonl mới ghi được nhiều kế hoạch ra một luồng; hãy dùng -o THƯ_MỤC cho {format}",
        "Only --format jsonl can put several plans into one stream; use -o DIR for {format}",
    ),
    "binary-to-terminal": (
        "XLSX không hiện được trên màn hình; hãy dùng -o TỆP.xlsx",
        "XLSX cannot be shown on a terminal; use -o FILE.xlsx",
    ),
    # Errors of inspecting a plan
    "pages-or-text": (
        "{path}: hãy chỉ ra trang cần vẽ bằng --page, hoặc thêm --text để xem dàn ý",
        "{path}: say with --page which page to draw, or add --text for the outline",
    ),
    "not-one-file": ("{path} là thư mục; hãy chỉ ra một tệp kế hoạch", "{path} is a folder; name one plan file"),
    "bad-pages": (
        "--page: không hiểu “{text}”; ví dụ: 13 hoặc 13,15-18",
        "--page: cannot make sense of “{text}”; for example 13 or 13,15-18",
    ),
    "no-such-page": (
        "{path}: không có trang {page}; tệp có {pages} trang",
        "{path}: there is no page {page}; the file has {pages}",
    ),
    "no-pages": (
        "{path}: loại tệp này không chia trang; hãy bỏ --page",
        "{path}: a file of this kind has no pages; leave out --page",
    ),
    "only-pdf": (
        "{path}: chỉ PDF mới có trang để vẽ; hãy dùng --text",
        "{path}: only a PDF has pages to draw; use --text",
    ),
    "text-to-stdout": (
        "--text in ra luồng ra chuẩn, không dùng cùng -o",
        "--text goes to standard output and takes no -o",
    ),
    "pages-need-folder": (
        "{path} là một tệp; nhiều trang cần -o THƯ_MỤC để ghi mỗi trang một ảnh",
        "{path} is one file; several pages need -o DIR, one picture each",
    ),
    "internal": (
        "{path}: lỗi của kehoach chứ không phải của bạn ({type}); hãy báo cho chúng tôi, --debug cho xem chi tiết",
        "{path}: this is a fault of kehoach, not yours ({type}); please report it, --debug shows the details",
    ),
    # Why the system does not read or write a file
    "os-enoent": ("không có thư mục hoặc tệp này", "no such file or folder"),
    "os-eacces": ("không có quyền", "permission denied"),
    "os-eperm": ("không được phép", "not permitted"),
    "os-eexist": ("đã có tệp trùng tên", "a file of that name exists"),
    "os-enotdir": ("một phần của đường dẫn không phải là thư mục", "a part of the path is no folder"),
    "os-eisdir": ("đây là thư mục", "it is a folder"),
    "os-enospc": ("ổ đĩa đã đầy", "the disk is full"),
    "os-erofs": ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
    "os-enametoolong": ("tên tệp quá dài", "the file name is too long"),
    # What the command line says
    "error": ("Lỗi: {text}", "Error: {text}"),
    "warning": ("Cảnh báo: {text}", "Warning: {text}"),
    "on-page": ("trang {page}", "page {page}"),
    "on-row": ("dòng {row}", "row {row}"),
    "summary": (
        "{file}: {tasks} nhiệm vụ, {targets} chỉ tiêu; {leads} có đơn vị chủ trì, {deadlines} có thời hạn",
        "{file}: {tasks} tasks, {targets} targets; {leads} with a lead unit, {deadlines} with a deadline",
    ),
    "written": ("Đã ghi {path}", "Wrote {path}"),
    "progress": ("Đang đọc", "Reading"),
    "stopped": ("Đã dừng.", "Stopped."),
    # Headings of the information sheet (XLSX); the names of the columns are in `pipeline.table`
    "sheet-tasks": ("Nhiệm vụ", "Tasks"),
    "sheet-document": ("Thông tin", "Document"),
    "file": ("Tệp", "File"),
    "format": ("Định dạng", "Format"),
    "pages": ("Số trang", "Pages"),
    "type": ("Loại văn bản", "Type"),
    "number": ("Số, ký hiệu", "Number"),
    "issued": ("Ngày ban hành", "Issued"),
    "issuer": ("Cơ quan ban hành", "Issuer"),
    "title": ("Trích yếu", "Title"),
    "years": ("Năm kế hoạch", "Years"),
    "legal_bases": ("Căn cứ", "Legal bases"),
    "signer": ("Người ký", "Signer"),
    "signer_title": ("Chức vụ người ký", "Position of the signer"),
    "recipients": ("Nơi nhận", "Recipients"),
    "warnings": ("Cảnh báo", "Warnings"),
    # What `kehoach inspect` says: roles of columns, kinds of text and rows, remarks
    "role-number": ("số thứ tự", "number"),
    "role-detail_number": ("số chi tiết", "second number"),
    "role-products": ("sản phẩm", "products"),
    "role-lead_units": ("đơn vị chủ trì", "lead units"),
    "role-coordinating_units": ("đơn vị phối hợp", "coordinating units"),
    "role-deadlines": ("thời hạn", "deadline"),
    "role-deadline_start": ("bắt đầu", "start"),
    "role-quantity": ("số lượng", "quantity"),
    "role-person": ("họ tên, chức vụ", "person"),
    "role-supervisor": ("lãnh đạo phụ trách", "supervisor"),
    "role-budget": ("kinh phí", "budget"),
    "role-price": ("đơn giá, thành tiền", "price"),
    "role-goal": ("mức kế hoạch", "goal"),
    "role-approver": ("cấp ban hành", "approved by"),
    "role-place": ("địa điểm", "place"),
    "role-basis": ("căn cứ", "basis"),
    "role-note": ("ghi chú", "note"),
    "role-none": ("cột khác", "other column"),
    "role-targets": ("chỉ tiêu", "targets"),
    "kind-task": ("nhiệm vụ", "task"),
    "kind-target": ("chỉ tiêu", "target"),
    "kind-purpose": ("mục đích, yêu cầu", "purpose"),
    "kind-other": ("nội dung khác", "other matter"),
    "kind-preamble": ("lời dẫn", "opening words"),
    "kind-heading": ("đề mục", "heading"),
    "kind-attribute": ("dòng đơn vị, thời gian", "line of units and times"),
    "kind-head": ("phần đầu văn bản", "head of the document"),
    "kind-foot": ("phần cuối văn bản", "foot of the document"),
    "kind-appendix": ("tên phụ lục", "title of an appendix"),
    "kind-ignored": ("bỏ qua", "left out"),
    "kind-refused": ("không phải bảng nhiệm vụ", "no task table"),
    "kind-header": ("tiêu đề bảng", "header"),
    "kind-section": ("hàng mục", "section row"),
    "kind-group": ("hàng nhóm", "group row"),
    "kind-context": ("hàng dẫn", "context row"),
    "kind-table": ("bảng", "table"),
    "inspect-plan": ("{format}, {tasks} nhiệm vụ, {targets} chỉ tiêu", "{format}, {tasks} tasks, {targets} targets"),
    "inspect-plan-pages": (
        "{format}, {pages} trang, {tasks} nhiệm vụ, {targets} chỉ tiêu",
        "{format}, {pages} pages, {tasks} tasks, {targets} targets",
    ),
    "inspect-head": ("Phần đầu", "Head"),
    "inspect-body": ("Nội dung", "Body"),
    "inspect-appendix": ("Phụ lục {label}: {title}", "Appendix {label}: {title}"),
    "inspect-foot": ("Phần cuối", "Foot"),
    "inspect-part-not-read": ("không có nhiệm vụ để lập dòng", "no tasks to make rows of"),
    "inspect-on-page": ("tr. {page}", "p. {page}"),
    "inspect-task-table": ("Bảng nhiệm vụ, {rows} dòng", "Task table, {rows} rows"),
    "inspect-table-of-targets": ("Bảng chỉ tiêu, {rows} dòng", "Table of targets, {rows} rows"),
    "inspect-column": ("cột {number}: {name} → {role}", "column {number}: {name} → {role}"),
    "inspect-column-mark": ("; dấu “x” là {mark}", '; an "x" means {mark}'),
    "inspect-header-rows": ("{rows} hàng tiêu đề", "header of {rows} rows"),
    "inspect-no-header": ("không lặp lại tiêu đề", "header not repeated"),
    "inspect-merged": (", ô gộp", ", merged cell"),
    "inspect-origin-table": ("ô của bảng", "table cell"),
    "inspect-origin-rule": ("lời của mục", "own words"),
    "inspect-origin-ner": ("mô hình", "model"),
    "inspect-origin-inherited": ("thừa hưởng", "inherited"),
    "inspect-origin-from": ("thừa hưởng từ “{text}”", "inherited from “{text}”"),
    "inspect-origin-row": ("thừa hưởng từ dòng {row}", "inherited from row {row}"),
    "inspect-origin-unknown": ("không rõ", "unknown"),
    "inspect-title": ("{file} – trang {page}/{pages}", "{file} – page {page} of {pages}"),
    "inspect-nothing": ("không có gì trên trang này", "nothing was found on this page"),
    "inspect-sign-number": ("số dòng trong bảng kết quả", "row of the result"),
    "inspect-sign-merged": ("ô gộp (số hàng)", "merged cell (rows)"),
    "inspect-header": ("tiêu đề bảng nhiệm vụ", "header of a task table"),
    "inspect-header-targets": ("tiêu đề bảng chỉ tiêu", "header of a table of targets"),
    "inspect-header-again": ("bảng tiếp từ trang {page}, lặp lại tiêu đề", "goes on from page {page}, header repeated"),
    "inspect-table-goes-on": ("↑ bảng tiếp từ trang {page}", "↑ table goes on from page {page}"),
    "inspect-row-ignored": ("bỏ qua: không thuộc dòng nào", "left out: part of no row"),
    "inspect-row-section": (
        "hàng mục {label}: dẫn các dòng {first}–{last}",
        "section {label}: heads rows {first}–{last}",
    ),
    "inspect-row-group": ("hàng nhóm: dẫn các dòng {first}–{last}", "group row: heads rows {first}–{last}"),
    "inspect-row-context": (
        "hàng dẫn: chỉ có lời, đơn vị và thời hạn ở hàng con",
        "context row: only words, its sub-rows have the rest",
    ),
    "inspect-from-row": ("↑ tiếp dòng {row} của trang {page}", "↑ row {row} of page {page} goes on"),
    "inspect-from-page": ("↑ tiếp từ trang {page}", "↑ goes on from page {page}"),
    "inspect-goes-on": ("↓ còn tiếp ở trang {page}", "↓ goes on on page {page}"),
    "inspect-merged-from": ("↑ ô gộp từ trang {page}: {role}", "↑ merged cell of page {page}: {role}"),
    "inspect-under-row": ("thuộc dòng {row}", "under row {row}"),
    "inspect-under-context": ("thuộc hàng dẫn {label}", "under context row {label}"),
    "inspect-purpose": ("mục đích, yêu cầu: không lập dòng", "purpose: no row"),
    "inspect-other": ("nội dung khác: không lập dòng", "other matter: no row"),
    "inspect-preamble": ("lời dẫn: không lập dòng", "opening words: no row"),
    "inspect-attribute": ("cho biết đơn vị, thời gian của mục", "says units and times of the item"),
    "inspect-refused": ("không phải bảng nhiệm vụ: {reason}", "no task table: {reason}"),
    "inspect-no-task-column": ("không có cột nhiệm vụ", "no column of tasks"),
    "inspect-no-field-column": (
        "không có cột đơn vị, thời hạn hay sản phẩm",
        "no column of units, deadlines or products",
    ),
    "inspect-other-table": (
        "các cột là của bảng dự toán, danh sách hoặc bảng khác",
        "its columns are those of an estimate, a list or another table",
    ),
    # Help of the command line
    "help-group": (
        "Đọc các kế hoạch của cơ quan nhà nước và lập bảng nhiệm vụ: việc gì, sản phẩm gì, ai chủ trì, ai phối hợp, "
        "khi nào xong.",
        "Read the plans (kế hoạch) of Vietnamese offices and make their task tables: what, which product, who leads, "
        "who joins in, by when.",
    ),
    "help-extract": (
        "Lập bảng nhiệm vụ của mỗi tệp PLAN (PDF có lớp chữ, DOCX, XLSX hoặc TXT).\n\n"
        "Không có -o: hiện bảng trên màn hình. PLAN là thư mục (cần -o THƯ_MỤC): đọc mọi kế hoạch nằm ngay trong đó.",
        "Make the task table of each PLAN (PDF with a text layer, DOCX, XLSX or TXT).\n\n"
        "Without -o: shown on the terminal. PLAN may be a folder (with -o DIR): all plans directly in it.",
    ),
    "help-inspect": (
        "Cho xem PLAN đã được đọc ra sao, để biết vì sao một dòng như vậy.\n\n--page N vẽ lên trang N của PDF, ra ảnh "
        "PNG: cột nào là gì, ô gộp, dòng nối qua trang, số dòng trong bảng kết quả. --text in dàn ý, với mọi loại tệp.",
        "Show how PLAN was read, to see why a row came out as it did.\n\n--page N draws over page N of a PDF, as PNG: "
        "what the columns mean, merged cells, rows joined over pages, row numbers of the result. --text prints the "
        "outline of a file of any kind.",
    ),
    "help-page": ("Trang cần xem: 13 hoặc 13,15-18.", "Pages to look at: 13 or 13,15-18."),
    "help-text": ("In dàn ý ra luồng ra chuẩn thay vì vẽ.", "Print the outline to standard output instead."),
    "help-picture": (
        "Tệp PNG, hoặc thư mục (mỗi trang một ảnh); mặc định là PLAN-trang-N.png trong thư mục hiện tại.",
        "PNG file, or folder (one picture per page); by default PLAN-trang-N.png in the current folder.",
    ),
    "help-dpi": ("Độ phân giải của ảnh, điểm trên inch; mặc định 130.", "Resolution, dots per inch; by default 130."),
    "help-output": (
        "Tệp kết quả (.json, .jsonl, .csv, .xlsx), thư mục (mỗi kế hoạch một tệp) hoặc - (luồng ra chuẩn).",
        "Result file (.json, .jsonl, .csv, .xlsx), folder (one file per plan) or - (standard output).",
    ),
    "help-format": (
        "Định dạng; mặc định theo đuôi của -o, json cho luồng ra chuẩn, xlsx cho thư mục.",
        "Format; by default from the suffix of -o, json for standard output, xlsx for a folder.",
    ),
    "help-lang": (
        "Ngôn ngữ của thông báo và tên cột; mặc định theo KEHOACH_LANG, rồi đến hệ thống (khi đó tên cột trong tệp "
        "vẫn là tiếng Việt).",
        "Language of messages and column names; by default KEHOACH_LANG, then the system's (column names in files then "
        "stay Vietnamese).",
    ),
    "help-sheet": (
        'Tên hoặc số thứ tự trang tính của tệp XLSX; "*" là mọi trang có bảng nhiệm vụ, mỗi trang một phụ lục; '
        "mặc định là trang đầu tiên có bảng nhiệm vụ.",
        'Name or number of the sheet of an XLSX file; "*" for all with a task table, each as an appendix; '
        "by default the first that holds one.",
    ),
    "help-words": (
        'Tệp TOML thêm cách gọi cột của riêng cơ quan, ví dụ [headers] deadlines = ["Hạn báo cáo"]; mặc định theo '
        "KEHOACH_WORDS.",
        'TOML file that adds your office\'s own header words, e.g. [headers] deadlines = ["Hạn báo cáo"]; by default '
        "KEHOACH_WORDS.",
    ),
    "help-debug": ("Hiện đầy đủ dấu vết khi có lỗi.", "Show the traceback of an error."),
    "help-quiet": ("Chỉ báo lỗi: không tóm tắt, không cảnh báo.", "Report errors only: no summary, no warnings."),
    "help-version": ("Hiện phiên bản rồi thoát.", "Show the version and exit."),
    "help-help": ("Hiện trợ giúp này rồi thoát.", "Show this help and exit."),
    "usage": ("Cách dùng:", "Usage:"),
    "options": ("Tuỳ chọn", "Options"),
    "commands": ("Lệnh", "Commands"),
    # Wrong usage of the command line
    "missing-argument": (
        "Thiếu {name}; xem {command} --help",
        "{name} is missing; see {command} --help",
    ),
    "no-such-option": (
        "Không có tuỳ chọn {name}; xem {command} --help",
        "No such option {name}; see {command} --help",
    ),
    "no-such-command": ("Không có lệnh {name}; xem {command} --help", "No such command {name}; see {command} --help"),
    "bad-value": (
        "{name}: giá trị không hợp lệ; chọn một trong: {allowed}",
        "{name}: invalid value; choose one of: {allowed}",
    ),
    "bad-option-usage": (
        "Tuỳ chọn {name} thiếu hoặc thừa giá trị; xem {command} --help",
        "Option {name} lacks a value or takes none; see {command} --help",
    ),
    "bad-usage": ("Dùng lệnh sai ({text}); xem {command} --help", "{text} See {command} --help"),
}


class _Values(dict[str, object]):
    """Values of a message; one that its writer forgot reads "?" rather than hiding the message itself."""

    def __missing__(self, key: str) -> str:
        return "?"


def message(code: str, lang: str = "vi", **values: object) -> str:
    """The message for `code` in `lang` ("vi" or "en"), its fields filled in from `values`.

    A code without a message (an error of ours, kept out by tests/pipeline/test_messages.py) reads as the code itself.
    """
    if code not in MESSAGES:
        return " ".join([code, *(f"{key}={value}" for key, value in values.items())])
    vietnamese, english = MESSAGES[code]
    said = {name: _reason(value, lang) if isinstance(value, OSError) else value for name, value in values.items()}
    return (vietnamese if lang == "vi" else english).format_map(_Values(said))


def _reason(error: OSError, lang: str) -> str:
    """What the system says of a file, in the user's language where it is one of the usual reasons."""
    code = f"os-{errno.errorcode.get(error.errno or 0, '').lower()}"
    return message(code, lang) if code in MESSAGES else error.strerror or str(error)


def describe(notice: Notice, lang: str = "vi") -> str:
    """One line for a warning of a plan: where, then what ("trang 3, dòng 12: …")."""
    where = []
    if notice.page is not None:
        where.append(message("on-page", lang, page=notice.page))
    if notice.row is not None:
        where.append(message("on-row", lang, row=notice.row))
    what = message(notice.code, lang, **notice.values)
    return f"{', '.join(where)}: {what}" if where else what


def describe_all(notices: Sequence[Notice], lang: str = "vi") -> list[str]:
    """The warnings for a terminal, those of one kind together; of many alike only the first, then how many more."""
    out: list[str] = []
    for code in dict.fromkeys(notice.code for notice in notices):
        alike = [notice for notice in notices if notice.code == code]
        if f"{code}-list" in MESSAGES and len(alike) > 1:
            named = [f"“{n.values['unit']}” ({message('on-row', lang, row=n.row)})" for n in alike]
            out.append(message(f"{code}-list", lang, count=len(alike), units=", ".join(named)))
            continue
        shown = alike if len(alike) <= MOST_ALIKE else alike[: MOST_ALIKE - 1]
        out += [describe(notice, lang) for notice in shown]
        if len(shown) < len(alike):
            out.append(message("and-more", lang, count=len(alike) - len(shown)))
    return out


def printable(text: str) -> str:
    """`text` on one line without control characters: a stranger's file name or text must not drive the terminal."""
    return text.translate(CONTROL_TO_SPACE)


def user_language(environ: Mapping[str, str] = os.environ) -> str:
    """The user's language: KEHOACH_LANG, else the locale; "vi" where neither says (C, POSIX, unset)."""
    for name in ("KEHOACH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "").strip().lower()
        language = value.replace("-", "_").split(".")[0].split("_")[0]
        if language in LANGUAGES:
            return language
        if value and name != "KEHOACH_LANG":
            return "vi" if language in ("c", "posix") else "en"
    return "vi"

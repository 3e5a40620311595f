"""The help of the command line, and its errors of usage."""

from __future__ import annotations

USAGE: dict[str, tuple[str, str]] = {
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
    "help-check": (
        "Nêu những điều cần xem lại trong mỗi PLAN (tệp hoặc thư mục): một nhiệm vụ ghi hai thời hạn hay hai đơn vị "
        "chủ trì khác nhau ở phần chính và phụ lục, nhiệm vụ chưa có đơn vị hay thời hạn, chỉ tiêu chưa có nhiệm vụ, "
        "đơn vị chưa được giao thời hạn.\n\nMã thoát: 0 khi đọc được (kể cả khi có điều cần xem lại), 1 với --strict "
        "khi có điều cần xem lại, 2 khi có lỗi.",
        "Tell what to look at again in each PLAN (file or folder): a task with two deadlines or two lead units in body "
        "and appendix, tasks without a unit or a deadline, targets without a task, units without a deadline.\n\nExit "
        "code: 0 when read (also with findings), 1 with --strict and findings, 2 on errors.",
    ),
    "help-only": (
        "Chỉ nêu các loại này, cách nhau bằng dấu phẩy: times-differ, units-differ, before-issue, unknown-time, "
        "unread-time, unread-unit, no-unit, no-time, unit-no-time, target-no-task, inferred-year.",
        "Only these kinds, parted by commas: times-differ, units-differ, before-issue, unknown-time, "
        "unread-time, unread-unit, no-unit, no-time, unit-no-time, target-no-task, inferred-year.",
    ),
    "help-strict": ("Trả mã thoát 1 khi có điều cần xem lại.", "Exit with code 1 where there are findings."),
    "help-report": (
        "Tệp ghi kết quả (.json, .jsonl, .csv, .xlsx), thư mục (mỗi kế hoạch một tệp) hoặc - (luồng ra chuẩn).",
        "File for the findings (.json, .jsonl, .csv, .xlsx), folder (one file per plan) or - (standard output).",
    ),
    "help-diff": (
        "So sánh hai kế hoạch (hoặc bảng nhiệm vụ do kehoach ghi ra): nhiệm vụ nào giữ nguyên, thay đổi (nội dung, chỉ "
        "tiêu, thời hạn, đơn vị, sản phẩm, mục), thêm, bỏ, tách, gộp.\n\nNăm chỉ chuyển sang năm mới thì không phải là "
        "thay đổi. Từ ba kế hoạch trở lên: mỗi nhiệm vụ qua các năm.",
        "Compare two plans (or task tables that kehoach wrote): which tasks stayed, changed (wording, targets, "
        "deadlines, units, products, section), were added, removed, split, merged.\n\nA year that only rolls over is "
        "no change. Three plans and more: each task over the years.",
    ),
    "help-trace": (
        "Đối chiếu kế hoạch CHILD với kế hoạch cấp trên PARENT mà nó cụ thể hóa: nhiệm vụ nào giao cho đơn vị đã được "
        "đưa vào, nhiệm vụ nào chưa, việc nào đơn vị tự đặt ra, thời hạn nào sau cấp trên, chỉ tiêu nào thấp hơn.",
        "Hold plan CHILD against the plan PARENT that it carries out: which tasks that address the unit are taken up, "
        "which are not, which are its own, which dates fall after the parent's, which targets are lower.",
    ),
    "help-unit": (
        "Tên đơn vị của CHILD như cấp trên gọi; mặc định là cơ quan ban hành CHILD.",
        "The name of CHILD's office as the plan above has it; by default who issued CHILD.",
    ),
    "help-changes": (
        "Tệp kết quả (.html, .xlsx, .csv, .json) hoặc - (luồng ra chuẩn).",
        "Result file (.html, .xlsx, .csv, .json) or - (standard output).",
    ),
    "help-changes-format": (
        "Định dạng; mặc định theo đuôi của -o, json cho luồng ra chuẩn.",
        "Format; by default from the suffix of -o, json for standard output.",
    ),
    "help-changes-strict": ("Trả mã thoát 1 khi có điều khác nhau.", "Exit with code 1 where something differs."),
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
        "Tệp kết quả (.xlsx, .docx, .html, .csv, .json, .jsonl, .parquet, .sqlite, .ics), thư mục (mỗi kế hoạch một "
        "tệp), địa chỉ cơ sở dữ liệu (postgresql://…) hoặc - (luồng ra chuẩn).",
        "Result file (.xlsx, .docx, .html, .csv, .json, .jsonl, .parquet, .sqlite, .ics), folder (one file per plan), "
        "database URL (postgresql://…) or - (standard output).",
    ),
    "help-converted": (
        "Tệp kết quả, thư mục, địa chỉ cơ sở dữ liệu hoặc -, như của kehoach extract.",
        "Result file, folder, database URL or -, as of kehoach extract.",
    ),
    "help-with-pages": (
        "Đưa ảnh các trang của PDF vào báo cáo .html (tệp lớn hơn).",
        "Put pictures of the PDF's pages into the .html report (a larger file).",
    ),
    "help-with-pages-of": (
        "Đưa ảnh các trang của tệp PDF gốc này vào báo cáo .html.",
        "Put pictures of the pages of this PDF, of which the table was made, into the .html report.",
    ),
    "help-discard": (
        "Bỏ những chỗ người đã sửa trong tệp sắp bị ghi đè; nếu không thì giữ lại.",
        "Discard what a person corrected in the file that is written over; else it is kept.",
    ),
    "help-convert": (
        "Chuyển bảng nhiệm vụ do kehoach ghi ra (.json, .jsonl, .csv, .xlsx, .parquet, .sqlite, cơ sở dữ liệu) sang "
        "định dạng khác, không đọc lại kế hoạch.",
        "Convert task tables that kehoach wrote (.json, .jsonl, .csv, .xlsx, .parquet, .sqlite, database) to another "
        "format, without reading the plan again.",
    ),
    "help-apply": (
        "Đưa những chỗ đã sửa trong bảng EDITED (.xlsx hoặc .csv do kehoach ghi ra) vào tệp nhiệm vụ TASKS (.json, "
        ".xlsx, .parquet, .sqlite). Giá trị cũ được giữ cùng với ai sửa, khi nào; lần sau kehoach extract ghi vào "
        "TASKS thì chỗ sửa vẫn còn.",
        "Take over what was changed in the table EDITED (a .xlsx or .csv that kehoach wrote) into the task file TASKS "
        "(.json, .xlsx, .parquet, .sqlite). The former value is kept with who changed it and when; when kehoach "
        "extract writes TASKS again, the changes stay.",
    ),
    "help-applied": (
        "Ghi ra tệp này thay vì ghi vào TASKS.",
        "Write to this file instead of TASKS.",
    ),
    "help-missing": (
        "Nhiệm vụ không có trong bảng: remove (bỏ), keep (giữ). Mặc định: bỏ, trừ khi bảng thiếu quá nửa hoặc là .csv.",
        "Tasks that the table lacks: remove or keep. By default removed, unless the table lacks most, or is a .csv.",
    ),
    "help-schema": (
        "In JSON Schema của tệp .json (để chương trình khác kiểm tra dữ liệu).",
        "Print the JSON Schema of the .json file (for other programs to check data with).",
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
        'Tệp TOML thêm cách gọi cột và tên đơn vị của riêng cơ quan, ví dụ [units] "Phòng TH" = "Phòng Tổng hợp"; mặc '
        "định theo KEHOACH_WORDS.",
        'TOML file that adds your office\'s own header words and names of units, e.g. [units] "Phòng TH" = "Phòng Tổng '
        'hợp"; by default KEHOACH_WORDS.',
    ),
    "help-no-ner": (
        "Chỉ đọc theo quy tắc, không dùng mô hình nhận dạng tên đơn vị.",
        "Read by rules alone, without the model that recognises names of units.",
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
